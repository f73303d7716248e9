"""What of a sheet's headings, words and names may be remembered as it stands: nothing that could be the name of a child."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from hashlib import sha256
from itertools import pairwise

from rollcall.definitions import codes as lists
from rollcall.definitions.personal import PERSONAL_HEADINGS
from rollcall.definitions.table import fold
from rollcall.intake.recognising.headings import RECOGNISED, plain_headings

_HASH = re.compile(r"#[0-9a-f]{16}")
_LETTERED = re.compile(r"column [a-z]{1,3}|#\d{1,4}|\d{1,3}")  # what heading_keys adds, and small numbers
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_OF_NUMBERS = r"\d{5,}|\b\d{1,2} \d{1,2} (?:\d\d)?\d\d\b|\b\d{4} \d{1,2} \d{1,2}\b"
_DATE = re.compile(rf"{_OF_NUMBERS}|\b\d{{1,2}}(?:st|nd|rd|th)? (?:{'|'.join(_MONTHS)})[a-z]* \d{{2,4}}\b")
_REFERENCE = re.compile(r"[a-z]{0,4} ?\d{1,8}[a-z]?")
_ORGANISATIONS = frozenset(
    (
        "council", "county", "city", "borough", "district", "metropolitan", "unitary", "north", "south", "east", "west", "central", "nhs",
        "trust", "academy", "academies", "school", "schools", "college", "service", "services", "team", "partner", "partners", "hospital",
        "community", "children", "childrens", "education", "health", "data", "list", "register", "extract", "export", "return", "returns",
        "monthly", "weekly", "termly", "report", "table", "sheet", "all", "and", "the", "of", "for", "in", "out", "not", "our", "ours",
        "new", "old",
    )
)  # fmt: skip


def is_hash(key: str) -> bool:
    """Whether a remembered heading is only a number to compare it by."""
    return bool(_HASH.fullmatch(key))


def hash_of(key: str) -> str:
    """A number by which a heading is compared. It has no key of its own, so that another council's Rollcall finds the same one."""
    return key if is_hash(key) else f"#{sha256(key.encode()).hexdigest()[:16]}"


def hashes_of(keys: Iterable[str]) -> tuple[str, ...]:
    """The same for each of several headings."""
    return tuple(map(hash_of, keys))


@cache
def _words() -> frozenset[str]:
    told = {*plain_headings(), *PERSONAL_HEADINGS, *(word for codes in lists.ALL_CODES for word in codes.by_word)}
    told |= {fold(word) for table in RECOGNISED for word in (*table.sheet_words, table.title, table.name)}
    return frozenset(token for words in told for token in fold(words).split()) | _ORGANISATIONS


def _is_known(token: str) -> bool:
    return token in _words() or bool(_LETTERED.fullmatch(token))


def could_name_somebody(key: str) -> bool:
    """Whether two words that stand in no list of ours follow each other, as a name and a surname do."""
    unknown = [token.isalpha() and not _is_known(token) for token in key.split()]
    return any(one and other for one, other in pairwise(unknown))


def kept_heading(key: str, chosen: Collection[str] = ()) -> str:
    """A heading as it is remembered: as it stands when every word of it is known, or something is said of it by hand, else its number."""
    is_plain = all(map(_is_known, key.split())) or (key in chosen and not could_name_somebody(key))
    return key if is_plain or is_hash(key) else hash_of(key)


def known_words(text: str) -> str:
    """The words of a name of a file, a sheet or a partner that are known, and so are nobody's name."""
    return " ".join(token for token in text.split() if all(map(_is_known, fold(token).split())))


def reads_as_data(keys: Sequence[str]) -> bool:
    """Whether a row that was taken for headings is a row of data: a date, a long number, or half of it references, codes and names."""
    if any(_DATE.search(key) for key in keys):
        return True
    return 2 * sum(map(_is_data, keys)) >= len(keys)


def _is_data(key: str) -> bool:
    plain = key.split(" #")[0]
    if plain in _known_headings():
        return False
    return bool(_REFERENCE.fullmatch(plain)) or plain in _codes() or could_name_somebody(plain)


@cache
def _known_headings() -> frozenset[str]:
    return frozenset(plain_headings())


@cache
def _codes() -> frozenset[str]:
    return frozenset(word for codes in lists.ALL_CODES for word in codes.by_word)
