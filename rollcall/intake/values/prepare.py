"""Reads the values of recognised columns: each distinct word once, into a date, a number, a code, a hash or tidy text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa

from rollcall.definitions.table import Column, Kind
from rollcall.intake.choices import NOTHING_CHOSEN, Choices, DateOrder
from rollcall.intake.recognising.columns import Coded, cell_address
from rollcall.intake.recognising.labels import school_term
from rollcall.intake.recognising.recognise import Match
from rollcall.intake.values.dates import DateEvidence, evidence_of, read_dates
from rollcall.intake.values.identifiers import (
    Check,
    check_nhs_number,
    check_upn,
    clean_local_id,
    good_nhs_numbers,
    good_upns,
    hashed,
    hashed_all,
)
from rollcall.intake.values.no_school import SCHOOL_COLUMNS, says_no_school
from rollcall.intake.values.people_named import names_somebody, not_keeping_names, not_keeping_whereabouts
from rollcall.intake.values.typed_astray import is_no_reference, official
from rollcall.intake.values.words import NOTHING_SAID, ValueMatch, counts_something_else, is_blank_word, read_codes, read_number

_EPOCH = date(1970, 1, 1).toordinal()
HOURS_IN_A_WEEK = 168
NO_DAY = np.iinfo(np.int32).min


@dataclass(frozen=True, eq=False)
class Values:
    """One column of a table, read: for each distinct word its value and what is wrong with it, and for each row its word."""

    column: Column
    heading: str
    place: int | None  # None when the value is said by a label or worked out
    rows: np.ndarray  # for each row of data the number of its word, -1 for an empty cell
    words: list[str]
    values: list[Any]
    problems: list[str | None]  # the code of the check that the word fails
    confidence: float = 1.0
    evidence: DateEvidence | None = None
    matches: tuple[ValueMatch, ...] = ()
    warned: frozenset[int] = frozenset()  # words that are kept, and still worth a finding
    places: np.ndarray | None = None  # where each row's value stands, when the rows' values stand in several columns

    def place_at(self, row: int) -> int | None:
        """The column in which a row's value stands."""
        return self.place if self.places is None else int(self.places[row])

    @cached_property
    def has(self) -> np.ndarray:
        """Which rows have a value."""
        return self._spread([value is not None for value in self.values])

    @cached_property
    def bad(self) -> np.ndarray:
        """Which rows hold something that could not be read."""
        return self._spread([problem is not None for problem in self.problems])

    @cached_property
    def days(self) -> np.ndarray:
        """For a column of dates, days since 1970 for each row; NO_DAY where there is none."""
        numbers = [NO_DAY if value is None else day_number(value) for value in self.values]
        return np.append(np.array(numbers, np.int32), np.int32(NO_DAY))[self.rows]

    @cached_property
    def numbers(self) -> np.ndarray:
        """For a column of numbers, the number of each row; not-a-number where there is none."""
        numbers = [np.nan if value is None else float(value) for value in self.values]
        return np.append(np.array(numbers, np.float64), np.nan)[self.rows]

    @cached_property
    def marks(self) -> np.ndarray:
        """A number for each row that stands for this column having this value; 0 where there is none."""
        marks = [0 if value is None else mark_of(self.column.name, value) for value in self.values]
        return np.append(np.array(marks, np.uint64), np.uint64(0))[self.rows]

    def is_value(self, value: object) -> np.ndarray:
        """Which rows have one value."""
        return self._spread([held == value for held in self.values])

    def array(self, keep: np.ndarray) -> pa.Array:
        """The values of some rows, as the store keeps them."""
        rows = self.rows[keep]
        return pa.array(self.values, arrow_type(self.column)).take(pa.array(rows, mask=rows < 0))

    def _spread(self, by_word: list[bool]) -> np.ndarray:
        return np.append(np.array(by_word, bool), False)[self.rows]


def mark_of(column: str, value: object) -> int:
    """A number that stands for a column having a value: the same as long as this process lives."""
    return hash((column, value)) & 0x7FFF_FFFF_FFFF_FFFF


def day_number(day: date) -> int:
    """Days since 1970."""
    return day.toordinal() - _EPOCH


def latest_day(columns: Iterable[Values], kept: np.ndarray, today: date) -> date | None:
    """The latest day, not to come, of something that has happened."""
    until = day_number(today)
    days = [values.days[kept] for values in columns if values.column.kind is Kind.DATE and values.column.says_as_at]
    latest = max((int(column[column <= until].max(initial=NO_DAY)) for column in days), default=NO_DAY)
    return None if latest == NO_DAY else date.fromordinal(latest + _EPOCH)


def row_marks(columns: Iterable[Values], count: int) -> np.ndarray:
    """A number for each row that stands for all that the row says: equal rows have equal numbers."""
    marks = np.zeros(count, np.uint64)
    for values in columns:
        mixed = values.marks * np.uint64(0x9E37_79B9_7F4A_7C15)
        marks += mixed ^ (mixed >> np.uint64(29))
    return marks


def arrow_type(column: Column) -> pa.DataType:
    """How the store keeps a column's values."""
    kinds = {Kind.DATE: pa.date32(), Kind.WHOLE_NUMBER: pa.int64(), Kind.NUMBER: pa.float64()}
    return kinds.get(column.kind, pa.string())


def said_everywhere(column: Column, value: str, count: int) -> Values:
    """A column whose one value a label says for every row."""
    return Values(column, "", None, np.zeros(count, np.int32), [value], [value], [None])


def read_values(
    column: Column,
    match: Match,
    coded: Coded,
    data: np.ndarray,
    header_row: int,
    key: bytes,
    today: date,
    choices: Choices = NOTHING_CHOSEN,
) -> Values:
    """Read one recognised column for the rows of data, its words and dates as was chosen."""
    rows = coded.rows[data]
    words = coded.words
    counts = np.bincount(rows[rows >= 0], minlength=len(words)).tolist()
    if column.kind is Kind.DATE:
        return _dates(column, match, rows, words, counts, header_row, today, choices.date_orders.get(column.name))
    if column.kind in (Kind.CODE, Kind.LOCAL_WORD) and column.codes:
        return _codes(column, match, rows, words, counts, choices.values.get(column.name, NOTHING_SAID))
    if column.kind in (Kind.NHS_NUMBER, Kind.UPN):
        return _hashes(column, match, rows, words, key)
    if column.kind in (Kind.WHOLE_NUMBER, Kind.NUMBER):
        return _numbers(column, match, rows, words)
    if column.name == "response":
        return _responses(column, match, rows, words, key)
    if column.kind is Kind.LOCAL_ID:
        return read_local_ids(column, match, coded, data)
    tidy = _TIDY.get(column.name, _text)
    values = [tidy(word) for word in words]
    named: frozenset[int] = frozenset()
    if column.name in _TYPED_BY_HAND:
        values, named = not_keeping_names(words, values, counts)
    if column.name not in _OF_STAFF:
        values, found = not_keeping_whereabouts(values, counts)
        named |= found
    return Values(column, match.heading, match.place, rows, words, values, [None] * len(words), match.confidence, warned=named)


def read_local_ids(column: Column, match: Match, coded: Coded, data: np.ndarray) -> Values:
    """Read a column of the partner's own references for the rows of data."""
    words = coded.words
    values = [clean_local_id(word) for word in words]
    if column.name in SCHOOL_COLUMNS:
        values = [_school(value) for value in values]
    if column.name == "child_id":
        numbers = official(words)
        values = [
            None if value is None or number in numbers or names_somebody(value) or is_no_reference(value) else value
            for number, value in enumerate(values)
        ]
    return Values(column, match.heading, match.place, coded.rows[data], words, values, [None] * len(words), match.confidence)


def _responses(column: Column, match: Match, rows: np.ndarray, words: list[str], key: bytes) -> Values:
    """What a survey tool calls a response: often an e-mail address or a name. It is only compared, so a keyed hash of it does."""
    plain = [clean_local_id(word) for word in words]
    values = [None if one is None else hashed(column.name, one, key) for one in plain]
    return Values(column, match.heading, match.place, rows, words, values, [None] * len(words), match.confidence)


def _text(word: str) -> str | None:
    return None if is_blank_word(word) else " ".join(word.split())


def _school(value: str | None) -> str | None:
    return None if value is None or says_no_school(value) else value


_TYPED_BY_HAND = ("school_name", "last_school", "school_applied_for", "support_while_waiting")
_OF_STAFF = ("lead_professional", "contact", "route_in")  # whom to ask, and how
_TIDY: Mapping[str, Callable[[str], str | None]] = {
    "term": lambda word: None if is_blank_word(word) else school_term(word),
    "school_name": lambda word: _school(_text(word)),
}


def _dates(
    column: Column,
    match: Match,
    rows: np.ndarray,
    words: list[str],
    counts: list[int],
    header_row: int,
    today: date,
    order: DateOrder | None,
) -> Values:
    read = read_dates(words, counts, today, order)
    problems: list[str | None] = ["unreadable_date" if bad else None for bad in read.unreadable]
    evidence = evidence_of(read, cell_address(match.place, header_row), match.heading, column.name, counts, order is not None)
    return Values(column, match.heading, match.place, rows, words, list(read.dates), problems, match.confidence, evidence)


def _codes(column: Column, match: Match, rows: np.ndarray, words: list[str], counts: list[int], chosen: Mapping[str, str | None]) -> Values:
    assert column.codes is not None
    local = column.kind is Kind.LOCAL_WORD
    read = read_codes(column.codes, words, match.heading, keeps_unknown=local, chosen=chosen)
    problems: list[str | None] = ["unknown_code" if unknown else None for unknown in read.unknown]
    matches = tuple(
        ValueMatch(column.name, word, code, sure, count, unknown)
        for word, code, sure, count, unknown in zip(words, read.codes, read.confidence, counts, read.unknown, strict=True)
        if count and (sure or not local) and (code is not None or word)
    )
    values, named = not_keeping_names(words, read.codes, counts) if local else (list(read.codes), frozenset[int]())
    if local:
        values, found = not_keeping_whereabouts(values, counts)
        named |= found
    return Values(column, match.heading, match.place, rows, words, values, problems, match.confidence, None, matches, named)


def _hashes(column: Column, match: Match, rows: np.ndarray, words: list[str], key: bytes) -> Values:
    is_upn = column.kind is Kind.UPN
    check = check_upn if is_upn else check_nhs_number
    sound = (good_upns if is_upn else good_nhs_numbers)(words).tolist()
    hashes = iter(hashed_all(column.name, [word for word, plain in zip(words, sound, strict=True) if plain], key))
    values: list[str | None] = []
    problems: list[str | None] = []
    warned: set[int] = set()
    for number, (word, plain) in enumerate(zip(words, sound, strict=True)):
        if plain:
            values.append(next(hashes))
            problems.append(None)
            continue
        found = check(word)
        good = found.check in (Check.GOOD, Check.UNKNOWN_COUNCIL)
        values.append(hashed(column.name, found.plain, key) if good else None)
        problems.append(("upn_wrong" if is_upn else "nhs_number_wrong") if found.check is Check.WRONG else None)
        if found.check is Check.UNKNOWN_COUNCIL:
            warned.add(number)
    return Values(column, match.heading, match.place, rows, words, values, problems, match.confidence, warned=frozenset(warned))


def _numbers(column: Column, match: Match, rows: np.ndarray, words: list[str]) -> Values:
    whole = column.kind is Kind.WHOLE_NUMBER
    values: list[float | int | None] = []
    problems: list[str | None] = []
    for word in words:
        number = read_number(word)
        problem = None
        if number is None:
            problem = None if is_blank_word(word) else "unreadable_number"
        elif column.name == "hours_per_week" and counts_something_else(word):
            number, problem = None, "unreadable_number"
        elif number < 0:
            number, problem = None, "negative_number"
        elif column.name == "hours_per_week" and number > HOURS_IN_A_WEEK:
            number, problem = None, "more_hours_than_a_week"
        elif whole and number != int(number):
            number, problem = None, "unreadable_number"
        values.append(int(number) if whole and number is not None else number)
        problems.append(problem)
    return Values(column, match.heading, match.place, rows, words, values, problems, match.confidence)
