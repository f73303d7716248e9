"""Children of whom two rows tell differently: two dates of birth or two SEN statuses for one child, one number for two children."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np

from rollcall.definitions.table import fold
from rollcall.definitions.tables import BY_NAME
from rollcall.intake.checking.findings import Finding
from rollcall.intake.checking.listed import is_event
from rollcall.intake.found_table import FoundTable
from rollcall.intake.recognising.recognise import Match
from rollcall.intake.values.block import Block
from rollcall.intake.values.prepare import Values, read_values
from rollcall.store import Store

_KEYS = ("child_id", "nhs_number", "upn")


@dataclass(frozen=True, eq=False)
class Telling:
    """Rows that tell of children: a list of children, or what a register says of its children beside the rest."""

    table: FoundTable
    block: Block
    rows: np.ndarray
    partner: str

    @cached_property
    def each_once(self) -> frozenset[str]:
        """The identifiers of which no two of its rows have the same: so it is in most lists, and then nothing has to be compared."""
        return frozenset(name for name in _KEYS if name in self.block.columns and _differs(self.block.columns[name], self.rows))


def _differs(values: Values, rows: np.ndarray) -> bool:
    used = values.rows[rows]
    return int(np.bincount(used[used >= 0]).max(initial=0)) <= 1 and len(set(values.values)) == len(values.values)


@dataclass(frozen=True, eq=False)
class _Told:
    """One row that tells of a child."""

    telling: Telling
    row: int

    @property
    def born(self) -> int:
        """A number that stands for the date of birth that it tells."""
        births = self.telling.block.columns.get("date_of_birth")
        return 0 if births is None else int(births.marks[self.row])

    def finding(self, code: str, name: str, first: _Told, words: dict[str, str]) -> list[Finding]:
        """What is wrong with it, beside the row that told of the child first."""
        other = first.telling.table.row_seen_from(self.telling.table, first.row)
        return self.telling.block.findings(code, name, np.array([self.row]), words | {"other": other})


def broken_rules(tables: Sequence[FoundTable], partners: Sequence[str], senders: Collection[str], store: Store, day: date) -> list[Finding]:
    """What the lists of children of a drop, and its registers, tell in two ways, or otherwise than the lists that others sent before."""
    lists = [
        Telling(table, table.block, np.flatnonzero(table.kept), partner)
        for table, partner in zip(tables, partners, strict=True)
        if table.block and table.block.table.name == "children"
    ]
    registers = [
        telling
        for table, partner in zip(tables, partners, strict=True)
        if is_event(table) and (telling := _of_register(table, partner, day))
    ]
    return [
        *_two_of([*lists, *registers], "date_of_birth", "two_dates_of_birth"),
        *_other_births([*lists, *registers], senders, store),
        *_two_of(lists, "sen_status", "plan_and_support"),
        *_listed_twice(lists),
        *_shared_numbers(lists, "upn", "UPN"),
        *_shared_numbers(lists, "nhs_number", "NHS number"),
    ]


def _of_register(table: FoundTable, partner: str, day: date) -> Telling | None:
    """The children of a register or waiting list with their dates of birth, where it has a column of them."""
    birth, block = BY_NAME["children"]["date_of_birth"], table.block
    assert block is not None
    headings = table.header.headings
    coded = next((each for each in table.columns if each.place < len(headings) and fold(headings[each.place]) in birth.headings), None)
    if coded is None:
        return None
    match = Match(coded.place, headings[coded.place], birth.name, 1.0)
    values = read_values(birth, match, coded, block.rows - table.first_row, table.header.last, b"", day)
    names = {name: block.columns[name] for name in block.table.identifiers if name in block.columns}
    return Telling(table, replace(block, columns={**names, birth.name: values}), np.flatnonzero(table.kept), partner)


def _other_births(told: Sequence[Telling], senders: Collection[str], store: Store) -> list[Finding]:
    """Children to whom a list that somebody else sent before gives another date of birth."""
    findings: list[Finding] = []
    for telling in told if not store.is_empty else ():
        births = telling.block.columns["date_of_birth"]
        said: set[int] = set()
        for values in (telling.block.columns[name] for name in _KEYS if name in telling.block.columns):
            kept = store.births_told(values.column.name, [value for value in values.values if value is not None], senders)
            by_name: dict[str, list[tuple[date, str]]] = {}
            for name, born, partner in kept:
                by_name.setdefault(name, []).append((born, partner))
            known = np.append(np.array([value in by_name for value in values.values], bool), False)[values.rows] & births.has
            for row in telling.rows[known[telling.rows]].tolist():
                here, before = births.values[births.rows[row]], by_name[values.values[values.rows[row]]]
                if row not in said and all(born != here for born, _ in before):
                    said.add(row)
                    told_of = {"other": f"what is kept from {before[0][1]}"}
                    findings += telling.block.findings("two_dates_of_birth", "date_of_birth", np.array([row]), told_of)
    return findings


def _two_of(told: Sequence[Telling], name: str, code: str) -> list[Finding]:
    findings: list[Finding] = []
    said: set[tuple[int, int]] = set()
    for key in _KEYS:
        for first, later in _clashes(told, key, name):
            if (id(later.telling), later.row) not in said:
                said.add((id(later.telling), later.row))
                findings += later.finding(code, name, first, {})
    return findings


def _shared_numbers(told: Sequence[Telling], name: str, words: str) -> list[Finding]:
    """One UPN or NHS number for two children. Two partners who give a child of one date of birth each their own reference mean one."""
    return [
        finding
        for first, later in _clashes(told, name, "child_id")
        if first.telling.partner == later.telling.partner or first.born != later.born
        for finding in later.finding("two_children_one_number", name, first, {"number": words})
    ]


def _listed_twice(told: Sequence[Telling]) -> list[Finding]:
    """Children with two rows in one list, which agree on date of birth and SEN status, and differ elsewhere."""
    findings: list[Finding] = []
    for telling in told:
        name = next((name for name in _KEYS if name in telling.block.columns), None)
        if name is None or name in telling.each_once:
            continue
        values = telling.block.columns[name]
        rows = telling.rows[values.has[telling.rows]]
        _, first, which = np.unique(values.marks[rows], return_index=True, return_inverse=True)
        again = np.flatnonzero(first[which] != np.arange(len(rows)))
        alike = [telling.block.columns[name] for name in ("date_of_birth", "sen_status") if name in telling.block.columns]
        for at in again.tolist():
            row, before = int(rows[at]), int(rows[first[which[at]]])
            if all(each.marks[row] == each.marks[before] for each in alike):
                findings += _Told(telling, row).finding("child_listed_twice", name, _Told(telling, before), {})
    return findings


def _clashes(told: Sequence[Telling], key: str, other: str) -> list[tuple[_Told, _Told]]:
    """For each key with several values beside it, the first row that told one, and the first row of each further value."""
    naming = [telling for telling in told if key in telling.block.columns and other in telling.block.columns]
    if len(naming) == 1 and key in naming[0].each_once:
        return []
    rows = [(telling, *_beside(telling, key, other)) for telling in naming]
    several = _with_several([(keys, pairs) for _, _, keys, pairs in rows])
    first: dict[int, _Told] = {}
    seen: set[int] = set()
    clashes = []
    for telling, places, keys, pairs in rows:
        for at in np.flatnonzero(np.isin(keys, several)).tolist():
            mark, pair, this = int(keys[at]), int(pairs[at]), _Told(telling, int(places[at]))
            if pair not in seen:
                seen.add(pair)
                if mark in first:
                    clashes.append((first[mark], this))
                first.setdefault(mark, this)
    return clashes


def _beside(telling: Telling, key: str, other: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Rows that have both columns, a number for the key of each, and a number for the pair."""
    keys, others = telling.block.columns[key], telling.block.columns[other]
    places = telling.rows[(keys.has & others.has)[telling.rows]]
    return places, keys.marks[places], _pair(keys, others)[places]


def _pair(keys: Values, others: Values) -> np.ndarray:
    return keys.marks * np.uint64(0x9E37_79B9_7F4A_7C15) + others.marks


def _with_several(rows: Sequence[tuple[np.ndarray, np.ndarray]]) -> np.ndarray:
    """The keys that stand in more than one pair."""
    keys = np.concatenate([keys for keys, _ in rows] or [np.zeros(0, np.uint64)])
    pairs = np.concatenate([pairs for _, pairs in rows] or [np.zeros(0, np.uint64)])
    _, first = np.unique(pairs, return_index=True)
    distinct, counts = np.unique(keys[first], return_counts=True)
    return distinct[counts > 1]
