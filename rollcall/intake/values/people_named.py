"""Words typed where a school, a reason or a destination belongs that name or locate a person, or reach one: they are never stored."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rollcall.definitions.personal import NOT_KEPT
from rollcall.definitions.table import fold
from rollcall.intake.values.typed_astray import is_a_postcode, reaches_somebody, says_where
from rollcall.intake.values.words import vocabulary

_LONGEST_SHOWN = 40
_MOST_ROWS = 2  # a child can have two rows; a school, a reason or a destination that nobody lists stands on more
_NAME = r"[A-ZÀ-Þ][A-Za-zÀ-ÿ'’-]*[a-zß-ÿ]"
_SOMEBODY = re.compile(rf"{_NAME}(?:,? +(?:{_NAME}|[A-Z]\.?)){{1,3}}|[A-Z][a-zà-ÿ]{{2,}}[A-Z][a-zà-ÿ]{{2,}}")
_LETTERS = re.compile(r"[^\W\d_][^\W\d_'’-]+(?:[ ,.]+[^\W\d_][^\W\d_'’-]*\.?)+")
_OF_REFERENCES = frozenset(("case", "child", "client", "id", "patient", "person", "pupil", "ref", "reference", "student", "young", "yp"))
_SCHOOL_WORDS = frozenset(
    (
        "primary", "infant", "infants", "junior", "juniors", "nursery", "secondary", "high", "grammar", "special", "free", "studio", "utc",
        "pru", "unit", "centre", "hub", "grange", "manor", "lodge", "st", "saint", "saints", "holy", "trinity", "our", "lady", "church",
        "ce", "rc", "workshop", "group", "course", "support", "line", "programme", "clinic", "tuition", "tutor", "home", "education",
    )
)  # fmt: skip

_OF_A_SCHOOL = frozenset(("school", "academy", "college", "nursery", "pru", "hospital", "clinic", "centre"))


def names_somebody(reference: str) -> bool:
    """Whether a reference is no reference and a child's name: 'Zebedee Dunkerley', 'DUNKERLEY, Z', 'ZebedeeDunkerley', 'Zebedee'."""
    if any(letter.isdigit() for letter in reference) or set(fold(reference).split()) & _OF_REFERENCES:
        return False
    return bool(_SOMEBODY.fullmatch(reference) or _LETTERS.fullmatch(reference)) or (len(reference) > 2 and reference.istitle())


def not_keeping_names(words: Sequence[str], values: Sequence[str | None], counts: Sequence[int]) -> tuple[list[str | None], frozenset[int]]:
    """Values of free text without those that read as a name and stand on a row or two, and the numbers of the words that held them."""
    named = frozenset(
        number
        for number, (word, value, count) in enumerate(zip(words, values, counts, strict=True))
        if value is not None and value == " ".join(word.split()) and reads_as_a_name(value, count)
    )
    return [NOT_KEPT if number in named else value for number, value in enumerate(values)], named


def not_keeping_whereabouts(values: Sequence[str | None], counts: Sequence[int]) -> tuple[list[str | None], frozenset[int]]:
    """Values of free text without those by which somebody is reached or known by number, nor those on a row or two that say where
    somebody lives; and the numbers of the words that held them. The address of a school is nobody's home."""
    found = frozenset(
        number
        for number, (value, count) in enumerate(zip(values, counts, strict=True))
        if value is not None and (reaches_somebody(value) or is_a_postcode(value) or (count <= _MOST_ROWS and _locates_a_home(value)))
    )
    return [NOT_KEPT if number in found else value for number, value in enumerate(values)], found


def _locates_a_home(text: str) -> bool:
    return says_where(text) and not set(fold(text).split()) & _OF_A_SCHOOL


def reads_as_a_name(text: str, rows: int) -> bool:
    """Whether free text on so many rows could be somebody's name: it has its shape, and no word of a list or of a school."""
    return rows <= _MOST_ROWS and bool(_SOMEBODY.fullmatch(text)) and not set(fold(text).split()) & (_SCHOOL_WORDS | vocabulary())


def shown_word(word: str, rows: int) -> str:
    """A typed word of a code column as people are shown it: short, and never one that could be somebody's name."""
    if reads_as_a_name(word, rows):
        return "(not shown: it could be a name)"
    return word if len(word) <= _LONGEST_SHOWN else word[: _LONGEST_SHOWN - 3] + "..."
