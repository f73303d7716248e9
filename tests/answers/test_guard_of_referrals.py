"""What the guard knows of referrals: by how long they wait, by assessment and provider, on days before, and of children out of school."""

from __future__ import annotations

from datetime import date

import pytest

from rollcall.answers.answer import AnswerColumn
from rollcall.answers.guard import FAMILIES, Cells, hidden_cells
from rollcall.answers.guard.system import System
from rollcall.answers.rule import NHS, RULES

pytestmark = pytest.mark.threat("subtraction")


def _waits(waiting: int, late: int) -> tuple[tuple[AnswerColumn, ...], list[tuple]]:
    columns = ("waiting", "waiting_13_weeks", "waiting_over_18_weeks", "waiting_over_52_weeks")
    return tuple(AnswerColumn(name, "people") for name in columns), [(waiting, late, 0, 0)]


@pytest.mark.parametrize(("days", "told"), [(31, True), (91, True), (92, False)])
def test_who_waited_on_an_earlier_day_is_held_against_who_waits_long_now(days: int, told: bool) -> None:
    cells = Cells()
    cells.add("diagnostic_waits_total", (), *_waits(20, 9))
    cells.add_told_before(days, "diagnostic_waits_total", (), *_waits(12, 0))
    system = System(len(cells.values))
    FAMILIES["waits"].know(cells, system)
    assert (12 - 9 in system.implied.values()) is told
    hidden = hidden_cells("waits", cells, NHS, date(2026, 10, 31))
    assert not any("days before" in place.question for place in hidden)


_LONG = ("waiting", "waiting_13_weeks", "waiting_over_18_weeks", "waiting_over_52_weeks")


def _of_two_providers(numbers: dict[str, tuple[int, int, int, int]]) -> Cells:
    """Referrals for one assessment, by provider and by how long."""
    cells, people = Cells(), [AnswerColumn(name, "people") for name in _LONG]
    assessment, provider = AnswerColumn("assessment", "text"), AnswerColumn("provider", "text")
    together = tuple(map(sum, zip(*numbers.values(), strict=True)))
    cells.add("diagnostic_waits_total", (), people, [together])
    cells.add("diagnostic_waits_by_assessment", (), [assessment, *people], [("autism", *together)])
    cells.add("diagnostic_waits_now", (), [assessment, provider, *people], [("autism", name, *many) for name, many in numbers.items()])
    return cells


def test_how_many_have_not_waited_so_long_is_reckoned_over_several_thresholds_at_once() -> None:
    # Rounded to 10 the providers have at most 34 + 64, and together 95 or more; of these 84 at the most have waited over 18 weeks.
    cells = _of_two_providers({"A": (31, 29, 27, 0), "B": (64, 59, 55, 0)})
    rule = RULES["under_10"]
    system = System(len(cells.values))
    FAMILIES["waits"].know(cells, system)
    assert {31 - 27, 64 - 55} <= set(system.implied.values())
    assert hidden_cells("waits", cells, rule, date(2026, 10, 31))


def test_children_out_of_school_who_wait_are_held_against_referrals() -> None:
    cells, people = Cells(), [AnswerColumn(name, "people") for name in _LONG]
    assessment, in_school = AnswerColumn("assessment", "text"), AnswerColumn("in_school", "text")
    cells.add("diagnostic_waits_total", (), people, [(25, 0, 0, 0)])
    cells.add("diagnostic_waits_by_assessment", (), [assessment, *people], [("autism", 22, 0, 0, 0), ("adhd", 3, 0, 0, 0)])
    parts = [(name, school, many, [4] * many) for name, school, many in (("autism", False, 9), ("autism", True, 13), ("adhd", True, 3))]
    cells.add(
        "diagnostic_waits_in_and_out_of_school", (), [assessment, in_school, people[0], AnswerColumn("weeks", "weeks of people")], parts
    )
    alone = hidden_cells("waits", cells, NHS, date(2026, 10, 31))
    cells.add_told_elsewhere("not_in_school_needs", [AnswerColumn("waiting_for_an_assessment", "people")], [(9,)])
    beside = hidden_cells("waits", cells, NHS, date(2026, 10, 31))
    # 8 of autism out of school and 13 in it leave 6 of adhd among 27 at the most, unless one of the others is hidden too.
    assert alone.keys() < beside.keys()
    assert not any(place.question == "not_in_school_needs" for place in beside)
