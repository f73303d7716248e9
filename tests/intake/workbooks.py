"""Sheets and workbooks as partners make them, for the tests of recognising and checking."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache

import pyarrow as pa
import xlsxwriter

from rollcall.intake.intake import Examined, ExaminedSheet, examine_read
from rollcall.intake.reading.read import ReadFile, Sheet
from rollcall.store import Store

TODAY = date(2026, 11, 22)
Cell = str | int | float | date | bool | None
Rows = Sequence[Sequence[Cell]]

CHILDREN = ["Child ID", "Date of birth", "SEN status"]
SPELLS = ["Child ID", "Category", "Start date", "End date", "Outcome"]
WAITS = ["NHS number", "Assessment", "Referral received date", "Assessment start date", "Closed date"]


@cache
def a_store() -> Store:
    """One empty store in memory for every test that only examines."""
    return Store.open()


def text(cell: Cell) -> str | None:
    """A cell as the reader gives it: real dates in ISO form, whole numbers without a point, empty as None."""
    if cell is None or cell == "":
        return None
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def sheet(rows: Rows, name: str = "Sheet1", file: str = "file.xlsx", errors: Sequence[tuple[str, str]] = ()) -> Sheet:
    """A sheet as it is read, from its rows."""
    width = max((len(row) for row in rows), default=0)
    columns = tuple(pa.array([text(row[place]) if place < len(row) else None for row in rows], pa.string()) for place in range(width))
    return Sheet(file, name, columns, tuple(errors))


def examined(*sheets: Sheet, store: Store | None = None, partners: dict[str, str] | None = None, today: date = TODAY) -> Examined:
    """What is found in sheets, those of one file together."""
    files: dict[str, list[Sheet]] = {}
    for each in sheets:
        files.setdefault(each.file, []).append(each)
    read = [ReadFile(file, None, tuple(of)) for file, of in files.items()]
    return examine_read(read, store or a_store(), partners, None, today)


def examined_sheet(rows: Rows, name: str = "Sheet1", file: str = "file.xlsx", errors: Sequence[tuple[str, str]] = ()) -> ExaminedSheet:
    """What the first table of one sheet was taken for."""
    return examined(sheet(rows, name, file, errors)).files[0].sheets[0]


def columns(of: ExaminedSheet) -> dict[str, str]:
    """Heading to column, for the headings that were matched."""
    return {match.heading: match.column for match in of.headings if match.column}


def kept(found: Examined, table: str) -> list[dict[str, object]]:
    """The rows that would be kept of one spreadsheet kind, without where they come from."""
    rows = [row for prepared in found.prepared if prepared.table == table for row in prepared.rows.to_pylist()]
    return [{name: value for name, value in row.items() if name not in ("source", "source_row")} for row in rows]


def codes(found: Examined) -> list[str]:
    """The codes of what was found."""
    return [finding.code for finding in found.findings]


def workbook(**sheets: Rows) -> bytes:
    """A real .xlsx with real dates and numbers."""
    into = io.BytesIO()
    book = xlsxwriter.Workbook(into, {"in_memory": True})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for name, rows in sheets.items():
        page = book.add_worksheet(name)
        for row, cells in enumerate(rows):
            for place, cell in enumerate(cells):
                if isinstance(cell, date):
                    page.write_datetime(row, place, datetime(cell.year, cell.month, cell.day), day)  # noqa: DTZ001 - a day without a zone
                elif cell is not None:
                    page.write(row, place, cell)
    book.close()
    return into.getvalue()


def nhs_number(serial: int) -> str:
    """An NHS number with a right check digit, from the range kept for tests (999)."""
    for more in range(serial * 11, serial * 11 + 11):
        digits = f"999{more:06d}"
        check = 11 - sum(weight * int(digit) for weight, digit in zip(range(10, 1, -1), digits, strict=True)) % 11
        if check != 10:
            return digits + str(check % 11)
    raise AssertionError("eleven numbers in a row without a check digit")


def upn(serial: int, council: int = 801) -> str:
    """A UPN with a right check letter."""
    plain = f"{council}2000{20:02d}{serial:03d}"
    total = sum(weight * int(digit) for weight, digit in enumerate(plain, 2))
    return "ABCDEFGHJKLMNPQRTUVWXYZ"[total % 23] + plain
