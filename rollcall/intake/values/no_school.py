"""Words that stand in a school's place and say that there is none."""

from __future__ import annotations

from rollcall.definitions import codes
from rollcall.definitions.table import fold

SCHOOL_COLUMNS = ("school_urn", "school_name")
_NO_SCHOOL = frozenset(
    (
        "no school", "none", "not on roll", "not on a roll", "not in school", "awaiting placement", "no placement", "home", "at home",
        "neet", "educated at home", "no setting", "not applicable", "off roll", "removed from roll", "no provision", "without a school"
    )
)  # fmt: skip


_NO_SCHOOL_SAID = _NO_SCHOOL | frozenset(codes.CATEGORY.by_word)
_OPENINGS = frozenset(said[:2] for said in _NO_SCHOOL_SAID)


def says_no_school(word: str) -> bool:
    """Whether it is no school: 'EHE', 'Not on roll', 'Awaiting placement'."""
    return word[:2].lower() in _OPENINGS and fold(word) in _NO_SCHOOL_SAID
