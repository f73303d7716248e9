"""Questions on what the partners sent and what is published, by loops over plain rows."""

from __future__ import annotations

from datetime import timedelta

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
    for table in ("spells", "attendance", "diagnostic_waits", "health_access"):
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
        "services": "Commissioned services",
        "population": "Population",
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
    for table in ("children", "spells", "attendance", "diagnostic_waits", "health_access", "services", "population"):
        rows = getattr(p.area, table)
        for column in COLUMNS[table] if rows else ():
            found.append((table, column, len(rows), sum(getattr(row, column, None) is not None for row in rows)))
    return found


COLUMNS = {
    "children": (
        "child_id", "date_of_birth", "sen_status", "upn", "nhs_number", "sex", "ethnicity", "primary_need", "locality", "social_care",
        "school_urn", "school_name", "sen_setting", "sen_setting_since",
    ),
    "spells": (
        "child_id", "category", "start_date", "end_date", "outcome", "destination", "reason", "last_school", "hours_per_week",
        "lead_professional", "last_seen_date", "next_review_date", "la_notified_date", "health_notified_date", "social_care_notified_date",
        "nhs_number", "upn",
    ),
    "attendance": (
        "child_id", "term", "sessions_possible", "sessions_missed", "sessions_part_time_timetable", "nhs_number", "upn",
    ),
    "diagnostic_waits": (
        "child_id", "nhs_number", "upn", "assessment", "referral_received_date", "assessment_start_date", "closed_date", "outcome",
        "provider", "support_while_waiting",
    ),
    "health_access": ("child_id", "service", "status", "referred_date", "first_seen_date", "barrier", "provider", "nhs_number", "upn"),
    "services": ("service", "provider", "commissioner", "open_to_children_not_on_a_roll", "route_in", "contact"),
    "population": ("children", "locality", "sen_status", "as_at"),
}  # fmt: skip
