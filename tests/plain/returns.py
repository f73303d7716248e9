"""Questions on returns to school, by loops over plain rows."""

from __future__ import annotations

from datetime import date, timedelta

from tests.plain.dates import BANDS_OF_DURATION, months_later, school_age_until, weeks_between
from tests.plain.picture import Picture, distinct, recorded


def returned_in_last_six_months(p: Picture) -> list[tuple]:
    pairs = [(key, child) for child, spell in p.returns() for key in (spell.category, "all")]
    lasting = distinct([(key, child) for key, child in pairs if not p.is_out(child, p.as_at)])
    counts = {"all": 0} | distinct(pairs)
    return [(key, children, lasting.get(key, 0)) for key, children in counts.items()]


def returns_within_six_months(p: Picture) -> list[tuple]:
    left = p.left_school()
    return [
        (
            category,
            sum(spell.category == category for spell, _ in left),
            *(
                sum(spell.category == category and how == wanted for spell, how in left)
                for wanted in ("returned", "left_otherwise", "still_out")
            ),
        )
        for category in {spell.category for spell, _ in left}
    ]


def returns_within_six_months_total(p: Picture) -> list[tuple]:
    rows = returns_within_six_months(p)
    return [tuple(sum(row[column] for row in rows) for column in (1, 2, 3, 4))]


def returns_curve(p: Picture) -> list[tuple]:
    left = p.left_school()
    return [
        (
            category,
            week,
            sum(spell.category == category for spell, _ in left),
            sum(
                spell.category == category and how == "returned" and weeks_between(spell.start_date, spell.end_date) <= week
                for spell, how in left
            ),
        )
        for category in {spell.category for spell, _ in left}
        for week in range(27)
    ]


def returns_by_weeks_out(p: Picture) -> list[tuple]:
    return list(distinct([(weeks_between(spell.start_date, spell.end_date), child) for child, spell in p.returns()]).items())


def returns_by_time_out(p: Picture) -> list[tuple]:
    returns = [(child, max((spell.end_date - spell.start_date).days, 0)) for child, spell in p.returns()]
    return [(band, len({child.child_id for child, days in returns if first <= days <= last})) for band, first, last in BANDS_OF_DURATION]


def returns_by_destination(p: Picture) -> list[tuple]:
    return list(distinct([(recorded(spell.destination), child) for child, spell in p.returns()]).items())


def returns_sustained(p: Picture) -> list[tuple]:
    last: dict[str, date] = {}
    for child, spell in p.returns():
        last[child.child_id] = max(spell.end_date, last.get(child.child_id, date.min))
    rows = []
    for weeks in (6, 12):
        still = again = recent = 0
        for child_id, returned_on in last.items():
            day = returned_on + timedelta(days=weeks * 7)
            if day > p.as_at:
                recent += 1
            elif p.is_out(p.children[child_id], day):
                again += 1
            else:
                still += 1
        rows.append((weeks, len(last), still, again, recent))
    return rows


def endings_by_weeks_out(p: Picture) -> list[tuple]:
    counts: dict[tuple[str, int, str], int] = {}
    for child, spell in p.spells:
        begun = months_later(p.as_at, -36) < spell.start_date <= p.as_at
        if not (begun and p.is_school_age(child, spell.start_date) and child.sen_status in ("E", "K")):
            continue
        too_old = school_age_until(child.date_of_birth) + timedelta(days=1)
        if spell.until > p.as_at and too_old > p.as_at:
            ending, seen_until = "goes_on", p.as_at
        elif too_old < spell.until:
            ending, seen_until = "no_longer_school_age", too_old
        else:
            ending, seen_until = spell.outcome or "not_recorded", spell.until
        key = (spell.category, weeks_between(spell.start_date, seen_until), ending)
        counts[key] = counts.get(key, 0) + 1
    return [(*key, periods) for key, periods in counts.items()]
