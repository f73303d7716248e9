"""Questions on what the partners sent and what is published, by loops over plain rows."""

from __future__ import annotations

from datetime import timedelta

from tests.plain.area import Figure
from tests.plain.dates import months_later
from tests.plain.picture import Picture, recorded


def published_waits_by_service(p: Picture) -> list[tuple]:
    rows = [row for row in p.area.published_community_waits if row.month <= p.as_at]
    groups: dict[tuple, dict] = {}
    for row in rows:
        key = (row.month, row.level, row.organisation_code, row.organisation, row.service)
        groups.setdefault(key, {})[row.band] = row
    found = []
    for (month, _, _, organisation, service), bands in groups.items():
        parts = [bands.get(band) for band in ("total", "127-364", "365+")]
        found.append((
            month,
            organisation,
            service,
            *(part.waiting if part else None for part in parts),
            *(part.why_blank if part else None for part in parts),
        ))  # fmt: skip
    return found


_ABSENCE = {"enrolments_pa_50_exact_percent", "sess_auth_temp_reduced_timetable_rate", "auth_part_time_perc"}
_ELSEWHERE = {"ehcplans", "other_arrangements_la", "other_arrangements_parents", "elective_home_education", "neet_other_csa"}
_COUNTS, _RATES = {"child_count", "number", "ehe_census_date", "cme_census_date"}, {"rate_per_100", "rate"}


def published_absence_by_sen(p: Picture) -> list[tuple]:
    rows = [
        row
        for row in p.area.published_figures
        if row.data_set in ("absence", "attendance") and row.measure in _ABSENCE
        if row.phase == "Total" and row.other_groups is None and row.sen_group
    ]
    return [
        (row.period, row.term, row.level, row.area, row.sen_group, row.measure, row.value, row.why_blank) for row in _last_two_years(rows)
    ]


def _last_two_years(rows: list[Figure]) -> list[Figure]:
    """Of each data set."""
    periods = {
        data_set: sorted({row.period for row in rows if row.data_set == data_set})[-2:] for data_set in {row.data_set for row in rows}
    }
    return [row for row in rows if row.period in periods[row.data_set]]


def published_census_day(p: Picture) -> list[tuple]:
    found: dict[tuple, list] = {}
    rows = [
        row
        for row in p.area.published_figures
        if row.data_set in ("home_education", "missing_education") and row.breakdown == "Total" and row.other_groups is None
    ]
    for row in _last_two_years(rows):
        found.setdefault((row.data_set, row.series, row.period, row.term, row.level, row.area_code, row.area), []).append(row)
    return [
        (
            data_set, period, term, level, area,
            max((row.value for row in rows if row.measure in _COUNTS and row.value is not None), default=None),
            max((row.why_blank for row in rows if row.measure in _COUNTS and row.why_blank is not None), default=None),
            max((row.value for row in rows if row.measure in _RATES and row.value is not None), default=None),
        )
        for (data_set, _, period, term, level, _, area), rows in found.items()
    ]  # fmt: skip


def published_plans_elsewhere(p: Picture) -> list[tuple]:
    rows = [
        row
        for row in p.area.published_figures
        if row.data_set == "ehc_plans" and row.breakdown == "Total" and row.other_groups is None and row.measure in _ELSEWHERE
    ]
    return [(row.period, row.level, row.area, row.measure, row.value, row.why_blank) for row in _last_two_years(rows)]


def published_home_education(p: Picture) -> list[tuple]:
    return [(row.academic_year, row.level, row.area, row.measure, row.value, row.why_blank) for row in p.area.published_home_education]


def population_by_locality(p: Picture) -> list[tuple]:
    told = [(row.as_at or p.area.date_of(row.partner), row) for row in p.area.population]
    latest = max((day for day, _ in told if day <= p.as_at), default=None)
    sums: dict[tuple, int] = {}
    for day, row in told:
        if day == latest and p.keeps("locality", row.locality) and p.keeps("sen_status", row.sen_status):
            key = (recorded(row.locality), recorded(row.sen_status))
            sums[key] = sums.get(key, 0) + row.children
    return [(*key, children) for key, children in sums.items()]


def unknown_children(p: Picture) -> list[tuple]:
    found = []
    for table in ("spells", "attendance", "diagnostic_waits", "health_access", "in_year_admissions"):
        unknown = {row.child_id or row.nhs_number or row.upn for child, row in p.known[table] if child is None}
        if unknown:
            found.append((table, len(unknown)))
    return found


def files_kept(p: Picture) -> list[tuple]:
    titles = {
        "children": "Children with SEND",
        "spells": "Periods not in school",
        "attendance": "Attendance",
        "diagnostic_waits": "Diagnostic waits",
        "health_access": "Access to health services",
        "in_year_admissions": "In-year admissions",
        "services": "Commissioned services",
        "population": "Population",
        "survey_responses": "Survey responses",
        "published_community_waits": "Published community health waits",
        "published_home_education": "Published elective home education",
        "published_figures": "Published DfE figures",
    }
    found = []
    for table, title in titles.items():
        rows = getattr(p.area, table)
        for partner in {row.partner for row in rows}:
            mine = sum(row.partner == partner for row in rows)
            told = p.area.date_of(partner)
            if table == "published_community_waits":  # a month speaks for itself
                told = max(min(told, months_later(row.month, 1) - timedelta(days=1)) for row in rows)
            found.append((partner, table, title, told, mine, f"{partner} {table}.csv"))
    return found


def completeness(p: Picture) -> list[tuple]:
    found = []
    for table in COLUMNS:
        rows = getattr(p.area, table)
        for column in COLUMNS[table] if rows else ():
            found.append((table, column, len(rows), sum(getattr(row, column, None) is not None for row in rows)))
    return found


COLUMNS = {
    "children": (
        "child_id", "date_of_birth", "sen_status", "upn", "nhs_number", "sex", "ethnicity", "primary_need", "locality", "social_care",
        "early_help_offered", "school_urn", "school_name", "sen_setting", "sen_setting_since",
    ),
    "spells": (
        "child_id", "category", "start_date", "end_date", "outcome", "destination", "reason", "last_school", "hours_per_week",
        "lead_professional", "last_seen_date", "next_review_date", "suitability_checked_date", "section_61_decision_date",
        "agreed_full_time_date", "la_notified_date", "health_notified_date", "social_care_notified_date", "nhs_number", "upn",
    ),
    "attendance": (
        "child_id", "term", "sessions_possible", "sessions_missed", "sessions_part_time_timetable", "suspensions", "permanent_exclusions",
        "nhs_number", "upn",
    ),
    "diagnostic_waits": (
        "child_id", "nhs_number", "upn", "assessment", "referral_received_date", "assessment_start_date", "closed_date", "outcome",
        "provider", "support_while_waiting",
    ),
    "health_access": ("child_id", "service", "status", "referred_date", "first_seen_date", "barrier", "provider", "nhs_number", "upn"),
    "in_year_admissions": (
        "child_id", "application_received_date", "school_applied_for", "decision", "decision_date", "place_lost_date", "admitted_date",
        "nhs_number", "upn",
    ),
    "services": ("service", "provider", "commissioner", "open_to_children_not_on_a_roll", "route_in", "contact"),
    "population": ("children", "locality", "sen_status", "as_at"),
    "survey_responses": ("response", "respondent_group", "question", "answer", "answered_on"),
}  # fmt: skip
