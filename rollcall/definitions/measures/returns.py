"""Measures of children who came back to school: two different six months, never mixed."""

from __future__ import annotations

from datetime import date

from rollcall.definitions.measures.measure import AGAINST_PLAIN, COUNCIL, NOTHING, QUESTIONS_AGAINST_PLAIN, Columns, Measure, Theme, named

_REVIEW = date(2027, 11, 30)
_BACK = "Children of school age with an EHC plan or SEN support whose period out of school ended by return in the six months to the day"
_NO_TARGET = "none was found in national guidance."
_NO_COMPARISON = "DfE publishes returns to school from home education alone, over a whole year and of all children."

MEASURES: dict[str, Measure] = named(
    Measure(
        name="came_back_in_the_last_six_months",
        title="Came back in the last six months",
        asks="How many children came back to school in the last six months?",
        theme=Theme.RETURNS,
        numerator=f"{_BACK}, whenever they had left, each once",
        denominator=NOTHING,
        unit="children",
        better="up",
        no_target_because=_NO_TARGET,
        no_comparison_because=_NO_COMPARISON,
        caveat="More children who leave make more who can come back: read it beside the share that came back within six months of leaving.",
        owner=COUNCIL,
        questions=(Columns("returned_in_last_six_months", ("children",)),),
        review=_REVIEW,
    ),
    Measure(
        name="came_back_within_six_months_of_leaving",
        title="Came back within six months of leaving",
        asks="Of the periods out of school that began long enough ago to know, what share ended in a return within six months?",
        theme=Theme.RETURNS,
        numerator="Those that ended by return within six months of beginning",
        denominator="Periods out of school that began between 18 and 6 months before the day, of children then of school age with an EHC "
        "plan or SEN support",
        unit="per cent of periods",
        better="up",
        no_target_because=_NO_TARGET,
        no_comparison_because=_NO_COMPARISON,
        caveat="Moving away and growing past school age are no returns and stay in what it is out of. Younger periods are left out: it is "
        "too soon to tell.",
        owner=COUNCIL,
        questions=(Columns("returns_within_six_months_total", ("returned_within_six_months", "spells_started")),),
        review=_REVIEW,
    ),
    *(
        Measure(
            name=f"still_in_school_{word}_weeks_on",
            title=f"Still in school {word} weeks on",
            asks=f"Of the children who came back, how many were still in school {word} weeks later?",
            theme=Theme.RETURNS,
            numerator=f"Those with no period out of school open on the day {word} weeks after the return",
            denominator=f"{_BACK} and {word} weeks ago or longer: each child's last return",
            unit=unit,
            better="up",
            no_target_because=_NO_TARGET,
            no_comparison_because="no published figure was found.",
            caveat=f"In school: no period out of school is recorded for that day. Returns younger than {word} weeks are left out.",
            owner=COUNCIL,
            checked_by=checked_by,
            questions=(Columns("returns_sustained", ("weeks", "still_in_school", "out_again")),),
            review=_REVIEW,
        )
        for word, unit, checked_by in (
            ("six", "per cent of children", AGAINST_PLAIN),
            ("twelve", "children", QUESTIONS_AGAINST_PLAIN),
        )
    ),
    Measure(
        name="back_in_school_a_year_on",
        title="Back in school a year on",
        asks="What share of periods out of school end in a return within so many weeks, those counted that still go on?",
        theme=Theme.RETURNS,
        numerator="Those that ended by return, by the Aalen-Johansen estimate of cumulative incidence",
        denominator="Periods out of school that began in the last three years, of children then of school age with an EHC plan or SEN "
        "support, each for as long as it has been followed",
        unit="per cent of periods",
        better="up",
        no_target_because=_NO_TARGET,
        no_comparison_because=_NO_COMPARISON,
        caveat="Moving away, passing school age and other endings compete with returning. It supposes that periods that began lately will "
        "go as earlier ones did. It is an estimate, and not the share within six months of leaving.",
        owner=COUNCIL,
        checked_by=QUESTIONS_AGAINST_PLAIN,
        questions=(Columns("endings_by_weeks_out", ("weeks_out", "ending", "periods")),),
        review=_REVIEW,
    ),
    Measure(
        name="time_out_of_school",
        title="Time out of school",
        asks="By how many weeks had half of the periods out of school ended?",
        theme=Theme.RETURNS,
        numerator="The first week by whose end half had ended in any way, estimated with the periods that go on",
        denominator="Periods out of school that began in the last three years, of children then of school age with an EHC plan or SEN "
        "support, each for as long as it has been followed",
        unit="weeks",
        better="neither",
        no_target_because="home education is a choice that a family may make, and no length of it is aimed at.",
        no_comparison_because="no published figure was found: DfE's bands are of children who are missing education on one day.",
        caveat="Not reached where fewer than half have ended: then it is longer than three years, or nobody knows yet.",
        owner=COUNCIL,
        checked_by=QUESTIONS_AGAINST_PLAIN,
        questions=(Columns("endings_by_weeks_out", ("weeks_out", "ending", "periods")),),
        review=_REVIEW,
    ),
    Measure(
        name="not_out_again",
        title="Not out again",
        asks="How many of the children who came back in the last six months are not out of school again today?",
        theme=Theme.RETURNS,
        numerator="Those with no period out of school open on the day",
        denominator=f"{_BACK}, each once",
        unit="children",
        better="up",
        no_target_because=_NO_TARGET,
        no_comparison_because="no published figure was found.",
        caveat="As things stand on the day: of a child who came back last week it is too soon to tell.",
        owner=COUNCIL,
        questions=(Columns("returned_in_last_six_months", ("not_out_again", "children")),),
        review=_REVIEW,
    ),
)
