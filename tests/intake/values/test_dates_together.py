"""Dates that could be read both ways, read as the other dates of the sheet prove; and dates that Excel turned round."""

from __future__ import annotations

from datetime import date

from rollcall.intake.choices import DateOrder
from rollcall.intake.values.dates import read_dates
from tests.intake.workbooks import TODAY, examined, kept, sheet

HEADINGS = ["Child ID", "Category", "Start date", "End date"]
REAL = [
    date(2025, 9, 4),
    date(2025, 10, 6),
    date(2025, 11, 8),
    date(2024, 12, 10),
    date(2024, 3, 12),
]  # day and month change over into these
AS_MEANT = [date(real.year, real.day, real.month) for real in REAL]
TYPED = ["25/03/2025", "17/06/2024", "30/04/2025", "13/05/2024"]
MIXED = [*(day.isoformat() for day in REAL), *TYPED]


def test_a_column_that_could_be_either_is_month_first_where_another_of_the_sheet_is() -> None:
    rows = [HEADINGS, ["C1", "EHE", "9/14/2025", "3/4/2026"], ["C2", "EHE", "10/20/2025", "5/6/2026"]]
    found = examined(sheet(rows))
    assert [row["end_date"] for row in kept(found, "spells")] == [date(2026, 3, 4), date(2026, 5, 6)]
    assert "as the other dates of the sheet are" in found.files[0].sheets[0].dates[1].sentence
    assert found.files[0].sheets[0].asks == ("as_at",)


def test_columns_that_contradict_each_other_prove_nothing() -> None:
    rows = [[*HEADINGS, "Last seen date"], ["C1", "EHE", "9/14/2025", "3/4/2026", "14/09/2026"]]
    assert kept(examined(sheet(rows)), "spells")[0]["end_date"] == date(2026, 4, 3)


def test_real_dates_on_days_1_to_12_beside_typed_ones_on_later_days_are_asked_about() -> None:
    rows = [HEADINGS, *([f"C{number}", "EHE", day, None] for number, day in enumerate([*REAL, *TYPED]))]
    shown = examined(sheet(rows)).files[0].sheets[0]
    assert shown.asks == ("date_order:start_date", "as_at")
    assert shown.dates[0].sentence.startswith(
        "The 5 dates that Excel holds as dates fall on days 1 to 12, and the 4 typed ones on days 13 to 31"
    )


def test_until_it_is_said_they_stay_as_excel_holds_them() -> None:
    assert list(read_dates(MIXED, [1] * 9, TODAY).dates[:5]) == REAL


def test_day_first_changes_day_and_month_back() -> None:
    read = read_dates(MIXED, [1] * 9, TODAY, DateOrder.DAY_FIRST)
    assert list(read.dates) == [*AS_MEANT, date(2025, 3, 25), date(2024, 6, 17), date(2025, 4, 30), date(2024, 5, 13)]


def test_month_first_leaves_them_and_still_reads_the_typed_ones() -> None:
    read = read_dates(MIXED, [1] * 9, TODAY, DateOrder.MONTH_FIRST)
    assert list(read.dates[:6]) == [*REAL, date(2025, 3, 25)]


def test_another_column_of_the_sheet_that_could_have_been_turned_is_asked_about_as_well() -> None:
    rows = [
        HEADINGS,
        *([f"C{number}", "EHE", day, date(2026, 2, 3) if number == 0 else None] for number, day in enumerate([*REAL, *TYPED])),
    ]
    assert examined(sheet(rows)).files[0].sheets[0].asks == ("date_order:start_date", "date_order:end_date", "as_at")


def test_real_dates_on_any_day_beside_typed_ones_are_nothing_to_ask_about() -> None:
    assert read_dates([*MIXED, "2025-09-28"], [1] * 10, TODAY).turned == 0


def test_first_days_of_months_beside_a_few_typed_dates_are_nothing_to_ask_about() -> None:
    firsts = [date(2025, month, 1).isoformat() for month in range(1, 12)]
    assert read_dates([*firsts, *TYPED], [1] * 15, TODAY).turned == 0
