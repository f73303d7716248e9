"""Writes laid-out sheets as the files that systems and people save: workbooks of three kinds, and text in many ways."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from tests.accuracy.house import Cell
from tests.accuracy.sheets import MadeSheet


@dataclass(frozen=True)
class MadeFile:
    """A file as it would be dropped, with its sheets' truth."""

    name: str
    data: bytes
    sheets: tuple[MadeSheet, ...]


@dataclass(frozen=True)
class Style:
    """One house's way of keeping spreadsheets. A held-out style is never looked at while recognition is made better."""

    name: str
    kept_in: str  # the system or habit it stands for
    make: Callable[[], tuple[MadeFile, ...]]
    held_out: bool = False


def workbook(name: str, *sheets: MadeSheet, day_format: str = "dd/mm/yyyy") -> MadeFile:
    """An .xlsx."""
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        day = book.add_format({"num_format": day_format})
        stamp = book.add_format({"num_format": f"{day_format} hh:mm"})
        for made in sheets:
            page = book.add_worksheet(made.name)
            for number, row in enumerate(made.grid):
                for column, value in enumerate(row):
                    if isinstance(value, datetime):
                        page.write_datetime(number, column, value, stamp)
                    elif isinstance(value, date):
                        page.write_datetime(number, column, value, day)
                    elif isinstance(value, str):
                        page.write_string(number, column, value) if value else None
                    elif value is not None:
                        page.write(number, column, value)
            for first_row, first, last_row, last in made.merges:
                held_there = made.grid[first_row][first]
                page.merge_range(first_row, first, last_row, last, held_there, day if isinstance(held_there, date) else None)
            for column in made.hidden:
                page.set_column(column, column, None, None, {"hidden": True})
    return MadeFile(name, held.getvalue(), sheets)


def text_file(name: str, made: MadeSheet, delimiter: str = ",", encoding: str = "utf-8", quoting: int = csv.QUOTE_MINIMAL) -> MadeFile:
    """A delimited text file; the sheet's truth is the same."""
    held = io.StringIO()
    writer = csv.writer(held, delimiter=delimiter, quoting=quoting, lineterminator="\r\n")
    width = max(len(row) for row in made.grid)
    for row in made.grid:
        writer.writerow([_as_text(cell) for cell in row] + [""] * (width - len(row)))
    return MadeFile(name, held.getvalue().encode(encoding), (made,))


def old_workbook(name: str, *sheets: MadeSheet) -> MadeFile:
    """An .xls, as older systems still save."""
    book = xlwt.Workbook()
    day = xlwt.easyxf(num_format_str="dd/mm/yyyy")
    for made in sheets:
        page = book.add_sheet(made.name)
        for number, row in enumerate(made.grid):
            for column, value in enumerate(row):
                if value not in (None, ""):
                    page.write(number, column, value, *([day] if isinstance(value, date) else []))
    held = io.BytesIO()
    book.save(held)
    return MadeFile(name, held.getvalue(), sheets)


def open_document(name: str, *sheets: MadeSheet) -> MadeFile:
    """An .ods, as LibreOffice saves."""
    document = OpenDocumentSpreadsheet()
    for made in sheets:
        table = Table(name=made.name)
        for row in made.grid:
            line = TableRow()
            for value in row or (None,):
                line.addElement(_open_cell(value))
            table.addElement(line)
        document.spreadsheet.addElement(table)
    held = io.BytesIO()
    document.save(held)
    return MadeFile(name, held.getvalue(), sheets)


def _open_cell(value: Cell) -> TableCell:
    if value in (None, ""):
        return TableCell()
    if isinstance(value, date):
        cell = TableCell(valuetype="date", datevalue=value.isoformat())
    elif isinstance(value, int | float):
        cell = TableCell(valuetype="float", value=str(value))
    else:
        cell = TableCell(valuetype="string")
    cell.addElement(P(text=_as_text(value)))
    return cell


def _as_text(cell: Cell) -> str:
    if isinstance(cell, datetime):
        return cell.strftime("%d/%m/%Y %H:%M")
    if isinstance(cell, date):
        return cell.strftime("%d/%m/%Y")
    return "" if cell is None else str(cell)
