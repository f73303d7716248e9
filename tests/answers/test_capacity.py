"""The arithmetic of a waiting list, against the published example and against a queue that is played through."""

from __future__ import annotations

import numpy as np
import pytest

from rollcall.answers.capacity import (
    SHARE_WITHIN_TARGET,
    mean_wait,
    projected,
    relief_capacity,
    target_queue,
    time_to_clear,
)

# The example of Fong and others, and of NHSRwaitinglist: 30 patients a week join, 1,200 wait, the target is 52 weeks.
DEMAND, QUEUE, TARGET_WEEKS, WEEKS = 30, 1200, 52, 26


def test_the_published_example_has_a_target_queue_of_390() -> None:
    assert target_queue(DEMAND, TARGET_WEEKS) == 30 * 52 / 4 == 390


def test_the_published_example_takes_61_patients_a_week_to_clear_in_half_a_year() -> None:
    assert relief_capacity(DEMAND, QUEUE, 390, WEEKS) == pytest.approx(30 + (1200 - 390) / 26)
    assert round(relief_capacity(DEMAND, QUEUE, 390, WEEKS), 2) == 61.15


def test_the_mean_wait_is_a_quarter_of_the_target() -> None:
    assert mean_wait(TARGET_WEEKS) == 52 / 4
    assert round(SHARE_WITHIN_TARGET, 3) == 0.982  # 1.8% miss the target: fact 4 of the paper


def test_relief_capacity_clears_the_queue_in_the_time_that_was_asked_for() -> None:
    assert time_to_clear(DEMAND, relief_capacity(DEMAND, QUEUE, 390, WEEKS), QUEUE, 390) == pytest.approx(WEEKS)


def test_a_queue_that_more_join_than_leave_never_clears() -> None:
    assert time_to_clear(30, 27, 1200, 390) is None
    assert time_to_clear(30, 30, 1200, 390) is None


def test_a_queue_at_its_target_is_clear_now() -> None:
    assert time_to_clear(30, 27, 390, 390) == 0


def test_a_queue_moves_by_what_joins_less_what_leaves_and_stops_at_its_target() -> None:
    assert projected(10, 14, 20, 10, 4) == (20 - 4, 20 - 2 * 4, 10, 10)
    assert projected(14, 10, 20, 10, 2) == (20 + 4, 20 + 2 * 4)
    assert projected(10, 14, 8, 10, 2) == (8, 8)


@pytest.mark.parametrize(
    "impossible",
    [
        lambda: target_queue(-1, 13),
        lambda: target_queue(10, 0),
        lambda: mean_wait(-2),
        lambda: relief_capacity(10, 100, 20, 0),
        lambda: relief_capacity(10, -1, 20, 5),
        lambda: time_to_clear(10, -1, 20, 5),
        lambda: projected(-1, 1, 20, 5, 3),
    ],
)
def test_an_impossible_number_is_refused(impossible: object) -> None:
    with pytest.raises(ValueError, match=r"below 0|longer than 0"):
        impossible()  # type: ignore[operator]


@pytest.mark.parametrize(("demand", "weeks"), [(5.0, 13), (3.0, 18)])
def test_a_queue_held_at_its_target_sees_about_98_in_100_within_the_target(demand: float, weeks: int) -> None:
    """People join at random and are seen one after the other, by a capacity that keeps the mean queue at its target."""
    target = target_queue(demand, weeks)
    load = (-target + (target**2 + 4 * target) ** 0.5) / 2  # of a queue with random arrivals and times: mean queue = load^2 / (1 - load)
    random, people = np.random.default_rng(5), 3_000_000
    between = random.exponential(1 / demand, people)
    seeing = random.exponential(load / demand, people)
    steps = np.cumsum(seeing - between)
    waited = steps - np.minimum.accumulate(np.minimum(steps, 0))
    assert demand * waited.mean() == pytest.approx(target, rel=0.04)
    assert (waited <= weeks).mean() == pytest.approx(SHARE_WITHIN_TARGET, abs=0.006)
    assert (waited <= weeks / 4).mean() < 0.75  # and not because nobody waits
