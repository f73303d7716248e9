"""Lists of applications for a school place are told from lists of children, registers, and applications for other things."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.intake.workbooks import examined, sheet

DAY = date(2026, 9, 1)


def rows(*headings: str) -> list[list[object]]:
    """Eight rows of what goes under these headings."""
    under = {
        "Child ID": [f"C{n}" for n in range(8)],
        "UPN": [f"A80120000{n:03d}1" for n in range(8)],
        "Date of birth": [date(2015, 3, 1 + n) for n in range(8)],
        "SEN status": ["EHCP", "SEN Support"] * 4,
        "Primary need": ["ASD", "SEMH"] * 4,
        "Preferred school": ["Hill School", "Dale School"] * 4,
        "1st preference": ["Hill School", "Dale School"] * 4,
        "School": ["Hill School", "Dale School"] * 4,
        "Locality": ["North", "South"] * 4,
        "Officer": ["A Reed", "S Dunn"] * 4,
        "Decision": ["Offered", "Refused"] * 4,
        "Outcome": ["Returned to school", None] * 4,
        "Offer status": ["Offered", "Refused"] * 4,
        "Application status": ["Offered", "Refused"] * 4,
    }
    days = {heading: [DAY - timedelta(days=7 * n + place) for n in range(8)] for place, heading in enumerate(headings)}
    columns = [under.get(heading, days[heading]) for heading in headings]
    return [list(headings), *([column[n] for column in columns] for n in range(8))]


def taken_for(headings: tuple[str, ...], name: str, file: str = "file.xlsx") -> str | None:
    return examined(sheet(rows(*headings), name, file)).files[0].sheets[0].table


@pytest.mark.parametrize(
    ("headings", "name", "file", "table"),
    [
        (("Child ID", "Date of birth", "SEN status", "Primary need", "School", "Locality", "Date of application"),
         "Sheet1", "file.xlsx", "children"),
        (("UPN", "Date of birth", "SEN status", "School", "Application date"), "Pupils", "file.xlsx", "children"),
        (("Child ID", "Last day at previous school", "Application date", "Preferred school", "Date on roll", "Officer"),
         "CME", "Leeds CME register.xlsx", "spells"),
        (("Child ID", "Date left last school", "Date application received", "Preferred school", "Date on roll", "Outcome"),
         "CME", "file.xlsx", "spells"),
    ],
)  # fmt: skip
def test_a_date_of_an_application_makes_no_list_of_applications(headings: tuple[str, ...], name: str, file: str, table: str) -> None:
    assert taken_for(headings, name, file) == table


@pytest.mark.parametrize(
    ("headings", "name"),
    [
        (("Child ID", "Application date", "Decision", "Decision date"), "Transport applications"),
        (("Child ID", "Application date", "Application status", "Date decided"), "Free school meals"),
        (("Child ID", "Application date", "Decision", "Decision date"), "Inclusion fund panel"),
        (("Child ID", "Application date", "1st preference", "Offer status", "Offer date"), "Year 7 admissions 2026"),
        (("Child ID", "Application date", "1st preference", "Offer status", "Offer date"), "Sheet1"),
    ],
)
def test_applications_for_other_things_are_left_alone(headings: tuple[str, ...], name: str) -> None:
    assert taken_for(headings, name) != "in_year_admissions"


@pytest.mark.parametrize(
    ("headings", "name", "file"),
    [
        (("Child ID", "Application date", "Decision", "Decision date"), "Sheet1", "North Council in-year admissions.xlsx"),
        (("Child ID", "Date applied", "1st preference", "Offer status", "Offer date"), "Fair access panel", "file.xlsx"),
        (("Child ID", "Application date", "Preferred school", "No school place since"), "Sheet1", "file.xlsx"),
    ],
)
def test_what_says_that_it_is_of_school_places_is_read(headings: tuple[str, ...], name: str, file: str) -> None:
    assert taken_for(headings, name, file) == "in_year_admissions"


A_LIST = ("UPN", "Date of birth", "SEN status", "Application date", "Preferred school", "Decision", "Decision date", "Date on roll")


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Sheet1", "EHCP and SEN support in-year admissions.xlsx"),
        ("Year 7", "In-year admissions.xlsx"), ("Reception", "In-year admissions.xlsx"),
        ("In-year", "Admissions and Appeals Service.xlsx"), ("Sheet1", "School Admissions and Transport in-year.xlsx"),
        ("Pupils", "In-year admissions.xlsx"), ("SEND children", "In-year admissions.xlsx"), ("Waiting list", "In-year admissions.xlsx"),
        ("Register", "In-year admissions.xlsx"), ("Log", "Mid year admissions.xlsx"),
    ],
)  # fmt: skip
def test_a_list_of_in_year_admissions_is_one_whatever_else_its_labels_say(name: str, file: str) -> None:
    assert taken_for(A_LIST, name, file) == "in_year_admissions"


@pytest.mark.parametrize(
    ("word", "decision"),
    [
        ("Unable to offer", "refused"), ("No offer", "refused"), ("Not admitted", "refused"), ("Offer declined", "withdrawn"),
        ("Offer pending", "undecided"), ("Application accepted", "undecided"), ("Waiting list", "undecided"), ("Place offered", "offered"),
    ],
)  # fmt: skip
def test_words_of_a_decision_are_taken_for_what_they_say(word: str, decision: str) -> None:
    made = rows("Child ID", "Application date", "Decision", "Decision date")
    for row in made[1:]:
        row[2] = word
    kept = [row for prepared in examined(sheet(made, "In-year admissions")).prepared for row in prepared.rows.to_pylist()]
    assert {row["decision"] for row in kept} == {decision}
