"""The report of an examination: everything for a program, and no wall of text for a person."""

from __future__ import annotations

from rollcall.intake.checking.findings import Finding
from rollcall.intake.examined import Examined, ExaminedFile, ExaminedSheet, HeadingMatch
from rollcall.intake.report import as_json, as_text


def finding(cell: str | None, what: str = "“UPN” is not a UPN.") -> Finding:
    return Finding("upn_wrong", "West.xlsx", "EHE", cell, what, "Check it.", "Every headline", False, 1)


def examined(*findings: Finding) -> Examined:
    headings = (HeadingMatch("A1", "Child\nref", "child_id", 0.987654), HeadingMatch("B1", "Surname", None, 0.9, personal=True))
    sheet = ExaminedSheet("EHE", "spells", "Periods not in school", 0.96, "By its headings.", None, 1, 10, 7, 2, 1, headings)
    return Examined(
        (ExaminedFile("West.xlsx", None, "West", (sheet,)), ExaminedFile("bad.xlsx", "It is a picture.", "Bad", ())), findings, ()
    )


def test_alike_findings_of_a_sheet_are_told_once_with_their_first_cells() -> None:
    text = as_text(examined(*(finding(f"F{row}") for row in range(2, 10)), finding("G2", "Something else.")))
    assert "Findings (9)" in text
    assert "West.xlsx · EHE · F2, F3, F4, F5, F6 and 3 more: “UPN” is not a UPN." in text
    assert "West.xlsx · EHE · G2: Something else." in text


def test_every_finding_is_told_to_a_program() -> None:
    told = as_json(examined(*(finding(f"F{row}") for row in range(2, 10))))
    assert [one["cell"] for one in told["findings"]] == [f"F{row}" for row in range(2, 10)]


def test_the_account_of_rows_and_the_matches_are_told() -> None:
    text = as_text(examined())
    assert "10 rows read: 7 kept, 2 refused, 1 not data" in text
    assert "A1     Child ref  child_id, 99% sure" in text
    assert "B1     Surname    recognised as personal, and not stored" in text
    assert "bad.xlsx\n  Refused: It is a picture." in text
    assert text.endswith("Nothing was found that needs a look.")
