"""Questions on why children are not in school, which schools they left, and who may leave next, by loops over plain rows."""

from __future__ import annotations

from datetime import timedelta

from tests.plain.area import Child
from tests.plain.dates import months_later, term_starts, year_group
from tests.plain.picture import CATEGORIES, Picture, distinct, recorded


def not_in_school_by_reason_and_sen_status(p: Picture) -> list[tuple]:
    counts = distinct([((child.sen_status, recorded(spell.reason)), child) for child, spell in p.not_in_school()])
    return [(*key, children) for key, children in counts.items()]


def not_in_school_by_school(p: Picture) -> list[tuple]:
    named: dict[str, list[tuple]] = {}
    for child, spell in p.not_in_school():
        named.setdefault(child.child_id, []).extend([(spell.start_date, spell.last_school)] if spell.last_school else [])
    schools: dict[str | None, list] = {}
    for child in p.children.values():
        if not (p.in_scope(child, p.as_at) and p.keeps_child(child)):
            continue
        names = sorted(other.school_name for other in p.children.values() if other.school_urn == child.school_urn and other.school_name)
        of_number = (names[0] if names else f"URN {child.school_urn}") if child.school_urn else None
        left = named.get(child.child_id)
        school = max(left)[1] if left else child.school_name or of_number
        schools.setdefault(school.strip().lower() if school else None, []).append((school, left is not None))
    return [
        (
            recorded(min((name for name, _ in found if name), default=None)),
            sum(out for _, out in found),
            sum(not out for _, out in found),
        )
        for found in schools.values()
    ]


def ways_out_of_school(p: Picture) -> list[tuple]:
    left: dict[str, list[tuple]] = {}
    for child, spell in p.spells:
        lately = months_later(p.as_at, -12) < spell.start_date <= p.as_at
        if lately and p.in_scope(child, spell.start_date) and not p.is_out(child, spell.start_date - timedelta(days=1)):
            school = (spell.last_school or "not_recorded").strip()
            left.setdefault(child.child_id, []).append((spell.start_date, CATEGORIES.index(spell.category), school, spell.category))
    told = [(p.children[child_id], *min(periods)[2:]) for child_id, periods in left.items()]
    names: dict[str, str] = {}
    for _, school, _ in told:
        names[school.lower()] = min(school, names.get(school.lower(), school))
    counts: dict[tuple, int] = {}
    for child, school, category in told:
        key = (names[school.lower()], category, _where_now(p, child, category))
        counts[key] = counts.get(key, 0) + 1
    return [(*key, children) for key, children in counts.items()]


def _where_now(p: Picture, child: Child, category: str) -> str:
    if not p.in_scope(child, p.as_at):
        return "no_longer_in_scope"
    spells = p.rows_about(child, "spells")
    out = {spell.category for spell in spells if spell.start_date <= p.as_at < spell.until}
    if out:
        return "same_category" if category in out else "another_category"
    _, outcome = max((spell.until, recorded(spell.outcome)) for spell in spells if spell.until <= p.as_at)
    return {"returned_to_school": outcome, "not_recorded": "not_said_how"}.get(outcome, "left_otherwise")


def _terms(p: Picture) -> dict[str, tuple[list, list]]:
    """Of each child in school with sessions in the latest term: possible, missed and part-time, then and in the term before."""
    starts = sorted({term_starts(row.term) for row in p.area.attendance if term_starts(row.term) <= p.as_at})
    found: dict[str, tuple[list, list]] = {}
    for child in p.children.values() if starts else ():
        if not p.in_scope(child, p.as_at) or p.is_out(child, p.as_at) or not p.keeps_child(child):
            continue
        now, before = (
            _summed([row for row in p.rows_about(child, "attendance") if term_starts(row.term) == start])
            for start in (starts[-1], starts[-2] if len(starts) > 1 else None)
        )
        if now[0]:
            found[child.child_id] = (now, before if before[0] else [None] * len(before))
    return found


def _summed(rows: list) -> list:
    told = ("sessions_part_time_timetable", "suspensions", "permanent_exclusions")
    known = [[getattr(row, name) for row in rows if getattr(row, name) is not None] for name in told]
    possible, missed = (sum(getattr(row, name) for row in rows) for name in ("sessions_possible", "sessions_missed"))
    return [possible, missed, *(sum(values) if values else None for values in known)]


def _persistent(now: list) -> bool:
    return now[1] / now[0] >= 0.1


def _rising(now: list, before: list) -> bool:
    return _persistent(now) and before[0] is not None and now[1] / now[0] > before[1] / before[0]


def _growing(now: list, before: list) -> bool:
    return None not in (now[2], before[2]) and now[2] / now[0] > before[2] / before[0]


def _suspended(now: list) -> bool:
    return bool(now[3])


def _excluded(now: list) -> bool:
    return bool(now[4])


def at_risk_of_leaving_figures(p: Picture) -> list[tuple]:
    terms = list(_terms(p).values())
    return [(
        len(terms),
        sum(before[0] is not None for _, before in terms),
        sum(_persistent(now) for now, _ in terms),
        sum(_rising(*both) for both in terms),
        sum(_growing(*both) for both in terms),
        sum(now[3] is not None for now, _ in terms),
        sum(_suspended(now) for now, _ in terms),
        sum(now[4] is not None for now, _ in terms),
        sum(_excluded(now) for now, _ in terms),
        sum(_rising(*both) or _growing(*both) or _suspended(both[0]) or _excluded(both[0]) for both in terms),
    )]  # fmt: skip


def at_risk_of_leaving_list(p: Picture) -> list[tuple]:
    rows = []
    for child_id, (now, before) in _terms(p).items():
        child = p.children[child_id]
        said = {
            "Permanently excluded": _excluded(now),
            "Suspended": _suspended(now),
            "Absence rising": _rising(now, before),
            "Part-time sessions growing": _growing(now, before),
        }
        why = [word for word, holds in said.items() if holds]
        if why:
            words = map(recorded, (child.primary_need, child.locality, child.school_name))
            terms = (now[1], now[0], before[1], before[0], now[2], before[2], now[3], now[4])
            rows.append((child_id, "; ".join(why), *terms, child.sen_status, year_group(child.date_of_birth, p.as_at), *words))
    return rows
