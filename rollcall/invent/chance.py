"""Seeded draws: the same seed gives the same children on every machine and Python version."""

from __future__ import annotations

import math
import random
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate
from typing import TypeVar

Item = TypeVar("Item")


class Chance:
    """Draws from one named stream of a seed. Only `random()` is used, which Python promises not to change."""

    def __init__(self, seed: int, stream: str) -> None:
        self._random = random.Random(f"{seed}:{stream}")  # noqa: S311 - invented children need repeatable draws, not secret ones

    def share(self) -> float:
        """A number from 0 up to 1."""
        return self._random.random()

    def happens(self, probability: float) -> bool:
        """True with the given probability."""
        return self._random.random() < probability

    def whole(self, lowest: int, highest: int) -> int:
        """A whole number, both ends included."""
        return lowest + int(self._random.random() * (highest - lowest + 1))

    def between(self, lowest: float, highest: float) -> float:
        """A number between two others."""
        return lowest + self._random.random() * (highest - lowest)

    def one_of(self, items: Sequence[Item]) -> Item:
        """One item, all as likely."""
        return items[int(self._random.random() * len(items))]

    def pick(self, weights: Mapping[Item, float]) -> Item:
        """One key, by weight."""
        keys = tuple(weights)
        return keys[self.place(_running(tuple(weights.values())))]

    def place(self, running: Sequence[float]) -> int:
        """A position, by running totals of weights."""
        return min(bisect_right(running, self._random.random() * running[-1]), len(running) - 1)

    def exponential(self, mean: float) -> float:
        """A waiting time with no memory."""
        return -mean * math.log(1.0 - self._random.random())

    def skewed(self, median: float, spread: float) -> float:
        """A lognormal value: half below the median, a long tail above."""
        one, two = 1.0 - self._random.random(), self._random.random()
        return median * math.exp(spread * math.sqrt(-2.0 * math.log(one)) * math.cos(2.0 * math.pi * two))

    def count(self, mean: float) -> int:
        """A Poisson count."""
        events = 0
        total = self.exponential(1.0)
        while total < mean:
            events += 1
            total += self.exponential(1.0)
        return events

    def day(self, first: date, last: date) -> date:
        """A day between two days, both included."""
        return first + timedelta(days=self.whole(0, (last - first).days))

    def shuffled(self, items: Sequence[Item]) -> list[Item]:
        """The items in another order."""
        return [item for _, item in sorted(((self._random.random(), place), item) for place, item in enumerate(items))]


@lru_cache(maxsize=4096)
def _running(weights: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(accumulate(weights))
