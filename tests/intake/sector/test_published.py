"""Published statistics: figures come out exactly as in the file, and a reason stands where there is no figure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from rollcall.intake.intake import Examined, examine
from rollcall.intake.reading.read import Dropped
from rollcall.intake.sector.published_bands import band_of
from rollcall.intake.sector.published_months import months_in
from tests.intake.workbooks import Rows, a_store, codes, examined, kept, sheet

BANDS = ["total", "0-7", "8-14", "15-28", "29-84", "85-126", "127-364", "365+"]
WORKBOOKS = {"community_health_2023-03-01.xlsx": (date(2023, 1, 1), 6), "community_health_2023-08-01.xlsx": (date(2023, 6, 1), 5)}


@pytest.fixture(scope="module", params=WORKBOOKS)
def published(request: pytest.FixtureRequest, real: Path) -> tuple[str, Examined]:
    name: str = request.param
    return name, examine([Dropped(name, (real / name).read_bytes())], a_store())


def overview(path: Path, header: int) -> Iterator[tuple[str, str, object]]:
    """Service, band and cell of Table 3, read by another reader."""
    page = openpyxl.load_workbook(path, data_only=True, read_only=True)["Table 3"]
    page.reset_dimensions()
    for row in list(page.iter_rows(values_only=True))[header:]:
        service = next((place for place, cell in enumerate(row[:2]) if cell), None)
        if service is not None:
            yield from ((row[service], band, cell) for band, cell in zip(BANDS, row[service + 1 : service + 9], strict=True))


def test_every_figure_for_england_is_as_published(published: tuple[str, Examined], real: Path) -> None:
    name, found = published
    month, header = WORKBOOKS[name]
    rows = kept(found, "published_community_waits")
    england = {(row["service"], row["band"]): (row["waiting"], row["why_blank"]) for row in rows if row["organisation"] == "England"}
    cells = list(overview(real / name, header))
    assert len(cells) == 50 * 8
    for service, band, cell in cells:
        assert england[service, band] == ((None, "suppressed") if cell == "*" else (cell, None))
    assert {row["month"] for row in rows} == {month}


def test_each_figure_is_there_once_and_each_level_is_named(published: tuple[str, Examined]) -> None:
    rows = kept(published[1], "published_community_waits")
    keys = [(row["level"], row["organisation"], row["service"], row["band"]) for row in rows]
    assert len(keys) == len(set(keys))
    assert {row["level"] for row in rows} == {"National", "Region", "ICB", "Provider"}
    assert sum(1 for row in rows if row["level"] == "Region") == 7 * 47 * 8
    assert {row["why_blank"] for row in rows} == {None, "suppressed", "not_submitted"}
    assert all((row["waiting"] is None) == (row["why_blank"] is not None) for row in rows)


def test_tables_that_are_not_waits_by_service_are_left(published: tuple[str, Examined]) -> None:
    left = [each.sheet for each in published[1].files[0].sheets if each.table is None]
    assert left == ["Cover page", "Contents", "Table 1", "Table 2"]
    assert not published[1].refused_anything


def test_the_home_education_file_keeps_symbols_apart_from_nought(real: Path) -> None:
    found = examine([Dropped("ehe_academic_year.csv", (real / "ehe_academic_year.csv").read_bytes())], a_store())
    rows = {
        (row["academic_year"], row["area"], row["measure"]): (row["value"], row["why_blank"])
        for row in kept(found, "published_home_education")
    }
    assert rows["2024/25", "England", "ehe_starts_full_year"] == (78000, None)
    assert rows["2024/25", "England", "ehe_returns_full_year"] == (28100, None)
    assert rows["2024/25", "England", "ehe_schtype_ey"] == (None, "x")
    assert rows["2024/25", "England", "ehe_schtype_ey_pc"] == (None, "low")
    assert len(rows) == 655 * 29


def matrix(title: str, figures: Rows, header: list[str] | None = None) -> Rows:
    services = ["(CYP) Audiology", "(CYP) Vision screening", "(A) Podiatry"]
    return [[title], ["Blanks indicate no organisation submitted."], [], [*(header or ["Level", "Org code", "Name"]), *services], *figures]


def test_a_band_split_in_later_months_is_folded_into_one() -> None:
    total = matrix(
        "Total waiting list by service, March 2025", [["National", "", "England", 10, 20, "*"], ["ICB", "QF7", "South Yorkshire", 5, "", 1]]
    )
    parts = [
        matrix(
            "Number waiting 52-104 weeks (365-728 days) by service, March 2025",
            [["National", "", "England", 3, "*", 4], ["ICB", "QF7", "South Yorkshire", 1, "", 0]],
        ),
        matrix(
            "Number waiting over 104 weeks (over 728 days) by service, March 2025",
            [["National", "", "England", 2, 1, 5], ["ICB", "QF7", "South Yorkshire", 0, "", 1]],
        ),
    ]
    found = examined(sheet(total, "Table 4"), *(sheet(rows, f"Table 4{letter}") for rows, letter in zip(parts, "gh", strict=True)))
    rows = {
        (row["organisation"], row["service"], row["band"]): (row["waiting"], row["why_blank"])
        for row in kept(found, "published_community_waits")
    }
    assert rows["England", "(CYP) Audiology", "365+"] == (3 + 2, None)
    assert rows["England", "(CYP) Vision screening", "365+"] == (None, "suppressed")
    assert rows["South Yorkshire", "(CYP) Vision screening", "365+"] == (None, "not_submitted")
    assert {band for _, _, band in rows} == {"total", "365+"}
    assert {row["organisation_code"] for row in kept(found, "published_community_waits")} == {None, "QF7"}


def test_a_workbook_whose_titles_name_no_month_is_asked_about_and_not_kept() -> None:
    found = examined(sheet(matrix("Total waiting list by service", [["National", "", "England", 1, 2, 3]]), "Table 4"))
    assert codes(found) == ["published_no_month"]
    assert not found.prepared
    assert found.files[0].sheets[0].rows_refused == 1


def test_a_workbook_without_a_month_is_one_finding_that_names_its_sheets() -> None:
    totals = sheet(matrix("Total waiting list by service", [["National", "", "England", 1, 2, 3]]), "Table 4")
    bands = sheet(matrix("Number waiting 0-1 weeks (0-7 days) by service", [["National", "", "England", 1, 2, 3]]), "Table 4a")
    found = examined(totals, bands)
    (finding,) = found.findings
    assert (finding.code, finding.sheet) == ("published_no_month", "Table 4")
    assert "nothing of “Table 4” and “Table 4a” is kept" in finding.what
    assert finding.rows == sum(each.rows_read for each in found.files[0].sheets)
    assert [each.asks for each in found.files[0].sheets] == [("month",), ("month",)]


def test_a_month_named_once_in_the_workbook_holds_for_all_its_tables() -> None:
    dated = sheet(matrix("Total waiting list by service, March 2025", [["National", "", "England", 1, 2, 3]]), "Table 4")
    undated = sheet(matrix("Number waiting 0-1 weeks (0-7 days) by service", [["National", "", "England", 1, 2, 3]]), "Table 4a")
    assert {row["month"] for row in kept(examined(dated, undated), "published_community_waits")} == {date(2025, 3, 1)}


@pytest.mark.parametrize(
    ("text", "band"),
    [
        ("Total waiting list by service, January 2023", (True, None)), ("Number waiting >12-18 weeks (85-126 days) by service", (True,
        (12, 18))),
        ("Number waiting over 52 weeks (over 365 days)", (True, (52, None))), ("Waiting >52 weeks", (True, (52, None))),
        ("Waiting 52+ weeks", (True, (52, None))),
        ("Waiting >52-104 weeks", (True, (52, 104))), ("Waiting 104 weeks or more", (True, (104, None))), ("% waiting over 18 weeks",
        (False, None)),
        ("Waiting over 18 weeks", (False, (18, None))), ("Median wait", (False, None)), ("Organisation name", (False, None)),
    ],
)  # fmt: skip
def test_a_title_or_heading_names_its_band(text: str, band: tuple[bool, object]) -> None:
    assert band_of(text)[0] == band[0]
    if band[0]:
        assert band_of(text) == band


@pytest.mark.parametrize(
    ("text", "months"),
    [("by service, January 2023", {(2023, 1)}), ("Jun-23", {(2023, 6)}), ("Sept 2024", {(2024, 9)}), ("2024-09-01", {(2024, 9)}),
    ("no month", set()),
     ("1st October 2022 - 31st March 2023", {(2022, 10), (2023, 3)})],
)  # fmt: skip
def test_reads_the_months_a_title_names(text: str, months: set[tuple[int, int]]) -> None:
    assert {(month.year, month.month) for month in months_in(text)} == months


def test_an_overview_whose_headings_say_only_weeks_is_read() -> None:
    rows = [
        ["National overview of waiting list metrics by service, March 2025"],
        ["Service", "Total", "0-1 weeks", ">1-2 weeks", ">18-52 weeks", ">52-104 weeks", ">104 weeks", "% over 18 weeks"],
        ["England", 100, 10, 20, 40, 5, 1, "46%"],
        ["(CYP) Audiology", 50, 5, 10, 20, 2, 0, "44%"],
    ]
    found = kept(examined(sheet(rows, "Table 3")), "published_community_waits")
    assert {row["band"]: row["waiting"] for row in found if row["service"] == "(CYP) Audiology"} == {
        "total": 50, "0-7": 5, "8-14": 10, "127-364": 20, "365+": 2 + 0,
    }  # fmt: skip
