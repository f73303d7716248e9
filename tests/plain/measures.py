"""The measures of the registry that a page leads with, each by its name, by loops over plain rows: a number, or a part and its whole.

None is a share that nobody gives, because there are too few.
"""

from __future__ import annotations

from tests.plain import enablers, links, not_in_school, returns, sharing, voice, waits
from tests.plain.overseen import Overseen, overseen
from tests.plain.picture import Picture

FEWEST = 10  # a share of fewer is not given
NEEDED = ("in_place", "waiting", "not_referred", "cannot_access")


def _out(p: Picture) -> set[str]:
    return {child.child_id for child, _ in p.not_in_school()}


def not_in_school_(p: Picture) -> int:
    return len(_out(p))


def not_in_school_with_a_plan(p: Picture) -> int:
    return sum(p.children[child_id].sen_status == "E" for child_id in _out(p))


def out_for_over_52_weeks(p: Picture) -> int:
    since: dict[str, list] = {}
    for child, spell in p.not_in_school():
        since.setdefault(child.child_id, []).append(spell.start_date)
    return sum((p.as_at - min(starts)).days >= 52 * 7 for starts in since.values())


def in_more_than_one_category(p: Picture) -> int:
    ways: dict[str, set] = {}
    for child, spell in p.not_in_school():
        ways.setdefault(child.child_id, set()).add(spell.category)
    return sum(len(categories) > 1 for categories in ways.values())


def looked_after_not_in_school(p: Picture) -> int:
    return sum(p.children[child_id].social_care == "looked_after" for child_id in _out(p))


def known_to_both(p: Picture) -> int:
    return links.known_to_health_and_education_total(p)[0][0]


def known_to_education_alone(p: Picture) -> int:
    return links.known_to_health_and_education_total(p)[0][1]


def known_to_education_alone_not_in_school(p: Picture) -> int:
    return links.known_to_health_and_education_total(p)[0][2]


def known_to_health_alone(p: Picture) -> int:
    return links.known_to_health_and_education_total(p)[0][3]


def cannot_reach_a_health_service(p: Picture) -> int:
    return len(_out(p) & {child.child_id for child, row in p.known["health_access"] if child and row.status == "cannot_access"})


def _told(p: Picture, service: str, column: int) -> tuple[int, int] | None:
    """Of the periods that began ten days ago or longer, how many have the number in a column of what is told of a service."""
    rows = [row for row in sharing.told_within_days(p) if row[1:3] == (service, 10)]
    periods = sum(row[3] for row in rows)
    return (sum(row[column] for row in rows), periods) if periods >= FEWEST else None


def council_told_within_10_days(p: Picture) -> tuple[int, int] | None:
    return _told(p, "council", 4)


def health_told_within_10_days(p: Picture) -> tuple[int, int] | None:
    return _told(p, "health", 4)


def social_care_told_within_10_days(p: Picture) -> tuple[int, int] | None:
    return _told(p, "social_care", 4)


def health_no_date_recorded(p: Picture) -> tuple[int, int] | None:
    return _told(p, "health", 6)


def _risk(p: Picture, column: int, of: int) -> int | None:
    """A number of what is told of attendance, when there is anybody whom it is out of."""
    row = enablers.at_risk_of_leaving_figures(p)[0]
    return row[column] if row[of] else None


def at_risk_of_leaving(p: Picture) -> int | None:
    known = enablers.at_risk_of_leaving_figures(p)[0]
    return known[9] if known[1] or known[5] or known[7] else None


def suspended_in_the_latest_term(p: Picture) -> int | None:
    return _risk(p, 6, of=5)


def persistently_absent(p: Picture) -> int | None:
    return _risk(p, 2, of=0)


def part_time_growing(p: Picture) -> int | None:
    return _risk(p, 4, of=1)


def school_not_recorded(p: Picture) -> int:
    return sum(out for school, out, _ in enablers.not_in_school_by_school(p) if school == "not_recorded")


def _needs(p: Picture, out: bool) -> dict[str, list[str]]:
    """The status of each need by its service: of children not in school, or of the others."""
    found: dict[str, list[str]] = {}
    told = {(child.child_id, row.service, row.status) for child, row in p.health_access() if p.is_out(child, p.as_at) is out}
    for _, service, status in told:
        if status in NEEDED:
            found.setdefault(service, []).append(status)
    return found


def _with_status(p: Picture, status: str) -> int:
    return sum(statuses.count(status) for statuses in _needs(p, out=True).values())


def needs_waiting(p: Picture) -> int:
    return _with_status(p, "waiting")


def needs_never_referred(p: Picture) -> int:
    return _with_status(p, "not_referred")


def needs_met(p: Picture) -> int:
    return _with_status(p, "in_place")


def health_access_gap(p: Picture) -> dict[str, tuple[float, float]]:
    """For each service that enough need on both sides, the share that has it out of school and in it."""
    out, within = _needs(p, out=True), _needs(p, out=False)
    return {
        service: tuple(statuses.count("in_place") / len(statuses) for statuses in (out[service], within[service]))  # type: ignore[misc]
        for service in out.keys() & within.keys()
        if len(out[service]) >= FEWEST and len(within[service]) >= FEWEST
    }


def waiting_and_not_in_school(p: Picture) -> int:
    return not_in_school.not_in_school_needs(p)[0][1]


def referrals_waiting(p: Picture) -> int:
    return len(p.open_waits())


def children_waiting(p: Picture) -> int:
    return waits.diagnostic_waits_total(p)[0][1]


def autism_waiting_13_weeks(p: Picture) -> int:
    return sum(wait.assessment == "autism" and days >= 13 * 7 for _, wait, days in p.open_waits())


def waiting_over_18_weeks(p: Picture) -> int:
    return sum(days > 18 * 7 for _, _, days in p.open_waits())


def waiting_over_52_weeks(p: Picture) -> int:
    return sum(days >= 365 for _, _, days in p.open_waits())


def came_back_in_the_last_six_months(p: Picture) -> int:
    return len({child.child_id for child, _ in p.returns()})


def not_out_again(p: Picture) -> int:
    return len({child.child_id for child, _ in p.returns() if not p.is_out(child, p.as_at)})


def came_back_within_six_months_of_leaving(p: Picture) -> tuple[int, int] | None:
    left = p.left_school()
    return (sum(how == "returned" for _, how in left), len(left)) if len(left) >= FEWEST else None


def still_in_school_six_weeks_on(p: Picture) -> tuple[int, int] | None:
    _, _, still, again, _ = returns.returns_sustained(p)[0]
    return (still, still + again) if still + again >= FEWEST else None


def _agreeing(p: Picture) -> list[str]:
    """Of each statement that ten of a group answered: whether more than half agree, fewer, or nobody can say."""
    found = []
    for _, _, strongly, agree, neither, disagree, strongly_not, dont_know, *_ in voice.survey_answers(p):
        count = strongly + agree + neither + disagree + strongly_not + dont_know
        if count >= FEWEST:
            share, z = (strongly + agree) / count, 1.959963984540054
            middle = (share + z * z / (2 * count)) / (1 + z * z / count)
            half_width = z / (1 + z * z / count) * (share * (1 - share) / count + z * z / (4 * count * count)) ** 0.5
            found.append("more" if middle - half_width > 0.5 else "fewer" if middle + half_width < 0.5 else "nobody knows")
    return found


def statements_most_agree_with(p: Picture) -> int:
    return _agreeing(p).count("more")


def statements_fewer_than_half_agree_with(p: Picture) -> int:
    return _agreeing(p).count("fewer")


def statements_too_close_to_say(p: Picture) -> int:
    return _agreeing(p).count("nobody knows")


def lead_professional_named(p: Picture) -> int:
    return sum(one.lead == "named" for one in overseen(p))


def seen_in_the_last_12_weeks(p: Picture) -> int:
    return sum(one.days_unseen is not None and one.days_unseen <= 12 * 7 for one in overseen(p))


def review_overdue_or_without_a_date(p: Picture) -> int:
    return sum(one.review != "to_come" for one in overseen(p))


def part_time_with_no_end_date(p: Picture) -> int:
    return sum(any(spell.end_date is None for spell in one.of("part_time")) for one in overseen(p))


def in_unregistered_provision(p: Picture) -> int:
    return sum(bool(one.of("unregistered_ap")) for one in overseen(p))


def without_any_provision(p: Picture) -> int:
    return sum(one.provision == "nothing" for one in overseen(p))


def _open(p: Picture) -> list[Overseen]:
    return [one for one in overseen(p) if one.child.social_care in ("child_in_need", "child_protection", "looked_after", "known")]


def open_to_social_care(p: Picture) -> int:
    return len(_open(p))


def early_help_not_in_school(p: Picture) -> int:
    return sum(one.child.social_care == "early_help" for one in overseen(p))


def open_seen_in_the_last_12_weeks(p: Picture) -> int:
    return sum(one.days_unseen is not None and one.days_unseen <= 12 * 7 for one in _open(p))


def open_lead_professional_named(p: Picture) -> int:
    return sum(one.lead == "named" for one in _open(p))


def open_without_any_provision(p: Picture) -> int:
    return sum(one.provision == "nothing" for one in _open(p))


PLAIN = {
    name.removesuffix("_"): worked_out
    for name, worked_out in list(globals().items())
    if getattr(worked_out, "__module__", None) == __name__ and not name.startswith("_")
}
