"""Dates with the year first whose column shows that they are not what they seem: 2016/17/03, and 26-08-14 read as 26 August 2014."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

_FULL_YEAR = re.compile(r"\d{4}([-/. ])(\d{1,2})\1(\d{1,2})(?:[T\s].*)?")
_SHORT_YEAR = re.compile(r"(\d{2})([-/. ])(\d{1,2})\2(\d{2})")
_MONTHS = 12
_SLIPS = 10  # one slip of the keyboard in so many proves nothing
_FEWEST_TOGETHER, _YEARS_TOGETHER = 5, 3
_YEARS_AHEAD, _FEWEST_AHEAD, _YEARS_APART = 2, 2, 10


def doubted(words: Sequence[str], counts: Sequence[int]) -> frozenset[int]:
    """The dates like 2016/10/03 that stand among others like 2016/17/03: nobody can say which number is the month."""
    found = [(number, match) for number, word in enumerate(words) if (match := _FULL_YEAR.fullmatch(word.strip()))]
    unsure: set[int] = set()
    for mark in {match[1] for _, match in found}:
        mine = [(number, int(match[2]), int(match[3])) for number, match in found if match[1] == mark]
        day_next = sum(counts[number] for number, second, third in mine if second > _MONTHS >= third)
        month_next = sum(counts[number] for number, second, third in mine if third > _MONTHS >= second)
        if day_next * _SLIPS > month_next:
            unsure |= {number for number, second, third in mine if max(second, third) <= _MONTHS and second != third}
    return frozenset(unsure)


def short_years_first(words: Sequence[str], today: date) -> Mapping[int, date]:
    """The days of a column like 26-08-14, when year first all are past, and day first they run on for years or are of a few days."""
    found = {
        number: match
        for number, word in enumerate(words)
        if len(word) <= len("26-08-14 ") and (match := _SHORT_YEAR.fullmatch(word.strip()))
    }
    days = {number: _day(2000 + int(match[1]), int(match[3]), int(match[4])) for number, match in found.items()}
    if not days or not all(day and day <= today for day in days.values()):
        return {}
    lasts = [int(match[4]) for match in found.values()]
    ahead = sum(today.year + _YEARS_AHEAD <= 2000 + last <= today.year + 10 for last in lasts)
    firsts = [int(match[1]) for match in found.values()]
    together = len(days) >= _FEWEST_TOGETHER and max(firsts) - min(firsts) <= _YEARS_TOGETHER
    proven = (together or ahead >= _FEWEST_AHEAD) and max(lasts) - min(lasts) >= _YEARS_APART
    return {number: day for number, day in days.items() if day} if proven else {}


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
