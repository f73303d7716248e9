"""The dull version of every question: loops over plain rows, sharing no code with the SQL. It is the judge.

Each function is named as its question, takes a Picture and gives the rows that the lead sees.
"""

from __future__ import annotations

from datetime import date, timedelta

from tests.twin_area import BANDS_OF_DURATION, BANDS_OF_WAITING, Picture, distinct, month_ends, months_later, recorded, weeks_between, year_group


def not_in_school_total(p: Picture) -> list[tuple]:
    categories: dict[str, set] = {}
    for child, spell in p.not_in_school():
        categories.setdefault(child.child_id, set()).add(spell.category)
    return [(len(categories), sum(len(of) > 1 for of in categories.values()))]


def not_in_school_by_category(p: Picture) -> list[tuple]:
    return list(distinct([(spell.category, child) for child, spell in p.not_in_school()]).items())


def not_in_school_by_reason(p: Picture) -> list[tuple]:
    return list(distinct([(recorded(spell.reason), child) for child, spell in p.not_in_school()]).items())


def not_in_school_by_sen_status(p: Picture) -> list[tuple]:
    return list(distinct([(child.sen_status, child) for child, _ in p.not_in_school()]).items())


def not_in_school_by_primary_need(p: Picture) -> list[tuple]:
    return list(distinct([(recorded(child.primary_need), child) for child, _ in p.not_in_school()]).items())


def not_in_school_by_locality(p: Picture) -> list[tuple]:
    return list(distinct([(recorded(child.locality), child) for child, _ in p.not_in_school()]).items())


def not_in_school_by_social_care(p: Picture) -> list[tuple]:
    return list(distinct([(recorded(child.social_care), child) for child, _ in p.not_in_school()]).items())


def not_in_school_by_sex(p: Picture) -> list[tuple]:
    return list(distinct([(recorded(child.sex), child) for child, _ in p.not_in_school()]).items())


def not_in_school_by_year_group(p: Picture) -> list[tuple]:
    return list(distinct([(year_group(child.date_of_birth, p.as_at), child) for child, _ in p.not_in_school()]).items())


def not_in_school_overlap(p: Picture) -> list[tuple]:
    out = p.not_in_school()
    pairs = [
        ((spell.category, other.category), child)
        for child, spell in out
        for same, other in out
        if child == same and spell.category != other.category
    ]
    return [(*categories, children) for categories, children in distinct(pairs).items()]


def not_in_school_by_duration(p: Picture) -> list[tuple]:
    since: dict[str, date] = {}
    for child, spell in p.not_in_school():
        since[child.child_id] = min(spell.start_date, since.get(child.child_id, spell.start_date))
    days = [(p.as_at - start).days for start in since.values()]
    return [(band, sum(first <= d <= last for d in days)) for band, first, last in BANDS_OF_DURATION]


def not_in_school_by_month(p: Picture) -> list[tuple]:
    rows = []
    for end in month_ends(p.as_at):
        start = end.replace(day=1)
        out = {child.child_id for child, _ in p.not_in_school(end)}
        started = sum(start <= spell.start_date <= end and p.in_scope(child, spell.start_date) for child, spell in p.spells())
        ended = sum(
            spell.end_date is not None and start <= spell.end_date <= end and p.in_scope(child, spell.end_date) for child, spell in p.spells()
        )
        rows.append((end, len(out), started, ended))
    return rows


def diagnostic_waits_now(p: Picture) -> list[tuple]:
    groups: dict[tuple, list[int]] = {}
    for _, wait, days in p.open_waits():
        groups.setdefault((wait.assessment, recorded(wait.provider)), []).append(days)
    return [
        (*key, len(days), sum(d >= 91 for d in days), sum(d >= 127 for d in days), sum(d >= 365 for d in days), max(days) // 7)
        for key, days in groups.items()
    ]


def diagnostic_waits_total(p: Picture) -> list[tuple]:
    waits = p.open_waits()
    children = {child.child_id if child else ("unknown", wait.child_id or wait.nhs_number or wait.upn) for child, wait, _ in waits}
    days = [d for _, _, d in waits]
    return [(len(days), len(children), sum(d >= 91 for d in days), sum(d >= 127 for d in days), sum(d >= 365 for d in days))]


def diagnostic_waits_by_assessment(p: Picture) -> list[tuple]:
    groups: dict[str, list[int]] = {}
    for _, wait, days in p.open_waits():
        groups.setdefault(wait.assessment, []).append(days)
    return [
        (name, len(days), sum(d >= 91 for d in days), sum(d >= 127 for d in days), sum(d >= 365 for d in days)) for name, days in groups.items()
    ]


def diagnostic_waits_by_provider(p: Picture) -> list[tuple]:
    groups: dict[str, list[int]] = {}
    for _, wait, days in p.open_waits():
        groups.setdefault(recorded(wait.provider), []).append(days // 7)
    return [(name, len(weeks), tuple(sorted(weeks)), max(weeks)) for name, weeks in groups.items()]


def not_in_school_needs(p: Picture) -> list[tuple]:
    out = {child.child_id for child, _ in p.not_in_school()}
    known = [(p.child_of(wait), wait) for wait in p.area.diagnostic_waits]
    waiting = {child.child_id for child, wait in known if child and wait.referral_received_date <= p.as_at < wait.until}
    reached = [(p.child_of(row), row) for row in p.area.health_access]
    cannot = {child.child_id for child, row in reached if child and row.status == "cannot_access"}
    return [(len(out), len(out & waiting), len(out & cannot))]


def diagnostic_waits_by_band(p: Picture) -> list[tuple]:
    groups: dict[str, list[int]] = {}
    for _, wait, days in p.open_waits():
        groups.setdefault(wait.assessment, []).append(days)
    return [
        (assessment, band, sum(first <= d <= last for d in days))
        for assessment, days in groups.items()
        for band, first, last in BANDS_OF_WAITING
    ]


def diagnostic_waits_by_month(p: Picture) -> list[tuple]:
    waits = [wait for _, wait in p.waits()]
    rows = []
    for assessment in {wait.assessment for wait in waits}:
        mine = [wait for wait in waits if wait.assessment == assessment]
        for end in month_ends(p.as_at):
            start = end.replace(day=1)
            rows.append((
                end,
                assessment,
                sum(start <= wait.referral_received_date <= end for wait in mine),
                sum(wait.assessment_start_date is not None and start <= wait.assessment_start_date <= end for wait in mine),
                sum(wait.closed_date is not None and start <= wait.closed_date <= end for wait in mine),
                sum(wait.referral_received_date <= end < wait.until for wait in mine),
            ))  # fmt: skip
    return rows


def diagnostic_waits_each_month(p: Picture) -> list[tuple]:
    months: dict[date, list[int]] = {end: [0, 0, 0, 0] for end in month_ends(p.as_at)}
    for end, _, *counts in diagnostic_waits_by_month(p):
        months[end] = [before + more for before, more in zip(months[end], counts, strict=True)]
    return [(end, *counts) for end, counts in months.items()]


def diagnostic_waits_in_and_out_of_school(p: Picture) -> list[tuple]:
    groups: dict[tuple, list[int]] = {}
    for child, wait, days in p.open_waits():
        if child and p.in_scope(child, p.as_at):
            groups.setdefault((wait.assessment, not p.is_out(child, p.as_at)), []).append(days // 7)
    return [(*key, len(weeks), tuple(sorted(weeks))) for key, weeks in groups.items()]


def health_access_by_service(p: Picture) -> list[tuple]:
    groups: dict[tuple, set] = {}
    for child, row in p.health_access():
        groups.setdefault((row.service, not p.is_out(child, p.as_at)), set()).add((child.child_id, row.status))
    statuses = ("in_place", "waiting", "not_referred", "cannot_access", "not_needed")
    return [(*key, *(sum(status == wanted for _, status in of) for wanted in statuses)) for key, of in groups.items()]


def health_access_barriers(p: Picture) -> list[tuple]:
    pairs = [
        ((row.service, recorded(row.barrier)), child)
        for child, row in p.health_access()
        if row.barrier is not None
    ]
    return [(*key, children) for key, children in distinct(pairs).items()]


def health_gaps_list(p: Picture) -> list[tuple]:
    return [
        (
            child.child_id,
            row.service,
            row.status,
            recorded(row.barrier),
            recorded(row.provider),
            row.referred_date,
            (p.as_at - row.referred_date).days // 7 if row.referred_date and row.referred_date <= p.as_at else None,
            child.sen_status,
            year_group(child.date_of_birth, p.as_at),
            recorded(child.primary_need),
            recorded(child.locality),
        )
        for child, row in p.health_access()
        if row.status in ("waiting", "not_referred", "cannot_access") and child.child_id in {out.child_id for out, _ in p.not_in_school()}
    ]


def health_access_by_barrier(p: Picture) -> list[tuple]:
    return list(distinct([(row.barrier, child) for child, row in p.health_access() if row.barrier is not None]).items())


def children_in_scope(p: Picture) -> list[tuple]:
    children = [child for child in p.children.values() if p.in_scope(child, p.as_at) and p.keeps_child(child)]
    return list(distinct([(not p.is_out(child, p.as_at), child) for child in children]).items())


def services_for_children_not_on_a_roll(p: Picture) -> list[tuple]:
    return list({
        (row.service, row.provider, recorded(row.commissioner), row.open_to_children_not_on_a_roll, recorded(row.route_in))
        for row in p.area.services
        if p.keeps("service", row.service) and p.keeps("provider", row.provider)
    })  # fmt: skip


def returned_in_last_six_months(p: Picture) -> list[tuple]:
    pairs = [(key, child) for child, spell in p.returns() for key in (spell.category, "all")]
    lasting = distinct([(key, child) for key, child in pairs if not p.is_out(child, p.as_at)])
    counts = {"all": 0} | distinct(pairs)
    return [(key, children, lasting.get(key, 0)) for key, children in counts.items()]


def returns_within_six_months(p: Picture) -> list[tuple]:
    left = p.left_school()
    return [
        (
            category,
            sum(spell.category == category for spell, _ in left),
            *(sum(spell.category == category and how == wanted for spell, how in left) for wanted in ("returned", "left_otherwise", "still_out")),
        )
        for category in {spell.category for spell, _ in left}
    ]


def returns_within_six_months_total(p: Picture) -> list[tuple]:
    rows = returns_within_six_months(p)
    return [tuple(sum(row[column] for row in rows) for column in (1, 2, 3, 4))]


def returns_curve(p: Picture) -> list[tuple]:
    left = p.left_school()
    return [
        (
            category,
            week,
            sum(spell.category == category for spell, _ in left),
            sum(
                spell.category == category and how == "returned" and weeks_between(spell.start_date, spell.end_date) <= week
                for spell, how in left
            ),
        )
        for category in {spell.category for spell, _ in left}
        for week in range(27)
    ]


def returns_by_weeks_out(p: Picture) -> list[tuple]:
    return list(distinct([(weeks_between(spell.start_date, spell.end_date), child) for child, spell in p.returns()]).items())


def returns_by_time_out(p: Picture) -> list[tuple]:
    returns = [(child, max((spell.end_date - spell.start_date).days, 0)) for child, spell in p.returns()]
    return [
        (band, len({child.child_id for child, days in returns if first <= days <= last})) for band, first, last in BANDS_OF_DURATION
    ]


def returns_by_destination(p: Picture) -> list[tuple]:
    return list(distinct([(recorded(spell.destination), child) for child, spell in p.returns()]).items())


def returns_sustained(p: Picture) -> list[tuple]:
    last: dict[str, date] = {}
    for child, spell in p.returns():
        last[child.child_id] = max(spell.end_date, last.get(child.child_id, date.min))
    rows = []
    for weeks in (6, 12):
        still = again = recent = 0
        for child_id, returned_on in last.items():
            day = returned_on + timedelta(days=weeks * 7)
            if day > p.as_at:
                recent += 1
            elif p.is_out(p.children[child_id], day):
                again += 1
            else:
                still += 1
        rows.append((weeks, len(last), still, again, recent))
    return rows


def returns_list(p: Picture) -> list[tuple]:
    return [
        (
            child.child_id,
            spell.category,
            spell.start_date,
            spell.end_date,
            weeks_between(spell.start_date, spell.end_date),
            recorded(spell.destination),
            p.is_out(child, p.as_at),
            child.sen_status,
            year_group(child.date_of_birth, p.as_at),
            recorded(child.primary_need),
            recorded(child.locality),
            recorded(child.school_name),
        )
        for child, spell in p.returns()
    ]


def candidates(p: Picture) -> list[tuple]:
    return [(*key, children) for key, children in distinct([((row[1], row[2]), row[0]) for row in p.candidates()]).items()]


def candidates_list(p: Picture) -> list[tuple]:
    return [
        (
            child.child_id,
            source,
            category,
            start,
            why,
            child.sen_status,
            year_group(child.date_of_birth, p.as_at),
            recorded(child.primary_need),
            recorded(child.locality),
            recorded(child.school_name),
        )
        for child, source, category, start, why in p.candidates()
    ]


def children_not_in_school_list(p: Picture) -> list[tuple]:
    spells: dict[str, list] = {}
    for child, spell in p.not_in_school():
        spells.setdefault(child.child_id, []).append(spell)
    rows = []
    for child_id, mine in spells.items():
        child = p.children[child_id]
        since = min(spell.start_date for spell in mine)
        schools = [(spell.start_date, spell.last_school) for spell in mine if spell.last_school]
        leads = [(spell.start_date, spell.lead_professional) for spell in mine if spell.lead_professional]
        hours = [spell.hours_per_week for spell in mine if spell.hours_per_week is not None]
        seen = [spell.last_seen_date for spell in mine if spell.last_seen_date]
        reviews = [spell.next_review_date for spell in mine if spell.next_review_date]
        rows.append((
            child_id,
            ", ".join(_in_order({spell.category for spell in mine})),
            since,
            (p.as_at - since).days // 7,
            child.sen_status,
            year_group(child.date_of_birth, p.as_at),
            recorded(child.primary_need),
            recorded(child.locality),
            recorded(child.social_care),
            recorded(child.school_name or (max(schools)[1] if schools else None)),
            min(hours, default=None),
            max(leads)[1] if leads else "not_recorded",
            max(seen, default=None),
            min(reviews, default=None),
            bool(reviews) and min(reviews) < p.as_at,
        ))  # fmt: skip
    return rows


def _in_order(categories: set[str]) -> list[str]:
    order = ["cme", "ehe", "eotas", "unregistered_ap", "flexi_schooled", "part_time", "severely_absent"]
    return [category for category in order if category in categories]


def open_waits_list(p: Picture) -> list[tuple]:
    return [
        (
            child.child_id if child else recorded(wait.child_id or wait.nhs_number or wait.upn),
            wait.assessment,
            recorded(wait.provider),
            wait.referral_received_date,
            days // 7,
            not p.is_out(child, p.as_at) if child else None,
            recorded(wait.support_while_waiting),
            child.sen_status if child else "not_recorded",
            year_group(child.date_of_birth, p.as_at) if child else "not_recorded",
            recorded(child.primary_need if child else None),
            recorded(child.locality if child else None),
        )
        for child, wait, days in p.open_waits()
    ]


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
        rows = getattr(p.area, table)
        unknown = {row.child_id or row.nhs_number or row.upn for row in rows if p.child_of(row) is None}
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
        "school_urn", "school_name",
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
        "child_id", "nhs_number", "upn", "assessment", "referral_received_date", "assessment_start_date", "closed_date", "outcome", "provider",
        "support_while_waiting",
    ),
    "health_access": ("child_id", "service", "status", "referred_date", "first_seen_date", "barrier", "provider", "nhs_number", "upn"),
    "services": ("service", "provider", "commissioner", "open_to_children_not_on_a_roll", "route_in", "contact"),
    "population": ("children", "locality", "sen_status", "as_at"),
}  # fmt: skip
