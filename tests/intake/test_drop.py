"""A drop outlives what happens to it meanwhile: sheets that go, a second tab, an hour."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest

from rollcall.access import Role, Viewer
from rollcall.errors import StoreRefused
from rollcall.intake.choices import LEFT, Choices, SheetKey
from rollcall.intake.desk import Desk, Drop, open_desk
from rollcall.store import Store
from tests.intake.workbooks import workbook

REGISTER = b"Child ID,Category,Start date\nC1,EHE,05/01/2026\n"
ROWS = [["Child ID", "Category", "Start date"], ["C1", "EHE", "05/01/2026"]]
NAME = "North EHE.csv"


@pytest.fixture
def desk() -> Iterator[Desk]:
    made = open_desk(Viewer("A lead with two tabs", Role.LEAD), Store.open())
    yield made
    made.throw_away()


def dropped(desk: Desk, name: str = NAME, data: bytes = REGISTER) -> Drop:
    drop = desk.look([(name, data)])
    assert drop.wait(60)
    return drop


def test_a_choice_about_a_sheet_that_is_gone_is_forgotten(desk: Desk) -> None:
    name = "North EHE.xlsx"
    drop = dropped(desk, name, workbook(A=ROWS, B=ROWS))
    desk.choose(drop, SheetKey(name, "A", 0), Choices(table=LEFT))
    desk.choose(drop, SheetKey(name, "B", 0), Choices(table=LEFT))
    desk.add(drop, [(name, workbook(A=ROWS))])
    assert drop.wait(60)
    assert [change.key.sheet for change in drop.changes if change.key] == ["A"]
    desk.undo_change(drop)
    assert not drop.changes
    desk.undo_change(drop)
    assert drop.examined.files[0].sheets[0].table == "spells"


def test_what_another_tab_has_changed_is_not_kept_unseen(desk: Desk) -> None:
    drop = dropped(desk)
    shown = drop.examined
    desk.add(drop, [("South EHE.csv", REGISTER + b"".join(b"D%d,EHE,05/01/2026\n" % number for number in range(20_000)))])
    with pytest.raises(StoreRefused, match="perhaps from another tab"):
        desk.keep(drop, shown)
    assert drop.wait(60)
    with pytest.raises(StoreRefused, match="changed meanwhile"):
        desk.keep(drop, shown)
    assert desk.drop is drop
    assert desk.keep(drop, drop.examined).rows > 1


def test_a_drop_still_waits_whatever_stops_its_keeping(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise OverflowError

    drop = dropped(desk)
    monkeypatch.setattr("rollcall.intake.desk.keep", fails)
    with pytest.raises(OverflowError):
        desk.keep(drop)
    assert desk.drop is drop


def test_the_hour_counts_from_what_was_last_said_and_what_is_forgotten_is_let_go(desk: Desk) -> None:
    drop = dropped(desk)
    drop.used_at -= 3_590
    desk.say_partner(drop, NAME, "Somebody")
    drop.used_at -= 20
    assert desk.drop is drop
    drop.used_at -= 3_600
    other = open_desk(Viewer("Another lead", Role.LEAD), Store.open())
    assert other.drop is None
    assert drop._bytes.get(NAME) is None
    assert desk.drop is None


def test_a_drop_is_let_go_in_its_time_also_when_nobody_comes_back(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rollcall.intake.desk.LOOKS_SECONDS", 0.01)
    monkeypatch.setattr("rollcall.intake.desk._looking", threading.Event())
    drop = dropped(desk)
    drop.used_at -= 3_700
    until = time.monotonic() + 20
    while drop._bytes.get(NAME) is not None and time.monotonic() < until:
        time.sleep(0.01)
    assert drop._bytes.get(NAME) is None


def test_a_drop_whose_place_another_takes_is_let_go(desk: Desk) -> None:
    drop = dropped(desk)
    dropped(desk)
    assert drop._bytes.get(NAME) is None
