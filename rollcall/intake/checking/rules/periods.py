"""Rules about periods out of school: two that cannot both be, two that overlap, and a school that still has the child on roll."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from rollcall.definitions import codes
from rollcall.definitions.categories import EXCLUSIVE
from rollcall.intake.checking.findings import Finding
from rollcall.intake.checking.rules.roll import Roll
from rollcall.intake.found_table import FoundTable
from rollcall.intake.values.prepare import NO_DAY, day_number
from rollcall.store import Store

_CATEGORIES = tuple(codes.CATEGORY.labels)
_FOR_EVER = np.int64(2**31)
_BEYOND = np.int64(2**33)  # more than any day or _FOR_EVER, also less a negative day
_UNLISTED = np.int64(2**40)  # children that no list has are numbered from here, by what the row calls them
_ON_ROLL = {"ehe": "home_educated_and_on_roll", "cme": "missing_education_and_on_roll"}


@dataclass(frozen=True, eq=False)
class Periods:
    """The kept periods of a drop, one row each: whose, of which category, from and until (not included) which day, and where it stands."""

    children: np.ndarray
    categories: np.ndarray  # a number into the list of categories
    since: np.ndarray
    until: np.ndarray
    table_of: np.ndarray
    rows: np.ndarray
    tables: tuple[FoundTable, ...]

    def open_on(self, day: date) -> np.ndarray:
        """Which periods go on on a day."""
        return (self.since <= day_number(day)) & (self.until > day_number(day))

    def told(self, code: str, at: int, words: Mapping[str, object]) -> list[Finding]:
        """A finding about one period."""
        block = self.tables[int(self.table_of[at])].block
        assert block is not None
        return block.findings(code, "start_date", self.rows[at : at + 1], words)

    def where(self, at: int, seen_from: int) -> str:
        """How to name one period to somebody who reads about another."""
        return self.tables[int(self.table_of[at])].row_seen_from(self.tables[int(self.table_of[seen_from])], int(self.rows[at]))


def gather(tables: Sequence[FoundTable], roll: Roll) -> Periods:
    """Every kept period of the drop that ends after it starts, in the order of child and start."""
    parts: list[np.ndarray] = []
    found: list[FoundTable] = []
    for table in tables:
        if table.block is None or table.block.table.name != "spells" or not {"category", "start_date"} <= set(table.block.columns):
            continue
        block, rows = table.block, np.flatnonzero(table.kept)
        category, start, end = block.columns["category"], block.columns["start_date"], block.columns.get("end_date")
        until = np.where(end.has, end.days.astype(np.int64), _FOR_EVER) if end else np.full(block.count, _FOR_EVER)
        numbers = np.array([_CATEGORIES.index(value) if value in _CATEGORIES else -1 for value in [*category.values, None]])[category.rows]
        columns = (
            _whose(table, roll),
            numbers,
            start.days.astype(np.int64),
            until,
            np.full(block.count, len(found)),
            np.arange(block.count),
        )
        parts.append(np.stack([column[rows] for column in columns]))
        found.append(table)
    all_of = np.concatenate(parts, axis=1) if parts else np.zeros((6, 0), np.int64)
    all_of = all_of[:, (all_of[0] >= 0) & (all_of[1] >= 0) & (all_of[2] != NO_DAY) & (all_of[3] > all_of[2])]
    children, categories, since, until, table_of, rows = all_of[:, np.lexsort((all_of[2], all_of[0]))]
    return Periods(children, categories, since, until, table_of, rows, tuple(found))


def _whose(table: FoundTable, roll: Roll) -> np.ndarray:
    """The child of each row by number; a child in no list by a number made of what the row calls it."""
    assert table.block is not None
    children = roll.children_of(table.block)
    for name in table.block.table.identifiers:
        if name in table.block.columns:
            marks = (table.block.columns[name].marks >> np.uint64(2)).astype(np.int64)
            children = np.where((children < 0) & (marks > 0), marks | _UNLISTED, children)
    return children


def broken_rules(out: Periods, roll: Roll, senders: Collection[str], store: Store, day: date) -> list[Finding]:
    """What the periods of a drop say that cannot be, on the day they speak for. What its senders sent before is replaced by it."""
    return [*_overlapping(out), *_two_at_once(out, _kept_open(roll, senders, store, day), day), *_on_roll(out, roll, day)]


def _kept_open(roll: Roll, senders: Collection[str], store: Store, day: date) -> dict[int, list[tuple[str, str]]]:
    """The open periods that others sent before, by child: the category, and where it stands."""
    kept: dict[int, list[tuple[str, str]]] = {}
    if not store.is_empty:
        periods = store.open_periods(day, senders)
        for child, (*_, category, partner) in zip(roll.children_called([row[:3] for row in periods]).tolist(), periods, strict=True):
            if child >= 0:
                kept.setdefault(child, []).append((category, f"what is kept from {partner}"))
    return kept


def _overlapping(out: Periods) -> Iterator[Finding]:
    """Periods of one child in one category that overlap."""
    order = np.lexsort((out.since, out.categories, out.children))
    children, categories = out.children[order], out.categories[order]
    group = np.cumsum((np.diff(children, prepend=-1) != 0) | (np.diff(categories, prepend=-1) != 0)) * _BEYOND
    ends = group + out.until[order]
    longest = np.maximum.accumulate(ends)  # how long the periods so far of this child and category go on
    which = np.maximum.accumulate(np.where(ends == longest, np.arange(len(ends)), 0))
    for at in np.flatnonzero((group[1:] + out.since[order][1:] < longest[:-1]) & (group[1:] == group[:-1])).tolist():
        earlier, later = int(order[which[at]]), int(order[at + 1])
        yield from out.told("periods_overlap", later, {"other": out.where(earlier, later)})


def _two_at_once(out: Periods, kept: Mapping[int, Sequence[tuple[str, str]]], day: date) -> Iterator[Finding]:
    """Children with open periods in two categories that exclude each other."""
    is_open = np.flatnonzero(out.open_on(day))
    _, which, count = np.unique(out.children[is_open], return_inverse=True, return_counts=True)
    in_question = (count[which] > 1) | np.isin(out.children[is_open], list(kept))
    first: dict[int, dict[str, int]] = {}  # the first open period of each child in each category
    for at in is_open[in_question].tolist():
        here, child = _CATEGORIES[int(out.categories[at])], int(out.children[at])
        before = first.setdefault(child, {})
        others = [(there, out.where(other, at)) for there, other in before.items() if frozenset((here, there)) in EXCLUSIVE]
        others += [(there, where) for there, where in kept.get(child, ()) if frozenset((here, there)) in EXCLUSIVE]
        if others:
            there, where = others[0]
            yield from out.told("two_categories_at_once", at, {"here": _named(here), "there": _named(there), "other": where})
        before.setdefault(here, at)


def _named(category: str) -> str:
    label = codes.CATEGORY.labels[category]
    return label[0].lower() + label[1:]


def _on_roll(out: Periods, roll: Roll, day: date) -> Iterator[Finding]:
    """Children in an open period that means no school, whom a list of children has at a school."""
    listed = (out.children >= 0) & (out.children < len(roll.on_roll))
    at_school = np.zeros(len(out.children), bool)
    at_school[listed] = roll.on_roll[out.children[listed]]
    for category, code in _ON_ROLL.items():
        for at in np.flatnonzero(out.open_on(day) & at_school & (out.categories == _CATEGORIES.index(category))).tolist():
            seen_from = out.tables[int(out.table_of[at])]
            yield from out.told(code, at, {"other": roll.where(int(out.children[at]), seen_from)})
