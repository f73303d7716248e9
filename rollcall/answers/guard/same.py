"""Which places always hold one number, because they count the same children: hidden in one, it is hidden in all of them."""

from __future__ import annotations

from datetime import date

from rollcall.answers.guard.cells import Cells, Cut
from rollcall.answers.guard.known_waits import LATE, LATE_FROM
from rollcall.definitions import codes


def same_numbers(cells: Cells, as_at: date) -> None:
    """Make one of the places that hold one number by what they count, so that it is hidden in all of them or in none."""
    one = cells.make_one
    total = cells.cell("not_in_school_total", "children")
    for question in ("not_in_school_figures", "not_in_school_needs"):
        one(total, cells.cell(question, "children"))
    one(total, cells.cell("children_in_scope", "children", in_school=False))
    one(total, cells.cell("not_in_school_by_month", "children", month_end=as_at))
    several = cells.cell("not_in_school_total", "in_more_than_one_category")
    one(several, cells.cell("not_in_school_figures", "in_more_than_one_category"))
    one(cells.cell("not_in_school_by_sen_status", "children", sen_status="E"), cells.cell("not_in_school_figures", "with_a_plan"))
    looked_after = cells.cell("not_in_school_by_social_care", "children", social_care="looked_after")
    one(looked_after, cells.cell("not_in_school_figures", "looked_after"))
    for category in cells.words("not_in_school_by_category", "category"):
        here = cells.cell("not_in_school_by_category", "children", category=category)
        one(here, cells.cell("not_in_school_by_month", "children", (("category", str(category)),), month_end=as_at))
    for first in cells.words("not_in_school_overlap", "category"):
        for second in cells.words("not_in_school_overlap", "other_category"):
            pair = cells.cell("not_in_school_overlap", "children", category=first, other_category=second)
            one(pair, cells.cell("not_in_school_overlap", "children", category=second, other_category=first))
    known, known_total = "known_to_health_and_education", "known_to_health_and_education_total"
    one(
        cells.cell(known, "children", known_to="education", in_school="no"),
        cells.cell(known_total, "known_to_education_not_in_school"),
    )
    one(cells.cell(known, "children", known_to="health"), cells.cell(known_total, "known_to_health"))
    one(cells.cell("diagnostic_waits_total", "waiting"), cells.cell("diagnostic_waits_each_month", "waiting", month_end=as_at))
    last = codes.WAITING_BANDS[-1]
    for assessment in cells.words("diagnostic_waits_by_assessment", "assessment") if last.days_from == LATE_FROM[LATE[-1]] else ():
        longest = cells.cell("diagnostic_waits_by_band", "waiting", assessment=assessment, band=last.label)
        one(cells.cell("diagnostic_waits_by_assessment", LATE[-1], assessment=assessment), longest)
    _same_by_provider(cells)
    _same_returns(cells)


def _same_by_provider(cells: Cells) -> None:
    """A provider's numbers, which stand in the tables of all providers, and in those that are cut to it."""
    for provider in cells.words("diagnostic_waits_by_provider", "provider"):
        cut: Cut = (("provider", str(provider)),)
        cells.make_one(
            cells.cell("diagnostic_waits_by_provider", "waiting", provider=provider), cells.cell("diagnostic_waits_total", "waiting", cut)
        )
        here = cells.cell("diagnostic_waits_by_provider", "waiting", provider=provider)
        cells.make_one(here, cells.cell("diagnostic_waits_by_provider", "waiting", cut, provider=provider))
        for column in ("waiting", *LATE):
            for assessment in cells.words("diagnostic_waits_now", "assessment"):
                here = cells.cell("diagnostic_waits_now", column, assessment=assessment, provider=provider)
                cells.make_one(here, cells.cell("diagnostic_waits_by_assessment", column, cut, assessment=assessment))
                cells.make_one(here, cells.cell("diagnostic_waits_now", column, cut, assessment=assessment, provider=provider))


def _same_returns(cells: Cells) -> None:
    every = cells.cell("returned_in_last_six_months", "children", category="all")
    for weeks in cells.words("returns_sustained", "weeks"):
        cells.make_one(every, cells.cell("returns_sustained", "returned", weeks=weeks))
    weeks_out = cells.words("returns_curve", "weeks_out")
    for category in cells.words("returns_within_six_months", "category"):
        back = cells.cell("returns_within_six_months", "returned_within_six_months", category=category)
        for last in weeks_out[-1:]:  # six months are at the most 184 days, which are 26 weeks: by the last week all are back who will be
            cells.make_one(back, cells.cell("returns_curve", "returned", category=category, weeks_out=last))
        started = cells.cell("returns_within_six_months", "spells_started", category=category)
        for week in weeks_out:
            cells.make_one(started, cells.cell("returns_curve", "spells_started", category=category, weeks_out=week))
