"""Takes a sheet apart into its tables, each with a header, its rows and its labels, and has each one recognised, read and checked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from rollcall.definitions import codes as lists
from rollcall.definitions.table import Column, fold
from rollcall.definitions.tables import BY_NAME
from rollcall.intake.block import Block
from rollcall.intake.check import Judged, judge
from rollcall.intake.columns import Coded, encode, row_texts
from rollcall.intake.findings import Place
from rollcall.intake.header_row import LOOK_AT, Header, find_header
from rollcall.intake.headings import plain_headings
from rollcall.intake.labels import Labels, Said, codes_said
from rollcall.intake.prepare import Values, read_values, said_everywhere
from rollcall.intake.read import Sheet
from rollcall.intake.recognise import Recognised, recognise
from rollcall.intake.rows import RowKinds, tell_rows
from rollcall.intake.values import read_number, yes_or_no
from rollcall.intake.wide import lengthen

NOT_LOADED = "not loaded"
_FEW_WORDS = 1500  # a column of more distinct words is looked through for its own heading only
_CELL = re.compile(r"([A-Z]+)(\d+)")


@dataclass(frozen=True, eq=False)
class FoundTable:
    """One table of a sheet: what it was taken for, what each of its rows is, and its rows of data read and judged."""

    sheet: Sheet
    header: Header
    titles: tuple[str, ...]
    columns: tuple[Coded, ...]
    recognised: Recognised
    kinds: RowKinds
    first_row: int  # Excel's number of the first row below the header
    block: Block | None = None
    judged: Judged | None = None
    carried: Block | None = None  # what the rows say of the children themselves
    carried_rows: np.ndarray | None = None  # which of those rows tell of a child that no list of children has

    @property
    def rows_read(self) -> int:
        """Rows below the header down to the last one with anything in it."""
        return len(self.kinds.kinds)


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


def find_tables(sheet: Sheet) -> tuple[Found, ...]:
    """The tables of a sheet, from the top; none in a sheet that says it is not to be loaded."""
    if says_not_loaded(sheet):
        return ()
    height = last_filled_row(sheet)
    top = row_texts(sheet.columns, 0, min(height, LOOK_AT))
    header = find_header(top)
    if header is None:
        return ()
    columns = tuple(encode(column, place, header.last + 1, height) for place, column in enumerate(sheet.columns))
    starts = [(header, title_lines(top[: header.first]), header.first)]
    for row in _later_headers(columns, header):
        if row <= starts[-1][0].last:
            continue
        start = _titles_start(sheet, row, starts[-1][0].last + 1)
        texts = row_texts(sheet.columns, start, row + 1)
        titles = title_lines(texts[:-1])
        later = find_header(texts[-1:], row)
        if later and not (_same_headings(later, starts[-1][0]) and not _names_something(titles)):
            starts.append((later, titles or starts[-1][1], start))
    if len(starts) == 1:
        return (Found(header, starts[0][1], columns),)
    stops = [*(start for _, _, start in starts[1:]), height]
    return tuple(
        Found(
            each,
            titles,
            tuple(encode(column, place, each.last + 1, _trimmed(sheet, each.last + 1, stop)) for place, column in enumerate(sheet.columns)),
        )
        for (each, titles, _), stop in zip(starts, stops, strict=True)
    )


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


def _names_something(titles: Sequence[str]) -> bool:
    return any(codes_said(each, title) for title in titles for each in (lists.CATEGORY, lists.ASSESSMENT, lists.SERVICE, lists.SEN_STATUS))


def examine_table(sheet: Sheet, table: Found, key: bytes, today: date) -> FoundTable:
    """Recognise one table, tell its rows apart, and read and check its rows of data."""
    recognised = recognise(table.header, table.columns, Labels(sheet.name, table.titles, sheet.file), today)
    kinds = tell_rows(table.header, table.columns, recognised)
    found = FoundTable(sheet, table.header, table.titles, table.columns, recognised, kinds, table.header.last + 2)
    if recognised.table is None:
        return found
    block = _read(found, key, today)
    return replace(found, block=block, judged=judge(block, today), carried=_carried(found, block, key, today))


def _read(found: FoundTable, key: bytes, today: date) -> Block:
    recognised, table = found.recognised, found.recognised.table
    assert table is not None
    data = found.kinds.rows(0)
    by_place = {column.place: column for column in found.columns}
    values: dict[str, Values] = {}
    for match in recognised.matches:
        if match.column in table.by_name and match.place in by_place and match.place not in recognised.wide:
            values[match.column] = read_values(table[match.column], match, by_place[match.place], data, found.header.last, key, today)
    for name, said in recognised.said.items():
        values[name] = said_everywhere(table[name], said.value, len(data))
    values = _worked_out(values, recognised, by_place, data, len(data))
    rows = data
    if recognised.wide:
        values.pop("status", None)
        values, longer = lengthen(values, recognised.wide, by_place, data, found.header.headings)
        rows = data[longer]
    place = Place(found.sheet.file, found.sheet.name, table.headline)
    return Block(table, place, rows + found.first_row, values, _errors(found.sheet))


def _carried(found: FoundTable, block: Block, key: bytes, today: date) -> Block | None:
    """What the rows of a register say of the children themselves, as rows of a list of children."""
    if not found.recognised.carried or found.recognised.wide:
        return None
    table = BY_NAME["children"]
    by_place = {column.place: column for column in found.columns}
    data = block.rows - found.first_row
    values = {
        match.column: block.columns[match.column]
        if match.column in block.columns and match.column in table.identifiers
        else read_values(table[match.column], match, by_place[match.place], data, found.header.last, key, today)
        for match in found.recognised.carried
        if match.column
    }
    return Block(table, block.place, block.rows, values, {})


def _errors(sheet: Sheet) -> Mapping[tuple[int, int], str]:
    errors = {}
    for cell, word in sheet.error_cells:
        if match := _CELL.fullmatch(cell):
            place = 0
            for letter in match[1]:
                place = place * 26 + ord(letter) - 64
            errors[(place - 1, int(match[2]))] = word
    return errors


def _worked_out(
    values: dict[str, Values], recognised: Recognised, by_place: Mapping[int, Coded], data: np.ndarray, count: int
) -> dict[str, Values]:
    """Values that other columns give: support beside a plan column, where a child stands by its dates, sessions missed from attended."""
    table = recognised.table
    assert table is not None
    if "sen_support" in recognised.helpers and "sen_status" in values:
        support = by_place[recognised.helpers["sen_support"]].mask(lambda word: yes_or_no(word) is True)[data]
        values["sen_status"] = _with_support(values["sen_status"], support)
    if table.name == "health_access":
        values = _status_by_dates(values, recognised.said.get("status"), count)
    if (
        table.name == "attendance"
        and "sessions_attended" in recognised.helpers
        and "sessions_missed" not in values
        and "sessions_possible" in values
    ):
        attended = _plain_numbers(by_place[recognised.helpers["sessions_attended"]], data)
        missed = values["sessions_possible"].numbers - attended
        values["sessions_missed"] = _from_numbers(table["sessions_missed"], missed)
    return values


def _with_support(status: Values, support: np.ndarray) -> Values:
    """No plan, or none given, and yes to support: SEN support."""
    number = len(status.words)
    lacks = ~status.bad & (~status.has | status.is_value("N"))
    rows = np.where(lacks & support, number, np.where(lacks & ~status.has, number + 1, status.rows))
    return Values(
        status.column,
        status.heading,
        status.place,
        rows.astype(np.int32),
        [*status.words, "", ""],
        [*status.values, "K", "N"],
        [*status.problems, None, None],
        status.confidence,
        status.evidence,
        status.matches,
    )


def _status_by_dates(values: dict[str, Values], said: Said | None, count: int) -> dict[str, Values]:
    """Without a status column, seen is in place, and referred and not seen is waiting."""
    if "status" in values and said is None:
        return values
    seen, referred = values.get("first_seen_date"), values.get("referred_date")
    if seen is None and (referred is None or said is not None):
        return values
    nobody = np.zeros(count, bool)
    has_seen = seen.has if seen else nobody
    has_referred = referred.has if referred else nobody
    column = BY_NAME["health_access"]["status"]
    otherwise = said.value if said else None
    rows = np.where(has_seen, 0, np.where(has_referred & (said is None), 1, 2 if otherwise else -1)).astype(np.int32)
    return values | {"status": Values(column, "", None, rows, ["", "", ""], ["in_place", "waiting", otherwise], [None, None, None])}


def _plain_numbers(column: Coded, data: np.ndarray) -> np.ndarray:
    numbers = [number if (number := read_number(word)) is not None else np.nan for word in column.words]
    return np.append(np.array(numbers, np.float64), np.nan)[column.rows[data]]


def _from_numbers(column: Column, numbers: np.ndarray) -> Values:
    distinct, rows = np.unique(numbers, return_inverse=True)
    values = [None if np.isnan(number) or number < 0 else int(number) for number in distinct]
    return Values(column, "", None, rows.astype(np.int32), [""] * len(values), values, [None] * len(values))
