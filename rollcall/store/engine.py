"""The database itself: one locked-down connection, a cursor for each piece of work."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb
import psutil

from rollcall.errors import StoreRefused
from rollcall.store.records import Rows

FILE_NAME = "rollcall.duckdb"


class Engine:
    """One connection to one database. It reads and writes nothing but its own file and its own temporary folder."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self._opening = threading.Lock()
        self._connection = _connect(folder)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor of one's own, as every thread needs."""
        cursor = self._connection.cursor()
        try:
            yield cursor
        except duckdb.FatalException as error:
            self._reopen()
            raise StoreRefused(
                "The store stopped, most likely because the disk is full. Nothing kept was lost: free some space and try again."
            ) from error
        except duckdb.OutOfMemoryException as error:
            raise StoreRefused("There was not enough memory for this. Close other programs, or ask for less at once.") from error
        finally:
            cursor.close()

    @contextmanager
    def transaction(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor inside a transaction: all of it happens, or nothing."""
        with self.cursor() as cursor:
            cursor.execute("BEGIN TRANSACTION")
            try:
                yield cursor
            except BaseException:
                with suppress(duckdb.Error):  # after a fatal error there is no transaction left to roll back
                    cursor.execute("ROLLBACK")
                raise
            cursor.execute("COMMIT")

    def _reopen(self) -> None:
        """After a full disk every query fails until the database is opened again; what was kept is still there."""
        if self.folder is None:
            return
        with self._opening:
            self._connection.close()
            self._connection = _connect(self.folder)


def run(cursor: duckdb.DuckDBPyConnection, sql: str, values: Mapping[str, object] | None = None) -> Rows:
    """The rows that a query gives on a cursor."""
    result = cursor.execute(sql, {name: _value(value) for name, value in values.items()} if values else None)
    return Rows(tuple(column[0] for column in result.description), result.fetchall())


def _value(value: object) -> object:
    """A mapping becomes one struct of lists of text, so that an absent filter has a type too."""
    if not isinstance(value, Mapping):
        return value
    words = duckdb.list_type(duckdb.sqltype("VARCHAR"))
    return duckdb.Value(
        {name: None if of is None else list(of) for name, of in value.items()}, duckdb.struct_type(dict.fromkeys(value, words))
    )


def _connect(folder: Path | None) -> duckdb.DuckDBPyConnection:
    config: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "allow_community_extensions": False,
        "memory_limit": f"{psutil.virtual_memory().total // 2 // 2**20}MiB",
        "temp_directory": "" if folder is None else str(folder / "temp"),
    }
    try:
        connection = duckdb.connect(":memory:" if folder is None else str(folder / FILE_NAME), config=config)
    except duckdb.IOException as error:
        raise StoreRefused(
            f"The data folder {folder} cannot be opened. Another Rollcall may be using it: close that one, "
            "or set ROLLCALL_DATA to another folder."
        ) from error
    if folder is not None:
        os.chmod(folder / FILE_NAME, 0o600)
        connection.execute("SET allowed_directories = [$temp]", {"temp": str(folder / "temp")})
    connection.execute("SET enable_external_access = false")
    connection.execute("SET python_enable_replacements = false")
    connection.execute("SET lock_configuration = true")
    return connection
