"""The day that titles and names state: full dates, and months by their end."""

from __future__ import annotations

from datetime import date

import pytest

from rollcall.intake.recognising.stated import day_in_name, day_in_titles, day_to_come, month_in_name, month_in_titles

TODAY = date(2026, 11, 22)
OCTOBER = date(2026, 10, 31)


@pytest.mark.parametrize(
    "name",
    [
        "SEND caseload October 2026.xlsx",
        "SEND caseload Oct 26.xlsx",
        "SEND caseload Oct-26 v2 FINAL.csv",
        "SEND_caseload_Oct'26.xlsx",
        "SENDcaseloadOct26.xlsx",
        "SEND caseload 2026-10.csv",
        "SEND caseload 202610.csv",
        "SEND caseload 10-2026.csv",
        "2026 October SEND caseload.xlsx",
        "SEND caseload Sept 26 to Oct 26.xlsx",
    ],
)
def test_a_month_in_a_name_is_its_last_day(name: str) -> None:
    assert day_in_name(name, TODAY) is None
    assert month_in_name(name, TODAY) == OCTOBER


@pytest.mark.parametrize("name", ["SEND 311026.xlsx", "SEND 31 Oct 26.xlsx", "SEND 20261031.csv", "SEND 31.10.26.csv", "SEND 31Oct26.csv"])
def test_a_day_in_a_name_is_that_day(name: str) -> None:
    assert day_in_name(name, TODAY) == OCTOBER


def test_this_month_speaks_for_today() -> None:
    assert month_in_name("SEND caseload Nov 2026.xlsx", TODAY) == TODAY


@pytest.mark.parametrize(
    "name",
    [
        "SEND caseload.xlsx",
        "SEND 2025-26.xlsx",
        "SEND Dec 26.xlsx",
        "SEND Oct 31.xlsx",
        "Marchwood list 12.csv",
        "ref 104213.csv",
        "SEND Oct.csv",
    ],
)
def test_a_name_without_a_month_that_has_begun_says_nothing(name: str) -> None:
    assert day_in_name(name, TODAY) is None
    assert month_in_name(name, TODAY) is None


def test_a_title_names_its_month() -> None:
    assert day_in_titles(["Position as at October 2026"], TODAY) == OCTOBER
    assert month_in_titles(["SEND caseload, October 2026"], TODAY) == OCTOBER
    assert month_in_titles(["SEND caseload", "Children known since October 2024"], TODAY) is None
    assert month_in_titles(["September 2026 and October 2026"], TODAY) is None


def test_a_title_of_a_day_to_come_is_told_and_not_used() -> None:
    titles = ["Register as at 30 November 2026"]
    assert day_in_titles(titles, TODAY) is None
    assert day_to_come(titles, TODAY) == date(2026, 11, 30)
    assert day_to_come(["Register as at 31 October 2026"], TODAY) is None
