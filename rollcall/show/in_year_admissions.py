"""In-year admissions: what becomes of applications for a school place, and how long children go without one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rollcall.definitions import codes
from rollcall.show.asking import Asked
from rollcall.show.figures import Figure, Kind, Series, bars
from rollcall.show.overseen import in_no_file, part_of
from rollcall.show.parts import Section, nothing
from rollcall.show.sentences import amount, capital, people

TABLE = "in_year_admissions"
PLANS = "A child with an EHC plan gets a place by the school being named in the plan, and seldom by an application."
WITHDRAWN = "A child all of whose applications were withdrawn is not among them. A first day that was never entered leaves a child without."

_LONG = frozenset(band.label for band in codes.DURATION_BANDS if band.days_from >= 12 * 7)
_UNDECIDED = "Not decided yet"
_CODE = (
    "School Admissions Code (2021): parents must be told of the outcome in writing within 15 school days, and 10 are aimed for. What is "
    "counted here is the day decided, and 3 weeks are 15 school days only where no holiday falls in them: what is decided later may be in "
    "time."
)


@dataclass(frozen=True)
class Places:
    """Children who lost a school place, in DfE's bands: those who got another in twelve months, and those who have none yet."""

    rows: tuple[Mapping[str, Any], ...]

    def of(self, column: str, longest_alone: bool = False) -> int:
        """How many in all bands, or in those of 12 weeks and more."""
        return sum(row[column] for row in self.rows if not longest_alone or row["band"] in _LONG)

    @property
    def longest(self) -> int | None:
        """The most days that somebody has been without."""
        return max((row["longest_days_without"] for row in self.rows if row["longest_days_without"] is not None), default=None)

    @property
    def without(self) -> str:
        """Who is without a place, in words: '50 children lost a school place and have no first day at a new one recorded, 40 of them for 12
        weeks or more'."""
        number, long = self.of("still_without"), self.of("still_without", longest_alone=True)
        if not number:
            return "Nobody is recorded as still without a school place"
        said = f"{capital(people(number))} lost a school place and {'has' if number == 1 else 'have'} no first day at a new one recorded"
        if number == 1:
            return f"{said}, {'12 weeks ago or longer' if long else 'less than 12 weeks ago'}"
        return f"{said}, {amount(long) if long else 'none'} of them for 12 weeks or more"


def figures(asked: Asked) -> Mapping[str, Any]:
    """What became of the applications of twelve months."""
    return asked.answer("in_year_admissions_figures").records()[0]


def places(asked: Asked) -> Places:
    """Who lost a place, and who got another."""
    rows = asked.answer("in_year_admissions_by_days").records()
    return Places(tuple(row for row in rows if row["band"] != codes.DURATION_UNKNOWN))


def decided(asked: Asked) -> Section:
    """How many applications were offered a place, refused one, withdrawn, or are not decided yet."""
    every, answer = figures(asked), asked.answer("in_year_admissions_figures")
    if not every["applications"]:
        through = ", through these filters" if asked.filters else ""
        return nothing(TABLE, f"No application of the last twelve months is of a listed child with SEND who is of school age{through}")
    offered, refused, undecided = (every[name] for name in ("offered", "refused", "undecided"))
    finding = f"Of {_applications(every['applications'])} for a school place in the last 12 months, {_were(offered, 'offered')} and "
    finding += _were(refused, "refused")
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
    dated, undated = every["decided_within_3_weeks"] + every["decided_later"], every["decision_date_not_recorded"]
    notes = [f"Applications of {people(every['children'])} with SEND: a child may apply for several schools."]
    if offered + refused:
        notes.append(f"Refused: {amount(refused)}, {part_of(refused, offered + refused, 'offered or refused')}.")
    if dated:
        within = every["decided_within_3_weeks"]
        notes.append(f"Decided within 3 weeks: {amount(within)}, {part_of(within, dated, 'decided on a day that is recorded')}.")
    if undated:
        notes.append(f"For {_applications(undated)} no day of the decision is recorded, or one before the application.")
    if undecided:
        notes.append(f"Of {amount(undecided)} not decided yet, {amount(every['undecided_over_3_weeks'])} came more than 3 weeks ago.")
    return Section(finding, figure, answers=(answer,), notes=(*notes, _CODE, PLANS), source=figure.source)


def without_a_place(asked: Asked) -> Section:
    """How long children go without a school place: those who got a new one, and those who are still without."""
    answer, found = asked.answer("in_year_admissions_by_days"), places(asked)
    new_places, without, unknown = found.of("new_place"), found.of("still_without"), figures(asked)["place_lost_not_recorded"]
    if asked.keeps(TABLE) and in_no_file(asked, "admitted_date", TABLE):
        said = "Nobody can say who is still without a school place: no file records the first day at a new school"
        return Section(said, answers=(answer,), notes=(PLANS,), source=asked.source(TABLE))
    if not new_places and not without:
        said = "No child is recorded as being without a school place, or as having got a new one in the last 12 months"
        return nothing(
            TABLE, f"{said}: for {_applications(unknown)} of these months no day of a lost place is recorded" if unknown else said
        )
    figure = Figure(
        Kind.BAR_TABLE,
        f"{found.without}; {amount(new_places)} got a new place in the last 12 months",
        "children",
        tuple(row["band"] for row in found.rows),
        (
            Series("New place", tuple(row["new_place"] for row in found.rows)),
            Series("Still without", tuple(row["still_without"] for row in found.rows)),
        ),
        "Time without a place",
        asked.as_at,
        asked.source(TABLE, "children"),
    )
    notes = ["From the day the last place was lost to the first day at the new school, holidays among them, in DfE's bands."]
    if new_places:
        long = found.of("new_place", longest_alone=True)
        notes.append(f"12 weeks or more before the new place: {amount(long)}, {part_of(long, new_places, 'who got one')}.")
    if without:
        offered = found.of("still_without_and_offered")
        notes.append(f"Of those still without, {amount(offered)} {'has' if offered == 1 else 'have'} an offer.")
        notes.append(f"The longest: {people(found.longest, one='day', many='days')}.")
    notes.append(WITHDRAWN)
    if unknown:
        notes.append(f"For {_applications(unknown)} of the last 12 months no day of a lost place is recorded.")
    return Section(figure.title, figure, answers=(answer,), notes=(*notes, PLANS), source=figure.source)


def _were(number: int, what: str) -> str:
    return f"{amount(number) if number else 'none'} {'was' if number < 2 else 'were'} {what}"


def _applications(number: int) -> str:
    return people(number, one="application", many="applications")
