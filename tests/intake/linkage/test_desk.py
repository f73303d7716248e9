"""What the lead says of children who may be the same, at the desk."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from rollcall.access import Role, Viewer
from rollcall.intake import desk as desks
from rollcall.intake.desk import Desk, Drop, open_desk
from rollcall.store import Store
from tests.intake.linkage.made_up import two_partners
from tests.intake.workbooks import workbook

TRUST = "Vale Trust autism waits.xlsx"


@pytest.fixture
def desk() -> Iterator[Desk]:
    """A lead's desk over an empty store, with nothing waiting."""
    store = Store.open()
    yield open_desk(Viewer("A lead", Role.LEAD), store)
    desks._waiting.clear()
    store.close()


def dropped(desk: Desk) -> Drop:
    """A council's list and a trust's that wait, some of whose children could be the same."""
    made = two_partners(5, 400, 120, 40, names="initials", twins=25)
    drop = desk.look([("Vale Council SEND.xlsx", workbook(Children=made.children)), (TRUST, workbook(Autism=made.waits))])
    assert drop.wait(60)
    assert drop.examined.linkage
    assert drop.examined.linkage.asked
    return drop


def counts(drop: Drop) -> tuple[int, int, int]:
    linkage = drop.examined.linkage
    assert linkage
    return len(linkage.linked), linkage.children_asked_about, len(linkage.not_listed)


def test_an_answer_moves_the_counts_and_can_be_taken_back(desk: Desk) -> None:
    drop = dropped(desk)
    before = counts(drop)
    pair = drop.examined.linkage.asked[0].key  # type: ignore[union-attr]
    desk.say_match(drop, pair, True)
    assert counts(drop)[0] == before[0] + 1
    desk.undo_match(drop)
    assert counts(drop) == before
    assert not drop.can_undo_match


def test_once_one_listed_twin_is_ruled_out_the_other_is_the_one(desk: Desk) -> None:
    drop = dropped(desk)
    first, second = next(
        (one, other)
        for one in drop.examined.linkage.asked  # type: ignore[union-attr]
        for other in drop.examined.linkage.asked  # type: ignore[union-attr]
        if one.unlisted.mark == other.unlisted.mark and one.key != other.key
    )
    desk.say_match(drop, first.key, False)
    assert second.key in {match.key for match in drop.examined.linkage.linked}  # type: ignore[union-attr]


def test_an_answer_stays_when_something_else_is_said(desk: Desk) -> None:
    drop = dropped(desk)
    desk.say_match(drop, drop.examined.linkage.asked[0].key, True)  # type: ignore[union-attr]
    said = counts(drop)
    desk.say_partner(drop, TRUST, "Another trust")
    assert counts(drop) == said


def test_more_certainty_links_fewer(desk: Desk) -> None:
    drop = dropped(desk)
    before = counts(drop)
    desk.say_sure(drop, 0.9999)
    assert counts(drop)[0] < before[0]
    assert sum(counts(drop)) == sum(before)


def test_a_drop_that_is_kept_lets_go_of_what_was_compared(desk: Desk) -> None:
    drop = dropped(desk)
    desk.keep(drop)
    assert drop.examined.linkage is None
    assert drop.matching.compared is None
