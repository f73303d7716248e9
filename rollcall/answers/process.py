"""Process charts of one value a month (XmR), as the NHS programme Making Data Count draws them: limits, special causes, assurance.

Formulas and rules: NHS England, Making Data Count; checked against NHSRplotthedots 0.2 (documentation and published examples).
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise
from statistics import fmean
from typing import Literal, NamedTuple

ENOUGH_POINTS = 13
"""Fewer points give limits that still move with every new one: draw a plain line."""

_LIMIT = 2.66  # mean moving ranges from the mean to a limit
_SCREEN = 3.267  # a moving range of so many means is left out of their mean
_RUN = 7
_NEAR = 2 / 3

Better = Literal["up", "down", "neither"]


class SpecialCause(StrEnum):
    """Why a point is no common cause, the strongest reason first."""

    ABOVE_LIMITS = "above the limits"
    BELOW_LIMITS = "below the limits"
    RISING = "one of 7 or more rising"
    FALLING = "one of 7 or more falling"
    NEAR_UPPER_LIMIT = "2 of 3 near the upper limit"
    NEAR_LOWER_LIMIT = "2 of 3 near the lower limit"
    ABOVE_MEAN = "one of 7 or more above the mean"
    BELOW_MEAN = "one of 7 or more below the mean"

    @property
    def is_high(self) -> bool:
        """Whether it points upwards."""
        return self in _HIGH


_HIGH = (SpecialCause.ABOVE_LIMITS, SpecialCause.RISING, SpecialCause.NEAR_UPPER_LIMIT, SpecialCause.ABOVE_MEAN)


class Variation(StrEnum):
    """What the latest point says of change."""

    COMMON_CAUSE = "common cause"
    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    HIGHER = "higher"
    LOWER = "lower"


class Assurance(StrEnum):
    """Whether the process as it is will meet its target."""

    MET = "will meet the target"
    MISSED = "will miss the target"
    HIT_OR_MISS = "may meet or miss the target"


class Xmr(NamedTuple):
    """A process: its mean and limits in the unit of the values, a mark for each value, and what they come to."""

    mean: float
    lower: float
    upper: float
    moving_range_mean: float  # screened
    marks: tuple[SpecialCause | None, ...]  # None for common cause
    variation: Variation
    assurance: Assurance | None  # None without a target, or where no way is better


def xmr(values: Sequence[float], target: float | None = None, better: Better | None = None) -> Xmr:
    """The process behind some values in the order of time, none of them missing. ValueError without a value.

    The limits lie 2.66 mean moving ranges from the mean of all values; moving ranges of 3.267 times their mean and more are left out, once.
    """
    if not values:
        raise ValueError("A process needs at least one value.")
    mean = fmean(values)
    moving = [abs(later - earlier) for earlier, later in pairwise(values)]
    screened = [one for one in moving if one < _SCREEN * _mean(moving)]
    moving_range = _mean(screened)
    lower, upper = mean - _LIMIT * moving_range, mean + _LIMIT * moving_range
    marks = _marks(values, mean, _LIMIT * moving_range)
    return Xmr(mean, lower, upper, moving_range, marks, _variation(marks[-1], better), _assurance(lower, upper, target, better))


def _mean(values: Sequence[float]) -> float:
    return fmean(values) if values else 0.0


def _marks(values: Sequence[float], mean: float, reach: float) -> tuple[SpecialCause | None, ...]:
    """The strongest special cause of each point."""
    sides = [(value > mean) - (value < mean) for value in values]
    steps = [(later > earlier) - (later < earlier) for earlier, later in pairwise(values)]
    outside = [abs(value - mean) > reach for value in values]
    near = [abs(value - mean) > _NEAR * reach and not out for value, out in zip(values, outside, strict=True)]
    trend, shift, close = _trends(steps), _runs(sides, _RUN), _two_of_three(near, sides)
    found: list[SpecialCause | None] = []
    for at, side in enumerate(sides):
        if outside[at]:
            found.append(SpecialCause.ABOVE_LIMITS if side > 0 else SpecialCause.BELOW_LIMITS)
        elif trend[at]:
            found.append(SpecialCause.RISING if trend[at] > 0 else SpecialCause.FALLING)
        elif close[at]:
            found.append(SpecialCause.NEAR_UPPER_LIMIT if side > 0 else SpecialCause.NEAR_LOWER_LIMIT)
        elif shift[at]:
            found.append(SpecialCause.ABOVE_MEAN if side > 0 else SpecialCause.BELOW_MEAN)
        else:
            found.append(None)
    return tuple(found)


def _runs(signs: Sequence[int], least: int) -> list[int]:
    """For each sign itself where it stands in a run of at least so many that are alike and not 0, else 0."""
    found = [0] * len(signs)
    begin = 0
    for at in range(1, len(signs) + 1):
        if at == len(signs) or signs[at] != signs[begin]:
            if at - begin >= least:
                found[begin:at] = signs[begin:at]
            begin = at
    return found


def _trends(steps: Sequence[int]) -> list[int]:
    """For each point which way it goes in a run of 7 points or more that rise, or fall; the turn between two belongs to the later one."""
    runs = _runs(steps, _RUN - 1)
    found = [0] * (len(steps) + 1)
    for at, run in enumerate(runs):
        if run:
            found[at : at + 2] = [run, run]
    return found


def _two_of_three(near: Sequence[bool], sides: Sequence[int]) -> list[bool]:
    """Which points near a limit have another near it among three that follow each other on one side."""
    found = [False] * len(near)
    for at in range(len(near) - 2):
        three = slice(at, at + 3)
        if abs(sum(sides[three])) == 3 and sum(near[three]) >= 2:
            found[three] = [already or now for already, now in zip(found[three], near[three], strict=True)]
    return found


def _variation(latest: SpecialCause | None, better: Better | None) -> Variation:
    if latest is None:
        return Variation.COMMON_CAUSE
    if better in (None, "neither"):
        return Variation.HIGHER if latest.is_high else Variation.LOWER
    return Variation.IMPROVEMENT if latest.is_high is (better == "up") else Variation.CONCERN


def _assurance(lower: float, upper: float, target: float | None, better: Better | None) -> Assurance | None:
    if target is None or better in (None, "neither"):
        return None
    if lower <= target <= upper:
        return Assurance.HIT_OR_MISS
    return Assurance.MET if (target < lower) is (better == "up") else Assurance.MISSED
