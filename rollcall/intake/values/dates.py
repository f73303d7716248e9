"""Dates as people type them: real dates, serial numbers, words and numbers, day first unless the column proves otherwise."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rollcall.intake.choices import DateOrder
from rollcall.intake.values.year_first import doubted, short_years_first

BLANK_DATE_WORDS = frozenset(
    (
        "", "-", "--", "n/a", "na", "n.a.", "n/k", "nk", "none", "null", "nil", "nan", "nat", "blank", ".", "..", "?", "tbc", "tba",
        "tbd", "unknown", "not known", "not recorded", "ongoing", "on-going", "on going", "present", "current", "open", "still open",
        "to date", "to present", "not yet", "pending", "awaiting", "waiting", "not applicable", "no date", "not seen", "not started",
        "still out", "continuing"
    )
)  # fmt: skip

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_MONTH_NUMBER = {name[:size]: number for number, name in enumerate(_MONTHS, 1) for size in range(3, len(name) + 1)} | {"janu": 1}
_TIME = r"(?:[T,\s]\s*(?:at\s+)?\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?\s*(?:[ap]\.?m\.?)?\s*(?:Z|[+-]\d{2}:?\d{2})?)?"
_NUMBERS = re.compile(r"(\d{1,2})\s*[-/.\\ –—]\s*(\d{1,2})\s*[-/.\\ –—]\s*(\d{4}|\d{2})" + _TIME, re.IGNORECASE)
_YEAR_FIRST = re.compile(r"(\d{4})[-/.\\ ](\d{1,2})[-/.\\ ](\d{1,2})" + _TIME, re.IGNORECASE)
_DAY_WORD = re.compile(r"(?:[a-z]{3,9}day,?\s+|(?:mon|tues?|wed|thur?s?|fri|sat|sun)[,.\s]\s*)?", re.IGNORECASE)
_WORDS = (
    (re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[-/.,\s]*(?:of\s+)?([a-z]{3,9})[-/.,\s]*'?(\d{4}|\d{2})" + _TIME, re.IGNORECASE), (1, 2, 3)),
    (re.compile(r"([a-z]{3,9})[-/.,\s]*(\d{1,2})(?:st|nd|rd|th)?[-/.,\s]+'?(\d{4}|\d{2})" + _TIME, re.IGNORECASE), (2, 1, 3)),
    (re.compile(r"(\d{4})[-/.,\s]*([a-z]{3,9})[-/.,\s]*(\d{1,2})" + _TIME, re.IGNORECASE), (3, 2, 1)),
)
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_EIGHT_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{6}|\d{4})?")
_ANY_DIGIT = re.compile(r"\d")
_SERIAL_ZERO = date(1899, 12, 30)
_FIRST, _LAST = date(1901, 1, 1), date(2098, 12, 31)  # outside these a date is a system's word for "no date"


@dataclass(frozen=True, slots=True)
class Reading:
    """What one typed value can mean: a date whichever way round, or one date day first and another month first."""

    certain: date | None = None
    day_first: date | None = None
    month_first: date | None = None

    @property
    def is_blank(self) -> bool:
        """A placeholder that systems write for no date, such as 31/12/9999."""
        return self is BLANK


_SLIPS = 5
_ISO = len("2026-10-31")
_MONTHS_IN_A_YEAR = 12
_FEWEST_DAYS, _FEWEST_TYPED, _NO_CHANCE = 3, 2, 0.005

BLANK = Reading()
UNREADABLE = Reading(None, None, None)


@dataclass(frozen=True)
class DateEvidence:
    """How the dates of one column were read, with the evidence for it: counts are of rows."""

    cell: str
    heading: str
    column: str
    day_first: int  # can only be day first
    month_first: int  # can only be month first
    either: int
    certain: int  # real dates, serial numbers, dates with the month in words, year first
    unreadable: int
    reads_month_first: bool
    chosen: bool = False  # which comes first was said by hand
    turned: int = 0  # real dates in which Excel seems to have changed day and month over
    by_others: bool = False  # which comes first is what the other dates of the sheet prove

    @property
    def is_open(self) -> bool:
        """Whether some dates could be read both ways, and neither another date nor anybody says which."""
        if self.turned:
            return not self.chosen
        if self.is_mixed:
            return True
        return self.either > 0 and not (self.day_first or self.month_first or self.chosen or self.by_others)

    @property
    def is_mixed(self) -> bool:
        """Whether dates of both orders stand in one column, and not by a slip of the keyboard: nobody can say what the others are."""
        fewer = min(self.day_first, self.month_first)
        return self.either > 0 and not self.chosen and fewer > 1 and fewer * _SLIPS * 2 >= max(self.day_first, self.month_first)

    @property
    def reads_turned_back(self) -> bool:
        """Whether day and month are changed back in dates that Excel changed over."""
        return self.turned > 0 and self.chosen and not self.reads_month_first

    @property
    def sentence(self) -> str:
        """The evidence in words."""
        if self.turned:
            next_step = "Day first changes them back, month first leaves them."
            return (
                f"The {self.turned} dates that Excel holds as dates fall on days 1 to 12, and the {self.day_first} typed ones on days 13 "
                "to 31: an Excel set to American dates seems to have changed day and month over. "
                f"{'They are changed back, as was said.' if self.reads_turned_back else next_step}"
            )
        if not self.day_first + self.month_first + self.either:
            return f"{self.certain} dates that read one way only."
        why = ", as was said" if self.chosen else ", as the other dates of the sheet are" if self.by_others else ""
        way = ("month first" if self.reads_month_first else "day first") + why
        return (
            f"Read {way}: {self.day_first} can only be day first, {self.month_first} only month first, {self.either} could be either; "
            f"{self.certain} more read one way only."
        )


@dataclass(frozen=True)
class ReadDates:
    """The dates of the distinct values of a column: a date, or None with `unreadable` telling blank from unreadable."""

    dates: tuple[date | None, ...]
    unreadable: tuple[bool, ...]
    day_first: int
    month_first: int
    either: int
    certain: int
    reads_month_first: bool
    turned: int = 0
    could_be_turned: bool = False  # nothing in the column speaks against it


def _whole_year(text: str, today: date) -> int:
    """A year of two digits is this century until ten years from now, else the last one."""
    year = int(text)
    if len(text) > 2:
        return year
    return 2000 + year if 2000 + year <= today.year + 10 else 1900 + year


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _settled(day: date | None) -> Reading:
    if day is None:
        return UNREADABLE
    return Reading(certain=day) if _FIRST <= day <= _LAST else BLANK


def _from_numbers(first: str, second: str, third: str, today: date) -> Reading:
    year = _whole_year(third, today)
    day_first, month_first = _day(year, int(second), int(first)), _day(year, int(first), int(second))
    either = day_first or month_first
    if either is None:
        return BLANK if year == 0 else UNREADABLE
    if not _FIRST <= either <= _LAST:
        return BLANK
    if day_first == month_first:
        return Reading(certain=day_first)
    return Reading(day_first=day_first, month_first=month_first)


def _from_words(text: str, today: date) -> Reading:
    for pattern, (day_at, month_at, year_at) in _WORDS:
        if found := pattern.fullmatch(text):
            month = _MONTH_NUMBER.get(found[month_at].lower())
            return _settled(_day(_whole_year(found[year_at], today), month, int(found[day_at]))) if month else UNREADABLE
    return UNREADABLE


def read_date(text: str, today: date) -> Reading:
    """Everything that one typed value can mean as a date."""
    if len(text) >= 10 and text[4] == "-" and text[7] == "-" and (len(text) == 10 or text[10] in "T "):
        try:
            day = date.fromisoformat(text[:10])
        except ValueError:
            return BLANK if text.endswith("-00") or text.startswith("0000") else UNREADABLE
        return Reading(certain=day) if _FIRST <= day <= _LAST else BLANK
    text = text.strip().rstrip(".,;")
    if text.lower() in BLANK_DATE_WORDS:
        return BLANK
    if text[:1].isalpha() and (found := _DAY_WORD.match(text)):
        text = text[found.end() :]
    if found := _NUMBERS.fullmatch(text):
        return _from_numbers(found[1], found[2], found[3], today)
    if found := _YEAR_FIRST.fullmatch(text):
        return _settled(_day(int(found[1]), int(found[2]), int(found[3])))
    if found := _SERIAL.fullmatch(text):
        return _settled(_SERIAL_ZERO + timedelta(days=int(found[1])))
    if found := _EIGHT_DIGITS.fullmatch(text):
        year_first = _day(int(found[1]), int(found[2]), int(found[3]))
        return _settled(year_first) if year_first else _settled(_day(int(text[4:8]), int(text[2:4]), int(text[:2])))
    if text in ("0", "1", "00/00/0000", "00:00:00"):
        return BLANK
    return _from_words(text, today) if text[:1].isalnum() else UNREADABLE


def read_dates(
    words: Sequence[str], counts: Sequence[int], today: date, order: DateOrder | None = None, others_turned: bool = False
) -> ReadDates:
    """Read the distinct values of a column together: as is said, else day first, unless some can only be month first and none only day
    first. `others_turned`: Excel changed day and month over in another column of the sheet."""
    readings = _with_years_first(words, counts, [read_date(word, today) for word in words], today)
    day_first = month_first = either = certain = 0
    for reading, count in zip(readings, counts, strict=True):
        if reading.certain:
            certain += count
        elif reading.day_first and reading.month_first:
            either += count
        elif reading.day_first:
            day_first += count
        elif reading.month_first:
            month_first += count
    # One slip of the keyboard does not turn a column over: where the rest could be either, a fifth must be month first only.
    reads_month_first = month_first > 0 and day_first == 0 and month_first * _SLIPS >= month_first + either
    if order:
        reads_month_first = order is DateOrder.MONTH_FIRST
    real = [reading.certain if _is_real(word) else None for word, reading in zip(words, readings, strict=True)]
    could_be_turned = not either and not month_first and all(day.day <= _MONTHS_IN_A_YEAR for day in real if day) and any(real)
    turned = 0
    if could_be_turned and (others_turned or _looks_turned([day for day in real if day], sum(r.day_first is not None for r in readings))):
        turned = sum(count for day, count in zip(real, counts, strict=True) if day)
        reads_month_first = order is DateOrder.MONTH_FIRST
        readings = [_as_turned(day, reading, order) for day, reading in zip(real, readings, strict=True)]
    dates = [r.certain or (r.month_first if reads_month_first else r.day_first) for r in readings]
    unreadable = [day is None and not reading.is_blank for day, reading in zip(dates, readings, strict=True)]
    return ReadDates(tuple(dates), tuple(unreadable), day_first, month_first, either, certain, reads_month_first, turned, could_be_turned)


def _with_years_first(words: Sequence[str], counts: Sequence[int], readings: list[Reading], today: date) -> list[Reading]:
    """The readings, with what the column shows of those that begin with the year."""
    unsure = doubted(words, counts) if any(reading is UNREADABLE for reading in readings) else frozenset[int]()
    years = short_years_first(words, today)
    if not unsure and not years:
        return readings
    return [
        UNREADABLE if number in unsure else Reading(certain=years[number]) if number in years else reading
        for number, reading in enumerate(readings)
    ]


def evidence_of(read: ReadDates, cell: str, heading: str, column: str, counts: Sequence[int], chosen: bool) -> DateEvidence:
    """How a column was read, as it is shown to people; `counts` are the rows of each distinct value."""
    unreadable = sum(count for count, bad in zip(counts, read.unreadable, strict=True) if bad)
    told = (read.day_first, read.month_first, read.either, read.certain)
    return DateEvidence(cell, heading, column, *told, unreadable, read.reads_month_first, chosen, read.turned)


def _is_real(word: str) -> bool:
    """Whether a cell held a real date: it is read in ISO form."""
    return len(word) >= _ISO and word[4:5] == "-" and word[7:8] == "-" and word[:4].isdigit()


def _looks_turned(real: Sequence[date], typed: int) -> bool:
    """Whether it is no chance that all real dates fall on days 1 to 12 and all typed ones on days 13 to 31."""
    if len({day.day for day in real}) < _FEWEST_DAYS or typed < _FEWEST_TYPED:
        return False
    return 0.4 ** len(real) * 0.6**typed < _NO_CHANCE


def _as_turned(real: date | None, reading: Reading, order: DateOrder | None) -> Reading:
    """A reading that stands in both orders: day first changes back what Excel changed over, month first leaves it."""
    if real is None:
        return Reading(certain=reading.day_first) if reading.day_first else reading
    return Reading(certain=date(real.year, real.day, real.month)) if order is DateOrder.DAY_FIRST else reading


def looks_like_a_date(text: str, today: date) -> bool:
    """Whether a value could stand in a column of dates; a bare number is no evidence of one."""
    if not _ANY_DIGIT.search(text):
        return False
    if text.isdigit():
        return len(text) == 8 and text[:2] in ("19", "20") and read_date(text, today).certain is not None
    reading = read_date(text, today)
    return (reading.certain or reading.day_first or reading.month_first) is not None
