"""The first look at a drop counts the rows that are still open, by the word that tells them apart."""

from __future__ import annotations

from datetime import date

from rollcall.intake.first_look import FirstLook, first_look
from tests.intake.workbooks import CHILDREN, SPELLS, WAITS, Rows, examined, nhs_number, sheet

REGISTER: Rows = [
    SPELLS,
    ["C1", "EHE", date(2026, 1, 5), None, None],
    ["C2", "EHE", date(2026, 1, 5), date(2026, 12, 1), None],
    ["C3", "EHE", date(2026, 1, 5), date(2026, 10, 31), "Returned"],
    ["C4", "CME", date(2026, 3, 2), None, None],
]
WAITING: Rows = [
    WAITS,
    [nhs_number(1), "Autism", date(2026, 1, 5), None, None],
    [nhs_number(2), "Autism", date(2026, 1, 5), date(2026, 2, 1), None],
    [nhs_number(3), "ADHD", date(2026, 1, 5), None, date(2026, 2, 1)],
]


def look(*sheets: tuple[Rows, str]) -> FirstLook | None:
    files = [sheet(rows, file=f"{name} 31-10-2026.xlsx") for rows, name in sheets]
    return first_look(examined(*files).prepared)


def test_periods_that_ended_by_the_day_the_file_speaks_for_are_not_open() -> None:
    assert look((REGISTER, "register")) == FirstLook("spells", "category", date(2026, 10, 31), {"ehe": 2, "cme": 1})


def test_waits_are_open_until_assessed_or_closed() -> None:
    found = look((WAITING, "waits"))
    assert found
    assert (found.table, found.rows) == ("diagnostic_waits", {"autism": 1})


def test_periods_not_in_school_come_before_waits() -> None:
    found = look((WAITING, "waits"), (REGISTER, "register"))
    assert found
    assert found.table == "spells"


def test_a_list_of_children_alone_has_nothing_open() -> None:
    assert look(([CHILDREN, ["C1", date(2014, 5, 1), "E"]], "children")) is None
