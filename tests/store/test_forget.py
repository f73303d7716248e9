"""What is deleted is deleted for good: from the answers, from the ledger, from every byte of the data folder, and from the backups."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from rollcall.errors import StoreRefused
from rollcall.store import SheetMapping, Store, looked_after
from rollcall.store.database_key import VARIABLE
from rollcall.store.settings import set_setting
from tests.store.kept import bytes_with, everything, full
from tests.store.rows import NOVEMBER, children, spells

GOES, STAYS = "Gonecanary", "Stayscanary"


@pytest.fixture(autouse=True)
def no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is written is readable, so that a search can find it."""
    monkeypatch.delenv(VARIABLE, raising=False)


def two_partners(folder: Path) -> Store:
    """A store with everything from two partners, backed up, with a mapping for each."""
    store = Store.open(folder)
    store.keep(everything(GOES, partner=f"{GOES} partner"), by="Ann")
    store.keep(everything(STAYS, partner=f"{STAYS} partner"), by="Ann")
    for canary in (GOES, STAYS):
        store.remember([SheetMapping(f"{canary} partner", f"{canary} label", ("a", "b"), "children", "{}")])
    store.back_up()
    return store


@pytest.mark.threat("not_deleted")
def test_a_deleted_partner_is_in_no_byte_of_the_data_folder(tmp_path: Path, tried: Callable[[int, str, str], None]) -> None:
    store = two_partners(tmp_path / "data")
    rows = store.query("SELECT count(*) FROM kept.children").rows
    store._engine.checkpoint()
    assert "rollcall.duckdb" in bytes_with(tmp_path / "data", GOES)
    erased = store.delete_partner(f"{GOES} partner", by="Ann")
    assert bytes_with(tmp_path / "data", GOES) == []
    assert erased.rows > 0
    assert erased.looked_for == 60
    assert erased.readable_before > 0
    assert erased.readable_after == 0
    assert store.query("SELECT count(*) FROM kept.children").rows == [(rows[0][0] / 2,)]
    assert {one.partner for one in store.held()} == {f"{STAYS} partner"}
    assert [record.mapping.partner for record in store.mappings()] == [f"{STAYS} partner"]
    store.close()
    assert bytes_with(tmp_path / "data", GOES) == []
    assert "rollcall.duckdb" in bytes_with(tmp_path / "data", STAYS)
    tried(erased.looked_for, "texts of a deleted partner searched for in every byte of the data folder", "none left, and the rest stayed")


@pytest.mark.threat("not_deleted")
def test_a_checkpoint_alone_leaves_deleted_rows_in_the_file(tmp_path: Path) -> None:
    store = two_partners(tmp_path / "data")
    for (name,) in store.query("SELECT table_name FROM duckdb_tables() WHERE schema_name = 'kept'").rows:
        columns = [column for (column,) in store.query(f"SELECT column_name FROM duckdb_columns() WHERE table_name = '{name}'").rows]
        if "version_id" in columns and "partner" not in columns:
            store.query(f"DELETE FROM kept.{name} WHERE source LIKE '{GOES}%'")
    store._engine.checkpoint()
    assert "rollcall.duckdb" in bytes_with(tmp_path / "data", GOES)
    store.close()


@pytest.mark.threat("not_deleted")
def test_what_was_kept_before_a_day_goes_and_what_came_later_stays(tmp_path: Path) -> None:
    store = two_partners(tmp_path / "data")
    store.query(f"UPDATE kept.uploads SET kept_at = '2025-01-31 23:00:00' WHERE upload_id = {store.uploads()[-1].upload_id}")
    assert {going.partner for going in store.to_delete(before=date(2025, 2, 1))} == {f"{GOES} partner"}
    assert store.to_delete(before=date(2025, 1, 31)) == ()
    store.delete_before(date(2025, 2, 1), by="Ann")
    left = bytes_with(tmp_path / "data", f"{GOES}-")
    assert left == []
    assert [upload.files for upload in store.uploads()] == [(f"{STAYS}.xlsx",)]
    store.close()


@pytest.mark.threat("not_deleted")
def test_an_upload_and_everything_are_gone_from_the_disk_too(tmp_path: Path) -> None:
    store = two_partners(tmp_path / "data")
    store.delete_upload(store.uploads()[-1].upload_id)
    assert bytes_with(tmp_path / "data", f"{GOES}-") == []
    store.delete_everything()
    assert bytes_with(tmp_path / "data", GOES, STAYS) == []
    assert store.is_empty
    store.close()


def test_a_deletion_is_told_without_naming_anybody(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "data")
    store.keep([children("abcde", partner="Moorside Trust"), spells("ab", partner="Moorside Trust")], by="Ann")
    store.delete_partner("Moorside Trust", by="Ben")
    told = [(one.by, one.what, one.table, one.versions, one.rows) for one in store.deletions()]
    assert told == [("Ben", "one partner", "children", 1, 5), ("Ben", "one partner", "spells", 1, 2)]
    store.close()


def test_a_version_that_was_replaced_counts_again_when_the_later_one_is_deleted() -> None:
    store = Store.open()
    store.keep([spells("abc")], by="Ann")
    later = store.keep([spells("a", as_at=NOVEMBER)], by="Ann")
    store.delete_upload(later.upload_id)
    assert store.query("SELECT count(*) FROM spells").rows == [(3,)]


def test_a_deletion_that_was_broken_off_before_the_file_was_written_anew_is_finished_at_the_next_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = two_partners(tmp_path / "data")
    with monkeypatch.context() as killed:
        killed.setattr(store, "_erase_from_disk", lambda *_: None)
        store.delete_partner(f"{GOES} partner")
    store.close()
    assert bytes_with(tmp_path / "data", GOES)
    again = Store.open(tmp_path / "data")
    again.look()
    again.close()
    assert bytes_with(tmp_path / "data", GOES) == []


class Killed(BaseException):
    """The process ends here: nothing after it is done, as nothing would be."""


@pytest.mark.threat("not_deleted")
def test_a_deletion_that_is_killed_at_any_step_is_finished_at_the_next_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tried: Callable[[int, str, str], None]
) -> None:
    steps = ("write_anew", "remove_folder_for_good", "take_setting_out", "make_backup")
    store = Store.open(tmp_path / "whole")
    for canary in (GOES, STAYS):
        store.keep([full("children", canary, 5, f"{canary} partner")], by="Ann")
    store.back_up()
    store.close()
    places = [(step, after) for step in steps for after in (False, True)]
    for step, after in places:
        folder = tmp_path / f"{step}{after}"
        shutil.copytree(tmp_path / "whole", folder)
        (folder / "put_aside").mkdir()
        (folder / "put_aside" / "old").write_text(GOES)
        doing = getattr(looked_after, step)

        def ending(*given: object, doing: Callable[..., object] = doing, after: bool = after) -> None:
            if after:
                doing(*given)
            raise Killed

        store = Store.open(folder)
        with monkeypatch.context() as killed:
            killed.setattr(looked_after, step, ending)
            with pytest.raises(Killed):
                store.delete_partner(f"{GOES} partner", by="Ann")
        store.close()
        again = Store.open(folder)
        again.look()
        assert {one.partner for one in again.held()} == {f"{STAYS} partner"}
        assert again.setting("write anew") is None
        again.close()
        assert bytes_with(folder, GOES) == [], (step, after)
        assert "rollcall.duckdb" in bytes_with(folder, STAYS)
    tried(len(places), "deletions killed between two steps, and the disk searched after the next start", "finished, nothing left")


def test_what_is_past_its_time_is_deleted_by_the_daily_look_and_told(tmp_path: Path) -> None:
    store = two_partners(tmp_path / "data")
    today = datetime.now(UTC).date()
    store.set_retention("spells", 12)
    store.look(today + timedelta(days=300))
    assert store.query("SELECT count(*) FROM kept.spells").rows == [(40,)]
    store.look(today + timedelta(days=370))
    assert store.query("SELECT count(*) FROM kept.spells").rows == [(0,)]
    assert store.query("SELECT count(*) FROM kept.children").rows == [(40,)]
    assert [(one.by, one.what, one.table, one.rows) for one in store.deletions()] == [("Rollcall", "held as long as was set", "spells", 40)]
    store.close()


def test_how_long_a_spreadsheet_kind_is_held_is_a_setting_of_the_area(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "data")
    assert set(store.retention().values()) == {None}
    store.set_retention("children", 24)
    store.delete_everything()
    store.close()
    again = Store.open(tmp_path / "data")
    assert again.retention()["children"] == 24
    again.set_retention("children", None)
    assert again.retention()["children"] is None
    for months in (0, 5000):
        with pytest.raises(StoreRefused, match="months"):
            again.set_retention("children", months)
    again.close()


def test_what_is_held_says_rows_since_when_and_which_columns() -> None:
    store = Store.open()
    store.keep([full("children", "x", 5)], by="Ann")
    store.keep([full("children", "x", 3, as_at=NOVEMBER), full("spells", "x", 4, partner="Trust")], by="Ann")
    held = {(one.partner, one.table): one for one in store.held()}
    assert set(held) == {("Council", "children"), ("Trust", "spells")}
    children_held = held["Council", "children"]
    assert (children_held.versions, children_held.rows, children_held.rows_in_use) == (2, 5 + 3, 3)
    assert children_held.since == children_held.latest == datetime.now(UTC).date()
    assert "nhs_number" in children_held.columns


def test_a_setting_of_our_own_does_not_outlive_the_rewriting(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "data")
    with store._engine.transaction() as cursor:
        set_setting(cursor, "write anew", "yes")
    store.look()
    assert store.setting("write anew") is None
    store.close()


@pytest.mark.threat("not_deleted")
def test_a_self_evaluation_goes_with_everything_and_not_with_a_partner(tmp_path: Path) -> None:
    store = two_partners(tmp_path / "data")
    with store._engine.transaction() as cursor:
        cursor.execute(
            "INSERT INTO kept.self_evaluation_texts VALUES (1, 'Oversight', 'judgement', $1, 'Ann', now(), 1, NULL)", [f"{STAYS} text"]
        )
        cursor.execute(
            "INSERT INTO kept.self_evaluation_actions VALUES (2, 'Oversight', $1, 'Ben', NULL, 'open', 'Ann', now(), 1, NULL)",
            [f"{GOES} partner must send the file again"],
        )
    erased = store.delete_partner(f"{GOES} partner")
    assert erased.readable_after == 0
    assert store.query("SELECT count(*) FROM kept.self_evaluation_actions").rows == [(1,)]
    store.delete_everything()
    assert bytes_with(tmp_path / "data", GOES, STAYS) == []
    store.close()


def evaluated(store: Store, canary: str) -> None:
    """Two versions of a text and an action in the self-evaluation, as three people wrote them."""
    for version in range(2):
        store.add_text("whole", "judgement", f"{canary} judgement {version}", "Ann", version, lambda _: None)
    store.add_action(None, "whole", f"{canary} action", "Ben", None, "not_started", "Cat", 0, lambda _: None)


@pytest.mark.threat("not_deleted")
def test_the_self_evaluation_is_held_and_deleted_by_itself(tmp_path: Path, tried: Callable[[int, str, str], None]) -> None:
    store = Store.open(tmp_path / "data")
    assert store.written() is None
    evaluated(store, GOES)
    store.keep(everything(STAYS, partner=f"{STAYS} partner"), by="Ann")
    store.back_up()
    store._engine.checkpoint()
    assert bytes_with(tmp_path / "data", GOES)
    held = store.written()
    assert held is not None
    assert (held.texts, held.actions, held.versions) == (1, 1, 3)
    erased = store.delete_self_evaluation(by="Ann")
    assert (erased.written, erased.looked_for, erased.readable_after) == (3, 3, 0)
    assert erased.readable_before > 0
    assert store.written() is None
    assert bytes_with(tmp_path / "data", GOES) == []
    assert [(one.by, one.what, one.table, one.versions) for one in store.deletions()] == [
        ("Ann", "the self-evaluation", "self_evaluation", 3)
    ]
    assert {one.partner for one in store.held()} == {f"{STAYS} partner"}
    store.close()
    tried(erased.looked_for, "texts of a deleted self-evaluation searched for in every byte of the data folder", "none left")


@pytest.mark.threat("not_deleted")
def test_everything_is_deleted_and_looked_for_where_only_the_self_evaluation_is_held(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "data")
    evaluated(store, GOES)
    erased = store.delete_everything(by="Ann")
    assert (erased.written, erased.looked_for, erased.readable_after) == (3, 3, 0)
    assert bytes_with(tmp_path / "data", GOES) == []
    store.close()
