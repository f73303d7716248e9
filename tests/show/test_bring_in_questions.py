"""What is asked about a drop: once for each thing, however many parts of a sheet need it."""

from __future__ import annotations

from rollcall.intake.intake import examine
from rollcall.intake.reading.read import Dropped
from rollcall.show.screen.bring_in.questions import Asks, parts_of, questions_of
from rollcall.store import Store
from tests.intake.made_files import one_sheet

PAIRS = one_sheet(
    [
        ["Row label", "EHE start date", "EHE end date", "CME start date", "CME end date"],
        ["1001", "01/09/2026", "", "", ""],
        ["1002", "", "", "05/09/2026", ""],
        ["1005", "13/01/2026", "15/05/2026", "16/06/2026", ""],
    ],
    "Vulnerable tracker",
)


def test_a_heading_that_two_parts_of_a_sheet_need_is_asked_for_once() -> None:
    examined = examine([Dropped("Tracker.xlsx", PAIRS)], Store.open())
    (file,) = examined.files
    lacking = [sheet for sheet in file.sheets if "column:child_id" in sheet.asks]
    assert len(lacking) == 2
    assert parts_of(file, lacking[0]) == lacking
    assert [question.column for question in questions_of(examined) if question.asks is Asks.COLUMN] == ["child_id"]
