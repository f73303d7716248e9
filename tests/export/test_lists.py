"""The workbook of lists of children, and of a case sample: each category on its own sheet, how complete they are, and no formula."""

from __future__ import annotations

import io

import openpyxl
import pytest

from rollcall.access import Role
from rollcall.answers.case_sample import case_sample
from rollcall.errors import AccessRefused
from rollcall.export.lists import to_lists, to_sample
from rollcall.show.self_evaluation import completeness, lists_of_children
from rollcall.store import Store
from tests.show.area import area, asked, child, spell

FORMULA = '=HYPERLINK("http://example.org","x")'


def with_formulas() -> Store:
    """Two home educated children, one of them on a part-time timetable too, whose files hold what looks like formulas."""
    spells = [spell(0, lead_professional=FORMULA), spell(1), spell(1, "part_time")]
    return area([child(0, locality=FORMULA), child(1)], spells=spells)


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def test_each_category_has_a_sheet_and_the_first_says_how_complete_they_are() -> None:
    reader = asked(with_formulas())
    book = opened(to_lists(lists_of_children(reader.visit), *completeness(reader), invented=True))
    assert book.sheetnames == ["About", "Home educated", "Part-time timetable", "Returned in six months"]
    assert book["Home educated"].max_row == 1 + 2
    assert book["Part-time timetable"].max_row == 1 + 1
    about = [cell.value for row in book["About"] for cell in row if cell.value]
    assert "for the lead alone" in " ".join(about)
    assert "These children are made up. No row here is about a real child." in about
    assert {"A council", "31/10/2026"} <= set(about)


def test_no_cell_is_a_formula_or_a_link() -> None:
    reader = asked(with_formulas())
    sample = to_sample(case_sample(reader.visit, 1, 3), invented=False)
    for data in (to_lists(lists_of_children(reader.visit), *completeness(reader), invented=False), sample):
        cells = [cell for sheet in opened(data) for row in sheet.iter_rows() for cell in row]
        assert any(FORMULA in str(cell.value) for cell in cells) or data is sample
        assert all(cell.data_type != "f" and cell.hyperlink is None for cell in cells)


def test_a_case_sample_carries_its_seed_and_who_was_eligible() -> None:
    reader = asked(with_formulas())
    about = [[cell.value for cell in row] for row in opened(to_sample(case_sample(reader.visit, 1, 3), invented=False))["About"]]
    assert ["Seed", "3"] in [row[:2] for row in about]
    assert ["ehe", "2", "1"] in [row[:3] for row in about]


@pytest.mark.parametrize("role", [Role.BOARD, Role.COMMISSIONER])
def test_the_lists_are_the_lead_s_alone(role: Role) -> None:
    with pytest.raises(AccessRefused):
        lists_of_children(asked(with_formulas(), role).visit)


def test_a_case_sample_lists_everybody_who_was_eligible_in_the_order_that_they_are_drawn_from() -> None:
    book = opened(to_sample(case_sample(asked(with_formulas()).visit, 1, 3), invented=False))
    assert book.sheetnames == ["About", "Case sample", "Eligible"]
    rows = [[cell.value for cell in row] for row in book["Eligible"]]
    assert [row[1] for row in rows[1:]] == ["C0", "C1"]
    assert {row[0] for row in rows[1:]} == {"ehe"}
