"""Questions on which of education and health know a child, by loops over plain rows."""

from __future__ import annotations

from tests.plain.dates import year_group
from tests.plain.picture import Picture, recorded


def _known_to_health(p: Picture) -> tuple[set[str], set[str]]:
    listed, others = set(), set()
    for table in ("diagnostic_waits", "health_access"):
        for child, row in p.known[table]:
            if table == "diagnostic_waits":
                known = row.referral_received_date <= p.as_at
            else:
                dates = [day for day in (row.referred_date, row.first_seen_date) if day]
                known = row.status in ("in_place", "waiting") or any(day <= p.as_at for day in dates)
            if known and child:
                listed.add(child.child_id)
            elif known:
                others.add(row.child_id or row.nhs_number or row.upn)
    return listed, others if p.keeps_child(None) else set()


def known_to_health_and_education(p: Picture) -> list[tuple]:
    listed, others = _known_to_health(p)
    counts: dict[tuple[str, str], int] = {}
    for child in p.children.values():
        if p.in_scope(child, p.as_at) and p.keeps_child(child):
            known_to = "both" if child.child_id in listed else "education"
            key = (known_to, "no" if p.is_out(child, p.as_at) else "yes")
            counts[key] = counts.get(key, 0) + 1
    if others:
        counts["health", "not_recorded"] = len(others)
    return [(*key, count) for key, count in counts.items()]


def known_to_health_and_education_total(p: Picture) -> list[tuple]:
    counts = dict.fromkeys(("both", "education", "out", "health"), 0)
    for known_to, in_school, children in known_to_health_and_education(p):
        counts[known_to] += children
        counts["out"] += children if (known_to, in_school) == ("education", "no") else 0
    return [tuple(counts.values())]


def known_to_one_side_list(p: Picture) -> list[tuple]:
    listed, others = _known_to_health(p)
    found: list[tuple] = [(other, "health", *["not_recorded"] * 5) for other in others]
    for child in p.children.values():
        if p.in_scope(child, p.as_at) and p.keeps_child(child) and child.child_id not in listed:
            words = (child.sen_status, year_group(child.date_of_birth, p.as_at), child.primary_need, child.locality)
            found.append((child.child_id, "education", "no" if p.is_out(child, p.as_at) else "yes", *map(recorded, words)))
    return found


def children_linked(p: Picture) -> list[tuple]:
    return []  # a made-up area is kept as if every child had been found by a number
