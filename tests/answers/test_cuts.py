"""What those who see protected numbers are given of services, of lists and of files: no more than is theirs."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from rollcall.access import Capability, Role, Viewer
from rollcall.answers.ask import Visit
from rollcall.answers.question import QUESTIONS
from rollcall.commands.attacked_areas import MONTHS, area_of_small_groups, kept
from rollcall.definitions.calendar import add_months
from rollcall.errors import AccessRefused, QuestionRefused
from rollcall.intake.invented_area import bring_in_invented_area
from rollcall.store import Store

BOARD, COMMISSIONER = Viewer("A board", Role.BOARD), Viewer("A commissioner", Role.COMMISSIONER)


@pytest.fixture(scope="module")
def area() -> Store:
    """The invented area."""
    store = Store.open()
    bring_in_invented_area(store)
    return store


def test_a_commissioner_of_some_services_is_given_no_number_over_all_of_them(area: Store) -> None:
    visit, every = Visit(Viewer("One", Role.COMMISSIONER, services=("slt",)), area), Visit(COMMISSIONER, area)
    with pytest.raises(AccessRefused, match="you see Speech and language therapy only"):
        visit.ask("health_access_by_barrier")
    assert every.ask("health_access_by_barrier").rows
    needs, all_needs = visit.ask("not_in_school_needs"), every.ask("not_in_school_needs")
    assert needs.column("cannot_access_a_service") == [None]
    assert needs.footnotes[0].startswith("How many cannot reach any of the health services is not shown to you")
    assert all_needs.column("cannot_access_a_service") != [None]
    assert needs.column("children") == all_needs.column("children")
    for name, question in QUESTIONS.items():  # whatever tells of a service and says which, tells of theirs alone
        if any(column.name == "service" for column in question.columns) and not (question.for_the_lead or name.startswith("published_")):
            try:
                assert set(visit.ask(name).column("service")) <= {"slt"}, name
            except AccessRefused:
                assert question.lists_children


def test_a_commissioner_of_some_services_is_given_no_number_of_a_spreadsheet_of_them_all() -> None:
    store = kept([(area_of_small_groups(50002), MONTHS[-1])])
    visit, every = Visit(Viewer("One", Role.COMMISSIONER, services=("slt",)), store), Visit(COMMISSIONER, store)

    def of(one: Visit, question: str) -> list[tuple]:
        answer = one.ask(question)
        people = [at for at, column in enumerate(answer.columns) if column.kind == "people"]
        at = [column.name for column in answer.columns].index("table_name")
        return [tuple(row[number] for number in people) for row in answer.rows if row[at] == "health_access"]

    assert of(every, "unknown_children")
    assert of(visit, "unknown_children") == []
    assert any("over all services are not shown to you" in note for note in visit.ask("unknown_children").footnotes)
    assert not any("over all services" in note for note in every.ask("unknown_children").footnotes)
    told = "in access to health services"
    number = ("About", "A hidden number")
    assert any(note.startswith(number) and told in note for note in every.ask("health_access_by_service").footnotes)
    for name, question in QUESTIONS.items():
        if not question.for_the_lead:
            try:
                notes = visit.ask(name).footnotes
            except AccessRefused:
                continue
            assert not [note for note in notes if told in note and note.startswith(number)], name
    store.close()


def test_a_commissioner_who_was_granted_lists_asks_for_them_one_filter_and_one_day_at_a_time(area: Store) -> None:
    granted = Viewer("One", Role.COMMISSIONER, services=("slt",), granted=frozenset({Capability.LIST_CHILDREN}))
    visit, lead = Visit(granted, area), Visit(Viewer("A lead", Role.LEAD), area)
    for name, question in QUESTIONS.items():
        if not question.lists_children:
            continue
        if question.for_the_lead:
            with pytest.raises(AccessRefused, match="Only the area's SEND lead"):
                visit.ask(name)
            continue
        assert visit.ask(name).rows
        for day in (visit.as_at - timedelta(days=1), add_months(visit.as_at, -12)):
            with pytest.raises(AccessRefused, match=r"on any day|about any day"):
                visit.ask(name, as_at=day)
        with pytest.raises(AccessRefused, match="Choose one of"):
            visit.ask(name, sen_status="E", sex="F")
        with pytest.raises(AccessRefused, match="Choose one sen_status"):
            visit.ask(name, sen_status=("E", "K"))
        assert visit.ask(name, sen_status="E").filters == {"sen_status": ("E",)}
    theirs = visit.ask("health_gaps_list")
    assert set(theirs.column("service")) == {"slt"}
    assert len(theirs.rows) == lead.ask("health_gaps_list").column("service").count("slt")
    with pytest.raises(QuestionRefused):
        visit.ask("health_gaps_list", service="ot")


def test_how_many_rows_partners_files_have_is_the_lead_s_alone(area: Store) -> None:
    for viewer in (COMMISSIONER, BOARD):
        visit = Visit(viewer, area)
        assert set(visit.ask("files_kept").column("rows")) == {None}
        for question in ("completeness", "children_linked"):
            with pytest.raises(AccessRefused):
                visit.ask(question)


def test_the_names_of_partners_files_are_the_lead_s_alone(area: Store) -> None:
    lead = Visit(Viewer("A lead", Role.LEAD), area).ask("files_kept")
    assert all(lead.column("files"))
    for viewer in (COMMISSIONER, BOARD):
        answer = Visit(viewer, area).ask("files_kept")
        assert set(answer.column("files")) == {None}
        assert not any(name in json.dumps(answer.to_json()) for files in lead.column("files") for name in files.split(", "))
        assert answer.column("partner") == lead.column("partner")
