"""A database written anew: the rows that are kept, and nothing that was deleted, in a file that takes the old one's place.

DuckDB leaves deleted rows in free blocks of its file, also after a CHECKPOINT; a new file never held them.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import duckdb

from rollcall.errors import StoreRefused
from rollcall.store.connection import attach, connect, damaged, empty_log, refusal
from rollcall.store.database_key import DatabaseKey
from rollcall.store.files import DATABASE, NEW, remove_for_good, replace_for_good, wal

OWED = "write anew"  # the setting that says that rows were deleted, and that the file, a backup or something put aside may still hold them
_STATE = "state"  # says that the answers' tables are filled: in a new file they are not

Digests = dict[str, tuple[int, str]]  # of each kept table, its rows and the sum of their hashes


def write_anew(folder: Path, key: DatabaseKey | None, new_key: DatabaseKey | None) -> None:
    """Write the closed database of a folder anew, with the same key or another. Killed at any point, one of the two is there, whole."""
    new = folder / NEW
    for path in (new, wal(new)):
        remove_for_good(path)
    connection = connect(folder, key or new_key)
    try:
        attach(connection, folder / DATABASE, key, "before")
        attach(connection, new, new_key, "anew")
        new.chmod(0o600)
        _copy(connection)
        if digests(connection, "before") != digests(connection, "anew"):
            raise StoreRefused("The new file did not hold what the old one holds, so the old one stays. Try again.")
        for name, path in (("before", folder / DATABASE), ("anew", new)):
            empty_log(connection, path, name)
            connection.execute(f"DETACH {name}")
    except duckdb.Error as error:
        raise refusal(error, folder / DATABASE, key) or error from error
    finally:
        connection.close()
    if wal(folder / DATABASE).exists() or wal(new).exists():
        raise StoreRefused("The database's file could not be closed, so it stays as it is. Free some space on the disk, and try again.")
    replace_for_good(new, folder / DATABASE)


def take_setting_out(folder: Path, path: Path, key: DatabaseKey | None, name: str) -> None:
    """Take back a setting of a database file that is not open, where it has one of that name."""
    connection = connect(folder, key)
    try:
        attach(connection, path, key, "closed")
        if _has(connection, "settings", "closed"):
            connection.execute("DELETE FROM closed.kept.settings WHERE name = $1", [name])
        empty_log(connection, path, "closed")
        connection.execute("DETACH closed")
    except duckdb.Error as error:
        raise refusal(error, path, key) or error from error
    finally:
        connection.close()


def digests(connection: duckdb.DuckDBPyConnection, name: str) -> Digests:
    """What every kept table of an attached database holds. Every byte of theirs is read, so damage is found."""
    found: Digests = {}
    for table in tables(connection, name):
        if table != _STATE:
            row = connection.execute(f'SELECT count(*), coalesce(sum(hash(t)), 0)::VARCHAR FROM {name}.kept."{table}" AS t').fetchone()
            assert row is not None
            found[table] = row
    return found


def tables(connection: duckdb.DuckDBPyConnection, name: str) -> list[str]:
    """The kept tables of an attached database."""
    found = connection.execute(
        "SELECT table_name FROM duckdb_tables() WHERE database_name = $1 AND schema_name = 'kept' ORDER BY table_name", [name]
    )
    return [table for (table,) in found.fetchall()]


def read_closed(folder: Path, path: Path, key: DatabaseKey | None) -> tuple[int | None, int, Digests]:
    """Of a database file that is not open: its version, the number of its last change, and what its tables hold."""
    from rollcall.store.upgrades import version

    connection = connect(folder, key)
    try:
        attach(connection, path, key, "asked")
        connection.execute("USE asked")
        found = version(connection)
        number = last_change(connection) if _has(connection, "changes", "asked") else 0
        return found, number, digests(connection, "asked")
    except duckdb.Error as error:
        raise refusal(error, path, key) or damaged(path) from error
    finally:
        connection.close()


def last_change(cursor: duckdb.DuckDBPyConnection) -> int:
    """The number of the last change of the database that a cursor is at."""
    row = cursor.execute("SELECT max(number) FROM kept.changes").fetchone()
    return int(row[0] or 0) if row else 0


def _has(connection: duckdb.DuckDBPyConnection, table: str, name: str) -> bool:
    return table in tables(connection, name)


def _copy(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("BEGIN TRANSACTION")
    try:
        connection.execute("CREATE SCHEMA anew.kept")
        for table in tables(connection, "before"):
            none = " LIMIT 0" if table == _STATE else ""
            connection.execute(f'CREATE TABLE anew.kept."{table}" AS SELECT * FROM before.kept."{table}"{none}')
        numbers = connection.execute(
            """SELECT sequence_name, coalesce(last_value + 1, start_value)
               FROM duckdb_sequences() WHERE database_name = 'before' AND schema_name = 'kept'"""
        ).fetchall()
        for sequence, following in numbers:
            connection.execute(f'CREATE SEQUENCE anew.kept."{sequence}" START WITH {int(following)}')
        connection.execute("COMMIT")
    except BaseException:
        with suppress(duckdb.Error):
            connection.execute("ROLLBACK")
        raise
