"""Sheets that hold several tables beside each other, or a group of columns for each category, service or term."""

from __future__ import annotations

from datetime import date

import pytest

from tests.intake.workbooks import TODAY, examined, kept, nhs_number, sheet, upn

DAY, LATER = date(2026, 3, 4), date(2026, 5, 6)
assert TODAY > LATER


def test_two_registers_side_by_side_are_two_tables() -> None:
    rows = [
        ["Elective home education", None, None, None, "Children missing education"],
        ["Child ID", "Start date", "End date", None, "Child ID", "Start date", "End date"],
        ["C1", DAY, None, None, "C7", LATER, None],
        ["C2", DAY, LATER, None, None, None, None],
    ]
    found = kept(examined(sheet(rows)), "spells")
    assert [(row["child_id"], row["category"]) for row in found] == [("C1", "ehe"), ("C2", "ehe"), ("C7", "cme")]


def test_a_heading_that_stands_twice_over_the_same_children_makes_one_table() -> None:
    rows = [["Child ID", "Category", "Start date", "Child ID"], ["C1", "EHE", DAY, "C1"], ["C2", "CME", DAY, "C2"]]
    assert len(examined(sheet(rows)).files[0].sheets) == 1


def test_a_pair_of_columns_for_each_category_gives_a_period_for_each_that_is_filled() -> None:
    rows = [
        ["Child ID", "Surname", "EHE start", "EHE end", "CME start", "CME end"],
        ["C1", "a", DAY, LATER, None, None],
        ["C2", "b", DAY, None, LATER, None],
    ]
    found = kept(examined(sheet(rows)), "spells")
    assert [(row["child_id"], row["category"], row["start_date"]) for row in found] == [
        ("C1", "ehe", DAY), ("C2", "ehe", DAY), ("C2", "cme", LATER),
    ]  # fmt: skip


def test_a_child_with_nothing_in_any_pair_is_told_of_once() -> None:
    rows = [["Child ID", "EHE start", "EHE end", "CME start", "CME end"], ["C1", DAY, None, LATER, None], ["C2", None, None, None, None]]
    found = examined(sheet(rows))
    assert [(each.rows_read, each.rows_kept, each.rows_refused, each.rows_not_data) for each in found.files[0].sheets] == [
        (2, 1, 1, 0), (2, 1, 0, 1),
    ]  # fmt: skip


def test_terms_across_under_merged_headings_give_a_row_for_each_term() -> None:
    rows = [
        [None, "Autumn 2025/26", None, "Spring 2025/26", None],
        ["UPN", "Possible", "Absent", "Possible", "Absent"],
        [upn(1), 140, 70, 112, 3],
    ]
    found = kept(examined(sheet(rows)), "attendance")
    assert [(row["term"], row["sessions_possible"], row["sessions_missed"]) for row in found] == [
        ("Autumn 2025/26", 140, 70), ("Spring 2025/26", 112, 3),
    ]  # fmt: skip


def test_several_columns_for_each_service_give_a_row_for_each_service() -> None:
    rows = [
        [None, "SLT", None, "OT", None],
        ["NHS number", "Status", "Referred", "Status", "Referred"],
        [nhs_number(1), "Waiting", DAY, "In place", LATER],
    ]
    found = kept(examined(sheet(rows)), "health_access")
    assert [(row["service"], row["status"], row["referred_date"]) for row in found] == [("slt", "waiting", DAY), ("ot", "in_place", LATER)]


def test_titles_between_the_rows_say_what_no_heading_says() -> None:
    rows = [
        ["Inclusion panel"],
        ["Child ID", "Surname", "Start date", "End date", "Outcome"],
        ["Elective home education"],
        ["C1", "a", DAY, None, None],
        ["Children missing education"],
        ["C2", "b", DAY, LATER, "Returned to school"],
    ]
    found = examined(sheet(rows))
    assert [(row["child_id"], row["category"]) for row in kept(found, "spells")] == [("C1", "ehe"), ("C2", "cme")]
    assert "category from the titles between the rows" in found.files[0].sheets[0].why


@pytest.mark.parametrize(
    ("headings", "name"),
    [
        ([f"{term} 2025/26 {what}" for term in ("Autumn", "Spring") for what in ("possible sessions", "sessions missed")], "a.xlsx"),
        (["Possible sessions (Aut 25/26)", "Missed (Aut 25/26)", "Possible sessions (Spr 25/26)", "Missed (Spr 25/26)"], "a.xlsx"),
        (["Aut Poss", "Aut Abs", "Spr Poss", "Spr Abs"], "Attendance 2025-26.xlsx"),
    ],
)  # fmt: skip
def test_terms_across_in_one_row_of_headings_give_a_row_for_each_term(headings: list[str], name: str) -> None:
    rows = [["Child ID", *headings], ["C1", 140, 10, 120, 70], ["C2", 140, 0, None, None]]
    found = kept(examined(sheet(rows, "Attendance", name)), "attendance")
    assert [(row["child_id"], row["term"], row["sessions_possible"], row["sessions_missed"]) for row in found] == [
        ("C1", "Autumn 2025/26", 140, 10), ("C2", "Autumn 2025/26", 140, 0), ("C1", "Spring 2025/26", 120, 70),
    ]  # fmt: skip


def test_a_caseload_with_a_pair_of_columns_beside_is_a_list_of_children_and_a_register() -> None:
    rows = [
        ["Child ID", "Date of birth", "SEN status", "EHE start", "EHE end", "CME start", "CME end"],
        ["C1", date(2014, 5, 6), "E", DAY, None, None, None],
        ["C2", date(2015, 5, 6), "K", None, None, None, None],
    ]
    found = examined(sheet(rows))
    assert [row["child_id"] for row in kept(found, "children")] == ["C1", "C2"]
    assert [(row["child_id"], row["category"]) for row in kept(found, "spells")] == [("C1", "ehe")]
    assert all(each.rows_refused == 0 for each in found.files[0].sheets)


def test_headings_that_all_name_one_category_say_it_where_nothing_else_does() -> None:
    rows = [["Child ID", "Name", "EHE Start Date", "EHE End Date"], ["C1", "a", DAY, None], ["C2", "b", DAY, LATER]]
    assert [row["category"] for row in kept(examined(sheet(rows)), "spells")] == ["ehe", "ehe"]


def test_the_name_of_a_sheet_goes_before_what_its_headings_name() -> None:
    rows = [["Child ID", "Name", "EHE Start Date", "EHE End Date"], ["C1", "a", DAY, None], ["C2", "b", DAY, LATER]]
    assert [row["category"] for row in kept(examined(sheet(rows, "EOTAS")), "spells")] == ["eotas", "eotas"]


def test_a_word_said_over_and_over_begins_no_further_table() -> None:
    rows = [["UPN", "Term", "Sessions possible", "Sessions missed"], [None, "Total", "Total", "Total"], [upn(1), "Autumn 2025/26", 140, 7]]
    assert len(kept(examined(sheet(rows)), "attendance")) == 1


def test_each_part_of_a_sheet_says_what_it_is_about() -> None:
    rows = [["Child ID", "EHE start", "EHE end", "CME start", "CME end"], ["C1", DAY, None, LATER, None]]
    told = [each.why for each in examined(sheet(rows)).files[0].sheets]
    assert "category Elective home education from the headings" in told[0]
    assert "category Children missing education from the headings" in told[1]
