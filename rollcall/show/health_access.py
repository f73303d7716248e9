"""Health access: what can children who are not in school not reach?"""

from __future__ import annotations

from collections.abc import Mapping
from math import floor
from typing import Any, NamedTuple

from rollcall.answers.statistics import Interval, newcombe, wilson
from rollcall.definitions.codes import ACCESS_STATUS
from rollcall.show.asking import Asked
from rollcall.show.figures import Figure, Kind, Series, Value, bars
from rollcall.show.labels import by_size, label
from rollcall.show.parts import Headline, KeyFigure, Section, Switch, cannot_say, nothing
from rollcall.show.sentences import amount, listed, lower_first, people, per_cent, points
from rollcall.show.tables import Grid, of_answer

WHOSE_SWITCHES = (Switch("whose", "Whose", (("out", "Not in school"), ("in_school", "In school"))),)
_TABLE = "health_access"
_NEEDED = ("in_place", "waiting", "not_referred", "cannot_access")
_FEWEST = 10
_HIDDEN = 4  # a hidden number in a sum that is only ever shown rounded


class Gap(NamedTuple):
    """A service: its share in place with Wilson's interval, out of school and in it; the first less the second with Newcombe's."""

    service: str
    out: tuple[float, float, float]
    within: tuple[float, float, float]
    apart: Interval
    fewer: int  # children out of school whom as many would have, were their share that of the others

    @property
    def is_sure(self) -> bool:
        """Whether fewer have it out of school than chance explains."""
        return self.apart[1] < 0


def headline(asked: Asked) -> Headline:
    """How many cannot reach a service, and where the gap is widest."""
    if unknown := cannot_say(asked, "who cannot reach a health service", "children", "spells", _TABLE):
        return unknown
    needs, about = asked.answer("not_in_school_needs").records()[0], not asked.exact
    cannot = needs["cannot_access_a_service"]
    of_all = f"{people(needs['children'], about)} not in school"
    sentence = (
        f"On {asked.on}, {amount(cannot, about)} of {'the ' if not about else ''}{of_all} could not reach a health service they need."
    )
    if cannot == 0:
        sentence = (
            f"On {asked.on}, no child with SEND was recorded as not in school."
            if needs["children"] == 0
            else f"No child who was not in school on {asked.on} was recorded as unable to reach a health service they need: "
            f"{people(needs['children'], about)} not in school."
        )
    if not asked.visit.viewer.sees_all_services:
        sentence = f"On {asked.on}, {of_all}: what they could reach of your services stands below."
    more = ""
    if found := largest(asked):
        name = lower_first(label("service", found.service))
        more = f"The gap that touches most children is in {name}: {per_cent(found.out[0])} of those not in school who need it have it, "
        more += f"against {per_cent(found.within[0])} of other children with SEND."
    return Headline(sentence, more, key_figures(asked))


def key_figures(asked: Asked) -> tuple[KeyFigure, ...]:
    """Children kept out, and how many places are waited for or never asked for, out of school."""
    needs = asked.answer("not_in_school_needs").records()[0]
    rows = _rows(asked, in_school=False)
    return (
        *(
            (
                KeyFigure(
                    "Cannot reach a service",
                    amount(needs["cannot_access_a_service"], not asked.exact),
                    measure="cannot_reach_a_health_service",
                ),
            )
            if asked.visit.viewer.sees_all_services
            else ()
        ),
        *(
            KeyFigure(name, amount(_sum(rows, column), not asked.exact), measure=measure)
            for name, measure, column in (
                ("Needs waiting to be met", "needs_waiting", "waiting"),
                ("Needs never referred", "needs_never_referred", "not_referred"),
                ("Needs met", "needs_met", "in_place"),
            )
        ),
    )


def widest_gaps(asked: Asked) -> Section:
    """Of children who need each service, how many have it: not in school against other children with SEND."""
    answer, found = asked.answer("health_access_by_service"), gaps(asked)
    if not answer.rows:
        return nothing(_TABLE)
    if not found:
        return Section("Too few children need any service to compare", answers=(answer,), source=asked.source(_TABLE, "spells"))
    finding = "Of no service is it sure that fewer of the children who are not in school have it"
    if most := largest(asked):
        finding = f"{label('service', most.service)}: {points(most.out[0], most.within[0])} have it when not in school, "
        finding += f"about {people(most.fewer)}"
    figure = Figure(
        Kind.DUMBBELLS,
        finding,
        "per cent",
        tuple(label("service", gap.service) for gap in found),
        (
            _series("Not in school", [gap.out for gap in found]),
            _series("Other children with SEND", [gap.within for gap in found]),
        ),
        "Service",
        asked.as_at,
        asked.source(_TABLE, "spells"),
        percent=True,
    )
    compared = {gap.service for gap in found}
    sure = [gap for gap in found if gap.is_sure]
    left = list(dict.fromkeys(lower_first(label("service", row["service"])) for row in answer.records() if row["service"] not in compared))
    notes = [
        "Share of those who need the service that have it in place.",
        "The lines are 95% intervals of each share (Wilson). A gap is told as one where that of the difference (Newcombe) leaves out 0.",
    ]
    if sure:
        notes.append(f"Fewer of those not in school have: {listed([lower_first(label('service', gap.service)) for gap in sure])}.")
    if unsure := [lower_first(label("service", gap.service)) for gap in found if not gap.is_sure]:
        notes.append(f"The difference may be chance, or is the other way: {listed(unsure)}.")
    if left:
        notes.append(f"Too few need it to compare: {listed(left)}.")
    return Section(finding, figure, grid=_told(found), answers=(answer,), notes=tuple(notes), source=figure.source)


def _told(found: list[Gap]) -> Grid:
    """Each gap in numbers: both shares, the difference in percentage points with its interval, and in children."""
    rows = tuple(
        (
            label("service", gap.service),
            per_cent(gap.out[0]),
            per_cent(gap.within[0]),
            f"{_points(gap.out[0]) - _points(gap.within[0]):+d}",
            f"{_points(gap.apart[0]):+d} to {_points(gap.apart[1]):+d}",
            f"{-gap.fewer:+d}",
        )
        for gap in found
    )
    headings = (
        "Service",
        "Not in school",
        "Other children with SEND",
        "Percentage points apart",
        "95% interval (Newcombe)",
        "In children, about",
    )
    return Grid(headings, rows, frozenset(range(1, 6)))


def by_status(asked: Asked) -> Section:
    """Each service by where children stand with it, with those on whom nothing is recorded."""
    in_school = asked.choices.get("whose") == "in_school"
    answer, scope = asked.answer("health_access_by_service"), asked.answer("children_in_scope")
    rows = sorted(_rows(asked, in_school), key=lambda row: -(row["cannot_access"] or 0))
    if not rows:
        return nothing(_TABLE)
    children = next((row["children"] for row in scope.records() if bool(row["in_school"]) is in_school), 0)
    whose = "in school" if in_school else "not in school"
    most = rows[0]
    cannot = amount(most["cannot_access"], not asked.exact)
    finding = f"{label('service', most['service'])} is the service most children {whose} cannot reach: {cannot}"
    series = [Series(ACCESS_STATUS.labels[status], tuple(row[status] for row in rows)) for status in _NEEDED]
    if children is not None:
        series.append(Series("Not recorded", tuple(_not_recorded(asked, children, row) for row in rows), context=True))
    figure = Figure(
        Kind.BAR_TABLE,
        finding,
        "children",
        tuple(label("service", row["service"]) for row in rows),
        tuple(series),
        "Service",
        asked.as_at,
        asked.source(_TABLE, "spells"),
    )
    notes = (
        f"Children in scope {whose}. Not recorded: of {amount(children, not asked.exact)} children, those with no row for the service.",
    )
    return Section(finding, figure, answers=(answer, scope), notes=notes, source=figure.source)


def barriers(asked: Asked) -> Section:
    """Why not: what stands in the way, over all services."""
    if not asked.visit.viewer.sees_all_services:
        services = asked.answer("health_access_barriers")
        return Section(
            "What stands in the way of each of your services", grid=of_answer(services), answers=(services,), source=asked.source(_TABLE)
        )
    answer, services = asked.answer("health_access_by_barrier"), asked.answer("health_access_barriers")
    rows = by_size(answer.records(), "barrier", "children")
    if not rows:
        return nothing(_TABLE, "No barrier is recorded")
    first = next((row for row in rows if row["barrier"] not in ("not_recorded", "other")), rows[0])
    finding = f"{label('barrier', first['barrier'])} stands in the way most often: {people(first['children'], not asked.exact)}"
    along = ((label("barrier", row["barrier"]), row["children"]) for row in rows)
    figure = bars(finding, along, "Barrier", asked.as_at, asked.source(_TABLE))
    notes = ("All children in scope, in school or not. A child with two barriers is counted for each.",)
    return Section(finding, figure, answers=(answer, services), notes=notes, source=figure.source)


def commissioned(asked: Asked) -> Section:
    """What is commissioned for children who are on no roll, and how to get in."""
    answer = asked.answer("services_for_children_not_on_a_roll")
    if not answer.rows:
        return nothing("services")
    states = answer.column("open_to_children_not_on_a_roll")
    closed = states.count("no")
    finding = f"{states.count('yes')} of {len(states)} commissioned services are open to children on no school roll"
    finding += f"; {closed} {'is' if closed == 1 else 'are'} not"
    return Section(finding, grid=of_answer(answer), answers=(answer,), source=asked.source("services"))


def _rows(asked: Asked, in_school: bool) -> list[dict[str, Any]]:
    return [row for row in asked.answer("health_access_by_service").records() if bool(row["in_school"]) is in_school]


def gaps(asked: Asked) -> list[Gap]:
    """Services by the width of the gap between children out of school and other children with SEND."""
    out = {row["service"]: row for row in _rows(asked, in_school=False)}
    within = {row["service"]: row for row in _rows(asked, in_school=True)}
    found = []
    for service in out.keys() & within.keys():
        here, there = _share(out[service]), _share(within[service])
        if here and there:
            apart = newcombe(out[service]["in_place"], _need(out[service]), within[service]["in_place"], _need(within[service]))
            assert apart
            found.append(Gap(service, here, there, apart, round((there[0] - here[0]) * _need(out[service]))))
    return sorted(found, key=lambda gap: (gap.out[0] - gap.within[0], gap.service))


def largest(asked: Asked) -> Gap | None:
    """Of the gaps that chance does not explain, the one that touches most children: a wide one may be about very few."""
    return max((gap for gap in gaps(asked) if gap.is_sure), key=lambda gap: gap.fewer, default=None)


def _share(row: Mapping[str, Any]) -> tuple[float, float, float] | None:
    """Share in place with its interval, when no number in it is hidden and enough children need the service."""
    if any(row[status] is None for status in _NEEDED) or _need(row) < _FEWEST:
        return None
    bounds = wilson(row["in_place"], _need(row))
    assert bounds
    return row["in_place"] / _need(row), *bounds


def _need(row: Mapping[str, Any]) -> int:
    return sum(row[status] for status in _NEEDED)


def _series(name: str, shares: list[tuple[float, float, float]]) -> Series:
    values, low, high = zip(*shares, strict=True)
    return Series(name, _percent(values), _percent(low), _percent(high))


def _points(difference: float) -> int:
    """A difference of fractions in whole percentage points, halves rounded up."""
    return floor(difference * 100 + 0.5)


def _percent(shares: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(share * 100 for share in shares)


def _sum(rows: list[dict[str, Any]], column: str) -> Value:
    values = [row[column] for row in rows]
    return sum(_HIDDEN if value is None else value for value in values) if None not in values else _nearest_5(values)


def _nearest_5(values: list[Value]) -> int:
    return 5 * round(sum(_HIDDEN if value is None else value for value in values) / 5)


def _not_recorded(asked: Asked, children: int, row: Mapping[str, Any]) -> int:
    """Children with no row for a service: what is left of those in scope. A hidden number takes a middle value, and the rest is rounded."""
    left = max(children - sum(_HIDDEN if row[status] is None else row[status] for status in (*_NEEDED, "not_needed")), 0)
    return left if asked.exact else 5 * round(left / 5)
