"""Rows of a population that count the whole area are told from those of its parts."""

from __future__ import annotations

import pytest

from tests.intake.workbooks import examined, examined_sheet, kept, sheet

HEADINGS = ["Locality", "SEN status", "Number of pupils"]


@pytest.mark.parametrize("whole", ["All", "England", "Overall", "County", "Whole area", "Total", "Westmoor"])
def test_a_row_of_the_whole_area_is_a_total(whole: str) -> None:
    found = examined(sheet([HEADINGS, ["North", "E", 100], ["South", "E", 200], [whole, "E", 300]], "P"))
    assert [row["children"] for row in kept(found, "population")] == [100, 200]


def test_a_row_of_every_sen_status_is_a_total() -> None:
    rows = [
        HEADINGS,
        ["North", "E", 100],
        ["North", "K", 50],
        ["North", "All", 150],
        ["South", "E", 70],
        ["South", "K", 30],
        ["South", "All", 100],
    ]
    assert [row["children"] for row in kept(examined(sheet(rows, "P")), "population")] == [100, 50, 70, 30]


def test_a_place_that_is_the_sum_of_the_others_in_one_status_alone_is_a_place() -> None:
    rows = [
        HEADINGS,
        ["North", "E", 100],
        ["South", "E", 200],
        ["West", "E", 300],
        ["North", "K", 10],
        ["South", "K", 20],
        ["West", "K", 70],
    ]
    assert len(kept(examined(sheet(rows, "P")), "population")) == 6


def test_one_number_for_the_whole_area_is_kept() -> None:
    assert len(kept(examined(sheet([HEADINGS, ["All", "E", 300], ["All", "K", 900]], "Population")), "population")) == 2


def test_a_column_for_each_sen_status_beside_a_total_is_asked_about() -> None:
    rows = [["Area", "EHCP", "SEN support", "Total"], ["North", 100, 50, 150], ["South", 200, 60, 260], ["All", 300, 110, 410]]
    assert "column:sen_status" in examined_sheet(rows, "Population").asks
