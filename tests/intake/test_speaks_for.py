"""The day that each sheet speaks for, where it is from, and when somebody has to look at it."""

from __future__ import annotations

from datetime import date

from rollcall.intake.examined import Examined, ExaminedSheet
from rollcall.intake.intake import keep
from rollcall.intake.reading.read import Sheet
from rollcall.store import Store
from tests.intake.workbooks import SPELLS, TODAY, Cell, examined, sheet

ROW: list[Cell] = ["C1", "EHE", date(2026, 3, 1), None, None]


def register(file: str, *titles: str, name: str = "Register", row: list[Cell] = ROW) -> Sheet:
    return sheet([*([title] for title in titles), SPELLS, row], name, file)


def first(found: Examined) -> ExaminedSheet:
    return found.files[0].sheets[0]


def told(found: Examined) -> tuple[date | None, str, bool]:
    shown = first(found)
    return shown.as_at, shown.as_at_from, "as_at" in shown.asks


def test_a_title_goes_before_a_name_and_a_name_before_the_cells() -> None:
    october = date(2026, 10, 31)
    assert told(examined(register("EHE Sept 26.xlsx", "As at 31 October 2026"))) == (october, "from the title", False)
    row: list[Cell] = ["C1", "EHE", date(2026, 10, 5), None, None]
    assert told(examined(register("EHE Oct 26.xlsx", row=row))) == (october, "from the file's name", False)
    assert told(examined(register("EHE.xlsx", row=row, name="Oct 26"))) == (october, "from the sheet's name", False)
    assert told(examined(register("EHE.xlsx"))) == (date(2026, 3, 1), "the latest date under “Start date”", True)


def test_a_month_that_ended_long_before_the_latest_date_is_looked_at() -> None:
    found = first(examined(register("EHE Nov 22.xlsx")))
    assert found.as_at == date(2022, 11, 30)
    assert "a date under “Start date” is 1 March 2026" in found.as_at_doubt


def test_the_day_of_another_partners_file_is_not_taken_without_a_word() -> None:
    children = sheet([["Child ID", "Date of birth", "SEN status"], ["C1", date(2014, 3, 14), "E"]], "Children", "North children.xlsx")
    found = first(examined(children, register("South EHE Oct 26.xlsx")))
    assert (found.as_at, found.as_at_from) == (date(2026, 10, 31), "as South EHE Oct 26.xlsx of South EHE, which came with it")
    assert found.asks == ("as_at",)


def test_a_title_dated_after_today_is_a_finding() -> None:
    found = examined(register("EHE Nov 26.xlsx", "Register as at 30 November 2026"))
    (finding,) = [one for one in found.findings if one.code == "title_to_come"]
    assert finding.what.startswith("A title above the table says 30 November 2026, which is still to come")
    assert first(found).as_at == TODAY


def test_what_is_not_newer_than_what_is_kept_is_looked_at() -> None:
    store = Store.open()
    keep(examined(register("EHE Oct 26.xlsx"), store=store), store, "Ann")
    assert "would be replaced" in first(examined(register("EHE October 2026.xlsx"), store=store)).as_at_doubt
    older = first(examined(register("EHE Sept 26.xlsx"), store=store))
    assert "which is later: this would be history" in older.as_at_doubt
    assert older.memory is not None
    assert older.memory.said.endswith("October 2026.")
    newer = first(examined(register("EHE Nov 26.xlsx"), store=store))
    assert newer.memory is not None
    assert newer.memory.said == "Same shape as last month: nothing to do."
