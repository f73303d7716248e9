"""The kept figures of a published file as arrays: what each is of, its number or sign, and how far its publisher rounded it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa

from rollcall.intake.sector.published_sheet import FIGURES, HOME, WAITS
from rollcall.store import Prepared

_CENSUS = ("home_education", "missing_education")
_ROUNDED = {"National": 100.0, "Regional": 10.0, "Local authority": 10.0}  # home education and missing education, as DfE says
_SHARE = re.compile(r".*_(?:pc|perc|percent|rate)|rate|pc|rate_per_100|child_percent|average.*|mean.*|median.*", re.IGNORECASE)
_ROUNDS_TO_NOUGHT = ("low", "k", "~")
_NONE_THERE = "not_submitted"  # NHS England: a blank is a service for which the organisation submitted nothing


@dataclass(frozen=True, eq=False)
class Words:
    """A word for each figure, by number."""

    codes: np.ndarray
    words: Sequence[str]

    def among(self, *words: str) -> np.ndarray:
        """Which figures have one of some words."""
        return np.isin(self.codes, [number for number, word in enumerate(self.words) if word in words])

    def at(self, place: int) -> str:
        """The word of one figure."""
        return self.words[self.codes[place]]


@dataclass(frozen=True, eq=False)
class Figures:
    """All figures of one published file and table."""

    file: str
    table: str
    columns: Mapping[str, Words]
    value: np.ndarray  # not a number where a sign stands
    most: np.ndarray  # the most that a sign can stand for: 0 for a number, infinite where nothing is known
    unit: np.ndarray  # rounded to the nearest of it; 0 where it is exact
    row: np.ndarray

    @classmethod
    def of(cls, prepared: Sequence[Prepared]) -> Figures:
        """The figures of the sheets of one file, of one kind."""
        table = prepared[0].table
        rows = pa.concat_tables([one.rows for one in prepared]).unify_dictionaries()
        columns = {name: _words(rows[name]) for name in rows.column_names if _is_text(rows.schema.field(name).type)}
        if table == WAITS:
            months = rows["month"].combine_chunks().dictionary_encode()
            columns["month"] = Words(months.indices.to_numpy(), [f"{month:%B %Y}" for month in months.dictionary.to_pylist()])
        name = "waiting" if table == WAITS else "value"
        value = rows[name].cast(pa.float64()).to_numpy(zero_copy_only=False)
        unit = _units(table, columns, value)
        row = rows["source_row"].to_numpy(zero_copy_only=False)
        return cls(prepared[0].files[0], table, columns, value, _most(columns["why_blank"], value, unit), unit, row)

    @cached_property
    def is_number(self) -> np.ndarray:
        """Which figures are numbers, not signs."""
        return ~np.isnan(self.value)

    def having(self, column: str, *words: str) -> np.ndarray:
        """Which figures have one of some words in a column."""
        return self.columns[column].among(*words)

    def where(self, column: str, matches: re.Pattern[str]) -> np.ndarray:
        """Which figures have a word in a column that matches a pattern."""
        words = self.columns[column]
        return np.array([bool(matches.fullmatch(word)) for word in words.words] or [False])[words.codes]

    @cached_property
    def is_share(self) -> np.ndarray:
        """Which figures are shares, rates or averages, which do not add up: by the measure's name, or by a number that is not whole."""
        if "measure" not in self.columns:
            return np.zeros(len(self.value), bool)
        measures = self.columns["measure"]
        in_parts = np.zeros(len(measures.words), bool)
        in_parts[measures.codes[self.is_number & (self.value % 1 != 0)]] = True
        return self.where("measure", _SHARE) | in_parts[measures.codes]

    def only(self, which: np.ndarray) -> Figures:
        """Some of the figures."""
        columns = {name: Words(words.codes[which], words.words) for name, words in self.columns.items()}
        return Figures(self.file, self.table, columns, self.value[which], self.most[which], self.unit[which], self.row[which])

    def key(self, *names: str) -> np.ndarray:
        """A number for each figure, the same for those with the same words in some columns."""
        codes = np.zeros(len(self.value), np.int64)
        for name in names:
            words = self.columns[name]
            codes = np.unique(codes * len(words.words) + words.codes, return_inverse=True)[1].reshape(-1)
        return codes

    def said(self, place: int, *names: str) -> str:
        """The words of one figure in some columns."""
        return ", ".join(word for name in names if (word := self.columns[name].at(place)) and word != "Total")


def _is_text(kind: pa.DataType) -> bool:
    return pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_dictionary(kind)


def _words(column: pa.ChunkedArray) -> Words:
    one = column.combine_chunks()
    coded = one if pa.types.is_dictionary(one.type) else one.dictionary_encode()
    words = [word or "" for word in coded.dictionary.to_pylist()]
    codes = coded.indices.fill_null(len(words)).to_numpy(zero_copy_only=False).astype(np.int64)
    return Words(codes, [*words, ""])


def _units(table: str, columns: Mapping[str, Words], value: np.ndarray) -> np.ndarray:
    """What each figure is rounded to: counts as the publisher says, shares by the decimals that they are published with."""
    unit = np.zeros(len(value))
    if table == WAITS:
        return unit
    levels = columns["level"]
    by_level = np.array([_ROUNDED.get(word, 0.0) for word in levels.words])[levels.codes]
    if table == HOME:
        unit = by_level
    elif table == FIGURES:
        unit = np.where(columns["data_set"].among(*_CENSUS), by_level, 0.0)
    measures = columns["measure"]
    for number, name in enumerate(measures.words):
        if _SHARE.fullmatch(name):
            mine = measures.codes == number
            unit[mine] = _last_decimal(value[mine])
    return unit


def _last_decimal(values: np.ndarray) -> float:
    known = values[~np.isnan(values)]
    return next((10.0**-places for places in range(7) if np.allclose(known, np.round(known, places), rtol=0, atol=1e-9)), 0.0)


def _most(signs: Words, value: np.ndarray, unit: np.ndarray) -> np.ndarray:
    rounded = np.where(unit > 0, unit / 2, 0.5)
    most = np.where(signs.among(*_ROUNDS_TO_NOUGHT), rounded, np.where(signs.among(_NONE_THERE), 0.0, np.inf))
    return np.where(np.isnan(value), most, 0.0)
