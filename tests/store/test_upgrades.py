"""A database of every released version is upgraded, after a backup by which the upgrade can be taken back; a newer one is not touched."""

from __future__ import annotations

import gzip
from pathlib import Path

import duckdb
import pytest

from rollcall.__main__ import main
from rollcall.definitions.tables import TABLES
from rollcall.errors import StoreRefused
from rollcall.store import Store, bring_back
from rollcall.store.database_key import VARIABLE
from rollcall.store.schema import kept_columns
from rollcall.store.upgrades import newest, upgrade, upgrades, version
from tests.store.kept import KEY, bytes_with, told
from tests.store.rows import spells

RELEASED = sorted((Path(__file__).parent / "released").glob("*.duckdb.gz"))
each_release = pytest.mark.parametrize("release", RELEASED, ids=lambda path: path.name.split(".")[0])


@pytest.fixture(autouse=True)
def keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """The key that the released databases were hashed with, and none to encrypt with."""
    monkeypatch.setenv("ROLLCALL_KEY", "the key of the released databases")
    monkeypatch.delenv(VARIABLE, raising=False)


def unpacked(release: Path, folder: Path) -> Path:
    """A data folder as that release left it."""
    folder.mkdir()
    (folder / "rollcall.duckdb").write_bytes(gzip.decompress(release.read_bytes()))
    return folder


def kept_rows(folder: Path) -> dict[str, list[tuple]]:
    """The rows of every kept table of a database that no store has open, whatever its version."""
    connection = duckdb.connect(str(folder / "rollcall.duckdb"), read_only=True)
    names = connection.execute("SELECT table_name FROM duckdb_tables() WHERE schema_name = 'kept' AND table_name <> 'state'").fetchall()
    found = {name: connection.execute(f"SELECT * FROM kept.{name} ORDER BY ALL").fetchall() for (name,) in names}
    connection.close()
    return found


def kept_types(folder: Path) -> list[tuple]:
    """Every column of every kept table, its type and its default, and every number that is counted up."""
    connection = duckdb.connect(str(folder / "rollcall.duckdb"), read_only=True)
    found = connection.execute(
        """SELECT table_name, column_name, data_type, column_default, is_nullable FROM duckdb_columns() WHERE schema_name = 'kept'
           UNION ALL SELECT 'sequence', sequence_name, '', coalesce(last_value + 1, start_value)::VARCHAR, true FROM duckdb_sequences()
           ORDER BY ALL"""
    ).fetchall()
    connection.close()
    return found


def test_there_is_a_database_of_every_release() -> None:
    assert len(RELEASED) >= 2
    assert all(path.stat().st_size < 300_000 for path in RELEASED)


@each_release
def test_a_released_database_is_upgraded_and_keeps_every_row(tmp_path: Path, release: Path) -> None:
    folder = unpacked(release, tmp_path / "data")
    before = kept_rows(folder)
    store = Store.open(folder)
    assert store.query("SELECT max(version) FROM kept.schema_version").rows == [(newest(),)]
    assert [(upload.by, upload.undone) for upload in store.uploads()] == [("Ben", True), ("Ann", False)]
    assert not store.is_empty
    store.keep([spells("abc", partner="A new partner")], by="Cleo")
    assert store.uploads()[0].by == "Cleo"
    store.undo(store.uploads()[0].upload_id)
    store.delete_partner("A new partner")
    store.close()
    after = kept_rows(folder)
    before.pop("changes", None)  # counts on
    for name in {"schema_version", "deletions"} & set(before):  # lines are added to each
        rows = before.pop(name)
        assert after[name][: len(rows)] == rows
    assert set(before.pop("settings", [])) <= set(after["settings"])  # what the store notes for itself is added
    for name, rows in before.items():
        assert [row[: len(rows[0])] for row in after[name]] == rows if rows else after[name] == [], name


@each_release
def test_the_backup_before_an_upgrade_is_the_database_as_it_was(tmp_path: Path, release: Path) -> None:
    folder = unpacked(release, tmp_path / "data")
    as_it_was = (folder / "rollcall.duckdb").read_bytes()
    Store.open(folder).close()
    (backup,) = (folder / "backups").iterdir()
    assert (folder / "rollcall.duckdb").read_bytes() != as_it_was
    bring_back(tmp_path / "elsewhere", backup)
    assert kept_rows(tmp_path / "elsewhere") == kept_rows(unpacked(release, tmp_path / "again"))
    restored, upgraded = Store.open(tmp_path / "elsewhere"), Store.open(folder)
    assert told(restored) == told(upgraded)
    restored.close()
    upgraded.close()
    assert len(list((folder / "backups").iterdir())) == 1


@each_release
def test_a_released_database_is_upgraded_and_encrypted_at_once(tmp_path: Path, release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain, encrypted = Store.open(unpacked(release, tmp_path / "plain")), unpacked(release, tmp_path / "encrypted")
    expected = told(plain)
    plain.close()
    monkeypatch.setenv(VARIABLE, KEY)
    store = Store.open(encrypted)
    assert told(store) == expected
    files = store.uploads()[0].files
    store.close()
    assert bytes_with(encrypted, *files) == []
    assert bytes_with(tmp_path / "plain", *files)


@each_release
def test_after_upgrading_and_encrypting_at_once_the_way_back_to_that_release_is_there(
    tmp_path: Path, release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = unpacked(release, tmp_path / "data")
    as_it_was = kept_rows(unpacked(release, tmp_path / "again"))
    columns = kept_types(tmp_path / "again")
    monkeypatch.setenv(VARIABLE, KEY)
    Store.open(folder).close()
    (backup,) = (folder / "backups").iterdir()
    monkeypatch.setenv("ROLLCALL_DATA", str(tmp_path / "back"))
    assert main(["restore", str(backup), "--in-the-clear"]) == 0
    assert kept_rows(tmp_path / "back") == as_it_was
    assert kept_types(tmp_path / "back") == columns
    assert main(["restore", str(backup), "--in-the-clear"]) == 2  # there is a database now


def test_a_database_of_a_newer_rollcall_is_refused_in_a_sentence_and_not_touched(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "data")
    store.keep([spells("abc")], by="Ann")
    store.query(f"INSERT INTO kept.schema_version VALUES ({newest() + 1}, now()::TIMESTAMP)")
    store.close()
    before = (tmp_path / "data" / "rollcall.duckdb").read_bytes()
    with pytest.raises(StoreRefused, match="newer Rollcall"):
        Store.open(tmp_path / "data")
    assert (tmp_path / "data" / "rollcall.duckdb").read_bytes() == before


def test_upgrades_are_numbered_without_a_gap() -> None:
    assert list(upgrades()) == list(range(1, newest() + 1))


@pytest.mark.parametrize("found", list(upgrades())[:-1])
def test_a_database_of_every_version_is_upgraded_and_a_column_that_it_lacked_is_blank(found: int) -> None:
    cursor = duckdb.connect()
    for number, text in upgrades().items():
        if number <= found:
            cursor.execute(text)
            cursor.execute("CREATE TABLE IF NOT EXISTS kept.schema_version (version INTEGER, upgraded_at TIMESTAMP)")
            cursor.execute("INSERT INTO kept.schema_version VALUES ($1, now()::TIMESTAMP)", [number])
    cursor.execute("INSERT INTO kept.spells BY NAME SELECT 1 AS version_id, 'C1' AS child_id, DATE '2026-09-01' AS start_date")
    (before,) = cursor.execute("SELECT * FROM kept.spells").fetchall()
    upgrade(cursor)
    assert version(cursor) == newest()
    (after,) = cursor.execute("SELECT * FROM kept.spells").fetchall()
    assert after[: len(before)] == before
    assert set(after[len(before) :]) <= {None}


def test_a_new_database_is_made_by_the_upgrades_and_has_the_columns_that_are_declared() -> None:
    cursor = duckdb.connect()
    assert version(cursor) is None
    upgrade(cursor)
    assert version(cursor) == newest()
    for table in TABLES:
        found = cursor.execute(
            "SELECT column_name, data_type FROM duckdb_columns() WHERE schema_name = 'kept' AND table_name = $1", [table.name]
        ).fetchall()
        assert dict(found) == kept_columns(table), f"kept.{table.name} is not as it is declared: add a numbered upgrade"
    upgrade(cursor)
    assert cursor.execute("SELECT count(*) FROM kept.schema_version").fetchone() == (newest(),)
