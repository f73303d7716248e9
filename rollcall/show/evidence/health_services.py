"""Evidence on access to health services: who has what they need, what stands in the way, and how long the waits are."""

from __future__ import annotations

from typing import Any

from rollcall.definitions.monthly import Monthly
from rollcall.show import diagnostic_waits, health_access
from rollcall.show.asking import Asked
from rollcall.show.evidence.line import Line, Told
from rollcall.show.evidence.saying import IS_HIDDEN, both, difference, share, through_time
from rollcall.show.labels import by_size, label
from rollcall.show.sentences import listed, lower_first, people, weeks

_NEEDED = ("in_place", "waiting", "not_referred", "cannot_access")
_ACCESS, _WAITS = ("children", "spells", "health_access"), ("diagnostic_waits",)


def _cannot_reach(asked: Asked) -> Told:
    needs = asked.answer("not_in_school_needs").records()[0]
    one = share(needs["cannot_access_a_service"], needs["children"], not asked.exact)
    return Told(f"Of children not in school, {one.words} were recorded as unable to reach a health service they need.", one.thin)


def _gaps(asked: Asked) -> Told:
    """Services in which fewer of the children not in school have what they need, beyond chance; those without; those with too few."""
    out, within = (
        {row["service"]: row for row in asked.answer("health_access_by_service").records() if bool(row["in_school"]) is school}
        for school in (False, True)
    )
    services = list(dict.fromkeys([*out, *within]))
    compared: dict[str, Any] = {}
    for service in services:
        here, there = out.get(service), within.get(service)
        if here and there and None not in (*(here[name] for name in _NEEDED), *(there[name] for name in _NEEDED)):
            need, need_there = (sum(row[name] for name in _NEEDED) for row in (here, there))
            compared[service] = difference(here["in_place"], need, there["in_place"], need_there)
    found = {service: one for service, one in compared.items() if one}
    names = {service: lower_first(label("service", service)) for service in services}
    worse, better, same = ([service for service, one in found.items() if one.way == way] for way in (-1, 1, 0))
    if not found:
        return Told("Too few children need any one service, in school and not in school, for a comparison.", "Nothing to compare.")
    said = [
        f"Of those who need it, fewer of those not in school have it than of others with SEND, in {_each(found, names, worse)}."
        if worse
        else "In no service do surely fewer of the children not in school have what they need than of other children with SEND."
    ]
    if better:
        said.append(f"More have it out of school in {_each(found, names, better)}.")
    if same:
        said.append(f"In {listed([names[service] for service in same])} the difference is no more than chance explains.")
    left = [names[service] for service in services if service not in found]
    return Told(
        " ".join(said),
        f"Too few, or hidden, to compare: {listed(left)}." if left and len(left) >= len(found) else "",
        f"{len(found)} services are compared, each at 95%: of twenty such comparisons, one is outside its interval by chance."
        + (f" Too few, or hidden, to compare: {listed(left)}." if left and len(left) < len(found) else ""),
    )


def _each(found: dict[str, Any], names: dict[str, str], services: list[str]) -> str:
    return "; ".join(f"{names[service]}, {found[service].words}" for service in services)


def _barriers(asked: Asked) -> Told:
    rows = by_size(asked.answer("health_access_by_barrier").records(), "barrier", "children")
    known = [row for row in rows if row["children"] and row["barrier"] != "not_recorded"][:3]
    if not known:
        return Told("No barrier is recorded for enough children to be named.", IS_HIDDEN if rows else "No barrier is recorded.")
    words = [f"{lower_first(label('barrier', row['barrier']))} ({people(row['children'], not asked.exact)})" for row in known]
    return Told(
        f"What is recorded most often as standing in the way: {listed(words)}.",
        note="All children with SEND in the lists, in school or not; a child with two barriers is counted for each.",
    )


def _commissioned(asked: Asked) -> Told:
    return Told(f"{health_access.commissioned(asked).finding}.", note="Services are counted, not children.")


def _waits(asked: Asked) -> Told:
    now, about = asked.answer("diagnostic_waits_total").records()[0], not asked.exact
    long = share(now["waiting_over_52_weeks"], now["waiting"], about)
    sentence = f"On {asked.on}, {people(now['waiting'], about, 'referral', 'referrals')} waited for a diagnostic assessment; "
    sentence += f"{long.words} had waited for more than 52 weeks."
    autism = next((row for row in asked.answer("diagnostic_waits_by_assessment").records() if row["assessment"] == "autism"), None)
    thin = long.thin
    if autism:
        late = share(autism["waiting_13_weeks"], autism["waiting"], about)
        sentence += f" Of those for autism, {late.words} had waited 13 weeks or longer, against NICE's three months from referral to start."
        thin = both(thin, late.thin)
    return Told(sentence, thin, "Referrals still waiting, of any child; waits that ended are another number. ADHD has no such standard.")


def _waits_through_time(asked: Asked) -> Told:
    rows = asked.answer("diagnostic_waits_each_month").records()
    if not diagnostic_waits.has_history(asked):
        return Told("Whether the list is growing cannot be said: only referrals that are still open are kept.", "No history.")
    months = [row["month_end"] for row in rows]
    rebases = asked.visit.rebases(Monthly.REFERRALS_WAITING)
    return through_time([row["waiting"] for row in rows], months, "down", "the number of referrals waiting", not asked.exact, rebases)


def _in_and_out(asked: Asked) -> Told:
    halves: dict[str, dict[bool, float | None]] = {}
    for row in asked.answer("diagnostic_waits_in_and_out_of_school").records():
        halves.setdefault(row["assessment"], {})[bool(row["in_school"])] = diagnostic_waits.summary(row["weeks"])[0]
    words = [
        f"{label('assessment', name)}: {weeks(pair[False])} not in school, {weeks(pair[True])} in school"
        for name, pair in halves.items()
        if pair.get(False) is not None and pair.get(True) is not None
    ]
    if not words:
        return Told("Too few children wait, in school or not in school, for half of them to be spoken of.", "Too few.")
    return Told(
        f"Half of the children who still wait have waited at least this long. {'; '.join(words)}.",
        "Medians of referrals still waiting, without intervals: no difference is claimed from them.",
    )


LINES = (
    Line(
        "How many children not in school cannot reach a service they need?",
        _cannot_reach,
        _ACCESS,
        ("not_in_school_needs",),
        ("cannot_reach_a_health_service",),
        over_all_services=True,
    ),
    Line(
        "Do fewer of the children not in school have what they need?",
        _gaps,
        _ACCESS,
        ("health_access_by_service",),
        ("health_access_gap", "needs_met"),
    ),
    Line(
        "What stands in the way?",
        _barriers,
        ("children", "health_access"),
        ("health_access_by_barrier",),
        ("barriers_to_health_services",),
        over_all_services=True,
    ),
    Line(
        "What is commissioned for children on no school roll?",
        _commissioned,
        ("services",),
        ("services_for_children_not_on_a_roll",),
        ("services_open_to_children_not_on_a_roll",),
    ),
    Line(
        "How long do children wait for a diagnostic assessment?",
        _waits,
        _WAITS,
        ("diagnostic_waits_total", "diagnostic_waits_by_assessment"),
        ("referrals_waiting", "waiting_over_52_weeks", "autism_waiting_13_weeks"),
    ),
    Line(
        "Is the list growing by more than chance?",
        _waits_through_time,
        _WAITS,
        ("diagnostic_waits_each_month",),
        ("referrals_waiting",),
    ),
    Line(
        "Do children who are not in school wait longer?",
        _in_and_out,
        ("children", "spells", *_WAITS),
        ("diagnostic_waits_in_and_out_of_school",),
        ("weeks_waited_in_and_out_of_school",),
    ),
)
