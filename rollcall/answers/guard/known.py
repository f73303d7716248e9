"""What anybody can know of how the numbers add up, from what the questions count: the guard holds them against each other."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from rollcall.answers.guard.adding_up import know_parts, within
from rollcall.answers.guard.cells import Cells
from rollcall.answers.guard.known_voice import voice
from rollcall.answers.guard.known_waits import waits
from rollcall.answers.guard.system import Sum, System
from rollcall.definitions import codes

_BY = ("duration", "locality", "primary_need", "sen_status", "sex", "social_care", "year_group")
_OVER_52_WEEKS = tuple(band.label for band in codes.DURATION_BANDS if band.days_from >= 364)
_STATUSES = ("in_place", "waiting", "not_referred", "cannot_access", "not_needed")


@dataclass(frozen=True)
class Family:
    """Questions whose numbers could be held against each other, and how they add up."""

    questions: tuple[str, ...]
    know: Callable[[Cells, System], None]
    told_elsewhere: tuple[str, ...] = ()  # of another family, and held against these


def not_in_school(cells: Cells, system: System) -> None:
    """Children not in school, cut in each way, in the months before, and among all children in scope."""
    total = cells.cell("not_in_school_total", "children")
    if total is None:
        return
    for name in (*_BY, "reason"):
        know_parts(cells, system, cells.column(f"not_in_school_by_{name}", "children"), total)
    long = cells.column("not_in_school_by_duration", "children")
    bands = dict(zip(cells.words("not_in_school_by_duration", "band"), long, strict=True))
    if (over := cells.cell("not_in_school_figures", "out_for_over_52_weeks")) is not None:
        know_parts(cells, system, [bands[band] for band in _OVER_52_WEEKS if band in bands], over)
        within(system, over, total)
    for column in ("with_a_plan", "looked_after"):
        within(system, cells.cell("not_in_school_figures", column), total)
    for column in ("waiting_for_an_assessment", "cannot_access_a_service"):
        within(system, cells.cell("not_in_school_needs", column), total)
    _categories(cells, system, total)
    _only_by_waiting(cells, system)
    for month in cells.words("not_in_school_by_month", "month_end"):
        at_month = cells.cell("not_in_school_by_month", "children", month_end=month)
        parts = [
            cells.cell(question, "children", cut, month_end=month)
            for question, cut in cells.tables
            if question == "not_in_school_by_month" and cut
        ]
        know_parts(cells, system, [part for part in parts if part is not None], at_month)
    _out_since(cells, system, long)
    _known(cells, system, total)
    _health(cells, system)


def _out_since(cells: Cells, system: System, bands: Sequence[int]) -> None:
    """Whoever has been out for as many days as have passed since a month end, and longer, was out then: unless a child was not of school
    age, or had no SEND, until later, so only where the numbers bear it out."""
    days = dict(zip(cells.words("not_in_school_by_duration", "band"), bands, strict=True))
    months = [month for month in cells.words("not_in_school_by_month", "month_end") if isinstance(month, date)]
    for month in months:
        since = (cells.day - month).days if cells.day else 0
        long = [days[band.label] for band in codes.DURATION_BANDS if band.days_from >= since and band.label in days]
        then = cells.cell("not_in_school_by_month", "children", month_end=month)
        if since <= 0 or not long or then is None or (left := cells.values[then] - sum(cells.values[band] for band in long)) < 0:
            continue
        system.stay_within(long, then)
        system.imply(then, long, left)


def _only_by_waiting(cells: Cells, system: System) -> None:
    """Whoever has no SEND by status is in scope only by waiting for an assessment."""
    waiting = cells.cell("not_in_school_needs", "waiting_for_an_assessment")
    words = [word for word in cells.words("not_in_school_by_sen_status", "sen_status") if word not in ("E", "K")]
    others = [cell for word in words for cell in cells.column("not_in_school_by_sen_status", "children", sen_status=word)]
    if waiting is not None and others and sum(cells.values[cell] for cell in others) <= cells.values[waiting]:
        system.stay_within(others, waiting)


def _categories(cells: Cells, system: System, total: int) -> None:
    """A child is in one category, or in several: those in one add up, those in several are told of by the pairs."""
    several = cells.cell("not_in_school_total", "in_more_than_one_category")
    if several is None:
        return
    within(system, several, total)
    pairs: dict[object, list[int]] = {}
    for category in cells.words("not_in_school_overlap", "category"):
        pairs[category] = cells.column("not_in_school_overlap", "children", category=category)
    alone, more = [], []
    system.sums.append(Sum(tuple(cells.column("not_in_school_by_category", "children")), total))  # nearly: where to look for what to hide
    for category in cells.words("not_in_school_by_category", "category"):
        here = cells.cell("not_in_school_by_category", "children", category=category)
        assert here is not None
        only, also = system.watch(), system.watch()
        system.bound({here: 1, only: -1, also: -1}, 0, 0)
        within(system, here, total)
        within(system, also, several)
        mine = pairs.get(category, [])
        system.bound({also: 1, **dict.fromkeys(mine, -1)}, float("-inf"), 0)
        for pair in mine:
            within(system, pair, also)
        alone.append(only)
        more.append(also)
    if alone:
        system.bound({total: 1, several: -1, **dict.fromkeys(alone, -1)}, 0, 0)
        system.bound({several: -2, **dict.fromkeys(more, 1)}, 0, float("inf"))  # whoever is in several is in two at least, and in a pair
        system.bound({several: -1, **dict.fromkeys({pair for mine in pairs.values() for pair in mine}, 1)}, 0, float("inf"))


def _known(cells: Cells, system: System, total: int) -> None:
    """Known to education, health or both, in school or not."""
    question, totals = "known_to_health_and_education", "known_to_health_and_education_total"
    for known_to in ("both", "education"):
        know_parts(cells, system, cells.column(question, "children", known_to=known_to), cells.cell(totals, f"known_to_{known_to}"))
    for in_school, word in ((False, "no"), (True, "yes")):
        parts = [cells.cell(question, "children", known_to=known_to, in_school=word) for known_to in ("both", "education")]
        whole = cells.cell("children_in_scope", "children", in_school=in_school)
        know_parts(cells, system, [part for part in parts if part is not None], whole)
        _known_to_health(cells, system, in_school, cells.cell(question, "children", known_to="both", in_school=word))
    within(system, cells.cell("children_in_scope", "children", in_school=False), total)


def _known_to_health(cells: Cells, system: System, in_school: bool, known: int | None) -> None:
    """Health knows whoever waits for an assessment, has a service in place or waits for one."""
    if known is None:
        return
    if not in_school:
        within(system, cells.cell("not_in_school_needs", "waiting_for_an_assessment"), known)
    question = "health_access_by_service"
    for service in cells.words(question, "service"):
        parts = [cells.cell(question, status, service=service, in_school=in_school) for status in ("in_place", "waiting")]
        there = [part for part in parts if part is not None]
        if sum(cells.values[part] for part in there) <= cells.values[known]:
            system.stay_within(there, known)
        for part in there:
            within(system, part, known)


def _health(cells: Cells, system: System) -> None:
    """Access to each service, in school and not, and what stands in the way."""
    question = "health_access_by_service"
    for service in cells.words(question, "service"):
        for in_school in (False, True):
            parts = [cells.cell(question, status, service=service, in_school=in_school) for status in _STATUSES]
            known = [part for part in parts if part is not None]
            whole = cells.cell("children_in_scope", "children", in_school=in_school)
            if known and whole is not None:
                system.stay_within(known, whole)
    cannot = [cells.cell(question, "cannot_access", service=service, in_school=False) for service in cells.words(question, "service")]
    whole = cells.cell("not_in_school_needs", "cannot_access_a_service")
    if whole is not None and all(part is not None for part in cannot):
        know_parts(cells, system, [part for part in cannot if part is not None], whole)
    for barrier in cells.words("health_access_by_barrier", "barrier"):
        parts_ = cells.column("health_access_barriers", "children", barrier=barrier)
        know_parts(cells, system, parts_, cells.cell("health_access_by_barrier", "children", barrier=barrier))


def returns(cells: Cells, system: System) -> None:
    """Who came back, where to, after how long, and whether it lasted."""
    question = "returned_in_last_six_months"
    every = cells.cell(question, "children", category="all")
    for column in ("children", "not_out_again"):
        categories = [cells.cell(question, column, category=word) for word in cells.words(question, "category") if word != "all"]
        know_parts(cells, system, [cell for cell in categories if cell is not None], cells.cell(question, column, category="all"))
    for back, still in zip(cells.column(question, "children"), cells.column(question, "not_out_again"), strict=True):
        within(system, still, back)
    know_parts(cells, system, cells.column("returns_by_destination", "children"), every)
    know_parts(cells, system, cells.column("returns_by_time_out", "children"), every)
    for weeks in cells.words("returns_sustained", "weeks"):
        parts = [cells.cell("returns_sustained", column, weeks=weeks) for column in ("still_in_school", "out_again", "too_recent")]
        whole = cells.cell("returns_sustained", "returned", weeks=weeks)
        know_parts(cells, system, [part for part in parts if part is not None], whole)
    _within_six_months(cells, system)


def _within_six_months(cells: Cells, system: System) -> None:
    outcomes = ("returned_within_six_months", "left_otherwise", "still_out")
    question, totals = "returns_within_six_months", "returns_within_six_months_total"
    for column in ("spells_started", *outcomes):
        know_parts(cells, system, cells.column(question, column), cells.cell(totals, column))
    if (all_started := cells.cell(totals, "spells_started")) is not None:
        know_parts(cells, system, [cells.column(totals, column)[0] for column in outcomes], all_started)
    for category in cells.words(question, "category"):
        started = cells.cell(question, "spells_started", category=category)
        parts = [cells.cell(question, column, category=category) for column in outcomes]
        know_parts(cells, system, [part for part in parts if part is not None], started)
        run = cells.column("returns_curve", "returned", category=category)
        for earlier, later in zip(run, [*run[1:], cells.cell(question, outcomes[0], category=category)], strict=True):
            within(system, earlier, later)


# The tables whose rows are there whoever is counted in them. In every other, a row tells that there is somebody.
ROWS_FOR_NOBODY = frozenset(
    {
        "diagnostic_waits_by_band",
        "diagnostic_waits_each_month",
        "diagnostic_waits_total",
        "health_access_by_service",
        "known_to_health_and_education_total",
        "not_in_school_by_duration",
        "not_in_school_by_month",
        "not_in_school_figures",
        "not_in_school_needs",
        "not_in_school_total",
        "returns_by_time_out",
        "returns_curve",
        "returns_sustained",
        "returns_within_six_months_total",
        "since_last_time_figures",
        "oversight_figures",
        "help_and_protection_figures",
        "survey_answers_total",
    }
)
# The tables whose rows are left out one at a time: each is shown with this number of it, or not at all.
ROWS_LEFT_OUT_WITHOUT: Mapping[str, str] = MappingProxyType({"survey_answers": "answers"})

FAMILIES: Mapping[str, Family] = {
    "not_in_school": Family(
        (
            "not_in_school_total",
            "not_in_school_figures",
            "not_in_school_needs",
            "not_in_school_by_category",
            "not_in_school_overlap",
            "not_in_school_by_month",
            "not_in_school_by_reason",
            *(f"not_in_school_by_{name}" for name in _BY),
            "children_in_scope",
            "known_to_health_and_education",
            "known_to_health_and_education_total",
            "health_access_by_service",
            "health_access_barriers",
            "health_access_by_barrier",
        ),
        not_in_school,
    ),
    "waits": Family(
        (
            "diagnostic_waits_total",
            "diagnostic_waits_by_assessment",
            "diagnostic_waits_by_provider",
            "diagnostic_waits_now",
            "diagnostic_waits_by_band",
            "diagnostic_waits_in_and_out_of_school",
            "diagnostic_waits_each_month",
        ),
        waits,
        told_elsewhere=("not_in_school_needs",),
    ),
    "returns": Family(
        (
            "returned_in_last_six_months",
            "returns_by_destination",
            "returns_by_time_out",
            "returns_sustained",
            "returns_within_six_months",
            "returns_within_six_months_total",
            "returns_curve",
        ),
        returns,
    ),
    "voice": Family(("survey_answers", "survey_answers_total"), voice),
    "files": Family(
        ("files_kept", "unknown_children", "candidates", "population_by_locality"),
        lambda _cells, _system: None,  # each is counted of other children, and none adds up to another
    ),
}
FAMILY_OF: Mapping[str, str] = {question: name for name, family in FAMILIES.items() for question in family.questions}
