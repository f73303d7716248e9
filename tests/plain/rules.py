"""The dull version of the rules about periods: every pair of rows is looked at, one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from rollcall.definitions.categories import EXCLUSIVE


@dataclass(frozen=True)
class Period:
    """One row of a register."""

    row: int
    child: str
    category: str
    start: date
    end: date | None


def overlapping(periods: Sequence[Period]) -> set[int]:
    """The rows of periods that have a day in common with an earlier one of the same child and category."""
    pairs = [(one, other) for one, other in combinations(_lasting(periods), 2) if _alike(one, other) and _share_a_day(one, other)]
    return {max(pair, key=lambda period: period.start).row for pair in pairs}


def in_two_at_once(periods: Sequence[Period], day: date) -> set[str]:
    """The children with two periods open on a day in categories that exclude each other."""
    is_open = [one for one in _lasting(periods) if one.start <= day and (one.end is None or one.end > day)]
    return {
        one.child
        for one, other in combinations(is_open, 2)
        if one.child == other.child and frozenset((one.category, other.category)) in EXCLUSIVE
    }


def _lasting(periods: Sequence[Period]) -> list[Period]:
    return [one for one in periods if one.end is None or one.end > one.start]


def _alike(one: Period, other: Period) -> bool:
    return (one.child, one.category) == (other.child, other.category)


def _share_a_day(one: Period, other: Period) -> bool:
    return (one.end is None or other.start < one.end) and (other.end is None or one.start < other.end)
