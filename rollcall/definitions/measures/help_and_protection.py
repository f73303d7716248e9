"""Measures of children who are not in school and need help and protection."""

from __future__ import annotations

from datetime import date

from rollcall.definitions.measures.measure import (
    NO_TARGET,
    OUT_OF_SCHOOL,
    QUESTIONS_AGAINST_PLAIN,
    VIRTUAL_SCHOOL,
    Columns,
    Declared,
    Measure,
    Theme,
    alike,
    named,
)

_REVIEW = date(2027, 11, 30)
_OPEN = f"{OUT_OF_SCHOOL}, whose social care status is in need, child protection plan, looked after, or known"
_NO_COMPARISON = "no published count of children with SEND who are not in school was found by social care status."
_LAST = "A child whose social care status is not recorded is not among them."

_OF_SOCIAL_CARE: tuple[Declared, ...] = (
    (
        "open_to_social_care",
        "Open to social care and not in school",
        "How many children not in school are open to social care?",
        "Those in need, on a child protection plan, looked after, or known and not said how",
        OUT_OF_SCHOOL,
        "neither",
        ("open", "children"),
        _LAST,
    ),
    (
        "early_help_not_in_school",
        "Early help and not in school",
        "How many children not in school have early help?",
        "Those whose social care status is early help",
        OUT_OF_SCHOOL,
        "neither",
        ("early_help", "children"),
        "A child open to social care is counted there alone.",
    ),
    (
        "open_seen_in_the_last_12_weeks",
        "Open to social care, and seen in the last 12 weeks",
        "How many of those open to social care were seen by a professional lately?",
        "Those last seen no more than 84 days before the day",
        _OPEN,
        "up",
        ("open_seen_within_12_weeks", "open"),
        f"As the registers have it; social care's own visits are seldom in them. {_LAST}",
    ),
    (
        "open_lead_professional_named",
        "Open to social care, and with a named lead professional",
        "How many of those open to social care have a lead professional?",
        "Those for whom one is named in an open period",
        _OPEN,
        "up",
        ("open_lead_named", "open"),
        f"Their social worker may be the lead and not be in the registers. {_LAST}",
    ),
    (
        "open_without_any_provision",
        "Open to social care, and without any provision",
        "How many of those open to social care get no education at all?",
        "Those whose hours are recorded as 0, and who are not home educated",
        _OPEN,
        "down",
        ("open_without_provision", "open"),
        f"Children whose hours are not recorded are not among them. {_LAST}",
    ),
)

MEASURES: dict[str, Measure] = named(
    Measure(
        name="looked_after_not_in_school",
        title="Looked after and not in school",
        asks="How many of the children who are not in school are looked after by the council?",
        theme=Theme.HELP_AND_PROTECTION,
        numerator="Those whose social care status is looked after",
        denominator=OUT_OF_SCHOOL,
        unit="children",
        better="down",
        no_target_because=NO_TARGET,
        no_comparison_because="no published count of looked-after children with SEND who are not in school was found.",
        caveat=_LAST,
        owner=VIRTUAL_SCHOOL,
        questions=(Columns("not_in_school_figures", ("looked_after", "children")),),
        review=_REVIEW,
    ),
    Measure(
        name="early_help_offered_not_in_school",
        title="Early help offered and not in school",
        asks="To how many families of children not in school was early help offered?",
        theme=Theme.HELP_AND_PROTECTION,
        numerator="Those who have early help, and those whose family was offered it, whether it declined or not",
        denominator=f"{OUT_OF_SCHOOL}, and not open to social care",
        unit="children",
        better="up",
        no_target_because="not every family needs it, and a family may decline.",
        no_comparison_because="no published count of offers of early help to children with SEND who are not in school was found.",
        caveat="A blank is not recorded: an offer may have been made. Children whose social care status is not recorded are among them.",
        owner=VIRTUAL_SCHOOL,
        checked_by=QUESTIONS_AGAINST_PLAIN,
        questions=(Columns("early_help_offered", ("early_help", "children")),),
        review=_REVIEW,
    ),
    *alike(Theme.HELP_AND_PROTECTION, "help_and_protection_figures", _NO_COMPARISON, _REVIEW, _OF_SOCIAL_CARE),
)
