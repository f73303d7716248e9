"""Questions on the oversight of children not in school, by loops over plain rows."""

from __future__ import annotations

from tests.plain.overseen import overseen
from tests.plain.picture import Picture


def oversight_figures(p: Picture) -> list[tuple]:
    every = overseen(p)
    part_time = [one for one in every if one.of("part_time")]
    unregistered = [one for one in every if one.of("unregistered_ap")]
    nothing = [one for one in every if one.provision == "nothing"]
    return [(
        len(every),
        *(sum(one.lead == lead for one in every) for lead in ("named", "nobody", "not_recorded")),
        *(sum(one.days_unseen is not None and one.days_unseen <= weeks * 7 for one in every) for weeks in (4, 6, 12)),
        sum(one.days_unseen is None for one in every),
        *(sum(one.review == review for one in every) for review in ("to_come", "overdue", "no_date")),
        len(part_time),
        sum(any(spell.end_date is None for spell in one.of("part_time")) for one in part_time),
        *(sum(one.days_part_time > weeks * 7 for one in part_time) for weeks in (6, 8, 12)),
        len(unregistered),
        sum(bool(one.unregistered_hours) for one in unregistered),
        *(sum(one.provision == provision for one in every) for provision in ("some", "by_parents")),
        len(nothing),
        sum(one.days_without > 3 * 7 for one in nothing),
        sum(one.provision == "not_recorded" for one in every),
    )]  # fmt: skip
