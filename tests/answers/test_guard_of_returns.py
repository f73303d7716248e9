"""What the guard knows of returns to school: the last week of the curve counts whoever is back within six months."""

from __future__ import annotations

from datetime import date

import pytest

from rollcall.answers.answer import AnswerColumn
from rollcall.answers.guard import Cells, Place, hidden_cells
from rollcall.answers.rule import RULES

pytestmark = pytest.mark.threat("subtraction")

OUTCOMES = ("returned_within_six_months", "left_otherwise", "still_out")
# Started, returned, left otherwise, still out.
NUMBERS = {
    "cme": (53, 17, 5, 31),
    "ehe": (3, 1, 0, 2),
    "eotas": (3, 0, 0, 3),
    "unregistered_ap": (1, 0, 1, 0),
    "flexi_schooled": (1, 0, 0, 1),
}


def test_who_is_back_by_the_last_week_of_the_curve_is_back_within_six_months_and_hidden_or_shown_with_them() -> None:
    cells, category = Cells(), AnswerColumn("category", "text")
    people = [AnswerColumn(name, "people") for name in ("spells_started", *OUTCOMES)]
    cells.add("returns_within_six_months", (), [category, *people], [(name, *many) for name, many in NUMBERS.items()])
    cells.add("returns_within_six_months_total", (), people, [tuple(map(sum, zip(*NUMBERS.values(), strict=True)))])
    curve = [category, AnswerColumn("weeks_out", "number"), *(AnswerColumn(name, "people") for name in ("spells_started", "returned"))]
    rows = [(name, week, many[0], many[1] if week else 0) for name, many in NUMBERS.items() for week in (0, 26)]
    cells.add("returns_curve", (), curve, rows)
    hidden = hidden_cells("returns", cells, RULES["under_5"], date(2026, 9, 30))
    for name in NUMBERS:
        within = Place("returns_within_six_months", (), "returned_within_six_months", (name,))
        assert (within in hidden) is (Place("returns_curve", (), "returned", (name, 26)) in hidden), name
    # Shown to the nearest 5 the curve would leave at least 4 of cme who left otherwise, and so at the most 3 of unregistered provision.
    assert Place("returns_curve", (), "returned", ("cme", 26)) in hidden
