"""Examples of what stands in a sheet: dates as people write them, and nothing by which a child is known."""

from __future__ import annotations

from datetime import date

import pytest

from rollcall.intake.examples import HIDDEN, as_written, frequent, places_to_hide, tells_one_child, top_of


@pytest.mark.parametrize("heading", ["UPN", "NHS No", "Child ID", "DOB", "Date of birth", "Surname", "Postcode"])
def test_what_names_a_child_is_known_by_its_heading(heading: str) -> None:
    assert tells_one_child(heading)


@pytest.mark.parametrize("heading", ["Category", "Start date", "Year group", "Reason"])
def test_what_names_nobody_is_told(heading: str) -> None:
    assert not tells_one_child(heading)


def test_what_is_read_as_a_childs_number_is_not_told_whatever_its_heading() -> None:
    assert tells_one_child("Key", "child_id")


def test_dates_are_written_as_people_write_them() -> None:
    assert [as_written(cell) for cell in ("2026-09-01", "2026-09-01 00:00:00", "1/9/26", "EHE")] == [
        "01/09/2026",
        "01/09/2026",
        "1/9/26",
        "EHE",
    ]


def test_a_word_with_a_long_number_is_no_example() -> None:
    assert frequent([("EHE", 3), ("9434765919", 4), ("943 476 5919", 2), ("2026-09-01", 1), ("Year 10", 2)], 8) == (
        ("EHE", 3),
        ("Year 10", 2),
        ("01/09/2026", 1),
    )


def test_the_rows_under_the_headings_are_shown_without_who_they_are_about() -> None:
    rows = [(3, ("Child ID", "Start")), (4, ("C1", "2026-09-01"))]
    assert top_of(rows, {0: 4}, date(2026, 11, 1)) == ((3, ("Child ID", "Start")), (4, (HIDDEN, "01/09/2026")))


@pytest.mark.parametrize("heading", ["Pupil's D.O.B.", "Born on", "Birth Dt", "DOB (verified)"])
def test_a_date_of_birth_is_known_by_any_heading_that_speaks_of_birth(heading: str) -> None:
    assert tells_one_child(heading)


def test_where_no_headings_are_known_what_stands_under_a_cell_that_names_one_is_hidden() -> None:
    rows = [(1, ("Caseload", "DOB")), (2, ("Jo", "14/03/2014"))]
    assert places_to_hide(rows) == {1: 2}
    assert top_of(rows, {1: 2}, date(2026, 11, 1)) == ((1, ("Caseload", "DOB")), (2, ("Jo", HIDDEN)))


def test_above_the_headings_a_date_in_a_place_to_hide_is_hidden_and_a_title_is_not() -> None:
    rows = [(1, ("2014-03-14",)), (2, ("Waiting list",)), (3, ("Born",))]
    assert top_of(rows, {0: 4}, date(2026, 11, 1)) == ((1, (HIDDEN,)), (2, ("Waiting list",)), (3, ("Born",)))
