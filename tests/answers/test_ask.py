"""The one door out: what a visit refuses, remembers and shows to whom."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from rollcall.access import Role, Viewer
from rollcall.answers import ask
from rollcall.answers.ask import Visit, open_visit
from rollcall.errors import AccessRefused, QuestionRefused
from rollcall.store import Store
from tests.plain.area import Access, Area, Child, Service, Spell, Wait
from tests.plain.keep import keep, prepared

DAY = date(2026, 10, 31)
BORN = date(2014, 5, 5)  # Year 8 on the day
TOLD = (("Council", DAY), ("Trust", DAY), ("Board", DAY))
LEAD, BOARD = Viewer("A lead", Role.LEAD), Viewer("A board member", Role.BOARD)


def children(many: int, locality: str = "North", sen_status: str = "E") -> tuple[Child, ...]:
    return tuple(Child(f"{locality}{number}", BORN, sen_status, locality=locality) for number in range(many))


def out(of: tuple[Child, ...], category: str = "ehe") -> tuple[Spell, ...]:
    return tuple(Spell(child.child_id, category, date(2026, 9, 1)) for child in of)


AREA = Area(
    children=children(9) + children(3, "South", "K"),
    spells=out(children(9)) + out(children(3, "South"), "cme"),
    diagnostic_waits=tuple(Wait(child.child_id, "autism", date(2026, 1, 1), provider="Hill Trust") for child in children(3)),
    health_access=(Access("North0", "slt", "waiting", provider="Hill Trust"),),
    services=(Service("ot", "Hill Trust", "yes"),),
    told_at=TOLD,
)


@pytest.fixture(scope="module")
def store() -> Store:
    opened = Store.open()
    keep(opened, AREA)
    return opened


@pytest.fixture
def lead(store: Store) -> Visit:
    return Visit(LEAD, store)


@pytest.fixture
def board(store: Store) -> Visit:
    return Visit(BOARD, store)


def test_the_lead_sees_exact_numbers(lead: Visit) -> None:
    answer = lead.ask("not_in_school_by_locality")
    assert answer.rows == (("North", 9), ("South", 3))
    assert not answer.protected


def test_the_board_sees_the_total_rounded_and_of_two_parts_neither_when_one_is_small(board: Visit) -> None:
    assert board.ask("not_in_school_by_locality").rows == (("North", None), ("South", None))
    assert board.ask("not_in_school_total").column("children") == [10]
    assert board.ask("not_in_school_total").protected


def test_a_meeting_shows_the_lead_what_the_board_sees(lead: Visit, board: Visit) -> None:
    assert lead.as_board().ask("not_in_school_by_locality") == board.ask("not_in_school_by_locality")
    with pytest.raises(AccessRefused):
        lead.as_board().ask("children_not_in_school_list")


def test_only_the_lead_sees_children(lead: Visit, board: Visit) -> None:
    assert len(lead.ask("children_not_in_school_list").rows) == 9 + 3
    with pytest.raises(AccessRefused, match="only the area's SEND lead"):
        board.ask("children_not_in_school_list")


def test_a_question_that_does_not_exist_is_refused_with_the_nearest(lead: Visit) -> None:
    with pytest.raises(QuestionRefused, match="not_in_school_by_category"):
        lead.ask("not_in_school_by_categry")


def test_a_filter_the_question_does_not_take_is_refused_with_those_it_takes(lead: Visit) -> None:
    with pytest.raises(QuestionRefused, match=r"does not take the filter provider.*locality, sen_status"):
        lead.ask("not_in_school_total", provider="Hill Trust")
    with pytest.raises(QuestionRefused, match="no filters"):
        lead.ask("files_kept", locality="North")


def test_a_value_nobody_has_is_refused_with_those_there_are(lead: Visit) -> None:
    with pytest.raises(QuestionRefused, match=r"It can be: North, South\.") as refused:
        lead.ask("not_in_school_total", locality="Nowhere in particular")
    assert "particular" not in str(refused.value)
    with pytest.raises(QuestionRefused, match="It can be: E, K, N"):
        lead.ask("not_in_school_total", sen_status="Q")


@pytest.mark.parametrize(
    ("name", "typed", "children"),
    [
        ("sen_status", "EHCP", 9),
        ("sen_status", ["E", "K"], 12),
        ("locality", "south", 3),
        ("category", "Children missing education", 3),
        ("year_group", "7", 0),
        ("year_group", "Year 8", 12),
        ("year_group", "y8", 12),
        ("social_care", "not recorded", 12),
        ("sex", (), 12),
    ],
)
def test_a_filter_is_typed_as_people_say_it(lead: Visit, name: str, typed: str | list[str], children: int) -> None:
    assert lead.ask("not_in_school_total", **{name: typed}).column("children") == [children]


def test_a_service_leaves_the_referrals_of_providers_that_give_it(lead: Visit) -> None:
    assert lead.ask("diagnostic_waits_now", service="ot").column("waiting") == [3]
    assert lead.ask("diagnostic_waits_now", service="slt").rows == ()


def test_the_day_is_the_latest_that_any_file_speaks_for(lead: Visit) -> None:
    assert lead.as_at == DAY
    assert lead.ask("not_in_school_total").as_at == DAY
    assert lead.ask("not_in_school_total", as_at=date(2026, 8, 31)).column("children") == [0]


def test_filters_offer_what_the_data_has_in_the_order_of_the_list(lead: Visit) -> None:
    assert lead.filter_options("locality") == ("North", "South")
    assert lead.filter_options("sen_status") == ("E", "K")
    assert lead.filter_options("category") == ("cme", "ehe")
    assert lead.filter_options("service") == ("slt", "ot")
    assert lead.filter_options("year_group")[:2] == ("Reception", "Year 1")
    with pytest.raises(QuestionRefused, match="no filter shoe_size"):
        lead.filter_options("shoe_size")


def test_an_answer_is_worked_out_once_until_the_data_changes() -> None:
    store = Store.open()
    keep(store, AREA)
    visit = Visit(LEAD, store)
    first = visit.ask("not_in_school_total")
    assert visit.ask("not_in_school_total") is first
    assert visit.ask("not_in_school_total", locality="North") is not first
    keep(store, Area(children=children(1), spells=out(children(1)), told_at=TOLD))
    assert visit.ask("not_in_school_total").rows == ((1, 0),)


def test_roles_and_stores_never_share_an_answer(lead: Visit, board: Visit) -> None:
    other = Store.open()
    keep(other, Area(children=children(1), told_at=TOLD))
    assert lead.ask("not_in_school_by_locality").rows != board.ask("not_in_school_by_locality").rows
    assert Visit(LEAD, other).ask("not_in_school_total").rows == ((0, 0),)


def test_lists_of_children_are_not_remembered(lead: Visit) -> None:
    assert lead.ask("children_not_in_school_list") is not lead.ask("children_not_in_school_list")


def test_a_list_has_an_end_and_says_so(lead: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rollcall.answers.count.MOST_ROWS_LISTED", 5)
    monkeypatch.setattr(ask, "MOST_ROWS_LISTED", 5)
    answer = lead.ask("children_not_in_school_list")
    assert len(answer.rows) == 5
    assert answer.footnotes[0].startswith("Only the first 5 rows are listed")


def test_an_answer_is_also_records_a_frame_and_json(lead: Visit) -> None:
    answer = lead.ask("not_in_school_by_month")
    assert answer.records()[-1] == {"month_end": DAY, "children": 12, "spells_started": 0, "spells_ended": 0}
    assert list(answer.frame().columns) == ["month_end", "children", "spells_started", "spells_ended"]
    assert answer.to_json()["rows"][-1]["month_end"] == "2026-10-31"
    assert answer.to_json()["as_at"] == "2026-10-31"


def test_a_hidden_number_is_null_in_json_and_weeks_are_a_list(lead: Visit, board: Visit) -> None:
    assert board.ask("not_in_school_by_locality").to_json()["rows"][1] == {"locality": "South", "children": None}
    (out_of_school,) = lead.ask("diagnostic_waits_in_and_out_of_school").to_json()["rows"]
    assert out_of_school == {"assessment": "autism", "in_school": False, "waiting": 3, "weeks": [303 // 7] * 3}


def test_children_are_listed_with_overdue_reviews_first() -> None:
    store = Store.open()
    late, soon, none = (Spell(f"North{number}", "ehe", date(2026, 9, 1), next_review_date=due)
                        for number, due in enumerate((date(2026, 10, 1), date(2026, 12, 1), None)))  # fmt: skip
    keep(store, Area(children=children(3), spells=(soon, none, late), told_at=TOLD))
    listed = Visit(LEAD, store).ask("children_not_in_school_list")
    assert listed.column("child_id") == ["North0", "North2", "North1"]
    assert listed.column("review_overdue") == [True, False, False]


def test_many_people_ask_at_once(store: Store) -> None:
    ask.forget_answers()
    seen: list[tuple] = []

    def visit() -> None:
        seen.extend(Visit(LEAD, store).ask("not_in_school_total").rows)

    people = [threading.Thread(target=visit) for _ in range(8)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert seen == [(12, 0)] * 8


@pytest.fixture
def fresh_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("ROLLCALL_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(ask, "_stores", {})
    yield tmp_path / "data"
    for store in ask._stores.values():
        store.close()


def test_the_invented_area_shows_until_something_is_kept(fresh_process: Path) -> None:
    filled: list[Store] = []

    def invented(store: Store) -> None:
        filled.append(store)
        store.keep(prepared(AREA), by="Rollcall")

    visit = open_visit(LEAD, invented)
    assert visit.invented
    assert open_visit(BOARD, invented).store is visit.store
    assert len(filled) == 1
    visit.kept.keep(prepared(Area(children=children(2), told_at=TOLD)), by="A lead")
    real = open_visit(LEAD, invented)
    assert not real.invented
    assert real.store is visit.kept
    assert (fresh_process / "rollcall.duckdb").exists()


def test_without_an_invented_area_an_empty_store_is_visited(fresh_process: Path) -> None:
    visit = open_visit(LEAD)
    assert not visit.invented
    assert visit.as_at == date.today()
    assert visit.ask("not_in_school_total").rows == ((0, 0),)
    assert fresh_process.exists()
