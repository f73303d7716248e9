"""Dates that begin with the year, read as their whole column shows."""

from __future__ import annotations

from datetime import date

from rollcall.intake.values.dates import read_dates
from tests.intake.workbooks import TODAY

SHORT = ["26-03-01", "25-11-22", "26-08-14", "26-08-02", "26-02-21", "25-09-29"]


def test_among_dates_with_the_day_after_the_year_none_is_certain() -> None:
    read = read_dates(["2016/17/03", "2012/28/04", "2017/10/03"], [1] * 3, TODAY)
    assert read.dates == (None, None, None)
    assert all(read.unreadable)


def test_one_slip_among_dates_with_the_month_after_the_year_leaves_the_others_certain() -> None:
    words = ["2025-13-04", "2025-09-04", *(f"2025-01-{day}" for day in range(13, 29))]
    assert read_dates(words, [1] * len(words), TODAY).dates[:2] == (None, date(2025, 9, 4))


def test_short_years_come_first_where_day_first_they_would_go_on_for_years() -> None:
    read = read_dates(SHORT, [1] * len(SHORT), TODAY)
    assert read.dates[:3] == (date(2026, 3, 1), date(2025, 11, 22), date(2026, 8, 14))


def test_short_years_come_last_in_reviews_that_are_to_come() -> None:
    words = ["05-01-27", "12-03-27", "19-02-27", "25-12-26"]
    assert read_dates(words, [1] * 4, TODAY).dates[0] == date(2027, 1, 5)


def test_short_years_come_last_in_births() -> None:
    words = ["05-01-12", "12-03-17", "19-02-09", "25-12-20", "31-07-14"]
    assert read_dates(words, [1] * 5, TODAY).dates[0] == date(2012, 1, 5)
