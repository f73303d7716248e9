"""Takes a sheet apart into its tables, each with a header, the titles above it and the rows below."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from rollcall.definitions import codes as lists
from rollcall.definitions.table import fold
from rollcall.intake.reading.read import Sheet
from rollcall.intake.recognising.columns import Coded, encode, row_texts
from rollcall.intake.recognising.header_row import LOOK_AT, Header, could_be_headings, find_header, header_ending_at, heading_worth
from rollcall.intake.recognising.headings import plain_headings
from rollcall.intake.recognising.labels import BETWEEN_THE_ROWS, Labels, Said, codes_meant, codes_said
from rollcall.intake.recognising.parts import parts_of, said_by_headings

NOT_LOADED = "not loaded"
EXPLAINS = "»"  # how each cell of the row begins in which a template explains its columns
NO_ROWS: Mapping[int, int] = MappingProxyType({})
_FEW_WORDS = 1500  # a column of more distinct words is looked through for its own heading only
_SECTIONS = (("category", lists.CATEGORY), ("assessment", lists.ASSESSMENT), ("service", lists.SERVICE))
_MOST_SECTIONS = 200
_FEWEST_HEADINGS = 3  # of a further table in a sheet
_LONGEST_TITLE = 60
_CELL = re.compile(r"([A-Z]+)(\d+)")


def last_filled_row(sheet: Sheet) -> int:
    """How many rows a sheet has down to the last one with anything in it."""
    last = 0
    for column in sheet.columns:
        if column.null_count < len(column):
            valid = np.flatnonzero(pc.is_valid(column).to_numpy(zero_copy_only=False))
            for row in valid[::-1]:
                if row < last:
                    break
                if str(column[int(row)]).strip():
                    last = int(row) + 1
                    break
    return last


def says_not_loaded(sheet: Sheet) -> bool:
    """Whether the first cell says that the sheet is not to be loaded, as a template's guidance and example do."""
    return sheet.height > 0 and fold(sheet.row(0)[0] or "").endswith(NOT_LOADED)


@dataclass(frozen=True, eq=False)
class Found:
    """A header in a sheet, the titles above it, and the columns below it down to where the table ends."""

    header: Header
    titles: tuple[str, ...]
    columns: tuple[Coded, ...]
    said: tuple[str, Said] | None = None  # a column, and what is said of it for every row


def find_tables(sheet: Sheet, header_rows: Mapping[int, int] = NO_ROWS) -> tuple[Found, ...]:
    """The tables of a sheet, from the top; none in a sheet that says it is not to be loaded.

    `header_rows` says by hand where the header of one of them ends, as Excel's row number by the table's number from 0.
    """
    if says_not_loaded(sheet) and not header_rows:
        return ()
    if any(number > 0 for number in header_rows):
        header_rows = _by_header(sheet, header_rows)
    height = last_filled_row(sheet)
    top = row_texts(sheet.columns, 0, min(height, LOOK_AT))
    said = header_rows.get(0, 0)
    header = header_ending_at(row_texts(sheet.columns, 0, said), said - 1) if 0 < said <= height else find_header(top)
    if header is None:
        return ()
    columns = tuple(encode(column, place, header.last + 1, height) for place, column in enumerate(sheet.columns))
    starts = [(header, title_lines(top[: header.first]), 0)]
    for row in _later_headers(columns, header):
        if row <= starts[-1][0].last:
            continue
        start = _titles_start(sheet, row, starts[-1][0].last + 1)
        texts = row_texts(sheet.columns, start, row + 1)
        titles = title_lines(texts[:-1])
        later = find_header(texts[-1:], row)
        if later and _says_several_things(later) and not (_same_headings(later, starts[-1][0]) and _names(titles) <= _names(starts[-1][1])):
            starts.append((later, titles or starts[-1][1], start))
    starts = _with_headers_said(sheet, starts, header_rows, height)
    if len(starts) == 1:
        return _taken_apart(sheet, Found(header, starts[0][1], columns), starts[0][2])
    stops = [*(start for _, _, start in starts[1:]), height]
    found = [
        Found(
            each,
            titles,
            tuple(encode(column, place, each.last + 1, _trimmed(sheet, each.last + 1, stop)) for place, column in enumerate(sheet.columns)),
        )
        for (each, titles, _), stop in zip(starts, stops, strict=True)
    ]
    return tuple(part for each, (_, _, start) in zip(found, starts, strict=True) for part in _taken_apart(sheet, each, start))


def _by_header(sheet: Sheet, header_rows: Mapping[int, int]) -> dict[int, int]:
    """The same by the number of the header from the top: tables side by side have one header between them."""
    first = {number: row for number, row in header_rows.items() if number == 0}
    tables = find_tables(sheet, first)
    headers = list(dict.fromkeys(table.header.last for table in tables))
    return first | {headers.index(tables[number].header.last): row for number, row in header_rows.items() if 0 < number < len(tables)}


def _taken_apart(sheet: Sheet, found: Found, start: int) -> tuple[Found, ...]:
    """A table, or the several tables that it holds, with what titles between its rows say; its own titles begin in row `start`."""
    header = found.header
    rows = row_texts(sheet.columns, start, header.first)
    parts = parts_of(header, found.columns, rows[-1] if rows else (), (*found.titles, sheet.name, sheet.file))
    if not parts:
        return (replace(found, said=_sections(found.columns) or _by_headings(sheet, found)),)
    tables = []
    for part in parts:
        own = title_lines([row[part.first : part.last + 1] for row in rows])
        said = (part.said[0], Said(part.said[1], "the headings")) if part.said else None
        tables.append(Found(part.header, own or found.titles, part.columns, said))
    return tuple(tables)


def _by_headings(sheet: Sheet, found: Found) -> tuple[str, Said] | None:
    """What the headings say of all rows, where no name or title says it."""
    said = said_by_headings(found.header, found.titles)
    if said is None:
        return None
    lists_named = {"category": lists.CATEGORY, "assessment": lists.ASSESSMENT, "service": lists.SERVICE}
    labels = Labels(sheet.name, found.titles, sheet.file)
    return None if labels.implied(lists_named[said[0]]) else (said[0], Said(said[1], "the headings"))


def _sections(columns: Sequence[Coded]) -> tuple[str, Said] | None:
    """What titles between the rows tell apart, such as 'EHE' above its children and 'CME' above its: the first of them."""
    filled = sum((column.filled.astype(np.int32) for column in columns), np.zeros(len(columns[0].rows) if columns else 0, np.int32))
    alone = np.flatnonzero(filled == 1)[:_MOST_SECTIONS]
    texts = [next(text for column in columns if (text := column.at(int(row)))) for row in alone]
    for name, codes in _SECTIONS:
        named = [next(iter(said)) for text in texts if len(text) <= _LONGEST_TITLE and len(said := codes_meant(codes, text) or ()) == 1]
        if len(set(named)) >= 2:
            return name, Said(named[0], BETWEEN_THE_ROWS)
    return None


def first_wordy_row(sheet: Sheet) -> int | None:
    """Excel's number of the first row that could be a header of whatever table: where a table is chosen, and no heading is known."""
    rows = row_texts(sheet.columns, 0, min(sheet.height, LOOK_AT))
    return next((number + 1 for number, row in enumerate(rows) if could_be_headings(row)), None)


Start = tuple[Header, tuple[str, ...], int]  # a header, the titles above it, and the row in which those begin


def _with_headers_said(sheet: Sheet, starts: list[Start], header_rows: Mapping[int, int], height: int) -> list[Start]:
    """The later tables with the headers that are said by hand, where those stand between the headers above and below."""
    stops = [*(start for _, _, start in starts[1:]), height]
    said = {number: row for number, row in header_rows.items() if 0 < number < len(starts)}
    said = {number: row for number, row in said.items() if starts[number - 1][0].last + 1 < row <= stops[number]}
    for number, row in said.items():
        start = _titles_start(sheet, row - 1, starts[number - 1][0].last + 1)
        texts = row_texts(sheet.columns, start, row)
        starts[number] = (header_ending_at(texts, len(texts) - 1, start), title_lines(texts[:-1]) or starts[number][1], start)
    return starts


def _trimmed(sheet: Sheet, start: int, stop: int) -> int:
    """Where a table's rows end, blank rows at the end left out."""
    while stop > start and not any(cell and cell.strip() for cell in sheet.row(stop - 1)):
        stop -= 1
    return stop


def title_lines(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The text of the rows above a header, one line each, rows of many cells left out."""
    lines = []
    for row in rows:
        cells = [" ".join(text.split()) for text in row if text]
        if cells and len(cells) <= 4:
            lines.append(" ".join(cells))
    return tuple(lines)


@cache
def _known_words() -> pa.Array:
    return pa.array(plain_headings())


def _later_headers(columns: Sequence[Coded], header: Header) -> list[int]:
    """Rows further down of which at least three cells, and half of the filled ones, are headings."""
    height = len(columns[0].rows) if columns else 0
    hits = np.zeros(height, np.int32)
    filled = np.zeros(height, np.int32)
    for coded in columns:
        filled += coded.filled
        if len(coded.dictionary) and len(known := _headings_among(coded, header, coded.place)):
            hits += known[coded.rows]
    return [int(row) + header.last + 1 for row in np.flatnonzero((hits >= 3) & (2 * hits >= filled))]


def _says_several_things(header: Header) -> bool:
    """Whether a header has three known headings that differ: 'Total' over and over is none."""
    return len({fold(heading) for heading in header.headings if heading_worth(heading)}) >= _FEWEST_HEADINGS


def _headings_among(coded: Coded, header: Header, place: int) -> np.ndarray:
    own = header.headings[place] if place < len(header.headings) else ""
    known = pc.equal(coded.dictionary, own)
    if len(coded.dictionary) <= _FEW_WORDS:
        known = pc.or_(known, pc.is_in(pc.utf8_lower(coded.dictionary), value_set=_known_words()))
    if not pc.any(known).as_py():
        return np.zeros(0, bool)
    return np.append(known.to_numpy(zero_copy_only=False), False)


def _titles_start(sheet: Sheet, row: int, not_before: int) -> int:
    start = row
    while start > max(not_before, row - 5):
        filled = sum(1 for cell in sheet.row(start - 1) if cell and cell.strip())
        if filled > 1:
            break
        start -= 1
    return start


def _same_headings(one: Header, other: Header) -> bool:
    return [fold(heading) for heading in one.headings if heading] == [fold(heading) for heading in other.headings if heading]


def _names(titles: Sequence[str]) -> frozenset[str]:
    """The categories, assessments, services and SEN statuses that titles name, those that they turn round told apart."""
    lists_named = (lists.CATEGORY, lists.ASSESSMENT, lists.SERVICE, lists.SEN_STATUS)
    named = {f"{each.name}: {code}" for title in titles for each in lists_named for code in codes_said(each, title)}
    return frozenset(named | {f"{each.name}: not" for title in titles for each in lists_named if codes_meant(each, title) is None})
