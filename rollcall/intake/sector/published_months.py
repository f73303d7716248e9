"""The month that a published workbook is about, from its titles and its list of contents, and from nothing weaker."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from rollcall.intake.reading.read import Sheet
from rollcall.intake.recognising.columns import row_texts

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_MONTH = re.compile(
    r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)(?:uary|ruary|ch|il|e|y|ust|tember|ober|ember)?"
    r"(?:[\s\-,/]+(20\d{2})|[\-\s]+'?([1-5]\d))(?![\d%])(?!\s*(?:st|nd|rd|th|weeks?|days?|providers?|organisations?)\b)",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(r"(20\d{2})[-/](\d{2})(?:[-/]\d{2})?(?:[T\s]+00:00(?::00)?)?")
_WORDS_YEAR_FIRST = re.compile(r"(20\d{2})(?:[-/ ]\d{2})?[\s\-_]+([a-z]{3,9})\b", re.IGNORECASE)
_LONGEST_TITLE = 160


def months_in(text: str) -> set[date]:
    """The months, as their first days, that a title names."""
    months = set()
    for found in _MONTH.finditer(text):
        year = int(found[2]) if found[2] else 2000 + int(found[3])
        months.add(date(year, _number(found[1]), 1))
    if not months and (iso := _YEAR_FIRST.fullmatch(text.strip())) and 1 <= int(iso[2]) <= 12:
        months.add(date(int(iso[1]), int(iso[2]), 1))
    return months


def month_of_titles(rows: Iterable[Sequence[str]]) -> date | None:
    """The one month that the title of a table names; where the title names none, the one that the lines below it do."""
    lines = [[text for text in row if text and len(text) < _LONGEST_TITLE] for row in rows]
    titles = [text for line in lines for text in line if "waiting" in text.lower()][:1]
    for texts in (titles, [text for line in lines for text in line]):
        months = {month for text in texts for month in months_in(text)}
        if len(months) == 1:
            return months.pop()
    return None


def months_listed(sheets: Iterable[Sheet]) -> set[date]:
    """The months that a list of contents gives to its tables."""
    return {
        month
        for sheet in sheets
        if sheet.width <= 6 and sheet.height <= 60
        for row in row_texts(sheet.columns, 0, sheet.height)
        for text in row
        if re.match(r"table\s*\d", text, re.IGNORECASE)
        for month in months_in(text)
    }


def month_in_name(name: str) -> date | None:
    """The month that a file's name seems to say, to be asked about: `2025-26-July` is July of the financial year 2025-26."""
    plain = re.sub(r"[_.]+", " ", name)
    months = months_in(plain.replace("-", " "))
    if len(months) == 1 and not re.search(r"20\d{2}\s*-\s*\d{2}\b", name):
        return months.pop()
    found = _WORDS_YEAR_FIRST.search(plain)
    if not found or found[2].lower()[:3] not in {month[:3] for month in _MONTHS}:
        return None
    number = _number(found[2])
    return date(int(found[1]) + (number < 4), number, 1)


def _number(word: str) -> int:
    return next(number for number, name in enumerate(_MONTHS, 1) if name.startswith(word[:3].lower()))
