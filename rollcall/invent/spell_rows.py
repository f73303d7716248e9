"""What the council's registers say about each spell: reason, hours, who leads, who was told and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from rollcall.invent import place
from rollcall.invent.chance import Chance
from rollcall.invent.people import Child, Spell
from rollcall.invent.spells import REASONS

_HOURS: Mapping[str, tuple[float, float, float]] = {  # lowest, highest, share recorded
    "cme": (0, 0, 0.4),
    "eotas": (3, 20, 0.85),
    "unregistered_ap": (5, 22, 0.85),
    "flexi_schooled": (12, 22, 0.9),
    "part_time": (2, 20, 0.95),
}
_LEADS: Mapping[str, Mapping[str | None, float]] = {
    "ehe": {"Elective home education adviser": 58, "EHC plan coordinator": 10, "Social worker": 4, None: 28},
    "cme": {"Children missing education officer": 66, "Social worker": 7, "Admissions officer": 9, None: 18},
    "eotas": {"EHC plan coordinator": 84, "Virtual school adviser": 5, None: 11},
    "unregistered_ap": {"Inclusion officer": 44, "EHC plan coordinator": 16, "Virtual school adviser": 6, None: 34},
    "flexi_schooled": {"Headteacher": 45, "Elective home education adviser": 16, None: 39},
    "part_time": {"Inclusion officer": 32, "SENCO": 30, "Social worker": 4, None: 34},
    "severely_absent": {"Education welfare officer": 54, "SENCO": 10, "Social worker": 6, None: 30},
}
_DESTINATIONS: Mapping[str, Mapping[str | None, float]] = {
    "E": {"mainstream": 38, "special": 36, "resourced_provision": 12, "registered_ap": 8, "other": 2, None: 4},
    "K": {"mainstream": 79, "special": 1, "resourced_provision": 3, "registered_ap": 10, "other": 3, None: 4},
    "N": {"mainstream": 86, "registered_ap": 6, "other": 3, None: 5},
}
_OWN_SCHOOL = {"mainstream": 92, "registered_ap": 5, None: 3}
_STAYS_ON_ROLL = ("part_time", "severely_absent", "flexi_schooled")
# category: days between visits, days from one review to the next, share of open spells with a visit and with a review noted
_OVERSIGHT: Mapping[str, tuple[float, int, float, float]] = {
    "cme": (24, 28, 0.82, 0.66),
    "ehe": (150, 365, 0.66, 0.62),
    "eotas": (52, 120, 0.88, 0.84),
    "unregistered_ap": (40, 56, 0.74, 0.60),
    "flexi_schooled": (60, 180, 0.52, 0.58),
    "part_time": (16, 42, 0.80, 0.68),
    "severely_absent": (34, 42, 0.70, 0.50),
}


def spell_rows(seed: int, children: Sequence[Child], as_at: date) -> list[dict[str, object]]:
    """One row for each spell, with what the register holds about it."""
    chance = Chance(seed, "spell rows")
    return [_row(chance, child, spell, as_at) for child in children for spell in child.spells]


def _row(chance: Chance, child: Child, spell: Spell, as_at: date) -> dict[str, object]:
    category, start, end = spell.category, spell.start_date, spell.end_date
    until = end or as_at
    told = _by(chance, start, 9 if category in ("cme", "ehe") else 16, 0.93, until)
    visited, review, noted, reviewed = _OVERSIGHT[category]
    seen = None
    if (until - start).days >= 5 and chance.happens(noted):
        seen = max(start, place.working_day(until - timedelta(days=round(chance.exponential(visited)) + 3)))
    next_review = None
    if end is None and chance.happens(reviewed):
        due = as_at + timedelta(days=chance.whole(-review // 4, review))  # one in five is overdue
        next_review = place.school_day(max(due, start + timedelta(days=7)))
    return {
        "child_id": child.child_id,
        "category": category,
        "start_date": start,
        "end_date": end,
        "outcome": spell.outcome,
        "destination": _destination(chance, child, category) if spell.outcome == "returned_to_school" else None,
        "reason": chance.pick(REASONS[category]),
        "last_school": child.schooled.name if category in _STAYS_ON_ROLL or chance.happens(0.86) else None,
        "hours_per_week": _hours(chance, category),
        "lead_professional": chance.pick(_LEADS[category]),
        "last_seen_date": seen,
        "next_review_date": next_review,
        "la_notified_date": told,
        "health_notified_date": _by(chance, told or start, 24, 0.50, as_at),
        "social_care_notified_date": _by(
            chance, told or start, 12, 0.85 if child.social_care in ("child_in_need", "child_protection", "looked_after") else 0.30, as_at
        ),
        "nhs_number": None,
        "upn": None,
    }


def _by(chance: Chance, day: date, mean: float, share: float, latest: date) -> date | None:
    told = place.working_day(day + timedelta(days=round(chance.exponential(mean))))
    return told if chance.happens(share) and told <= latest else None


def _hours(chance: Chance, category: str) -> float | None:
    if category not in _HOURS:
        return None
    lowest, highest, recorded = _HOURS[category]
    hours = round(chance.between(lowest, highest) * 2) / 2
    return hours if chance.happens(recorded) else None


def _destination(chance: Chance, child: Child, category: str) -> str | None:
    if category in _STAYS_ON_ROLL and child.schooled.phase != "special":
        return chance.pick(_OWN_SCHOOL)
    if category in _STAYS_ON_ROLL:
        return "special"
    return chance.pick(_DESTINATIONS[child.sen_status])
