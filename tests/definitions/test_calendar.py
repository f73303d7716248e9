"""Dates as the law and the statistics count them, checked against published cases and a day-by-day count."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rollcall.definitions import calendar

BORN = st.dates(date(2000, 1, 1), date(2024, 12, 31))


@pytest.mark.parametrize(
    ("born", "starts"),
    [
        (date(2019, 2, 10), date(2024, 3, 31)),  # IPSEA's case
        (date(2019, 3, 31), date(2024, 3, 31)),  # the birthday is the day itself
        (date(2019, 4, 1), date(2024, 8, 31)),
        (date(2019, 8, 31), date(2024, 8, 31)),
        (date(2019, 9, 1), date(2024, 12, 31)),
        (date(2019, 12, 31), date(2024, 12, 31)),
        (date(2020, 2, 29), date(2025, 3, 31)),
    ],
)
def test_school_age_starts_on_the_prescribed_day_on_or_after_the_fifth_birthday(born: date, starts: date) -> None:
    assert calendar.school_age_starts(born) == starts


@pytest.mark.parametrize(
    ("born", "ends"),
    [
        (date(2007, 9, 23), date(2024, 6, 28)),  # IPSEA's case
        (date(2008, 7, 20), date(2024, 6, 28)),  # 16 after the Friday, before the next school year: that same Friday
        (date(2008, 8, 31), date(2024, 6, 28)),
        (date(2008, 9, 1), date(2025, 6, 27)),
    ],
)
def test_school_age_ends_on_the_last_friday_in_june(born: date, ends: date) -> None:
    assert calendar.school_age_ends(born) == ends
    assert ends.strftime("%A %B") == "Friday June"
    assert (ends + timedelta(days=7)).month == 7


@given(BORN)
def test_school_age_lasts_about_eleven_years_and_holds_both_its_ends(born: date) -> None:
    starts, ends = calendar.school_age_starts(born), calendar.school_age_ends(born)
    assert calendar.is_school_age(born, starts)
    assert calendar.is_school_age(born, ends)
    assert not calendar.is_school_age(born, starts - timedelta(days=1))
    assert not calendar.is_school_age(born, ends + timedelta(days=1))
    assert 10 * 365 < (ends - starts).days < 12 * 366


@given(BORN, st.dates(date(2020, 1, 1), date(2030, 12, 31)))
def test_every_child_of_school_age_is_in_reception_to_year_eleven(born: date, day: date) -> None:
    if calendar.is_school_age(born, day):
        assert 0 <= calendar.year_group(born, day) <= 11


def test_six_months_are_calendar_months_clamped_to_the_end_of_february() -> None:
    assert calendar.add_months(date(2025, 8, 31), 6) == date(2026, 2, 28)
    assert calendar.add_months(date(2023, 8, 31), 6) == date(2024, 2, 29)
    assert calendar.add_months(date(2026, 3, 31), -1) == date(2026, 2, 28)
    assert calendar.add_months(date(2026, 1, 15), -18) == date(2024, 7, 15)


def test_a_month_that_has_not_ended_is_not_among_the_month_ends() -> None:
    assert calendar.month_ends(date(2026, 10, 31), 3) == (date(2026, 8, 31), date(2026, 9, 30), date(2026, 10, 31))
    assert calendar.month_ends(date(2026, 10, 30), 2) == (date(2026, 8, 31), date(2026, 9, 30))
