"""Questions on the oversight of children not in school, by loops over plain rows."""

from __future__ import annotations

from tests.plain.dates import BANDS_OF_DURATION
from tests.plain.overseen import Overseen, overseen
from tests.plain.picture import Picture, recorded


def oversight_figures(p: Picture) -> list[tuple]:
    every = overseen(p)
    part_time = [one for one in every if one.of("part_time")]
    eotas = [one for one in every if one.of("eotas")]
    unregistered = [one for one in every if one.of("unregistered_ap")]
    nothing = [one for one in every if one.provision == "nothing"]
    return [(
        len(every),
        *_leads(every),
        *_seen(every),
        *_reviews(every),
        len(part_time),
        sum(any(spell.end_date is None for spell in one.of("part_time")) for one in part_time),
        *(sum(one.days_part_time > weeks * 7 for one in part_time) for weeks in (6, 8, 12)),
        *(sum(one.full_time == day for one in every) for day in ("day_passed", "day_to_come", "no_day_agreed")),
        sum(bool(one.of("ehe")) for one in every),
        *(sum(one.suitability == checked for one in every) for checked in ("within_12_months", "longer_ago", "not_recorded")),
        len(eotas),
        sum(one.section_61 != "not_recorded" for one in eotas),
        sum(one.section_61 == "not_recorded" for one in eotas),
        len(unregistered),
        sum(bool(one.unregistered_hours) for one in unregistered),
        *(sum(one.provision == provision for one in every) for provision in ("some", "by_parents")),
        len(nothing),
        sum(one.days_without > 3 * 7 for one in nothing),
        sum(one.provision == "not_recorded" for one in every),
    )]  # fmt: skip


def _seen(every: list[Overseen]) -> tuple[int, ...]:
    return (
        *(sum(one.days_unseen is not None and one.days_unseen <= weeks * 7 for one in every) for weeks in (4, 6, 12)),
        sum(one.days_unseen is None for one in every),
    )


def _leads(every: list[Overseen]) -> tuple[int, ...]:
    return tuple(sum(one.lead == lead for one in every) for lead in ("named", "nobody", "not_recorded"))


def _reviews(every: list[Overseen]) -> tuple[int, ...]:
    return tuple(sum(one.review == review for one in every) for review in ("to_come", "overdue", "no_date"))


def _provision(every: list[Overseen]) -> tuple[int, ...]:
    return tuple(sum(one.provision == provision for one in every) for provision in ("some", "by_parents", "nothing", "not_recorded"))


def oversight_by_category(p: Picture) -> list[tuple]:
    every, rows = overseen(p), []
    for category in {spell.category for one in every for spell in one.spells}:
        mine = [one for one in every if one.of(category)]
        rows.append((category, len(mine), *_leads(mine), *_seen(mine), *_reviews(mine), *_provision(mine)))
    return rows


def section_61_decisions_by_age(p: Picture) -> list[tuple]:
    ages = [one.section_61 for one in overseen(p) if one.of("eotas")]
    return [(age, ages.count(age)) for age in set(ages)]


def unregistered_provision_by_hours(p: Picture) -> list[tuple]:
    bands: dict[str, list[Overseen]] = {}
    for one in overseen(p):
        if one.of("unregistered_ap"):
            bands.setdefault(_band(one.unregistered_hours), []).append(one)
    return [
        (band, len(every), sum(sum(one.unregistered_hours) for one in every) if band != "not_recorded" else None)
        for band, every in bands.items()
    ]


def _band(hours: list[float]) -> str:
    if not hours:
        return "not_recorded"
    if sum(hours) == 0:
        return "0"
    if sum(hours) >= 20:
        return "20 or more"
    low = int(sum(hours) // 5) * 5
    return f"{low} to under {low + 5}" if low else "under 5"


def without_provision_by_days(p: Picture) -> list[tuple]:
    days = [one.days_without for one in overseen(p) if one.provision == "nothing"]
    rows = []
    for band, first, last in BANDS_OF_DURATION:
        within = [number for number in days if first <= number <= last]
        rows.append((band, len(within), max(within, default=None)))
    return rows


def help_and_protection_figures(p: Picture) -> list[tuple]:
    every = overseen(p)
    open_ = [one for one in every if one.child.social_care not in (None, "none", "early_help")]
    return [(
        len(every),
        *(sum(one.child.social_care == status for one in every) for status in ("early_help", "none", None)),
        len(open_),
        *_seen(open_),
        *_leads(open_),
        *_provision(open_),
    )]  # fmt: skip


def help_and_protection_by_status(p: Picture) -> list[tuple]:
    statuses: dict[str, list[Overseen]] = {}
    for one in overseen(p):
        statuses.setdefault(recorded(one.child.social_care), []).append(one)
    return [(status, len(mine), *_seen(mine), *_leads(mine), *_provision(mine)) for status, mine in statuses.items()]


def early_help_offered(p: Picture) -> list[tuple]:
    counts: dict[str, int] = {}
    for one in overseen(p):
        if one.child.social_care in (None, "none", "early_help"):
            has = one.child.social_care == "early_help"
            word = "has_early_help" if has else recorded(one.child.early_help_offered)
            counts[word] = counts.get(word, 0) + 1
    return list(counts.items())
