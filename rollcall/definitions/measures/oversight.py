"""Measures of the oversight of provision: who leads, who was seen, what was checked, decided and agreed, and what children get."""

from __future__ import annotations

from datetime import date

from rollcall.definitions.measures.measure import OUT_OF_SCHOOL, QUESTIONS_AGAINST_PLAIN, Declared, Measure, Theme, alike, named

_NO_COMPARISON = "no published count for children with SEND who are not in school was found."
_REVIEW = date(2027, 11, 30)
_PART_TIME = "Children with SEND of school age on a part-time timetable on the day, each once"

_MEASURES: tuple[Declared, ...] = (
    (
        "lead_professional_named",
        "With a named lead professional",
        "How many children not in school have a lead professional?",
        "Those for whom one is named in an open period",
        OUT_OF_SCHOOL,
        "up",
        ("lead_named", "children"),
        "A blank is not recorded: there may be one. That somebody is named does not say that they are in touch.",
    ),
    (
        "seen_in_the_last_12_weeks",
        "Seen in the last 12 weeks",
        "How many children not in school were seen by a professional lately?",
        "Those last seen no more than 84 days before the day",
        OUT_OF_SCHOOL,
        "up",
        ("seen_within_12_weeks", "children"),
        "As the registers have it: a visit that was never entered is not recorded. 12 weeks are our choice, and the page offers 6 and 4.",
    ),
    (
        "review_overdue_or_without_a_date",
        "Review overdue or without a date",
        "For how many children not in school is no review to come?",
        "Those whose next review was due before the day, or has no date",
        OUT_OF_SCHOOL,
        "down",
        ("review_overdue", "review_no_date", "children"),
        "A review that was held and whose next date was never entered looks overdue.",
    ),
    (
        "part_time_with_no_end_date",
        "Part-time timetables with no end date",
        "How many part-time timetables have no planned end?",
        "Those without an end date",
        _PART_TIME,
        "down",
        ("part_time_no_end_date", "part_time"),
        "Some registers enter an end date only when a timetable has ended, so that none has one while it goes on.",
    ),
    (
        "in_unregistered_provision",
        "In unregistered provision",
        "How many children are in alternative provision that is not registered as a school?",
        "Those in it",
        OUT_OF_SCHOOL,
        "neither",
        ("unregistered", "children"),
        "Only what partners' registers call unregistered. It is not always wrong, and the council's duties are the same.",
    ),
    (
        "without_any_provision",
        "Without any provision",
        "How many children not in school get no education at all?",
        "Those whose hours are recorded as 0, and who are not home educated",
        OUT_OF_SCHOOL,
        "down",
        ("without_provision", "children"),
        "Children whose hours are not recorded are not among them, and may get none either.",
    ),
)

_CHECKED_DECIDED_AGREED: tuple[Declared, ...] = (
    (
        "suitability_checked_in_the_last_12_months",
        "Suitability of home education checked in the last 12 months",
        "For how many home-educated children was it checked lately whether their education is suitable?",
        "Those last checked no more than 12 months before the day",
        "Children with SEND of school age who are home educated on the day, each once",
        "up",
        ("suitability_within_12_months", "home_educated"),
        "No day recorded is not the same as not checked. That it was checked does not say what was found. 12 months are our choice.",
    ),
    (
        "section_61_decision_recorded",
        "EOTAS with a decision under section 61 recorded",
        "For how many children in EOTAS is the decision recorded that provision is made otherwise than in a school?",
        "Those for whom a decision on or before the day is recorded",
        "Children with SEND of school age in EOTAS on the day, each once",
        "up",
        ("section_61_recorded", "eotas"),
        "A decision that was made and never entered is not recorded. However old it is, it counts: no source that we read names an age.",
    ),
    (
        "part_time_beyond_the_agreed_day",
        "Part-time timetables beyond the agreed full-time day",
        "How many part-time timetables go on after the day by which the child was to be full time?",
        "Those whose agreed full-time day is before the day",
        _PART_TIME,
        "down",
        ("part_time_day_passed", "part_time"),
        "Where no day is recorded, nobody can tell, and the timetable is not among them. A new day that was never entered looks passed.",
    ),
)

MEASURES: dict[str, Measure] = named(
    *alike(Theme.OVERSIGHT, "oversight_figures", _NO_COMPARISON, _REVIEW, _MEASURES),
    *alike(Theme.OVERSIGHT, "oversight_figures", _NO_COMPARISON, _REVIEW, _CHECKED_DECIDED_AGREED, QUESTIONS_AGAINST_PLAIN),
)
