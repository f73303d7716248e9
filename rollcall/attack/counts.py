"""A number of people as the attacker thinks of it: a set of people, by what they have in common, whoever showed it and where."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import NamedTuple

Condition = tuple[str, frozenset[str]]  # what is told of a person, and the words of which one is true of them


class Count(NamedTuple):
    """How many of `what` meet every condition. Two tables that count the same set show the same number."""

    what: str
    on: date | None
    where: frozenset[Condition]

    def with_(self, *conditions: Condition) -> Count:
        """The part of it that meets more conditions."""
        return self._replace(where=self.where.union(conditions))

    def without(self, condition: Condition) -> Count:
        """The larger set that need not meet a condition."""
        return self._replace(where=self.where - {condition})

    def only(self, name: str) -> frozenset[str] | None:
        """The words to which one thing is narrowed, if it is."""
        return next((words for told, words in self.where if told == name), None)

    def __str__(self) -> str:
        on = f" on {self.on:%d/%m/%Y}" if self.on else ""
        said = [f"{name} {' or '.join(sorted(words))}" for name, words in sorted(self.where, key=lambda told: (told[0], sorted(told[1])))]
        return f"{self.what}{on}{': ' if said else ''}{', '.join(said)}"


def is_(name: str, *words: str) -> Condition:
    """The condition that one of some words is true of a person."""
    return name, frozenset(words)


class Whole(Enum):
    """What a word without a row tells: that it is nobody's, that it is nobody's of those in another column's row, or nothing."""

    ALL = 1
    WITHIN = 2
    NO = 3


class Table(NamedTuple):
    """How one question's rows read: which columns tell the rows apart (and what they tell), and which set each column of people counts.

    `somebody` are the columns that are never 0, because without anybody there would be no row. `day` is the column that tells of which
    day a row is, where there is one.
    """

    what: str
    apart: Mapping[str, str]
    columns: Mapping[str, frozenset[Condition]]
    always: frozenset[Condition] = frozenset()
    whole: Whole = Whole.ALL
    somebody: frozenset[str] = frozenset()
    day: str = "month_end"
