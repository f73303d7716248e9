"""Tells rows of data from blank rows, repeated headers, totals and notes, so that every row is accounted for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow.compute as pc

from rollcall.definitions.table import Kind
from rollcall.intake.columns import Coded
from rollcall.intake.header_row import Header
from rollcall.intake.recognise import Recognised
from rollcall.intake.values import read_number

DATA, BLANK, HEADER, TOTAL, NOTE = range(5)

_TOTAL = re.compile(
    r"\s*(?:grand|sub|overall|running|report|column|area)?[\s\-]*(?:totals?|sum|count|average|mean|subtotal)\b(?:\s*[:=]?\s*[\d,.]*\s*$|\s+(?:number|children|pupils|cyp|rows|records|for|of|in|cases|referrals|count|services|area|all|open|waiting|population)\b.*|\s*[:(].*)?$",
    re.IGNORECASE,
)
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


def tell_rows(header: Header, columns: Sequence[Coded], recognised: Recognised) -> RowKinds:
    """What each row below a header is. Only rows that lack an identifier, are thin, or name a total are looked at one by one."""
    height = len(columns[0].rows) if columns else 0
    filled = np.zeros(height, np.int32)
    for column in columns:
        filled += column.filled
    kinds = np.where(filled == 0, BLANK, DATA).astype(np.int8)
    kinds[(kinds == DATA) & _repeats_header(header, columns, filled)] = HEADER
    by_place = {column.place: column for column in columns}
    for row in np.flatnonzero((kinds == DATA) & _worth_a_look(columns, recognised, filled)):
        kinds[row] = _kind_of(int(row), columns, by_place, recognised)
    return RowKinds(kinds)


def _repeats_header(header: Header, columns: Sequence[Coded], filled: np.ndarray) -> np.ndarray:
    hits = np.zeros(len(filled), np.int32)
    for column in columns:
        heading = header.headings[column.place] if column.place < len(header.headings) else ""
        if heading and (code := pc.index(column.dictionary, heading).as_py()) >= 0:
            hits += column.rows == code
    return (hits >= 2) & (hits * 2 >= filled)


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


def _kind_of(row: int, columns: Sequence[Coded], by_place: dict[int, Coded], recognised: Recognised) -> int:
    table = recognised.table
    assert table is not None
    cells = {column.place: text for column in columns if (text := column.at(row)) is not None}
    identifiers = [cells[place] for name in table.identifiers if (place := recognised.place_of(name)) in cells]
    required = {name: cells[place] for name in table.required if (place := recognised.place_of(name)) is not None and place in cells}
    told = [text for text in cells.values() if any(letter.isalpha() for letter in text)]
    if (
        any(_TOTAL.fullmatch(text) for text in told[:3])
        and all(_TOTAL.match(text) or _is_plain_number(text) for text in identifiers)
        and _only_numbers(required)
    ):
        return TOTAL
    if len(cells) >= 2 and sum(bool(_EXPLAINS.fullmatch(text)) for text in cells.values()) >= 0.8 * len(cells) and row <= 1:
        return NOTE
    if len(cells) <= 2 and not _looks_like_data(identifiers, required, cells, by_place, recognised):
        return NOTE
    if not identifiers and table.identifiers and not required and told == []:
        return TOTAL
    return DATA


def _is_plain_number(text: str) -> bool:
    return read_number(text) is not None


def _only_numbers(required: dict[str, str]) -> bool:
    return all(read_number(text) is not None or _TOTAL.match(text) for text in required.values())


def _looks_like_data(
    identifiers: list[str], required: dict[str, str], cells: dict[int, str], by_place: dict[int, Coded], recognised: Recognised
) -> bool:
    """A thin row is data when its identifier looks like one, or when it fills something that a row must have."""
    table = recognised.table
    assert table is not None
    if len(by_place) <= 2 and len(cells) == len(by_place):
        return True
    for text in identifiers:
        if (
            not _NOTE.match(text)
            and not _TOTAL.match(text)
            and len(text) <= 40
            and (any(letter.isdigit() for letter in text) or _is_usual(text, recognised, by_place))
        ):
            return text.count(" ") <= 2 or _is_usual(text, recognised, by_place)
    if table.identifiers:
        texts = {name: text for name, text in required.items() if table[name].kind in (Kind.DATE, Kind.WHOLE_NUMBER)}
        return bool(texts) and not any(_NOTE.match(text) for text in cells.values())
    return len(required) == len(cells) and not any(_NOTE.match(text) or len(text) > 60 for text in cells.values())


def _is_usual(text: str, recognised: Recognised, by_place: dict[int, Coded]) -> bool:
    """Whether an identifier without a digit, or with spaces, is how this partner writes them."""
    place = recognised.place_of("child_id")
    if place is None:
        return False
    words = by_place[place].some_words(30)
    same = sum(
        ("  " in word or " " in word) == (" " in text) and any(c.isdigit() for c in word) == any(c.isdigit() for c in text)
        for word in words
    )
    return same >= 0.6 * len(words)
