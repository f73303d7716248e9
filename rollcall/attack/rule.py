"""What a shown number tells of the true one, by the rule that the readers of a table are told."""

from __future__ import annotations

from dataclasses import dataclass

MANY = 1_000_000  # more children than any area has: a number of which nothing is known is at most this


@dataclass(frozen=True)
class Rule:
    """The published rule: numbers under `fewest_shown` are hidden, the others are shown to the nearest `nearest`, each on its own."""

    fewest_shown: int = 8
    nearest: int = 5  # 1 for numbers that are not rounded
    hides_others: bool = True  # a hidden number may be a larger one, hidden so that a small one cannot be worked out
    fewest_summarised: int = 10  # a median is shown for no fewer

    def shown(self, people: int) -> int | None:
        """The number as the rule alone shows it, None when it hides it."""
        if 0 < people < self.fewest_shown:
            return None
        return self.nearest * ((people + self.nearest // 2) // self.nearest)

    def true_numbers(self, shown: int | None, whole_table_hidden: bool = False) -> tuple[int, int]:
        """The least and the most that a shown (None: hidden) number can truly be."""
        if shown == 0:
            return 0, 0
        if shown is None and self.hides_others:
            return (0 if whole_table_hidden else 1), MANY
        if shown is None:
            return 1, self.fewest_shown - 1
        least = shown - self.nearest // 2
        return max(least, self.fewest_shown), least + self.nearest - 1

    def may_be_shown(self, shown: int) -> bool:
        """Whether a number can be what the rule shows of any true one."""
        least, most = self.true_numbers(shown)
        return least <= most and shown % self.nearest == 0

    def is_broken_by(self, least: int, most: int) -> bool:
        """Whether a number known to lie between two is narrowed below the rule: surely a hidden one, and not any of the hidden ones."""
        return least >= 1 and most < self.fewest_shown and (least, most) != (1, self.fewest_shown - 1)
