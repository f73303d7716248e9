"""What needs attention: at most five lines, what has risen beyond chance first, then by how many children, each leading to its page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from rollcall.answers.answer import Answer
from rollcall.answers.rule import NHS
from rollcall.definitions.monthly import Monthly
from rollcall.show import diagnostic_waits, health_access, not_in_school, variation
from rollcall.show.asking import Asked
from rollcall.show.labels import being, label, table_title
from rollcall.show.parts import Line
from rollcall.show.sentences import amount, capital, day, people, per_cent, points, weeks

MOST = 5
_OF_A_KIND = 2
_STALE = timedelta(days=92)


@dataclass(frozen=True)
class Concern:
    """A line with its weight: children it is about, and whether it tells of a rise that is more than chance explains."""

    line: Line
    size: float
    has_risen: bool = False


def lines(asked: Asked) -> tuple[Line, ...]:
    """The lines to show, rises first, then by size; at most two of a kind, and none about fewer children than may be shown."""
    found = [sorted(find(asked), key=lambda concern: -concern.size)[:_OF_A_KIND] for find in _FINDERS]
    concerns = [concern for of_a_kind in found for concern in of_a_kind if concern.size >= NHS.fewest]
    concerns.sort(key=lambda concern: (not concern.has_risen, -concern.size))
    return tuple(concern.line for concern in concerns[:MOST])


def _more_out(asked: Asked) -> list[Concern]:
    """Categories that have risen beyond chance, with how many more children there are than a year before."""
    if not not_in_school.has_history(asked):
        return []
    before = {row["category"]: row["children"] for row in asked.year_before("not_in_school_by_category").records()}
    found = []
    for row in asked.answer("not_in_school_by_category").records():
        now, then = row["children"], before.get(row["category"], 0)
        if now is None or then is None or now <= then:
            continue
        months = asked.narrowed_to(category=row["category"]).answer("not_in_school_by_month")
        if not _has_risen(asked, months, Monthly.NOT_IN_SCHOOL, "children"):
            continue
        text = f"{capital(amount(now - then, not asked.exact))} more children are {being(row['category'])} than a year before"
        line = Line(f"{text}: {amount(now, not asked.exact)}. That is more than months differ by chance.", "not_in_school")
        found.append(Concern(line, now - then, has_risen=True))
    return found


def _has_risen(asked: Asked, answer: Answer, measure: Monthly, column: str) -> bool:
    """Whether the latest month is beyond the limits of chance, or ends a run; a year before is one month of many and tells nothing."""
    found = variation.stretches(answer.column(column), answer.column("month_end"), "neither", asked.visit.rebases(measure))
    return variation.has_risen(found.latest)


def _long_out(asked: Asked) -> list[Concern]:
    """Children out for more than a year."""
    number = not_in_school.figures(asked)["out_for_over_52_weeks"]
    if not number:
        return []
    text = f"{capital(people(number, not asked.exact))} {'has' if number == 1 else 'have'} been out of school for more than 52 weeks."
    return [Concern(Line(text, "not_in_school"), number)]


def _long_waits(asked: Asked) -> list[Concern]:
    """Autism referrals beyond 13 weeks, and the list's growth."""
    found = []
    for row in asked.answer("diagnostic_waits_by_assessment").records():
        late = row["waiting_13_weeks"]
        if row["assessment"] == "autism" and late and row["waiting"]:
            text = f"{capital(amount(late, not asked.exact))} autism referrals have waited 13 weeks or longer,"
            text += f" {per_cent(late / row['waiting'])} of the list."
            found.append(Concern(Line(text, "diagnostic_waits"), late))
    each_month = asked.answer("diagnostic_waits_each_month")
    months = each_month.column("waiting")
    known = diagnostic_waits.has_history(asked) and months[-1] is not None and months[-13] is not None and months[-1] > months[-13]
    if known and _has_risen(asked, each_month, Monthly.REFERRALS_WAITING, "waiting"):
        more = months[-1] - months[-13]
        text = f"{capital(amount(more, not asked.exact))} more referrals wait for a diagnostic assessment than a year before."
        found.append(Concern(Line(f"{text} That is more than months differ by chance.", "diagnostic_waits"), more, has_risen=True))
    return found


def _slow_provider(asked: Asked) -> list[Concern]:
    """The provider where half have waited longest."""
    rows = asked.answer("diagnostic_waits_by_provider").records()
    halves = [(half, row) for row in rows if (half := diagnostic_waits.summary(row["weeks"])[0]) is not None]
    if not halves:
        return []
    half, row = max(halves, key=lambda found: found[0])
    text = f"Half of those waiting at {label('provider', row['provider'])} have waited {weeks(half)} or longer."
    return [Concern(Line(text, "diagnostic_waits"), row["waiting"] / 2)]


def _health_gap(asked: Asked) -> list[Concern]:
    """The widest gap in access to a health service."""
    largest = health_access.largest(asked)
    if not largest:
        return []
    share = points(largest.out[0], largest.within[0])
    text = f"{label('service', largest.service)}: {share} of those not in school have it, about {people(largest.fewer)}."
    return [Concern(Line(text, "health_access"), largest.fewer)]


def _candidates(asked: Asked) -> list[Concern]:
    """Children who may be out of school and are on no register."""
    known = [row["children"] for row in asked.answer("candidates").records() if row["children"]]
    if not known:
        return []
    text = f"{capital(people(sum(known), not asked.exact))} may be out of school and on no register: accept or leave them."
    return [Concern(Line(text, "bring_in_spreadsheets"), sum(known))]


def _stale(asked: Asked) -> list[Concern]:
    """Spreadsheets that speak for a day more than three months before."""
    old = [
        row
        for row in asked.visit.ask("files_kept").records()
        if row["as_at"] < asked.as_at - _STALE and not row["table_name"].startswith("published")
    ]
    if not old:
        return []
    oldest = min(old, key=lambda row: row["as_at"])
    text = f"{table_title(oldest['table_name'])} from {oldest['partner']} is old: it speaks for {day(oldest['as_at'])}."
    return [Concern(Line(text, "bring_in_spreadsheets"), oldest["rows"] or 0)]


_FINDERS: tuple[Callable[[Asked], list[Concern]], ...] = (
    _more_out, _long_out, _long_waits, _slow_provider, _health_gap, _candidates, _stale,
)  # fmt: skip
