"""A name, a title or a file's name that says one thing of every row, over a column that says otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from rollcall.access import Role, Viewer
from rollcall.intake.choices import Choices
from rollcall.intake.desk import open_desk
from rollcall.intake.examined import ExaminedSheet
from rollcall.store import Store
from tests.intake.workbooks import columns, examined, examined_sheet, kept, sheet

DAY = date(2026, 3, 4)


def listed(heading: str, words: Sequence[str], dates: Sequence[str] = ("Start date", "End date"), rows: int = 24) -> list[list[object]]:
    """A list of children with a column of words, which take turns."""
    children = [[f"C{n}", words[n % len(words)], DAY + timedelta(n), *[None] * (len(dates) - 1)] for n in range(rows)]
    return [["Child ID", heading, *dates], *children]


def caseload(*words: str, heading: str = "Stage") -> list[list[object]]:
    return listed(heading, words, ("Referral date", "First seen"))


def asks_of_words(found: ExaminedSheet) -> tuple[str, ...]:
    return tuple(ask for ask in found.asks if ask.startswith(("column:", "values:")))


@pytest.mark.parametrize(
    "words", [("Open", "Waiting"), ("Open", "Waiting", "Closed"), ("Open", "Waiting", "Closed", "On hold - no school")]
)
def test_a_stage_is_read_on_a_caseload_however_many_of_its_words_no_list_knows(words: tuple[str, ...]) -> None:
    rows = caseload(*words)
    found = examined_sheet(rows, "SLT caseload")
    assert columns(found)["Stage"] == "status"
    assert found.rows_kept == 48 // len(words)
    assert {row["status"] for row in kept(examined(sheet(rows, "SLT caseload")), "health_access")} == {"in_place", "waiting"}


def test_a_stage_goes_before_what_the_dates_would_say_where_nothing_is_called_a_caseload() -> None:
    rows = [["Child ID", "Service", "Stage", "Referral date", "First seen"]]
    rows += [[f"C{n}", ("SLT", "OT")[n % 2], ("Open", "Waiting", "Closed")[n % 3], DAY, DAY + timedelta(n)] for n in range(24)]
    found = examined_sheet(rows)
    assert columns(found)["Stage"] == "status"
    assert asks_of_words(found) == ("values:status",)


def test_words_that_differ_from_the_waiting_list_they_stand_on_are_asked_about() -> None:
    found = examined_sheet(caseload("Waiting", "Seen and discharged", "On block", "DNA", heading="Where they are"), "SLT waiting list")
    assert asks_of_words(found) == ("values:status",)
    assert found.rows_kept == 6


def test_a_group_with_other_categories_is_read_instead_of_the_name_of_the_register() -> None:
    found = examined_sheet(listed("Group", ["EHE", "PRU link", "Hub", "Cedar"]), "EHE register")
    assert columns(found)["Group"] == "category"
    assert asks_of_words(found) == ("values:category",)


def test_a_kind_of_which_no_list_knows_a_word_is_asked_about_and_what_is_assumed_is_told() -> None:
    seen = examined(sheet(listed("Kind of case", ["PRU link", "Tuition hub", "Roma liaison", "Cedar"]), "EHE list"))
    found = seen.files[0].sheets[0]
    assert asks_of_words(found) == ("column:category",)
    told = next(finding for finding in seen.findings if finding.code == "assumed_for_every_row")
    assert (told.cell, told.rows, told.moves) == ("B1", 24, 24)
    assert "the category of 24 rows is “Elective home education”, from the sheet name" in told.what


@pytest.mark.parametrize(
    "choices", [Choices(every={"category": "ehe"}), Choices(columns={"kind of case": None}), Choices(columns={"kind of case": "category"})]
)
def test_what_is_assumed_is_not_asked_about_once_something_is_said_of_it(choices: Choices) -> None:
    desk = open_desk(Viewer("A lead", Role.LEAD), Store.open())
    rows = [f"C{n},{kind},0{n}/03/2026," for n, kind in enumerate(["PRU link", "Hub", "PRU link", "Hub"], 1)]
    drop = desk.look([("EHE list.csv", "\n".join(["Child ID,Kind of case,Start date,End date", *rows]).encode())])
    assert drop.wait(60)
    (file,) = drop.examined.files
    assert "column:category" in file.sheets[0].asks
    desk.choose(drop, file.key_of(file.sheets[0]), choices)
    (file,) = drop.examined.files
    assert "column:category" not in file.sheets[0].asks
    assert "assumed_for_every_row" not in {finding.code for finding in drop.examined.findings}
    desk.throw_away()


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("Type", ["Home visit", "Phone call", "Letter"]),
        ("Type", ["Primary", "Secondary"]),
        ("Status", ["Open", "Closed"]),
        ("Stage", ["Initial enquiry", "Satisfactory", "Section 437"]),
        ("Group", ["A", "B", "C"]),
        ("Year group", ["Year 7", "Year 8"]),
        ("Previous status", ["CME", "EHE", "In school"]),
        ("Referral source", ["School", "Parent", "CME team"]),
        ("Traveller", ["Yes", "No"]),
    ],
)
def test_columns_of_a_register_about_other_things_are_not_asked_about(heading: str, words: list[str]) -> None:
    found = examined_sheet(listed(heading, words), "EHE register")
    assert asks_of_words(found) == ()
    assert found.rows_kept == 24


@pytest.mark.parametrize(
    ("heading", "words"), [("Priority", ["Urgent", "Routine"]), ("EHCP", ["Yes", "No", "Pending"]), ("Base", ["X", "Y"])]
)
def test_columns_of_a_caseload_about_other_things_are_not_asked_about(heading: str, words: list[str]) -> None:
    assert asks_of_words(examined_sheet(caseload(*words, heading=heading), "SLT caseload")) == ()
