"""What the page Returns to school says to the lead of how long children are out, of periods whose endings are known."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from rollcall.show import time_to_return
from rollcall.show.asking import Asked
from tests.show.area import DAY, area, asked, spell

LEFT = date(2024, 12, 2)


def left(number: int, lasted: int | None, outcome: str = "returned_to_school", category: str = "ehe", since: date = LEFT) -> dict:
    ending = {} if lasted is None else {"end_date": since + timedelta(weeks=lasted), "outcome": outcome}
    return spell(number, category, since, **ending)


def forty() -> Asked:
    """20 periods came back by week 10 and go on no more, 8 moved away before, 12 go on; and 12 of another category went back at once."""
    ehe = [left(n, 10) for n in range(20)] + [left(n, 2, "moved_away") for n in range(20, 28)] + [left(n, None) for n in range(28, 40)]
    return asked(area(60, spells=[*ehe, *(left(n, 1, category="part_time") for n in range(40, 52))]))


def test_who_moved_away_did_not_come_back_and_who_is_still_out_may_yet() -> None:
    figure = time_to_return.until_return(forty()).figure
    assert figure
    shares = {series.name: series.values for series in figure.series}
    assert shares["Elective home education"][10] == pytest.approx(0)
    assert shares["Elective home education"][11] == pytest.approx(100 * 20 / 40)
    assert shares["Part-time timetable"][52] == pytest.approx(100)


def test_the_finding_has_its_interval_and_differences_are_said_only_beyond_chance() -> None:
    section = time_to_return.until_return(forty())
    assert section.finding.startswith("62% (")
    alike = [left(n, 10 if n % 2 else None, category=("ehe", "cme")[n % 4 > 1]) for n in range(40)]
    notes = " ".join(time_to_return.until_return(asked(area(40, spells=alike))).notes)
    assert "may differ by chance" in notes


def test_half_is_given_where_it_is_reached_and_otherwise_said_not_to_be() -> None:
    reader = forty()
    section = time_to_return.until_any_ending(reader)
    assert section.figure
    assert dict(zip(section.figure.along, section.figure.series[0].values, strict=True)) == {
        "Part-time timetable": 2,
        "Elective home education": 11,
    }
    going_on = [left(n, None if n < 15 else 3) for n in range(20)]
    assert "no category" in time_to_return.until_any_ending(asked(area(20, spells=going_on))).finding


def test_periods_that_are_all_young_are_not_drawn_to_a_year() -> None:
    young = [left(n, 1 if n < 4 else None, since=DAY - timedelta(weeks=8)) for n in range(30)]
    section = time_to_return.until_return(asked(area(30, spells=young)))
    assert section.figure is None
    assert "followed for a year" in section.finding
    assert section.grid


def test_a_register_of_open_periods_alone_says_that_nobody_can_say() -> None:
    section = time_to_return.until_return(asked(area(30, spells=[left(n, None) for n in range(30)])))
    assert section.finding.startswith("No period that ended is in the kept data")


def test_an_ending_that_nobody_recorded_is_said_and_is_no_return() -> None:
    unsaid = [spell(n, "ehe", LEFT, end_date=LEFT + timedelta(weeks=4)) for n in range(15)] + [left(n, 10) for n in range(15, 30)]
    section = time_to_return.until_return(asked(area(30, spells=unsaid)))
    assert section.finding.startswith("50% (")
    assert "Of 15 of 30 periods nobody recorded how they ended" in " ".join(section.notes)


def test_a_period_that_outlasts_school_age_ends_with_it() -> None:
    grown = [{"child_id": f"C{n}", "date_of_birth": date(2009, 5, 1), "sen_status": "E"} for n in range(12)]
    section = time_to_return.until_any_ending(asked(area(grown, spells=[left(n, None) for n in range(12)])))
    assert section.grid
    row = dict(zip(section.grid.headings, section.grid.rows[0], strict=True))
    assert (row["No longer of school age"], row["Goes on"]) == ("12", "0")
