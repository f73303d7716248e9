"""Waiting lists of months whose layout, headings or labels differ, or whose titles name no month: read all the same, or asked about."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from rollcall.intake.choices import Choices
from rollcall.intake.reading.read import Dropped, ReadFile, Sheet, read_files
from rollcall.intake.sector.published import find_published
from rollcall.intake.sector.published_bands import Span, band_of, is_part, tiles, whole_of
from rollcall.intake.sector.published_months import month_in_name
from tests.intake.workbooks import TODAY, Rows, codes, examined, kept, sheet

SERVICES = ["(A) Podiatry", "(CYP) Audiology", "(CYP) Therapy interventions: Occupational therapy"]
JUNE = date(2024, 6, 1)


def table(title: str, header: list, *rows: list, services: list[str] = SERVICES, name: str = "Table 4") -> Sheet:
    return sheet([[title], ["Blanks indicate no organisation submitted."], [], [*header, *services], *rows], name, "chs.xlsx")


def figures(*sheets: Sheet) -> dict[tuple, tuple]:
    rows = kept(examined(*sheets), "published_community_waits")
    return {(row["level"], row["organisation"], row["service"], row["band"]): (row["waiting"], row["why_blank"]) for row in rows}


def test_a_column_of_codes_is_kept_as_codes_and_england_has_none() -> None:
    read = table(
        "Total waiting list by service, June 2024",
        ["Organisation type", "Organisation code", "Organisation name"],
        ["National", "ENG", "England", 30, 20, 10],
        ["ICB", "QF7", "NHS South Yorkshire ICB", 3, 2, 1],
        ["Provider", "RXE", "A Trust", 1, "*", ""],
        ["Provider", "RFS", "Another Trust", 1, 1, 1],
    )
    rows = kept(examined(read), "published_community_waits")
    assert {(row["level"], row["organisation"], row["organisation_code"]) for row in rows} == {
        ("National", "England", None),
        ("ICB", "NHS South Yorkshire ICB", "QF7"),
        ("Provider", "A Trust", "RXE"),
        ("Provider", "Another Trust", "RFS"),
    }
    assert len(rows) == 4 * 3


def test_england_that_stands_under_the_level_only_is_england() -> None:
    read = table(
        "Total waiting list by service, June 2024", ["Level", "Name"], ["England", None, 30, 20, 10], ["Region", "London", 3, 2, 1]
    )
    assert figures(read)["National", "England", SERVICES[0], "total"] == (30, None)


def test_a_level_that_is_said_once_holds_for_the_rows_below() -> None:
    read = table(
        "Total waiting list by service, June 2024",
        [None, None],
        [None, "England", 30, 20, 10],
        ["Region", "London", 3, 2, 1],
        [None, "Midlands", 3, 2, 1],
        ["Integrated care board", "QF7", 1, 1, 1],
    )
    assert [key[:2] for key in figures(read)][::3] == [
        ("National", "England"),
        ("Region", "London"),
        ("Region", "Midlands"),
        ("ICB", "QF7"),
    ]


def test_services_may_be_written_with_a_dash_in_place_of_brackets() -> None:
    services = ["Adult - Podiatry", "CYP - Audiology", "CYP - Dietetics"]
    read = table("Total waiting list by service, June 2024", ["Level", "Name"], ["National", "England", 30, 20, 10], services=services)
    assert figures(read)["National", "England", "CYP - Audiology", "total"] == (20, None)


def test_one_service_in_two_spellings_is_counted_once() -> None:
    overview = sheet(
        [
            ["National overview, waiting list metrics, June 2024"],
            ["Service", "Total", "0-1 weeks", ">1-2 weeks", ">2-4 weeks"],
            ["England", 60, 1, 2, 3],
            ["(CYP) Therapy interventions: occupational therapy", 10, 1, 2, 3],
        ],
        "Table 3",
        "chs.xlsx",
    )
    matrix = table("Total waiting list by service, June 2024", ["Level", "Name"], ["National", "England", 30, 20, 10])
    assert sum("occupational" in key[2].lower() and key[3] == "total" for key in figures(overview, matrix)) == 1


def test_finer_bands_add_up_to_the_kept_ones() -> None:
    heads = ["Level", "Name"]
    parts = [
        ("Number waiting >18-26 weeks", 4),
        ("Number waiting >26-52 weeks", 3),
        ("Number waiting 52-65 weeks", 2),
        ("Number waiting over 65 weeks", 1),
    ]
    sheets = [
        table(f"{title} by service, June 2024", heads, ["National", "England", number, "*", ""], name=f"Table 4{place}")
        for place, (title, number) in enumerate(parts)
    ]
    read = figures(*sheets)
    assert read["National", "England", SERVICES[0], "127-364"] == (4 + 3, None)
    assert read["National", "England", SERVICES[0], "365+"] == (2 + 1, None)
    assert read["National", "England", SERVICES[1], "365+"] == (None, "suppressed")
    assert read["National", "England", SERVICES[2], "365+"] == (None, "not_submitted")


@pytest.mark.parametrize(
    ("parts", "whole", "chain"),
    [
        ([(52, 104), (104, None)], (52, None), [(52, 104), (104, None)]),
        ([(18, 26), (26, 52), (26, 39)], (18, 52), [(18, 26), (26, 52)]),
        ([(52, 65), (78, None)], (52, None), None),
        ([(18, 26)], (18, 52), None),
    ],
)
def test_bands_that_leave_a_gap_add_up_to_nothing(parts: list[Span], whole: Span, chain: list[Span] | None) -> None:
    assert tiles(parts, whole) == chain
    assert all(is_part(part) and whole_of(part) == whole for part in parts)


def test_a_cell_that_is_neither_a_number_nor_a_sign_is_told_and_never_counted() -> None:
    read = table("Total waiting list by service, June 2024", ["Level", "Name"], ["National", "England", "see note", "<5", 10])
    found = examined(read)
    assert codes(found) == ["published_unreadable"]
    assert found.findings[0].cell == "C5"
    assert [row["why_blank"] for row in kept(found, "published_community_waits")] == ["unreadable", "suppressed", None]


def test_a_note_that_names_another_month_does_not_hide_the_one_in_the_title() -> None:
    rows: Rows = [
        ["Total waiting list by service, June 2024"],
        ["13 more organisations submit from February 2024"],
        ["Level", "Name", *SERVICES],
        ["National", "England", 1, 2, 3],
    ]
    assert {row["month"] for row in kept(examined(sheet(rows, "Table 4")), "published_community_waits")} == {JUNE}


def undated(name: str = "Community-health-services-waiting-lists-2024-25-June.xlsx") -> list[Sheet]:
    heads = ["Level", "Name"]
    return [
        replace(table("Total waiting list by service", heads, ["National", "England", 30, 20, 10]), file=name),
        replace(table("Number waiting over 52 weeks by service", heads, ["National", "England", 3, 2, 1], name="Table 4g"), file=name),
    ]


def test_without_a_month_in_any_title_the_month_is_asked_for_with_what_the_name_seems_to_say() -> None:
    found = examined(*undated())
    assert not found.prepared
    assert [each.asks for each in found.files[0].sheets] == [("month",), ("month",)]
    assert "its file name seems to say June 2024" in found.files[0].sheets[0].why


def test_titles_that_disagree_about_the_month_are_asked_about() -> None:
    heads = ["Level", "Name"]
    june = table("Total waiting list by service, June 2024", heads, ["National", "England", 30, 20, 10])
    may = table("Number waiting over 52 weeks by service, May 2024", heads, ["National", "England", 3, 2, 1], name="Table 4g")
    found = examined(june, may)
    assert not found.prepared
    assert "titles name May 2024 and June 2024" in found.files[0].sheets[0].why


def test_a_month_that_was_chosen_for_one_table_holds_for_the_workbook() -> None:
    file = ReadFile("chs.xlsx", None, tuple(undated("chs.xlsx")))
    found = find_published(file, TODAY, {"Table 4g": Choices(month=JUNE)})
    assert {str(one.as_at) for one in found.values()} == {"2024-06-30"}
    assert all(not one.asks and one.rows is not None for one in found.values())


def test_a_sheet_that_was_said_to_be_something_else_is_not_read_as_published() -> None:
    file = ReadFile("chs.xlsx", None, tuple(undated("chs.xlsx")))
    assert set(find_published(file, TODAY, {"Table 4": Choices(table="left"), "Table 4g": Choices(month=JUNE)})) == {"Table 4g"}


@pytest.mark.parametrize(
    ("name", "month"),
    [
        ("Community-health-services-waiting-lists-2025-26-July.xlsx", date(2025, 7, 1)),
        ("Community-health-services-waiting-lists-2023-24-January-2.xlsx", date(2024, 1, 1)),
        ("CHS June 2024.xlsx", JUNE),
        ("community_health_2023-03-01.xlsx", None),
        ("waiting lists.xlsx", None),
    ],
)
def test_a_file_name_only_suggests_a_month(name: str, month: date | None) -> None:
    assert month_in_name(name) == month


def without_months(path: Path) -> ReadFile:
    """A real workbook with the months taken out of its titles and its list of contents."""
    read = read_files([Dropped(path.name, path.read_bytes())])[0]
    sheets = []
    for one in read.sheets:
        texts = [[re.sub(r",\s*\w+\s2023\s*$", "", text) if text else text for text in column.to_pylist()] for column in one.columns]
        sheets.append(replace(one, columns=tuple(pa.array(column, pa.string()) for column in texts)))
    return replace(read, sheets=tuple(sheets))


@pytest.mark.parametrize("name", ["community_health_2023-03-01.xlsx", "community_health_2023-08-01.xlsx"])
def test_a_real_workbook_without_its_months_asks_and_is_the_same_once_told(name: str, real: Path) -> None:
    whole = read_files([Dropped(name, (real / name).read_bytes())])[0]
    month = date(2023, 1, 1) if "03-01" in name else date(2023, 6, 1)
    undated = without_months(real / name)
    assert {one.asks for one in find_published(undated, TODAY).values()} == {("month",)}
    told = find_published(undated, TODAY, {"Table 4": Choices(month=month)})
    meant = find_published(whole, TODAY)
    assert {sheet: one.rows for sheet, one in told.items()} == {sheet: one.rows for sheet, one in meant.items()}


@pytest.mark.parametrize(
    "title",
    ["9" * 30_000, "9 " * 15_000, "over " + "9" * 30_000, "Number waiting 0-" + "9" * 5_000 + " weeks"],
    ids=["digits", "numbers", "over", "band"],
)
def test_a_title_of_thousands_of_digits_names_no_band(title: str) -> None:
    assert band_of(title) == (False, None)
