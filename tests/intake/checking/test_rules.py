"""What lists and registers say of one child is compared, across sheets, files and what is kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rollcall.intake.checking.findings import Finding
from rollcall.intake.intake import keep
from rollcall.intake.reading.read import Sheet
from rollcall.store import Store
from tests.intake.workbooks import CHILDREN, SPELLS, Cell, codes, examined, kept, nhs_number, sheet, upn
from tests.plain import rules as plain
from tests.plain.rules import Period

BORN = date(2014, 3, 14)
OUT = date(2025, 9, 4)
BACK = date(2026, 1, 12)
FILES = {"children.xlsx": "Vale", "register.xlsx": "Vale", "health.xlsx": "Trust"}


def children(*rows: Sequence[Cell], more: Sequence[str] = (), name: str = "Children") -> Sheet:
    return sheet([["Children with SEND"], [*CHILDREN, *more], *map(list, rows)], name, "children.xlsx")


def register(*rows: Sequence[Cell], more: Sequence[str] = (), name: str = "Register") -> Sheet:
    return sheet([[*SPELLS, *more], *map(list, rows)], name, "register.xlsx")


def told(code: str, *sheets: Sheet, store: Store | None = None) -> list[Finding]:
    return [finding for finding in examined(*sheets, store=store, partners=FILES).findings if finding.code == code]


def cells(code: str, *sheets: Sheet, store: Store | None = None) -> list[str | None]:
    return [finding.cell for finding in told(code, *sheets, store=store)]


SCHOOL = ("School name",)


def test_a_child_home_educated_and_on_roll_is_told_with_where_the_school_stands() -> None:
    listed = children(["C1", BORN, "E", "Hillside"], ["C2", BORN, "E", None], more=SCHOOL)
    (finding,) = told("home_educated_and_on_roll", listed, register(["C1", "EHE", OUT, None, None], ["C2", "EHE", OUT, None, None]))
    assert finding.cell == "C2"
    assert "row 3 of sheet “Children” in children.xlsx" in finding.what
    assert finding.effect == "1 row in doubt in Children not in school, 1 of 2"


@pytest.mark.parametrize("word", ["EHE", "Not on roll", "Home educated", "Awaiting placement", "n/a"])
def test_a_word_for_no_school_is_no_school(word: str) -> None:
    listed = children(["C1", BORN, "E", word], ["C2", BORN, "E", "Hillside"], more=SCHOOL)
    assert not told("home_educated_and_on_roll", listed, register(["C1", "EHE", OUT, None, None]))


@pytest.mark.parametrize("heading", ["School name", "School URN"])
def test_a_word_for_no_school_is_kept_as_none(heading: str) -> None:
    listed = children(["C1", BORN, "E", "EHE"], ["C2", BORN, "E", "900001"], more=[heading])
    assert [row[heading.lower().replace(" ", "_")] for row in kept(examined(listed), "children")] == [None, "900001"]


def test_a_period_that_is_over_goes_with_being_on_roll() -> None:
    listed = children(["C1", BORN, "E", "Hillside"], more=SCHOOL)
    assert not told("home_educated_and_on_roll", listed, register(["C1", "EHE", OUT, BACK, "Returned"]))


def test_a_part_time_timetable_goes_with_being_on_roll() -> None:
    listed = children(["C1", BORN, "E", "Hillside"], more=SCHOOL)
    found = examined(listed, register(["C1", "Part-time timetable", OUT, None, None]), partners=FILES)
    assert not codes(found)


def test_the_roll_that_is_kept_counts_when_only_a_register_is_brought_in() -> None:
    store = Store.open()
    keep(examined(children(["C1", BORN, "E", "Hillside"], more=SCHOOL), store=store, partners=FILES), store, "a test")
    (finding,) = told("home_educated_and_on_roll", register(["C1", "EHE", OUT, None, None]), store=store)
    assert "the list of children that is kept" in finding.what


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        ("EHE", "CME", True),
        ("EHE", "EOTAS", True),
        ("CME", "EOTAS", True),
        ("CME", "Part-time timetable", True),
        ("EHE", "Severely absent", True),
        ("EHE", "Flexi-schooling", True),
        ("Severely absent", "Part-time timetable", False),
        ("EOTAS", "Unregistered AP", False),
        ("CME", "Unregistered AP", False),
    ],
)
def test_two_open_categories_are_told_where_nobody_can_be_in_both(one: str, other: str, clash: bool) -> None:
    found = told("two_categories_at_once", register(["C1", one, OUT, None, None], ["C1", other, BACK, None, None]))
    assert [finding.cell for finding in found] == (["C3"] if clash else [])


def test_two_categories_one_after_the_other_are_nothing_to_tell() -> None:
    rows = register(["C1", "CME", OUT, BACK, "Moved to home education"], ["C1", "EHE", BACK, None, None])
    assert not told("two_categories_at_once", rows)


def test_two_registers_of_one_child_by_other_numbers_are_compared() -> None:
    listed = children(["C1", BORN, "E", nhs_number(1)], more=["NHS number"])
    ehe = register(["C1", "EHE", OUT, None, None])
    cme = sheet([["NHS number", *SPELLS[1:]], [nhs_number(1), "CME", OUT, None, None]], "CME", "health.xlsx")
    (finding,) = told("two_categories_at_once", listed, ehe, cme)
    assert finding.file == "health.xlsx"
    assert "row 2 of sheet “Register” in register.xlsx" in finding.what


def test_periods_that_meet_do_not_overlap_and_periods_that_share_a_day_do() -> None:
    assert not cells("periods_overlap", register(["C1", "CME", OUT, BACK, "Returned"], ["C1", "CME", BACK, None, None]))
    day_before = BACK - timedelta(1)
    assert cells("periods_overlap", register(["C1", "CME", OUT, BACK, "Returned"], ["C1", "CME", day_before, None, None])) == ["C3"]


@pytest.mark.parametrize(
    ("born", "start", "end", "code"),
    [
        (date(2022, 9, 1), OUT, None, "below_school_age"),  # of school age from 31 December 2027
        (date(2020, 9, 1), OUT, None, "below_school_age"),  # from 31 December 2025
        (date(2020, 8, 31), OUT, None, None),  # from 31 August 2025
        (date(2009, 9, 1), OUT, None, None),  # until the last Friday in June 2026
        (date(2009, 8, 31), OUT, None, "past_school_age"),
        (date(2009, 8, 31), date(2025, 1, 6), date(2025, 6, 2), None),
        (date(2009, 8, 31), date(2025, 1, 6), None, "past_school_age"),
    ],
)
def test_periods_outside_school_age_are_told(born: date, start: date, end: date | None, code: str | None) -> None:
    rows = sheet([["As at 22 November 2025"], SPELLS, ["C1", "CME", start, end, "Returned" if end else None]], "CME", "register.xlsx")
    of_age = {finding.code for finding in examined(children(["C1", born, "E"]), rows, partners=FILES).findings}
    assert of_age & {"below_school_age", "past_school_age"} == ({code} if code else set())


def test_children_past_school_age_are_told_together_with_every_cell() -> None:
    listed = children(*([f"C{n}", date(2007, 1, 1), "E"] for n in range(5)))
    (finding,) = told("past_school_age", listed, register(*([f"C{n}", "EOTAS", OUT, None, None] for n in range(5))))
    assert (finding.where, finding.rows, finding.moves) == ("C2:C6", 5, 5)


def test_a_referral_before_the_birth_is_told() -> None:
    waits = sheet([["Child ID", "Assessment", "Referral received date"], ["C1", "Autism", BORN - timedelta(1)]], "Autism", "health.xlsx")
    assert cells("before_birth", children(["C1", BORN, "E"]), waits) == ["C2"]


def test_a_register_that_gives_another_date_of_birth_than_the_list_is_told() -> None:
    rows = sheet(
        [["Child ID", "Date of birth", *SPELLS[1:3]], ["C1", BORN + timedelta(365), "EHE", OUT], ["C2", BORN, "EHE", OUT]],
        "EHE",
        "register.xlsx",
    )
    (finding,) = told("two_dates_of_birth", children(["C1", BORN, "E"], ["C2", BORN, "E"]), rows)
    assert (finding.file, finding.cell, finding.headline) == ("register.xlsx", "B2", "Every headline")


def test_two_partners_with_another_date_of_birth_for_one_number_are_told() -> None:
    trust = sheet([["Children with SEND"], ["Child ID", "UPN", *CHILDREN[1:]], ["T1", upn(1), BACK, "E"]], "Children", "health.xlsx")
    listed = children(["C1", BORN, "E", upn(1)], more=["UPN"])
    assert {finding.code for finding in examined(listed, trust, partners=FILES).findings} >= {
        "two_dates_of_birth",
        "two_children_one_number",
    }


def test_a_child_with_a_plan_on_one_list_and_support_on_the_other_is_told() -> None:
    plans = sheet([["Unique ID", "Date of birth"], ["C1", BORN], ["C2", BORN]], "List 1", "children.xlsx")
    support = sheet([["Unique ID", "Date of birth"], ["C3", BORN], ["C1", BORN]], "List 2", "children.xlsx")
    (finding,) = told("plan_and_support", plans, support)
    assert (finding.sheet, "row 2 of sheet “List 1”" in finding.what) == ("List 2", True)


def test_a_upn_listed_twice_is_told_where_there_is_no_reference() -> None:
    rows: list[list[Cell]] = [["UPN", "Date of birth", "Gender"], [upn(1), BORN, "F"], [upn(2), BORN, "F"], [upn(1), BORN, "M"]]
    assert cells("child_listed_twice", sheet(rows, "List 1", "children.xlsx")) == ["A4"]


@pytest.mark.parametrize(("number", "excused"), [("UN1", True), ("un2", True), (None, False)])
def test_a_code_for_an_unknown_upn_excuses_its_absence(number: Cell, excused: bool) -> None:
    listed = children(["C1", BORN, "E", number], ["C2", BORN, "E", upn(1)], more=["UPN"])
    assert bool(told("aged_6_without_upn", listed)) != excused


def test_a_learner_number_excuses_the_absence_of_a_upn() -> None:
    assert not told(
        "aged_6_without_upn", children(["C1", BORN, "E", None, 1234567890], ["C2", BORN, "E", upn(1), None], more=["UPN", "ULN"])
    )


def test_a_child_of_five_needs_no_upn() -> None:
    listed = children(["C1", date(2020, 11, 23), "E", None], ["C2", date(2020, 11, 22), "E", None], ["C3", BORN, "E", upn(1)], more=["UPN"])
    assert cells("aged_6_without_upn", listed) == ["D4"]


def test_no_school_is_explained_by_an_open_period_in_a_register() -> None:
    listed = children(["C1", BORN, "E", None], ["C2", BORN, "K", None], ["C3", BORN, "N", None], ["C4", BORN, "E", "Hillside"], more=SCHOOL)
    assert cells("school_age_without_school", listed, register(["C1", "CME", OUT, None, None])) == ["D4"]


def test_no_school_is_explained_by_an_open_period_that_is_kept() -> None:
    store = Store.open()
    both = children(["C1", BORN, "E", None], ["C4", BORN, "E", "Hillside"], more=SCHOOL), register(["C1", "CME", OUT, None, None])
    keep(examined(*both, store=store, partners=FILES), store, "a test")
    assert not told("school_age_without_school", both[0], store=store)


def test_a_subsidiary_establishment_is_a_school() -> None:
    more = ("Main education establishment – URN", "Subsidiary education establishment – phase (dual registration)")
    listed = children(["C1", BORN, "E", None, "Special"], ["C2", BORN, "E", 900001, None], ["C3", BORN, "E", None, None], more=more)
    assert cells("school_age_without_school", listed) == ["D5"]


def test_the_dates_of_a_plan_are_checked_and_not_kept() -> None:
    more = ("Date initial EHC plan issued", "Date updated EHC plan issued", "Date EHC plan last reviewed")
    listed = children(["C1", BORN, "E", BACK, OUT, OUT], ["C2", BORN, "E", OUT, BACK, date(2027, 1, 1)], more=more)
    found = examined(listed)
    assert sorted((finding.code, finding.cell) for finding in found.findings) == [
        ("plan_date_in_future", "F4"),
        ("plan_dates_out_of_order", "E3"),
        ("plan_dates_out_of_order", "F3"),
    ]


def test_blank_particulars_are_told_once_a_column_for_children_with_send() -> None:
    listed = children(["C1", BORN, "E", None], ["C2", BORN, "K", None], ["C3", BORN, "N", None], ["C4", BORN, "E", "F"], more=["Gender"])
    (finding,) = told("particulars_blank", listed)
    assert (finding.where, finding.rows) == ("D3:D4", 2)
    assert finding.effect == "2 rows not recorded in Children not in school, by sex, 2 of 4"


def test_a_word_that_gives_no_date_is_said_where_a_date_is_needed() -> None:
    (finding,) = told("no_value_said", register(["C1", "EHE", "Ongoing", None, None], ["C2", "EHE", OUT, None, None]))
    assert finding.what == "“Start date” says “Ongoing”, which gives no date, and a row cannot be kept without one."
    assert finding.refuses_row


def test_a_date_of_birth_that_cannot_be_is_not_written_into_its_finding() -> None:
    (finding,) = told("no_value_said", children(["C1", "14/03/1014", "E"], ["C2", BORN, "E"]))
    assert (
        finding.what
        == "“Date of birth” says “(not shown: it could be a date of birth)”, which gives no date, and a row cannot be kept without one."
    )


def test_a_sound_area_has_no_finding() -> None:
    listed = children(["C1", BORN, "E", upn(1), "F", None], ["C2", BORN, "K", upn(2), "M", "Hillside"], more=["UPN", "Sex", "School name"])
    rows = register(
        ["C1", "CME", OUT, BACK, "Moved to home education"], ["C1", "EHE", BACK, None, None], ["C2", "CME", OUT, BACK, "Returned"]
    )
    assert codes(examined(listed, rows, partners=FILES)) == []


def test_what_another_partner_sent_before_is_compared_and_ones_own_is_replaced() -> None:
    store = Store.open()
    listed = children(["C1", BORN, "E"], ["C2", BORN, "E"])
    trust = sheet([["As at 31 October 2026"], SPELLS, ["C1", "Part-time timetable", OUT, None, None]], "Timetables", "health.xlsx")
    own = register(["C2", "CME", OUT, None, None])
    keep(examined(listed, trust, own, store=store, partners=FILES), store, "a test")
    (finding,) = told("two_categories_at_once", register(["C1", "EHE", OUT, None, None], ["C2", "EHE", OUT, None, None]), store=store)
    assert finding.cell == "C2"
    assert "part-time timetable in what is kept from Trust" in finding.what


def test_another_date_of_birth_in_what_another_partner_sent_before_is_told_and_in_ones_own_is_a_correction() -> None:
    store = Store.open()
    trust = sheet([["Children with SEND"], CHILDREN, ["C1", BORN, "E"], ["C2", BORN, "E"]], "Children", "health.xlsx")
    keep(examined(trust, children(["C3", BORN, "E"]), store=store, partners=FILES), store, "a test")
    corrected = BORN + timedelta(1)
    listed = children(["C1", corrected, "E"], ["C2", BORN, "E"], ["C3", corrected, "E"])
    (finding,) = told("two_dates_of_birth", listed, store=store)
    assert (finding.cell, "in what is kept from Trust" in finding.what) == ("B3", True)


CODES = ("periods_overlap", "two_categories_at_once")
CATEGORIES = st.sampled_from(["ehe", "cme", "eotas", "part_time", "severely_absent", "unregistered_ap"])
DAYS = st.dates(date(2025, 9, 1), date(2025, 9, 20))
ROWS = st.lists(st.tuples(st.sampled_from(["C1", "C2"]), CATEGORIES, DAYS, st.none() | DAYS), max_size=7, unique_by=lambda row: row[:3])


@settings(max_examples=200)
@given(ROWS)
def test_the_rules_about_periods_find_what_the_dull_version_finds(rows: list[tuple[str, str, date, date | None]]) -> None:
    day = date(2025, 9, 12)
    written = [[child, category, start, end, None] for child, category, start, end in rows]
    found = examined(
        sheet([["As at 12 September 2025"], SPELLS, ["C0", "ehe", day, None, None], *written], "EHE", "register.xlsx")
    ).findings
    periods = [Period(number, *row) for number, row in enumerate(rows, start=4)]
    rows_of = {code: {int(finding.cell[1:]) for finding in found if finding.code == code and finding.cell} for code in CODES}
    assert rows_of["periods_overlap"] == plain.overlapping(periods)
    child_in = {period.row: period.child for period in periods}
    assert {child_in[row] for row in rows_of["two_categories_at_once"]} == plain.in_two_at_once(periods, day)
