"""The store: keeps prepared rows as dated versions, and answers queries over the active ones."""

from __future__ import annotations

import os
import secrets
import threading
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from rollcall.errors import StoreRefused
from rollcall.store import ledger, links, mappings, settings, told
from rollcall.store.current import refresh
from rollcall.store.engine import Engine, run
from rollcall.store.key import find_key
from rollcall.store.mappings import MappingRecord, SheetMapping, SheetProfile
from rollcall.store.records import LinkRecord, Prepared, Rows, UploadRecord, VersionRecord
from rollcall.store.schema import IDENTIFIERS, prepare_schema


@dataclass(frozen=True)
class Reading:
    """One unchanging picture of the data: whatever is kept meanwhile is not seen."""

    _cursor: duckdb.DuckDBPyConnection
    data_version: int  # of the data that is seen, or an earlier one

    def query(self, sql: str, values: Mapping[str, object] | None = None) -> Rows:
        """The rows a query gives. A mapping among the values is passed as one struct of lists of text."""
        return run(self._cursor, sql, values)


class Store:
    """One area's data: versions of every partner's spreadsheets, and the answers' tables made from the active ones."""

    def __init__(self, engine: Engine, key: bytes) -> None:
        self.key = key  # for the keyed hashes of NHS numbers and UPNs
        self.token = secrets.token_hex(8)  # tells one store from another in a cache
        self._engine = engine
        self._writing = threading.RLock()
        self._data_version = 0
        with engine.transaction() as cursor:
            if prepare_schema(cursor):
                refresh(cursor, ledger.tables_kept(cursor))
            self._as_at = ledger.latest_as_at(cursor)

    @classmethod
    def open(cls, folder: Path | None = None) -> Store:
        """The store in a data folder (made when it is not there), or one in memory."""
        if folder is not None:
            folder = folder.resolve()
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            os.chmod(folder, 0o700)
        engine = Engine(folder)
        return cls(engine, find_key(folder))

    def with_nothing_kept(self) -> Store:
        """An empty store in memory that hashes as this one does."""
        return Store(Engine(None), self.key)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.close()

    def keep(
        self, prepared: Sequence[Prepared], by: str, linked: Sequence[LinkRecord] = (), profiles: Sequence[SheetProfile] = ()
    ) -> UploadRecord:
        """Keep rows as new versions, in one transaction. A version replaces the same partner's one for the same spreadsheet kind (and
        edition) unless it speaks for an earlier date; then it is kept as history. How their sheets were read is remembered."""
        if not any(part.rows.num_rows for part in prepared):
            raise StoreRefused(
                "There is nothing to keep: no row of these files could be used. See what was found in them, and drop them again."
            )
        with self._changing() as cursor:
            upload_id = ledger.add_upload(cursor, prepared, by, linked)
            mappings.remember_with_upload(cursor, upload_id, profiles)
            refresh(cursor, {part.table for part in prepared})
        return self._upload(upload_id)

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

    def delete_upload(self, upload_id: int) -> None:
        """Delete an upload and its rows for good."""
        self._upload(upload_id)
        with self._changing() as cursor:
            refresh(cursor, ledger.delete_upload(cursor, upload_id))
            mappings.forget_upload(cursor, upload_id)
        self._give_back_space()

    def delete_everything(self) -> None:
        """Delete every row, version and upload for good, and every remembered mapping."""
        with self._changing() as cursor:
            refresh(cursor, ledger.delete_everything(cursor))
            mappings.forget_everything(cursor)
        self._give_back_space()

    def remember(self, sheets: Sequence[SheetMapping]) -> None:
        """Remember how sheets of some shapes are read, in place of what was remembered of the same ones."""
        with self._writing, self._engine.transaction() as cursor:
            for sheet in sheets:
                mappings.remember(cursor, sheet)

    def forget_mapping(self, mapping_id: int) -> None:
        """Forget how sheets of one shape are read."""
        with self._writing, self._engine.transaction() as cursor:
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
        with self._writing, self._engine.transaction() as cursor:
            settings.set_setting(cursor, name, value)

    def uploads(self) -> tuple[UploadRecord, ...]:
        """Every upload, latest first."""
        with self._engine.cursor() as cursor:
            return ledger.uploads(cursor)

    def versions(self) -> tuple[VersionRecord, ...]:
        """Every version, latest first."""
        return tuple(version for upload in self.uploads() for version in reversed(upload.versions))

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

    def known_identifiers(self, column: str, values: Sequence[str], besides: Sequence[str] = ()) -> frozenset[str]:
        """Which of these child ids, NHS number hashes or UPN hashes the active lists of children carry, some partners' lists left aside."""
        assert column in IDENTIFIERS, column
        sql = f"SELECT DISTINCT {column} FROM child_identifiers WHERE {column} IN (SELECT unnest($values::VARCHAR[]))"
        given: dict[str, object] = {"values": list(values)}
        if set(besides) & {version.partner for version in self.versions() if version.active and version.table == "children"}:
            sql = f"""
                SELECT DISTINCT {column}
                FROM kept.children
                JOIN kept.versions USING (version_id)
                SEMI JOIN (SELECT unnest($values::VARCHAR[]) AS value) AS asked ON asked.value = {column}
                WHERE active AND NOT list_contains($besides::VARCHAR[], partner)
            """
            given["besides"] = list(besides)
        return frozenset(value for (value,) in self.query(sql, given).rows)

    def links(self, unlisted: Sequence[str]) -> tuple[LinkRecord, ...]:
        """What came of comparing these children when they were last kept, unless that was undone."""
        with self._engine.cursor() as cursor:
            return links.links_of(cursor, unlisted)

    def listed_children(self, besides: Collection[str], ending: str) -> list[tuple]:
        """The children of the active lists with what is known of them and the hashes of their numbers, some partners' lists left aside,
        and those of partners whose name ends in a way."""
        with self._engine.cursor() as cursor:
            return links.listed_children(cursor, besides, ending)

    def children_named(self, column: str, values: Sequence[str]) -> list[tuple]:
        """What the active lists tell of the children so named: the name, date of birth, and school's URN and name."""
        with self._engine.cursor() as cursor:
            return told.children_named(cursor, column, values)

    def names_of_children_out(self, day: date) -> list[tuple]:
        """The child ids, NHS number hashes and UPN hashes of the children with a kept spell that is open on a day."""
        with self._engine.cursor() as cursor:
            return told.names_of_children_out(cursor, day)

    def open_periods(self, day: date, besides: Collection[str]) -> list[tuple]:
        """The kept spells open on a day of all partners but some: child id, NHS number's and UPN's hash, category, partner."""
        with self._engine.cursor() as cursor:
            return told.open_periods(cursor, day, besides)

    def births_told(self, column: str, values: Sequence[str], besides: Collection[str]) -> list[tuple]:
        """The dates of birth that kept lists of all partners but some give the children so named: the name, date of birth, partner."""
        with self._engine.cursor() as cursor:
            return told.births_told(cursor, column, values, besides)

    def told_by_others(self, table: str, besides: Collection[str]) -> list[tuple]:
        """What all partners but some tell of children: child id, NHS number's and UPN's hash, what and when, partner."""
        with self._engine.cursor() as cursor:
            return told.told_by_others(cursor, table, besides)

    def names_of_listed(self) -> list[tuple]:
        """How each row of the active lists names its child: the child, child id, NHS number's and UPN's hash."""
        with self._engine.cursor() as cursor:
            return told.names_of_listed(cursor)

    def _upload(self, upload_id: int) -> UploadRecord:
        for upload in self.uploads():
            if upload.upload_id == upload_id:
                return upload
        raise StoreRefused(f"There is no upload {upload_id}. Choose one from the list of what was kept.")

    @contextmanager
    def _changing(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """One change at a time. The number of the data changes after the data has, so that nothing old is remembered as new."""
        with self._writing:
            with self._engine.transaction() as cursor:
                yield cursor
                as_at = ledger.latest_as_at(cursor)
            self._as_at = as_at
            self._data_version += 1

    def _give_back_space(self) -> None:
        """Write the file anew without what was deleted. While somebody reads it must wait: then the next time does it."""
        with self._engine.cursor() as cursor:
            try:
                cursor.execute("CHECKPOINT")
            except duckdb.TransactionException:
                return
