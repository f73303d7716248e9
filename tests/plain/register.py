"""Questions on the register of children not in school, by loops over plain rows."""

from __future__ import annotations

from collections import Counter

from tests.plain.overseen import Overseen, overseen
from tests.plain.picture import Picture, in_order, recorded

LACKING = ("hours_per_week", "reason", "sex", "ethnicity", "primary_need", "social_care")


def _basis(p: Picture, one: Overseen) -> str:
    categories = {spell.category for spell in one.spells}
    has_school = bool(one.child.school_urn or one.child.school_name)
    if categories & {"cme", "ehe"}:
        return "a"
    if categories & {"eotas", "unregistered_ap"}:
        if has_school:
            return "b"
        if p.has_school_column[one.child.child_id]:
            return "a"
    if categories & {"flexi_schooled", "part_time"}:
        return "b"
    return "not_known" if categories & {"eotas", "unregistered_ap"} else "none"


def _fields(one: Overseen) -> dict[str, object]:
    """What a register would hold of a child, None where it is not filled."""
    hours = [spell.hours_per_week for spell in one.spells if spell.hours_per_week is not None]
    reasons = [(spell.start_date, spell.reason) for spell in one.spells if spell.reason]
    return {
        "date_of_birth": one.child.date_of_birth,
        "hours_per_week": min(hours, default=None),
        "sex": one.child.sex,
        "ethnicity": one.child.ethnicity,
        "sen_status": one.child.sen_status,
        "primary_need": one.child.primary_need,
        "social_care": one.child.social_care,
        "reason": max(reasons)[1] if reasons else None,
    }


def _held(p: Picture) -> list[Overseen]:
    return [one for one in overseen(p) if _basis(p, one) != "none"]


def register_by_basis(p: Picture) -> list[tuple]:
    return list(Counter(_basis(p, one) for one in overseen(p)).items())


def register_completeness(p: Picture) -> list[tuple]:
    held = [_fields(one) for one in _held(p)]
    names = ("date_of_birth", "sen_status", *LACKING)
    return [(name, len(held), sum(fields[name] is not None for fields in held)) for name in names]


def register_ready_list(p: Picture) -> list[tuple]:
    rows = []
    for one in _held(p):
        fields = _fields(one)
        schools = [(spell.start_date, spell.last_school) for spell in one.spells if spell.last_school]
        rows.append((
            one.child.child_id,
            _basis(p, one),
            ", ".join(in_order({spell.category for spell in one.spells})),
            min(spell.start_date for spell in one.spells),
            fields["hours_per_week"],
            fields["reason"] or "not_recorded",
            max(schools)[1] if schools else "not_recorded",
            *(recorded(value) for value in (one.child.sex, one.child.ethnicity, one.child.sen_status, one.child.primary_need)),
            recorded(one.child.social_care),
            ", ".join(name for name in LACKING if fields[name] is None),
        ))  # fmt: skip
    return rows
