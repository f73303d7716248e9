"""The day that a sheet says it speaks for: in its titles, in its own name, or in its file's name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from rollcall.definitions.calendar import month_end
from rollcall.intake.values.dates import read_date

ANY_DATE = re.compile(
    r"(?<![\d])(\d{1,2}[./\-]\d{1,2}[./\-](?:\d{4}|\d{2})|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}(?:st|nd|rd|th)?[\s\-]*(?:of\s+)?[A-Za-z]{3,9}[\s,\-]*\d{4}|"
    r"\d{1,2}[A-Za-z]{3}\d{2}|[A-Za-z]{3,9}\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|20\d{6})(?!\d)"
)
_AS_AT = re.compile(
    r"\b(?:as\s*(?:at|of|on)|position\s*(?:at|on)|snapshot|correct\s*(?:at|on|as)|data\s*(?:at|to|as)|extract(?:ed|ion)?(?:\s*date|\s*on)?|census\s*date|"
    r"report(?:ing)?\s*date|run\s*(?:date|on)|date\s*of\s*(?:extract|report|data)|up\s*to|date\s*run|date\s*:|^date$|produced|printed|generated|effective)\b",
    re.IGNORECASE,
)
_OF_SOMETHING_ELSE = re.compile(
    r"\b(?:since|from|after|before|until|due|next|born|review|starters?|leavers?|between|version)\b", re.IGNORECASE
)
_MONTH = (
    "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|"
    "dec(?:ember)?)"
)
_MONTH_YEAR = re.compile(rf"(?<![A-Za-z]){_MONTH}[\s.,'’()\-]*(20\d\d)(?!\d)", re.IGNORECASE)
_MONTH_SHORT_YEAR = re.compile(
    rf"(?<![A-Za-z\d])(?:(\d{{1,2}})(?:st|nd|rd|th)?[\s.\-]*)?(?<![A-Za-z]){_MONTH}[\s.,'’()\-]*(\d\d)(?!\d)", re.IGNORECASE
)
_YEAR_MONTH_WORD = re.compile(rf"(?<!\d)(20\d\d)[\s.,'’()\-]*{_MONTH}(?![A-Za-z])", re.IGNORECASE)
_YEAR_MONTH = re.compile(r"(?<!\d)(?<!\d[-./])(20\d\d)[\s.\-]?(0[1-9]|1[0-2])(?!\d|[-./]\d)")
_MONTH_NUMBER_YEAR = re.compile(r"(?<!\d)(?<!\d[-./])(0?[1-9]|1[0-2])[.\-](20\d\d)(?!\d)")
_SIX_DIGITS = re.compile(r"(?<!\d)(\d\d)(\d\d)(\d\d)(?!\d)")
_ENDING = re.compile(r"\.(xlsx|xlsm|xls|xlsb|ods|csv|txt|tsv)$", re.IGNORECASE)
_NEW_WORD = re.compile(r"(?<=[A-Za-z])(?=[A-Z][a-z])")
_YEARS_BACK = 10  # how far back a month in a name can lie: of a year longer ago the number is another's
_LONGEST_TITLE = 120


class Stated(NamedTuple):
    """A day that a label states, and where it does."""

    day: date
    where: str  # "the title", "the file's name"


def file_stem(name: str) -> str:
    """A file's name without its folders and its ending."""
    return _ENDING.sub("", re.split(r"[\\/]", name)[-1])


def dates_in(text: str, today: date) -> list[date]:
    """The full dates in a label, day first."""
    found = []
    for match in ANY_DATE.finditer(text.replace("_", " ")):
        reading = read_date(match[1], today)
        if day := reading.certain or reading.day_first:
            found.append(day)
    return found


def day_in_titles(titles: Iterable[str], today: date) -> date | None:
    """The day that titles state: after "as at" and the like, or the one date among them; never a day to come. This month ends today."""
    lines = list(titles)
    for line in lines:
        if said := _AS_AT.search(line):
            if days := [day for day in dates_in(line[said.start() :], today) if day <= today]:
                return days[0]
            if not dates_in(line, today) and (months := [month for month in _months(line) if month <= today]):
                return min(month_end(months[0]), today)
    days = sorted({day for line in lines if len(line) <= _LONGEST_TITLE for day in dates_in(line, today) if day <= today})
    return days[0] if len(days) == 1 else None


def month_in_titles(titles: Iterable[str], today: date) -> date | None:
    """The end of the one month that titles name: 'SEND caseload, October 2026'."""
    lines = [line for line in titles if len(line) <= _LONGEST_TITLE and not _OF_SOMETHING_ELSE.search(line)]
    months = {month for line in lines for month in _months(ANY_DATE.sub(" ", line)) if month <= today}
    return min(month_end(months.pop()), today) if len(months) == 1 else None


def day_in_name(name: str, today: date) -> date | None:
    """The latest full date in the name of a file or a sheet."""
    stem = _words(name)
    days = {*dates_in(stem, today), *_short_days(ANY_DATE.sub(" ", stem))}
    return max((day for day in days if _known(day, today)), default=None)


def month_in_name(name: str, today: date) -> date | None:
    """The end of the latest month in the name of a file or a sheet: 'October 2026', 'Oct 26', '2026-10'. This month ends today."""
    stem = ANY_DATE.sub(" ", _words(name))
    months = {*_months(stem), *_months_in_numbers(stem)}
    months |= {date(2000 + int(year), _number(word), 1) for day, word, year in _MONTH_SHORT_YEAR.findall(stem) if not day}
    known = [month for month in months if _known(month, today)]
    return min(month_end(max(known)), today) if known else None


def day_to_come(titles: Iterable[str], today: date) -> date | None:
    """A day after today that titles say they speak for."""
    for line in titles:
        if said := _AS_AT.search(line):
            days = dates_in(line[said.start() :], today) or [month_end(month) for month in _months(line) if month > today]
            if days and min(days) > today:
                return days[0]
    return None


def stated_day(titles: Iterable[str], file: str, today: date) -> Stated | None:
    """The day that titles state, else the name of the file; never a day to come."""
    if day := day_in_titles(titles, today):
        return Stated(day, "the title")
    day = day_in_name(file, today) or month_in_name(file, today)
    return Stated(day, "the file's name") if day else None


def _known(day: date, today: date) -> bool:
    return today.year - _YEARS_BACK <= day.year and day <= today


def _words(name: str) -> str:
    return _NEW_WORD.sub(" ", file_stem(name)).replace("_", " ")


def _number(word: str) -> int:
    return ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec").index(word[:3].lower()) + 1


def _months(text: str) -> list[date]:
    """The first day of each month that is named with its whole year."""
    named = [(int(year), _number(word)) for word, year in _MONTH_YEAR.findall(text)]
    named += [(int(year), _number(word)) for year, word in _YEAR_MONTH_WORD.findall(_MONTH_YEAR.sub(" ", text))]
    return [date(year, month, 1) for year, month in named]


def _months_in_numbers(text: str) -> list[date]:
    named = [(int(year), int(month)) for year, month in _YEAR_MONTH.findall(text)]
    named += [(int(year), int(month)) for month, year in _MONTH_NUMBER_YEAR.findall(text)]
    return [date(year, month, 1) for year, month in named]


def _short_days(text: str) -> Iterable[date]:
    """Days with a year of two digits: '311026', '31 Oct 26'."""
    numbers = _SIX_DIGITS.findall(text)
    named = [(day, str(_number(word)), year) for day, word, year in _MONTH_SHORT_YEAR.findall(text) if day]
    for day, month, year in (*numbers, *named):
        try:
            yield date(2000 + int(year), int(month), int(day))
        except ValueError:
            continue
