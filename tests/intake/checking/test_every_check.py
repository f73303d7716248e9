"""Each check has a file that breaks it, and what it says of the file can be acted on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest

from rollcall.definitions.check import NO_HEADLINE
from rollcall.definitions.checks import CHECKS, KINDS
from rollcall.definitions.table import Column, Table
from rollcall.definitions.tables import TABLES
from rollcall.intake.intake import Examined
from rollcall.intake.reading.read import Sheet
from tests.intake.workbooks import CHILDREN, SPELLS, TODAY, WAITS, Cell, Rows, examined, nhs_number, sheet, upn

BORN = date(2014, 3, 14)
OUT = date(2025, 9, 4)
BACK = date(2026, 1, 12)

PLAN_DATES = ("Date initial EHC plan issued", "Date EHC plan last reviewed")
DISABILITY = "Does the child or young person have a disability?"


def children(*rows: Sequence[Cell], more: Sequence[str] = ()) -> Sheet:
    return sheet([["Children with SEND"], [*CHILDREN, *more], *map(list, rows)], "Children", "children.xlsx")


def spells(*rows: Sequence[Cell], more: Sequence[str] = ()) -> Sheet:
    return sheet([[*SPELLS, *more], ["C0", "EHE", OUT, None, None, *[None] * len(more)], *map(list, rows)], "Register", "register.xlsx")


def waits(*rows: Sequence[Cell]) -> Sheet:
    return sheet([WAITS, [nhs_number(0), "Autism", OUT, None, None], *map(list, rows)], "Waits", "waits.xlsx")


def admissions(*rows: Sequence[Cell]) -> Sheet:
    headings = ["Child ID", "Application received date", "Decision", "Decision date", "Place lost date", "Admitted date"]
    return sheet([headings, ["C1", OUT, None, None, None, None], *map(list, rows)], "Admissions", "admissions.xlsx")


def attendance(possible: Cell, missed: Cell) -> Sheet:
    rows: Rows = [
        ["Child ID", "Term", "Sessions possible", "Sessions missed"],
        *([f"C{n}", "Autumn 2025/26", 140, 4] for n in range(3)),
        ["C9", "Autumn 2025/26", possible, missed],
    ]
    return sheet(rows, "Attendance", "attendance.xlsx")


def with_errors(rows: Rows, *errors: tuple[str, str]) -> Sheet:
    return sheet(rows, "Children", "children.xlsx", errors)


def half_turned() -> Sheet:
    """A register whose days 1 to 12 became real dates, with day and month changed round, and whose others stayed as typed."""
    days = [date(2024, month, day) for month in range(1, 13) for day in (3, 9)] + [
        f"{day}/0{month}/2024" for month in range(1, 9) for day in (14, 21, 28)
    ]
    return spells(*([f"C{n}", "EHE", day, None, None] for n, day in enumerate(days)))


LISTED = children(["C0", BORN, "E"], ["C1", BORN, "K"])

BREAKS: dict[str, Sequence[Sheet]] = {
    "missing_required": [children(["C0", BORN, "E"], ["C1", None, "K"])],
    "no_value_said": [spells(["C1", "EHE", "ongoing", None, None])],
    "unreadable_date": [spells(["C1", "EHE", OUT, "soon", None])],
    "read_by_part": [spells(["C1", "EHE bungalow", OUT, None, None])],
    "unknown_code": [spells(["C1", "Holiday", OUT, None, None])],
    "unknown_codes": [
        spells(
            *([f"C{n}", f"Holi{n}day", OUT, None, None] for n in range(1, 1200)), *([f"D{n}", "EHE", OUT, None, None] for n in range(4000))
        )
    ],
    "reads_as_a_name": [
        spells(
            ["C1", "EHE", OUT, None, None, "Zebedee Dunkerley"], ["C2", "EHE", OUT, None, None, "Holly Bank School"], more=["Last school"]
        )
    ],
    "unreadable_number": [attendance(140, "many")],
    "negative_number": [attendance(140, -3)],
    "more_hours_than_a_week": [spells(["C1", "EHE", OUT, None, None, 169], ["C2", "EHE", OUT, None, None, 12], more=["Hours per week"])],
    "error_cell": [with_errors([["Children with SEND"], CHILDREN, ["C0", BORN, "E"], ["C1", None, "E"]], ("B4", "#REF!"))],
    "upn_wrong": [children(["C0", BORN, "E", upn(1)], ["C1", BORN, "K", "A801200001001"], more=["UPN"])],
    "nhs_number_wrong": [children(["C0", BORN, "E", nhs_number(1)], ["C1", BORN, "K", "9990000010"], more=["NHS number"])],
    "date_in_future": [spells(["C1", "EHE", TODAY + timedelta(1), None, None])],
    "birth_in_future": [children(["C0", BORN, "E"], ["C1", TODAY + timedelta(1), "K"])],
    "birth_long_ago": [children(["C0", BORN, "E"], ["C1", date(2000, 11, 22), "E"])],
    "aged_25": [children(["C0", BORN, "E"], ["C1", date(2001, 11, 22), "E"])],
    "no_identifier": [spells([None, "EHE", OUT, None, None])],
    "end_before_start": [spells(["C1", "EHE", OUT, OUT - timedelta(1), "Returned"])],
    "assessment_before_referral": [waits([nhs_number(1), "ADHD", OUT, OUT - timedelta(1), None])],
    "closed_before_referral": [waits([nhs_number(1), "ADHD", OUT, None, OUT - timedelta(1)])],
    "seen_before_referral": [
        sheet(
            [["Child ID", "Service", "Status", "Referred date", "First seen date"], ["C0", "SLT", "Waiting", OUT, OUT - timedelta(1)]],
            "Access",
        )
    ],
    "decided_before_application": [admissions(["C0", OUT, "Offered", OUT - timedelta(1), None, None])],
    "admitted_before_place_lost": [admissions(["C0", OUT, "Offered", BACK, BACK, OUT])],
    "outcome_without_date": [
        sheet(
            [[*WAITS[:4], "Outcome"], [nhs_number(1), "ADHD", OUT, None, "Diagnosed"], [nhs_number(2), "ADHD", OUT, None, "Still waiting"]]
        )
    ],
    "waiting_and_seen": [
        sheet(
            [
                ["Child ID", "Service", "Status", "Referred date", "First seen date"],
                ["C0", "SLT", "Waiting", OUT, BACK],
                ["C1", "SLT", "In place", OUT, BACK],
                ["C2", "SLT", "Waiting", OUT, None],
            ],
            "Access",
        )
    ],
    "last_seen_after_end": [spells(["C1", "EHE", OUT, BACK, "Returned", BACK + timedelta(1)], more=["Last seen date"])],
    "aged_6_without_upn": [children(["C0", BORN, "E", upn(1)], ["C1", BORN, "K", None], more=["UPN"])],
    "school_age_without_school": [children(["C0", BORN, "E", "Hillside Primary School"], ["C1", BORN, "K", None], more=["School name"])],
    "plan_date_in_future": [children(["C0", BORN, "E", TODAY + timedelta(9), None], ["C1", BORN, "E", OUT, BACK], more=PLAN_DATES)],
    "plan_dates_out_of_order": [children(["C0", BORN, "E", BACK, OUT], ["C1", BORN, "E", OUT, BACK], more=PLAN_DATES)],
    "missed_more_than_possible": [attendance(140, 141)],
    "ended_without_outcome": [spells(["C1", "EHE", OUT, BACK, None], ["C2", "EHE", OUT, BACK, "Returned"])],
    "returned_without_end_date": [spells(["C1", "EHE", OUT, None, "Returned to school"])],
    "missing_required_column": [
        sheet([["EHE register"], ["Child ID", "Reason", "EHE officer"], *([f"C{n}", "Lifestyle", "x"] for n in range(6))])
    ],
    "no_identifier_column": [sheet([["EHE register"], ["Category", "Start date", "End date", "Outcome"], ["EHE", OUT, BACK, "Returned"]])],
    "ending_not_read": [spells(["C1", "EHE", OUT, None, None, "Closed"], more=["Is it over"])],
    "assumed_for_every_row": [
        sheet([["Child ID", "Kind of case", "Start date"], ["C1", "Link", OUT], ["C2", "Cedar", OUT], ["C3", "Cedar", OUT]], "EHE list")
    ],
    "upn_unknown_council": [children(["C0", BORN, "E", upn(1, 999)], ["C1", BORN, "K", upn(2)], more=["UPN"])],
    "read_month_first": [spells(["C1", "EHE", "12/25/2025", None, None], ["C2", "EHE", "11/24/2025", None, None])],
    "dates_half_turned": [half_turned()],
    "status_from_dates": [
        sheet([["OT referrals"], ["Child ID", "Referral date", "First seen"], ["C1", OUT, BACK], ["C2", OUT, None]], "Data", "therapy.xlsx")
    ],
    "particulars_blank": [children(["C0", BORN, "E", "F"], ["C1", BORN, "K", None], more=["Sex"])],
    "disability_blank": [children(["C0", BORN, "E", "Yes"], ["C1", BORN, "K", None], more=[DISABILITY])],
    "duplicate_heading": [spells(["C1", "EHE", OUT, None, None, BACK], more=["End date"])],
    "personal_not_stored": [spells(["C1", "EHE", OUT, None, None, "Somebody"], more=["Surname"])],
    "total_row": [spells(["C1", "EHE", OUT, None, None], ["Total", None, 2])],
    "note_row": [spells(["C1", "EHE", OUT, None, None], ["* Source: Synergy, 31/10/2026"])],
    "error_cells_elsewhere": [
        with_errors([["Children with SEND"], [*CHILDREN, "Cost"], ["C0", BORN, "E", 3], ["C1", BORN, "E", None]], ("D4", "#N/A"))
    ],
    "duplicate_row": [spells(["C1", "EHE", OUT, None, None], ["C1", "EHE", OUT, None, None])],
    "told_again": [
        sheet([SPELLS, ["C1", "EHE", OUT, None, None]], "August"),
        sheet([SPELLS, ["C1", "EHE", OUT, BACK, "Returned to school"]], "September"),
    ],
    "two_dates_of_birth": [children(["C0", BORN, "E"], ["C1", BORN, "K"], ["C0", BORN + timedelta(1), "E"])],
    "plan_and_support": [children(["C0", BORN, "E"], ["C1", BORN, "K"], ["C0", BORN, "K"])],
    "child_listed_twice": [children(["C0", BORN, "E", "F"], ["C1", BORN, "K", "F"], ["C0", BORN, "E", "M"], more=["Sex"])],
    "two_children_one_number": [children(["C0", BORN, "E", upn(1)], ["C1", BORN, "K", upn(1)], more=["UPN"])],
    "child_not_in_children": [LISTED, spells(["C9", "EHE", OUT, None, None])],
    "wait_of_a_child_nobody_knows": [
        children(["C0", BORN, "E", nhs_number(0)], more=["NHS number"]),
        waits([nhs_number(1), "ADHD", OUT, None, None]),
    ],
    "home_educated_and_on_roll": [children(["C0", BORN, "E", "Hillside"], ["C1", BORN, "K", "Hillside"], more=["School name"]), spells()],
    "missing_education_and_on_roll": [
        children(["C0", BORN, "E", None], ["C1", BORN, "K", "Hillside"], more=["School name"]),
        spells(["C1", "CME", OUT, None, None]),
    ],
    "two_categories_at_once": [spells(["C0", "CME", BACK, None, None])],
    "periods_overlap": [spells(["C0", "EHE", BACK, None, None])],
    "below_school_age": [children(["C0", date(2023, 3, 14), "E"], ["C1", BORN, "K"]), spells()],
    "past_school_age": [children(["C0", date(2008, 3, 14), "E"], ["C1", BORN, "K"]), spells()],
    "before_birth": [children(["C0", OUT + timedelta(1), "E"], ["C1", BORN, "K"]), spells()],
    "reference_read_loosely": [children(["0C0", BORN, "E"], ["C1", BORN, "K"]), spells()],
    "providers_own_references": [
        children(*([str(n), BORN, "E", nhs_number(n)] for n in range(1, 9)), more=["NHS number"]),
        sheet([["Case ID", *WAITS[:3]], *([str(n), nhs_number(9 - n), "ADHD", OUT] for n in range(1, 9))], "ADHD", "waits.xlsx"),
    ],
    "two_names": [
        children(["C0", BORN, "E", upn(1)], ["C1", BORN, "K", upn(2)], more=["UPN"]),
        spells(["C1", "EHE", OUT, None, None, upn(1)], more=["UPN"]),
    ],
    "child_carried": [
        children(["C1", BORN, "E"]),
        sheet([["Child ID", "Date of birth", "SEN status", *SPELLS[1:3]], ["C0", BORN, "E", "EHE", OUT]], "EHE", "register.xlsx"),
    ],
}


def broken(code: str) -> Examined:
    """What is found in the file that breaks a check."""
    return examined(*BREAKS[code], partners={each.file: "Vale" for each in BREAKS[code]})


@pytest.mark.parametrize("code", CHECKS)
def test_a_check_is_broken_here_or_in_a_test_of_the_part_that_it_belongs_to(code: str) -> None:
    tests = Path(__file__).parents[1].glob("**/test_*.py")
    assert code in BREAKS or any(f'"{code}"' in path.read_text(encoding="utf-8") for path in tests)


@pytest.mark.parametrize("code", BREAKS)
def test_the_file_that_breaks_a_check_is_told_so_with_the_cell_and_what_to_do(code: str) -> None:
    found = [finding for finding in broken(code).findings if finding.code == code]
    assert found
    for finding in found:
        assert finding.cell
        assert not finding.what[0].islower()
        assert finding.what.endswith(".")
        assert finding.what_to_do.endswith(".")
        assert "{" not in finding.what + finding.what_to_do
        assert (finding.headline == NO_HEADLINE) == (finding.moves == 0)


@pytest.mark.parametrize("code", CHECKS)
def test_no_sentence_scolds(code: str) -> None:
    sentences = f"{CHECKS[code].what} {CHECKS[code].what_to_do}".lower()
    assert not [word for word in ("invalid", "please", "!", "error code") if word in sentences]


def test_each_code_belongs_to_one_kind() -> None:
    codes = [check.code for checks in KINDS.values() for check in checks]
    assert len(codes) == len(set(codes))


def value_for(column: Column, row: int) -> Cell:
    """Something that reads well under a column, and differs from row to row where it names a child."""
    named: dict[str, Cell] = {"child_id": f"C{row}", "upn": upn(row), "nhs_number": nhs_number(row)}
    return named.get(column.name, column.example)


@pytest.mark.parametrize("kind", [table for table in TABLES if not table.published], ids=lambda table: table.name)
def test_no_finding_repeats_what_could_be_a_name(kind: Table) -> None:
    headings = [column.heading for column in kind.columns]
    sound = [[value_for(column, row) for column in kind.columns] for row in range(1, 12)]
    for place, column in enumerate(kind.columns):
        canary = [*sound[0]]
        canary[place] = "Zebedee Canary"
        found = examined(sheet([headings, *sound[1:], canary], kind.title)).findings
        telling = {finding.code for finding in found if "Zebedee" in str(finding)}
        assert not telling, column.name
