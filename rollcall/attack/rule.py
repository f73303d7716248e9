"""What a shown number tells of the true one, by the rule that the readers of a table are told."""

from __future__ import annotations

from dataclasses import dataclass

MANY = 1_000_000  # more children than any area has: a number of which nothing is known is at most this


@dataclass(frozen=True)
class Rule:
    """The published rule: numbers under `fewest_shown` are hidden, the others are shown to the nearest `nearest`, each on its own."""

    fewest_shown: int = 8
    nearest: int = 5  # 1 for numbers that are not rounded
    hides_others: bool = True  # a hidden number may be a larger one, or none, hidden so that a small one cannot be worked out

    def shown(self, people: int) -> int | None:
        """The number as the rule alone shows it, None when it hides it."""
        if 0 < people < self.fewest_shown:
            return None
        return self.nearest * ((people + self.nearest // 2) // self.nearest)

    def true_numbers(self, shown: int | None, may_be_none: bool = False) -> tuple[int, int]:
        """The least and the most that a shown (None: hidden) number can truly be."""
        if shown == 0:
            return 0, 0
        if shown is None and self.hides_others:
            return (0 if may_be_none else 1), MANY
        if shown is None:
            return 1, self.fewest_shown - 1
        least = shown - self.nearest // 2
        most = least + self.nearest - 1
        return (max(least, self.fewest_shown) if most >= self.fewest_shown else max(least, 1)), most

    def size_by_summaries(self, median: bool, percentile: bool) -> tuple[int, int]:
        """How many waits there are, by whether their median and their 92nd percentile are shown: as many must lie on either side.

        Where they are not shown nothing is told: that is judged by the rounded number.
        """
        if not median:
            return 0, MANY
        enough = next(size for size in range(2 * self.fewest_shown, MANY) if size * 8 // 100 >= self.fewest_shown)
        return (enough if percentile else 2 * self.fewest_shown), MANY

    def may_be_shown(self, shown: int) -> bool:
        """Whether a number can be what the rule shows of any true one."""
        least, most = self.true_numbers(shown)
        return least <= most and shown % self.nearest == 0 and self.shown(most) == shown

    def is_broken_by(self, least: int, most: int) -> bool:
        """Whether a number known to lie between two is narrowed below the rule: surely a hidden one, and not any of the hidden ones."""
        return least >= 1 and most < self.fewest_shown and (least, most) != (1, self.fewest_shown - 1)
