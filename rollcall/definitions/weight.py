"""What a value that is left out or cannot be weakens, for each column: the headline, and what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass

from rollcall.definitions.check import EVERY_HEADLINE, MOVES_NOTHING, NO_HEADLINE, NOT_COUNTED, NOT_RECORDED

UNMATCHED = "{rows} cannot be matched by this number, {count} of {of}"
NOT_YET = "{rows} not counted yet in {headline}, {count} of {of}"  # a date to come
GOES_ON = "{rows} counted as still going on in {headline}, {count} of {of}"


@dataclass(frozen=True)
class Weight:
    """The headline that a column's values carry, and what becomes of it without one."""

    headline: str
    effect: str = NOT_RECORDED


_NOTHING = Weight(NO_HEADLINE, MOVES_NOTHING)
_IDENTIFIERS = {name: Weight(EVERY_HEADLINE, UNMATCHED) for name in ("child_id", "nhs_number", "upn")}
_OUT, _RETURNS, _WAITS, _ACCESS = "Children not in school", "Returns to school", "Diagnostic waits", "Health access"
_ADMISSIONS = "In-year admissions"
_LIST_OF_OUT, _LIST_OF_WAITS, _LIST_OF_GAPS = (
    "The list of children not in school",
    "The list of children waiting for an assessment",
    "The list of children without a health service",
)

WEIGHTS: dict[str, dict[str, Weight]] = {
    "children": _IDENTIFIERS
    | {
        "sex": Weight(f"{_OUT}, by sex"),
        "ethnicity": _NOTHING,
        "primary_need": Weight(f"{_OUT}, by primary need"),
        "locality": Weight(f"{_OUT}, by locality"),
        "social_care": Weight(f"{_OUT}, by social care"),
        "early_help_offered": _NOTHING,
        "school_urn": Weight("Candidates"),
        "school_name": Weight("Candidates"),
        "sen_setting": Weight("Candidates"),
        "sen_setting_since": Weight("Candidates"),
    },
    "spells": _IDENTIFIERS
    | {
        "start_date": Weight(_OUT, NOT_YET),
        "end_date": Weight(_OUT, GOES_ON),
        "outcome": Weight(_RETURNS, NOT_COUNTED),
        "destination": Weight(f"{_RETURNS}, by destination"),
        "reason": Weight(f"{_OUT}, by reason"),
        "last_school": Weight(_LIST_OF_OUT),
        "hours_per_week": Weight(_LIST_OF_OUT),
        "lead_professional": Weight(_LIST_OF_OUT),
        "last_seen_date": Weight(_LIST_OF_OUT),
        "next_review_date": Weight(_LIST_OF_OUT),
        "suitability_checked_date": Weight("Oversight: suitability of home education"),
        "section_61_decision_date": Weight("Oversight: decisions under section 61"),
        "agreed_full_time_date": Weight("Oversight: part-time timetables"),
        "la_notified_date": _NOTHING,
        "health_notified_date": _NOTHING,
        "social_care_notified_date": _NOTHING,
    },
    "attendance": _IDENTIFIERS | dict.fromkeys(("sessions_part_time_timetable", "suspensions", "permanent_exclusions"), _NOTHING),
    "diagnostic_waits": _IDENTIFIERS
    | {
        "referral_received_date": Weight(_WAITS, NOT_YET),
        "assessment_start_date": Weight(_WAITS, "{rows} counted as still waiting in {headline}, {count} of {of}"),
        "closed_date": Weight(_WAITS, "{rows} counted as still waiting in {headline}, {count} of {of}"),
        "outcome": _NOTHING,
        "provider": Weight(f"{_WAITS}, by provider"),
        "support_while_waiting": Weight(_LIST_OF_WAITS),
    },
    "health_access": _IDENTIFIERS
    | {
        "referred_date": Weight(_LIST_OF_GAPS),
        "first_seen_date": _NOTHING,
        "barrier": Weight(f"{_ACCESS}, by barrier"),
        "provider": Weight(f"{_ACCESS}, by provider"),
    },
    "in_year_admissions": _IDENTIFIERS
    | {
        "application_received_date": Weight(_ADMISSIONS, NOT_YET),
        "school_applied_for": _NOTHING,
        "decision": Weight(_ADMISSIONS, "{rows} counted as not decided in {headline}, {count} of {of}"),
        "decision_date": Weight(f"{_ADMISSIONS}: days until a decision"),
        "place_lost_date": Weight(f"{_ADMISSIONS}: days without a place"),
        "admitted_date": Weight(
            f"{_ADMISSIONS}: days without a place", "{rows} counted as still without a place in {headline}, {count} of {of}"
        ),
    },
    "services": {name: Weight("Services for children not on a roll") for name in ("commissioner", "route_in")} | {"contact": _NOTHING},
    "population": {
        "locality": Weight("Rates per 1,000 children with SEND, by locality"),
        "sen_status": Weight("Rates per 1,000 children with SEND"),
        "as_at": _NOTHING,
    },
    "survey_responses": {"response": _NOTHING, "answered_on": Weight("Voice", NOT_YET)},
}


def weight_of(table: str, column: str) -> Weight:
    """What a missing value of a column weakens; nothing, for a column that a row cannot do without or that is no headline's."""
    return WEIGHTS.get(table, {}).get(column, _NOTHING)
