"""The share that ended in one way is the product over the weeks, written out here, and nothing about it is left to chance."""

from __future__ import annotations

import warnings
from math import exp, log, sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lifelines import AalenJohansenFitter
from scipy.special import ndtri

from rollcall.answers.incidence import Endings, cumulative_incidence

WEEKS = 12
WAYS = ("returned", "moved_away", "other", "goes_on")
endings_of_any_kind = st.lists(st.tuples(st.integers(0, WEEKS + 3), st.sampled_from(WAYS), st.integers(1, 9)), min_size=1, max_size=25)


def product(endings: Endings, of: str | None) -> list[float]:
    """By the end of each week: the share that had ended so, as a sum over the weeks of those still out before and what became of them."""
    at_risk = sum(number for _, _, number in endings)
    out, share, shares = 1.0, 0.0, [0.0]
    for week in range(WEEKS):
        here = [(ending, number) for lasted, ending, number in endings if lasted == week]
        wanted = sum(number for ending, number in here if ending != "goes_on" and of in (None, ending))
        ended = sum(number for ending, number in here if ending != "goes_on")
        if at_risk:
            share += out * wanted / at_risk
            out *= 1 - ended / at_risk
        at_risk -= sum(number for _, number in here)
        shares.append(share)
    return shares


@given(endings_of_any_kind, st.sampled_from(["returned", "moved_away", None]))
@settings(max_examples=25, deadline=None)
def test_the_estimate_is_the_product_over_the_weeks(endings: Endings, of: str | None) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # lifelines warns before it parts ties at random
        found = cumulative_incidence(endings, WEEKS, of, "goes_on")
    assert found.share == pytest.approx(product(endings, of))
    assert found == cumulative_incidence(list(reversed(endings)), WEEKS, of, "goes_on")
    for share, low, high in zip(found.share, found.low, found.high, strict=True):
        assert low is None or high is None or low - 1e-9 <= share <= high + 1e-9


def test_without_other_endings_and_with_all_followed_it_is_the_plain_share_and_its_interval() -> None:
    found = cumulative_incidence([(1, "returned", 6), (8, "returned", 14)], 4, "returned", "goes_on")
    assert found.share == pytest.approx((0, 0, 6 / 20, 6 / 20, 6 / 20))
    share = 6 / 20
    spread = ndtri(0.975) * sqrt(share * (1 - share) / 20) / (share * abs(log(share)))
    middle = log(-log(share))
    assert found.low[2] == pytest.approx(exp(-exp(middle + spread)))
    assert found.high[2] == pytest.approx(exp(-exp(middle - spread)))
    assert found.low[:2] == (None, None)
    # also when nobody is followed longer
    whole = cumulative_incidence([(1, "returned", 6), (3, "other", 14)], 4, "returned", "goes_on")
    assert (whole.low[4], whole.high[4]) == (
        pytest.approx(found.low[4]),
        pytest.approx(found.high[4]),
    )


def test_the_interval_is_the_one_that_lifelines_gives_where_it_gives_one() -> None:
    endings = [(0, "returned", 3), (1, "moved_away", 4), (3, "returned", 5), (4, "goes_on", 6), (6, "returned", 2), (9, "goes_on", 7)]
    times = [lasted + 1 for lasted, *_ in endings]  # no two ways to end share a week, so that it leaves nothing to chance
    events = [{"returned": 1, "moved_away": 2, "goes_on": 0}[ending] for _, ending, _ in endings]
    fitter = AalenJohansenFitter().fit(times, events, event_of_interest=1, weights=[number for *_, number in endings])
    found = cumulative_incidence(endings, WEEKS, "returned", "goes_on")
    for week in (1, 2, 4, 7):
        low, high = sorted(fitter.confidence_interval_.loc[week])
        assert (found.low[week], found.high[week]) == (pytest.approx(low), pytest.approx(high))


def test_treating_who_moved_away_as_still_out_would_say_more_than_the_estimate_says() -> None:
    endings = [(0, "moved_away", 10), (1, "returned", 5), (5, "goes_on", 5)]
    assert cumulative_incidence(endings, 4, "returned", "goes_on").share[-1] == pytest.approx(5 / 20)
    only_followed = [(0, "goes_on", 10), *endings[1:]]
    assert cumulative_incidence(only_followed, 4, "returned", "goes_on").share[-1] == pytest.approx(5 / 10)


def test_half_is_reached_with_an_interval_or_not_at_all() -> None:
    endings = [(week, "returned", 4) for week in range(10)]
    week, least, most = cumulative_incidence(endings, 20, "returned", "goes_on").half
    assert week == 5  # 20 of 40 had ended by the end of the fifth week
    assert least is not None
    assert most is not None
    assert least < week < most
    assert cumulative_incidence([*endings, (30, "goes_on", 90)], 20, "returned", "goes_on").half == (None, None, None)


def test_how_many_are_still_followed_is_told() -> None:
    assert cumulative_incidence([(0, "returned", 3), (2, "goes_on", 4)], 3, "returned", "goes_on").followed == (7, 4, 4, 0)


def test_where_nothing_has_ended_so_the_share_is_none_and_has_no_interval() -> None:
    found = cumulative_incidence([(2, "goes_on", 4), (1, "other", 2)], 3, "returned", "goes_on")
    assert found.share == (0.0, 0.0, 0.0, 0.0)
    assert set(found.low) == {None}
