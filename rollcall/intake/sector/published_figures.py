"""Reads any of DfE's data files (Explore Education Statistics) into a row for each figure, its symbols kept apart from 0."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa

from rollcall.definitions.calendar import month_end
from rollcall.definitions.table import fold
from rollcall.definitions.tables import BY_NAME
from rollcall.definitions.tables.published_figures import DATA_SETS
from rollcall.intake.checking.findings import CHECKS, Place
from rollcall.intake.reading.read import Sheet
from rollcall.intake.recognising.columns import Coded, cell_address, encode, row_texts
from rollcall.intake.recognising.sheet import last_filled_row
from rollcall.intake.sector.published_data_sets import Layout, data_set_of, is_data_file, is_total, layout_of, listed, sen_group
from rollcall.intake.sector.published_sheet import FIGURES, LOOK_AT, FoundPublished
from rollcall.intake.values.numerals import real_number

MOST_FIGURES = 3_000_000  # past it, only groups by SEN and totals are kept; past it again, only the measures that are compared
_COMPARED = re.compile(
    r".*(?:_percent|_perc|_rate|_pc)|enrolments.*|sess_(?:possible|overall)|possible_sessions|overall_absence|number|rate|pc|child_count|"
    r"child_percent|rate_per_100|(?:new_)?ehc_?plans|elective_home_education|other_arrangements_\w+|neet\w*|num_\w+|cme_\w+|ehe_\w+",
    re.IGNORECASE,
)
_PERIOD = re.compile(r"(20\d{2})(?:[/-]?(\d{2}))?(?:\.0)?")
_LEVELS = {"national": "National", "regional": "Regional", "region": "Regional", "local authority": "Local authority"}
_AREAS = {
    "Local authority": ("la_name", "new_la_code"),
    "Regional": ("region_name", "region_code"),
    "National": ("country_name", "country_code"),
}
_ENDS = {"autumn": (12, 1), "spring": (3, 1), "summer": (8, 1), "academic": (8, 1)}


def published_figures(sheet: Sheet, today: date, most: int = MOST_FIGURES) -> FoundPublished | None:
    """The figures of a data file, or None when a sheet is not one."""
    top = row_texts(sheet.columns, 0, min(LOOK_AT, sheet.height))
    header = next((number for number, row in enumerate(top) if is_data_file(row)), None)
    if header is None:
        return None
    names: dict[str, int] = {}
    for place, name in enumerate(top[header]):
        if name.strip():
            names.setdefault(name.strip().lower(), place)
    stop = last_filled_row(sheet)
    columns = {name: encode(sheet.columns[place], place, header + 1, stop) for name, place in names.items()}
    layout = layout_of(names, columns)
    if not layout.measures or stop <= header + 1:
        return None
    return _DataFile(sheet, header, stop - header - 1, layout, columns, most).read(today)


@dataclass(frozen=True, eq=False)
class _DataFile:
    """One data file on its way."""

    sheet: Sheet
    header: int  # from 0
    rows_read: int
    layout: Layout
    columns: dict[str, Coded]
    most: int

    def read(self, today: date) -> FoundPublished | None:
        levels = self._levels()
        periods = self._by_word("time_period", _period)
        rows = np.flatnonzero((levels.codes >= 0) & (periods.codes >= 0))
        if not len(rows):
            return None
        data_set = data_set_of(self.layout, self.columns, self.sheet.file)
        if data_set is None:
            return self._which_of_the_two(len(rows))
        rows, measures, left = self._within_limits(rows)
        table, as_at = self._figures(data_set, rows, measures, levels, periods, today)
        why = f"DfE data file by its column names: {DATA_SETS[data_set]}, with {len(measures):,} measures"
        why += f" by {listed(self.layout.groups) or 'area'}."
        if smaller := int(((levels.codes < 0) & (periods.codes >= 0)).sum()):
            left.append(f"{smaller:,} {'row' if smaller == 1 else 'rows'} of schools and other small areas left out")
        why = " ".join([why, *(f"{one}." for one in left)])
        return FoundPublished(FIGURES, 0.99, why, as_at, self.header + 1, self.rows_read, len(rows), 0, table)

    def _which_of_the_two(self, rows: int) -> FoundPublished:
        place = Place(self.sheet.file, self.sheet.name, BY_NAME[FIGURES].headline)
        finding = place.finding(CHECKS["published_which"], cell_address(0, self.header), {}, rows)
        why = "DfE data file of children on census day, and nothing says whether of home education or of missing education."
        return FoundPublished(FIGURES, 0.9, why, None, self.header + 1, self.rows_read, 0, rows, None, (finding,))

    def _within_limits(self, rows: np.ndarray) -> tuple[np.ndarray, list[str], list[str]]:
        """The rows and measures that are kept, and what was left out of a very large file."""
        measures, left = list(self.layout.measures), []
        if len(rows) * len(measures) > self.most:
            by_sen = rows[self._about_sen_or_all()[rows]]
            left.append(f"It is very large: {len(rows) - len(by_sen):,} rows of groups other than by SEN left out")
            rows = by_sen
        if len(rows) * len(measures) > self.most:
            compared = [name for name in measures if _COMPARED.fullmatch(name)] or measures
            left.append(f"{len(measures) - len(compared)} measures that nothing is compared with left out")
            measures = compared
        return rows, measures, left

    def _about_sen_or_all(self) -> np.ndarray:
        keep = np.ones(self.rows_read, bool)
        for name in self.layout.groups:
            if name != self.layout.topic and name != self.layout.phase:
                keep &= self.columns[name].mask(lambda word: is_total(word) or sen_group(word) is not None)
        return keep

    def _by_word(self, name: str, says: Callable[[str], str | None]) -> _Words:
        """What each row's word in a column stands for."""
        if name not in self.columns:
            return _Words(np.zeros(self.rows_read, np.int64), [""])
        column = self.columns[name]
        said = [says(word) for word in column.words]
        words = [word for word in dict.fromkeys(said) if word is not None]
        by_word = np.array([words.index(word) if word is not None else -1 for word in said] + [-1], np.int64)
        return _Words(by_word[column.rows], words)

    def _levels(self) -> _Words:
        if "geographic_level" in self.columns:
            return self._by_word("geographic_level", lambda word: _LEVELS.get(fold(word)))
        filled = [
            self.columns[name].filled if name in self.columns else np.zeros(self.rows_read, bool) for name in ("la_name", "region_name")
        ]
        return _Words(np.where(filled[0], 2, np.where(filled[1], 1, 0)), ["National", "Regional", "Local authority"])

    def _figures(
        self, data_set: str, rows: np.ndarray, measures: Sequence[str], levels: _Words, periods: _Words, today: date
    ) -> tuple[pa.Table, date]:
        terms = self._by_word("time_identifier", lambda word: word).at(rows, "")
        periods, levels = periods.at(rows, ""), levels.at(rows, "")
        when = _joined([periods, terms], " ")
        kinds = ", ".join(levels.used())
        what = " · ".join([DATA_SETS[data_set], listed(self.layout.groups) or "all", kinds])
        area, code = self._areas(rows, levels)
        texts = {
            "series": when.mapped(lambda said: f"{what} · {said}"),
            "data_set": _Words(np.zeros(len(rows), np.int64), [data_set]),
            "period": periods,
            "term": terms.mapped(lambda word: word or None),
            "level": levels,
            "area_code": code,
            "area": area,
            "phase": self._group(self.layout.phase, rows).mapped(_total_said),
            "topic": self._group(self.layout.topic, rows) if self.layout.topic else _Words(np.zeros(len(rows), np.int64), [self._topic()]),
            "breakdown": self._group(self.layout.breakdown, rows).mapped(_total_said),
            "sen_group": self._sen(data_set, rows),
            "other_groups": self._others(rows),
            "region": self._region(rows),  # not kept: the councils of a region are added up by it
        }
        many = len(measures)
        arrays = {name: words.array(many) for name, words in texts.items()}
        arrays["measure"] = pa.DictionaryArray.from_arrays(pa.array(np.tile(np.arange(many, dtype=np.int32), len(rows))), list(measures))
        arrays |= self._values(rows, measures)
        arrays["source"] = pa.repeat(pa.scalar(f"{self.sheet.file} · {self.sheet.name}"), many * len(rows))
        arrays["source_row"] = pa.array(np.repeat(rows.astype(np.int32) + self.header + 2, many))
        ends = max(_ends(said) for said in when.used())
        return pa.table(arrays), min(ends, today)

    def _topic(self) -> str:
        return self.layout.breakdown.replace("_", " ") if self.layout.breakdown else "Total"

    def _group(self, name: str | None, rows: np.ndarray) -> _Words:
        if name is None:
            return _Words(np.zeros(len(rows), np.int64), ["Total"])
        return self._by_word(name, lambda word: word).at(rows, "Total")

    def _sen(self, data_set: str, rows: np.ndarray) -> _Words:
        """Whether a row is about children with a plan, with SEN support, or with neither."""
        found = np.full(len(rows), 3 if "ehc_plans" not in data_set else 0, np.int64)
        for name in self.layout.groups:
            said = self._by_word(name, sen_group).at(rows, "")
            own = np.array(["EKN".index(word) if word else 3 for word in said.words], np.int64)[said.codes]
            found = np.where(own < 3, own, found)
        return _Words(found, ["E", "K", "N", None])

    def _others(self, rows: np.ndarray) -> _Words:
        """What else tells the children of a row apart: "sex: Female"."""
        if not self.layout.others:
            return _Words(np.zeros(len(rows), np.int64), [None])
        parts = []
        for name in self.layout.others:
            label = name.replace("_", " ")
            parts.append(self._group(name, rows).mapped(lambda word, label=label: "" if is_total(word) else f"{label}: {word}"))
        return _joined(parts, "; ").mapped(lambda said: said or None)

    def _areas(self, rows: np.ndarray, levels: _Words) -> tuple[_Words, _Words]:
        """Each row's area, by the columns of its level, with its ONS code."""
        found = []
        for which, fallback in ((0, "Unknown"), (1, None)):
            words: list[str | None] = [fallback]
            codes = np.zeros(len(rows), np.int64)
            for level, names in _AREAS.items():
                said = self._by_word(names[which], lambda word: word or None)
                mine = levels.is_word(level) & (said.codes[rows] >= 0)
                if names[which] in self.columns:
                    codes = np.where(mine, said.codes[rows] + len(words), codes)
                    words += said.words
            if which == 0 and "country_name" not in self.columns:
                codes = np.where(levels.is_word("National") & (codes == 0), len(words), codes)
                words.append("England")
            found.append(_Words(codes, words))
        return found[0], found[1]

    def _region(self, rows: np.ndarray) -> _Words:
        name = next((name for name in ("region_code", "region_name") if name in self.columns), None)
        return self._by_word(name, lambda word: word).at(rows, "") if name else _Words(np.zeros(len(rows), np.int64), [""])

    def _values(self, rows: np.ndarray, measures: Sequence[str]) -> dict[str, pa.Array]:
        numbers = np.full((len(rows), len(measures)), np.nan)
        whys = np.full((len(rows), len(measures)), -1, np.int32)
        symbols: list[str] = ["blank"]
        for place, name in enumerate(measures):
            column = self.columns[name]
            read = [_figure(word) for word in column.words]
            for _, why in read:
                if why and why not in symbols:
                    symbols.append(why)
            by_number = np.array([np.nan if value is None else value for value, _ in read] + [np.nan])
            by_why = np.array([-1 if why is None else symbols.index(why) for _, why in read] + [0], np.int32)
            numbers[:, place], whys[:, place] = by_number[column.rows[rows]], by_why[column.rows[rows]]
        flat, signs = numbers.ravel(), whys.ravel()
        return {
            "value": pa.array(flat, mask=np.isnan(flat)),
            "why_blank": pa.DictionaryArray.from_arrays(pa.array(signs, mask=signs < 0), pa.array(symbols, pa.string())),
        }


@dataclass(frozen=True, eq=False)
class _Words:
    """A word for each row: the number of it, -1 for none."""

    codes: np.ndarray
    words: list

    def at(self, rows: np.ndarray, blank: str) -> _Words:
        """The words of some rows, with a word for none."""
        codes = self.codes[rows]
        return _Words(np.where(codes < 0, len(self.words), codes), [*self.words, blank])

    def mapped(self, says: Callable) -> _Words:
        """The same rows with another word for each word."""
        return _Words(self.codes, [says(word) for word in self.words])

    def used(self) -> list[str]:
        """The words that some row has, in order."""
        return sorted(self.words[code] for code in np.unique(self.codes))

    def is_word(self, word: str) -> np.ndarray:
        """Which rows have a word."""
        return self.codes == (self.words.index(word) if word in self.words else -1)

    def array(self, times: int) -> pa.Array:
        """The words as the store takes them, each row's several times."""
        words = list(dict.fromkeys(word for word in self.words if word is not None))
        by_code = np.array([-1 if word is None else words.index(word) for word in self.words], np.int32)
        codes = np.repeat(by_code[self.codes], times)
        return pa.DictionaryArray.from_arrays(pa.array(codes, mask=codes < 0), pa.array(words, pa.string()))


def _joined(parts: Sequence[_Words], between: str) -> _Words:
    """The words of several columns as one word a row, blank ones left out."""
    codes = np.zeros(len(parts[0].codes), np.int64)
    for part in parts:
        codes = codes * len(part.words) + part.codes
    _, places, back = np.unique(codes, return_index=True, return_inverse=True)
    said = [between.join(word for part in parts if (word := part.words[part.codes[place]])) for place in places]
    return _Words(back.reshape(-1), said)


def _period(word: str) -> str | None:
    found = _PERIOD.fullmatch(word.strip())
    if not found:
        return None
    return f"{found[1]}/{found[2]}" if found[2] else found[1]


def _total_said(word: str) -> str:
    return "Total" if is_total(word) else word


def _ends(when: str) -> date:
    """The last day of a period such as `2024/25 Autumn term` or `2025 Calendar year`."""
    year = int(when[:4])
    season = next((name for name in reversed(_ENDS) if name in when.lower()), "academic" if "/" in when[:7] else None)
    if season is None:
        return date(year, 1, 31) if "calendar" not in when.lower() else date(year, 12, 31)
    month, day = _ENDS[season]
    return month_end(date(year + (month < 9 and "/" in when[:7]), month, day))


def _figure(cell: str) -> tuple[float | None, str | None]:
    plain = cell.replace(",", "").strip()
    number = real_number(plain.removesuffix("%"))
    return (number, None) if number is not None else (None, plain.lower()[:20] or "blank")
