"""The copy that goes back to a partner: nothing in it comes from another partner's file, or from what is kept of one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from rollcall.access import Role, Viewer
from rollcall.intake.desk import Desk, Drop, open_desk
from rollcall.store import Store
from tests.intake.corrected.registers import opened, parts
from tests.intake.made_files import one_sheet
from tests.intake.workbooks import nhs_number

TRUST, WAITING = "School trust part-time timetables.xlsx", "Trust hospital ASD waiting list.xlsx"
COUNCIL, COUNCIL_LIST = "Canary council EHE CME register.xlsx", "Canary council SEND caseload.xlsx"
ROLL = one_sheet(
    [
        ["Child ID", "Date of birth", "Category", "Start date"],
        ["C1", "03/05/2014", "Part-time timetable", "12/01/2026"],
        ["C2", "04/06/2013", "Part-time timetable", "sometime"],
    ]
)
PERIODS = one_sheet(
    [
        ["Child ID", "Date of birth", "Category", "Start date", "End date"],
        ["C1", "09/05/2014", "Elective home education", "05/01/2026", None],
    ],
    "Canary tab",
)
WAITS = one_sheet(
    [
        ["NHS number", "Assessment", "Referral received", "Assessment started"],
        [nhs_number(1), "Autism", "05/01/2026", None],
        [nhs_number(2), "Autism", "06/01/2026", "02/01/2026"],
    ]
)
LISTED = one_sheet(
    [["Child ID", "NHS number", "Date of birth", "SEN status", "Sex"], ["C1", nhs_number(1), "03/05/2014", "EHCP", "M"]], "Canary tab"
)


@pytest.fixture
def desk() -> Iterator[Desk]:
    made = open_desk(Viewer("A lead", Role.LEAD), Store.open())
    yield made
    made.throw_away()


def read(desk: Desk, *files: tuple[str, bytes]) -> Drop:
    drop = desk.look(files)
    assert drop.wait(60)
    return drop


def told_of(drop: Drop, file: str) -> str:
    return " ".join(f"{one.code} {one.what}" for one in drop.examined.findings if one.file == file)


def test_a_copy_names_no_other_file_and_repeats_nothing_of_it(desk: Desk) -> None:
    drop = read(desk, (TRUST, ROLL), (COUNCIL, PERIODS))
    told = told_of(drop, TRUST)
    assert "two_categories_at_once" in told
    assert "Canary tab" in told
    assert "home education" in told
    book = opened(desk.corrected(drop, TRUST))
    cells = [cell for sheet in book for row in sheet.iter_rows(max_col=26) for cell in row]
    said = " ".join(f"{cell.value} {cell.comment.text if cell.comment else ''}" for cell in cells)
    assert "sometime" in said
    for word in ("anary", "home educat", "Elective", "09/05/2014", "in both", "open period"):
        assert word not in said
    assert not any(b"anary" in part for part in parts(desk.corrected(drop, TRUST)).values())


def test_a_copy_does_not_tell_which_patients_a_list_of_children_has(desk: Desk) -> None:
    together = read(desk, (WAITING, WAITS), (COUNCIL_LIST, LISTED))
    assert "wait_of_a_child_nobody_knows" in told_of(together, WAITING)
    beside = parts(desk.corrected(together, WAITING))
    alone = read(desk, (WAITING, WAITS))
    assert parts(desk.corrected(alone, WAITING)) == beside
    assert not any(b"list of children" in part for part in beside.values())


def test_a_copy_says_nothing_of_what_other_partners_gave_before(desk: Desk) -> None:
    desk.keep(read(desk, (COUNCIL, PERIODS), (COUNCIL_LIST, LISTED)))
    copy = parts(desk.corrected(read(desk, (TRUST, ROLL)), TRUST))
    other = open_desk(Viewer("Another lead", Role.LEAD), Store.open())
    assert parts(other.corrected(read(other, (TRUST, ROLL)), TRUST)) == copy
    other.throw_away()


def test_a_copy_still_marks_what_its_own_file_says(desk: Desk) -> None:
    drop = read(desk, (WAITING, WAITS), (COUNCIL_LIST, LISTED))
    notes = [cell.comment.text for row in opened(desk.corrected(drop, WAITING)).worksheets[1].iter_rows() for cell in row if cell.comment]
    assert any("before" in note for note in notes)
