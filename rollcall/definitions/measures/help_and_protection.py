"""Measures of children who are not in school and need help and protection."""

from __future__ import annotations

from datetime import date

from rollcall.definitions.measures.measure import VIRTUAL_SCHOOL, Columns, Measure, Theme, named

MEASURES: dict[str, Measure] = named(
    Measure(
        name="looked_after_not_in_school",
        title="Looked after and not in school",
        asks="How many of the children who are not in school are looked after by the council?",
        theme=Theme.HELP_AND_PROTECTION,
        numerator="Those whose social care status is looked after",
        denominator="Children with SEND of school age who are not in school on the day, each once",
        unit="children",
        better="down",
        no_target_because="none was found in national guidance.",
        no_comparison_because="no published count of looked-after children with SEND who are not in school was found.",
        caveat="A child whose social care status is not recorded is not among them.",
        owner=VIRTUAL_SCHOOL,
        checked_by="tests/show/test_measures_against_plain.py",
        questions=(Columns("not_in_school_figures", ("looked_after", "children")),),
        review=date(2027, 11, 30),
    ),
)
