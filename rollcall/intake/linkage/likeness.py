"""How two records compare, thing by thing, in the words that people read."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from rapidfuzz.distance import JaroWinkler, Levenshtein

from rollcall.intake.linkage.records import Told

_ALIKE = 0.88  # Jaro-Winkler similarity of two first names, from which one may be a form of the other


class Likeness(StrEnum):
    """How one thing compares."""

    SAME = "same"
    NEARLY = "nearly"
    DIFFERENT = "different"
    NOT_TOLD = "not told"


def likenesses(one: Told, other: Told) -> dict[str, Likeness]:
    """Each thing that either side tells, in the order people look at them."""
    found = {
        "Date of birth": _births(one.born, other.born),
        "First name": _forenames(one, other),
        "Family name": _surnames(one.surname, other.surname),
        "Initials": _equal(one.initials, other.initials),
        "Sex": _equal(one.sex, other.sex),
        "Postcode": _postcodes(one, other),
        "School": _equal(one.school, other.school),
        "Ethnicity": _equal(one.ethnicity, other.ethnicity),
        "Locality": _equal(one.locality, other.locality),
    }
    if found["First name"] is not Likeness.NOT_TOLD and found["Family name"] is not Likeness.NOT_TOLD:
        found["Initials"] = Likeness.NOT_TOLD
    return {name: likeness for name, likeness in found.items() if likeness is not Likeness.NOT_TOLD}


def births_compared(one: date | None, other: date | None) -> str:
    """How two dates of birth agree, in words that say neither: 'differs in the day and the month'. `one` is the file's."""
    if one is None or other is None:
        missing = [side for side, born in (("the file", one), ("the list", other)) if born is None]
        return f"not told in {' or '.join(missing)}"
    if one == other:
        return Likeness.SAME.value
    if (one.year, one.day, one.month) == (other.year, other.month, other.day):
        return "day and month turned round"
    differing = [f"the {part}" for part in ("day", "month", "year") if getattr(one, part) != getattr(other, part)]
    return f"differs in {' and '.join(filter(None, [', '.join(differing[:-1]), differing[-1]]))}"


def contradicts(one: Told, other: Told) -> str:
    """What speaks against one child so plainly that nobody but a person may say it is one; '' when nothing does."""
    found = likenesses(one, other)
    against = [name.lower() for name in ("Date of birth", "First name", "Initials", "Sex") if found.get(name) is Likeness.DIFFERENT]
    return " and ".join(against)


def are_one(one: Told, other: Told) -> bool:
    """Whether two records of one file are plainly the same child, whatever their numbers: full name, birth and sex agree."""
    key = (one.born, one.forename, one.surname, one.sex)
    return None not in key[:3] and key == (other.born, other.forename, other.surname, other.sex)


def _equal(one: str | None, other: str | None) -> Likeness:
    if one is None or other is None:
        return Likeness.NOT_TOLD
    return Likeness.SAME if one == other else Likeness.DIFFERENT


def _births(one: date | None, other: date | None) -> Likeness:
    if one is None or other is None:
        return Likeness.NOT_TOLD
    if one == other:
        return Likeness.SAME
    turned = one.year == other.year and (one.day, one.month) == (other.month, other.day)
    slip = Levenshtein.distance(one.isoformat(), other.isoformat()) == 1
    return Likeness.NEARLY if turned or slip else Likeness.DIFFERENT


def _forenames(one: Told, other: Told) -> Likeness:
    if one.forename is None or other.forename is None:
        return Likeness.NOT_TOLD
    if one.forename == other.forename:
        return Likeness.SAME
    turned = one.forename == other.surname and one.surname == other.forename
    alike = JaroWinkler.similarity(one.forename, other.forename) >= _ALIKE or one.forename[0] == other.forename[0]
    return Likeness.NEARLY if turned or alike else Likeness.DIFFERENT


def _surnames(one: str | None, other: str | None) -> Likeness:
    found = _equal(one, other)
    if found is Likeness.DIFFERENT and one and other and JaroWinkler.similarity(one, other) >= _ALIKE:
        return Likeness.NEARLY
    return found


def _postcodes(one: Told, other: Told) -> Likeness:
    if one.postcode and other.postcode:
        return (
            Likeness.SAME if one.postcode == other.postcode else Likeness.NEARLY if one.district == other.district else Likeness.DIFFERENT
        )
    return _equal(one.district, other.district)
