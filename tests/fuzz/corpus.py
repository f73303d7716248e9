"""Whole files of every kind that is read, small, with a word in their cells that no sentence may repeat."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache

import openpyxl
from openpyxl.styles import PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from tests.fuzz.typed import as_text, drops
from tests.intake import made_files as made

MOMENT = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")
SECRET = "Quillfeather"  # stands in the cells where a child's name would
HEADINGS = ["Child ID", "Name", "Date of birth", "SEN status", "Category", "Start date", "End date", "Hours"]
ROWS: Sequence[Sequence[object]] = [
    [
        f"{SECRET}{number}",
        f"Ann{number} {SECRET}",
        date(2012, 1 + number % 12, 4),
        "EK"[number % 2],
        ("EHE", "CME", f"Other {SECRET}")[number % 3],
        date(2025, 9, 1 + number),
        date(2026, 3, 1 + number) if number % 2 else None,
        12.5,
    ]
    for number in range(12)
]


@cache
def corpus() -> tuple[tuple[str, bytes], ...]:
    """Every file with its name: the same bytes on every day."""
    return tuple((name, _settled(data)) for name, data in _files())


def _files() -> tuple[tuple[str, bytes], ...]:
    return (
        ("register.xlsx", made.one_sheet([["Register as at 31 October 2026"], [], HEADINGS, *ROWS])),
        ("by excel.xlsx", _two_sheets()),
        ("coloured.xlsx", _coloured()),
        ("smallest.xlsx", made.from_xml(_cells())),
        ("stray.xlsx", made.far_apart("AZ900")),
        ("macros.xlsm", made.zipped({**made.workbook_parts(_cells()), "xl/vbaProject.bin": bytes(range(256))})),
        ("binary.xlsb", made.binary_workbook(_binary())),
        ("old.xls", made.old_workbook([HEADINGS, *ROWS])),
        ("libre.ods", _open_document()),
        ("register.csv", _text(",").encode()),
        ("german.csv", _text(";").encode("cp1252")),
        ("unicode.txt", _text("\t").encode("utf-16")),
        ("quoted.csv", "".join(",".join(f'"{text}"' for text in row) + "\n" for row in _plain()).encode()),
        ("export.xls", _web_page()),
        ("system.xls", _xml_spreadsheet()),
        ("drop.zip", made.zipped({"a/register.csv": _text(","), "smallest.xlsx": made.from_xml(_cells()), "letter.pdf": b"%PDF"})),
        ("zips.zip", made.zipped({"inner.zip": made.zipped({"register.csv": _text(",")}), "export.xls": _web_page()})),
        *((f"{name}.csv", as_text(sheets[-1])) for name, sheets in drops().items()),
    )


def _settled(data: bytes) -> bytes:
    """A zip without the moment at which it was made."""
    if not data.startswith(b"PK"):
        return data
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(held, "w") as new:
        for part in old.infolist():
            info = zipfile.ZipInfo(part.filename)
            info.compress_type = part.compress_type
            new.writestr(info, MOMENT.sub(b"2026-10-31T09:00:00", _settled(old.read(part))))
    return held.getvalue()


def _plain() -> list[list[str]]:
    return [HEADINGS, *([("" if cell is None else str(cell)) for cell in row] for row in ROWS)]


def _text(separator: str) -> str:
    return "".join(separator.join(row) + "\r\n" for row in _plain())


def _cells() -> str:
    return "".join(
        f'<row r="{number}">'
        + "".join(f'<c r="{letter}{number}" t="str"><v>{text}</v></c>' for letter, text in zip("ABCDEFGH", row, strict=True))
        + "</row>"
        for number, row in enumerate(_plain(), start=1)
    )


def _web_page() -> bytes:
    rows = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in _plain())
    return f'<html><head><meta charset="utf-8"></head><body><h1>Register</h1><table border=1>{rows}</table></body></html>'.encode()


def _xml_spreadsheet() -> bytes:
    of = "urn:schemas-microsoft-com:office:spreadsheet"
    rows = "".join("<Row>" + "".join(f'<Cell><Data ss:Type="String">{text}</Data></Cell>' for text in row) + "</Row>" for row in _plain())
    sheet = f'<Worksheet ss:Name="Register"><Table>{rows}</Table></Worksheet>'
    return f'<?xml version="1.0"?><Workbook xmlns="{of}" xmlns:ss="{of}">{sheet}</Workbook>'.encode()


def _two_sheets() -> bytes:
    def write(book: object) -> None:
        for name in ("EHE", "Waits"):
            sheet = book.add_worksheet(name)  # type: ignore[attr-defined]
            day = book.add_format({"num_format": "dd/mm/yyyy"})  # type: ignore[attr-defined]
            for number, row in enumerate([HEADINGS, *ROWS]):
                for column, cell in enumerate(row):
                    sheet.write(number, column, cell, *([day] if isinstance(cell, date) else []))
            sheet.write_formula(20, 0, "=1/0", None, "#DIV/0!")
            sheet.write_boolean(20, 1, True)

    return made.workbook(write)


def _coloured() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in [HEADINGS, *ROWS]:
        sheet.append(list(row))
    sheet["A1"].fill = PatternFill("solid", "FF0000")
    choice = DataValidation(type="list", formula1='"E,K,N"')
    choice.add("D2:D20")
    sheet.add_data_validation(choice)
    sheet.merge_cells("A20:C20")
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _binary() -> list[tuple[int, int, object]]:
    cells: list[tuple[int, int, object]] = [(0, column, text) for column, text in enumerate(HEADINGS)]
    for number, row in enumerate(ROWS, start=1):
        for column, cell in enumerate(row):
            cells.append((number, column, datetime(cell.year, cell.month, cell.day) if isinstance(cell, date) else cell))  # noqa: DTZ001
    return [cell for cell in cells if cell[2] is not None]


def _open_document() -> bytes:
    return made.open_document([[({"valuetype": "string"}, text) for text in row] for row in _plain()])
