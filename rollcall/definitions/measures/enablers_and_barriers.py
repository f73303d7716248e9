"""Measures of why children are not in school."""

from __future__ import annotations

from datetime import date

from rollcall.definitions.measures.measure import COUNCIL, Columns, Measure, Theme, named

MEASURES: dict[str, Measure] = named(
    Measure(
        name="reasons_for_not_being_in_school",
        title="Reasons for not being in school",
        asks="Which reason is recorded for most children who are not in school?",
        theme=Theme.ENABLERS_AND_BARRIERS,
        numerator="Those with an open period for which that one of DfE's reasons is recorded",
        denominator="Children with SEND of school age who are not in school on the day, each once",
        unit="children",
        better="neither",
        no_target_because="a reason explains the number, and is nothing to aim at.",
        no_comparison_because="DfE publishes reasons of all children who are home educated or missing education, with SEND or without.",
        caveat="A child with several open periods is counted under the reason of each. Not known is a number of its own.",
        owner=COUNCIL,
        checked_by="tests/questions/test_against_plain.py",
        questions=(Columns("not_in_school_by_reason", ("reason", "children")),),
        review=date(2027, 11, 30),
    ),
)
