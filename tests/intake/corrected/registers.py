"""Registers with things to correct in them, one of them in a workbook with much beside its cells."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from datetime import date
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.worksheet.worksheet import Worksheet

from rollcall.intake import corrected
from rollcall.intake.checking.findings import Finding
from rollcall.intake.intake import Examined, examine
from rollcall.intake.reading.read import Dropped
from rollcall.store import Store

NAME = "North Council EHE register 31-10-2026.xlsx"
HEADINGS = ("Child ID", "Category", "Start date", "End date", "Outcome", "Hours per week", "Worked out")
HEADER_ROW, FIRST_ROW = 3, 4
ROWS: tuple[tuple[object, ...], ...] = (
    ("C001", "EHE", date(2025, 9, 4), None, None, 5),
    ("C002", "PRU link", date(2026, 1, 9), date(2026, 3, 1), "Returned", 7),
    (None, "EHE", date(2026, 1, 12), None, None, 8),
    ("C004", "EHE", "sometime", None, None, 10),
    ("C005", "Flexi", None, None, None, 12),
    ("C006", "EHE", date(2026, 3, 9), date(2026, 1, 1), "moved", 4),
)
OWN_NOTE = "Asked the school on Monday"


def found(*files: Dropped) -> Examined:
    """What is found in files, against an empty store."""
    return examine(files, Store.open())


def marked(dropped: Dropped, examined: Examined | None = None) -> bytes:
    """The marked copy of one file."""
    examined = examined or found(dropped)
    return corrected.write(dropped, examined.findings, examined.files[0])


def opened(data: bytes) -> openpyxl.Workbook:
    """A copy as a person opens it."""
    return openpyxl.load_workbook(io.BytesIO(data))


def saved(book: openpyxl.Workbook) -> bytes:
    """A workbook as it is after it was saved."""
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def parts(data: bytes) -> dict[str, bytes]:
    """Everything inside a workbook."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert len(set(archive.namelist())) == len(archive.namelist())
        return {name: archive.read(name) for name in archive.namelist()}


def fills(sheet: Worksheet) -> dict[str, str]:
    """The colour of each coloured cell."""
    return {cell.coordinate: cell.fill.fgColor.rgb for row in sheet.iter_rows() for cell in row if cell.fill.fill_type}


def notes(sheet: Worksheet) -> dict[str, str]:
    """The note beside each cell that has one."""
    return {cell.coordinate: cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment}


def told(findings: tuple[Finding, ...]) -> list[tuple[str, str | None, str]]:
    """Findings without the file and sheet, which a copy may name otherwise."""
    return sorted((finding.code, finding.cell, finding.what) for finding in findings)


def to_mark(findings: tuple[Finding, ...]) -> set[str]:
    """The cells that somebody has to look at."""
    return {cell for one in findings if not one.what_to_do.startswith("Nothing to do") for cell in one.cells or (one.cell,) if cell}


def plain_register() -> bytes:
    """The register as a text file."""
    lines = [",".join(HEADINGS[:6]), *(",".join("" if cell is None else _typed(cell) for cell in row) for row in ROWS)]
    return "\n".join(lines).encode()


def _typed(cell: object) -> str:
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else str(cell)


def rich_register() -> bytes:
    """The register in a workbook with a picture, charts, formulas, a person's notes and lists, sparklines, data bars and a hidden table."""
    held = io.BytesIO()
    with xlsxwriter.Workbook(held) as book:
        front = book.add_worksheet("Front page")
        front.insert_textbox("B3", "A text box")
        front.insert_image("B12", "dot.png", {"image_data": io.BytesIO(_picture())})
        sheet = book.add_worksheet("EHE & flexi")
        _write_register(book, sheet)
        _write_around(book, sheet)
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "='EHE & flexi'!$F$4:$F$9"})
        book.add_chartsheet("Chart").set_chart(chart)
        lookup = book.add_worksheet("Lookup")
        lookup.add_table("A1:B4", {"data": [["x", 1], ["y", 2], ["z", 3]]})
        lookup.insert_button("D3")
        lookup.hide()
        book.define_name("Words", "=Lookup!$A$2:$A$4")
    return held.getvalue()


def _write_register(book: Any, sheet: Any) -> None:
    head = book.add_format({"bold": True, "bg_color": "#003078", "font_color": "white", "text_wrap": True})
    day = book.add_format({"num_format": "dd/mm/yyyy", "border": 1})
    grey = book.add_format({"bg_color": "#EEEEEE", "italic": True})
    sheet.merge_range("A1:G1", "Elective home education register at 31 October 2026", head)
    for place, heading in enumerate(HEADINGS):
        sheet.write(HEADER_ROW - 1, place, heading, head)
    for row, cells in enumerate(ROWS, start=FIRST_ROW - 1):
        for place, cell in enumerate(cells):
            if isinstance(cell, date):
                sheet.write_datetime(row, place, cell, day)
            elif cell is not None:
                sheet.write(row, place, cell)
            elif place:
                sheet.write_blank(row, place, None, grey)
        sheet.write_formula(row, 6, f"=F{row + 1}*2", None, int(str(cells[5])) * 2)


def _write_around(book: Any, sheet: Any) -> None:
    sheet.write_comment("B5", OWN_NOTE, {"author": "Jo"})
    sheet.data_validation("E4:E30", {"validate": "list", "source": ["Returned", "Moved"]})
    sheet.conditional_format("F4:F9", {"type": "data_bar", "data_bar_2010": True})
    sheet.add_sparkline("I4", {"range": "'EHE & flexi'!F4:F9"})
    sheet.autofilter("A3:G9")
    sheet.freeze_panes(3, 1)
    sheet.print_area("A1:G9")
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "='EHE & flexi'!$F$4:$F$9"})
    sheet.insert_chart("K4", chart)
    sheet.activate()


def _picture() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress(b"".join(b"\0" + b"\xff\x00\x00" * 20 for _ in range(20)))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 20, 20, 8, 2, 0, 0, 0)) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    )
