"""The first sheet of a marked copy: everything that was found, what moves most first, each line a link to its cell."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from rollcall.intake.checking.findings import Finding
from rollcall.intake.corrected.plan import MOST_NOTES, plan_for
from rollcall.intake.intake import Examined
from rollcall.intake.reading.read import Dropped
from tests.intake.corrected.registers import NAME, found, marked, opened, rich_register, to_mark

FIRST_LINE = 9
SHEET = "EHE & flexi"
pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported")


@cache
def examined() -> Examined:
    return found(Dropped(NAME, rich_register()))


@cache
def first_sheet() -> Worksheet:
    return opened(marked(Dropped(NAME, rich_register()), examined()))["To fix"]


def lines() -> list[tuple[object, ...]]:
    return [row[:5] for row in first_sheet().iter_rows(min_row=FIRST_LINE, max_col=5, values_only=True) if row[1]]


def test_it_says_that_it_is_not_to_be_read() -> None:
    assert str(first_sheet()["A1"].value).endswith("not loaded")


def test_it_lists_every_finding() -> None:
    assert sorted(str(line[1]) for line in lines()) == sorted(finding.what for finding in examined().findings)


def test_every_line_about_a_cell_leads_there() -> None:
    for number, line in enumerate(lines(), start=FIRST_LINE):
        cell = str(line[0]).removeprefix(f"{SHEET}!").split(" and ")[0]
        link = first_sheet()[f"A{number}"].hyperlink
        assert link is not None
        assert link.location == f"'{SHEET}'!{cell}"


def test_what_moves_most_stands_first_and_what_asks_nothing_last() -> None:
    few = tuple(replace(one, moves=moves) for moves, one in enumerate(examined().findings))
    told = replace(few[-1], what_to_do="Nothing to do.", refuses_row=False, moves=1000)
    plan = plan_for(examined().files[0], [told, *few[:-1]])
    assert [line.what for line in plan.lines] == [one.what for one in (*reversed(few[:-1]), told)]
    assert plan.lines[-1].kind == "Nothing to do"


def test_it_says_how_many_were_found_and_in_which_file() -> None:
    assert str(first_sheet()["A2"].value).startswith(f"{len(examined().findings)} things were found in {NAME}")


def test_a_finding_about_many_cells_colours_them_all_and_takes_one_line() -> None:
    one = Finding(
        "duplicate_row", NAME, "EHE & flexi", "A4", "It repeats.", "Take one out.", "Every headline", True, 3, cells=("A4", "A5", "A7")
    )
    plan = plan_for(examined().files[0], [one])
    assert {mark.cell for sheet in plan.sheets for mark in sheet.marks} == {"A4", "A5", "A7"}
    assert [(line.cell, line.cells) for line in plan.lines] == [("A4", 3)]


def test_past_the_most_notes_cells_are_coloured_and_listed_all_the_same() -> None:
    one = examined().findings[0]
    many = [replace(one, what_to_do="Look.", cell=f"A{row}", cells=()) for row in range(4, 4 + MOST_NOTES + 10)]
    plan = plan_for(examined().files[0], many)
    marks = [mark for sheet in plan.sheets for mark in sheet.marks]
    assert len(marks) == len(plan.lines) == MOST_NOTES + 10
    assert sum(1 for mark in marks if not mark.note) == plan.without_notes == 10


def test_what_asks_something_only_in_some_cases_is_coloured() -> None:
    one = replace(examined().findings[0], cell="A4", cells=(), what_to_do="Nothing to do if it is so. Otherwise correct one of the two.")
    told = replace(one, cell="A5", what_to_do="Nothing to do, unless it is not so.", refuses_row=False)
    assert [mark.cell for sheet in plan_for(examined().files[0], [one, told]).sheets for mark in sheet.marks] == ["A4"]


def test_a_cell_with_two_findings_tells_of_both_in_one_note() -> None:
    one = examined().findings[0]
    two = [replace(one, what="This.", what_to_do="Do this."), replace(one, what="That.", what_to_do="Do that.")]
    (mark,) = [mark for sheet in plan_for(examined().files[0], two).sheets for mark in sheet.marks if mark.cell == one.cell]
    assert "This.\nDo this." in mark.note
    assert "That.\nDo that." in mark.note


def test_cells_to_look_at_are_those_of_the_findings() -> None:
    marks = {mark.cell for sheet in plan_for(examined().files[0], examined().findings).sheets for mark in sheet.marks}
    assert marks == to_mark(examined().findings)
