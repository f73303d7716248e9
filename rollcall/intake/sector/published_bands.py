"""The bands of waiting that published lists name, in weeks or days, and how finer bands add up to the ones that are kept."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rollcall.definitions.table import fold

Span = tuple[int, int | None]  # weeks from, weeks to: None when the band is open

BANDS: dict[Span, str] = {
    (0, 1): "0-7",
    (1, 2): "8-14",
    (2, 4): "15-28",
    (4, 12): "29-84",
    (12, 18): "85-126",
    (18, 52): "127-364",
    (52, None): "365+",
}
_EDGES = frozenset(edge for span in BANDS for edge in span if edge is not None)
_WEEK = r"\s*-?\s*(?:weeks?|wks?|w)\b"
_WEEKS = re.compile(rf"(\d+)(?:{_WEEK})?\s*(?:-|–|—|to|and up to|up to|and|<|≤|&lt;)+\s*(?:less than\s*)?(\d+){_WEEK}", re.IGNORECASE)
_OVER = re.compile(
    rf"(?:over|more than|greater than|longer than|above|>\s*=?|≥)\s*(\d+){_WEEK}|(\d+)\s*\+{_WEEK}|"
    rf"(\d+){_WEEK}\s*(?:\+|or more|or over|or longer|and over|and above|plus)",
    re.IGNORECASE,
)
_UNDER = re.compile(rf"(?:up to|under|less than|fewer than|within|<\s*=?|≤)\s*(\d+){_WEEK}|(\d+){_WEEK}\s*or (?:less|fewer)", re.IGNORECASE)
_DAYS = re.compile(r"(\d+)\s*(?:-|–|—|to)\s*(\d+)\s*days", re.IGNORECASE)
_OVER_DAYS = re.compile(
    r"(?:over|more than|greater than|>\s*=?|≥)\s*(\d+)\s*days|(\d+)\s*(?:\+\s*days|days\s*(?:or more|and over))", re.IGNORECASE
)
_DAYS_IN_A_YEAR_OF_WEEKS = 364
_LONGEST_TITLE = 300  # beyond it the patterns would go over a run of digits again and again


def band_of(text: str) -> tuple[bool, Span | None]:
    """Whether a title or a heading names a band of waiting, and which: None is the total."""
    text = text[:_LONGEST_TITLE]
    words = fold(text)
    if "percent" in words or "%" in text or {"median", "average", "mean", "percentage", "proportion"} & set(words.split()):
        return False, None
    if span := _span(text):
        return is_part(span), span
    return "total" in words and "wait" in words, None


def is_part(span: Span) -> bool:
    """Whether a band is one of those that are kept, or lies inside one: the weeks over 18 are inside none."""
    low, high = span
    return span in BANDS or any(
        low >= of[0] and (of[1] is None or (high is not None and high <= of[1])) for of in BANDS if high is not None or of[1] is None
    )


def whole_of(span: Span) -> Span:
    """The kept band that a part lies inside."""
    low, high = span
    return next(of for of in BANDS if low >= of[0] and (of[1] is None or (high is not None and high <= of[1])))


def tiles(parts: Iterable[Span], whole: Span) -> list[Span] | None:
    """The parts that follow one upon the other from the start of a band to its end, or None when some are lacking."""
    by_start: dict[int, Span] = {}
    for part in sorted(parts, key=lambda span: (span[0], -(span[1] or 10_000))):
        by_start.setdefault(part[0], part)
    chain, at = [], whole[0]
    while at in by_start:
        part = by_start[at]
        chain.append(part)
        if part[1] == whole[1]:
            return chain
        if part[1] is None:
            return None
        at = part[1]
    return None


def _span(text: str) -> Span | None:
    if found := _WEEKS.search(text):
        return int(found[1]), int(found[2])
    if found := _OVER.search(text):
        return int(next(group for group in found.groups() if group)), None
    if found := _UNDER.search(text):
        return 0, int(next(group for group in found.groups() if group))
    return _span_of_days(text)


def _span_of_days(text: str) -> Span | None:
    """Bands in days end on whole weeks: 127-364 days is 18 to 52 weeks, over 364 or 365 days is over 52."""
    if found := _DAYS.search(text):
        low, high = int(found[1]), int(found[2])
        return (low // 7, round(high / 7)) if low // 7 in _EDGES or low % 7 <= 1 else None
    if found := _OVER_DAYS.search(text):
        days = int(next(group for group in found.groups() if group))
        return (52 if days - _DAYS_IN_A_YEAR_OF_WEEKS in (0, 1, 2) else days // 7), None
    return None
