"""Spreadsheets of every kind with payloads wherever a partner can write: in names, sheets, titles, headings and every column."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from rollcall.definitions.table import Column, Kind, Table
from rollcall.definitions.tables import BY_NAME, TABLES
from rollcall.intake.reading.cells import column_letters
from tests.intake import made_files as made
from tests.untrusted.payloads import Payload

DAY = "31-10-2026"
ROWS = 480
_STRANGE, _UNREAD = 3, 2  # headings of nobody's, and rows in which nothing can be read
_APART = 9  # of a list of payloads every ninth stands for a code, in each spreadsheet others
_OFTEN = 12  # payloads in half of all rows: their numbers are shown to everyone, and as few as these are filters shown as pills
_AS_SAID = {
    "date_of_birth": "14/03/2014",
    "end_date": "",
    "closed_date": "",
    "assessment_start_date": "",
    "first_seen_date": "",
    "outcome": "",
    "term": "Autumn 2025/26",
    "sessions_possible": "140",
    "sessions_missed": "80",
}
Rows = list[list[str]]


def csv_of(rows: Sequence[Sequence[str]]) -> bytes:
    """Rows as a CSV file that Excel would write."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def workbook_of(sheets: dict[str, Rows]) -> bytes:
    """A workbook with any names of sheets, also those that Excel would not take."""
    parts = made.workbook_parts("")
    numbers = range(1, len(sheets) + 1)
    parts["xl/_rels/workbook.xml.rels"] = made.relations(**{f"rId{number}": f"worksheets/sheet{number}.xml" for number in numbers})
    listed = (
        f'<sheet name={quoteattr(name)} sheetId="{number}" r:id="rId{number}"/>' for number, name in zip(numbers, sheets, strict=True)
    )
    before = str(parts["xl/workbook.xml"]).split("<sheets>")[0]
    parts["xl/workbook.xml"] = f"{before}<sheets>{''.join(listed)}</sheets></workbook>"
    for number, rows in zip(numbers, sheets.values(), strict=True):
        parts[f"xl/worksheets/sheet{number}.xml"] = made.workbook_parts(_xml(rows))["xl/worksheets/sheet1.xml"]
    return made.zipped(parts)


def _xml(rows: Rows) -> str:
    def cell(row: int, place: int, text: str) -> str:
        return f'<c r="{column_letters(place)}{row}" t="inlineStr"><is><t xml:space="preserve">{escape(_xml_text(text))}</t></is></c>'

    def cells(number: int, row: list[str]) -> str:
        return "".join(cell(number, place, text) for place, text in enumerate(row) if text)

    return "".join(f'<row r="{number}">{cells(number, row)}</row>' for number, row in enumerate(rows, 1))


def _xml_text(text: str) -> str:
    """Letters that XML cannot hold, as Excel writes them."""
    return "".join(letter if letter >= " " or letter in "\t\n\r" else f"_x{ord(letter):04X}_" for letter in text)


def rows_of(table: Table, payloads: Sequence[Payload], rows: int = ROWS) -> Rows:
    """A spreadsheet of one kind under its own headings and some that are payloads.

    Rows that can be kept, with payloads for words; rows with payloads for codes; and rows that are nothing but one payload each.
    """
    texts = [payload.text for payload in payloads]
    strange = texts[: min(_STRANGE, len(table.columns) // 6)]
    kept = [[_cell(column, row, texts) for column in table.columns] + strange for row in range(rows)]
    coded = next((column for column in table.columns if column.codes), None)
    some = texts[len(table.columns) % _APART :: _APART] if rows == ROWS else []
    unknown = [
        [text if column is coded else _cell(column, row, texts) for column in table.columns] + strange
        for row, text in enumerate(some, rows)
    ]
    nothing_else = [[text] * (len(table.columns) + len(strange)) for text in texts[-_UNREAD:]]
    return [[column.heading for column in table.columns] + strange, *kept, *unknown, *nothing_else]


def _cell(column: Column, row: int, texts: Sequence[str]) -> str:
    if column.name in _AS_SAID:
        return _AS_SAID[column.name]
    if column.kind is Kind.DATE:
        return f"{row % 28 + 1:02}/0{row % 9 + 1}/2026"
    if column.name == "child_id":
        return f"C{row:05}"
    if column.name == "locality":
        return texts[row % _OFTEN]
    if column.kind is Kind.CODE and column.codes:
        labels = list(column.codes.labels.values())
        return labels[row % len(labels)]
    if column.kind in (Kind.TEXT, Kind.LOCAL_WORD):
        return texts[row % _OFTEN if row % 2 else row // 2 % len(texts)]
    return "5" if column.kind in (Kind.NUMBER, Kind.WHOLE_NUMBER) else ""


def partners_files(payloads: Sequence[Payload], in_names: Sequence[Payload]) -> Iterator[tuple[str, bytes]]:
    """A file of each kind that partners keep, under names that are payloads as far as a name of a file can be one."""
    for number, table in enumerate(table for table in TABLES if not table.published):
        yield f"{_in_a_name(in_names[number * 3])} {table.title} {DAY}.csv", csv_of(rows_of(table, payloads))


def workbook_file(payloads: Sequence[Payload], in_names: Sequence[Payload]) -> tuple[str, bytes]:
    """A workbook whose sheets have payloads as names and above their headings; one of them is nothing of ours."""
    texts = [one.text for one in payloads]
    sheets = {
        f"{texts[place]} {BY_NAME[name].title}": [[texts[place + 3]], [], *rows_of(BY_NAME[name], payloads, rows=30)]
        for place, name in enumerate(("spells", "services", "health_access"))
    }
    sheets[texts[9]] = [texts[:20], *([text] * 20 for text in texts[:30])]
    return f"{_in_a_name(in_names[2])} {DAY}.xlsx", workbook_of(sheets)


def published_files(payloads: Sequence[Payload], real: Path) -> Iterator[tuple[str, bytes]]:
    """Published data with payloads for the names of areas, and for a whole data set's measures and groups."""
    texts = [one.text for one in payloads]
    rows = list(csv.reader(io.StringIO((real / "ehe_academic_year.csv").read_text(encoding="utf-8-sig"), newline="")))
    place = rows[0].index("la_name")
    for number, row in enumerate(rows[1:]):
        row[place] = texts[number % len(texts)] if row[place] else ""
    yield "ehe_academic_year.csv", csv_of(rows)
    headings = ["time_period", "time_identifier", "geographic_level", "country_code", "country_name", "new_la_code", "la_name"]
    figures = [
        ["202425", "Academic year", "Local authority", "E92000001", "England", f"E0600{number:04}", text, text, str(number)]
        for number, text in enumerate(texts)
    ]
    yield "pupil_absence.csv", csv_of([[*headings, "breakdown", texts[0]], *figures])


def _in_a_name(payload: Payload) -> str:
    """A payload as far as a browser and a file system let it stand in a file's name."""
    return payload.text.replace("/", "∕").replace("\\", "").replace("\0", "")[:60]
