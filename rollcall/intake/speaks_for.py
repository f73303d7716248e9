"""Works out the day that each table speaks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rollcall.intake.found_table import FoundTable
from rollcall.intake.reading.read import ReadFile, Sheet
from rollcall.intake.recognising.columns import row_texts
from rollcall.intake.recognising.labels import stated_day
from rollcall.intake.recognising.sheet import title_lines
from rollcall.intake.sector.published_sheet import FoundPublished
from rollcall.intake.values.prepare import latest_day

_TITLES = 20  # rows of a sheet in which a stated day is looked for


@dataclass(frozen=True, eq=False)
class FoundSheet:
    """One sheet on its way: what was found in it."""

    sheet: Sheet
    partner: str
    tables: tuple[FoundTable, ...]
    published: FoundPublished | None


@dataclass(frozen=True, eq=False)
class FoundFile:
    """One file on its way: as it was read, and what was found in each of its sheets."""

    read: ReadFile
    partner: str
    sheets: tuple[FoundSheet, ...]
    findings_before: int | None = None  # how many findings it had before it was corrected and dropped again
    findings_after: int | None = None  # and how many as it came back, whatever was said about it since


def days_spoken_for(files: Sequence[FoundFile], today: date, said: Mapping[str, date]) -> dict[int, date]:
    """The day that each table speaks for, by the table's identity: said for its file, or stated, else its file's latest, else the other
    files', else today. Tables of one kind from one partner speak for one day, the latest."""
    own: dict[int, date | None] = {}
    of_file: list[date | None] = []
    for file in files:
        tables = [table for sheet in file.sheets for table in sheet.tables if table.block is not None]
        titled = {id(table): stated[0] for table in tables if (stated := stated_day(table.titles, table.sheet.name, today))}
        latest = [day for table in tables if (day := _latest(table, today))]
        of_file.append(_stated_in_file(file.read, file.sheets, today) or max(titled.values(), default=None) or max(latest, default=None))
        own |= {id(table): titled.get(id(table)) or of_file[-1] for table in tables}
    others = max((day for day in of_file if day), default=today)
    found = [(sheet, table) for file in files for sheet in file.sheets for table in sheet.tables]
    together: dict[tuple[str, str], date] = {}
    for sheet, table in found:
        if table.block is not None:
            key = (sheet.partner, table.block.table.name)
            together[key] = max(together.get(key, date.min), own[id(table)] or others)
    return {
        id(table): said.get(sheet.sheet.file) or together[sheet.partner, table.block.table.name]
        for sheet, table in found
        if table.block is not None
    }


def _stated_in_file(file: ReadFile, sheets: Iterable[FoundSheet], today: date) -> date | None:
    """A day stated on a cover sheet or in the file's name."""
    for sheet in sheets:
        if not any(table.block for table in sheet.tables) and not sheet.published and sheet.sheet.width <= 12:
            lines = title_lines(row_texts(sheet.sheet.columns, 0, min(_TITLES, sheet.sheet.height)))
            labelled = [line for line in lines if "as at" in line.lower() or "extract" in line.lower() or "data to" in line.lower()]
            if found := stated_day(labelled, "", today):
                return found[0]
    in_name = stated_day((), file.file, today)
    return in_name[0] if in_name else None


def _latest(table: FoundTable, today: date) -> date | None:
    if table.block is None or table.judged is None:
        return None
    return latest_day(table.block.columns.values(), ~table.judged.refused, today)
