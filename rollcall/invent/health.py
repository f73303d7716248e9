"""Which health services each child needs and reaches, in and out of school, and what is commissioned for whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from rollcall.invent import place
from rollcall.invent.chance import Chance
from rollcall.invent.people import Child

_EVERYONE: Mapping[str, float] = {"slt": 0.10, "ot": 0.06, "camhs": 0.07, "community_paediatrics": 0.07, "school_nursing": 0.06,
                                  "audiology": 0.02, "dietetics": 0.015, "continence": 0.02}  # fmt: skip
_BY_NEED: Mapping[str, Mapping[str, float]] = {
    "ASD": {"slt": 0.55, "ot": 0.36, "camhs": 0.20, "community_paediatrics": 0.28},
    "SLCN": {"slt": 0.62, "ot": 0.14, "audiology": 0.08},
    "SEMH": {"camhs": 0.48, "slt": 0.14, "community_paediatrics": 0.10},
    "SLD": {"slt": 0.60, "ot": 0.40, "physio": 0.20, "learning_disability_nursing": 0.35, "continence": 0.25,
            "community_paediatrics": 0.40},
    "PMLD": {"slt": 0.75, "ot": 0.80, "physio": 0.90, "wheelchair": 0.75, "dietetics": 0.50, "continence": 0.60,
             "community_paediatrics": 0.80, "learning_disability_nursing": 0.40},
    "PD": {"physio": 0.78, "ot": 0.66, "wheelchair": 0.42, "community_paediatrics": 0.30, "continence": 0.14},
    "HI": {"audiology": 0.95, "slt": 0.40},
    "VI": {"ot": 0.20, "other": 0.30},
    "MSI": {"audiology": 0.80, "slt": 0.60, "ot": 0.50},
    "DS": {"slt": 0.85, "physio": 0.45, "ot": 0.45, "audiology": 0.50, "community_paediatrics": 0.50, "dietetics": 0.15},
    "MLD": {"slt": 0.28, "ot": 0.12, "learning_disability_nursing": 0.06},
    "SPLD": {"slt": 0.14, "ot": 0.14},
}  # fmt: skip
_PROVIDERS: Mapping[str, str] = {
    "slt": place.THERAPIES, "ot": place.THERAPIES, "physio": place.THERAPIES, "camhs": place.MENTAL_HEALTH_TRUST,
    "learning_disability_nursing": place.MENTAL_HEALTH_TRUST,
}  # fmt: skip
_WITH_PLAN = 1.0
_WITHOUT = 0.46  # SEN support and children only waiting: fewer needs are written down

IN_SCHOOL: Mapping[str, float] = {"in_place": 58, "waiting": 21, "not_referred": 9, "cannot_access": 5, "not_needed": 7}
NOT_IN_SCHOOL: Mapping[str, float] = {"in_place": 35, "waiting": 22, "not_referred": 20, "cannot_access": 17, "not_needed": 6}
_SCHOOL_BARRIERS: Mapping[str | None, float] = {
    "capacity": 26, "no_commissioned_offer": 18, "waiting_list_closed": 16, "missed_appointments": 12, "parent_declined": 8,
    "travel": 7, "other": 5, None: 8,
}  # fmt: skip
_OUT_BARRIERS: Mapping[str | None, float] = {
    "needs_school_place": 30, "no_route_in": 22, "missed_appointments": 12, "no_commissioned_offer": 9, "capacity": 6, 
    "waiting_list_closed": 5, "travel": 5, "parent_declined": 4, "Needs a letter from the GP first": 2, None: 5,
}  # fmt: skip
_WEEKS_WAITING: Mapping[str, float] = {
    "slt": 17,
    "ot": 24,
    "physio": 8,
    "camhs": 20,
    "community_paediatrics": 34,
    "audiology": 7,
    "wheelchair": 12,
}

# service, provider, commissioner, open to children not on a roll, how to get in, contact
SERVICES: tuple[tuple[str, str, str, str, str | None, str], ...] = (
    ("slt", place.THERAPIES, place.BOARD, "some", "School or health visitor refers; advice line for parents", "Single point of access"),
    ("ot", place.THERAPIES, place.BOARD, "no", "School refers", "Single point of access"),
    ("physio", place.THERAPIES, place.BOARD, "yes", "Any health professional or parent can refer", "Single point of access"),
    ("slt", place.COMMUNITY_TRUST, place.BOARD, "yes", "Hospital and feeding clinics refer", "Community children's hub"),
    ("community_paediatrics", place.COMMUNITY_TRUST, place.BOARD, "yes", "GP, school or social worker refers", "Community children's hub"),
    ("school_nursing", place.COMMUNITY_TRUST, place.COUNCIL, "no", "Through the school's named nurse", "0 to 19 duty desk"),
    ("audiology", place.COMMUNITY_TRUST, place.BOARD, "yes", "GP or health visitor refers", "Audiology reception"),
    ("dietetics", place.COMMUNITY_TRUST, place.BOARD, "yes", "GP or paediatrician refers", "Community children's hub"),
    ("continence", place.COMMUNITY_TRUST, place.BOARD, "some", "School nurse refers; GP when not on a roll", "Bladder and bowel team"),
    ("wheelchair", place.COMMUNITY_TRUST, place.BOARD, "yes", "Therapist refers", "Wheelchair service"),
    ("camhs", place.MENTAL_HEALTH_TRUST, place.BOARD, "some", "GP or self-referral; its school team only takes pupils", "CAMHS front door"),
    ("camhs", "Alderbrook Mental Health Support Team", place.BOARD, "no", "School refers", "The school's mental health lead"),
    ("learning_disability_nursing", place.MENTAL_HEALTH_TRUST, place.BOARD, "yes", "Any professional refers", "Duty desk"),
    ("other", "Alderbrook Sensory Service", place.COUNCIL, "some", "Any professional or parent can refer", "Sensory team"),
    ("other", "Alderbrook Educational Psychology Service", place.COUNCIL, "no", "School commissions visits", "Psychology service office"),
)  # fmt: skip


def services() -> list[dict[str, object]]:
    """What is commissioned, as the integrated care board lists it."""
    names = ("service", "provider", "commissioner", "open_to_children_not_on_a_roll", "route_in", "contact")
    return [dict(zip(names, row, strict=True)) for row in SERVICES]


def health_access(seed: int, children: Sequence[Child], as_at: date) -> list[dict[str, object]]:
    """One row for each child and service that somebody has looked at; a child with no row is simply not recorded."""
    chance = Chance(seed, "health")
    rows: list[dict[str, object]] = []
    for child in children:
        if (as_at - child.born).days > 19 * 365:
            continue
        often = _WITH_PLAN if child.sen_status == "E" else _WITHOUT
        chances = dict(_EVERYONE) | dict(_BY_NEED.get(child.primary_need or "", {}))
        out = bool(child.open_on(as_at)) and child.of_school_age(as_at)
        rows += [_row(chance, child, service, out, as_at) for service, likely in chances.items() if chance.happens(likely * often)]
    return rows


def _row(chance: Chance, child: Child, service: str, out: bool, as_at: date) -> dict[str, object]:
    status = chance.pick(NOT_IN_SCHOOL if out else IN_SCHOOL)
    weeks = _WEEKS_WAITING.get(service, 14) * (1.3 if out else 1.0)
    referred: date | None = None
    seen: date | None = None
    if status == "in_place":
        seen = place.working_day(as_at - timedelta(days=chance.whole(14, 1100)))
        referred = place.working_day(seen - timedelta(days=round(7 * chance.skewed(weeks, 0.6)) + 3))
    elif status == "waiting" or (status == "cannot_access" and chance.happens(0.5)):
        referred = place.working_day(as_at - timedelta(days=round(7 * chance.skewed(weeks * 0.8, 0.8)) + 4))
    if seen is not None and (seen > as_at or seen < child.born):
        seen = None
    if referred is not None and (referred < child.born or referred > as_at):
        referred = None
    blocked = status == "cannot_access" or (status == "not_referred" and out and chance.happens(0.55))
    return {
        "child_id": child.child_id,
        "service": service,
        "status": status,
        "referred_date": referred,
        "first_seen_date": seen,
        "barrier": chance.pick(_OUT_BARRIERS if out else _SCHOOL_BARRIERS) if blocked else None,
        "provider": _PROVIDERS.get(service, place.COMMUNITY_TRUST),
        "nhs_number": None,
        "upn": None,
    }
