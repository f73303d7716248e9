"""Names and postcodes as they are compared: case, accents, dashes and titles away, first names told from family names."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from rollcall.intake.values.words import BLANK_WORDS

_COULD_BE_A_NAME = frozenset(("na", "nk", "n.a.", "nil", "nan", "null"))  # Nadia Ali and Noor Khan, and people are called Nil, Nan and Null
_NO_NAME_WORDS = BLANK_WORDS - _COULD_BE_A_NAME
_TITLES = frozenset(("mr", "mrs", "miss", "ms", "mx", "master", "dr"))
_NOT_LETTER = re.compile(r"[^a-z]+")
_INITIALS = re.compile(r"(?:[A-Za-z][.\s]*){1,4}")
_POSTCODE = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?)\s*(?:(\d)([A-Z]{2})?)?")


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in its parts. Initials are those of the first name and the family name."""

    forename: str | None = None
    surname: str | None = None
    initials: str | None = None


NO_NAME = PersonName()


def says_no_name(text: str) -> bool:
    """Whether a cell in a column of names or initials says in a word that it is empty. NK and NA are initials there."""
    return text.strip().lower() in _NO_NAME_WORDS


def read_name(full: str) -> PersonName:
    """A name written in one cell: 'SMITH, Jane', 'Jane Smith', 'J Smith', 'J.S.'."""
    if says_no_name(full):
        return NO_NAME
    if _INITIALS.fullmatch(full.strip()) and (len(full.strip()) <= 3 or "." in full):
        return name_of_parts(None, None, full)
    family_first = "," in full
    parts = full.split(",", 1) if family_first else [full]
    tokens = [[word for word in (_plain(word) for word in part.split()) if word and word not in _TITLES] for part in parts]
    if family_first and tokens[0] and tokens[1]:
        return _name(tokens[1][0], "".join(tokens[0]))
    together = [word for part in tokens for word in part]
    if len(together) < 2:
        return NO_NAME
    return _name(together[0], together[-1])


def name_of_parts(forename: str | None, surname: str | None, initials: str | None = None) -> PersonName:
    """A name whose parts stand in cells of their own; of several first names the first."""
    first = next((word for word in map(_plain, (forename or "").split()) if word and word not in _TITLES), None)
    family = _plain(surname or "") or None
    if first or family:
        return _name(first, family)
    letters = _plain(initials or "")
    return PersonName(None, None, letters[0] + letters[-1]) if 2 <= len(letters) <= 4 else NO_NAME


def read_postcode(text: str) -> tuple[str | None, str | None]:
    """A whole postcode without its space, and its district: ('LS14AB', 'LS1'); the first is None when only the district is given."""
    found = _POSTCODE.fullmatch(" ".join(text.upper().split()))
    if not found:
        return None, None
    district, sector, unit = found.groups()
    return (f"{district}{sector}{unit}" if unit else None), district


def _name(forename: str | None, surname: str | None) -> PersonName:
    initials = f"{forename[0]}{surname[0]}" if forename and surname else None
    whole = forename if forename and len(forename) > 1 else None
    return PersonName(whole, surname if surname and len(surname) > 1 else None, initials)


def _plain(word: str) -> str:
    if says_no_name(word):
        return ""
    letters = unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode("ascii").lower()
    return _NOT_LETTER.sub("", letters)
