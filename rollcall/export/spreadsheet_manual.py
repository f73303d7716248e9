"""The manual page of the spreadsheets, written from their declarations in `rollcall/definitions/tables/`."""

from __future__ import annotations

from collections.abc import Iterator

from rollcall.definitions.codes import ALL_CODES
from rollcall.definitions.table import Codes, Column, Kind, Table
from rollcall.definitions.tables import TABLES
from rollcall.export import markdown

KINDS = {
    Kind.LOCAL_ID: "a reference, kept as text: leading zeros and letters matter",
    Kind.TEXT: "text",
    Kind.LOCAL_WORD: "a word from a list; other words are kept as typed",
    Kind.CODE: "a word from a closed list; any other word is a finding",
    Kind.DATE: "a date, real or typed, day first",
    Kind.WHOLE_NUMBER: "a whole number",
    Kind.NUMBER: "a number",
    Kind.NHS_NUMBER: "an NHS number: its check digit is checked, and only a keyed hash is stored",
    Kind.UPN: "a unique pupil number: its check letter is checked, and only a keyed hash is stored",
}


def spreadsheet_manual() -> str:
    """The page as Markdown."""
    parts = (_opening(), *(_about(table) for table in TABLES), _lists())
    return "\n".join(line for part in parts for line in part)


def _opening() -> Iterator[str]:
    yield "# The spreadsheets"
    yield ""
    yield "Written from `rollcall/definitions/tables/` by `make docs`; a test fails when this page is behind."
    yield ""
    yield "Partners send what they keep: sheets are recognised by their headings and the shape of their values, and the headings below"
    yield "are read however they are spaced, dashed or capitalised, and when they are only nearly the same. Names, addresses and contact"
    yield "details are recognised, said so, and not stored. Where nothing is kept yet, `python -m rollcall template TABLE -o DIR` writes a"
    yield "workbook to fill in, `template all` one for each spreadsheet, and `template combined` one workbook that holds them all."
    yield ""
    spreadsheets = ((f"[{one.name}](#{one.name})", one.one_row_per, one.comes_from) for one in TABLES)
    yield from markdown.table(("spreadsheet", "one row per", "comes from"), spreadsheets)
    yield ""
    yield from markdown.table(("kind of column", "what it holds"), ((kind.value, meaning) for kind, meaning in KINDS.items()))


def _about(table: Table) -> Iterator[str]:
    yield ""
    yield f"## {table.name}"
    yield ""
    yield f"{table.title}: one row per {table.one_row_per}. A refused row weakens: {table.headline}."
    if table.published:
        yield ""
        yield "Published statistics come as they are and are read by their own reader; these are the columns that it keeps."
    if table.notes:
        yield ""
        yield table.notes
    if table.edition:
        yield ""
        yield f"Lists of another `{table.edition}` stand beside each other; a later list of the same one from the same partner replaces it."
    if table.dates_in_order:
        yield ""
        yield f"Checked: {'; '.join(f'`{each.later}` is not before `{each.earlier}`' for each in table.dates_in_order)}."
    yield ""
    headings = ("column", "needed", "kind", "meaning", "example", "headings also read as this column")
    yield from markdown.table(headings, (_column(table, column) for column in table.columns))


def _column(table: Table, column: Column) -> tuple[str, ...]:
    kind = column.kind.value
    if column.codes is not None:
        kind += f" from [{column.codes.name}](#{_anchor(column.codes)})"
    return f"`{column.name}`", _needed(table, column), kind, column.meaning, column.example, ", ".join(column.aliases)


def _needed(table: Table, column: Column) -> str:
    if column.name in table.identifiers:
        return "one of these" if len(table.identifiers) > 1 else "yes"
    if column.required and column.implied:
        return "yes, or said by the sheet, title or file name"
    return "yes" if column.required else ""


def _lists() -> Iterator[str]:
    yield ""
    yield "# The lists of words"
    for codes in ALL_CODES:
        yield ""
        yield f"## {codes.name}"
        yield ""
        yield f"Source: {codes.source}."
        yield ""
        words = ((f"`{code.code}`", code.label, ", ".join(code.aliases)) for code in codes.codes)
        yield from markdown.table(("code", "label", "words also read as this code"), words)


def _anchor(codes: Codes) -> str:
    """The address of a heading as code forges make it."""
    return "".join(letter for letter in codes.name.lower().replace(" ", "-") if letter.isalnum() or letter == "-")
