"""What every row of a sheet is, when no column says it: said once by hand, counted, remembered, handed on, and taken back."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from rollcall.access import Role, Viewer
from rollcall.intake.choices import NOTHING_CHOSEN, Choices
from rollcall.intake.desk import Desk, Drop, open_desk
from rollcall.store import Store
from tests.intake.made_files import one_sheet
from tests.intake.on_a_desk import kept, only

LEAD = Viewer("A lead who says it once", Role.LEAD)
LIST = b"Child ID,Start date,End date\nC1,15/01/2026,\nC2,16/01/2026,17/02/2026\nC3,17/01/2026,\n"
NAME = "North list.csv"
SPELLS = Choices(table="spells")


@pytest.fixture
def desk() -> Iterator[Desk]:
    made = open_desk(LEAD, Store.open())
    yield made
    made.throw_away()


def dropped(desk: Desk, data: bytes = LIST, name: str = NAME) -> Drop:
    drop = desk.look([(name, data)])
    assert drop.wait(60)
    return drop


def test_a_category_that_stands_in_no_column_is_said_for_every_row(desk: Desk) -> None:
    drop = dropped(desk)
    key, _ = only(drop)
    desk.choose(drop, key, SPELLS)
    assert (only(drop)[1].asks, only(drop)[1].rows_kept) == (("column:category",), 0)
    choices = SPELLS.every_row_has("category", "ehe")
    assert desk.would_change(drop, key, choices) == 3
    desk.choose(drop, key, choices)
    assert (only(drop)[1].asks, only(drop)[1].rows_kept) == (("as_at",), 3)
    assert kept(drop, "category") == ["ehe", "ehe", "ehe"]
    assert "category Elective home education from what was said by hand" in only(drop)[1].why
    assert (drop.changes[-1].sentence, drop.changes[-1].rows) == ("the category of every row is Elective home education.", 3)
    desk.undo_change(drop)
    assert (only(drop)[1].asks, only(drop)[1].rows_kept) == (("column:category",), 0)


def test_what_is_said_by_hand_goes_before_what_a_name_or_a_title_says(desk: Desk) -> None:
    drop = dropped(desk, name="North EHE register.csv")
    key, sheet = only(drop)
    assert kept(drop, "category") == ["ehe", "ehe", "ehe"]
    desk.choose(drop, key, sheet.choices.every_row_has("category", "cme"))
    assert kept(drop, "category") == ["cme", "cme", "cme"]


def test_what_is_said_by_hand_goes_before_titles_between_the_rows(desk: Desk) -> None:
    rows = [["Child ID", "Start date"], ["EHE", None], ["C1", "05/01/2026"], ["CME", None], ["C2", "06/01/2026"]]
    drop = dropped(desk, one_sheet(rows, "Out of school"), "North.xlsx")
    key, _ = only(drop)
    desk.choose(drop, key, Choices(table="spells").every_row_has("category", "part_time"))
    assert kept(drop, "category") == ["part_time", "part_time"]


def test_the_latest_word_of_a_column_and_of_every_row_is_the_one_that_counts(desk: Desk) -> None:
    drop = dropped(desk, b"Child ID,Category,Start date\nC1,EHE,05/01/2026\nC2,CME,06/01/2026\n")
    key, sheet = only(drop)
    said = sheet.choices.heading_read_as("category", "category").every_row_has("category", "ptt")
    assert said.columns == {}
    desk.choose(drop, key, sheet.choices.every_row_has("category", "part_time"))
    assert kept(drop, "category") == ["part_time", "part_time"]
    assert next(match.column for match in only(drop)[1].headings if match.key == "category") is None
    desk.choose(drop, key, only(drop)[1].choices.heading_read_as("category", "category"))
    assert (kept(drop, "category"), only(drop)[1].choices.every) == (["ehe", "cme"], {})


def test_it_is_taken_back_to_what_the_sheet_says(desk: Desk) -> None:
    drop = dropped(desk, name="North EHE register.csv")
    key, sheet = only(drop)
    desk.choose(drop, key, sheet.choices.every_row_has("category", "cme"))
    desk.choose(drop, key, only(drop)[1].choices.every_row_has("category", None))
    assert only(drop)[1].choices == NOTHING_CHOSEN
    assert drop.changes[-1].sentence == "the category is looked for in the sheet again."


@pytest.mark.parametrize(
    ("table", "column", "value", "data"),
    [
        ("children", "sen_status", "E", b"Child ID,Date of birth\nC1,05/01/2015\nC2,06/01/2014\n"),
        ("diagnostic_waits", "assessment", "autism", b"Child ID,Referral received\nC1,15/01/2026\nC2,16/01/2026\n"),
        ("health_access", "service", "slt", b"Child ID,Status,Referred date\nC1,Waiting,15/01/2026\nC2,In place,16/01/2026\n"),
        ("health_access", "status", "waiting", b"Child ID,Service,Note\nC1,SLT,a\nC2,OT,b\n"),
        (
            "attendance",
            "term",
            "Autumn 2025/26",
            b"Child ID,Sessions possible,Sessions missed\nC1,120,11\nC2,120,12\n",
        ),
    ],
)
def test_each_column_that_a_label_may_give_can_be_said_by_hand(desk: Desk, table: str, column: str, value: str, data: bytes) -> None:
    drop = dropped(desk, data, "North.csv")
    key, _ = only(drop)
    desk.choose(drop, key, Choices(table=table).every_row_has(column, value))
    assert kept(drop, column) == [value, value]


def test_a_code_that_is_not_on_the_list_says_nothing(desk: Desk) -> None:
    drop = dropped(desk, name="North EHE register.csv")
    key, sheet = only(drop)
    desk.choose(drop, key, sheet.choices.every_row_has("category", "no such code").every_row_has("start_date", "2026-01-01"))
    assert kept(drop, "category") == ["ehe", "ehe", "ehe"]


def test_it_is_remembered_for_the_next_month_and_handed_to_another_council(desk: Desk) -> None:
    drop = dropped(desk)
    desk.choose(drop, only(drop)[0], SPELLS.every_row_has("category", "ehe"))
    desk.keep(drop)
    again = dropped(desk, LIST.replace(b"C1,", b"C9,"))
    sheet = only(again)[1]
    assert sheet.memory
    assert (sheet.choices.every, sheet.memory.applied, sheet.rows_kept) == ({"category": "ehe"}, 2, 3)
    (mapping,) = desk.mappings()
    assert "The category of every row is Elective home education." in desk.mapping_in_words(mapping)
    data = desk.export_mappings()
    assert json.loads(data)["mappings"][0]["choices"]["every_row"] == {"category": "ehe"}
    other = open_desk(Viewer("A lead elsewhere", Role.LEAD), Store.open())
    other.import_mappings(data)
    assert only(dropped(other, name="Westshire.csv"))[1].choices.every == {"category": "ehe"}
    other.throw_away()
