"""Finds the header of a table under its title and note rows, also when a heading is broken over two or three rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from rollcall.definitions import codes as lists
from rollcall.definitions.personal import is_personal
from rollcall.definitions.survey import SURVEY_ANSWER
from rollcall.intake.recognising.headings import (
    hints_at_something,
    is_known_heading,
    meanings,
    plain_headings,
    says_the_same,
    spellings,
    tidy,
)
from rollcall.intake.recognising.labels import without_term
from rollcall.intake.values.words import code_of

LOOK_AT = 80  # rows of a sheet in which its first header is looked for
_GO_ON_FOR = 12  # rows looked at after a row that could be the header
_DIGITS_OF_A_REFERENCE = 4
_MOST_ROWS = 3  # that one header may take
_ANSWERS_BELOW = 5  # rows in which answers are looked for below the statements of a survey
_GAIN = 0.55  # what a further row must add in known headings to count as part of the header


@dataclass(frozen=True)
class Header:
    """The header of a table: its heading for each column, and the rows it takes (from 0, both ends included)."""

    first: int
    last: int
    headings: tuple[str, ...]
    worth: float  # how many of the headings are known, generic ones counted for less
    rows: tuple[tuple[str, ...], ...] = ()  # the rows it is made of, when there are several

    @property
    def known(self) -> int:
        """How many headings are known."""
        return sum(1 for heading in self.headings if heading and heading_worth(heading) > 0)

    @property
    def filled(self) -> int:
        """How many columns have a heading."""
        return sum(1 for heading in self.headings if heading)


@cache
def _solid_headings() -> frozenset[str]:
    return frozenset(heading.replace(" ", "") for heading in plain_headings())


@cache
def _generic() -> frozenset[str]:
    return frozenset(form for form in plain_headings() if len(form.split()) == 1 and any(m.generic for m in meanings(form)))


@lru_cache(maxsize=50_000)
def heading_worth(text: str) -> float:
    """1 for a heading that some table has, 0.6 for one that says little by itself, 0 for anything else. Quick: no closeness."""
    if not text or len(text) > 90 or not any(letter.isalpha() for letter in text):
        return 0.0
    forms = spellings(text)
    if any(is_personal(form) for form in forms):
        return 0.8
    for form in forms:
        if form.replace(" ", "") in _solid_headings():
            return 0.6 if form in _generic() else 1.0
    if says_the_same(forms):
        return 0.9
    rest = without_term(text)
    return 0.9 * heading_worth(rest) if rest else 0.0


def _row_worth(row: Sequence[str]) -> float:
    distinct = {tidy(text) for text in row if text}
    services = sum(heading_worth(text) == 0 and _is_service(text) for text in distinct)
    return sum(map(heading_worth, distinct)) + (0.5 * services if services >= 2 else 0.0)


@lru_cache(maxsize=50_000)
def _is_service(text: str) -> bool:
    """Whether a cell names a health service, as the heading of a column for each service does."""
    return len(text) <= 60 and code_of(lists.SERVICE, text)[1] == 1.0


def _joined(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """One heading per column out of several rows: the lowest alone, or with what stands (or is merged) above it, whichever is known."""
    carried: list[list[str]] = []
    for row in rows[:-1]:
        last, filled = "", []
        for text in row:
            last = text or last
            filled.append(last)
        carried.append(filled)
    headings = []
    for place, low in enumerate(rows[-1]):
        own = tidy(" ".join(row[place] for row in rows))
        merged = tidy(" ".join([*(row[place] for row in carried), low])) if low else own
        options = list(dict.fromkeys(option for option in (tidy(low), own, merged) if option))
        best = max(options, key=lambda option: (heading_worth(option), option == own), default="")
        headings.append(best if heading_worth(best) else own)
    return tuple(headings)


def could_be_headings(row: Sequence[str]) -> bool:
    """Whether a row has at least two cells, and mostly words without long numbers."""
    filled = [text for text in row if text]
    return len(filled) >= 2 and sum(map(_is_wordy, filled)) >= 0.7 * len(filled)


@lru_cache(maxsize=50_000)
def _is_wordy(text: str) -> bool:
    """Whether a cell is made of words, the year of a school term left aside."""
    if len(text) > 90 or not any(map(str.isalpha, text)):
        return False
    digits = sum(map(str.isdigit, text))
    return digits < _DIGITS_OF_A_REFERENCE or sum(map(str.isdigit, without_term(text) or text)) < _DIGITS_OF_A_REFERENCE


def header_ending_at(rows: Sequence[Sequence[str]], number: int, from_row: int = 0) -> Header:
    """The header that ends in one of some rows: that row, and as many above it as make its headings better known."""
    header = Header(from_row + number, from_row + number, tuple(map(tidy, rows[number])), _row_worth(rows[number]))
    for above in range(1, _MOST_ROWS):
        upper = rows[number - above] if number >= above else ()
        if sum(1 for text in upper if text) < 2 or not could_be_headings(upper):
            break
        headings = _joined(rows[number - above : number + 1])
        worth = _row_worth(headings)
        if worth >= header.worth + _GAIN and worth >= 1.2 * header.worth:
            parts = tuple(tuple(map(tidy, part)) for part in rows[number - above : number + 1])
            header = Header(from_row + number - above, from_row + number, headings, worth, parts)
    return header


def find_header(rows: Sequence[Sequence[str]], from_row: int = 0) -> Header | None:
    """The likeliest header among some rows of a sheet, or None when none looks like one of ours."""
    best: Header | None = None
    for number, row in enumerate(rows):
        if best and number > best.last - from_row + _GO_ON_FOR:
            break
        if not could_be_headings(row):
            continue
        header = header_ending_at(rows, number, from_row)
        if header.worth >= 1.5 and (best is None or header.worth > best.worth + 0.5):
            best = header
    return best or _by_closeness(rows, from_row) or _over_answers(rows, from_row)


def _by_closeness(rows: Sequence[Sequence[str]], from_row: int) -> Header | None:
    """The first row of wordy cells of which two or more are close to known headings: every heading may be mistyped."""
    for number, row in enumerate(rows[:25]):
        if not could_be_headings(row):
            continue
        filled = [tidy(text) for text in row[:60] if text]
        known = sum(is_known_heading(text) for text in filled)
        worth = known + 0.6 * sum(not is_known_heading(text) and hints_at_something(text) for text in filled)
        if worth >= 2 and worth >= 0.25 * len(filled):
            return Header(from_row + number, from_row + number, tuple(map(tidy, row)), worth * 0.8)
    return None


def _over_answers(rows: Sequence[Sequence[str]], from_row: int) -> Header | None:
    """The first row with text over two or more columns of answers to a survey: its statements are nobody's headings, and may be long."""
    for number, row in enumerate(rows[:25]):
        below = rows[number + 1 : number + 1 + _ANSWERS_BELOW]
        asked = [
            place for place, text in enumerate(row) if text and not _is_answer(text) and any(_is_answer(other[place]) for other in below)
        ]
        if len(asked) >= 2:
            return Header(from_row + number, from_row + number, tuple(map(tidy, row)), float(len(asked)))
    return None


def _is_answer(text: str) -> bool:
    return "agree" in text.lower() and SURVEY_ANSWER.find(text) is not None
