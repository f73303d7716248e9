"""Every question gives what the plain version gives, for areas that Hypothesis makes and for filters it picks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rollcall.access import Role, Viewer
from rollcall.answers.ask import Visit
from rollcall.answers.question import QUESTIONS
from rollcall.store import Store
from tests.plain import QUESTIONS as PLAIN
from tests.plain import Area, Chosen, Plain
from tests.questions.areas import areas, prepared

LEAD = Viewer("Test lead", Role.LEAD)
VALUES = {
    "locality": ("North", "South"), "sen_status": ("E", "K", "N"), "primary_need": ("ASD", "SEMH"), "sex": ("F", "M"),
    "social_care": ("none", "looked_after"), "year_group": ("Reception", "Year 1", "Year 5", "Year 10", "Year 11"),
    "category": ("cme", "ehe", "part_time"), "service": ("slt", "ot"), "provider": ("A", "B"),
}  # fmt: skip


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with_nothing = Store.open()
    yield with_nothing
    with_nothing.close()


def load(store: Store, area: Area) -> None:
    store.delete_everything()
    store.keep(prepared(area), by="test")


def rows(question: str, answered: tuple[tuple, ...]) -> list[tuple]:
    """The answer in an order that does not matter, without months in which nothing happened."""
    if question == "diagnostic_waits_by_month":
        answered = tuple(row for row in answered if any(row[2:]))
    return sorted(answered, key=repr)


def test_every_question_about_children_has_a_plain_version() -> None:
    about_children = {
        name for name, question in QUESTIONS.items() if any(kind in ("people", "weeks of people") for _, kind in question.columns)
    }
    elsewhere = {"candidates", "unknown_children", "population_by_locality", "returns_curve"}  # each has a test of its own
    assert about_children - elsewhere == set(PLAIN)


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(areas())
def test_every_question_agrees_with_the_plain_version(store: Store, made: tuple[Area, date]) -> None:
    area, day = made
    load(store, area)
    visit, plain = Visit(LEAD, store), Plain(area, day)
    for question in PLAIN:
        answer = visit.ask(question, as_at=day)
        assert rows(question, answer.rows) == rows(question, tuple(getattr(plain, question)())), question


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(areas(), st.data())
def test_every_question_agrees_with_the_plain_version_under_filters(store: Store, made: tuple[Area, date], data: st.DataObject) -> None:
    area, day = made
    load(store, area)
    visit = Visit(LEAD, store)
    for question in PLAIN:
        names = data.draw(st.lists(st.sampled_from(visit.takes(question)), max_size=2, unique=True), question)
        filters = {name: tuple(data.draw(st.lists(st.sampled_from(VALUES[name]), min_size=1, max_size=2, unique=True))) for name in names}
        children = {name: frozenset(values) for name, values in filters.items() if name not in ("category", "service", "provider")}
        chosen = Chosen(children, *(frozenset(filters[name]) if name in filters else None for name in ("category", "service", "provider")))
        answer = visit.ask(question, as_at=day, **filters)
        assert rows(question, answer.rows) == rows(question, tuple(getattr(Plain(area, day, chosen), question)())), (question, filters)
