"""Each finding says by how much its headline moves, and those that move most stand first."""

from __future__ import annotations

from datetime import date, timedelta

from rollcall.definitions.check import NO_HEADLINE
from rollcall.intake.checking.findings import Finding
from tests.intake.workbooks import CHILDREN, SPELLS, Cell, Rows, examined, sheet, upn

BORN = date(2014, 3, 14)
OUT = date(2025, 9, 4)


def register(wrong: list[list[Cell]], sound: int, more: tuple[str, ...] = ()) -> Rows:
    rows = [[f"C{n}", "EHE", OUT, None, None, *[None] * len(more)] for n in range(sound)]
    return [[*SPELLS, *more], *rows, *wrong]


def told(code: str, rows: Rows) -> list[Finding]:
    return [finding for finding in examined(sheet(rows)).findings if finding.code == code]


def test_rows_left_out_are_told_out_of_the_rows_of_their_kind_in_the_drop() -> None:
    wrong: list[list[Cell]] = [[f"D{n}", "EHE", None, None, None] for n in range(12)]
    found = examined(sheet(register(wrong, 88), "CME", "cme.xlsx"), sheet(register([], 211), "EHE", "ehe.xlsx"))
    blank = [finding for finding in found.findings if finding.code == "missing_required"]
    assert len(blank) == 12
    assert {finding.effect for finding in blank} == {f"12 rows left out of Children not in school, 12 of {88 + 12 + 211}"}
    assert {finding.moves for finding in blank} == {12}


def test_one_row_is_said_to_be_one() -> None:
    (finding,) = told("missing_required", register([["D1", "EHE", None, None, None]], 9))
    assert finding.effect == "1 row left out of Children not in school, 1 of 10"


def test_a_value_that_a_row_can_do_without_moves_what_its_column_carries() -> None:
    wrong: list[list[Cell]] = [["D1", "EHE", OUT, "soon", "Gone fishing", "plenty"]]
    found = examined(sheet(register(wrong, 9, ("Hours per week",)))).findings
    assert {(finding.column, finding.headline, finding.effect) for finding in found if finding.column != "child_id"} == {
        ("end_date", "Children not in school", "1 row counted as still going on in Children not in school, 1 of 10"),
        ("outcome", "Returns to school", "1 row not counted in Returns to school, 1 of 10"),
        ("hours_per_week", "The list of children not in school", "1 row not recorded in The list of children not in school, 1 of 10"),
    }


def test_a_word_that_nobody_knows_is_told_with_its_own_rows() -> None:
    wrong: list[list[Cell]] = [[f"D{n}", "Holiday" if n < 2 else "Sabbatical", OUT, None, None] for n in range(5)]
    found = told("unknown_code", register(wrong, 5))
    assert sorted(finding.moves for finding in found) == [2, 2, 3, 3, 3]


def test_what_is_told_for_information_moves_nothing() -> None:
    rows: Rows = [
        ["Children with SEND"],
        [*CHILDREN, "Surname"],
        ["C0", BORN, "E", "Name"],
        ["C1", BORN, "K", "Name"],
        ["Total", None, 2, None],
    ]
    found = examined(sheet(rows)).findings
    assert {finding.code for finding in found} == {"personal_not_stored", "total_row"}
    assert {(finding.headline, finding.effect, finding.moves) for finding in found} == {(NO_HEADLINE, "", 0)}


def test_a_repeated_row_is_left_out_and_moves_nothing() -> None:
    (finding,) = told("duplicate_row", register([["C0", "EHE", OUT, None, None]], 9))
    assert (finding.refuses_row, finding.effect, finding.moves) == (True, "", 0)


def test_the_findings_that_move_most_stand_first_and_the_others_in_the_order_of_the_sheets() -> None:
    wrong: list[list[Cell]] = [["D1", "EHE", OUT, "soon", None], ["D2", "EHE", None, None, None], ["D3", "EHE", None, None, None]]
    found = examined(sheet(register(wrong, 3, ("Surname",)), "One"), sheet([[*CHILDREN, "Surname"], ["C0", BORN, "E", "x"]], "Two"))
    assert [finding.moves for finding in found.findings] == sorted((finding.moves for finding in found.findings), reverse=True)
    assert [finding.sheet for finding in found.findings if not finding.moves] == ["One", "Two"]


def test_past_a_thousand_the_rest_is_one_finding_with_every_cell() -> None:
    wrong: list[list[Cell]] = [[f"D{n}", "EHE", None, None, None] for n in range(1203)]
    found = told("missing_required", register(wrong, 9))
    assert len(found) == 1000 + 1
    assert (found[-1].rows, len(found[-1].cells), found[-1].cell) == (203, 203, found[-1].cells[0])
    assert found[-1].where == f"C{11 + 1000}:C{11 + 1202}"
    assert {cell for finding in found for cell in (finding.cells or (finding.cell,))} == {f"C{row}" for row in range(11, 11 + 1203)}
    assert {finding.effect for finding in found} == {"1,203 rows left out of Children not in school, 1,203 of 1,212"}


def test_past_a_thousand_repeated_rows_the_rest_is_one_finding_with_every_cell() -> None:
    again: list[list[Cell]] = [[f"C{n}", "EHE", OUT, None, None] for n in range(1203)]
    found = told("duplicate_row", register(again, 1203))
    assert len(found) == 1000 + 1
    assert (found[-1].rows, found[-1].where) == (203, f"A{1 + 1203 + 1001}:A{1 + 1203 + 1203}")
    assert found[-1].what.endswith(" exactly. The like is so of 202 more cells.")


def test_past_a_thousand_rows_told_again_the_rest_is_one_finding_with_every_cell() -> None:
    began = date(2021, 9, 4)
    found = told("told_again", register([["C0", "EHE", began, began + timedelta(days=n), None] for n in range(1103)], 0))
    assert [finding.rows for finding in found] == [*[1] * 1000, 102]
    assert found[-1].where == "A1002:A1103"
    assert all("row 1104" in finding.what for finding in found)
    assert found[-1].what.endswith("The like is so of 101 more cells.")


def test_words_beyond_a_thousand_are_told_together_with_every_cell() -> None:
    wrong: list[list[Cell]] = [[f"D{n}", f"Holi{n}day", OUT, None, None] for n in range(1100)]
    found = examined(sheet(register(wrong, 5000))).findings
    (rest,) = [finding for finding in found if finding.code == "unknown_codes"]
    assert (rest.rows, len(rest.cells), rest.refuses_row) == (100, 100, True)
    assert "100 more words" in rest.what


def test_many_findings_about_one_thing_name_all_their_cells() -> None:
    rows: Rows = [["Children with SEND"], [*CHILDREN, "UPN"], *([f"C{n}", BORN, "E", upn(n, 999)] for n in range(1, 40))]
    (finding,) = [finding for finding in examined(sheet(rows)).findings if finding.code == "upn_unknown_council"]
    assert finding.where == "D3:D41"
