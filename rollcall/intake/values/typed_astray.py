"""What stands where it does not belong, and is never kept there: NHS numbers and UPNs, and where people live or are reached."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rollcall.intake.values.identifiers import Check, check_nhs_number, check_upn

_MOSTLY = 0.5  # of bare ten digits that fit a check digit; one number in eleven does so by chance
_SPACED = re.compile(r"\d{3}[ \-–.]\d{3}[ \-–.]\d{4}")
_TEN_OF_THEM = re.compile(r"(?:\D*\d){10}")
_TEN_DIGITS = re.compile(r"\d{10}")
_NHS_NUMBER = re.compile(rf"(?<!\d)(?:{_SPACED.pattern}|\d{{10}})(?!\d)")
_SPACED_NUMBER = re.compile(rf"(?<!\d)(?:{_SPACED.pattern})(?!\d)")
_UPN = re.compile(r"(?<!\w)[A-Za-z]\d{11}[A-Za-z0-9](?!\w)")
_EMAIL = re.compile(r"[\w.+'-]@[\w-]{1,63}\.\w")
_TELEPHONE = re.compile(r"(?<![\w+])(?:\+44|0044|\(?0)(?:[ ().\-]*\d){9,10}(?!\d)")
_POSTCODE = re.compile(r"(?<![A-Za-z0-9])(?:[A-Za-z]{1,2}\d[A-Za-z\d]?|GIR) ?\d[ABD-HJLNP-UW-Zabd-hjlnp-uw-z]{2}(?![A-Za-z0-9])")
_STREET = re.compile(
    r"(?<![\w/])\d{1,4}[a-z]?,? +(?:[a-z'’.\-]+ +){1,4}(?:street|road|rd|lane|avenue|ave|close|drive|crescent|terrace|gardens|grove|"
    r"mews)(?!\w)",
    re.IGNORECASE,
)
_SPACED_POSTCODE = re.compile(_POSTCODE.pattern.replace(" ?", " +"))


def official(words: Sequence[str]) -> dict[int, tuple[str, str]]:
    """Which of the references of a column are NHS numbers or UPNs: for the number of each word its column and its plain form, '' for one
    that is mistyped.

    Ten digits, or a letter and twelve, can be a local number that fits the check by chance, one in eleven or in twenty-three: they are
    official ones where most of the column's do fit. Ten digits that are written 3 3 4 and fit are an NHS number anywhere.
    """
    found: dict[int, tuple[str, str]] = {}
    for name in ("nhs_number", "upn"):
        like = {number: told for number, word in enumerate(words) if (told := _plain(name, word)) is not None}
        if sum(map(bool, like.values())) > _MOSTLY * len(like):
            found |= {number: (name, plain) for number, plain in like.items()}
        else:
            found |= {number: (name, plain) for number, plain in like.items() if plain and _SPACED.fullmatch(words[number].strip())}
    return found


def _plain(name: str, word: str) -> str | None:
    """A word as the official number that it looks like, '' where the check does not fit; None where it does not look like one."""
    if _TEN_OF_THEM.match(word) is None:
        return None
    checked = check_upn(word) if name == "upn" else check_nhs_number(word)
    if checked.check in (Check.GOOD, Check.UNKNOWN_COUNCIL):
        return checked.plain
    return "" if (_UPN if name == "upn" else _TEN_DIGITS).fullmatch(checked.plain) else None


def is_no_reference(word: str) -> bool:
    """Whether a reference is none, and says where somebody lives, is reached, or by which number somebody is known."""
    if word.isalnum() or (" " not in word and "@" not in word and _TEN_OF_THEM.match(word) is None):
        return False  # bare digits can be a local number
    found = _EMAIL.search(word) or _TELEPHONE.search(word) or _SPACED_POSTCODE.search(word) or _STREET.search(word)
    return bool(found) or _holds_a_number(word, _SPACED_NUMBER)


def reaches_somebody(text: str) -> bool:
    """Whether free text holds an e-mail address, a telephone number, an NHS number or a UPN."""
    if "@" in text and _EMAIL.search(text):
        return True
    if _TEN_OF_THEM.match(text) is None:
        return False
    return bool(_TELEPHONE.search(text)) or _holds_a_number(text, _NHS_NUMBER)


def _holds_a_number(text: str, nhs_number: re.Pattern[str]) -> bool:
    numbers = any(check_nhs_number(found[0]).check is Check.GOOD for found in nhs_number.finditer(text))
    return numbers or any(check_upn(found[0]).check in (Check.GOOD, Check.UNKNOWN_COUNCIL) for found in _UPN.finditer(text))


def is_a_postcode(text: str) -> bool:
    """Whether a text is a whole postcode and nothing else: a school, a reason or a locality is none."""
    return _POSTCODE.fullmatch(text.strip()) is not None


def says_where(text: str) -> bool:
    """Whether free text holds a whole postcode, or a number and a street."""
    return any(map(str.isdigit, text)) and bool(_POSTCODE.search(text) or _STREET.search(text))
