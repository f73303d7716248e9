"""What is counted: right, asked or said, and wrong without a word."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum


class Mark(Enum):
    """How one sheet, heading or cell came out."""

    RIGHT = "right"
    SAID = "said"  # not read, and the screen says so: a heading not read, a word not known, a row refused, an order asked for
    WRONG = "wrong"  # read as something else, or lost, without a word


@dataclass
class Count:
    """How many came out each way, with some of those that did not come out right."""

    right: int = 0
    said: int = 0
    wrong: int = 0
    examples: list[str] = field(default_factory=list)

    def add(self, mark: Mark, example: str) -> None:
        """Count one."""
        if mark is Mark.RIGHT:
            self.right += 1
        elif mark is Mark.SAID:
            self.said += 1
        else:
            self.wrong += 1
        if mark is not Mark.RIGHT:
            self.examples.append(f"{mark.value}: {example}")

    def __add__(self, other: Count) -> Count:
        return Count(self.right + other.right, self.said + other.said, self.wrong + other.wrong, [*self.examples, *other.examples])

    @property
    def all(self) -> int:
        """How many were counted."""
        return self.right + self.said + self.wrong

    @property
    def share(self) -> float:
        """The share that came out right; 1 when there were none."""
        return self.right / self.all if self.all else 1.0


WHAT = ("sheets", "headings", "values", "dates", "others", "rows")
Score = dict[str, Count]


def nothing_counted() -> Score:
    """A score to begin with."""
    return {what: Count() for what in WHAT}


def together(scores: list[Score]) -> Score:
    """Several scores as one."""
    total = nothing_counted()
    for score in scores:
        total = {what: total[what] + score[what] for what in WHAT}
    return total
