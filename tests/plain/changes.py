"""What changed for children between two days, by loops over plain rows."""

from __future__ import annotations

from datetime import date

from tests.plain.area import Spell
from tests.plain.picture import Picture, in_order

LONG = 364


def since_last_time_figures(p: Picture) -> list[tuple]:
    told = _each(p)
    whats = [what for _, what, _, _, _ in told]
    counted = [whats.count(what) for what in ("joined", "returned", "left_otherwise", "changed_category")]
    before, now = (sum(child[place] is not None for child in told) for place in (3, 4))
    return [(p.since, before, *counted, now, sum(child[2] for child in told))]


def since_last_time_list(p: Picture) -> list[tuple]:
    return [
        (p.since, child_id, what, newly, before or "not_out", now or "not_out")
        for child_id, what, newly, before, now in _each(p)
        if what != "the_same" or newly
    ]


def _each(p: Picture) -> list[tuple]:
    earlier = p.since
    then, now = _out(p, earlier), _out(p, p.as_at)
    told = []
    for child_id in then.keys() | now.keys():
        was, is_now = _said(then.get(child_id)), _said(now.get(child_id))
        long_then, long_now = _is_long(then.get(child_id), earlier), _is_long(now.get(child_id), p.as_at)
        told.append((child_id, _what(p, child_id, earlier, was, is_now), long_now and not long_then, was, is_now))
    return told


def _what(p: Picture, child_id: str, earlier: date, was: str | None, is_now: str | None) -> str:
    if was is None:
        return "joined"
    if is_now is None:
        ends = [spell.end_date for spell in p.rows_about(p.children[child_id], "spells") if spell.outcome == "returned_to_school"]
        return "returned" if any(end and earlier < end <= p.as_at for end in ends) else "left_otherwise"
    return "the_same" if was == is_now else "changed_category"


def _out(p: Picture, day: date) -> dict[str, list[Spell]]:
    found: dict[str, list[Spell]] = {}
    for child, spell in p.not_in_school(day):
        found.setdefault(child.child_id, []).append(spell)
    return found


def _said(spells: list[Spell] | None) -> str | None:
    return None if spells is None else ", ".join(in_order({spell.category for spell in spells}))


def _is_long(spells: list[Spell] | None, day: date) -> bool:
    return spells is not None and (day - min(spell.start_date for spell in spells)).days >= LONG
