"""What is found in rows, where, and whether the row is kept."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rollcall.intake.checking.findings import CHECKS, Finding
from tests.intake.workbooks import CHILDREN, SPELLS, TODAY, Cell, Rows, codes, examined, kept, nhs_number, sheet, upn

BORN = date(2014, 3, 14)
OUT = date(2025, 9, 4)


def only(findings: tuple[Finding, ...], code: str) -> Finding:
    found = [finding for finding in findings if finding.code == code]
    assert len(found) == 1, [finding.code for finding in findings]
    return found[0]


def children(*rows: list[Cell], more: tuple[str, ...] = ()) -> Rows:
    return [["Children with SEND"], [*CHILDREN, *more], ["C0", BORN, "E", *[None] * len(more)], *rows]


def spells(*rows: list[Cell], more: tuple[str, ...] = ()) -> Rows:
    return [[*SPELLS, *more], ["C0", "EHE", OUT, None, None, *[None] * len(more)], *rows]


def test_a_required_value_that_is_blank_refuses_the_row_and_says_the_cell() -> None:
    found = examined(sheet(children(["C1", None, "K"])))
    finding = only(found.findings, "missing_required")
    assert (finding.cell, finding.refuses_row, finding.rows, finding.sheet, finding.file) == ("B4", True, 1, "Sheet1", "file.xlsx")
    assert "Date of birth" in finding.what
    assert [row["child_id"] for row in kept(found, "children")] == ["C0"]
    assert found.refused_anything


def test_an_unreadable_required_date_refuses_the_row_and_an_optional_one_is_left_out() -> None:
    found = examined(sheet(spells(["C1", "EHE", "soon", None, None], ["C2", "EHE", OUT, "soon", None])))
    assert [(finding.cell, finding.refuses_row) for finding in found.findings if finding.code == "unreadable_date"] == [
        ("C3", True),
        ("D4", False),
    ]
    assert [(row["child_id"], row["end_date"]) for row in kept(found, "spells")] == [("C0", None), ("C2", None)]


def test_an_unknown_word_refuses_the_row_where_it_is_required_and_is_left_out_elsewhere() -> None:
    found = examined(sheet(spells(["C1", "Holiday", OUT, None, None], ["C2", "EHE", OUT, OUT + timedelta(1), "Abducted by aliens"])))
    assert [(finding.cell, finding.refuses_row) for finding in found.findings if finding.code == "unknown_code"] == [
        ("B3", True),
        ("E4", False),
    ]
    assert [row["outcome"] for row in kept(found, "spells")] == [None, None]


def test_a_column_that_is_missing_is_named_and_no_row_is_lost_from_the_account() -> None:
    found = examined(sheet([["EHE register"], ["Child ID", "Reason", "EHE officer"], *([f"C{n}", "Lifestyle", "x"] for n in range(6))]))
    finding = only(found.findings, "missing_required_column")
    assert "start date" in finding.what
    assert (finding.rows, finding.refuses_row) == (6, True)
    of = found.files[0].sheets[0]
    assert (of.table, of.rows_kept, of.rows_refused) == ("spells", 0, 6)
    assert found.refused_anything


def test_a_row_that_names_no_child_is_refused() -> None:
    found = examined(
        sheet(
            [
                ["UPN", "NHS number", "Category", "Start date"],
                [upn(1), None, "EHE", OUT],
                [None, None, "EHE", OUT],
                ["wrong", nhs_number(1), "CME", OUT],
            ]
        )
    )
    assert only(found.findings, "no_identifier").cell == "A3"
    assert len(kept(found, "spells")) == 2


def test_a_wrong_upn_is_told_and_left_out_and_never_shown() -> None:
    found = examined(sheet(children(["C1", BORN, "E", "A801200001001"], more=("UPN",))))
    finding = only(found.findings, "upn_wrong")
    assert finding.cell == "D4"
    assert "A801200001001" not in str(found)
    assert [row["upn"] for row in kept(found, "children")] == [None, None]


def test_an_unknown_council_only_warns_once_for_the_column() -> None:
    found = examined(sheet(children(*([f"C{n}", BORN, "E", upn(n, 999)] for n in range(1, 40)), more=("UPN",))))
    finding = only(found.findings, "upn_unknown_council")
    assert (finding.rows, finding.refuses_row) == (39, False)
    assert all(row["upn"] for row in kept(found, "children")[1:])


def test_a_row_typed_twice_counts_once() -> None:
    found = examined(
        sheet(spells(["C1", "EHE", OUT, None, None], ["C1", "Home Ed", "04/09/2025", None, None], ["C1", "EOTAS", OUT, OUT, None]))
    )
    finding = only(found.findings, "duplicate_row")
    assert finding.cell == "A4"
    assert "row 3" in finding.what
    assert len(kept(found, "spells")) == 1 + 2


def test_a_period_told_of_in_each_months_sheet_counts_as_the_one_that_ended() -> None:
    goes_on, over = spells(["C1", "EHE", OUT, None, None]), spells(["C1", "EHE", OUT, date(2026, 1, 12), "Returned to school"])
    found = examined(sheet(over, "September"), sheet(goes_on, "August"))
    finding = only(found.findings, "told_again")
    assert (finding.sheet, finding.refuses_row) == ("August", True)
    assert sorted(str(row["end_date"]) for row in kept(found, "spells") if row["child_id"] == "C1") == ["2026-01-12"]


def test_a_row_repeated_in_another_sheet_or_file_of_the_partner_counts_once() -> None:
    rows = spells()
    found = examined(sheet(rows, "One", "Vale.xlsx"), sheet(rows, "All", "Vale.xlsx"), sheet(rows, "One", "copy of Vale.xlsx"))
    assert [finding.sheet for finding in found.findings if finding.code == "duplicate_row"] == ["All", "One"]
    assert len(kept(found, "spells")) == 1


def test_each_row_that_was_told_before_names_the_telling_that_counts() -> None:
    one, two = (["C1", "EHE", OUT, date(2026, 1, day), None] for day in (12, 13))
    goes_on: list[Cell] = ["C1", "EHE", OUT, None, None]
    found = examined(sheet(spells(goes_on, one), "August"), sheet(spells(two), "September"), sheet(spells(goes_on), "October"))
    told = [(finding.sheet, finding.cell, finding.what) for finding in found.findings if finding.code == "told_again"]
    assert [(name, cell) for name, cell, _ in told] == [("August", "A3"), ("August", "A4")]
    assert all("row 3 of sheet “September”" in what for _, _, what in told)
    assert [str(row["end_date"]) for row in kept(found, "spells") if row["child_id"] == "C1"] == ["2026-01-13"]


def test_a_row_names_the_first_row_that_it_repeats_whichever_table_has_it() -> None:
    again: list[Cell] = ["C7", "EHE", OUT, None, None]
    found = examined(sheet(spells(again, again), "One"), sheet(spells(["C8", "EHE", OUT, None, None], again), "Two"))
    told = {(finding.sheet, finding.cell): finding.what for finding in found.findings if finding.code == "duplicate_row"}
    assert "repeats row 3 exactly" in told["One", "A4"]
    assert "repeats row 3 of sheet “One” exactly" in told["Two", "A4"]
    assert len(told) == 2 + 1  # C0 stands in both sheets


def test_a_column_that_is_not_read_says_in_whatever_way_of_writing_that_rows_are_over() -> None:
    words = ["Closed.", "  (CLOSED)", "Clôsed", "Closed to us", "Not closed", "Open", "disclosed", None]
    found = examined(sheet(spells(*([f"C{n}", "EHE", OUT, None, None, word] for n, word in enumerate(words, 1)), more=("Is it over",))))
    finding = only(found.findings, "ending_not_read")
    assert finding.cells == ("F3", "F4", "F5")
    assert "Is it over" in finding.what


def test_the_same_row_from_two_partners_stands_side_by_side() -> None:
    rows = spells()
    found = examined(sheet(rows, file="a.xlsx"), sheet(rows, file="b.xlsx"), partners={"a.xlsx": "A", "b.xlsx": "B"})
    assert "duplicate_row" not in codes(found)
    assert len(kept(found, "spells")) == 2


def test_dates_that_cannot_be_are_told_and_the_row_is_kept() -> None:
    tomorrow, long_ago = TODAY + timedelta(1), date(1993, 12, 5)
    found = examined(
        sheet(children(["C1", tomorrow, "E"], ["C2", long_ago, "E"])), sheet(spells(["C1", "EHE", tomorrow, None, None]), "spells")
    )
    told = {finding.code: finding.cell for finding in found.findings}
    assert told["birth_in_future"] == "B4"
    assert told["birth_long_ago"] == "B5"
    assert told["date_in_future"] == "C3"
    assert len(kept(found, "children")) == 3
    assert len(kept(found, "spells")) == 2


def test_dates_out_of_order_are_told_with_the_headline_they_move() -> None:
    found = examined(sheet(spells(["C1", "EHE", OUT, OUT - timedelta(1), "Returned"])))
    finding = only(found.findings, "end_before_start")
    assert (finding.cell, finding.headline, finding.refuses_row) == ("D3", "Returns to school", False)


def test_an_ending_without_an_outcome_and_a_return_without_a_date_are_told() -> None:
    found = examined(sheet(spells(["C1", "EHE", OUT, OUT + timedelta(30), None], ["C2", "EHE", OUT, None, "Back in school"])))
    assert only(found.findings, "ended_without_outcome").cell == "E3"
    assert only(found.findings, "returned_without_end_date").cell == "D4"


@pytest.mark.parametrize(
    ("heading", "typed", "code"),
    [
        ("Sessions missed", "many", "unreadable_number"),
        ("Sessions missed", -3, "negative_number"),
        ("Sessions missed", 1.5, "unreadable_number"),
    ],
)
def test_a_number_that_cannot_be_read_refuses_the_row_it_is_required_in(heading: str, typed: Cell, code: str) -> None:
    rows = [
        ["Child ID", "Term", "Sessions possible", heading],
        ["C0", "Autumn 2025/26", 140, 4],
        ["C2", "Autumn 2025/26", 140, 4],
        ["C1", "Autumn 2025/26", 140, typed],
    ]
    finding = only(examined(sheet(rows)).findings, code)
    assert (finding.cell, finding.refuses_row) == ("D4", True)


def test_more_sessions_missed_than_possible_is_told() -> None:
    rows = [["Child ID", "Term", "Sessions possible", "Sessions missed"], ["C0", "Autumn 2025/26", 140, 141]]
    assert only(examined(sheet(rows)).findings, "missed_more_than_possible").cell == "D2"


def test_more_hours_than_a_week_has_are_left_out() -> None:
    found = examined(
        sheet(spells(["C1", "EHE", OUT, None, None, 169], ["C2", "EHE", OUT, None, None, "12.5 hrs"], more=("Hours per week",)))
    )
    assert only(found.findings, "more_hours_than_a_week").cell == "F3"
    assert [row["hours_per_week"] for row in kept(found, "spells")] == [None, None, 12.5]


def test_an_error_of_the_spreadsheet_is_never_taken_for_blank() -> None:
    rows = children(["C1", None, "E"], ["C2", BORN, "E"])
    found = examined(sheet(rows, errors=[("B4", "#REF!"), ("H9", "#N/A")]))
    finding = only(found.findings, "error_cell")
    assert (finding.cell, finding.refuses_row) == ("B4", True)
    assert "#REF!" in finding.what
    assert "missing_required" not in codes(found)


def test_the_same_child_with_two_dates_of_birth_is_told() -> None:
    found = examined(sheet(children(["C0", BORN + timedelta(1), "E"])), sheet(children(["C9", BORN, "K"]), "List 2"))
    finding = only(found.findings, "two_dates_of_birth")
    assert (finding.cell, finding.refuses_row) == ("B4", False)


def test_one_upn_against_two_children_is_told() -> None:
    found = examined(sheet(children(["C1", BORN, "E", upn(1)], ["C2", BORN, "K", upn(1)], more=("UPN",))))
    assert only(found.findings, "two_children_one_number").cell == "D5"


def test_children_that_no_list_has_are_counted_across_the_drop() -> None:
    listed = sheet(children(["C1", BORN, "E", upn(1), nhs_number(1)], more=("UPN", "NHS number")), "Children")
    named = sheet(
        [["NHS number", "Category", "Start date"], [nhs_number(1), "EHE", OUT], [nhs_number(2), "EHE", OUT], [nhs_number(2), "CME", OUT]],
        "Spells",
    )
    finding = only(examined(listed, named).findings, "child_not_in_children")
    assert (finding.sheet, finding.cell, finding.rows) == ("Spells", "A3", 2)
    assert "1 child is in no list" in finding.what


def test_a_register_that_tells_of_the_child_itself_stands_in_for_a_list() -> None:
    register = [
        ["Unique ID", "Date of birth", "SEN status", "Category", "Start date"],
        ["C0", BORN, "N", "EHE", OUT],
        ["C1", BORN, "E", "EHE", OUT],
    ]
    found = examined(sheet(children(), "Children"), sheet(register, "In scope"))
    assert [(row["child_id"], row["sen_status"]) for row in kept(found, "children")] == [("C0", "E"), ("C1", "E")]
    assert only(found.findings, "child_carried").rows == 1
    assert "child_not_in_children" not in codes(found)


def test_totals_notes_blank_rows_and_repeated_headers_are_not_data() -> None:
    rows = [
        *spells(["C1", "CME", OUT, None, None]),
        [],
        ["Page 1 of 2"],
        SPELLS,
        ["C2", "EHE", OUT, None, None],
        ["Total", None, 3],
        ["* Source: Synergy, 31/10/2026"],
    ]
    found = examined(sheet(rows))
    of = found.files[0].sheets[0]
    assert (of.rows_read, of.rows_kept, of.rows_refused, of.rows_not_data) == (8, 3, 0, 5)
    assert only(found.findings, "total_row").rows == 1
    assert only(found.findings, "note_row").rows == 2


def test_a_row_with_nothing_but_a_reference_is_refused_and_not_passed_over() -> None:
    found = examined(sheet(spells(["C1", None, None, None, None])))
    assert found.files[0].sheets[0].rows_refused == 1


def test_a_plan_column_and_a_support_column_are_read_together() -> None:
    rows = [
        ["Child ID", "Date of birth", "EHCP", "SEN support"],
        ["C1", BORN, "Y", "N"],
        ["C2", BORN, "N", "Y"],
        ["C3", BORN, "N", "N"],
        ["C4", BORN, None, "Y"],
    ]
    assert [row["sen_status"] for row in kept(examined(sheet(rows)), "children")] == ["E", "K", "N", "K"]


def test_annex_a_home_education_is_carried_as_a_flag() -> None:
    rows = [["Unique ID", "Date of birth", "Elective home education"], ["C1", BORN, "Yes"], ["C2", BORN, "No"], ["C3", BORN, None]]
    assert [row["home_educated_flag"] for row in kept(examined(sheet(rows, "List_1")), "children")] == [True, False, False]


def test_a_child_with_no_reference_is_named_by_a_hash() -> None:
    rows = [["UPN", "Date of birth", "SEN status"], [upn(1), BORN, "E"]]
    (row,) = kept(examined(sheet(rows)), "children")
    assert row["child_id"] == f"upn-{str(row['upn'])[:12]}"


def test_where_a_child_stands_is_worked_out_from_its_dates_and_said() -> None:
    rows = [["OT caseload"], ["Child ID", "Referral date", "First seen"], ["C1", OUT, OUT + timedelta(9)], ["C2", OUT, None]]
    found = examined(sheet(rows, "Data", "therapy.xlsx"))
    assert [(row["service"], row["status"]) for row in kept(found, "health_access")] == [("ot", "in_place"), ("ot", "in_place")]
    rows[0] = ["OT referrals"]
    found = examined(sheet(rows, "Data", "therapy.xlsx"))
    assert [row["status"] for row in kept(found, "health_access")] == ["in_place", "waiting"]
    assert "status_from_dates" in codes(found)


def test_a_sheet_with_a_column_for_each_service_gives_a_row_for_each_filled_cell() -> None:
    rows = [["Child ID", "SLT", "OT", "CAMHS"], ["C1", "In place", None, "Waiting"], ["C2", None, "Maybe", None], ["C3", None, None, None]]
    found = examined(sheet([*rows, *([f"D{n}", "Waiting", "Waiting", "Not needed"] for n in range(4))]))
    assert [(row["child_id"], row["service"], row["status"]) for row in kept(found, "health_access")][:2] == [
        ("C1", "slt", "in_place"),
        ("C1", "camhs", "waiting"),
    ]
    of = found.files[0].sheets[0]
    assert (of.rows_read, of.rows_kept, of.rows_refused) == (7, 5, 2)
    assert only(found.findings, "unknown_code").cell == "C3"


def test_every_finding_says_what_to_do_and_which_headline_it_moves() -> None:
    rows = spells(["C1", "Holiday", "soon", "later", "?"], [None, "EHE", OUT, OUT, None], more=("Surname",))
    for finding in examined(sheet(rows)).findings:
        assert finding.what.endswith(".")
        assert finding.what_to_do.endswith(".")
        assert finding.headline
        assert finding.code in CHECKS or finding.code == "end_before_start"


ROW = st.tuples(
    st.one_of(st.none(), st.sampled_from(["C1", "C2", "C3", "Total", "* note"])),
    st.one_of(st.none(), st.sampled_from(["EHE", "Home Ed", "CME", "nonsense", "Category"])),
    st.one_of(st.none(), st.dates(date(2020, 1, 1), date(2027, 1, 1)), st.sampled_from(["soon", "04/09/2025", "45904", "Start date"])),
    st.one_of(st.none(), st.dates(date(2020, 1, 1), date(2027, 1, 1)), st.just("x")),
    st.one_of(st.none(), st.sampled_from(["Returned", "moved", "zzz"])),
)


@settings(max_examples=150)
@given(st.lists(ROW, max_size=12))
def test_every_row_is_kept_or_refused_with_a_finding_or_not_data(rows: list[tuple[Cell, ...]]) -> None:
    found = examined(sheet([SPELLS, ["C0", "EHE", OUT, None, None], *map(list, rows)]))
    of = found.files[0].sheets[0]
    assert of.rows_read == of.rows_kept + of.rows_refused + of.rows_not_data
    refusing = {finding.cell.lstrip("ABCDE") for finding in found.findings if finding.refuses_row and finding.cell}
    assert len(refusing) == of.rows_refused
    assert sum(prepared.rows.num_rows for prepared in found.prepared) == of.rows_kept


def test_a_blank_that_the_tab_fills_is_filled() -> None:
    rows = [["Child ID", "Type", "Start date"], ["C1", "EHE", OUT], ["C2", None, OUT], ["C3", "Home Ed", OUT]]
    assert [row["category"] for row in kept(examined(sheet(rows, "EHE")), "spells")] == ["ehe", "ehe", "ehe"]
    assert [row["category"] for row in kept(examined(sheet(rows, "CME")), "spells")] == ["ehe", "ehe"]


def test_a_total_of_a_group_is_not_data() -> None:
    rows = spells(
        ["EHE total", None, None, None, None, 14],
        ["C1", "CME", OUT, None, None, 5],
        [None, None, None, None, None, 19],
        more=("Hours per week",),
    )
    found = examined(sheet(rows))
    of = found.files[0].sheets[0]
    assert (of.rows_kept, of.rows_refused, of.rows_not_data) == (2, 0, 2)
    assert only(found.findings, "total_row").rows == 2


def test_a_count_below_the_references_is_not_data() -> None:
    found = examined(sheet(spells(["C1", "CME", OUT, None, None], [2, None, None, None, None])))
    assert (found.files[0].sheets[0].rows_kept, found.files[0].sheets[0].rows_refused) == (2, 0)


def test_a_row_that_stands_in_many_sheets_repeats_the_first_of_them() -> None:
    rows = [["Child ID", "Category", "Start date"], ["C0", "EHE", "2026-01-05"], ["C1", "CME", "2026-01-06"]]
    found = examined(*(sheet([rows[0], *rows[1 : 2 + number % 2]], f"Tab {number}") for number in range(6)))
    repeats = [(one.sheet, one.cell, one.what) for one in found.findings if one.code == "duplicate_row"]
    assert [(where, cell) for where, cell, _ in repeats] == [
        ("Tab 1", "A2"), ("Tab 2", "A2"), ("Tab 3", "A2"), ("Tab 3", "A3"), ("Tab 4", "A2"), ("Tab 5", "A2"), ("Tab 5", "A3"),
    ]  # fmt: skip
    assert all(("Tab 1" if cell == "A3" else "Tab 0") in what for _, cell, what in repeats)
    assert len(kept(found, "spells")) == 2
