"""What an examination gives: files, sheets and headings with what each was taken for, findings, and rows ready to keep."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from rollcall.intake.checking.findings import Finding
from rollcall.intake.choices import NOTHING_CHOSEN, Choices, SheetKey
from rollcall.intake.linkage.linkage import Linkage
from rollcall.intake.reading.guard import is_of_another_kind
from rollcall.intake.reconciling.comparison import Reconciled
from rollcall.intake.reconciling.reconcile import reconcile
from rollcall.intake.values.dates import DateEvidence
from rollcall.intake.values.words import ValueMatch
from rollcall.logs import Event, tell
from rollcall.store import Prepared, SheetProfile


@dataclass(frozen=True)
class HeadingMatch:
    """What one heading was taken for."""

    cell: str
    heading: str
    column: str | None
    confidence: float
    personal: bool = False
    key: str = ""  # what a choice about it is remembered by: the folded heading, with "#2" when it stands a second time


@dataclass(frozen=True)
class Memory:
    """What is remembered of the last spreadsheet of the same shape from the same partner."""

    said: str  # 'Same shape as last month: nothing to do.'
    since: date  # the day that the last one spoke for
    applied: int = 0  # choices of last time that were used again
    drift: tuple[str, ...] = ()  # what moved unusually since, a sentence each
    mapping_of: str = ""  # whose mapping fits the sheet, when none of its shape came from its partner before


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
    number: int = 0  # which of the tables in its sheet, from the top
    choices: Choices = NOTHING_CHOSEN  # what was chosen for it, now or remembered
    memory: Memory | None = None
    combined_with: tuple[str, ...] = ()  # the other sheets of the same spreadsheet kind from the same partner: "file · sheet"
    rows_repeated: int = 0  # of the refused rows, those that say exactly what another row says
    as_at_from: str = ""  # where its day is from: 'from the title', 'the latest date under “Last seen”'
    as_at_doubt: str = ""  # why somebody has to look at its day, a sentence
    asks: tuple[str, ...] = ()  # what has to be said before it can be kept well: "month", "date_order:start_date", ...


@dataclass(frozen=True)
class ExaminedFile:
    """One file: refused in one sentence, or its sheets and the partner it is taken to come from."""

    file: str
    refused: str | None
    partner: str
    sheets: tuple[ExaminedSheet, ...]
    notes: tuple[str, ...] = ()
    from_archive: str | None = None  # the .zip that it came in
    findings_before: int | None = None  # how many findings it had before it was corrected and dropped again
    findings_after: int | None = None  # and how many as it came back, whatever was said about it since

    left: int = 0  # of a zip file or a folder that it stands for: how many files in it are no spreadsheets

    @property
    def is_left(self) -> bool:
        """Whether it was refused as what its ending says: a letter or a picture among the spreadsheets, and nothing of ours."""
        return self.refused is not None and is_of_another_kind(self.file)

    def key_of(self, sheet: ExaminedSheet) -> SheetKey:
        """What a choice about one of its sheets is said by."""
        return SheetKey(self.file, sheet.sheet, sheet.number)


@dataclass(frozen=True)
class Examined:
    """Everything that was found in a drop of files, and the rows that can be kept."""

    files: tuple[ExaminedFile, ...]
    findings: tuple[Finding, ...]
    prepared: tuple[Prepared, ...]
    linkage: Linkage | None = None  # what came of linking children without a shared number
    remembered: tuple[SheetProfile, ...] = ()  # how each sheet is read, to be remembered when it is kept

    @cached_property
    def reconciled(self) -> tuple[Reconciled, ...]:
        """The published files among them, each with its totals as they add up, against those that are published."""
        try:
            return reconcile(self.prepared)
        except Exception as mistake:  # noqa: BLE001 - whatever it is, the files are read, and can be kept
            tell(Event.COMPARING_FAILED, mistake)
            return ()

    @property
    def refused_anything(self) -> bool:
        """Whether a file or a row was refused. A row that says exactly what another says is counted once, and nothing of it is lost."""
        return any(file.refused or any(sheet.rows_refused > sheet.rows_repeated for sheet in file.sheets) for file in self.files)
