"""What stands where it does not belong, and is never kept there: NHS numbers and UPNs, and where people live or are reached."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rollcall.intake.values.identifiers import NHS_LENGTH, Check, check_nhs_number, check_upn

_MOSTLY = 0.5  # of bare ten digits that fit a check digit; one number in eleven does so by chance
_SPACED = re.compile(r"\d{3}[ \-–.]\d{3}[ \-–.]\d{4}")
_NHS_NUMBER = re.compile(rf"(?<!\d)(?:{_SPACED.pattern}|\d{{10}})(?!\d)")
_SPACED_NUMBER = re.compile(rf"(?<!\d)(?:{_SPACED.pattern})(?!\d)")
_UPN = re.compile(r"(?<!\w)[A-Za-z]\d{11}[A-Za-z0-9](?!\w)")
_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_TELEPHONE = re.compile(r"(?<![\w+])(?:\+44|0044|\(?0)(?:[ ().\-]*\d){9,10}(?!\d)")
_POSTCODE = re.compile(r"(?<![A-Za-z0-9])(?:[A-Za-z]{1,2}\d[A-Za-z\d]?|GIR) ?\d[ABD-HJLNP-UW-Zabd-hjlnp-uw-z]{2}(?![A-Za-z0-9])")
_STREET = re.compile(
    r"(?<![\w/])\d{1,4}[a-z]?,? +(?:[a-z'’.\-]+ +){1,4}(?:street|road|rd|lane|avenue|ave|close|drive|crescent|terrace|gardens|grove|"
    r"mews)(?!\w)",
    re.IGNORECASE,
)
_SPACED_POSTCODE = re.compile(_POSTCODE.pattern.replace(" ?", " +"))


def official(words: Sequence[str]) -> dict[int, tuple[str, str]]:
    """Which of the references of a column are NHS numbers or UPNs: for the number of each word its column and its plain form, '' for an
    NHS number that is mistyped.

    Ten digits on end can be a local number whose last digit fits by chance: they are NHS numbers where most of the column's do fit.
    """
    found: dict[int, tuple[str, str]] = {}
    of_ten: dict[int, tuple[str, str]] = {}
    for number, word in enumerate(words):
        if len(word) < NHS_LENGTH or not any(map(str.isdigit, word)):
            continue
        upn, nhs = check_upn(word), check_nhs_number(word)
        if upn.check in (Check.GOOD, Check.UNKNOWN_COUNCIL):
            found[number] = ("upn", upn.plain)
        elif nhs.check is Check.GOOD and _SPACED.fullmatch(word.strip()):
            found[number] = ("nhs_number", nhs.plain)
        elif len(nhs.plain) == NHS_LENGTH and nhs.plain.isdecimal():
            of_ten[number] = ("nhs_number", nhs.plain if nhs.check is Check.GOOD else "")
    sure = sum(kind == "nhs_number" for kind, _ in found.values())
    good = sure + sum(1 for _, plain in of_ten.values() if plain)
    return found | of_ten if good > _MOSTLY * (sure + len(of_ten)) else found


def is_no_reference(word: str) -> bool:
    """Whether a reference is none, and says where somebody lives, is reached, or by which number somebody is known."""
    if word.isalnum():
        return False  # bare digits can be a local number
    found = _EMAIL.search(word) or _TELEPHONE.search(word) or _SPACED_POSTCODE.search(word) or _STREET.search(word)
    return bool(found) or _holds_a_number(word, _SPACED_NUMBER)


def reaches_somebody(text: str) -> bool:
    """Whether free text holds an e-mail address, a telephone number, an NHS number or a UPN."""
    if "@" in text and _EMAIL.search(text):
        return True
    if sum(map(str.isdigit, text)) < NHS_LENGTH:
        return False
    return bool(_TELEPHONE.search(text)) or _holds_a_number(text, _NHS_NUMBER)


def _holds_a_number(text: str, nhs_number: re.Pattern[str]) -> bool:
    numbers = any(check_nhs_number(found[0]).check is Check.GOOD for found in nhs_number.finditer(text))
    return numbers or any(check_upn(found[0]).check in (Check.GOOD, Check.UNKNOWN_COUNCIL) for found in _UPN.finditer(text))


def says_where(text: str) -> bool:
    """Whether free text holds a whole postcode, or a number and a street."""
    return any(map(str.isdigit, text)) and bool(_POSTCODE.search(text) or _STREET.search(text))
