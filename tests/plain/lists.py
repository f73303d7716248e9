"""Questions that list children, and the candidates, by loops over plain rows."""

from __future__ import annotations

from tests.plain.dates import weeks_between, year_group
from tests.plain.picture import Picture, distinct, in_order, recorded


def children_not_in_school_list(p: Picture) -> list[tuple]:
    spells: dict[str, list] = {}
    for child, spell in p.not_in_school():
        spells.setdefault(child.child_id, []).append(spell)
    rows = []
    for child_id, mine in spells.items():
        child = p.children[child_id]
        since = min(spell.start_date for spell in mine)
        schools = [(spell.start_date, spell.last_school) for spell in mine if spell.last_school]
        leads = [(spell.start_date, spell.lead_professional) for spell in mine if spell.lead_professional]
        hours = [spell.hours_per_week for spell in mine if spell.hours_per_week is not None]
        seen = [spell.last_seen_date for spell in mine if spell.last_seen_date]
        reviews = [spell.next_review_date for spell in mine if spell.next_review_date]
        rows.append((
            child_id,
            ", ".join(in_order({spell.category for spell in mine})),
            since,
            (p.as_at - since).days // 7,
            child.sen_status,
            year_group(child.date_of_birth, p.as_at),
            recorded(child.primary_need),
            recorded(child.locality),
            recorded(child.social_care),
            recorded(child.school_name or (max(schools)[1] if schools else None)),
            min(hours, default=None),
            max(leads)[1] if leads else "not_recorded",
            max(seen, default=None),
            min(reviews, default=None),
            bool(reviews) and min(reviews) < p.as_at,
        ))  # fmt: skip
    return rows


def open_waits_list(p: Picture) -> list[tuple]:
    return [
        (
            child.child_id if child else recorded(wait.child_id or wait.nhs_number or wait.upn),
            wait.assessment,
            recorded(wait.provider),
            wait.referral_received_date,
            days // 7,
            not p.is_out(child, p.as_at) if child else None,
            recorded(wait.support_while_waiting),
            child.sen_status if child else "not_recorded",
            year_group(child.date_of_birth, p.as_at) if child else "not_recorded",
            recorded(child.primary_need if child else None),
            recorded(child.locality if child else None),
        )
        for child, wait, days in p.open_waits()
    ]


def health_gaps_list(p: Picture) -> list[tuple]:
    out = {child.child_id for child, _ in p.not_in_school()}
    return [
        (
            child.child_id,
            row.service,
            row.status,
            recorded(row.barrier),
            recorded(row.provider),
            row.referred_date,
            (p.as_at - row.referred_date).days // 7 if row.referred_date and row.referred_date <= p.as_at else None,
            child.sen_status,
            year_group(child.date_of_birth, p.as_at),
            recorded(child.primary_need),
            recorded(child.locality),
        )
        for child, row in p.health_access()
        if row.status in ("waiting", "not_referred", "cannot_access") and child.child_id in out
    ]


def returns_list(p: Picture) -> list[tuple]:
    return [
        (
            child.child_id,
            spell.category,
            spell.start_date,
            spell.end_date,
            weeks_between(spell.start_date, spell.end_date),
            recorded(spell.destination),
            p.is_out(child, p.as_at),
            child.sen_status,
            year_group(child.date_of_birth, p.as_at),
            recorded(child.primary_need),
            recorded(child.locality),
            recorded(child.school_name),
        )
        for child, spell in p.returns()
    ]


def candidates(p: Picture) -> list[tuple]:
    return [(*key, children) for key, children in distinct([((row[1], row[2]), row[0]) for row in p.candidates()]).items()]


def candidates_list(p: Picture) -> list[tuple]:
    return [
        (
            child.child_id,
            source,
            category,
            start,
            why,
            child.sen_status,
            year_group(child.date_of_birth, p.as_at),
            recorded(child.primary_need),
            recorded(child.locality),
            recorded(child.school_name),
        )
        for child, source, category, start, why in p.candidates()
    ]
