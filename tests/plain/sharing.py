"""Questions on how soon partners are told that a child is out of school, by loops over plain rows."""

from __future__ import annotations

from collections import Counter
from datetime import date

from tests.plain.area import Child, Spell
from tests.plain.dates import months_later, year_group
from tests.plain.picture import Picture, recorded

LIMITS = (3, 10, 30)


def _begun(p: Picture) -> list[tuple[Child, Spell]]:
    since = months_later(p.as_at, -12)
    return [(child, spell) for child, spell in p.spells if since < spell.start_date <= p.as_at and p.in_scope(child, spell.start_date)]


def _told_on(p: Picture, spell: Spell) -> dict[str, date | None]:
    """The day on which each service was told, of which the day that is looked at knows."""
    days = {"council": spell.la_notified_date, "health": spell.health_notified_date, "social_care": spell.social_care_notified_date}
    return {service: day if day and day <= p.as_at else None for service, day in days.items()}


def _days(spell: Spell, told: date | None) -> int | None:
    return max((told - spell.start_date).days, 0) if told else None


def periods_begun_total(p: Picture) -> list[tuple]:
    return [(len(_begun(p)), len({child.child_id for child, _ in _begun(p)}))]


def told_within_days(p: Picture) -> list[tuple]:
    counts: dict[tuple, list[int]] = {}
    for _, spell in _begun(p):
        for service, told in _told_on(p, spell).items():
            days = _days(spell, told)
            for limit in LIMITS:
                if (p.as_at - spell.start_date).days >= limit:
                    row = counts.setdefault((spell.category, service, limit), [0, 0, 0, 0])
                    row[0] += 1
                    row[3 if days is None else 1 if days <= limit else 2] += 1
    return [(*key, *row) for key, row in counts.items()]


def days_until_told(p: Picture) -> list[tuple]:
    counts = Counter(
        (spell.category, service, _days(spell, told)) for _, spell in _begun(p) for service, told in _told_on(p, spell).items()
    )
    return [(*key, periods) for key, periods in counts.items()]


def nobody_told_list(p: Picture) -> list[tuple]:
    return [
        (
            child.child_id,
            spell.category,
            spell.start_date,
            spell.until > p.as_at,
            *_told_on(p, spell).values(),
            child.sen_status,
            year_group(child.date_of_birth, p.as_at),
            recorded(child.locality),
        )
        for child, spell in _begun(p)
        if None in _told_on(p, spell).values()
    ]
