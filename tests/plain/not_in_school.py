"""Questions on children not in school, and on children in scope, by loops over plain rows."""

from __future__ import annotations

from collections import Counter
from datetime import date

from tests.plain.dates import BANDS_OF_DURATION, month_ends, year_group
from tests.plain.picture import Picture, distinct, recorded


def not_in_school_total(p: Picture) -> list[tuple]:
    categories: dict[str, set] = {}
    for child, spell in p.not_in_school():
        categories.setdefault(child.child_id, set()).add(spell.category)
    return [(len(categories), sum(len(of) > 1 for of in categories.values()))]


def not_in_school_figures(p: Picture) -> list[tuple]:
    ((children, in_several),) = not_in_school_total(p)
    since: dict[str, date] = {}
    for child, spell in p.not_in_school():
        since[child.child_id] = min(spell.start_date, since.get(child.child_id, spell.start_date))
    out = [p.children[child_id] for child_id in since]
    with_a_plan = sum(child.sen_status == "E" for child in out)
    long_out = sum((p.as_at - start).days >= 364 for start in since.values())
    return [(children, in_several, with_a_plan, long_out, sum(child.social_care == "looked_after" for child in out))]


def not_in_school_by_category(p: Picture) -> list[tuple]:
    return list(distinct([(spell.category, child) for child, spell in p.not_in_school()]).items())


def not_in_school_by_reason(p: Picture) -> list[tuple]:
    return list(distinct([(recorded(spell.reason), child) for child, spell in p.not_in_school()]).items())


def not_in_school_by_sen_status(p: Picture) -> list[tuple]:
    return list(distinct([(child.sen_status, child) for child, _ in p.not_in_school()]).items())


def not_in_school_by_primary_need(p: Picture) -> list[tuple]:
    return list(distinct([(recorded(child.primary_need), child) for child, _ in p.not_in_school()]).items())


def not_in_school_by_locality(p: Picture) -> list[tuple]:
    return list(distinct([(recorded(child.locality), child) for child, _ in p.not_in_school()]).items())


def not_in_school_by_social_care(p: Picture) -> list[tuple]:
    return list(distinct([(recorded(child.social_care), child) for child, _ in p.not_in_school()]).items())


def not_in_school_by_sex(p: Picture) -> list[tuple]:
    return list(distinct([(recorded(child.sex), child) for child, _ in p.not_in_school()]).items())


def not_in_school_by_year_group(p: Picture) -> list[tuple]:
    return list(distinct([(year_group(child.date_of_birth, p.as_at), child) for child, _ in p.not_in_school()]).items())


def not_in_school_overlap(p: Picture) -> list[tuple]:
    categories: dict[str, set] = {}
    for child, spell in p.not_in_school():
        categories.setdefault(child.child_id, set()).add(spell.category)
    pairs = Counter((one, other) for of in categories.values() for one in of for other in of if one != other)
    return [(*pair, children) for pair, children in pairs.items()]


def not_in_school_by_duration(p: Picture) -> list[tuple]:
    since: dict[str, date] = {}
    for child, spell in p.not_in_school():
        since[child.child_id] = min(spell.start_date, since.get(child.child_id, spell.start_date))
    days = [(p.as_at - start).days for start in since.values()]
    return [(band, sum(first <= d <= last for d in days)) for band, first, last in BANDS_OF_DURATION]


def not_in_school_by_month(p: Picture) -> list[tuple]:
    rows = []
    for end in month_ends(p.as_at):
        start = end.replace(day=1)
        out = {child.child_id for child, _ in p.not_in_school(end)}
        started = sum(start <= spell.start_date <= end and p.in_scope(child, spell.start_date) for child, spell in p.spells)
        ended = sum(
            spell.end_date is not None and start <= spell.end_date <= end and p.in_scope(child, spell.end_date) for child, spell in p.spells
        )
        rows.append((end, len(out), started, ended))
    return rows


def not_in_school_needs(p: Picture) -> list[tuple]:
    out = {child.child_id for child, _ in p.not_in_school()}
    waiting = {
        child.child_id for child, wait in p.known["diagnostic_waits"] if child and wait.referral_received_date <= p.as_at < wait.until
    }
    cannot = {child.child_id for child, row in p.known["health_access"] if child and row.status == "cannot_access"}
    return [(len(out), len(out & waiting), len(out & cannot))]


def children_in_scope(p: Picture) -> list[tuple]:
    children = [child for child in p.children.values() if p.in_scope(child, p.as_at) and p.keeps_child(child)]
    return list(distinct([(not p.is_out(child, p.as_at), child) for child in children]).items())
