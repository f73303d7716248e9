"""One odd cell costs that cell, and at worst its file: never the other files of the drop."""

from __future__ import annotations

import logging

import pytest

from rollcall.access import Role, Viewer
from rollcall.intake import intake
from rollcall.intake.corrected.to_fix import MARKER, MARKER_PLACE, marked_copy_of
from rollcall.intake.desk import open_desk
from rollcall.intake.prepared_rows import prepared_rows
from rollcall.intake.recognising.sheet import find_tables
from rollcall.intake.values.numerals import real_number, whole_number
from rollcall.store import Store
from tests.intake.sector.test_published_figures import ENGLAND, data_file
from tests.intake.sector.test_published_layouts import figures, table
from tests.intake.sen2_files import collect
from tests.intake.workbooks import Cell, codes, examined, kept, sheet

ODD = ["²", "①", "٣²", "9" * 20, "9" * 400, "9" * 6000, "inf", "-inf", "nan", "1e999", "1e19", "3000000000000000000"]
REGISTER: list[list[Cell]] = [["Child ID", "Category", "Start date"], *([f"C{number}", "EHE", "2026-01-05"] for number in range(20))]
odd = pytest.mark.parametrize("word", ODD, ids=lambda word: word[:6] + str(len(word)))


@odd
def test_an_odd_cell_under_the_references_costs_no_row_above_it(word: str) -> None:
    found = examined(sheet([*REGISTER, [word, None, None]]))
    assert found.files[0].refused is None
    assert len(kept(found, "spells")) == 20


@odd
def test_a_column_of_odd_cells_is_looked_at_like_any_other(word: str) -> None:
    of_five = (word * 5)[:5]
    rows = [[*row, of_five, word] for row in REGISTER[1:]]
    assert examined(sheet([[*REGISTER[0], "Blah", "Row"], *rows])).files[0].refused is None


@pytest.mark.parametrize("word", ["9" * 16, "9" * 20, "9" * 400, "9" * 6000, "²", "1e999"], ids=lambda word: word[:6] + str(len(word)))
def test_a_number_beyond_what_can_be_kept_is_unreadable(word: str) -> None:
    headings = ["Child ID", "Term", "Sessions possible", "Sessions attended", "Authorised absence", "Unauthorised absence"]
    rows = [[f"C{number}", "Autumn 2025/26", 120, 110, 6, 4] for number in range(8)]
    found = examined(sheet([headings, *rows, ["C9", "Autumn 2025/26", word, 110, 6, 4]], file="North attendance.xlsx"))
    assert "unreadable_number" in codes(found)
    assert len(kept(found, "attendance")) in (8, 9)
    intake.keep(found, Store.open(), "A lead")


@odd
def test_an_odd_figure_of_published_waits_is_told_and_kept_as_blank(word: str) -> None:
    read = table(
        "Total waiting list by service, June 2024",
        ["Organisation type", "Organisation code", "Organisation name"],
        ["National", "ENG", "England", 30, 20, 10],
        ["ICB", "QF7", "NHS South Yorkshire ICB", word, 2, 1],
    )
    found = examined(read)
    assert "published_unreadable" in codes(found)
    assert [row["waiting"] for row in kept(found, "published_community_waits")] == [30, 20, 10, None, 2, 1]
    intake.keep(found, Store.open(), "A lead")


def test_a_footnote_beside_a_figure_of_published_waits_is_told() -> None:
    read = table(
        "Total waiting list by service, June 2024", ["Level", "Name"], ["England", None, "30²", 20, 10], ["Region", "London", 3, 2, 1]
    )
    assert codes(examined(read)) == ["published_unreadable"]
    assert ("National", "England", "(A) Podiatry", "total") in figures(read)


@odd
def test_an_odd_figure_of_dfe_leaves_the_figures_beside_it(word: str) -> None:
    row = ["202425", "Autumn term", *ENGLAND, "Total", "SEN provision", "EHC plan", word, "7.3"]
    headings = ["education_phase", "breakdown_topic", "breakdown", "sess_overall_percent", "enrolments_pa_50_exact_percent"]
    found = data_file(headings, row)
    assert found.files[0].refused is None
    assert 7.3 in [row["value"] for row in kept(found, "published_figures")]
    intake.keep(found, Store.open(), "A lead")


@odd
def test_an_odd_rank_in_a_sen2_return_is_the_last(word: str) -> None:
    sheets = []
    for each in collect():
        rows = [each.row(number) for number in range(each.height)]
        ranks = [
            place for place, heading in enumerate(rows[0]) if heading and heading.lower() in ("placementrank", "sentyperank", "senneedrank")
        ]
        for row in rows[1:]:
            for place in ranks:
                row[place] = word
        sheets.append(sheet(rows, each.name, each.file))
    assert all(file.refused is None for file in examined(*sheets).files)


@odd
def test_an_odd_count_of_findings_makes_no_marked_copy(word: str) -> None:
    blank: list[str | None] = [None] * MARKER_PLACE
    told = sheet([[*blank, MARKER], [*blank, "North.csv"], [*blank, word]], "To fix")
    assert marked_copy_of(told.columns) is None


def test_only_plain_digits_are_a_whole_number() -> None:
    assert [whole_number(text) for text in ("0", "12", "9" * 15)] == [0, 12, int("9" * 15)]
    assert [whole_number(text) for text in ("", "²", "①", "٣", "9" * 16, "-1", "1.0", " 1")] == [None] * 8
    assert [real_number(text) for text in ("1_000", "inf", "nan", "1e15", "1e999", "x", "")] == [None] * 7
    assert real_number("-12.5e1") == -125


def test_a_mistake_of_our_own_over_one_file_leaves_the_other_files(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    right = find_tables

    def wrong(of: object, rows: object) -> object:
        if of.file == "South.csv":  # type: ignore[attr-defined]
            raise ValueError("Quillfeather")
        return right(of, rows)  # type: ignore[arg-type]

    monkeypatch.setattr(intake, "find_tables", wrong)
    _drops_south_alone(caplog)


def test_a_mistake_of_our_own_over_the_rows_of_one_file_leaves_the_other_files(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    right = prepared_rows

    def wrong(of: object, days: object) -> object:
        if of.sheet.file == "South.csv":  # type: ignore[attr-defined]
            raise OverflowError("Quillfeather")
        return right(of, days)  # type: ignore[arg-type]

    monkeypatch.setattr(intake, "prepared_rows", wrong)
    _drops_south_alone(caplog)


def _drops_south_alone(caplog: pytest.LogCaptureFixture) -> None:
    desk = open_desk(Viewer("A lead", Role.LEAD), Store.open())
    register = b"Child ID,Category,Start date\nC1,EHE,05/01/2026\nC2,EHE,06/01/2026\n"
    with caplog.at_level(logging.ERROR):
        drop = desk.look([("North.csv", register), ("South.csv", register), ("West.csv", register)])
        assert drop.wait(60)
    assert {file.file: file.refused for file in drop.examined.files} == {
        "North.csv": None,
        "South.csv": intake.OUR_MISTAKE,
        "West.csv": None,
    }
    assert "test_odd_cells.py" in caplog.text
    assert "Quillfeather" not in caplog.text
    assert desk.keep(drop).rows == 4
