"""What anybody can know of how numbers of referrals add up: by assessment and provider, by how long, and on days before."""

from __future__ import annotations

from datetime import date
from itertools import combinations

from rollcall.answers.guard.adding_up import know_parts, within
from rollcall.answers.guard.cells import Cells, Place, days_before
from rollcall.answers.guard.system import System
from rollcall.definitions import codes

TOLD_BEFORE = ("diagnostic_waits_total", "diagnostic_waits_by_assessment", "diagnostic_waits_now")
LATE = ("waiting_13_weeks", "waiting_over_18_weeks", "waiting_over_52_weeks")
LATE_FROM = {"waiting_13_weeks": 91, "waiting_over_18_weeks": 127, "waiting_over_52_weeks": 365}


def waits(cells: Cells, system: System) -> None:
    """Referrals that wait, by assessment and provider, by how long, by whether the child is in school, and on days before."""
    for days in cells.told_before:
        _waited_since(cells, system, days)
        _by_provider_and_assessment(cells, system, tuple(days_before(question, days) for question in TOLD_BEFORE))
    _referred_since(cells, system)
    _out_of_school(cells, system)
    _by_provider_and_assessment(cells, system, TOLD_BEFORE)
    know_parts(cells, system, cells.column("diagnostic_waits_by_provider", "waiting"), cells.cell("diagnostic_waits_total", "waiting"))
    for assessment in cells.words("diagnostic_waits_by_assessment", "assessment"):
        _bands(cells, system, assessment)
        waiting = cells.cell("diagnostic_waits_by_assessment", "waiting", assessment=assessment)
        in_and_out = cells.column("diagnostic_waits_in_and_out_of_school", "waiting", assessment=assessment)
        if waiting is not None and in_and_out:
            system.stay_within(in_and_out, waiting)
            system.imply(waiting, in_and_out, cells.values[waiting] - sum(cells.values[cell] for cell in in_and_out))


def _by_provider_and_assessment(cells: Cells, system: System, questions: tuple[str, ...]) -> None:
    """Referrals of one day, in all, by assessment and by provider: they add up, and whoever has waited long has waited less long too.

    What is left of any of the numbers without those who have waited longer can be reckoned, over one threshold or several.
    """
    in_all, by_assessment, by_both = questions
    columns = ("waiting", *LATE)
    cuts = [cut for question, cut in cells.tables if question == in_all]
    for cut in cuts:
        for column in columns:
            know_parts(cells, system, cells.column(by_assessment, column, cut), cells.cell(in_all, column, cut))
        for question in questions:
            for shorter, longer in combinations(columns, 2):
                for late, all_ in zip(cells.column(question, longer, cut), cells.column(question, shorter, cut), strict=True):
                    within(system, late, all_, of_people=False)
                    if late != all_ and questions == TOLD_BEFORE:  # of an earlier day it was protected then, and can be no more
                        system.imply(all_, [late], cells.values[all_] - cells.values[late])
        within(system, cells.cell(in_all, "children", cut), cells.cell(in_all, "waiting", cut), of_people=False)
    for column in (*columns, "children"):
        parts = [cells.cell(in_all, column, cut) for cut in cuts if cut]
        know_parts(cells, system, [part for part in parts if part is not None], cells.cell(in_all, column))
    for assessment in cells.words(by_assessment, "assessment"):
        for column in columns:
            whole = cells.cell(by_assessment, column, assessment=assessment)
            know_parts(cells, system, cells.column(by_both, column, assessment=assessment), whole)


def _out_of_school(cells: Cells, system: System) -> None:
    """Every child out of school who waits has a referral that does, and is one of the children who wait."""
    children = cells.cell("not_in_school_needs", "waiting_for_an_assessment")
    referrals = cells.column("diagnostic_waits_in_and_out_of_school", "waiting", in_school=False)
    if children is None:
        return
    if sum(cells.values[cell] for cell in referrals) >= cells.values[children]:
        system.bound({**dict.fromkeys(referrals, 1), children: -1}, 0, float("inf"))
    every = cells.cell("diagnostic_waits_total", "children")
    if every is not None and cells.values[children] <= cells.values[every]:
        within(system, children, every)


def _referred_since(cells: Cells, system: System) -> None:
    """Whoever has not waited for as many days as have passed since a month end was referred in the months after it."""
    question, day = "diagnostic_waits_each_month", cells.day
    months = sorted(month for month in cells.words(question, "month_end") if isinstance(month, date))
    if day is None or day not in months:
        return
    waiting = cells.cell("diagnostic_waits_total", "waiting")
    for before in months[:-1]:
        since = (day - before).days
        referred = [cells.cell(question, "referred", month_end=month) for month in months if month > before]
        less = {cell: -1 for cell in referred if cell is not None}
        short = [
            cell
            for band in codes.WAITING_BANDS
            if band.days_to is not None and band.days_to < since
            for cell in cells.column("diagnostic_waits_by_band", "waiting", band=band.label)
        ]
        if short:
            system.bound({**dict.fromkeys(short, 1), **less}, float("-inf"), 0)
        for column, days in LATE_FROM.items():
            late = cells.cell("diagnostic_waits_total", column)
            if waiting is not None and late not in (None, waiting) and days <= since:
                system.bound({waiting: 1, late: -1, **less}, float("-inf"), 0)


def _waited_since(cells: Cells, system: System, days: int) -> None:
    """Whoever has waited as long as the days since an earlier one, and longer, was waiting then: what is left of those who waited then
    has left the list, or had not waited so long."""
    for question, cut in [name for name in cells.tables if name[0] in TOLD_BEFORE]:
        earlier = days_before(question, days)
        if (earlier, cut) not in cells.tables:
            continue
        for key in cells.tables[question, cut][1]:
            then = {column: cells.of.get(Place(earlier, cut, column, key)) for column in ("waiting", *LATE)}
            for column, least in LATE_FROM.items():
                long = cells.of.get(Place(question, cut, column, key))
                for was, had_waited in (("waiting", 0), *LATE_FROM.items()):
                    whole = then[was]
                    if long is None or whole is None or had_waited + days > least or cells.values[whole] < cells.values[long]:
                        continue
                    system.within(long, whole)
                    system.imply(whole, [long], cells.values[whole] - cells.values[long])


def _bands(cells: Cells, system: System, assessment: object) -> None:
    """The bands of one assessment, and the numbers beyond 13, 18 and 52 weeks, which are unions of some of them."""
    bands = {
        band: cells.cell("diagnostic_waits_by_band", "waiting", assessment=assessment, band=band.label) for band in codes.WAITING_BANDS
    }
    there = {band: cell for band, cell in bands.items() if cell is not None}
    question = "diagnostic_waits_by_assessment"
    know_parts(cells, system, list(there.values()), cells.cell(question, "waiting", assessment=assessment))
    for column, days in LATE_FROM.items():
        late = cells.cell(question, column, assessment=assessment)
        beyond = [cell for band, cell in there.items() if band.days_from >= days]
        astride = [cell for band, cell in there.items() if band.days_from < days and (band.days_to is None or band.days_to >= days)]
        if late is None:
            continue
        if not astride:
            know_parts(cells, system, beyond, late)
        else:
            system.stay_within(beyond, late)
            system.bound({late: 1, **dict.fromkeys((*beyond, *astride), -1)}, float("-inf"), 0)
            system.imply(late, beyond, cells.values[late] - sum(cells.values[cell] for cell in beyond))
