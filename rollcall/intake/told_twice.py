"""Children of whom two rows tell differently: two dates of birth for one child, one number for two children."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rollcall.intake.findings import Finding
from rollcall.intake.found_table import FoundTable
from rollcall.intake.prepare import Values


@dataclass(frozen=True, eq=False)
class _Told:
    """One row of a list of children."""

    table: FoundTable
    row: int


def two_births(children: Sequence[FoundTable]) -> list[Finding]:
    """One child with two dates of birth."""
    findings: list[Finding] = []
    said: set[tuple[int, int]] = set()
    for key in ("child_id", "upn"):
        for first, later in _clashes(children, key, "date_of_birth"):
            if (id(later.table), later.row) not in said:
                said.add((id(later.table), later.row))
                findings += _tell(
                    later, "two_dates_of_birth", "date_of_birth", {"other": first.table.row_seen_from(later.table, first.row)}
                )
    return findings


def shared_numbers(children: Sequence[FoundTable], name: str, words: str) -> list[Finding]:
    """One UPN or NHS number for two children."""
    findings: list[Finding] = []
    for first, later in _clashes(children, name, "child_id"):
        told = {"number": words, "other": first.table.row_seen_from(later.table, first.row)}
        findings += _tell(later, "two_children_one_number", name, told)
    return findings


def _tell(told: _Told, code: str, name: str, words: dict[str, str]) -> list[Finding]:
    assert told.table.block is not None
    return told.table.block.findings(code, name, np.array([told.row]), words)


def _clashes(children: Sequence[FoundTable], key: str, other: str) -> list[tuple[_Told, _Told]]:
    """For each key with several values beside it, the first row that told one, and the first row of each further value."""
    rows = [(table, *_beside(table, key, other)) for table in children]
    several = _with_several([(keys, pairs) for _, _, keys, pairs in rows])
    first: dict[int, _Told] = {}
    seen: set[int] = set()
    clashes = []
    for table, places, keys, pairs in rows:
        for at in np.flatnonzero(np.isin(keys, several)).tolist():
            mark, pair, told = int(keys[at]), int(pairs[at]), _Told(table, int(places[at]))
            if pair not in seen:
                seen.add(pair)
                if mark in first:
                    clashes.append((first[mark], told))
                first.setdefault(mark, told)
    return clashes


def _beside(table: FoundTable, key: str, other: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Kept rows that have both columns, a number for the key of each, and a number for the pair."""
    assert table.block is not None
    keys, others = table.block.columns.get(key), table.block.columns.get(other)
    if keys is None or others is None:
        nothing = np.zeros(0, np.uint64)
        return np.zeros(0, np.int64), nothing, nothing
    places = np.flatnonzero(table.kept & keys.has & others.has)
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
