"""The days that a council's registers hold of what it checked, decided and agreed: many are never entered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from rollcall.invent import place
from rollcall.invent.chance import Chance

Row = dict[str, object]


def with_decided_days(seed: int, rows: Sequence[Row], as_at: date) -> list[Row]:
    """The same rows, each with the three days. They come from a stream of their own, so that nothing else in a row changes with them."""
    chance = Chance(seed, "decided days")
    return [row | _days(chance, row, as_at) for row in rows]


def _days(chance: Chance, row: Row, as_at: date) -> Row:
    start, end = row["start_date"], row["end_date"]
    assert isinstance(start, date)
    assert end is None or isinstance(end, date)
    until = end or as_at
    category = row["category"]
    return {
        "suitability_checked_date": _checked(chance, start, until) if category == "ehe" else None,
        "section_61_decision_date": _decided(chance, start) if category == "eotas" else None,
        "agreed_full_time_date": _agreed(chance, start, end, as_at) if category == "part_time" else None,
    }


def _checked(chance: Chance, start: date, until: date) -> date | None:
    """The last check: the first one some weeks after the start, then about one a year. For one child in four it is never entered."""
    first, before = start + timedelta(days=chance.whole(28, 150)), timedelta(days=round(chance.exponential(240)) + 5)
    entered = chance.happens(0.74)
    day = place.working_day(max(first, until - before))
    return day if entered and day <= until else None


def _decided(chance: Chance, start: date) -> date | None:
    """Decided a few weeks before the package starts, and not entered for one child in four."""
    before, entered = timedelta(days=chance.whole(5, 50)), chance.happens(0.74)
    return place.working_day(start - before) if entered else None


def _agreed(chance: Chance, start: date, end: date | None, as_at: date) -> date | None:
    """Four to twelve weeks after the start, moved on once or more where the timetable went on; not agreed for one child in three."""
    weeks, agreed, moved_on = chance.whole(4, 12), chance.happens(0.68), chance.happens(0.45)
    day = start + timedelta(weeks=weeks)
    until = end or as_at
    while moved_on and day < until:
        day += timedelta(weeks=6)
    return place.school_day(day) if agreed else None
