"""Dates and durations, worked out the long way."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

BANDS_OF_DURATION = [
    ("Less than 2 weeks", 0, 13),
    ("2 to 4 weeks", 14, 27),
    ("4 to 8 weeks", 28, 55),
    ("8 to 12 weeks", 56, 83),
    ("12 to 26 weeks", 84, 181),
    ("26 to 52 weeks", 182, 363),
    ("Over 52 weeks", 364, 10**9),
    ("Unknown", -1, -1),
]


BANDS_OF_WAITING = [
    ("0-7", 0, 7), ("8-14", 8, 14), ("15-28", 15, 28), ("29-84", 29, 84), ("85-126", 85, 126), ("127-364", 127, 364), ("365+", 365, 10**9),
]  # fmt: skip


def months_later(day: date, months: int) -> date:
    year, month = day.year, day.month
    for _ in range(abs(months)):
        month += 1 if months > 0 else -1
        if month == 13:
            year, month = year + 1, 1
        if month == 0:
            year, month = year - 1, 12
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def school_age_from(born: date) -> date:
    day = born
    while True:
        if (day.month, day.day) in ((12, 31), (3, 31), (8, 31)) and birthdays(born, day) >= 5:
            return day
        day += timedelta(days=1)


def birthdays(born: date, day: date) -> int:
    return day.year - born.year - (1 if (day.month, day.day) < (born.month, born.day) else 0)


def school_age_until(born: date) -> date:
    year = born.year + 16
    if born.month >= 9:
        year += 1
    day = date(year, 6, 30)
    while day.weekday() != 4:
        day -= timedelta(days=1)
    return day


def year_group(born: date, day: date) -> str:
    start = day.year if day.month >= 9 else day.year - 1
    number = birthdays(born, date(start, 8, 31)) - 4
    if number < 0:
        return "Before Reception"
    return "Reception" if number == 0 else f"Year {number}"


def month_ends(day: date) -> list[date]:
    found = []
    while len(found) < 36:
        if day.month != (day + timedelta(days=1)).month:
            found.append(day)
        day -= timedelta(days=1)
    return found[::-1]


def term_starts(term: str) -> date:
    """The first day of a term written like `Autumn 2025/26`."""
    season, years = term.split()
    autumn = int(years[:4])
    return {"Autumn": date(autumn, 9, 1), "Spring": date(autumn + 1, 1, 1), "Summer": date(autumn + 1, 4, 1)}[season]


def weeks_between(since: date, until: date) -> int:
    return max((until - since).days, 0) // 7
