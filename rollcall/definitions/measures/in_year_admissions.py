"""Measures of in-year admissions: applications for a school place, and children who are without one."""

from __future__ import annotations

from datetime import date

from rollcall.definitions.measures.measure import (
    COUNCIL,
    NO_TARGET,
    NOTHING,
    QUESTIONS_AGAINST_PLAIN,
    Columns,
    Measure,
    Theme,
    named,
)

_NO_COMPARISON = "no published count of in-year applications for children with SEND was found."
_REVIEW = date(2027, 11, 30)
_PLANS = "A child with an EHC plan gets a place by the school being named in the plan, and seldom by an application."

MEASURES: dict[str, Measure] = named(
    Measure(
        name="applications_refused",
        title="In-year applications refused",
        asks="How many applications for a school place outside the normal round are refused?",
        theme=Theme.OVERSIGHT,
        numerator="Those that were refused",
        denominator="Applications received in the twelve months to the day that were offered a place or refused one, of children with "
        "SEND of school age on the day",
        unit="applications",
        better="down",
        no_target_because=NO_TARGET,
        no_comparison_because=_NO_COMPARISON,
        caveat=f"A child who applies for several schools is counted with each. {_PLANS}",
        owner=COUNCIL,
        questions=(Columns("in_year_admissions_figures", ("refused", "offered")),),
        review=_REVIEW,
        checked_by=QUESTIONS_AGAINST_PLAIN,
    ),
    Measure(
        name="without_a_school_place",
        title="Still without a school place",
        asks="How many children lost a school place and have no other yet, and for how long?",
        theme=Theme.OVERSIGHT,
        numerator="Children with SEND of school age on the day who lost a place by it and have not started at a school since, each once",
        denominator=NOTHING,
        unit="children",
        better="down",
        no_target_because=NO_TARGET,
        no_comparison_because=_NO_COMPARISON,
        caveat=f"Only those for whom somebody applied, and the day is recorded on which the place was lost. {_PLANS}",
        owner=COUNCIL,
        questions=(Columns("in_year_admissions_by_days", ("still_without",)),),
        review=_REVIEW,
        checked_by=QUESTIONS_AGAINST_PLAIN,
    ),
)
