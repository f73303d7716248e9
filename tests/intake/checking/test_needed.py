"""Columns that a table cannot do without, taken from a heading that says so although its words are not known."""

from __future__ import annotations

from datetime import date

import pytest

from rollcall.intake.recognising.labels import partner_of
from tests.intake.workbooks import columns, examined, examined_sheet, kept, sheet

DAY, LATER = date(2026, 3, 4), date(2026, 5, 6)


def test_a_type_whose_words_no_list_knows_is_asked_about_word_by_word() -> None:
    rows = [
        ["Child ID", "Type", "Start date", "Last school"],
        ["C1", "PRU link", DAY, "a"],
        ["C2", "PRU link", DAY, "b"],
        ["C3", "Hub", DAY, "b"],
    ]
    found = examined_sheet(rows, "Not in school")
    assert columns(found)["Type"] == "category"
    assert found.asks == ("values:category",)


def test_a_list_that_nothing_calls_a_register_is_left_all_the_same() -> None:
    rows = [
        ["Pupil ID", "Start date", "End date", "Type"],
        ["1", DAY, LATER, "Fixed"],
        ["2", DAY, LATER, "Permanent"],
        ["3", DAY, LATER, "Fixed"],
    ]
    assert examined_sheet(rows).table is None


def test_the_referral_of_a_child_missing_education_is_the_start_where_no_other_date_is() -> None:
    rows = [["Child ID", "Referral date", "Date closed", "Last school"], ["C1", DAY, None, "a"], ["C2", DAY, LATER, "b"]]
    assert [row["start_date"] for row in kept(examined(sheet(rows, "CME")), "spells")] == [DAY, DAY]


def test_a_start_goes_before_a_referral() -> None:
    rows = [["Child ID", "Referral date", "CME start date", "Last school"], ["C1", DAY, LATER, "a"], ["C2", DAY, LATER, "b"]]
    assert [row["start_date"] for row in kept(examined(sheet(rows, "CME")), "spells")] == [LATER, LATER]


@pytest.mark.parametrize(
    "file",
    [
        "North Council registers October 2026.xlsx",
        "North Council assessments Oct 26.csv",
        "North Council SEND_caseloads.xlsx",
        "North Council.xlsx",
    ],
)
def test_words_for_lists_are_no_part_of_a_partners_name(file: str) -> None:
    assert partner_of(file).removesuffix(" SEND") == "North Council"
