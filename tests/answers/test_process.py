"""Process charts: the limits as their formula says, and the special causes as a second way of looking for them finds."""

from __future__ import annotations

import random

import numpy as np
import pytest

from rollcall.answers.process import Assurance, SpecialCause, Variation
from rollcall.answers.statistics import Xmr, xmr


def by_windows(values: list[float], found: Xmr) -> list[SpecialCause | None]:
    """The same rules, window by window: every stretch of seven or three points is looked at by itself."""
    y = np.array(values)
    reach = found.upper - found.mean
    marks: list[SpecialCause | None] = [None] * len(y)

    def mark(places: list[int], high: SpecialCause, low: SpecialCause, is_high: bool) -> None:
        for place in places:
            marks[place] = high if is_high else low

    for at in range(len(y) - 6):
        window = y[at : at + 7] - found.mean
        if np.all(window > 0) or np.all(window < 0):
            mark(list(range(at, at + 7)), SpecialCause.ABOVE_MEAN, SpecialCause.BELOW_MEAN, bool(window[0] > 0))
    for at in range(len(y) - 2):
        window = y[at : at + 3] - found.mean
        near = [at + place for place in range(3) if reach * 2 / 3 < abs(window[place]) <= reach]
        if len(near) >= 2 and (np.all(window > 0) or np.all(window < 0)):
            mark(near, SpecialCause.NEAR_UPPER_LIMIT, SpecialCause.NEAR_LOWER_LIMIT, bool(window[0] > 0))
    for at in range(len(y) - 6):
        steps = np.diff(y[at : at + 7])
        if np.all(steps > 0) or np.all(steps < 0):
            mark(list(range(at, at + 7)), SpecialCause.RISING, SpecialCause.FALLING, bool(steps[0] > 0))
    for place in np.flatnonzero(np.abs(y - found.mean) > reach).tolist():
        mark([place], SpecialCause.ABOVE_LIMITS, SpecialCause.BELOW_LIMITS, bool(y[place] > found.mean))
    return marks


@pytest.mark.parametrize("seed", range(200))
def test_marks_are_those_of_another_way_of_looking(seed: int) -> None:
    chance = random.Random(seed)
    drift = chance.choice([0, 0, 0.3, -0.5, 1.5])
    values = [round(chance.gauss(drift * at, 2), chance.choice([0, 3])) for at in range(chance.randint(1, 60))]
    found = xmr(values)
    assert list(found.marks) == by_windows(values, found)
    if len(values) > 1:
        moving = np.abs(np.diff(values))
        kept = moving[moving < 3.267 * moving.mean()]
        assert found.moving_range_mean == pytest.approx(kept.mean() if len(kept) else 0, abs=1e-12)
        assert found.lower == pytest.approx(np.mean(values) - 2.66 * found.moving_range_mean, abs=1e-9)
        assert found.upper == pytest.approx(np.mean(values) + 2.66 * found.moving_range_mean, abs=1e-9)


def test_one_wild_month_does_not_widen_the_limits() -> None:
    calm = [10, 12, 11, 9, 10, 11, 12, 10, 9, 11, 10, 12, 11, 10, 9, 11]
    found = xmr([*calm, 60, *calm])
    assert found.upper < 30
    assert found.marks[len(calm)] is SpecialCause.ABOVE_LIMITS


def test_the_turn_of_two_trends_belongs_to_the_later() -> None:
    found = xmr([*[0, 6] * 4, *range(7), *range(5, -1, -1)])
    assert found.marks[8 + 5] is SpecialCause.RISING
    assert found.marks[8 + 6] is SpecialCause.FALLING


@pytest.mark.parametrize(
    ("better", "rising", "falling"),
    [
        ("up", Variation.IMPROVEMENT, Variation.CONCERN),
        ("down", Variation.CONCERN, Variation.IMPROVEMENT),
        ("neither", Variation.HIGHER, Variation.LOWER),
        (None, Variation.HIGHER, Variation.LOWER),
    ],
)
def test_what_the_latest_point_comes_to_depends_on_which_way_is_better(better: str, rising: Variation, falling: Variation) -> None:
    assert xmr(list(range(20)), better=better).variation is rising
    assert xmr(list(range(20, 0, -1)), better=better).variation is falling
    assert xmr([5, 6, 4, 5, 6, 4, 5], better=better).variation is Variation.COMMON_CAUSE


@pytest.mark.parametrize(
    ("target", "better", "assurance"),
    [
        (2, "up", Assurance.MET),
        (2, "down", Assurance.MISSED),
        (20, "up", Assurance.MISSED),
        (20, "down", Assurance.MET),
        (10, "up", Assurance.HIT_OR_MISS),
        (10, "neither", None),
        (None, "up", None),
    ],
)
def test_a_target_beyond_the_limits_is_met_or_missed_for_sure(target: float | None, better: str, assurance: Assurance | None) -> None:
    assert xmr([10, 11, 9, 10, 11, 9, 10, 10], target, better).assurance is assurance


def test_a_value_that_never_changes_has_limits_on_itself_and_no_special_cause() -> None:
    found = xmr([0.1] * 20)
    assert (found.lower, found.mean, found.upper) == (0.1, 0.1, 0.1)
    assert set(found.marks) == {None}


def test_nothing_has_no_process() -> None:
    with pytest.raises(ValueError, match="at least one value"):
        xmr([])
