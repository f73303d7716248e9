"""Evidence on in-year admissions: what became of applications, and how long children go without a school place."""

from __future__ import annotations

from rollcall.definitions import codes
from rollcall.show import in_year_admissions
from rollcall.show.asking import Asked
from rollcall.show.evidence.line import Line, Told
from rollcall.show.evidence.saying import share
from rollcall.show.sentences import amount, capital, people

_NEEDS = ("children", in_year_admissions.TABLE)
_PLANS = "A child with an EHC plan gets a place by the plan and seldom by an application."


def _decided(asked: Asked) -> Told:
    every = in_year_admissions.figures(asked)
    refused = share(every["refused"], every["offered"] + every["refused"], about=False)
    waiting = share(every["undecided_over_3_weeks"], every["undecided"], about=False)
    return Told(
        f"Of applications for a school place in the 12 months to {asked.on} that were decided, {refused.words} were refused; of those not "
        f"decided yet, {waiting.words} came more than 3 weeks before.",
        refused.thin,
        _PLANS,
    )


def _without(asked: Asked) -> Told:
    rows = [row for row in asked.answer("in_year_admissions_by_days").records() if row["band"] != codes.DURATION_UNKNOWN]
    found, without = (sum(row[column] for row in rows) for column in ("new_place", "still_without"))
    long_found, long_without = (
        sum(row[column] for row in rows if row["band"] in in_year_admissions.LONG) for column in ("new_place", "still_without")
    )
    got = share(long_found, found, about=False)
    now = f"{capital(people(without))} {'was' if without == 1 else 'were'} without a school place on {asked.on}"
    before = f"of those who got a new one in the 12 months before, {got.words} had gone without for 12 weeks or more"
    return Told(
        f"{now}, {amount(long_without)} of them for 12 weeks or more; {before}.",
        got.thin,
        _PLANS,
    )


LINES = (
    Line(
        "Are applications for a school place offered and decided?",
        _decided,
        _NEEDS,
        ("in_year_admissions_figures",),
        ("applications_refused",),
    ),
    Line(
        "Do children who lost a school place get another soon?",
        _without,
        _NEEDS,
        ("in_year_admissions_by_days",),
        ("without_a_school_place",),
        columns=((in_year_admissions.TABLE, "place_lost_date"),),
        only_with=(in_year_admissions.TABLE, "place_lost_date"),
    ),
)
