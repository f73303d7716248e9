"""Sheets that hold several tables beside each other, or a group of columns for each category, service or term."""

from __future__ import annotations

from datetime import date

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
