"""The key of the hashes is known again: where it is gone or another one, that is said, and no second key is made."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from rollcall.__main__ import main
from rollcall.access import Role, Viewer
from rollcall.errors import StoreRefused
from rollcall.intake.desk import open_desk
from rollcall.store import Store, bring_back
from rollcall.store.database_key import VARIABLE
from tests.store.kept import KEY
from tests.store.rows import children
from tests.store.test_upgrades import RELEASED

ANOTHER = "another key of the hashes, long enough to be one"


@pytest.fixture(autouse=True)
def no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys are in the data folder, and nothing is encrypted unless a test says so."""
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.delenv("ROLLCALL_KEY", raising=False)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder in which something is kept."""
    store = Store.open(tmp_path / "data")
    store.keep([children("abc")], by="Ann")
    store.close()
    return tmp_path / "data"


def test_a_key_file_that_is_gone_is_said_and_none_is_made_in_its_place(data: Path) -> None:
    key = (data / "key").read_bytes()
    (data / "key").unlink()
    for _ in range(2):
        with pytest.raises(StoreRefused, match=r"the file .*key is missing, and ROLLCALL_KEY is not set"):
            Store.open(data)
        assert not (data / "key").exists()
    (data / "key").write_bytes(key)
    store = Store.open(data)
    assert (len(store.uploads()), store.key) == (1, key)
    store.close()


def test_a_key_file_with_another_key_is_refused(data: Path) -> None:
    (data / "key").write_text(ANOTHER)
    with pytest.raises(StoreRefused, match=r"the file .*key holds another key"):
        Store.open(data)


def test_another_key_in_the_environment_is_refused_and_the_same_one_is_taken(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROLLCALL_KEY", ANOTHER)
    with pytest.raises(StoreRefused, match="ROLLCALL_KEY is set to another key"):
        Store.open(data)
    monkeypatch.setenv("ROLLCALL_KEY", (data / "key").read_text())
    (data / "key").unlink()
    Store.open(data).close()


def test_a_key_in_the_environment_that_is_no_longer_set_is_missed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROLLCALL_KEY", ANOTHER)
    store = Store.open(tmp_path / "data")
    store.keep([children("abc")], by="Ann")
    store.close()
    monkeypatch.delenv("ROLLCALL_KEY")
    with pytest.raises(StoreRefused, match=r"missing, and ROLLCALL_KEY is not set"):
        Store.open(tmp_path / "data")


def test_until_something_is_kept_and_after_all_is_deleted_the_key_may_be_another(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    empty = data.parent / "empty"
    Store.open(empty).close()
    store = Store.open(data)
    store.delete_everything()
    store.close()
    monkeypatch.setenv("ROLLCALL_KEY", ANOTHER)
    for folder in (empty, data):
        store = Store.open(folder)
        store.keep([children("abc")], by="Ben")
        store.close()
    monkeypatch.delenv("ROLLCALL_KEY")
    for folder in (empty, data):
        with pytest.raises(StoreRefused, match="with a key that is not here"):
            Store.open(folder)


def test_a_database_from_before_keys_were_noted_takes_the_present_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for release in RELEASED:
        folder = tmp_path / release.name
        folder.mkdir()
        (folder / "rollcall.duckdb").write_bytes(gzip.decompress(release.read_bytes()))
        monkeypatch.setenv("ROLLCALL_KEY", "the key of the released databases")
        Store.open(folder).close()
        monkeypatch.setenv("ROLLCALL_KEY", ANOTHER)
        with pytest.raises(StoreRefused, match="ROLLCALL_KEY is set to another key"):
            Store.open(folder)


def test_a_key_that_is_lost_is_gone_on_without_only_when_that_is_said(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROLLCALL_DATA", str(data))
    (data / "key").unlink()
    assert main(["restore", "--what-is-left"]) == 0
    with pytest.raises(StoreRefused, match="is missing"):
        Store.open(data)
    assert main(["restore", "--what-is-left", "--whatever-key"]) == 0
    for _ in range(2):
        store = Store.open(data)
        assert len(store.uploads()) == 1
        store.close()


def test_a_backup_under_another_key_is_restored_only_when_that_is_said(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, KEY)
    store = Store.open(data)
    file = store.back_up(data.parent / "b.zip")
    store.close()
    monkeypatch.setenv("ROLLCALL_KEY", ANOTHER)
    elsewhere = data.parent / "elsewhere"
    with pytest.raises(StoreRefused, match="ROLLCALL_KEY is another key"):
        bring_back(elsewhere, file)
    bring_back(elsewhere, file, whatever_key=True)
    store = Store.open(elsewhere)
    assert (len(store.uploads()), store.key) == (1, ANOTHER.encode())
    store.close()


def test_a_list_with_nhs_numbers_is_kept_under_a_key_longer_than_a_block(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROLLCALL_KEY", "k" * 80)
    store = Store.open(tmp_path / "data")
    desk = open_desk(Viewer("Ann", Role.LEAD), store)
    text = b"Child ID,NHS number,Date of birth,SEN status,School\nC1,9434765919,04/03/2015,E,A school\n"
    drop = desk.look([("North Council SEND list 31-10-2026.csv", text)])
    drop.wait(60)
    assert desk.keep(drop).rows == 1
    (number,) = store.query("SELECT nhs_number FROM kept.children").rows[0]
    assert len(number) == 32
    store.close()
