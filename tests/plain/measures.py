"""The measures of the registry that a page leads with, each by its name, by loops over plain rows: a number, or a part and its whole.

None is a share that nobody gives, because there are too few.
"""

from __future__ import annotations

from tests.plain import links, not_in_school, returns, waits
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


PLAIN = {
    name.removesuffix("_"): worked_out
    for name, worked_out in list(globals().items())
    if getattr(worked_out, "__module__", None) == __name__ and not name.startswith("_")
}
