"""Tells rows of data from blank rows, repeated headers, totals and notes, so that every row is accounted for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow.compute as pc

from rollcall.definitions.table import Kind, Table
from rollcall.intake.recognising.columns import Coded
from rollcall.intake.recognising.header_row import Header
from rollcall.intake.recognising.headings import tidy
from rollcall.intake.recognising.recognise import Recognised
from rollcall.intake.recognising.sheet import EXPLAINS
from rollcall.intake.recognising.whole_area import counts_a_whole
from rollcall.intake.values.numerals import whole_number
from rollcall.intake.values.words import read_number

DATA, BLANK, HEADER, TOTAL, NOTE = range(5)

_FEW_WORDS = 1500  # a column of more distinct words is looked through for its heading as written only
_EXPLAINED_IN = 3  # rows under a header in which its columns may be explained
_LONGEST_REFERENCE, _LONGEST_WORD = 40, 60

_TOTAL = re.compile(
    r"\s*(?:grand|sub|overall|running|report|column|area)?[\s\-]*(?:totals?|sum|count|average|mean|subtotal)\b"
    r"(?:\s*[:=]?\s*[\d,.]*\s*$|\s+(?:number|children|pupils|cyp|rows|records|for|of|in|cases|referrals|count|services|area|all|open|"
    r"waiting|population)\b.*|\s*[:(].*)?$",
    re.IGNORECASE,
)
_TOTAL_OF = re.compile(r"[\w\s\-&/()]{1,40}\b(?:sub-?)?totals?\s*[:=]?\s*[\d,.]*\s*", re.IGNORECASE)  # "EHE total"
_NOTE = re.compile(
    r"\s*(?:[*†‡#]|notes?\b|source\b|nb\b|n\.b|please\b|key\b|end of|page \d|printed|extract|report|produced|prepared|"
    r"data\b|this |these |contact\b|caveat|footnote|"
    r"\(?\d\)\s|\[\d+\]|confidential|official|©|disclaimer|created|generated|last updated|run (?:on|by|date))",
    re.IGNORECASE,
)
_EXPLAINS = re.compile(
    r"\s*(?:\(.*\)|.*\bdd[\s/.\-]?mm.*|free text|text|number|date|y\s*/\s*n|yes\s*/\s*no|mandatory|required|"
    r"optional|drop[\s-]?down|select.*|string|integer|e\.?g\.?\s.*|example.*|format.*)\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, eq=False)
class RowKinds:
    """For each row below the header, what it is."""

    kinds: np.ndarray

    def rows(self, kind: int) -> np.ndarray:
        """Positions of the rows of one kind."""
        return np.flatnonzero(self.kinds == kind)


def says_a_note(text: str) -> bool:
    """Whether a line begins as notes, sources and stamps do."""
    return _NOTE.match(text) is not None


def tell_rows(header: Header, columns: Sequence[Coded], recognised: Recognised) -> RowKinds:
    """What each row below a header is. Only rows that lack an identifier, are thin, or name a total are looked at one by one."""
    height = len(columns[0].rows) if columns else 0
    filled = np.zeros(height, np.int32)
    for column in columns:
        filled += column.filled
    kinds = np.where(filled == 0, BLANK, DATA).astype(np.int8)
    kinds[(kinds == DATA) & _repeats_header(header, columns, filled)] = HEADER
    kinds[[row for row in range(min(height, _EXPLAINED_IN)) if _explains_columns(row, columns)]] = HEADER
    by_place = {column.place: column for column in columns}
    last = int(np.flatnonzero(filled)[-1]) if filled.any() else 0
    for row in np.flatnonzero((kinds == DATA) & _worth_a_look(columns, recognised, filled)):
        kinds[row] = _kind_of(int(row), last, columns, by_place, recognised)
    kinds[counts_a_whole(columns, recognised, np.flatnonzero(kinds == DATA))] = TOTAL
    return RowKinds(kinds)


def _repeats_header(header: Header, columns: Sequence[Coded], filled: np.ndarray) -> np.ndarray:
    """Rows of which half the cells or more say again what the header, or one row of it, says in that column."""
    repeats = np.zeros(len(filled), bool)
    for row in dict.fromkeys((header.headings, *header.rows)):
        hits = np.zeros(len(filled), np.int32)
        for column in columns:
            heading = row[column.place] if column.place < len(row) else ""
            if heading:
                hits += np.isin(column.rows, _places_of(heading, column))
        repeats |= (hits >= 2) & (hits * 2 >= filled)
    return repeats


def _explains_columns(row: int, columns: Sequence[Coded]) -> bool:
    """Whether a row under the header is the one in which a template explains its columns."""
    cells = [text for column in columns if (text := column.at(row)) is not None]
    return bool(cells) and all(text.startswith(EXPLAINS) for text in cells)


def _places_of(heading: str, column: Coded) -> list[int]:
    """Which of a column's words say a heading, in whatever case and on however many lines."""
    if len(column.dictionary) > _FEW_WORDS:
        found = pc.index(column.dictionary, heading).as_py()
        return [found] if found >= 0 else []
    folded = tidy(heading).casefold()
    return [number for number, word in enumerate(column.words) if tidy(word).casefold() == folded]


def _worth_a_look(columns: Sequence[Coded], recognised: Recognised, filled: np.ndarray) -> np.ndarray:
    table = recognised.table
    if table is None:
        return np.zeros(len(filled), bool)
    usual = float(np.median(filled[filled > 0])) if (filled > 0).any() else 0.0
    look = filled <= max(2.0, 0.5 * usual)
    by_place = {column.place: column for column in columns}
    keys = [place for name in table.identifiers if (place := recognised.place_of(name)) is not None]
    named = np.zeros(len(filled), bool)
    for place in keys:
        named |= by_place[place].filled
    if keys:
        look |= ~named
    firsts = keys or [column.place for column in columns[:2]]
    for place in firsts:
        matching = pc.match_substring_regex(by_place[place].dictionary, r"(?i)\b(total|totals|sum|count|average|subtotal)\b")
        if pc.any(matching).as_py():
            look |= np.append(matching.to_numpy(zero_copy_only=False), False)[by_place[place].rows]
    if len(filled):
        look[:2] = True
    return look


@dataclass(frozen=True)
class _Row:
    """The cells of one row, by column from the left, and those among them that name the child or must be there."""

    cells: dict[int, str]
    identifiers: list[str]
    required: dict[str, str]

    @property
    def told(self) -> list[str]:
        """The cells with a letter in them."""
        return [text for text in self.cells.values() if any(letter.isalpha() for letter in text)]


def _kind_of(number: int, last: int, columns: Sequence[Coded], by_place: dict[int, Coded], recognised: Recognised) -> int:
    table = recognised.table
    assert table is not None
    cells = {column.place: text for column in columns if (text := column.at(number)) is not None}
    identifiers = [cells[place] for name in table.identifiers if (place := recognised.place_of(name)) in cells]
    places = {name: recognised.place_of(name) for name in table.required}
    row = _Row(cells, identifiers, {name: cells[place] for name, place in places.items() if place is not None and place in cells})
    if _is_total(row, table) or _is_count_below(row, number, last, by_place):
        return TOTAL
    if number <= 1 and len(cells) >= 2 and sum(bool(_EXPLAINS.fullmatch(text)) for text in cells.values()) >= 0.8 * len(cells):
        return NOTE
    if len(cells) <= 4 and identifiers and all(_NOTE.match(text) and not _has_digit(text) for text in identifiers):
        return NOTE
    if len(cells) <= 2 and not _looks_like_data(row, by_place, recognised):
        return NOTE
    return DATA


def _is_total(row: _Row, table: Table) -> bool:
    """A row that says so, or that has numbers and nothing else, and names no child."""
    if not all(_is_number(text) or _TOTAL.match(text) or _TOTAL_OF.fullmatch(text) for text in (*row.identifiers, *row.required.values())):
        return False
    if any(_TOTAL.fullmatch(text) or _TOTAL_OF.fullmatch(text) for text in row.told[:3]):
        return True
    return bool(table.identifiers) and not row.identifiers and not row.told and all(_is_number(text) for text in row.cells.values())


def _is_count_below(row: _Row, number: int, last: int, by_place: dict[int, Coded]) -> bool:
    """A number alone under the references, below all of them, that counts them or does not look like one of them."""
    if len(row.cells) != 1 or number < last or not row.identifiers or (said := whole_number(row.identifiers[0])) is None:
        return False
    column = by_place[next(iter(row.cells))]
    others = [word for word in column.some_words(30) if word != row.identifiers[0]]
    counts = int(column.filled.sum()) - 1
    return bool(others) and (said == counts or not any(word.isdigit() for word in others))


def _is_number(text: str) -> bool:
    return read_number(text) is not None


def _has_digit(text: str) -> bool:
    return any(letter.isdigit() for letter in text)


def _looks_like_data(row: _Row, by_place: dict[int, Coded], recognised: Recognised) -> bool:
    """A thin row is data when its identifier looks like one, or when it fills something that a row must have."""
    table = recognised.table
    assert table is not None
    if len(by_place) <= 2 and len(row.cells) == len(by_place):
        return True
    for text in row.identifiers:
        says_something = _NOTE.match(text) or _TOTAL.match(text) or len(text) > _LONGEST_REFERENCE
        if not says_something and (_has_digit(text) or _is_usual(text, by_place, recognised)):
            return text.count(" ") <= 2 or _is_usual(text, by_place, recognised)
    notes = any(_NOTE.match(text) or len(text) > _LONGEST_WORD for text in row.cells.values())
    if table.identifiers:
        return not notes and any(table[name].kind in (Kind.DATE, Kind.WHOLE_NUMBER) for name in row.required)
    return not notes and len(row.required) == sum(recognised.place_of(name) is not None for name in table.required)


def _is_usual(text: str, by_place: dict[int, Coded], recognised: Recognised) -> bool:
    """Whether an identifier without a digit, or with spaces, is how this partner writes them."""
    place = recognised.place_of("child_id")
    if place is None:
        return False
    words = by_place[place].some_words(30)
    same = sum((" " in word) == (" " in text) and _has_digit(word) == _has_digit(text) for word in words)
    return same >= 0.6 * len(words)
