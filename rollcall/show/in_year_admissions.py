"""In-year admissions: what becomes of applications for a school place, and how long children go without one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rollcall.definitions import codes
from rollcall.show.asking import Asked
from rollcall.show.figures import Figure, Kind, Series, bars
from rollcall.show.overseen import part_of
from rollcall.show.parts import Section, nothing
from rollcall.show.sentences import amount, capital, people

TABLE = "in_year_admissions"
LONG = tuple(band.label for band in codes.DURATION_BANDS if band.days_from >= 12 * 7)  # bands of 12 weeks and more

_UNDECIDED = "Not decided yet"
_CODE = (
    "School Admissions Code (2021): parents are told of the outcome in writing within 15 school days, and in 10 where that can be. 15 "
    "school days are 3 weeks of term, and a holiday makes them longer: not all that is decided later is late."
)
_PLANS = (
    "A child with an EHC plan gets a place by the school being named in the plan, and seldom by an application: few of these applications "
    "are theirs."
)


def figures(asked: Asked) -> Mapping[str, Any]:
    """What became of the applications of twelve months."""
    return asked.answer("in_year_admissions_figures").records()[0]


def decided(asked: Asked) -> Section:
    """How many applications were offered a place, refused one, withdrawn, or are not decided yet."""
    every, answer = figures(asked), asked.answer("in_year_admissions_figures")
    if not every["applications"]:
        return nothing(TABLE, "No application for a school place was received in the last twelve months")
    offered, refused, undecided = (every[name] for name in ("offered", "refused", "undecided"))
    applications = people(every["applications"], one="application", many="applications")
    finding = f"Of {applications} for a school place in the last 12 months, {_places(offered, 'offered')} and {_places(refused, 'refused')}"
    figure = bars(
        finding,
        (("Offered", offered), ("Refused", refused), ("Withdrawn", every["withdrawn"]), (_UNDECIDED, undecided)),
        "What became of it",
        asked.as_at,
        asked.source(TABLE, "children"),
        "applications",
        "Applications",
        quiet=("Withdrawn", _UNDECIDED),
    )
    dated = every["decided_within_3_weeks"] + every["decided_later"]
    notes = [
        f"Refused: {part_of(refused, offered + refused, 'offered or refused')}. Applications of {people(every['children'])} with SEND: a "
        "child may apply for several schools.",
        f"Decided within 3 weeks: {part_of(every['decided_within_3_weeks'], dated, 'decided with a date')}. "
        f"{capital(_no_day(every['decision_date_not_recorded']))}",
        _CODE,
        _PLANS,
    ]
    if undecided:
        notes.insert(2, f"Of {amount(undecided)} not decided yet, {amount(every['undecided_over_3_weeks'])} came more than 3 weeks ago.")
    return Section(finding, figure, answers=(answer,), notes=tuple(notes), source=figure.source)


def without_a_place(asked: Asked) -> Section:
    """How long children go without a school place: those who got a new one, and those who are still without."""
    answer = asked.answer("in_year_admissions_by_days")
    rows = [row for row in answer.records() if row["band"] != codes.DURATION_UNKNOWN]
    found, without = (sum(row[column] for row in rows) for column in ("new_place", "still_without"))
    unknown = figures(asked)["place_lost_not_recorded"]
    if not found and not without:
        said = "No child is recorded as having lost a school place"
        return nothing(TABLE, f"{said}: of {_applications(unknown)} no day is recorded" if unknown else said)
    long_found, long_without = (sum(row[column] for row in rows if row["band"] in LONG) for column in ("new_place", "still_without"))
    finding = (
        f"{capital(people(without))} {'is' if without == 1 else 'are'} still without a school place, {amount(long_without)} of them for "
    )
    finding += f"12 weeks or more; {amount(found)} got a new one in the last 12 months"
    figure = Figure(
        Kind.BAR_TABLE,
        finding,
        "children",
        tuple(row["band"] for row in rows),
        (
            Series("New place", tuple(row["new_place"] for row in rows)),
            Series("Still without", tuple(row["still_without"] for row in rows)),
        ),
        "Time without a place",
        asked.as_at,
        asked.source(TABLE, "children"),
    )
    longest = max((row["longest_days_without"] for row in rows if row["longest_days_without"] is not None), default=None)
    notes = [
        f"12 weeks or more before the new place: {part_of(long_found, found, 'who got one')}. From the day the last place was lost to the "
        "first day at the new school, holidays among them, in DfE's bands.",
        "Still without: no first day at a school is recorded. An offer that is not taken up yet is no first day. A child all of whose "
        "applications were withdrawn is not among them.",
        _PLANS,
    ]
    if longest is not None:
        notes[1] = f"The longest: {amount(longest)} days. {notes[1]}"
    if unknown:
        notes.append(f"For {_applications(unknown)} no day is recorded on which a place was lost: the child may still have one.")
    return Section(finding, figure, answers=(answer,), notes=tuple(notes), source=figure.source)


def _places(number: int, what: str) -> str:
    return f"{amount(number)} {'was' if number == 1 else 'were'} {what}"


def _applications(number: int) -> str:
    return people(number, one="application", many="applications")


def _no_day(number: int) -> str:
    return f"of {_applications(number)} the day of the decision is not recorded."
