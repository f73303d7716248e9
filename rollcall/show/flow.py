"""What came onto a waiting list, was assessed and left in the last whole months, from rows of month by month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from rollcall.answers.statistics import byar
from rollcall.show.sentences import month

MONTHS = 12
"""Whole months that demand and capacity are averaged over."""


@dataclass(frozen=True)
class Flow:
    """What came, was assessed and left in some whole months, and how many wait at their end."""

    months: tuple[date, ...]
    referred: int
    assessed: int
    left: int  # without an assessment; below 0 where rounded numbers do not add up
    grown: int
    waiting: int

    @property
    def between(self) -> str:
        """The months in words."""
        return f"the {len(self.months)} months from {month(self.months[0])} to {month(self.months[-1])}"

    @property
    def demand(self) -> float:
        """Referrals a month."""
        return self.referred / len(self.months)

    @property
    def assessments(self) -> float:
        """Assessments begun a month."""
        return self.assessed / len(self.months)

    @property
    def leave(self) -> float:
        """Referrals a month that leave the list without an assessment."""
        return max(self.left, 0) / len(self.months)

    @property
    def demand_by_chance(self) -> tuple[float, float]:
        """Between which referrals a month chance alone would put it, at 95%."""
        found = byar(self.referred, len(self.months))
        assert found is not None
        return found


def flow_of(rows: Sequence[dict[str, Any]]) -> Flow | None:
    """What came and went in the last whole months; None when a number that it needs is hidden, or the months do not reach so far."""
    year = rows[-MONTHS:]
    if len(rows) <= MONTHS:
        return None
    before, now = rows[-MONTHS - 1]["waiting"], rows[-1]["waiting"]
    referred, assessed = ([row[name] for row in year] for name in ("referred", "assessed"))
    if None in (before, now, *referred, *assessed):
        return None
    # A referral that is assessed and closed is in both columns, so who left without an assessment is what the others leave over.
    left = sum(referred) - sum(assessed) - (now - before)
    return Flow(tuple(row["month_end"] for row in year), sum(referred), sum(assessed), left, now - before, now)
