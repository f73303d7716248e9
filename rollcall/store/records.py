"""What goes into the store and what it tells about itself, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import pyarrow as pa


@dataclass(frozen=True)
class Prepared:
    """Checked rows of one spreadsheet kind from one partner, ready to keep.

    `rows` has the declared column names that the sheets had (text for ids, words and codes, date32, int64, float64,
    keyed hashes as text), `source` (text, "file · sheet") and `source_row` (int32). `columns` are the declared columns
    that the sheets had, filled or not.
    """

    table: str
    partner: str
    as_at: date
    files: tuple[str, ...]
    columns: tuple[str, ...]
    rows: pa.Table


@dataclass(frozen=True)
class LinkRecord:
    """What came of comparing a child whom no list has by a number with the lists: keyed hashes of the two, and the answer."""

    partner: str
    unlisted: str
    listed: str | None  # None when the child is like no listed one
    answer: str  # sure, possible, said_same, said_different or none
    probability: float | None


@dataclass(frozen=True)
class Rows:
    """What a query gives: column names, and one tuple a row."""

    columns: tuple[str, ...]
    rows: list[tuple]

    def records(self) -> list[dict[str, object]]:
        """The rows as dictionaries."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


@dataclass(frozen=True)
class VersionRecord:
    """One kept version of one spreadsheet kind (and edition, such as a term) from one partner."""

    version_id: int
    upload_id: int
    table: str
    partner: str
    edition: str | None
    as_at: date
    files: tuple[str, ...]
    columns: tuple[str, ...]
    rows: int
    active: bool  # the answers are worked out from it
    undone: bool


@dataclass(frozen=True)
class UploadRecord:
    """One keep: who kept which files when, and the versions it made."""

    upload_id: int
    kept_at: datetime  # with its time zone, UTC
    by: str
    files: tuple[str, ...]
    versions: tuple[VersionRecord, ...]
    undone: bool

    @property
    def rows(self) -> int:
        """Rows kept."""
        return sum(version.rows for version in self.versions)
