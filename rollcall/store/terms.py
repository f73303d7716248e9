"""When a school term starts, from the words partners use for it."""

from __future__ import annotations

import re
from datetime import date

_YEARS = re.compile(r"(?<!\d)(20\d\d)(?:\s*[/-]\s*(\d{4}|\d{2}))?(?!\d)|(?<!\d)(20\d\d)(\d\d)(?!\d)")
_TERM_NUMBER = re.compile(r"\b(?:term|ht|half term|t)\s*([1-6])\b")
_STARTS = {"autumn": (9, 1), "spring": (1, 1), "summer": (4, 1)}
_SIX_TERMS = {1: (9, 1), 2: (11, 1), 3: (1, 1), 4: (2, 15), 5: (4, 1), 6: (6, 1)}


def term_starts(term: str) -> date | None:
    """About the first day of a term: `Autumn 2025/26` is 1 September 2025, `Summer 2026` 1 April 2026. None when the words say neither
    term nor year."""
    years = _YEARS.search(term)
    if not years:
        return None
    first = int(years.group(1) or years.group(3))
    school_year = bool(years.group(2) or years.group(4))
    words = term.lower()
    season = next((name for name in _STARTS if name in words), None)
    half = 1 if season and re.search(r"\b2\b", words) else 0
    if season:
        month, day = _STARTS[season]
        month += half  # the second half of a term comes after the first
    else:
        number = _TERM_NUMBER.search(words)
        if not number:
            return None
        count = int(number.group(1))
        # "term 1" to "term 3" may count three terms or six: they are told apart by nothing, so they are read in their order
        month, day = _SIX_TERMS[count]
    return date(first if month >= 9 or not school_year else first + 1, month, day)
