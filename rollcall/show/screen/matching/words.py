"""What is told of a child, in the words that stand beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rollcall.definitions.codes import SEX

if TYPE_CHECKING:
    from rollcall.intake.linkage.records import Told

BIRTH, NOT_SHOWN = "Date of birth", "told, not shown"
SURE = (0.9, 0.95, 0.99, 0.999, 0.9999)
_IN_WORDS = {0.9: "9 in 10", 0.95: "19 in 20", 0.99: "99 in 100", 0.999: "999 in 1,000", 0.9999: "9,999 in 10,000"}


def how_sure(share: float) -> str:
    """'99 in 100'."""
    return _IN_WORDS.get(share, f"{share:.0%}")


def likely(probability: float) -> str:
    """'97%', 'over 99.9%'."""
    return "over 99.9%" if probability > 0.999 else f"{probability:.1%}"


def things(told: Told, initials: bool = False) -> dict[str, str]:
    """Each thing that is told, as people write it, in the order people look at them; initials beside a whole name when asked for.
    The date of birth is compared, and never shown."""
    found = {
        "First name": (told.forename or "").capitalize(),
        "Family name": (told.surname or "").capitalize(),
        "Initials": (told.initials or "").upper() if initials or not (told.forename and told.surname) else "",
        "Sex": SEX.labels.get(told.sex or "", ""),
        "Postcode": told.postcode or told.district or "",
        "School": (told.school or "").title(),
        "Ethnicity": (told.ethnicity or "").upper(),
        "Locality": (told.locality or "").title(),
    }
    return {name: value for name, value in found.items() if value}


def in_short(told: Told) -> str:
    """'Jane Smith, Female, LS1 4AB': everything that is told but the date of birth, in one line."""
    found = things(told)
    name = " ".join(found.pop(part) for part in ("First name", "Family name") if part in found)
    return ", ".join([*([name] if name else []), *found.values()])
