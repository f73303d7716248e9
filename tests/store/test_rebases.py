"""The months from which limits begin anew stay, version by version, and go with the self-evaluation."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pytest

from rollcall.errors import ChangedMeanwhile
from rollcall.store import Store, bring_back
from rollcall.store.database_key import VARIABLE
from rollcall.store.upgrades import upgrade, upgrades
from tests.store.kept import KEY, bytes_with, told

MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)


def nothing(_version: int) -> None:
    """Nothing to note."""


def test_every_version_is_kept_with_its_author_and_what_it_builds_on(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "data")
    assert store.add_rebase("not_in_school", MARCH, False, "A register was merged", False, "Ann", 0, nothing) == 1
    assert store.add_rebase("not_in_school", MARCH, False, "", True, "Ben", 1, nothing) == 2
    assert store.add_rebase("not_in_school", APRIL, False, "Another", False, "Ann", 0, nothing) == 1
    store.close()
    again = Store.open(tmp_path / "data")
    kept = [(one.month, one.reason, one.withdrawn, one.author, one.version, one.based_on) for one in again.rebases("not_in_school", False)]
    assert kept == [
        (MARCH, "", True, "Ben", 2, 1),
        (MARCH, "A register was merged", False, "Ann", 1, 0),
        (APRIL, "Another", False, "Ann", 1, 0),
    ]
    assert all(one.written_at.tzinfo for one in again.rebases("not_in_school", False))
    again.close()


def test_another_measure_and_the_invented_area_have_their_own() -> None:
    store = Store.open()
    store.add_rebase("not_in_school", MARCH, True, "Made up", False, "Ann", 0, nothing)
    store.add_rebase("referrals_waiting", MARCH, False, "A team", False, "Ann", 0, nothing)
    assert [one.reason for one in store.rebases("not_in_school", True)] == ["Made up"]
    assert store.rebases("not_in_school", False) == ()
    assert store.data_version == 0  # no answer changes


@pytest.mark.parametrize("based_on", [0, 2])
def test_what_does_not_build_on_the_latest_is_not_kept(based_on: int) -> None:
    store = Store.open()
    store.add_rebase("not_in_school", MARCH, False, "Theirs", False, "Ann", 0, nothing)
    with pytest.raises(ChangedMeanwhile):
        store.add_rebase("not_in_school", MARCH, False, "Mine", False, "Ben", based_on, nothing)
    assert [one.reason for one in store.rebases("not_in_school", False)] == ["Theirs"]


def test_what_cannot_be_noted_is_not_kept() -> None:
    def cannot(_version: int) -> None:
        raise OSError("no room")

    store = Store.open()
    with pytest.raises(OSError, match="no room"):
        store.add_rebase("not_in_school", MARCH, False, "Lost", False, "Ann", 0, cannot)
    assert store.rebases("not_in_school", False) == ()


def test_an_older_database_is_given_the_table_and_loses_nothing() -> None:
    cursor = duckdb.connect()
    for number, text in upgrades().items():
        if number < 5:
            cursor.execute(text)
    cursor.execute("CREATE TABLE IF NOT EXISTS kept.schema_version (version INTEGER, upgraded_at TIMESTAMP)")
    cursor.execute("INSERT INTO kept.schema_version VALUES (4, now()::TIMESTAMP)")
    cursor.execute("INSERT INTO kept.self_evaluation_texts VALUES (1, 'whole', 'judgement', 'Ours', 'Ann', now(), 1, 0)")
    upgrade(cursor)
    assert cursor.execute("SELECT count(*) FROM kept.rebases").fetchone() == (0,)
    assert cursor.execute("SELECT text FROM kept.self_evaluation_texts").fetchall() == [("Ours",)]


@pytest.mark.threat("stolen_disk")
@pytest.mark.parametrize("key", [None, KEY], ids=["plain", "encrypted"])
def test_a_reason_comes_back_from_a_backup_and_with_a_key_stands_readable_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str | None
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setenv("ROLLCALL_KEY", "a key of the hashes, long enough to be one")
    if key:
        monkeypatch.setenv(VARIABLE, key)
    store = Store.open(tmp_path / "data")
    store.add_rebase("not_in_school", MARCH, False, "Reasoncanary", False, "Ann", 0, nothing)
    file = store.back_up(tmp_path / "data" / "backup.zip")
    before = told(store)
    assert before["kept.rebases"]
    store.close()
    assert (bytes_with(tmp_path / "data", "Reasoncanary") == []) is bool(key)
    bring_back(tmp_path / "elsewhere", file)
    again = Store.open(tmp_path / "elsewhere")
    assert told(again) == before
    again.close()


@pytest.mark.threat("not_deleted")
@pytest.mark.parametrize("everything", [True, False], ids=["everything", "the self-evaluation"])
def test_it_is_held_with_the_self_evaluation_and_deleted_with_it(tmp_path: Path, everything: bool) -> None:
    store = Store.open(tmp_path / "data")
    for version in range(2):
        store.add_rebase("not_in_school", MARCH, False, f"Reasoncanary {version}", False, "Ann", version, nothing)
    store.add_rebase("not_in_school", MARCH, True, "", True, "Ann", 0, nothing)
    held = store.written()
    assert held is not None
    assert (held.texts, held.actions, held.rebases, held.versions) == (0, 0, 2, 3)
    store.back_up()
    store._engine.checkpoint()
    assert bytes_with(tmp_path / "data", "Reasoncanary")
    erased = store.delete_everything(by="Ann") if everything else store.delete_self_evaluation(by="Ann")
    assert (erased.written, erased.looked_for, erased.readable_after) == (3, 2, 0)
    assert erased.readable_before > 0
    assert store.written() is None
    assert store.rebases("not_in_school", False) == ()
    assert bytes_with(tmp_path / "data", "Reasoncanary") == []
    store.close()
