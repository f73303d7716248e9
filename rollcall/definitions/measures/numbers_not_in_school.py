"""Measures of how many children with SEND are not in school."""

from __future__ import annotations

from datetime import date

from rollcall.definitions import benchmarks
from rollcall.definitions.codes import DURATION_BANDS
from rollcall.definitions.measures.measure import COUNCIL, NOTHING, OUT_OF_SCHOOL, QUESTIONS_AGAINST_PLAIN, Columns, Measure, Theme, named

_REVIEW = date(2027, 11, 30)
_NO_TARGET = (
    "none was found in national guidance, and some ways of being out of school, home education among them, are a family's lawful choice."
)
_NO_COUNT = (
    "no national count of children with SEND who are not in school was found. DfE's counts of home education and of children missing "
)
_NO_COUNT += "education are of all children, and stand beside the categories."
_DEPENDS = "It counts whom the partners' registers list: a register that gets better makes it rise."

MEASURES: dict[str, Measure] = named(
    Measure(
        name="not_in_school",
        title="Children with SEND not in school",
        asks="How many children with SEND of school age are not in school?",
        theme=Theme.NUMBERS,
        numerator=OUT_OF_SCHOOL,
        denominator=NOTHING,
        unit="children",
        better="neither",
        no_target_because=_NO_TARGET,
        no_comparison_because=_NO_COUNT,
        caveat=f"{_DEPENDS} A child in several categories is counted once here and once in each of them.",
        owner=COUNCIL,
        questions=(
            Columns("not_in_school_figures", ("children",)),
            Columns("not_in_school_needs", ("children",)),
            Columns("not_in_school_total", ("children",)),
        ),
        review=_REVIEW,
    ),
    Measure(
        name="not_in_school_rate",
        title="Not in school for every 1,000 children with SEND",
        asks="In which locality, or with which SEN status, are children with SEND most often not in school?",
        theme=Theme.NUMBERS,
        numerator="Children with SEND of school age who are not in school on the day, in a locality or with a SEN status, each once",
        denominator="Children with an EHC plan or SEN support who live there, by the latest count of the population",
        unit="per 1,000 children with SEND, with Wilson's 95% interval",
        better="neither",
        no_target_because=_NO_TARGET,
        no_comparison_because=_NO_COUNT,
        caveat="As old as the count of the population. Children who only wait for a diagnosis are in the number of a locality and not in "
        "its population: they make its rate a little too high.",
        owner=COUNCIL,
        checked_by=QUESTIONS_AGAINST_PLAIN,
        questions=(
            Columns("not_in_school_by_locality", ("children",)),
            Columns("not_in_school_by_sen_status", ("children",)),
            Columns("population_by_locality", ("children",)),
        ),
        review=_REVIEW,
    ),
    Measure(
        name="not_in_school_with_a_plan",
        title="Not in school with an EHC plan",
        asks="How many of the children who are not in school have an EHC plan?",
        theme=Theme.NUMBERS,
        numerator="Those who have an EHC plan",
        denominator=OUT_OF_SCHOOL,
        unit="children",
        better="neither",
        no_target_because=_NO_TARGET,
        no_comparison_because="DfE publishes plans by where a child is educated, and counts no part-time timetable, no severe absence "
        "and no flexi-schooling among them.",
        caveat=_DEPENDS,
        owner=COUNCIL,
        questions=(Columns("not_in_school_figures", ("with_a_plan", "children")),),
        review=_REVIEW,
    ),
    Measure(
        name="out_for_over_52_weeks",
        title="Out of school for over 52 weeks",
        asks="How many children have been out of school for more than a year?",
        theme=Theme.NUMBERS,
        numerator="Those whose earliest open period began 364 days ago or longer",
        denominator=OUT_OF_SCHOOL,
        unit="children",
        better="down",
        no_target_because="none was found in national guidance.",
        comparison=benchmarks.MISSING_EDUCATION_DURATIONS[DURATION_BANDS[-1].label],
        caveat="Counted from the start of the earliest period that is still open: two short periods one after the other are not one long.",
        owner=COUNCIL,
        questions=(Columns("not_in_school_figures", ("out_for_over_52_weeks", "children")),),
        review=_REVIEW,
    ),
    Measure(
        name="in_more_than_one_category",
        title="In more than one category",
        asks="How many children are out of school in more than one way at the same time?",
        theme=Theme.NUMBERS,
        numerator="Those with open periods in two or more of the seven categories",
        denominator=OUT_OF_SCHOOL,
        unit="children",
        better="neither",
        no_target_because="it says by how much the categories overlap, and is nothing to aim at.",
        no_comparison_because="no published figure was found.",
        caveat="Each is counted once in the total and once in each of their categories, so the categories add to more than the total.",
        owner=COUNCIL,
        questions=(Columns("not_in_school_figures", ("in_more_than_one_category", "children")),),
        review=_REVIEW,
    ),
)
