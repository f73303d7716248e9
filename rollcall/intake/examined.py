"""What an examination gives: files, sheets and headings with what each was taken for, findings, and rows ready to keep."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rollcall.intake.dates import DateEvidence
from rollcall.intake.findings import Finding
from rollcall.intake.values import ValueMatch
from rollcall.store import Prepared


@dataclass(frozen=True)
class HeadingMatch:
    """What one heading was taken for."""

    cell: str
    heading: str
    column: str | None
    confidence: float
    personal: bool = False


@dataclass(frozen=True)
class ExaminedSheet:
    """What one sheet, or one of several tables in it, was taken for, with the account of its rows."""

    sheet: str
    table: str | None
    title: str
    confidence: float
    why: str
    as_at: date | None
    header_row: int | None  # Excel's row number
    rows_read: int
    rows_kept: int
    rows_refused: int
    rows_not_data: int
    headings: tuple[HeadingMatch, ...] = ()
    values: tuple[ValueMatch, ...] = ()
    dates: tuple[DateEvidence, ...] = ()
    not_stored: tuple[str, ...] = ()


@dataclass(frozen=True)
class ExaminedFile:
    """One file: refused in one sentence, or its sheets and the partner it is taken to come from."""

    file: str
    refused: str | None
    partner: str
    sheets: tuple[ExaminedSheet, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Examined:
    """Everything that was found in a drop of files, and the rows that can be kept."""

    files: tuple[ExaminedFile, ...]
    findings: tuple[Finding, ...]
    prepared: tuple[Prepared, ...]

    @property
    def refused_anything(self) -> bool:
        """Whether a file or a row was refused."""
        return any(file.refused or any(sheet.rows_refused for sheet in file.sheets) for file in self.files)
