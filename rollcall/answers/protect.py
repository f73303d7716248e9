"""Small numbers: what everyone but the lead sees. Nothing after this stage can see a number of 1 to 7 people."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rollcall.answers.answer import AnswerColumn
from rollcall.answers.statistics import median, percentile

FEWEST_SHOWN = 8  # NHS England's rule for hospital statistics since 2018: 1 to 7 hidden, the rest to the nearest 5
NEAREST = 5
FEWEST_SUMMARISED = 10  # a median of fewer waits would speak of single children

HIDDEN_FOOTNOTE = f"c means fewer than {FEWEST_SHOWN}; other numbers are rounded to {NEAREST}, each on its own, so they may not add up."
WEEKS_FOOTNOTE = f"Weeks are summed up only for {FEWEST_SUMMARISED} children or more; the longest wait is not shown."


def protected_number(people: int | None) -> int | None:
    """A number of people as everyone may see it: 0 as it is, 1 to 7 hidden (None), else to the nearest 5."""
    if people is None or 0 < people < FEWEST_SHOWN:
        return None
    return NEAREST * ((people + NEAREST // 2) // NEAREST)


def protect(columns: Sequence[AnswerColumn], rows: Sequence[tuple]) -> tuple[tuple, ...]:
    """Rows as everyone may see them."""
    protectors = [_PROTECTORS.get(column.kind) for column in columns]
    return tuple(
        tuple(value if protector is None else protector(value) for value, protector in zip(row, protectors, strict=True)) for row in rows
    )


def _summary(weeks: Sequence[int] | None) -> dict[str, float | int | None] | None:
    if weeks is None or len(weeks) < FEWEST_SUMMARISED:
        return None
    return {"median": median(weeks), "percentile_92": percentile(weeks, 92)}


def _hidden(_: object) -> None:
    return None


_PROTECTORS: dict[str, Callable] = {"people": protected_number, "weeks of people": _summary, "longest weeks": _hidden}
