"""The database itself: one locked-down connection, a cursor for each piece of work, and a way to have the file to oneself."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb

from rollcall.errors import StoreRefused
from rollcall.store.connection import ATTACHED, Damaged, attach, connect, empty_log, lock_down, refusal, stops_everything
from rollcall.store.database_key import DatabaseKey
from rollcall.store.files import DAMAGED, DATABASE, TEMP
from rollcall.store.gate import Gate
from rollcall.store.records import Rows

_IDLE = 8  # cursors that wait for their next work: a new one has to be told which database it is at, which takes a quarter millisecond


class Engine:
    """One connection to one database. It reads and writes nothing but its own file and its own temporary folder."""

    def __init__(self, folder: Path | None, key: DatabaseKey | None = None, let_go: Callable[[], None] = lambda: None) -> None:
        self.folder = folder
        self.key = key
        self._let_go = let_go
        self.after_opening: Callable[[], None] = lambda: None  # fills what a file that was written anew lacks, before anybody asks
        self._gate = Gate()
        self._pooling = threading.Lock()
        self._idle: list[duckdb.DuckDBPyConnection] = []
        self._stopped = False
        self._connection: duckdb.DuckDBPyConnection | None = self._open()

    def close(self) -> None:
        """Let go of the file and the folder."""
        self._close()
        self._let_go()

    def close_file(self) -> None:
        """Let go of the file, and hold the folder on."""
        self._close()

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor of one's own, as every thread needs."""
        self._go_on()
        with self._gate.inside():
            cursor = self._take()
            try:
                yield cursor
            except BaseException as error:
                with suppress(duckdb.Error):
                    cursor.close()
                if isinstance(error, duckdb.Error):
                    self._stopped = self._stopped or stops_everything(error)
                    refused = refusal(error, self.folder / DATABASE if self.folder else None, self.key)
                    if isinstance(refused, Damaged) and self.folder:
                        (self.folder / DAMAGED).touch(0o600)
                    if refused:
                        raise refused from error
                raise
            self._give_back(cursor)

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

    def checkpoint(self) -> None:
        """Bring what was written into the database's own file, so that little ever depends on the log beside it. While somebody writes,
        or where the disk has no room for it, it waits for the next time: what was written is safe in the log."""
        with suppress(duckdb.TransactionException, StoreRefused), self.cursor() as cursor:
            if self.folder is None:
                cursor.execute("CHECKPOINT")
            else:
                empty_log(cursor, self.folder / DATABASE)

    @contextmanager
    def closed(self) -> Iterator[Path]:
        """The folder, while nobody works and the file is closed, whole and with nothing beside it; opened again afterwards."""
        assert self.folder is not None, "a store in memory has no file"
        with self._gate.alone():
            self._close()
            try:
                yield self.folder
            finally:
                self._connection = self._open()
                self.after_opening()

    def _go_on(self) -> None:
        """After a full disk every query fails until the database is opened again; what was kept is still there."""
        if not self._stopped or self.folder is None or self._gate.am_inside:
            return
        with self._gate.alone():
            if self._stopped:
                self._close()
                self._connection = self._open()
                self._stopped = False
                self.after_opening()

    def _open(self) -> duckdb.DuckDBPyConnection:
        connection = connect(self.folder, self.key)
        try:
            if self.folder is not None:
                os.umask(0o077)  # DuckDB makes its log and its spill files itself, and they are as private as the rest
                (self.folder / TEMP).mkdir(exist_ok=True, mode=0o700)
                attach(connection, self.folder / DATABASE, self.key)
                os.chmod(self.folder / DATABASE, 0o600)
            lock_down(connection, self.folder)
        except BaseException:
            connection.close()
            raise
        return connection

    def _close(self) -> None:
        with self._pooling:
            idle, self._idle = self._idle, []
        connection, self._connection = self._connection, None
        if connection is None:
            return
        for cursor in idle:
            cursor.close()
        if self.folder is not None:
            with suppress(duckdb.Error):  # a stopped database can write no more: its log is read when it is opened again
                empty_log(connection, self.folder / DATABASE)
        connection.close()

    def _take(self) -> duckdb.DuckDBPyConnection:
        with self._pooling:
            if self._idle:
                return self._idle.pop()
        if self._connection is None:
            raise StoreRefused("The store is closed. Open Rollcall again.")
        cursor = self._connection.cursor()
        if self.folder is not None:
            cursor.execute(f"USE {ATTACHED}")
        return cursor

    def _give_back(self, cursor: duckdb.DuckDBPyConnection) -> None:
        with self._pooling:
            if len(self._idle) < _IDLE:
                self._idle.append(cursor)
                return
        cursor.close()


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
