"""Candidates are counted only once the lead accepts them, by spells that name their source and can be undone."""

from __future__ import annotations

from datetime import date

import pytest

from rollcall.access import Role, Viewer
from rollcall.answers.ask import Visit
from rollcall.errors import AccessRefused, QuestionRefused
from rollcall.store import Store
from tests.plain.area import Area, Attendance, Child
from tests.plain.keep import keep

DAY = date(2026, 10, 31)
START = date(2026, 9, 1)
AREA = Area(
    children=(
        Child("absent", date(2014, 5, 5), "E", school_name="Hill School"),
        Child("no school", date(2014, 5, 5), "K"),
        Child("home", date(2014, 5, 5), "K", home_educated_flag=True),
        Child("in school", date(2014, 5, 5), "K", school_name="Hill School"),
        Child("too young", date(2024, 5, 5), "K"),
    ),
    attendance=(Attendance("absent", "Autumn 2026/27", 100, 50), Attendance("in school", "Autumn 2026/27", 100, 49)),
    told_at=(("Council", DAY),),
)


@pytest.fixture
def visit() -> Visit:
    store = Store.open()
    keep(store, AREA)
    return Visit(Viewer("A lead", Role.LEAD), store)


def test_candidates_are_offered_with_where_they_come_from(visit: Visit) -> None:
    listed = visit.ask("candidates_list").records()
    assert {(row["child_id"], row["source"], row["suggested_category"]) for row in listed} == {
        ("absent", "attendance", "severely_absent"),
        ("no school", "no_establishment", "cme"),
        ("home", "home_educated_flag", "ehe"),
    }
    assert visit.ask("not_in_school_total").rows == ((0, 0),)


def test_no_school_makes_a_candidate_only_where_the_list_has_a_column_for_it() -> None:
    store = Store.open()
    keep(store, Area(**{**vars(AREA), "school_columns": ()}))
    assert "no_establishment" not in Visit(Viewer("A lead", Role.LEAD), store).ask("candidates").column("source")


def test_an_accepted_candidate_is_counted_and_its_spell_names_its_source(visit: Visit) -> None:
    visit.accept_candidates(["absent"], "severely_absent", START)
    assert visit.ask("not_in_school_by_category").rows == (("severely_absent", 1),)
    assert visit.store.query("SELECT child_id, source FROM kept.spells").rows == [("absent", "accepted from attendance · Autumn 2026/27")]
    assert "absent" not in visit.ask("candidates_list").column("child_id")


def test_those_accepted_before_still_count(visit: Visit) -> None:
    visit.accept_candidates(["absent"], "severely_absent", START)
    visit.accept_candidates(["no school"], "Children missing education", START)
    assert visit.ask("not_in_school_total").rows == ((2, 0),)


def test_accepting_can_be_undone(visit: Visit) -> None:
    visit.accept_candidates(["absent"], "severely_absent", START)
    upload = visit.accept_candidates(["home"], "ehe", START)
    visit.store.undo(upload.upload_id)
    assert visit.ask("not_in_school_by_category").rows == (("severely_absent", 1),)
    assert upload.by == "A lead"


def test_only_the_lead_accepts(visit: Visit) -> None:
    with pytest.raises(AccessRefused):
        visit.as_board().accept_candidates(["absent"], "severely_absent", START)


@pytest.mark.parametrize(
    ("children", "category", "start", "said"),
    [
        (["in school"], "ehe", START, "not candidates any more"),
        ([], "ehe", START, "not candidates any more"),
        (["absent"], "truant", START, "one of these categories"),
        (["absent"], "ehe", date(2026, 11, 1), "cannot start after 31 October 2026"),
    ],
)
def test_what_cannot_be_accepted_is_said(visit: Visit, children: list[str], category: str, start: date, said: str) -> None:
    with pytest.raises(QuestionRefused, match=said):
        visit.accept_candidates(children, category, start)
    assert len(visit.store.uploads()) == 1
