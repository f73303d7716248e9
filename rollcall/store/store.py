"""The store: keeps prepared rows as dated versions, and answers queries over the active ones."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from rollcall.errors import StoreRefused
from rollcall.store import forget, ledger, mappings, settings
from rollcall.store.asked import TellsOfChildren
from rollcall.store.connection import Damaged
from rollcall.store.current import refresh
from rollcall.store.engine import Engine, run
from rollcall.store.files import acknowledge
from rollcall.store.forget import Erased
from rollcall.store.key import find_key
from rollcall.store.known_key import note_key
from rollcall.store.log_beside import hold_to_the_log
from rollcall.store.looked_after import LooksAfterItself
from rollcall.store.mappings import MappingRecord, SheetMapping, SheetProfile
from rollcall.store.opening import open_folder
from rollcall.store.rebases import KeepsRebases
from rollcall.store.records import LinkRecord, Prepared, Rows, UploadRecord, VersionRecord
from rollcall.store.schema import prepare_schema
from rollcall.store.self_evaluation import KeepsTheSelfEvaluation


@dataclass(frozen=True)
class Reading:
    """One unchanging picture of the data: whatever is kept meanwhile is not seen."""

    _cursor: duckdb.DuckDBPyConnection
    data_version: int  # of the data that is seen, or an earlier one

    def query(self, sql: str, values: Mapping[str, object] | None = None) -> Rows:
        """The rows a query gives. A mapping among the values is passed as one struct of lists of text."""
        return run(self._cursor, sql, values)


class Store(TellsOfChildren, LooksAfterItself, KeepsTheSelfEvaluation, KeepsRebases):
    """One area's data: versions of every partner's spreadsheets, and the answers' tables made from the active ones."""

    def __init__(self, engine: Engine, key: bytes) -> None:
        self.key = key  # for the keyed hashes of NHS numbers and UPNs
        self.token = secrets.token_hex(8)  # tells one store from another in a cache
        self._engine = engine
        self._writing = threading.RLock()
        self._data_version = 0
        self._closed = threading.Event()
        self._fill()
        engine.after_opening = self._fill

    @classmethod
    def open(cls, folder: Path | None = None) -> Store:
        """The store in a data folder (made when it is not there), or one in memory."""
        if folder is None:
            return cls(Engine(None), find_key(None))
        try:
            return cls._opened(folder)
        except Damaged:  # met while the answers' tables were read: the second time everything is read, and brought back where it can be
            return cls._opened(folder)

    @classmethod
    def _opened(cls, folder: Path) -> Store:
        opened = open_folder(folder)
        try:
            return cls(opened.engine, opened.hash_key)
        except BaseException:
            opened.engine.close()
            raise

    def with_nothing_kept(self) -> Store:
        """An empty store in memory that hashes as this one does."""
        return Store(Engine(None), self.key)

    def close(self) -> None:
        """Let go of the file."""
        self._closed.set()
        self._engine.close()

    def keep(
        self,
        prepared: Sequence[Prepared],
        by: str,
        linked: Sequence[LinkRecord] = (),
        profiles: Sequence[SheetProfile] = (),
        noting: Callable[[int], object] = lambda _number: None,
    ) -> UploadRecord:
        """Keep rows as new versions, in one transaction. A version replaces the same partner's one for the same spreadsheet kind (and
        edition) unless it speaks for an earlier date; then it is kept as history. How their sheets were read is remembered.
        `noting` is told the upload's number last of all: when it raises, nothing is kept."""
        if not any(part.rows.num_rows for part in prepared):
            raise StoreRefused(
                "There is nothing to keep: no row of these files could be used. See what was found in them, and drop them again."
            )
        with self._changing() as cursor:
            upload_id = ledger.add_upload(cursor, prepared, by, linked)
            mappings.remember_with_upload(cursor, upload_id, profiles)
            refresh(cursor, {part.table for part in prepared})
            kept = next(upload for upload in ledger.uploads(cursor) if upload.upload_id == upload_id)
            note_key(cursor, self.key)
            noting(upload_id)
        return kept

    def undo(self, upload_id: int) -> None:
        """Take an upload back: the versions it replaced are active again. Its own versions can be put back."""
        self._upload(upload_id)
        with self._changing() as cursor:
            refresh(cursor, ledger.undo(cursor, upload_id))

    def put_back(self, version_id: int) -> None:
        """Make an earlier version the active one, in place of the one that replaced it."""
        if version_id not in {version.version_id for version in self.versions()}:
            raise StoreRefused(f"There is no version {version_id}. Choose one from the list of what was kept.")
        with self._changing() as cursor:
            refresh(cursor, ledger.put_back(cursor, version_id))

    def delete_upload(self, upload_id: int, by: str = "") -> Erased:
        """Delete an upload and its rows for good."""
        self._upload(upload_id)
        with self._engine.cursor() as cursor:
            going = forget.going(cursor, upload_id=upload_id)
        return self._delete(going, by, "one upload")

    def remember(self, sheets: Sequence[SheetMapping]) -> None:
        """Remember how sheets of some shapes are read, in place of what was remembered of the same ones."""
        with self._writing_down() as cursor:
            for sheet in sheets:
                mappings.remember(cursor, sheet)

    def forget_mapping(self, mapping_id: int) -> None:
        """Forget how sheets of one shape are read."""
        with self._writing_down() as cursor:
            mappings.forget(cursor, mapping_id)

    def mappings(self) -> tuple[MappingRecord, ...]:
        """Everything that is remembered of how sheets are read, latest first."""
        with self._engine.cursor() as cursor:
            return mappings.all_mappings(cursor)

    def setting(self, name: str) -> str | None:
        """What this area has set under a name; None when it has set nothing."""
        with self._engine.cursor() as cursor:
            return settings.setting(cursor, name)

    def set_setting(self, name: str, value: str | None) -> None:
        """Set something for this area; None takes it back. Deleting what is kept leaves it."""
        with self._writing_down() as cursor:
            settings.set_setting(cursor, name, value)

    def uploads(self) -> tuple[UploadRecord, ...]:
        """Every upload, latest first."""
        with self._engine.cursor() as cursor:
            return ledger.uploads(cursor)

    def versions(self) -> tuple[VersionRecord, ...]:
        """Every version, latest first."""
        return tuple(version for upload in self.uploads() for version in reversed(upload.versions))

    @property
    def on_disk(self) -> bool:
        """Whether what is kept here outlives the process."""
        return self._engine.folder is not None

    @property
    def is_empty(self) -> bool:
        """Whether nothing active is kept."""
        return self._as_at is None

    @property
    def data_version(self) -> int:
        """A number that changes whenever the active data does."""
        return self._data_version

    @property
    def as_at(self) -> date | None:
        """The latest date that any active version speaks for."""
        return self._as_at

    def query(self, sql: str, values: Mapping[str, object] | None = None) -> Rows:
        """The rows a query gives. A mapping among the values is passed as one struct of lists of text."""
        with self._engine.cursor() as cursor:
            return run(cursor, sql, values)

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """Several queries over one unchanging picture of the data."""
        data_version = self._data_version  # before the picture is taken: new rows may be remembered under an old number, never the reverse
        with self._engine.transaction() as cursor:
            yield Reading(cursor, data_version)

    def _upload(self, upload_id: int) -> UploadRecord:
        for upload in self.uploads():
            if upload.upload_id == upload_id:
                return upload
        raise StoreRefused(f"There is no upload {upload_id}. Choose one from the list of what was kept.")

    @contextmanager
    def _changing(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """One change at a time. The number of the data changes after the data has, so that nothing old is remembered as new."""
        with self._writing:
            with self._writing_down() as cursor:
                yield cursor
                as_at = ledger.latest_as_at(cursor)
            self._as_at = as_at
            self._data_version += 1

    @contextmanager
    def _writing_down(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A transaction that is numbered. When it has ended the number is acknowledged, so that a database that lacks it is found out."""
        with self._writing:
            with self._engine.transaction() as cursor:
                yield cursor
                log_began = hold_to_the_log(cursor, self._engine.folder)
                (number,) = cursor.execute("UPDATE kept.changes SET number = number + 1 RETURNING number").fetchone() or (0,)
            if self._engine.folder is not None:
                with suppress(OSError):  # the change is kept; without its number the next start only knows less
                    acknowledge(self._engine.folder, number, log_began)
                self._engine.checkpoint()

    def _fill(self) -> None:
        """Make the tables that the answers read, where they are of an older program or the file was written anew."""
        with self._engine.transaction() as cursor:
            if prepare_schema(cursor):
                refresh(cursor, ledger.tables_kept(cursor))
            note_key(cursor, self.key)
            self._as_at = ledger.latest_as_at(cursor)
