"""Questions on applications for a school place, by loops over plain rows."""

from __future__ import annotations

from dataclasses import replace

from tests.plain.area import Application, Child
from tests.plain.dates import BANDS_OF_DURATION, months_later
from tests.plain.picture import Picture


def _applications(p: Picture) -> list[tuple[Child, Application]]:
    found = []
    for child, row in p.known["in_year_admissions"]:
        if child and row.application_received_date <= p.as_at and p.in_scope(child, p.as_at) and p.keeps_child(child):
            to_come = row.decision_date is not None and row.decision_date > p.as_at
            found.append((child, replace(row, decision=None) if to_come or row.decision == "undecided" else row))
    return found


def in_year_admissions_figures(p: Picture) -> list[tuple]:
    lately = [(child, row) for child, row in _applications(p) if row.application_received_date > months_later(p.as_at, -12)]
    decisions = [row.decision for _, row in lately]
    decided = [row for _, row in lately if row.decision in ("offered", "refused")]
    took = [(row.decision_date - row.application_received_date).days if row.decision_date else None for row in decided]
    waited = [(p.as_at - row.application_received_date).days for _, row in lately if row.decision is None]
    return [(
        len(lately),
        len({child.child_id for child, _ in lately}),
        *(decisions.count(word) for word in ("offered", "refused", "withdrawn", None)),
        sum(days is not None and 0 <= days <= 21 for days in took),
        sum(days is not None and days > 21 for days in took),
        sum(days is None or days < 0 for days in took),
        sum(days > 21 for days in waited),
        sum(row.place_lost_date is None for _, row in lately),
    )]  # fmt: skip


def in_year_admissions_by_days(p: Picture) -> list[tuple]:
    of_each: dict[str, list[Application]] = {}
    for child, row in _applications(p):
        of_each.setdefault(child.child_id, []).append(row)
    found, without, offered = [], [], []
    for rows in of_each.values():
        days_lost = [row.place_lost_date for row in rows if row.place_lost_date and row.place_lost_date <= p.as_at]
        if not days_lost:
            continue
        lost = max(days_lost)
        first_days = []
        for row in rows:
            if row.admitted_date and row.admitted_date <= p.as_at:
                if row.admitted_date >= lost:
                    first_days.append(row.admitted_date)
                elif row.place_lost_date == lost:
                    first_days.append(lost)
        decisions = [row.decision for row in rows if lost in (row.place_lost_date, min(lost, row.application_received_date))]
        if first_days:
            if min(first_days) > months_later(p.as_at, -12):
                found.append((min(first_days) - lost).days)
        elif any(decision != "withdrawn" for decision in decisions):
            without.append((p.as_at - lost).days)
            if "offered" in decisions:
                offered.append((p.as_at - lost).days)
    return [
        (
            band,
            *(sum(first <= days <= last for days in some) for some in (found, without, offered)),
            max((days for days in without if first <= days <= last), default=None),
        )
        for band, first, last in BANDS_OF_DURATION
    ]
