"""How much it says that two records agree: the chances that tell one and the same child from two.

For each thing compared: how often it agrees when it is the same child (stated here, from what is known of slips and changes in such
records), against how often two children agree by chance (counted in the very records that are compared).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from rollcall.intake.linkage.records import Told

_RAREST = 1e-5  # what agrees by chance is never taken for rarer than this
_IN_COMMON = 0.5  # share of one side's words that the other side uses too; below it the two use different lists of words
_EDIT_OF_A_DATE = 0.004  # how often two dates of birth differ in one digit by chance
_WORDS = ("school", "ethnicity")

Level = dict[str, Any]
Side = Sequence[Told]


def comparisons(ours: Side, theirs: Side) -> list[dict[str, Any]]:
    """What is compared, as Splink takes it: only what both sides tell, in the same words."""
    found = [_births(ours, theirs)]
    if (by_chance := _by_chance(ours, theirs, "sex")) is not None:
        found.append(_comparison("sex", _same("sex", 0.99, max(by_chance, 0.3)), _else(0.01, 1 - max(by_chance, 0.3))))
    if _both_tell(ours, theirs, "initials") or _both_tell(ours, theirs, "surname"):
        found.append(_names(ours, theirs))
    if (by_chance := _by_chance(ours, theirs, "district")) is not None:
        found.append(_postcodes(ours, theirs, by_chance))
    elif (by_chance := _in_the_same_words(ours, theirs, "locality")) is not None:
        found.append(_comparison("locality", _same("locality", 0.9, by_chance), _else(0.1, 1 - by_chance)))
    for name in _WORDS:
        if (by_chance := _in_the_same_words(ours, theirs, name)) is not None:
            # Neighbours go to one school and are often of one background, so agreeing says less than it would alone.
            likely = max(by_chance, 0.05)
            found.append(_comparison(name, _same(name, 0.85, likely), _else(0.15, 1 - likely)))
    return found


def _births(ours: Side, theirs: Side) -> dict[str, Any]:
    same = _by_chance(ours, theirs, "born") or _RAREST
    return _comparison(
        "born",
        _same("born", 0.96, max(same, 1 / 10_000)),
        _level("turned_l = turned_r", 0.012, 1 / 5_000),
        _level("levenshtein(born_l, born_r) <= 1", 0.02, _EDIT_OF_A_DATE),
        _else(0.008, 1 - _EDIT_OF_A_DATE),
    )


def _names(ours: Side, theirs: Side) -> dict[str, Any]:
    surname, forename, initials = (
        max(_by_chance(ours, theirs, name) or 0.0, least) for name, least in (("surname", 1e-3), ("forename", 1e-3), ("initials", 2e-3))
    )
    whole = "forename_l IS NOT NULL AND forename_r IS NOT NULL AND surname_l IS NOT NULL AND surname_r IS NOT NULL"
    nearly = "jaro_winkler_similarity(surname_l, surname_r) >= 0.92 AND jaro_winkler_similarity(forename_l, forename_r) >= 0.88"
    return {
        "output_column_name": "name",
        "comparison_levels": [
            _missing("(initials_l IS NULL AND surname_l IS NULL) OR (initials_r IS NULL AND surname_r IS NULL)"),
            _level("surname_l = surname_r AND forename_l = forename_r", 0.80, surname * forename),
            _level("surname_l = forename_r AND forename_l = surname_r", 0.01, surname * forename),
            _level(f"{whole} AND {nearly}", 0.06, 4 * surname * forename),
            _level(f"{whole} AND surname_l = surname_r AND left(forename_l, 1) = left(forename_r, 1)", 0.04, surname * 0.1),
            _level(f"{whole} AND surname_l = surname_r", 0.01, surname),
            _level(f"{whole} AND forename_l = forename_r", 0.04, forename),
            _level(whole, 0.02, 1 - surname - forename),
            _level("surname_l = surname_r AND initials_l = initials_r", 0.9, surname * 0.1),
            _level("surname_l = surname_r", 0.5, surname),
            _level("initials_l = initials_r", 0.9, initials),
            _else(0.05, 1 - initials),
        ],
    }


def _postcodes(ours: Side, theirs: Side, district: float) -> dict[str, Any]:
    whole = max(_by_chance(ours, theirs, "postcode") or 0.0, 2e-4)
    district = max(district, 1e-3)
    part = "(postcode_l IS NULL OR postcode_r IS NULL)"
    return {
        "output_column_name": "postcode",
        "comparison_levels": [
            _missing("district_l IS NULL OR district_r IS NULL"),
            _level("postcode_l = postcode_r", 0.80, whole),
            _level(f"{part} AND district_l = district_r", 0.92, district),
            _level("district_l = district_r", 0.10, district),
            _else(0.08, 1 - district),
        ],
    }


def _comparison(name: str, *levels: Level) -> dict[str, Any]:
    return {"output_column_name": name, "comparison_levels": [_missing(f"{name}_l IS NULL OR {name}_r IS NULL"), *levels]}


def _missing(condition: str) -> Level:
    return {"sql_condition": condition, "label_for_charts": "not told", "is_null_level": True}


def _same(name: str, when_same: float, by_chance: float) -> Level:
    return _level(f"{name}_l = {name}_r", when_same, by_chance)


def _else(when_same: float, by_chance: float) -> Level:
    return _level("ELSE", when_same, by_chance)


def _level(condition: str, when_same: float, by_chance: float) -> Level:
    return {
        "sql_condition": condition,
        "label_for_charts": condition,
        "m_probability": when_same,
        "u_probability": min(max(by_chance, _RAREST), 0.9999),
        "fix_m_probability": True,
        "fix_u_probability": True,
    }


def _both_tell(ours: Side, theirs: Side, name: str) -> bool:
    of = attrgetter(name)
    return any(of(told) for told in ours) and any(of(told) for told in theirs)


def _by_chance(ours: Side, theirs: Side, name: str) -> float | None:
    """How often one of ours and one of theirs have the same value; None where one side never tells it."""
    here, there = (Counter(value for told in side if (value := getattr(told, name))) for side in (ours, theirs))
    if not here or not there:
        return None
    return sum(count * there[value] for value, count in here.items()) / here.total() / there.total()


def _in_the_same_words(ours: Side, theirs: Side, name: str) -> float | None:
    """The same where the two sides use the same words; one that codes otherwise would disagree about every child."""
    words = Counter(value for told in theirs if (value := getattr(told, name)))
    known = {getattr(told, name) for told in ours}
    if not words or sum(count for word, count in words.items() if word in known) < _IN_COMMON * words.total():
        return None
    return _by_chance(ours, theirs, name)
