"""Copies the values of a spreadsheet of any kind into a plain Excel workbook that reads the same."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import xlsxwriter

from rollcall.errors import FileRefused
from rollcall.intake.corrected.plan import LAST_ROW, place_of
from rollcall.intake.reading.workbook import ReadSheet

MOST_COLUMNS = 16_384
_LONGEST_NAME = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d{0,8}[1-9])?")
_DAY = re.compile(r"(19\d\d|2\d\d\d)-(\d\d)-(\d\d)")
_DIGITS_KEPT = 15
_RUNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # text that a spreadsheet runs as a formula once it is typed again
_WIDTHS = (9, 44)


def plain_workbook(sheets: Sequence[ReadSheet]) -> tuple[bytes, dict[str, str]]:
    """The workbook, and the name in it of each sheet: Excel takes no more than 31 letters, and not every letter."""
    held = io.BytesIO()
    names: dict[str, str] = {}
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(held, options) as book:  # without in_memory it would write children's rows to temporary files
        day, said = book.add_format({"num_format": "dd/mm/yyyy"}), book.add_format({"quote_prefix": True})
        for sheet in sheets:
            if len(sheet.columns) > MOST_COLUMNS or _height(sheet) > LAST_ROW:
                raise FileRefused(
                    f"An Excel workbook holds {LAST_ROW:,} rows, and sheet “{sheet.name}” has more, so no copy of it can be marked. "
                    "Correct the file where it came from."
                )
            names[sheet.name] = _name(sheet.name, names.values())
            _write(book.add_worksheet(names[sheet.name]), sheet, day, said)
    return held.getvalue(), names


def _height(sheet: ReadSheet) -> int:
    return len(sheet.columns[0]) if sheet.columns else 0


def _name(name: str, taken: Iterator[str] | Any) -> str:
    used = {other.casefold() for other in taken} | {"history", "to fix"}
    plain = _NOT_IN_NAMES.sub(" ", name).strip().strip("'").strip() or "Sheet"
    for number in range(1, len(used) + 2):
        ending = f" {number}" if number > 1 else ""
        told = plain[: _LONGEST_NAME - len(ending)].rstrip(" '") + ending
        if told.casefold() not in used:
            return told
    raise AssertionError


def _write(sheet: Any, read: ReadSheet, day: Any, said: Any) -> None:
    for place, column in enumerate(read.columns):
        cells = column.to_pylist()
        longest = max((len(cell) for cell in cells[:500] if cell), default=0)
        sheet.set_column(place, place, min(max(longest + 2, _WIDTHS[0]), _WIDTHS[1]))
        for row, cell in enumerate(cells):
            if cell is not None:
                _write_cell(sheet, row, place, cell, day, said)
    for name, word in read.errors:
        row, place = place_of(name)
        sheet.write_string(row - 1, place - 1, word)


def _write_cell(sheet: Any, row: int, place: int, cell: str, day: Any, said: Any) -> None:
    if _NUMBER.fullmatch(cell) and len(cell.strip("-").replace(".", "")) <= _DIGITS_KEPT and cell != "-0":
        sheet.write_number(row, place, float(cell))
        return
    if (found := _DAY.fullmatch(cell)) and (real := _real_day(*found.groups())):
        sheet.write_datetime(row, place, real, day)
        return
    sheet.write_string(row, place, cell, *([said] if cell.lstrip().startswith(_RUNS) else []))


def _real_day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
