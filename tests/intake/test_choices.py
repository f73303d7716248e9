"""What a lead says about a sheet by hand: it is read so, it is said how many rows that changes, and it can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from rollcall.access import Role, Viewer
from rollcall.intake.choices import LEFT, NOTHING_CHOSEN, Choices, DateOrder, SheetKey, heading_keys
from rollcall.intake.desk import Desk, Drop, open_desk
from rollcall.store import Store
from tests.intake.made_files import one_sheet, workbook, zipped
from tests.intake.on_a_desk import kept, only

LEAD = Viewer("A lead who chooses", Role.LEAD)
FILE = "North EHE register.csv"
REGISTER = b"""Child ID,Category,Start date,Where
C1,EHE,05/01/2026,Home
C2,PRU link,06/01/2026,Elsewhere
C3,PRU link,07/01/2026,Home
C4,EHE,,Home
"""


@pytest.fixture
def desk() -> Iterator[Desk]:
    made = open_desk(LEAD, Store.open())
    yield made
    made.throw_away()


def dropped(desk: Desk, data: bytes = REGISTER, name: str = FILE) -> Drop:
    drop = desk.look([(name, data)])
    assert drop.wait(60)
    return drop


@pytest.mark.parametrize("said", ["reason", None])
def test_a_heading_that_asks_why_is_read_or_left_as_is_said_and_not_asked_about_again(desk: Desk, said: str | None) -> None:
    drop = dropped(desk, REGISTER.replace(b"Where", b"Why"))
    key, sheet = only(drop)
    assert "column:reason" in sheet.asks
    desk.choose(drop, key, sheet.choices.heading_read_as(next(one.key for one in sheet.headings if one.heading == "Why"), said))
    assert "column:reason" not in only(drop)[1].asks
    assert [one.heading for one in only(drop)[1].headings if one.column == "reason"] == (["Why"] if said else [])


def test_a_word_that_no_list_knows_is_read_as_is_said(desk: Desk) -> None:
    drop = dropped(desk)
    key, sheet = only(drop)
    assert (sheet.rows_kept, sheet.rows_refused) == (1, 3)
    desk.choose(drop, key, sheet.choices.word_read_as("category", "PRU link", "unregistered_ap"))
    assert only(drop)[1].rows_kept == 1 + 2
    assert kept(drop, "category") == ["ehe", "unregistered_ap", "unregistered_ap"]
    assert not [finding for finding in drop.examined.findings if finding.code == "unknown_code"]


def test_a_choice_says_how_many_rows_it_changes_before_and_after_it_is_made(desk: Desk) -> None:
    drop = dropped(desk)
    key, sheet = only(drop)
    choices = sheet.choices.word_read_as("category", "PRU link", "unregistered_ap")
    assert desk.would_change(drop, key, choices) == 2
    assert only(drop)[1].rows_kept == 1
    desk.choose(drop, key, choices)
    (change,) = drop.changes
    assert (change.key, change.rows) == (key, 2)
    assert change.sentence == "“PRU link” is read as Unregistered alternative provision."
    assert desk.would_change(drop, key, choices) == 0


def test_the_last_choice_is_taken_back(desk: Desk) -> None:
    drop = dropped(desk)
    key, sheet = only(drop)
    before = drop.examined
    desk.choose(drop, key, sheet.choices.word_read_as("category", "PRU link", "unregistered_ap"))
    desk.choose(drop, key, only(drop)[1].choices.heading_read_as("where", "destination"))
    desk.undo_change(drop)
    assert only(drop)[1].rows_kept == 3
    desk.undo_change(drop)
    assert (drop.changes, drop.examined.files, drop.examined.findings) == ((), before.files, before.findings)
    desk.undo_change(drop)
    assert drop.changes == ()


def test_a_word_can_be_read_as_blank(desk: Desk) -> None:
    drop = dropped(desk, b"Child ID,Category,Start date,Outcome\nC1,EHE,05/01/2026,Returned to school\nC2,EHE,06/01/2026,Qqq team\n")
    key, sheet = only(drop)
    assert "unknown_code" in [finding.code for finding in drop.examined.findings if finding.cell == "D3"]
    desk.choose(drop, key, sheet.choices.word_read_as("outcome", "Qqq team", None))
    assert not [finding for finding in drop.examined.findings if finding.cell == "D3"]


def test_another_column_is_read_for_a_heading(desk: Desk) -> None:
    drop = dropped(desk, b"Child ID,Category,Start date,Their own word\nC1,EHE,05/01/2026,31/01/2026\nC2,EHE,06/01/2026,\n")
    key, sheet = only(drop)
    desk.choose(drop, key, sheet.choices.heading_read_as("their own word", "end_date"))
    match = next(match for match in only(drop)[1].headings if match.key == "their own word")
    assert (match.column, match.confidence) == ("end_date", 1.0)
    assert kept(drop, "end_date") == [date(2026, 1, 31), None]
    assert drop.changes[-1].sentence == "“Their own word” is read as end date."
    assert drop.changes[-1].rows == 1


def test_a_heading_is_not_read_when_that_is_said(desk: Desk) -> None:
    drop = dropped(desk, b"Child ID,Category,Start date,End date\nC1,EHE,05/01/2026,31/01/2026\n")
    key, sheet = only(drop)
    desk.choose(drop, key, sheet.choices.heading_read_as("end date", None))
    assert "end_date" not in drop.examined.prepared[0].rows.column_names


def test_a_column_of_names_is_never_read_whatever_is_said(desk: Desk) -> None:
    drop = dropped(desk, b"Child ID,Category,Start date,Surname\nC1,EHE,05/01/2026,Ashworth\n")
    key, sheet = only(drop)
    desk.choose(drop, key, sheet.choices.heading_read_as("surname", "destination"))
    assert "destination" not in drop.examined.prepared[0].rows.column_names
    assert desk.column_words(drop, key, "surname") == ()


def test_dates_that_could_be_either_are_read_in_the_order_that_is_said(desk: Desk) -> None:
    drop = dropped(desk, b"Child ID,Category,Start date\nC1,EHE,05/01/2026\nC2,EHE,06/01/2026\n")
    key, sheet = only(drop)
    assert sheet.asks == ("date_order:start_date", "as_at")
    desk.choose(drop, key, sheet.choices.dates_read("start_date", month_first=True))
    assert kept(drop, "start_date") == [date(2026, 5, 1), date(2026, 6, 1)]
    assert only(drop)[1].asks == ("as_at",)
    assert drop.changes[-1].sentence == "the dates under “Start date” are read month first."
    desk.choose(drop, key, Choices(date_orders={"start_date": DateOrder.DAY_FIRST}))
    assert kept(drop, "start_date") == [date(2026, 1, 5), date(2026, 1, 6)]


def test_dates_of_which_one_proves_the_order_are_not_asked_about(desk: Desk) -> None:
    drop = dropped(desk, b"Child ID,Category,Start date,End date\nC1,EHE,05/01/2026,\nC2,EHE,06/01/2026,31/01/2026\n")
    assert only(drop)[1].asks == ("as_at",)


def test_a_sheet_is_left_when_that_is_said_and_read_again_when_it_is_taken_back(desk: Desk) -> None:
    drop = dropped(desk)
    key, _ = only(drop)
    desk.choose(drop, key, Choices(table=LEFT))
    assert only(drop)[1].table is None
    assert drop.examined.prepared == ()
    assert drop.changes[-1].sentence == "the sheet is left as it is."
    desk.undo_change(drop)
    assert only(drop)[1].table == "spells"


def test_a_sheet_is_read_as_the_table_that_is_said(desk: Desk) -> None:
    drop = dropped(desk, b"Ref,Kind,When\nC1,EHE,31/01/2026\nC2,CME,20/02/2026\n", "Odd.csv")
    key, sheet = only(drop)
    desk.choose(drop, key, replaced := Choices(table="spells", columns={"kind": "category", "when": "start_date", "ref": "child_id"}))
    assert (only(drop)[1].table, only(drop)[1].rows_kept) == ("spells", 2)
    assert only(drop)[1].choices == replaced
    assert sheet.choices == NOTHING_CHOSEN


def test_the_header_is_the_row_that_is_said(desk: Desk) -> None:
    rows = [
        ["Ref", "Category", "Start date"],
        ["of the child", "of absence", "of absence"],
        ["Code", "What", "Begins"],
        ["C1", "EHE", "31/01/2026"],
    ]
    drop = dropped(desk, one_sheet(rows), "Odd.xlsx")
    key, _ = only(drop)
    desk.choose(drop, key, Choices(header_row=3, table="spells", columns={"begins": "start_date"}))
    sheet = only(drop)[1]
    assert (sheet.header_row, [match.heading for match in sheet.headings]) == (3, ["Code", "What", "Begins"])
    assert drop.changes[-1].sentence.startswith("the headings are in row 3; ")


def test_another_choice_for_a_table_leaves_the_others_of_the_sheet_alone(desk: Desk) -> None:
    head = ["Child ID", "Category", "Start date"]
    rows = [
        ["EHE"],
        head,
        ["C1", "EHE", "31/01/2026"],
        [],
        [],
        ["CME"],
        head,
        ["C2", "Their word", "31/01/2026"],
        ["C3", "CME", "30/01/2026"],
    ]
    drop = dropped(desk, one_sheet(rows), "Two.xlsx")
    assert [sheet.number for sheet in drop.examined.files[0].sheets] == [0, 1]
    desk.choose(drop, SheetKey("Two.xlsx", "Sheet1", 1), NOTHING_CHOSEN.word_read_as("category", "Their word", "cme"))
    assert kept(drop, "category") == ["ehe", "cme", "cme"]
    assert [bool(sheet.choices) for sheet in drop.examined.files[0].sheets] == [False, True]


def test_only_the_sheet_that_is_spoken_of_is_read_again(desk: Desk) -> None:
    def write(book: object) -> None:
        for name in ("One", "Two"):
            sheet = book.add_worksheet(name)  # type: ignore[attr-defined]
            for number, row in enumerate([["Child ID", "Category", "Start date"], [name, "EHE", "31/01/2026"]]):
                sheet.write_row(number, 0, row)

    drop = dropped(desk, workbook(write), "Both.xlsx")
    other = drop.sheet(SheetKey("Both.xlsx", "Two"))
    desk.choose(drop, SheetKey("Both.xlsx", "One"), Choices(table=LEFT))
    assert drop.sheet(SheetKey("Both.xlsx", "Two")) is other


def test_who_sent_it_and_its_date_stay_as_they_were_said(desk: Desk) -> None:
    drop = dropped(desk)
    key, sheet = only(drop)
    desk.say_partner(drop, FILE, "Alderbrook Council")
    desk.say_date(drop, FILE, date(2026, 9, 30))
    desk.choose(drop, key, sheet.choices.word_read_as("category", "PRU link", "unregistered_ap"))
    desk.undo_change(drop)
    (prepared,) = drop.examined.prepared
    assert (prepared.partner, prepared.as_at) == ("Alderbrook Council", date(2026, 9, 30))
    assert (drop.examined.files[0].partner, only(drop)[1].as_at) == ("Alderbrook Council", date(2026, 9, 30))


def test_the_top_rows_and_the_words_of_a_column_are_shown_to_choose_from(desk: Desk) -> None:
    drop = dropped(desk)
    key, _ = only(drop)
    assert desk.top_rows(drop, key, 2) == ((1, ("Child ID", "Category", "Start date", "Where")), (2, ("•••", "EHE", "05/01/2026", "Home")))
    assert desk.column_words(drop, key, "where") == (("Home", 3), ("Elsewhere", 1))
    assert desk.column_words(drop, key, 3) == desk.column_words(drop, key, "where")
    assert desk.column_words(drop, key, "no such heading") == ()


def test_a_date_of_birth_is_no_example_whatever_its_heading(desk: Desk) -> None:
    births = ("14/03/2014", "02/11/2015", "2014-03-14")
    for heading in ("DOB", "Born on", "Column 5", "Key date"):
        register = f"Child ID,Category,Start date,{heading}\nC1,EHE,05/01/2026,{births[0]}\nC2,EHE,06/01/2026,{births[1]}\n"
        drop = dropped(desk, register.encode())
        key, sheet = only(drop)
        assert sheet.table == "spells"
        said = f"{desk.top_rows(drop, key)} {[desk.column_words(drop, key, place) for place in range(4)]}"
        assert not any(born in said for born in births), heading
        assert "05/01/2026" in said
        desk.throw_away()
    for rows in ("Jo,14/03/2014\nAl,02/11/2015\n", "Colour,DOB\nred,14/03/2014\nblue,02/11/2015\n"):
        drop = dropped(desk, rows.encode())
        (sheet,) = drop.examined.files[0].sheets
        key = drop.examined.files[0].key_of(sheet)
        assert sheet.table is None
        said = f"{desk.top_rows(drop, key)} {[desk.column_words(drop, key, place) for place in range(2)]}"
        assert not any(born in said for born in births)
        desk.throw_away()


@pytest.mark.parametrize(
    "births",
    [
        pytest.param(lambda year: f"14/03/{year - 8}", id="of school age"),
        pytest.param(lambda year: f"14/03/{year - 4}", id="of a nursery"),
        pytest.param(lambda year: f"born 14/03/{year - 8}", id="in other words"),
    ],
)
def test_dates_that_spread_as_births_do_are_no_examples_whatever_they_stand_under(desk: Desk, births: Callable[[int], str]) -> None:
    written = [births(date.today().year + later) for later in range(4)]
    for head, before in (("Child ID,Category,Start date,Info", "EHE,05/01/2026,"), ("Colour,Shape,Info", "round,")):
        drop = dropped(desk, "\n".join([head, *(f"C{number},{before}{born}" for number, born in enumerate(written))]).encode())
        key = drop.examined.files[0].key_of(drop.examined.files[0].sheets[0])
        said = f"{desk.top_rows(drop, key)} {[desk.column_words(drop, key, place) for place in range(4)]}"
        assert not any(born in said for born in written)
        assert "EHE" in said or "round" in said
        desk.throw_away()


def test_births_that_are_read_as_the_start_of_something_are_no_examples_and_starts_are(desk: Desk) -> None:
    this_year = date.today().year
    for ages, shown in (((9, 11, 14, 3), False), ((0, 1, 2, 7), True)):
        days = [f"14/01/{this_year - age}" for age in ages]
        drop = dropped(desk, "\n".join(["Child ID,Category,Date", *(f"C{number},EHE,{day}" for number, day in enumerate(days))]).encode())
        key, sheet = only(drop)
        assert [match.column for match in sheet.headings] == ["child_id", "category", "start_date"]
        said = f"{desk.top_rows(drop, key)} {[desk.column_words(drop, key, place) for place in range(3)]}"
        assert [day in said for day in days] == [shown] * len(days)
        desk.throw_away()


def test_more_files_join_a_drop_and_one_of_the_same_name_takes_the_old_ones_place(desk: Desk) -> None:
    drop = dropped(desk)
    found = len(drop.examined.findings)
    desk.add(drop, [("West EHE.csv", b"Child ID,Category,Start date\nW1,EHE,25/01/2026\n")])
    assert drop.wait(60)
    assert [file.file for file in drop.examined.files] == [FILE, "West EHE.csv"]
    desk.add(drop, [(FILE, REGISTER.replace(b"PRU link", b"EHE").replace(b"EHE,,", b"EHE,08/01/2026,"))])
    assert drop.wait(60)
    first, second = drop.examined.files
    assert (first.file, first.sheets[0].rows_kept, first.findings_before) == (FILE, 4, found)
    assert second.findings_before is None


def test_what_was_said_of_a_file_holds_for_the_one_that_takes_its_place(desk: Desk) -> None:
    drop = dropped(desk)
    key, sheet = only(drop)
    desk.choose(drop, key, sheet.choices.word_read_as("category", "PRU link", "unregistered_ap"))
    desk.add(drop, [(FILE, REGISTER)])
    assert drop.wait(60)
    assert only(drop)[1].rows_kept == 3


def test_a_file_is_taken_out_and_the_last_one_takes_the_drop_with_it(desk: Desk) -> None:
    drop = dropped(desk)
    desk.add(drop, [("West EHE.csv", b"Child ID,Category,Start date\nW1,EHE,25/01/2026\n")])
    assert drop.wait(60)
    desk.choose(drop, SheetKey(FILE, drop.examined.files[0].sheets[0].sheet), Choices(table=LEFT))
    desk.remove_file(drop, FILE)
    assert [file.file for file in drop.examined.files] == ["West EHE.csv"]
    assert drop.changes == ()
    desk.remove_file(drop, "West EHE.csv")
    assert desk.drop is None


def test_headings_that_stand_twice_are_told_apart() -> None:
    assert heading_keys(("Date", "date ", "", "Start Date")) == ("date", "date #2", "column C", "start date")


def test_files_of_one_name_that_are_dropped_together_are_told_apart(desk: Desk) -> None:
    drop = desk.look([(FILE, REGISTER), (FILE, REGISTER.replace(b"C", b"D"))])
    assert drop.wait(60)
    assert [file.file for file in drop.examined.files] == [FILE, "North EHE register (2).csv"]


def test_a_choice_is_said_of_a_sheet_inside_a_zip(desk: Desk) -> None:
    drop = dropped(desk, zipped({"folder/EHE.csv": REGISTER, "folder/more/EHE.csv": REGISTER}), "North.zip")
    first, second = drop.examined.files
    assert first.from_archive == second.from_archive == "North.zip"
    desk.choose(drop, second.key_of(second.sheets[0]), NOTHING_CHOSEN.word_read_as("category", "PRU link", "cme"))
    assert [file.sheets[0].choices == NOTHING_CHOSEN for file in drop.examined.files] == [True, False]
    desk.remove_file(drop, first.file)
    assert [file.file for file in drop.examined.files] == [second.file]


def test_sheets_of_one_kind_from_one_partner_are_put_together_and_a_row_in_both_counts_once(desk: Desk) -> None:
    drop = desk.look([("North EHE.csv", REGISTER), ("North EHE old.csv", REGISTER)])
    assert drop.wait(60)
    for file in drop.examined.files:
        desk.say_partner(drop, file.file, "North")
    first, second = (file.sheets[0] for file in drop.examined.files)
    assert first.combined_with == ("North EHE old.csv · North EHE old",)
    assert second.combined_with == ("North EHE.csv · North EHE",)
    assert (first.rows_kept, first.rows_repeated) == (1, 0)
    assert (second.rows_kept, second.rows_refused, second.rows_repeated) == (0, 4, 1)


def test_nothing_is_held_once_a_drop_is_kept(desk: Desk) -> None:
    drop = dropped(desk)
    desk.keep(drop)
    assert drop.examined.prepared == ()
    assert drop._bytes.get(FILE) is None


def test_what_a_sheet_lacks_is_asked_for(desk: Desk) -> None:
    drop = dropped(desk, b"Child ID,Category,Start date,Reason\nC1,EHE,14/01/2026,Bullying\nC2,PRU link,15/01/2026,Bullying\n")
    assert only(drop)[1].asks == ("values:category", "as_at")
    drop = dropped(desk, b"Child ID,Type of absence,Reason for EHE,Outcome\nC1,x,Bullying,Returned to school\nC2,y,Bullying,Moved away\n")
    assert "column:start_date" in only(drop)[1].asks


def test_the_header_of_tables_side_by_side_is_said_through_either(desk: Desk) -> None:
    titles = [
        ["EHE", None, None, "CME"],
        ["Child ID", "Start date", None, "Child ID", "Start date"],
        ["Ref", "Began", None, "Ref", "Began"],
    ]
    rows = [[f"C{number}", "14/01/2026", None, f"D{number}", "15/01/2026"] for number in range(5)]
    drop = dropped(desk, one_sheet([*titles, *rows]), "Beside.xlsx")
    desk.choose(drop, SheetKey("Beside.xlsx", "Sheet1", 1), Choices(header_row=3))
    assert [sheet.header_row for sheet in drop.examined.files[0].sheets] == [3, 3]
