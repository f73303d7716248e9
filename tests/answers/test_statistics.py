"""Shares, changes, percentiles and intervals are as published and as scipy has them, and from a hidden number comes nothing."""

from __future__ import annotations

import pytest
from scipy.stats import binomtest, chi2

from rollcall.answers.statistics import byar, change, funnel, median, newcombe, percentile, share, wilson


def test_nothing_comes_of_a_hidden_number() -> None:
    assert share(None, 100) is None
    assert share(10, None) is None
    assert change(None, 10) is None
    assert change(10, None) is None
    assert wilson(None, 100) is None
    assert wilson(10, None) is None
    assert byar(None, 100) is None
    assert byar(10, None) is None
    assert newcombe(1, 10, None, 10) is None
    assert newcombe(1, 10, 1, None) is None
    assert funnel(0.1, 0) is None


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


@pytest.mark.parametrize("confidence", [0.9, 0.95, 0.998])
@pytest.mark.parametrize(("part", "whole"), [(0, 1), (1, 1), (0, 250), (3, 8), (65, 100), (1999, 2000), (400, 100_000)])
def test_wilsons_interval_is_scipys(part: int, whole: int, confidence: float) -> None:
    expected = binomtest(part, whole).proportion_ci(confidence, method="wilson")
    assert wilson(part, whole, confidence) == pytest.approx((expected.low, expected.high), abs=1e-9)


@pytest.mark.parametrize("events", range(10))
def test_the_interval_of_few_events_is_exact(events: int) -> None:
    low, high = byar(events, 2000, multiplier=1000) or (0, 0)
    assert low == pytest.approx(chi2.ppf(0.025, 2 * events) / 2 / 2 if events else 0, abs=1e-9)
    assert high == pytest.approx(chi2.ppf(0.975, 2 * events + 2) / 2 / 2, abs=1e-9)


@pytest.mark.parametrize("events", [10, 11, 65, 1000, 100_000])
def test_byars_interval_is_near_the_exact_one(events: int) -> None:
    exact = (chi2.ppf(0.025, 2 * events) / 2, chi2.ppf(0.975, 2 * events + 2) / 2)
    assert byar(events, 1) == pytest.approx(exact, rel=0.002)  # an approximation to within 2 in 1,000 from 10 events


@pytest.mark.parametrize(
    ("counts", "interval"),
    [
        ((56, 70, 48, 80), (0.0524, 0.3339)),
        ((9, 10, 3, 10), (0.1705, 0.8090)),
        ((6, 7, 2, 7), (0.0582, 0.8062)),
        ((5, 56, 0, 29), (-0.0381, 0.1926)),
        ((10, 10, 0, 20), (0.6791, 1.0)),
    ],
)
def test_the_interval_of_a_difference_is_newcombes(counts: tuple[int, int, int, int], interval: tuple[float, float]) -> None:
    assert newcombe(*counts) == pytest.approx(interval, abs=0.0001)  # Newcombe (1998), table II, method 10


def test_a_funnel_narrows_with_size_round_the_average() -> None:
    limits = [funnel(0.3, size) or (0, 0) for size in (10, 100, 1000)]
    assert all(low < 0.3 < high for low, high in limits)
    assert [high - low for low, high in limits] == sorted((high - low for low, high in limits), reverse=True)
