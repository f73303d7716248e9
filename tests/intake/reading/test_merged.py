"""Cells merged down a column say on every row what the merged cell says."""

from __future__ import annotations

import xlsxwriter

from tests.intake.made_files import workbook
from tests.intake.read_made import cell, only_sheet


def test_each_row_under_a_merged_cell_says_what_it_says() -> None:
    def write(book: xlsxwriter.Workbook) -> None:
        page = book.add_worksheet("Register & list")
        page.merge_range("A2:A4", "C00417")
        page.write_column("B2", ["one", "two", "three"])

    sheet = only_sheet(workbook(write))
    assert [cell(sheet, address) for address in ("A2", "A3", "A4")] == ["C00417"] * 3


def test_a_title_merged_across_columns_stays_in_its_first_cell() -> None:
    def write(book: xlsxwriter.Workbook) -> None:
        page = book.add_worksheet()
        page.merge_range("A1:C1", "Register")
        page.write_row("A2", ["one", "two", "three"])

    sheet = only_sheet(workbook(write))
    assert [cell(sheet, address) for address in ("A1", "B1", "C1")] == ["Register", None, None]


def test_a_merge_that_reaches_past_the_last_row_adds_no_rows() -> None:
    def write(book: xlsxwriter.Workbook) -> None:
        page = book.add_worksheet()
        page.merge_range("A2:A40", "C00417")
        page.write_column("B1", ["one", "two", "three"])

    sheet = only_sheet(workbook(write))
    assert sheet.height == 3
