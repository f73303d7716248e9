"""Every row of every file is accounted for: read is kept, refused and not data together, to the row."""

# ruff: noqa: E501 - rows are written as they stand

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from rollcall.intake.intake import Examined
from tests.intake.workbooks import Cell, examined, nhs_number, sheet, upn

DAY = date(2026, 3, 4)
FILE, SHEET = "file.xlsx", "Sheet1"
Row = list[Cell]


def whole_row(headings: list[str], number: int) -> Row:
    """A row that says all that any spreadsheet kind needs, of a child of its own."""
    told: dict[str, Cell] = {
        "Child ID": f"C{number:05d}", "NHS number": nhs_number(number), "UPN": upn(number), "Category": "EHE", "Start date": DAY + timedelta(days=number % 90),
        "End date": None, "Outcome": None, "Assessment": "Autism", "Referral date": DAY, "Date of birth": date(2014, 5, 6), "SEN status": "EHCP",
        "Service": "Physiotherapy", "Status": "Waiting", "Surname": "Yarrowby", "Comments": None, "Term": "Autumn 2025/26", "Sessions possible": 140,
        "Sessions missed": 7, "SLT": "In place", "OT": "Waiting",
    }  # fmt: skip
    return [told[heading] for heading in headings]


KINDS = st.sampled_from(
    (
        ["Child ID", "Category", "Start date", "End date", "Outcome", "Surname", "Comments"],
        ["NHS number", "Surname", "Assessment", "Referral date", "Comments"],
        ["UPN", "Term", "Sessions possible", "Sessions missed"],
        ["Child ID", "Date of birth", "SEN status", "NHS number", "UPN"],
        ["Child ID", "Service", "Status", "Surname"],
        ["Child ID", "Surname", "SLT", "OT"],
    )
)
ODD = st.sampled_from(
    (
        None, "", "?", "n/a", "Total", "Grand total: 14", "Source: Synergy", "* provisional", "31/02/2026", "not a date", "EHE", "Children missing education", "x" * 90, "14",
        "2026-09-01", "See file", "Page 2", "Autism", "Notes", "Contact the team", "0", "-3", "Yes",
    )
)  # fmt: skip


@st.composite
def sheets(draw: st.DrawFn) -> tuple[list[Row], set[int]]:
    """The rows of a sheet, and which of them (by Excel's numbers) are whole rows of data."""
    headings = draw(st.permutations(draw(KINDS)))
    rows: list[Row] = [
        list(draw(st.sampled_from(([], ["Register"], ["As at 31 October 2026"], ["CONFIDENTIAL", None, "v2"]))))
        for _ in range(draw(st.integers(0, 4)))
    ]
    rows.append(list(headings))
    whole = set()
    for number in range(1, draw(st.integers(3, 14))):
        match draw(st.sampled_from(("whole", "whole", "whole", "broken", "one cell", "blank", "header", "odd"))):
            case "whole":
                rows.append(whole_row(headings, number))
                whole.add(len(rows))
            case "broken":
                row = whole_row(headings, number)
                row[draw(st.integers(0, len(row) - 1))] = draw(ODD)
                rows.append(row)
            case "one cell":
                rows.append([draw(ODD)])
            case "blank":
                rows.append([])
            case "header":
                rows.append(list(headings))
            case "odd":
                rows.append([draw(ODD) for _ in headings])
    return rows, whole


def kept_rows(found: Examined, table: str | None) -> set[int]:
    """Excel's numbers of the rows that are ready to keep."""
    return {row for prepared in found.prepared if prepared.table == table for row in prepared.rows["source_row"].to_pylist()}


@settings(max_examples=200)
@given(sheets())
def test_every_row_read_is_kept_refused_or_not_data(made: tuple[list[Row], set[int]]) -> None:
    rows, _ = made
    found = examined(sheet(rows, SHEET, FILE))
    filled = [number for number, row in enumerate(rows, start=1) if any(cell not in (None, "") for cell in row)]
    shown = found.files[0].sheets
    for one in shown:
        assert one.rows_read == one.rows_kept + one.rows_refused + one.rows_not_data
        assert min(one.rows_kept, one.rows_refused, one.rows_not_data) >= 0
    if len(shown) == 1 and shown[0].header_row:
        assert shown[0].header_row + shown[0].rows_read == filled[-1]
        assert shown[0].rows_kept == len(kept_rows(found, shown[0].table))


@settings(max_examples=200)
@given(sheets())
def test_a_whole_row_of_data_is_kept_or_refused_and_never_passed_over(made: tuple[list[Row], set[int]]) -> None:
    rows, whole = made
    found = examined(sheet(rows, SHEET, FILE))
    taken = {one.table for one in found.files[0].sheets} - {None}
    named = {
        int("".join(filter(str.isdigit, cell)))
        for finding in found.findings
        if finding.refuses_row
        for cell in {finding.cell, *finding.cells} - {None}
    }
    if taken:
        assert whole <= set().union(*(kept_rows(found, table) for table in taken)) | named


@settings(max_examples=100)
@given(sheets())
def test_no_row_is_kept_that_has_nothing_in_it(made: tuple[list[Row], set[int]]) -> None:
    rows, _ = made
    found = examined(sheet(rows, SHEET, FILE))
    blank = {number for number, row in enumerate(rows, start=1) if all(cell in (None, "") for cell in row)}
    assert not blank & set().union(set(), *(kept_rows(found, prepared.table) for prepared in found.prepared))
