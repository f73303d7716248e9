"""Evidence on in-year admissions: what became of applications, and how long children go without a school place."""

from __future__ import annotations

from rollcall.show import in_year_admissions
from rollcall.show.asking import Asked
from rollcall.show.evidence.line import Line, Told
from rollcall.show.evidence.saying import share

_TABLE = in_year_admissions.TABLE
_NEEDS = ("children", _TABLE)


def _decided(asked: Asked) -> Told:
    every = in_year_admissions.figures(asked)
    refused = share(every["refused"], every["offered"] + every["refused"], about=False)
    sentence = f"Of applications for a school place in the 12 months to {asked.on} that were decided, {refused.words} were refused"
    if every["undecided"]:
        waiting = share(every["undecided_over_3_weeks"], every["undecided"], about=False)
        sentence += f"; of those not decided yet, {waiting.words} came more than 3 weeks before"
    return Told(f"{sentence}.", refused.thin, in_year_admissions.PLANS)


def _without(asked: Asked) -> Told:
    found = in_year_admissions.places(asked)
    got = share(found.of("new_place", longest_alone=True), found.of("new_place"), about=False)
    before = f"Of those who got a new place in the 12 months before, {got.words} had gone without for 12 weeks or more."
    return Told(
        f"{found.without} (on {asked.on}). {before}",
        got.thin,
        f"{in_year_admissions.WITHDRAWN} {in_year_admissions.PLANS}",
    )


LINES = (
    Line(
        "Are applications for a school place offered and decided?",
        _decided,
        _NEEDS,
        ("in_year_admissions_figures",),
        ("applications_refused",),
        only_with=((_TABLE, "decision"),),
    ),
    Line(
        "Do children who lost a school place get another soon?",
        _without,
        _NEEDS,
        ("in_year_admissions_by_days",),
        ("without_a_school_place",),
        columns=((_TABLE, "place_lost_date"),),
        only_with=((_TABLE, "place_lost_date"), (_TABLE, "admitted_date")),
    ),
)
