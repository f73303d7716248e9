"""What codes, columns and bands are called on screen, and the order they stand in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rollcall.definitions import codes, register
from rollcall.definitions.admissions import ADMISSION_DECISION
from rollcall.definitions.survey import RESPONDENT_GROUP
from rollcall.definitions.tables import BY_NAME

NOT_RECORDED = "not_recorded"

_LABELS: dict[str, dict[str, str]] = {
    "category": codes.CATEGORY.labels,
    "other_category": codes.CATEGORY.labels,
    "suggested_category": codes.CATEGORY.labels,
    "sen_status": codes.SEN_STATUS.labels,
    "primary_need": codes.PRIMARY_NEED.labels,
    "social_care": codes.SOCIAL_CARE.labels,
    "sex": codes.SEX.labels,
    "early_help_offered": codes.EARLY_HELP_OFFERED.labels,
    "early_help": {"has_early_help": "Has early help", **codes.EARLY_HELP_OFFERED.labels},
    "assessment": codes.ASSESSMENT.labels,
    "service": codes.SERVICE.labels,
    "status": codes.ACCESS_STATUS.labels,
    "respondent_group": RESPONDENT_GROUP.labels,
    "barrier": codes.BARRIER.labels,
    "destination": codes.DESTINATION.labels,
    "open_to_children_not_on_a_roll": codes.YES_NO_SOME.labels,
    "basis": register.BASIS,
    "what_changed": {
        "joined": "Joined",
        "returned": "Came back to school",
        "left_otherwise": "Left otherwise",
        "changed_category": "Changed category",
        "the_same": "Still out",
    },
    "now": {
        "same_category": "Still out, in the same category",
        "another_category": "Out in another category",
        "returned_to_school": "Back in school",
        "left_otherwise": "Left otherwise",
        "no_longer_in_scope": "No longer in scope",
        "not_said_how": "Ended, not said how",
    },
    "known_to": {"both": "Education and health", "education": "Education alone", "health": "Health alone"},
    "outcome": codes.OUTCOME.labels,
    "decision": ADMISSION_DECISION.labels,
    "told_to": {"council": "The council", "health": "Health partners", "social_care": "Social care"},
    "answer": {
        "sure": "Linked",
        "said_same": "Said to be listed",
        "possible": "Could be listed",
        "none": "Not listed",
    },
    "source": {
        "attendance": "Attendance: missed half or more of the latest term",
        "no_establishment": "On no school's roll in the list of children",
        "home_educated_flag": "Marked as home educated in the list of children",
        "sen2_eotas": "Other arrangements by the council in the SEN2 return",
        "sen2_ehe": "Home education, or other arrangements by parents, in the SEN2 return",
        "sen2_cme": "A plan and no placement in the SEN2 return",
    },
}

_SHORT_CATEGORY = {
    "cme": "Missing education",
    "ehe": "Home educated",
    "eotas": "Otherwise than at school",
    "unregistered_ap": "Unregistered provision",
    "flexi_schooled": "Flexi-schooled",
    "part_time": "Part-time timetable",
    "severely_absent": "Severely absent",
}

_BEING = {
    "cme": "missing education",
    "ehe": "home educated",
    "eotas": "educated otherwise than at school",
    "unregistered_ap": "in unregistered alternative provision",
    "flexi_schooled": "flexi-schooled",
    "part_time": "on a part-time timetable",
    "severely_absent": "severely absent",
}

_WAITING = {
    "0-7": "Up to 1 week",
    "8-14": "1 to 2 weeks",
    "15-28": "2 to 4 weeks",
    "29-84": "4 to 12 weeks",
    "85-126": "12 to 18 weeks",
    "127-364": "18 to 52 weeks",
    "365+": "Over 52 weeks",
}

FILTERS: dict[str, str] = {
    "locality": "Locality",
    "sen_status": "SEN status",
    "primary_need": "Primary need",
    "category": "Category",
    "year_group": "Year group",
    "sex": "Sex",
    "social_care": "Social care",
    "service": "Service",
    "provider": "Provider",
}

_NOT_OUT = {"not_out": "Not out of school"}
_HEADINGS = {
    **FILTERS,
    "child_id": "Child",
    "categories": "Categories",
    "categories_before": "Categories before",
    "what_changed": "What changed",
    "newly_over_52_weeks": "Newly out for over 52 weeks",
    "left_otherwise": "Left otherwise",
    "returned": "Came back",
    "earlier_day": "Since",
    "other_category": "Also in",
    "since": "Out since",
    "weeks": "Weeks",
    "weeks_out": "Weeks out",
    "school": "School",
    "hours_per_week": "Hours a week",
    "lead_professional": "Lead professional",
    "last_seen_date": "Last seen",
    "next_review_date": "Next review",
    "suitability_checked_date": "Suitability checked",
    "section_61_decision_date": "Decision under section 61",
    "agreed_full_time_date": "Agreed full-time day",
    "decided": "Decided",
    "review_overdue": "Review overdue",
    "in_school": "In school",
    "known_to": "Known to",
    "out_again": "Out again",
    "out_since": "Out since",
    "support_while_waiting": "Support while waiting",
    "open_to_children_not_on_a_roll": "Open to children on no roll",
    "route_in": "How to get in",
    "suggested_category": "Suggested category",
    "basis": "Basis for the register",
    "lacking": "Not filled",
    "hours_band": "Hours a week",
    "suggested_start_date": "Suggested start",
    "on_roll": "On roll and in school",
    "part_time": "Part-time (C2)",
    "part_time_before": "Part-time (C2) before",
}

# Words that say nothing is known stand last and grey, whatever their number.
UNKNOWN = frozenset({NOT_RECORDED, "Not recorded", "Unknown", "No reason given", "U", "Not known"})


def label(column: str, value: Any) -> str:
    """What a value of a column is called on screen. A partner's own word is shown as typed."""
    if value == NOT_RECORDED or value is None:
        return "Left blank" if column == "reason" else "Not recorded"  # DfE's own list of reasons has a "Not recorded"
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if column == "band":
        return _WAITING.get(value, value)
    if column in ("categories", "categories_before"):
        return ", ".join(_NOT_OUT.get(code) or codes.CATEGORY.labels.get(code, code) for code in str(value).split(", "))
    if column in ("field", "lacking"):
        return ", ".join(heading(name) for name in str(value).split(", ") if name)
    return _LABELS.get(column, {}).get(value, str(value))


def short_category(code: str) -> str:
    """A category in as few words as a column heading has room for."""
    return _SHORT_CATEGORY.get(code, label("category", code))


def being(code: str) -> str:
    """A category as it is said of a child: 'home educated', 'on a part-time timetable'."""
    return _BEING.get(code, code)


def heading(column: str) -> str:
    """What a column is called on screen."""
    return _HEADINGS.get(column, column.replace("_", " ").capitalize())


def table_title(name: str) -> str:
    """What a spreadsheet is called on screen."""
    return BY_NAME[name].title if name in BY_NAME else name.replace("_", " ").capitalize()


def by_size(rows: Sequence[dict[str, Any]], of: str, size: str) -> list[dict[str, Any]]:
    """Rows from most to least, hidden numbers after known ones, and what is not known last of all."""
    return sorted(rows, key=lambda row: (row[of] in UNKNOWN, row[size] is None, -(row[size] or 0), label(of, row[of])))


def in_order(rows: Sequence[dict[str, Any]], of: str, order: Sequence[str]) -> list[dict[str, Any]]:
    """Rows in the order of a list, what is not in it last."""
    places = {value: place for place, value in enumerate(order)}
    return sorted(rows, key=lambda row: places.get(row[of], len(places)))
