"""Dates as the law and the statistics count them: compulsory school age, school years, calendar months, whole weeks."""

from __future__ import annotations

import calendar as _calendar
from datetime import date, timedelta


def add_months(day: date, months: int) -> date:
    """The same day of the month, months later (or earlier), clamped: 31 August plus six months is 28 or 29 February."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, _calendar.monthrange(year, month + 1)[1]))


def add_years(day: date, years: int) -> date:
    """The birthday, years later. A child born on 29 February has birthdays on 1 March in other years."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def month_end(day: date) -> date:
    """The last day of the month that the day is in."""
    return day.replace(day=_calendar.monthrange(day.year, day.month)[1])


def month_ends(until: date, months: int) -> tuple[date, ...]:
    """The last `months` month ends on or before `until`, oldest first."""
    last = until if until == month_end(until) else until.replace(day=1) - timedelta(days=1)
    return tuple(month_end(add_months(last.replace(day=1), -back)) for back in range(months - 1, -1, -1))


def school_age_starts(born: date) -> date:
    """First day of compulsory school age (Education Act 1996 s.8(2)): the 5th birthday if it is 31 December, 31 March
    or 31 August, otherwise the next such day."""
    fifth = add_years(born, 5)
    days = (date(fifth.year, 3, 31), date(fifth.year, 8, 31), date(fifth.year, 12, 31))
    return next(day for day in days if day >= fifth)


def last_friday_in_june(year: int) -> date:
    """The school leaving date of a year: the last Friday in June."""
    last = date(year, 6, 30)
    return last - timedelta(days=(last.weekday() - 4) % 7)


def school_age_ends(born: date) -> date:
    """Last day of compulsory school age (Education Act 1996 s.8(3)): the last Friday in June of the school year
    (1 September to 31 August) in which the child reaches 16."""
    sixteenth = add_years(born, 16)
    return last_friday_in_june(sixteenth.year + 1 if sixteenth.month >= 9 else sixteenth.year)


def is_school_age(born: date, day: date) -> bool:
    """Whether a child born on `born` is of compulsory school age on `day`, both ends included."""
    return school_age_starts(born) <= day <= school_age_ends(born)


def school_year_starts(day: date) -> date:
    """1 September of the school year that the day is in."""
    return date(day.year if day.month >= 9 else day.year - 1, 9, 1)


def terms_begun(day: date, years: int) -> tuple[str, ...]:
    """The terms of so many school years that have begun by a day, latest first: 'Autumn 2025/26'."""
    first = school_year_starts(day).year
    begin = (
        (f"{name} {year}/{(year + 1) % 100:02d}", date(year + (month < 9), month, 1))
        for year in range(first, first - years, -1)
        for name, month in (("Summer", 4), ("Spring", 1), ("Autumn", 9))
    )
    return tuple(term for term, begins in begin if begins <= day)


def year_group(born: date, day: date) -> int:
    """National curriculum year on a day: age at 31 August before the school year, less 4. Reception is 0."""
    before = school_year_starts(day) - timedelta(days=1)
    age = before.year - born.year - ((before.month, before.day) < (born.month, born.day))
    return age - 4
