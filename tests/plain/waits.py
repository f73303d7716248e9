"""Questions on diagnostic waits, by loops over plain rows."""

from __future__ import annotations

from datetime import date

from tests.plain.dates import BANDS_OF_WAITING, month_ends, months_later
from tests.plain.picture import Picture, recorded

NO_SUPPORT = {
    *("no", "no support", "no support offered", "no support in place", "none offered", "none in place", "nothing", "nothing offered"),
    *("not offered", "declined", "support declined", "offer declined"),
}


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
        (name, len(days), sum(d >= 91 for d in days), sum(d >= 127 for d in days), sum(d >= 365 for d in days))
        for name, days in groups.items()
    ]


def diagnostic_waits_by_provider(p: Picture) -> list[tuple]:
    groups: dict[str, list[int]] = {}
    for _, wait, days in p.open_waits():
        groups.setdefault(recorded(wait.provider), []).append(days // 7)
    return [(name, len(weeks), tuple(sorted(weeks)), max(weeks)) for name, weeks in groups.items()]


def diagnostic_waits_completed(p: Picture) -> list[tuple]:
    groups: dict[str, list[tuple[int, bool]]] = {}
    for _, wait in p.waits:
        start, received = wait.assessment_start_date, wait.referral_received_date
        if start is None or not months_later(p.as_at, -12) < start <= p.as_at or start < received:
            continue
        groups.setdefault(wait.assessment, []).append(((start - received).days, start <= months_later(received, 3)))
    rows = []
    for name, found in groups.items():
        weeks = tuple(sorted(days // 7 for days, _ in found))
        rows.append((name, len(found), sum(soon for _, soon in found), weeks, max(weeks)))
    return rows


def support_while_waiting(p: Picture) -> list[tuple]:
    groups: dict[str, list[str]] = {}
    for _, wait, _ in p.open_waits():
        told = wait.support_while_waiting
        said = "blank" if told is None else "none" if told.strip(" .").lower() in NO_SUPPORT else "some"
        groups.setdefault(wait.assessment, []).append(said)
    return [(name, len(all_), *(all_.count(said) for said in ("some", "none", "blank"))) for name, all_ in groups.items()]


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
    waits = [wait for _, wait in p.waits]
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
