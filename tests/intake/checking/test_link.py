"""Rows compared across sheets, files and the store."""

from __future__ import annotations

from datetime import date

import pytest

from rollcall.intake.intake import keep
from rollcall.intake.recognising.labels import partner_of
from rollcall.store import Store
from tests.intake.workbooks import CHILDREN, Cell, Rows, codes, examined, kept, nhs_number, sheet, upn

BORN = date(2014, 3, 14)
OUT = date(2025, 9, 4)


def listed(*rows: list[Cell], more: tuple[str, ...] = ()) -> Rows:
    return [[*CHILDREN, *more], *rows]


def test_a_reference_that_differs_in_zeros_and_capitals_is_read_as_the_listed_one() -> None:
    children = sheet(listed(["00417", BORN, "E"], ["C-12b", BORN, "K"]), "Children")
    spells = sheet([["Child ID", "Category", "Start date"], [417, "EHE", OUT], ["c12B", "CME", OUT], ["C99", "CME", OUT]], "Spells")
    found = examined(children, spells)
    assert [row["child_id"] for row in kept(found, "spells")] == ["00417", "C-12b", "C99"]
    assert codes(found) == ["child_not_in_children", "reference_read_loosely"]


def test_a_reference_that_could_be_either_of_two_children_stays_as_typed() -> None:
    children = sheet(listed(["0417", BORN, "E"], ["417", BORN, "K"]), "Children")
    spells = sheet([["Child ID", "Category", "Start date"], ["00417", "EHE", OUT]], "Spells")
    assert [row["child_id"] for row in kept(examined(children, spells), "spells")] == ["00417"]


def test_a_row_that_names_two_children_is_told() -> None:
    children = sheet(listed(["C1", BORN, "E", upn(1)], ["C2", BORN, "K", upn(2)], more=("UPN",)), "Children")
    spells = sheet([["Child ID", "UPN", "Category", "Start date"], ["C1", upn(2), "EHE", OUT], ["C2", upn(2), "EHE", OUT]], "Spells")
    found = examined(children, spells)
    assert [(finding.code, finding.cell) for finding in found.findings] == [("two_names", "B2")]


def test_a_providers_own_numbering_is_not_taken_for_the_areas_references() -> None:
    children = sheet(listed(*([str(n), BORN, "E", nhs_number(n)] for n in range(1, 9)), more=("NHS number",)), "Children")
    waits = sheet(
        [["Case ID", "NHS number", "Assessment", "Referral date"], *([str(n), nhs_number(9 - n), "ADHD", OUT] for n in range(1, 9))], "ADHD"
    )
    found = examined(children, waits)
    assert codes(found) == ["providers_own_references"]
    assert all("child_id" not in row for row in kept(found, "diagnostic_waits"))


def test_children_kept_before_count_as_listed() -> None:
    store = Store.open()
    keep(examined(sheet(listed(["C1", BORN, "E"])), store=store), store, "a test")
    spells = sheet([["Child ID", "Category", "Start date"], ["C1", "EHE", OUT], ["C2", "EHE", OUT]], "Spells")
    found = examined(spells, store=store)
    assert [(finding.code, finding.rows) for finding in found.findings] == [("child_not_in_children", 1)]


def test_children_that_a_register_carried_are_carried_again_next_month() -> None:
    store = Store.open()
    heading = ["Child ID", "Date of birth", "SEN status", "Category", "Start date"]
    october = sheet([heading, ["C1", BORN, "E", "EHE", OUT]], "EHE", "Vale EHE October 2026.xlsx")
    november = sheet([heading, ["C1", BORN, "K", "EHE", OUT], ["C2", BORN, "E", "EHE", OUT]], "EHE", "Vale EHE November 2026.xlsx")
    keep(examined(october, store=store), store, "a test")
    found = examined(november, store=store)
    assert [(row["child_id"], row["sen_status"]) for row in kept(found, "children")] == [("C1", "K"), ("C2", "E")]
    keep(found, store, "a test")
    assert store.query("SELECT child_id, sen_status FROM children ORDER BY child_id").rows == [("C1", "K"), ("C2", "E")]


def test_sections_between_the_rows_give_the_category() -> None:
    rows = [
        ["Children not in school"],
        ["Child ID", "Start date", "Reason"],
        ["EHE"],
        ["C1", OUT, "Lifestyle"],
        ["C2", OUT, "Bullying"],
        ["CME"],
        ["C3", OUT, "x"],
    ]
    found = examined(sheet(rows))
    assert [row["category"] for row in kept(found, "spells")] == ["ehe", "ehe", "cme"]
    assert found.files[0].sheets[0].rows_not_data == 2


def test_a_header_repeated_with_its_title_on_each_page_is_one_table() -> None:
    page = [["EHE register"], ["Child ID", "Start\ndate", "Reason for EHE"]]
    rows = [*page, ["C1", OUT, "x"], ["C2", OUT, "x"], [], *page, ["C3", OUT, "x"]]
    (of,) = examined(sheet(rows)).files[0].sheets
    assert (of.rows_read, of.rows_kept, of.rows_not_data) == (6, 3, 3)


def test_a_partner_is_named_alike_month_after_month() -> None:
    names = [
        "Vale Council EHE register October 2026.xlsx",
        "Vale_Council_EHE_register_2026-11-30 (v2) FINAL.xlsx",
        "Vale Council - EHE register 30.11.26.csv",
    ]
    assert {partner_of(name) for name in names} == {"Vale Council EHE"}


@pytest.mark.parametrize(
    ("file", "partner"),
    [
        ("Rollcall template Vale Council.xlsx", "Vale Council"),
        ("Vale Council combined_template.xlsx", "Vale Council"),
        ("Vale Council to correct.xlsx", "Vale Council"),
        ("Copy of Vale Council (corrected).xlsx", "Vale Council"),
        ("rollcall_templates.xlsx", "Partner"),
        ("Rollcall template children.xlsx", "children"),
    ],
)
def test_the_words_of_our_own_file_names_are_no_part_of_a_partners_name(file: str, partner: str) -> None:
    assert partner_of(file) == partner


def test_the_day_a_file_speaks_for() -> None:
    heading: list[Cell] = ["Child ID", "Category", "Start date", "Next review date"]
    row: list[Cell] = ["C1", "EHE", date(2026, 3, 1), date(2027, 1, 1)]
    cases = {
        date(2026, 9, 30): examined(sheet([["Position as at 30 September 2026"], heading, row])),
        date(2026, 8, 31): examined(sheet([heading, row], file="Vale EHE 31-08-2026.xlsx")),
        date(2026, 7, 31): examined(sheet([["Data as at", "31/07/2026"]], "Cover"), sheet([heading, row], "EHE")),
        date(2026, 3, 1): examined(sheet([heading, row])),
    }
    for day, found in cases.items():
        assert {prepared.as_at for prepared in found.prepared} == {day}


def test_a_file_that_states_no_day_speaks_for_that_of_the_files_it_came_with() -> None:
    children = sheet(listed(["C1", BORN, "E"]), "Children", "children.xlsx")
    spells = sheet([["As at 30 September 2026"], ["Child ID", "Category", "Start date"], ["C1", "EHE", OUT]], "EHE", "ehe.xlsx")
    assert {prepared.as_at for prepared in examined(children, spells).prepared} == {date(2026, 9, 30)}


def test_of_several_references_the_one_that_the_list_of_children_has_is_used() -> None:
    children = sheet(listed(*([f"C{n}", BORN, "E"] for n in range(6))), "Children")
    rows = [["Case ID", "Person ref", "Category", "Start date"], *([f"EHE/{n}", f"C{n}", "EHE", OUT] for n in range(6))]
    found = examined(children, sheet(rows, "EHE"))
    assert [row["child_id"] for row in kept(found, "spells")] == [f"C{n}" for n in range(6)]
    assert [match.column for match in found.files[0].sheets[1].headings][:2] == [None, "child_id"]
    assert "child_not_in_children" not in codes(found)


def test_a_reference_whose_heading_nobody_declared_is_found_when_nothing_else_names_the_child() -> None:
    found = examined(sheet([["XYZ ref", "Start date", "Reason"], ["104", OUT, "x"], ["117", OUT, "y"]], "EHE"))
    assert [row["child_id"] for row in kept(found, "spells")] == ["104", "117"]
