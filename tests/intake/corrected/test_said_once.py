"""What costs nothing and is so of many rows is told once, at the heading; what costs something stands beside each cell."""

from __future__ import annotations

from datetime import date
from functools import cache

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from rollcall.intake.checking.findings import Finding
from rollcall.intake.corrected.styles import LOOK
from rollcall.intake.reading.read import Dropped
from rollcall.invent.identifiers import unique_pupil_number
from tests.intake.corrected.registers import fills, found, marked, notes, opened, saved

HEADINGS = ["Child ID", "Date of birth", "SEN status", "School", "UPN"]
HEADING_ROW = 3


@cache
def caseload(rows: int) -> Dropped:
    """A list of children whose UPNs are of a council that is in no list, under a title."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Children"
    sheet.cell(1, 1, "SEND caseload at 31 October 2026")
    lines = [HEADINGS, *([f"C{at}", date(2014, 1, 1 + at % 28), "E", "Hillside", unique_pupil_number(2001, 18, at)] for at in range(rows))]
    for row, line in enumerate(lines, start=HEADING_ROW):
        for place, cell in enumerate(line, start=1):
            sheet.cell(row, place, cell)
    return Dropped("Vale Council SEND 31-10-2026.xlsx", saved(book))


def about_councils(dropped: Dropped) -> Finding:
    """The one finding about the council codes."""
    (finding,) = [one for one in found(dropped).findings if one.code == "upn_unknown_council"]
    return finding


def test_what_is_so_of_many_rows_is_told_at_the_heading_alone() -> None:
    finding = about_councils(caseload(180))
    assert len(finding.cells) == 180
    told = {cell: note for cell, note in notes(opened(marked(caseload(180)))["Children"]).items() if finding.what in note}
    assert list(told) == ["E3"]
    assert finding.what_to_do in told["E3"]


def test_its_cells_are_coloured_all_the_same() -> None:
    colours = fills(opened(marked(caseload(180)))["Children"])
    assert {colours[cell] for cell in about_councils(caseload(180)).cells} == {LOOK}


def test_of_a_few_rows_each_is_told() -> None:
    finding = about_councils(caseload(3))
    told = notes(opened(marked(caseload(3)))["Children"])
    assert {cell for cell, note in told.items() if finding.what in note} == set(finding.cells)


def test_the_copy_says_the_same_when_it_is_dropped() -> None:
    again = Dropped("Vale Council SEND 31-10-2026 corrected.xlsx", marked(caseload(180)))
    assert about_councils(again).cells == about_councils(caseload(180)).cells
    assert about_councils(again).cells[0] == f"E{HEADING_ROW + 1}"
