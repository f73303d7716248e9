"""Pages of cells, written as the workbook or the text file that a partner would attach to an e-mail."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import xlsxwriter


@dataclass(frozen=True)
class Failed:
    """A cell whose formula failed."""

    error: str = "#N/A"


Cell = str | int | float | date | Failed | None
Line = list[Cell]


@dataclass(frozen=True)
class Page:
    """One sheet: what stands above the headings, the headings, the rows as typed, and what stands below."""

    name: str
    above: Sequence[Line]
    headings: Sequence[str]
    rows: Sequence[Line]
    below: Sequence[Line] = field(default_factory=list)

    @property
    def lines(self) -> list[Line]:
        """Every line from the top of the sheet; a page of notes has no headings."""
        headings: list[Line] = [list(self.headings)] if self.headings else []
        return [*self.above, *headings, *self.rows, *self.below]


_WRITTEN_ON = datetime(2026, 11, 2, 9, 0)  # noqa: DTZ001 - workbooks hold local times; a fixed one keeps the files the same, byte for byte


def write_workbook(path: Path, pages: Sequence[Page]) -> Path:
    """An .xlsx of pages with bold headings, the dates as real dates."""
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False})
    book.set_properties({"title": path.stem, "author": "Invented data", "created": _WRITTEN_ON})
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd/mm/yyyy"})
    for page in pages:
        sheet = book.add_worksheet(page.name)
        for number, line in enumerate(page.lines):
            heading = number <= len(page.above)
            for place, cell in enumerate(line):
                if isinstance(cell, str):
                    sheet.write_string(number, place, cell, bold if heading else None)
                elif isinstance(cell, date):
                    sheet.write_datetime(number, place, datetime(cell.year, cell.month, cell.day), day)  # noqa: DTZ001 - a day, not a moment
                elif isinstance(cell, Failed):
                    sheet.write_formula(number, place, "=NA()", None, cell.error)
                elif cell is not None:
                    sheet.write_number(number, place, cell)
        if page.headings:
            sheet.freeze_panes(len(page.above) + 1, 0)
            sheet.set_column(0, len(page.headings) - 1, 15)
    book.close()
    return path


def write_text(path: Path, page: Page, delimiter: str, encoding: str) -> Path:
    """A page as Excel saves it to a text file: every line as wide as the widest, dates as typed."""
    width = max(len(line) for line in page.lines)
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    for line in page.lines:
        writer.writerow([_as_text(cell) for cell in line] + [""] * (width - len(line)))
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def _as_text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Failed):
        return cell.error
    return cell.strftime("%d/%m/%Y") if isinstance(cell, date) else str(cell)
