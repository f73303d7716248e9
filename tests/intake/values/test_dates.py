"""Dates as people type them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rollcall.intake.values.dates import looks_like_a_date, read_date, read_dates
from tests.intake.workbooks import TODAY

FOURTH = date(2025, 9, 4)


@pytest.mark.parametrize(
    "typed",
    ["2025-09-04", "2025-09-04T09:30:00", "2025-09-04 00:00:00", "2025/09/04", "2025-9-4", "4 Sept 2025", "4th September 2025",
    "04-Sep-25",
     "Thursday 4 September 2025", "Thu, 4 Sep 2025", "Sep 4, 2025", "September 4th, 2025", "2025-Sep-04 00:00:00", "45904", "45904.375",
     "20250904",
     "4Sep2025", "4 september 25", "4 of September 2025", "20250904T101500"],
)  # fmt: skip
def test_reads_a_date_that_can_be_read_one_way_only(typed: str) -> None:
    assert read_date(typed, TODAY).certain == FOURTH


@pytest.mark.parametrize(
    "typed", ["04/09/2025", "4/9/2025", "04.09.2025", "04.09.25", "4-9-25", "04/09/25 14:30", "4 9 2025", "4 / 9 / 2025", "Thu 04/09/2025"]
)
def test_reads_numbers_day_first(typed: str) -> None:
    assert read_date(typed, TODAY).day_first == FOURTH


@pytest.mark.parametrize(
    "typed", ["banana", "Sept 2025", "31/02/2025", "2025", "12", "13/13/2025", "soon", "4/9", "04/09/20255", "Autumn", "1/2/3/4"]
)
def test_does_not_read_what_is_not_a_full_date(typed: str) -> None:
    reading = read_date(typed, TODAY)
    assert (reading.certain, reading.day_first, reading.month_first, reading.is_blank) == (None, None, None, False)


@pytest.mark.parametrize(
    "typed", ["ongoing", "TBC", "n/a", "-", "31/12/9999", "9999-12-31", "01/01/1900", "1900-01-00", "00/00/0000", "not yet"]
)
def test_takes_a_word_or_a_system_date_for_no_date(typed: str) -> None:
    assert read_date(typed, TODAY).is_blank


@pytest.mark.parametrize(("typed", "year"), [("01/09/14", 2014), ("01/09/36", 2036), ("01/09/37", 1937), ("01/09/98", 1998)])
def test_a_year_of_two_digits_lies_within_ten_years_to_come(typed: str, year: int) -> None:
    reading = read_date(typed, TODAY)
    assert (reading.day_first or date.min).year == year


def test_a_column_is_day_first_unless_it_proves_otherwise() -> None:
    read = read_dates(["04/09/2025", "05/10/2025"], [1, 2], TODAY)
    assert read.dates == (FOURTH, date(2025, 10, 5))
    assert (read.day_first, read.month_first, read.either) == (0, 0, 1 + 2)


def test_a_column_is_month_first_when_some_can_only_be_that_and_none_only_day_first() -> None:
    read = read_dates(["09/04/2025", "09/25/2025"], [1, 1], TODAY)
    assert read.dates == (FOURTH, date(2025, 9, 25))
    assert read.reads_month_first


def test_a_date_that_fits_month_first_alone_is_unreadable_in_a_day_first_column() -> None:
    read = read_dates(["25/09/2025", "09/25/2025"], [1, 1], TODAY)
    assert read.dates == (date(2025, 9, 25), None)
    assert read.unreadable == (False, True)


def test_counts_the_evidence_in_rows() -> None:
    read = read_dates(["25/09/2025", "04/09/2025", "2025-09-04", "nonsense", "ongoing"], [214, 31, 7, 2, 5], TODAY)
    assert (read.day_first, read.either, read.certain, sum(read.unreadable)) == (214, 31, 7, 1)


DAYS = st.dates(date(1990, 1, 1), TODAY + timedelta(days=3650))
STYLES = ["%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%A %d %B %Y", "%Y%m%d", "%d/%m/%Y %H:%M", "%d-%b-%Y"]


@given(st.lists(st.tuples(DAYS, st.sampled_from(STYLES)), min_size=1, max_size=20))
def test_reads_back_any_day_written_in_any_style_in_one_column(written: list[tuple[date, str]]) -> None:
    read = read_dates([day.strftime(style) for day, style in written], [1] * len(written), TODAY)
    assert list(read.dates) == [day for day, _ in written]


@given(st.dates(date(2005, 1, 1), date(2036, 12, 31)), st.sampled_from(["%d/%m/%y", "%d.%m.%y", "%d-%b-%y"]))
def test_reads_back_any_day_with_a_year_of_two_digits(day: date, style: str) -> None:
    assert read_dates([day.strftime(style)], [1], TODAY).dates == (day,)


@given(DAYS)
def test_reads_back_excels_serial_numbers(day: date) -> None:
    assert read_dates([str((day - date(1899, 12, 30)).days)], [1], TODAY).dates == (day,)


@given(st.text(max_size=30))
def test_no_text_breaks_the_reading(typed: str) -> None:
    read_date(typed, TODAY)
    looks_like_a_date(typed, TODAY)


def test_a_bare_number_is_no_evidence_of_a_date() -> None:
    assert not looks_like_a_date("45904", TODAY)
    assert looks_like_a_date("20250904", TODAY)
