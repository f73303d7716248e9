"""Shares, changes, percentiles and intervals come from protected numbers, and from a hidden one comes nothing."""

from __future__ import annotations

import pytest

from rollcall.answers.statistics import change, median, percentile, share, wilson


def test_nothing_comes_of_a_hidden_number() -> None:
    assert share(None, 100) is None
    assert share(10, None) is None
    assert change(None, 10) is None
    assert change(10, None) is None
    assert wilson(None, 100) is None
    assert wilson(10, None) is None


def test_nothing_comes_of_a_share_of_none() -> None:
    assert share(0, 0) is None
    assert wilson(0, 0) is None


def test_shares_and_changes() -> None:
    assert share(25, 100) == 1 / 4
    assert change(40, 35) == 5


def test_the_median_is_the_middle_or_half_way() -> None:
    assert median([]) is None
    assert median([5]) == 5
    assert median([9, 1, 5]) == 5
    assert median([1, 4]) == (1 + 4) / 2


def test_a_percentile_is_the_smallest_value_that_enough_do_not_exceed() -> None:
    assert percentile([], 92) is None
    assert percentile(list(range(1, 101)), 92) == 92
    assert percentile([3, 1, 2], 92) == 3
    assert percentile([3, 1, 2], 50) == 2
    assert percentile([7], 0) == 7


def test_the_interval_is_wilsons() -> None:
    low, high = wilson(10, 100) or (0, 0)
    assert (low, high) == pytest.approx((0.0552, 0.1744), abs=0.0001)  # as in Newcombe (1998)


def test_the_interval_stays_between_none_and_all_also_after_rounding() -> None:
    assert wilson(0, 10) == pytest.approx((0, 0.2775), abs=0.0001)
    low, high = wilson(15, 10) or (0, 0)
    assert high == pytest.approx(1)
    assert low > 0.7
