"""The rules for small numbers that an area can choose from: which numbers are hidden, and how the others are rounded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Rule:
    """Numbers of 1 to `fewest - 1` people are hidden; the others, and every total on its own, are rounded to the nearest `nearest`."""

    name: str
    title: str
    fewest: int
    nearest: int
    source: str

    def shown(self, people: int | None) -> int | None:
        """A number of people as everyone may see it: 0 as it is, a small one hidden (None), else rounded, halves up."""
        if people is None or 0 < people < self.fewest:
            return None
        return self.nearest * ((people + self.nearest // 2) // self.nearest)

    def could_be(self, shown: int) -> tuple[int, int]:
        """The least and the most people that a number that is shown can stand for."""
        if shown == 0:
            return 0, 0
        low = shown - self.nearest // 2
        return max(low, self.fewest), low + self.nearest - 1

    @property
    def footnote(self) -> str:
        """What is said beside numbers that are protected by it."""
        return (
            f"c means hidden: fewer than {self.fewest}, or a number from which such a one could be worked out. "
            f"Other numbers are rounded to {self.nearest}, each on its own, so they may not add up."
        )


NHS = Rule(
    "nhs",
    "1 to 7 hidden, the rest to the nearest 5",
    8,
    5,
    "NHS England's rule for hospital statistics since 2018",
)
RULES: Mapping[str, Rule] = MappingProxyType(
    {
        rule.name: rule
        for rule in (
            NHS,
            Rule("under_5", "1 to 4 hidden, the rest to the nearest 5", 5, 5, "a threshold of five, as many official statistics use"),
            Rule("under_10", "1 to 9 hidden, the rest to the nearest 10", 10, 10, "DfE rounds its figures for local areas to 10"),
        )
    }
)
