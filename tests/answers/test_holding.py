"""What is held is told to the lead and the administrator, protected where exact numbers are not theirs, and deleted by nobody else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rollcall.access import Capability, Role, Viewer
from rollcall.answers.ask import Visit
from rollcall.answers.holding import What, open_holding
from rollcall.answers.question import QUESTIONS
from rollcall.definitions.table import Kind
from rollcall.errors import AccessRefused
from rollcall.show.screen.holding.words import went
from rollcall.store import Store
from tests.store.rows import children, spells

NAMES = "abcdefghijklm"


@pytest.fixture
def store() -> Store:
    """Thirteen children of one partner and four periods of another."""
    made = Store.open()
    made.keep([children(NAMES, partner="Council"), spells("abcd", partner="Trust")], by="Ann")
    return made


def as_role(store: Store, role: Role, *granted: Capability) -> Visit:
    """A visit to that store."""
    return Visit(Viewer("A reader", role, granted=frozenset(granted)), store)


@pytest.mark.parametrize("role", [Role.COMMISSIONER, Role.BOARD])
def test_others_are_refused(store: Store, role: Role) -> None:
    with pytest.raises(AccessRefused, match="SEND lead and its administrator"):
        open_holding(as_role(store, role))


def test_the_lead_sees_exact_rows(store: Store) -> None:
    holding = open_holding(as_role(store, Role.LEAD))
    assert [(one.partner, one.table, one.rows, one.rows_in_use) for one in holding.held] == [
        ("Council", "children", 13, 13),
        ("Trust", "spells", 4, 4),
    ]
    assert holding.rows == 13 + 4


def test_an_administrator_sees_no_numbers_of_rows_anywhere(store: Store) -> None:
    holding = open_holding(as_role(store, Role.ADMINISTRATOR))
    assert [(one.partner, one.rows, one.rows_in_use) for one in holding.held] == [("Council", None, None), ("Trust", None, None)]
    assert holding.rows is None
    assert [(one.table, one.since, one.latest) for one in holding.held] == [(name, *[date.today()] * 2) for name in ("children", "spells")]
    assert [one.rows for one in holding.would_go(What.PARTNER, "Trust")] == [None]
    assert [one.rows for one in holding.delete(What.PARTNER, "Trust").going] == [None]
    assert [one.rows for one in holding.deletions] == [None]
    assert [one.partner for one in holding.held] == ["Council"]


def test_what_a_deletion_found_tells_an_administrator_no_number(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    store.keep([children(NAMES, partner="Council"), spells("abcd", partner="Trust")], by="Ann")
    said = went(open_holding(as_role(store, Role.ADMINISTRATOR)).delete(What.PARTNER, "Trust"))
    assert said.endswith("None can be read there now.")
    assert not [letter for letter in said if letter.isdigit()]
    assert "could be read there before" in went(open_holding(as_role(store, Role.LEAD)).delete(What.PARTNER, "Council"))
    store.close()


def test_who_may_see_but_not_delete_deletes_nothing(store: Store) -> None:
    holding = open_holding(as_role(store, Role.BOARD, Capability.SEE_WHAT_IS_HELD))
    for attempt in (
        lambda: holding.delete(What.EVERYTHING),
        lambda: holding.hold_for("children", 1),
        holding.back_up,
    ):
        with pytest.raises(AccessRefused):
            attempt()
    assert len(store.uploads()) == 1


def test_a_deletion_of_one_partner_takes_that_partner_alone_and_one_by_date_only_what_is_older(store: Store) -> None:
    holding = open_holding(as_role(store, Role.LEAD))
    holding.delete(What.BEFORE, before=date(2020, 1, 1))
    assert holding.rows == 13 + 4
    holding.delete(What.PARTNER, "Council")
    assert [one.partner for one in holding.held] == ["Trust"]
    with pytest.raises(AssertionError):
        holding.delete(What.PARTNER)
    holding.delete(What.EVERYTHING)
    assert holding.held == ()


@pytest.mark.threat("names_kept")
def test_no_question_and_no_list_gives_a_date_of_birth_a_number_or_a_hash(store: Store) -> None:
    kinds = {column.name for table in ("children", "spells") for column in _columns(table) if column.kind in (Kind.NHS_NUMBER, Kind.UPN)}
    never = {*kinds, "date_of_birth"}
    for name, question in QUESTIONS.items():
        assert not never & {column.name for column in question.columns}, name
    born = date(2014, 5, 5)
    visit = as_role(store, Role.LEAD)
    for name in QUESTIONS:
        assert not [value for row in visit.ask(name).rows for value in row if value == born], name


def _columns(table: str) -> tuple:
    from rollcall.definitions.tables import BY_NAME

    return BY_NAME[table].columns


def test_the_self_evaluation_is_deleted_by_whoever_may_delete_and_by_nobody_else(store: Store) -> None:
    store.add_text("whole", "judgement", "Canary judgement", "Ann", 0, lambda _: None)
    with pytest.raises(AccessRefused):
        open_holding(as_role(store, Role.BOARD, Capability.SEE_WHAT_IS_HELD)).delete(What.SELF_EVALUATION)
    holding = open_holding(as_role(store, Role.ADMINISTRATOR))
    assert holding.would_go(What.SELF_EVALUATION) == ()
    assert holding.written is not None
    erased = holding.delete(What.SELF_EVALUATION)
    assert (erased.written, erased.going) == (1, ())
    assert holding.written is None
    assert went(erased).startswith("Deleted for good")
    assert [one.partner for one in holding.held] == ["Council", "Trust"]
