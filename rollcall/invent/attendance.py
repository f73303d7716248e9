"""Sessions possible and missed, term by term, agreeing with the spells, and a few children whom no register has noticed yet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from rollcall.definitions.calendar import school_year_starts
from rollcall.invent import place
from rollcall.invent.chance import Chance
from rollcall.invent.people import Child, Spell

_TERMS_SHOWN = 4
_OFF_ROLL = ("cme", "ehe", "eotas")
_USUAL = {"E": 0.058, "K": 0.052, "N": 0.045}  # median share of sessions missed by a child who is in school
_SUSPENDED = {"E": 0.03, "K": 0.025, "N": 0.008}  # children in school who are suspended in a term
_EXCLUDED = 0.0004
_UNNOTICED = 0.012  # children who miss half the latest term and are on no register


def terms_shown(as_at: date) -> list[place.Term]:
    """The last terms on or before a day, oldest first; a term that goes on is cut at that day."""
    year = school_year_starts(as_at).year
    terms = [term for start in (year - 2, year - 1, year) for term in place.terms_of(start) if term.first < as_at]
    latest = terms[-1]
    if latest.last > as_at:
        share = ((as_at - latest.first).days + 1) / ((latest.last - latest.first).days + 1)
        terms[-1] = place.Term(latest.name, latest.first, as_at, round(latest.sessions * share / 2) * 2)
    return terms[-_TERMS_SHOWN:]


def attendance(seed: int, children: Sequence[Child], as_at: date) -> list[dict[str, object]]:
    """One row for each child and term in which the child was on a school's roll."""
    chance, sent_home = Chance(seed, "attendance"), Chance(seed, "suspensions")
    terms = terms_shown(as_at)
    return [
        row
        for term in terms
        for child in children
        if child.of_school_age(term.first) and not (child.left_area and not child.open_on(term.first)) and (child.school or child.spells)
        for row in _row(chance, sent_home, child, term, latest=term is terms[-1])
    ]


def _row(chance: Chance, sent_home: Chance, child: Child, term: place.Term, latest: bool) -> list[dict[str, object]]:
    length = (term.last - term.first).days + 1
    off_roll = sum(_share(spell, term, length) for spell in child.spells if spell.category in _OFF_ROLL)
    possible = round(term.sessions * max(0.0, 1 - off_roll) / 2) * 2
    if possible < 10:
        return []
    absent = min(
        1.0, sum(_share(spell, term, length) for spell in child.spells if spell.category == "severely_absent") / max(1 - off_roll, 0.1)
    )
    part_time = min(
        1.0, sum(_share(spell, term, length) for spell in child.spells if spell.category == "part_time") / max(1 - off_roll, 0.1)
    )
    usual = min(0.42, chance.skewed(_USUAL[child.sen_status], 0.85))
    code_c2 = part_time * chance.between(0.15, 0.55) * 0.75
    missed = usual * (1 - absent) + absent * chance.between(0.56, 0.97)
    if latest and not absent and not child.open_on(term.last) and chance.happens(_UNNOTICED * min(child.fragile, 2)):
        missed = chance.between(0.51, 0.9)
    missed = min(1.0, max(missed, code_c2 + usual * 0.5))
    return [
        {
            "child_id": child.child_id,
            "term": term.name,
            "sessions_possible": possible,
            "sessions_missed": round(possible * missed),
            "sessions_part_time_timetable": round(possible * code_c2),
            "suspensions": _suspensions(sent_home, child),
            "permanent_exclusions": int(sent_home.happens(_EXCLUDED * child.fragile)),
            "nhs_number": None,
            "upn": None,
        }
    ]


def _suspensions(chance: Chance, child: Child) -> int:
    """None for most children of a term, and one or a few for some."""
    return round(max(chance.exponential(0.8), 1)) if chance.happens(_SUSPENDED[child.sen_status] * min(child.fragile, 2)) else 0


def _share(spell: Spell, term: place.Term, length: int) -> float:
    """The share of a term that a spell covers."""
    days = (min(term.last + timedelta(days=1), spell.end_date or date.max) - max(term.first, spell.start_date)).days
    return max(0, days) / length
