"""What would it take: the sums on the page follow from what came, was assessed and left, and say where they cannot."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from rollcall.access import Role
from rollcall.definitions.calendar import month_ends
from rollcall.show import what_it_takes
from rollcall.show.asking import Asked
from rollcall.show.figures import Kind
from rollcall.show.flow import flow_of
from rollcall.show.parts import Section
from rollcall.store import Store
from tests.show.area import DAY, area, asked, wait

MONTHS = month_ends(DAY, 12)
STEADY, ASSESSED, LEFT, AT_FIRST = 20, 12, 2, 60  # a month, and waiting before


@cache
def steady() -> Store:
    """A list that 20 join a month, 12 are assessed from and 2 are closed on, and that 60 wait on before."""
    waits = [wait(n, since=date(2024, 1, 9)) for n in range(AT_FIRST)]
    for month in MONTHS:
        first = month.replace(day=3)
        waits += [wait(0, since=first) for _ in range(STEADY)]
        for row in [row for row in waits if not {"assessment_start_date", "closed_date"} & set(row)][: ASSESSED + LEFT]:
            done = sum(row.get("assessment_start_date") == month for row in waits)
            row["assessment_start_date" if done < ASSESSED else "closed_date"] = month
    for number, row in enumerate(waits):
        row["child_id"] = f"C{number}"
    return area(len(waits), diagnostic_waits=waits)


def told(store: Store, role: Role = Role.LEAD, **choices: int | str) -> Section:
    reader: Asked = asked(store, role).choosing(**{name: str(value) for name, value in choices.items()})
    return what_it_takes.what_would_it_take(reader)


def months_later(months: int) -> str:
    return f"{date(2026 + (9 + months) // 12, (9 + months) % 12 + 1, 1):%B %Y}"


GROWS = STEADY - ASSESSED - LEFT
WAITING = AT_FIRST + 12 * GROWS
TARGET = STEADY / (365.25 / 12 / 7) * 13 / 4


def test_says_what_gets_there_in_the_months_that_were_asked_for() -> None:
    needed = STEADY + (WAITING - TARGET) / 12 - LEFT
    finding = told(steady(), extra=10, target_weeks=13, clear_in=12).finding
    assert f"by October 2027 takes about {-int(-needed // 1)} assessments a month" in finding
    assert f"{-int(-(needed - ASSESSED) // 1)} more than now" in finding


def test_says_by_when_so_many_more_get_there_and_the_range_of_chance() -> None:
    extra = 16
    said = told(steady(), extra=extra, target_weeks=13, clear_in=12).notes[0]
    months = -int(-((WAITING - TARGET) / (extra - GROWS)) // 1)
    assert said.startswith(f"With {extra} more assessments a month the queue reaches {TARGET:.0f} by {months_later(months)}.")
    assert "Chance alone in the referrals makes that a range" in said


def test_a_list_that_grows_never_gets_there_and_it_says_from_where_on_it_holds() -> None:
    said = told(steady(), extra=2, target_weeks=13, clear_in=12).notes[0]
    assert f"never reaches {TARGET:.0f}: it grows by about {GROWS - 2} a month, and holds from {GROWS} more on" in said


def test_a_list_within_its_target_takes_nothing_more() -> None:
    weeks = 208
    assert weeks / 13 * TARGET > WAITING
    section = told(steady(), extra=GROWS, target_weeks=weeks, clear_in=12)
    assert section.finding == f"The list of {WAITING} is within what keeps a target of {weeks} weeks"
    assert section.notes[0] == f"With {GROWS} more assessments a month the queue stays within its target."
    assert "grows beyond its target" in told(steady(), extra=GROWS - 1, target_weeks=weeks, clear_in=12).notes[0]


def test_the_workings_hold_the_numbers_and_the_months() -> None:
    steps = " ".join(told(steady(), extra=16, target_weeks=13, clear_in=12).workings)
    assert f"{12 * STEADY} referrals in the 12 months from November 2025 to October 2026, ÷ 12 = {STEADY} a month" in steps
    assert f"{12 * ASSESSED} assessments begun, ÷ 12 = {ASSESSED} a month" in steps
    assert f"= {12 * LEFT}, ÷ 12 = {LEFT} a month" in steps
    assert f"{ASSESSED} + 16 + {LEFT} = {ASSESSED + 16 + LEFT} leave a month and {STEADY} come" in steps
    assert f"÷ {16 - GROWS} = {(WAITING - TARGET) / (16 - GROWS):.1f} months, so by" in steps


def test_the_chart_goes_on_from_the_last_month_with_its_range_and_the_target_as_a_line() -> None:
    figure = told(steady(), extra=16, target_weeks=13, clear_in=12).figure
    assert figure
    assert figure.kind is Kind.PROJECTION
    assert figure.marks[0].value == pytest.approx(TARGET)
    first, at = figure.series[0], figure.projected_from
    assert at == 12
    assert first.values[at - 1] == WAITING
    assert first.values[at] == pytest.approx(WAITING + GROWS - 16)
    assert first.values[-1] == pytest.approx(TARGET)
    assert first.low[at] < first.values[at] < first.high[at]  # type: ignore[operator]
    assert not figure.hides
    assert figure.series[1].values[at] == pytest.approx(WAITING + GROWS)
    assert [month.day for month in figure.along if isinstance(month, date)] == [
        month.day for month in month_ends(figure.along[-1], len(figure.along))
    ]  # type: ignore[arg-type]


def test_hidden_months_are_not_worked_around() -> None:
    """The board sees none of the numbers of a month in which 2 left the list."""
    few = [wait(n, since=month.replace(day=2), assessment_start_date=month) for n, month in enumerate(MONTHS)]
    section = told(area(60, diagnostic_waits=[*few, *(wait(n, since=date(2024, 1, 9)) for n in range(20, 60))]), Role.BOARD)
    assert section.finding == "What it would take cannot be worked out from hidden numbers"
    assert section.figure is None
    assert section.workings == ()


def test_a_list_of_open_referrals_alone_says_nothing_of_capacity() -> None:
    section = told(area(30, diagnostic_waits=[wait(n) for n in range(30)]))
    assert "no referral that ended in the last year" in section.finding
    assert section.figure is None


def rows(**columns: list[int | None]) -> list[dict]:
    months = month_ends(DAY, len(columns["waiting"]))
    return [{"month_end": month, **{name: column[at] for name, column in columns.items()}} for at, month in enumerate(months)]


def test_numbers_that_do_not_add_up_after_rounding_leave_nobody_who_left() -> None:
    flow = flow_of(rows(waiting=[100] * 12 + [120], referred=[10] * 13, assessed=[10] * 13))
    assert flow
    assert flow.left == 12 * 10 - 12 * 10 - 20
    assert flow.leave == 0


@pytest.mark.parametrize("column", ["waiting", "referred", "assessed"])
def test_one_hidden_number_is_enough_to_say_nothing(column: str) -> None:
    columns: dict[str, list[int | None]] = {"waiting": [100] * 13, "referred": [10] * 13, "assessed": [10] * 13}
    columns[column][-1] = None
    assert flow_of(rows(**columns)) is None


def test_fewer_than_twelve_months_before_the_last_say_nothing() -> None:
    assert flow_of(rows(waiting=[100] * 12, referred=[10] * 12, assessed=[10] * 12)) is None
