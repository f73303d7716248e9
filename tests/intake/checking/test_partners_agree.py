"""One child, referral, period or term that two files tell of, and two children who share a number of two partners."""

from __future__ import annotations

from datetime import date

import pytest

from rollcall.intake.intake import Examined, keep
from rollcall.intake.reading.read import Sheet
from rollcall.store import Store
from tests.intake.workbooks import Cell, codes, examined, kept, nhs_number, sheet, upn

BORN = date(2014, 3, 14)
OUT = date(2025, 9, 4)
COUNCIL, TRUST, BOARD = "Council.xlsx", "Wenning Trust.xlsx", "Dale Board.xlsx"
NUMBERS = range(1, 6)


def the_list(heading: str = "Person ID", first: int = 193000) -> Sheet:
    rows = [[str(first + n), BORN.replace(day=n), "E", nhs_number(n), upn(n)] for n in NUMBERS]
    return sheet([[heading, "DOB", "SEN status", "NHS number", "UPN"], *rows], "Children with SEND", COUNCIL)


def waits(file: str, *ended: Cell, heading: str = "NHS number", numbers: tuple[Cell, ...] = ()) -> Sheet:
    rows = [[number, "ADHD", OUT, *ended] for number in numbers or map(nhs_number, NUMBERS)]
    return sheet([[heading, "Assessment", "Referral date", *["Date closed" for _ in ended]], *rows], "Waits", file)


def in_the_store(*found: Examined, store: Store | None = None) -> Store:
    store = store or Store.open()
    for each in found:
        keep(each, store, "a test")
    return store


def count(store: Store, table: str) -> int:
    return int(store.query(f"SELECT count(*) FROM {table}").rows[0][0])


def test_a_referral_that_two_partners_tell_of_is_counted_once_and_that_is_found() -> None:
    found = examined(the_list(), waits(TRUST), waits(BOARD))
    told = [finding for finding in found.findings if finding.code == "told_by_two_partners"]
    assert [finding.file for finding in told] == [BOARD] * 5
    assert {finding.effect for finding in told} == {"5 rows counted once in Diagnostic waits, 5 of 10"}
    store = in_the_store(found)
    assert count(store, "diagnostic_waits") == 5
    assert count(store, "kept.diagnostic_waits") == 2 * 5


def test_a_referral_that_another_partner_told_of_before_is_counted_once() -> None:
    store = in_the_store(examined(the_list(), waits(TRUST)))
    references = tuple(str(193000 + n) for n in NUMBERS)
    found = examined(waits(BOARD, heading="Person ID", numbers=references), store=store)
    assert [finding.what for finding in found.findings if finding.code == "told_by_two_partners"] == [
        "The same is told of the same child, as of the same day, by another partner in what is kept from Wenning Trust. It is counted once."
    ] * 5
    assert count(in_the_store(found, store=store), "diagnostic_waits") == 5


def test_of_two_partners_the_one_who_says_how_it_ended_counts() -> None:
    store = in_the_store(examined(the_list(), waits(TRUST, date(2026, 1, 9)), waits(BOARD)))
    assert store.query("SELECT DISTINCT closed_date FROM diagnostic_waits").rows == [(date(2026, 1, 9),)]


def test_a_referral_of_another_day_is_another_referral() -> None:
    later = sheet([["NHS number", "Assessment", "Referral date"], [nhs_number(1), "ADHD", date(2026, 1, 9)]], "Waits", BOARD)
    found = examined(the_list(), waits(TRUST), later)
    assert "told_by_two_partners" not in codes(found)
    assert count(in_the_store(found), "diagnostic_waits") == 5 + 1


@pytest.mark.parametrize(
    ("table", "headings", "row"),
    [
        ("spells", ["NHS number", "Category", "Start date"], ["EHE", OUT]),
        ("health_access", ["NHS number", "Service", "Status"], ["Speech and language therapy", "Waiting"]),
    ],
)
def test_a_period_or_service_that_two_partners_tell_of_is_counted_once(table: str, headings: list[str], row: list[Cell]) -> None:
    files = [sheet([headings, *([nhs_number(n), *row] for n in NUMBERS)], "Register", file) for file in (TRUST, BOARD)]
    found = examined(the_list(), *files)
    assert codes(found).count("told_by_two_partners") == 5
    store = in_the_store(found)
    assert count(store, table) == 5


def term(file: str, possible: int, missed: int, numbers: tuple[int, ...] = tuple(NUMBERS)) -> Sheet:
    rows = [[upn(n), "Autumn 2025", possible, missed] for n in numbers]
    return sheet([["UPN", "Term", "Possible sessions", "Missed sessions"], *rows], "Attendance", file)


@pytest.mark.parametrize(
    "files", [("Hill School Dec.xlsx", "Hill School Oct.xlsx"), ("Hill School 31-12-2025.xlsx", "Hill School 31-10-2025.xlsx")]
)
def test_of_a_term_that_is_told_twice_the_later_telling_counts(files: tuple[str, str]) -> None:
    found = examined(the_list(), term(files[0], 140, 75), term(files[1], 120, 30), partners=dict.fromkeys(files, "Hill School"))
    assert [(finding.code, finding.file, finding.rows) for finding in found.findings if finding.code == "term_told_again"] == [
        ("term_told_again", files[1], 5)
    ]
    assert {(row["sessions_possible"], row["sessions_missed"]) for row in kept(found, "attendance")} == {(140, 75)}


def test_a_child_who_changed_schools_has_the_sessions_of_both() -> None:
    files = ("Hill.xlsx", "Dale.xlsx")
    found = examined(
        the_list(), term(files[0], 100, 10, (1, 2, 3)), term(files[1], 40, 5, (3, 4, 5)), partners=dict.fromkeys(files, "Council")
    )
    assert len(kept(found, "attendance")) == 3 + 3
    assert (140, 15) in in_the_store(found).query("SELECT sessions_possible, sessions_missed FROM attendance").rows


@pytest.mark.parametrize("heading", ["Patient ID", "Hospital number"])
def test_a_providers_bare_numbers_are_not_taken_for_the_councils(heading: str) -> None:
    numbers = tuple(str(10000 + n) for n in NUMBERS)
    found = examined(the_list(first=10000), waits(TRUST, heading=heading, numbers=numbers))
    assert codes(found) == ["partners_own_numbers", "wait_of_a_child_nobody_knows"]
    assert found.findings[0].effect == "5 rows cannot be matched by this number, 5 of 5"
    store = in_the_store(found)
    assert store.query("SELECT count(*) FROM diagnostic_waits WHERE child IS NOT NULL").rows == [(0,)]


def test_a_reference_of_the_area_still_names_the_listed_child() -> None:
    found = examined(the_list(first=10000), waits(TRUST, heading="Person ID", numbers=tuple(str(10000 + n) for n in NUMBERS)))
    assert codes(found) == []
    assert in_the_store(found).query("SELECT count(*) FROM diagnostic_waits WHERE child IS NOT NULL").rows == [(5,)]


def test_a_reference_is_another_childs_where_the_dates_of_birth_say_so() -> None:
    rows = [[str(10000 + n), date(2012, 7, n), "ADHD", OUT] for n in NUMBERS]
    found = examined(the_list(first=10000), sheet([["ID", "DOB", "Assessment", "Referral date"], *rows], "Waits", TRUST))
    assert "partners_own_numbers" in codes(found)
    assert in_the_store(found).query("SELECT count(*) FROM diagnostic_waits WHERE child IS NOT NULL").rows == [(0,)]


def school(file: str, first: int) -> Sheet:
    rows = [[str(100 + n), upn(first + n), BORN.replace(day=n), "K"] for n in NUMBERS]
    return sheet([["Admission No", "UPN", "DOB", "SEN status"], *rows], "SEN register", file)


def test_two_schools_with_the_same_admission_numbers_have_the_children_of_both() -> None:
    assert count(in_the_store(examined(school("Hill School.xlsx", 0), school("Dale School.xlsx", 50))), "children") == 2 * 5
    apart = in_the_store(examined(school("Hill School.xlsx", 0)))
    assert count(in_the_store(examined(school("Dale School.xlsx", 50), store=apart), store=apart), "children") == 2 * 5


def test_a_child_of_a_school_and_of_the_council_is_one_child_by_the_upn() -> None:
    found = examined(the_list(), school("Hill School.xlsx", 0))
    assert "two_children_one_number" not in codes(found)
    store = in_the_store(found)
    assert store.query("SELECT child_id FROM children ORDER BY child_id").rows == [(str(193000 + n),) for n in NUMBERS]


def test_two_children_of_one_list_with_one_number_stay_two() -> None:
    twins = sheet([["Person ID", "UPN", "DOB", "SEN status"], ["7", upn(1), BORN, "E"], ["8", upn(1), BORN, "E"]], "Children", COUNCIL)
    found = examined(twins, school("Hill School.xlsx", 20))
    assert "two_children_one_number" in codes(found)
    assert count(in_the_store(found), "children") == 2 + 5
