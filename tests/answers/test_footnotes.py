"""Beside an answer stands who is left out, what overlaps and what is not counted, in numbers as protected as the answer's own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from rollcall.access import Role, Viewer
from rollcall.answers.ask import Visit
from rollcall.answers.protect import WEEKS_FOOTNOTE
from rollcall.answers.rule import NHS
from rollcall.store import Store
from tests.plain.area import Access, Area, Attendance, Child, Spell, Wait
from tests.plain.keep import keep

DAY = date(2026, 10, 31)
BORN = date(2014, 5, 5)
START = date(2026, 9, 1)
TOLD = (("Council", DAY), ("Trust", DAY))

AREA = Area(
    children=tuple(Child(f"C{number}", BORN, "E", school_name="Hill School") for number in range(12)),
    spells=(
        *(Spell(f"C{number}", "ehe", START) for number in range(12)),
        *(Spell(f"C{number}", "part_time", START) for number in range(9)),
        *(Spell(f"X{number}", "ehe", START) for number in range(3)),
    ),
    diagnostic_waits=(Wait("C0", "autism", START), Wait("X0", "autism", START), Wait("X0", "adhd", START)),
    health_access=(Access("C0", "slt", "waiting"),),
    told_at=TOLD,
)


@pytest.fixture(scope="module")
def store() -> Store:
    opened = Store.open()
    keep(opened, AREA)
    return opened


def notes(store: Store, question: str, role: Role = Role.LEAD, **filters: str) -> tuple[str, ...]:
    return Visit(Viewer("Somebody", role), store).ask(question, **filters).footnotes


def test_categories_that_add_to_more_than_the_total_say_so(store: Store) -> None:
    assert "9 children are in more than one category, so the categories add to more than 12." in notes(store, "not_in_school_by_category")


def test_the_overlap_is_rounded_for_the_board(store: Store) -> None:
    told = notes(store, "not_in_school_by_category", Role.BOARD)
    assert "About 10 children are in more than one category, so the categories add to more than about 10." in told


def test_the_overlap_is_not_mentioned_when_one_category_is_asked_for(store: Store) -> None:
    assert not any("more than one category" in note for note in notes(store, "not_in_school_by_category", category="ehe"))


def test_children_who_are_in_no_list_are_left_out_and_named_as_such(store: Store) -> None:
    said = "3 children in periods not in school are not in the list of children, so their age and SEND are not known; they are left out."
    assert said in notes(store, "not_in_school_total")
    assert said in notes(store, "returns_sustained")


def test_the_number_in_no_list_is_hidden_from_the_board(store: Store) -> None:
    told = notes(store, "not_in_school_total", Role.BOARD)
    assert any(note.startswith("A hidden number of children in periods not in school are not in the list") for note in told)


def test_a_referral_of_a_child_in_no_list_is_counted_and_said(store: Store) -> None:
    (note,) = [note for note in notes(store, "diagnostic_waits_now") if "diagnostic waits" in note]
    assert note == (
        "1 child in diagnostic waits is not in the list of children, so its age and SEND are not known; its referrals are counted here."
    )


def test_a_question_says_nothing_of_tables_it_does_not_read(store: Store) -> None:
    assert notes(store, "services_for_children_not_on_a_roll") == ()
    assert not any("periods" in note for note in notes(store, "health_access_barriers"))


def test_hidden_numbers_are_explained_to_those_who_see_them(store: Store) -> None:
    assert NHS.footnote in notes(store, "not_in_school_total", Role.COMMISSIONER)
    assert WEEKS_FOOTNOTE in notes(store, "diagnostic_waits_now", Role.COMMISSIONER)
    assert NHS.footnote not in notes(store, "not_in_school_total")
    assert NHS.footnote not in notes(store, "published_waits_by_service", Role.BOARD)


def test_candidates_are_mentioned_and_never_counted() -> None:
    store = Store.open()
    missed = tuple(Attendance(f"C{number}", "Autumn 2026/27", 100, 50) for number in range(2))
    keep(store, replace(AREA, spells=(), attendance=missed))
    visit = Visit(Viewer("A lead", Role.LEAD), store)
    answer = visit.ask("not_in_school_total")
    assert answer.rows == ((0, 0),)
    assert any(
        note.startswith("2 children who may be out of school are not counted: they missed half or more") for note in answer.footnotes
    )
    assert not any("may be out of school" in note for note in visit.ask("not_in_school_total", category="ehe").footnotes)
