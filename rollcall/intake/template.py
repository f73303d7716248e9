"""The workbooks that a partner can fill in: headings, drop-down lists, date columns, guidance and an example, all from the declarations."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter

from rollcall.definitions.table import Column, Kind, Table
from rollcall.intake.recognising.sheet import EXPLAINS, NOT_LOADED
from rollcall.intake.template_example import example_rows

GUIDANCE = "Guidance"
EXAMPLE = "Example"
_ROWS = 5000  # how far down the lists and date checks reach
_NARROWEST, _EXPLANATION_HEIGHT = 22, 84  # characters across, points down: enough for the longest explanation
_NEEDED_WIDTH, _MEANING_WIDTH = 30, 64
_LISTS_FROM = 8  # the Guidance column (I) where the words of the lists begin
_MADE_ON = datetime(2026, 9, 1)  # noqa: DTZ001 - workbooks hold local times; a fixed one keeps a template the same, byte for byte
_AS_TEXT = (Kind.LOCAL_ID, Kind.NHS_NUMBER, Kind.UPN)
_HOW: dict[Kind, str] = {
    Kind.LOCAL_ID: "Text; leading zeros are kept.",
    Kind.TEXT: "Text.",
    Kind.LOCAL_WORD: "A word from the list, or your own.",
    Kind.CODE: "A word from the list.",
    Kind.DATE: "A date, day first: 31/10/2026.",
    Kind.WHOLE_NUMBER: "A whole number.",
    Kind.NUMBER: "A number.",
    Kind.NHS_NUMBER: "Ten digits, spaces do not matter.",
    Kind.UPN: "Thirteen letters and digits.",
}


def write_template(*tables: Table) -> bytes:
    """One workbook to fill in: a sheet for each spreadsheet kind, what its columns mean, and an example that is not loaded."""
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True})
    title = tables[0].title if len(tables) == 1 else "Spreadsheets for Rollcall"
    book.set_properties({"title": title, "created": _MADE_ON})
    styles = _styles(book)
    sheets = [book.add_worksheet(table.title) for table in tables]
    lists = _guidance(book.add_worksheet(GUIDANCE), tables, styles)
    for sheet, table in zip(sheets, tables, strict=True):
        _to_fill_in(sheet, table, lists, styles)
    _example(book.add_worksheet(EXAMPLE), tables, styles)
    for sheet in book.worksheets():
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
    book.close()
    return data.getvalue()


def _styles(book: Any) -> dict[str, Any]:
    return {
        "required": book.add_format({"bold": True, "bg_color": "#12436D", "font_color": "#FFFFFF", "text_wrap": True, "valign": "top"}),
        "optional": book.add_format({"bold": True, "bg_color": "#D9E2EC", "text_wrap": True, "valign": "top"}),
        "explanation": book.add_format(
            {"italic": True, "font_size": 9, "font_color": "#505A5F", "bg_color": "#F3F2F1", "text_wrap": True, "valign": "top"}
        ),
        "title": book.add_format({"bold": True, "font_size": 14}),
        "bold": book.add_format({"bold": True}),
        "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
        "date": book.add_format({"num_format": "dd/mm/yyyy"}),
        "text": book.add_format({"num_format": "@"}),
    }


def _to_fill_in(sheet: Any, table: Table, lists: dict[tuple[str, str], str], styles: dict[str, Any]) -> None:
    for place, column in enumerate(table.columns):
        look = styles["date"] if column.kind is Kind.DATE else styles["text"] if column.kind in _AS_TEXT else None
        sheet.set_column(place, place, max(_NARROWEST, len(column.heading) + 3), look)
        sheet.write_string(0, place, column.heading, styles["required" if column.required else "optional"])
        sheet.write_string(1, place, f"{EXPLAINS} {column.meaning} {_HOW[column.kind]} {_needed(table, column)}", styles["explanation"])
        sheet.data_validation(2, place, _ROWS, place, _help(table, column) | _check(column, lists.get((table.name, column.name))))
    sheet.freeze_panes(2, 1)
    sheet.set_row(0, 32)
    sheet.set_row(1, _EXPLANATION_HEIGHT)


def _help(table: Table, column: Column) -> dict[str, Any]:
    """What Excel shows beside a cell: 32 letters of title and 255 of text are all it takes."""
    return {"input_title": column.heading[:32], "input_message": f"{column.meaning} {_needed(table, column)}"[:255], "ignore_blank": True}


def _check(column: Column, words: str | None) -> dict[str, Any]:
    if words is not None:
        closed = column.kind is Kind.CODE
        return {
            "validate": "list",
            "source": words,
            "error_type": "stop" if closed else "information",
            "error_title": "Not in the list",
            "error_message": "Choose a word from the list." if closed else "This word is not in the list. It will be kept as you typed it.",
        }
    if column.kind is Kind.DATE:
        return {
            "validate": "date",
            "criteria": ">=",
            "value": date(1990, 1, 1),
            "error_title": "Not a date",
            "error_message": "Type a date, day first: 31/10/2026.",
        }
    if column.kind in (Kind.WHOLE_NUMBER, Kind.NUMBER):
        kind = "integer" if column.kind is Kind.WHOLE_NUMBER else "decimal"
        return {"validate": kind, "criteria": ">=", "value": 0, "error_title": "Not a number", "error_message": "Type a number, 0 or more."}
    return {"validate": "any"}


def _needed(table: Table, column: Column) -> str:
    if column.name in table.identifiers:
        others = [table[name].heading for name in table.identifiers if name != column.name]
        return f"Each row needs this, or {' or '.join(others)}."
    return "Each row needs this." if column.required else "May be left blank."


def _guidance(sheet: Any, tables: Sequence[Table], styles: dict[str, Any]) -> dict[tuple[str, str], str]:
    """Write what every column means, with the lists of words beside it; give where each list stands, for the drop-downs."""
    sheet.write_string(0, 0, f"GUIDANCE - {NOT_LOADED}", styles["title"])
    for row, line in enumerate(
        (
            "Fill in the other sheets below the grey row, which may stay, and send the workbook as it is. "
            "Columns may stand in any order; those you do not hold may go.",
            "Put the day the list speaks for in the file's name, such as 'Waiting list 31-10-2026.xlsx'.",
            "Names, addresses and contact details are not needed. If they are there, they are not stored.",
        ),
        start=1,
    ):
        sheet.write_string(row, 0, line)
    for place, (heading, width) in enumerate(
        (("Sheet", 24), ("Column", 28), ("Needed", _NEEDED_WIDTH), ("What it means", _MEANING_WIDTH), ("How to write it", 34))
    ):
        sheet.set_column(place, place, width)
        sheet.write_string(5, place, heading, styles["bold"])
    row = 6
    lists: dict[tuple[str, str], str] = {}
    places: dict[str, str] = {}
    for table in tables:
        for column in table.columns:
            for place, text in enumerate((table.title, column.heading, _needed(table, column), column.meaning, _HOW[column.kind])):
                sheet.write_string(row, place, text, styles["wrap"])
            if len(_needed(table, column)) > _NEEDED_WIDTH or len(column.meaning) > _MEANING_WIDTH:
                sheet.set_row(row, 30)
            row += 1
            if column.codes is not None:
                if column.codes.name not in places:
                    places[column.codes.name] = _words(sheet, _LISTS_FROM + len(places), column, styles)
                lists[table.name, column.name] = places[column.codes.name]
    sheet.freeze_panes(6, 0)
    return lists


def _words(sheet: Any, place: int, column: Column, styles: dict[str, Any]) -> str:
    """Write one list of words down a Guidance column, and give its cells as Excel names them."""
    assert column.codes is not None
    labels = list(column.codes.labels.values())
    sheet.set_column(place, place, 34)
    sheet.write_string(5, place, f"Words for {column.codes.name}", styles["bold"])
    for row, label in enumerate(labels, start=6):
        sheet.write_string(row, place, label)
    letters = xlsxwriter.utility.xl_col_to_name(place, col_abs=True)
    return f"={GUIDANCE}!{letters}$7:{letters}${6 + len(labels)}"


def _example(sheet: Any, tables: Sequence[Table], styles: dict[str, Any]) -> None:
    sheet.write_string(0, 0, f"EXAMPLE - {NOT_LOADED}", styles["title"])
    sheet.write_string(1, 0, "None of these children exists. Copy the shape of the rows, not the rows.")
    top = 3
    for table in tables:
        sheet.write_string(top, 0, f"{table.title}: one row for each {table.one_row_per}", styles["bold"])
        for place, column in enumerate(table.columns):
            sheet.write_string(top + 1, place, column.heading, styles["required" if column.required else "optional"])
        for number, row in enumerate(example_rows(table), start=top + 2):
            for place, column in enumerate(table.columns):
                _example_cell(sheet, number, place, row[column.name], styles)
        top += len(example_rows(table)) + 4
    sheet.set_column(0, max(len(table.columns) for table in tables) - 1, 18)


def _example_cell(sheet: Any, row: int, place: int, value: object, styles: dict[str, Any]) -> None:
    if isinstance(value, date):
        sheet.write_datetime(row, place, value, styles["date"])
    elif isinstance(value, (int, float)):
        sheet.write_number(row, place, value)
    elif value is not None:
        sheet.write_string(row, place, str(value), styles["text"])
