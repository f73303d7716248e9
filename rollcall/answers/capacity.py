"""What a waiting list takes: the queue that keeps a target wait, the capacity that gets there, and when.

Rates and times of one call are in the same unit: people a week with weeks, or people a month with months.
Source: Fong, Mushtaq, House and others (2022), Understanding Waiting Lists Pressures, medRxiv 2022.08.23.22279117, facts 4 to 7;
checked against the documentation and the published example of the R package NHSRwaitinglist 0.1.2.
"""

from __future__ import annotations

from math import exp

WAITS_IN_TARGET = 4
"""How many mean waits the target has to hold: waits of a queue in balance fall off exponentially, so few are over four times their mean."""

SHARE_WITHIN_TARGET = 1 - exp(-WAITS_IN_TARGET)
"""The share that a long queue of the target size sees within the target: 98.2%. Of a target queue of a few people it is 97%."""

SPECIAL_MEASURES_OVER = 2
"""A queue of more target queues than this needs relief: capacity for a time, above what holds it steady."""


def mean_wait(target_wait: float) -> float:
    """The mean wait, in the unit of the target, at which nearly all are seen within it. ValueError for a target of 0 or less."""
    if target_wait <= 0:
        raise ValueError("A target wait is longer than 0.")
    return target_wait / WAITS_IN_TARGET


def target_queue(demand: float, target_wait: float) -> float:
    """How many people wait when nearly all are seen within the target, by Little's law: people joining x mean wait.

    `demand` is people joining in a unit of time, `target_wait` is in that unit. ValueError for a negative demand or a target of 0 or less.
    """
    _at_least_none(demand=demand)
    return demand * mean_wait(target_wait)


def relief_capacity(demand: float, queue: float, target: float, time: float) -> float:
    """How many have to leave the queue in a unit of time to bring it to its target in so many units.

    ValueError for a negative number of people, or no time.
    """
    _at_least_none(demand=demand, queue=queue, target=target)
    if time <= 0:
        raise ValueError("Clearing a queue takes a time longer than 0.")
    return demand + (queue - target) / time


def time_to_clear(demand: float, capacity: float, queue: float, target: float) -> float | None:
    """Units of time until the queue is at its target: 0 when it is there, None when it never gets there.

    ValueError for a negative number of people.
    """
    _at_least_none(demand=demand, capacity=capacity, queue=queue, target=target)
    if queue <= target:
        return 0.0
    return (queue - target) / (capacity - demand) if capacity > demand else None


def projected(demand: float, capacity: float, queue: float, target: float, times: int) -> tuple[float, ...]:
    """The queue after 1, 2, ... units of time. Once at its target it is held there: the capacity above demand can go elsewhere.

    ValueError for a negative number of people.
    """
    _at_least_none(demand=demand, capacity=capacity, queue=queue, target=target)
    least = min(queue, target)
    return tuple(max(queue + time * (demand - capacity), least) for time in range(1, times + 1))


def _at_least_none(**people: float) -> None:
    for name, number in people.items():
        if number < 0:
            raise ValueError(f"The {name} is below 0: numbers of people are not.")
