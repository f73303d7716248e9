"""Every question gives what its plain version gives: on every edge, and for any children on any day through any filter."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings

from rollcall.access import Role, Viewer
from rollcall.answers.ask import Visit
from rollcall.answers.question import QUESTIONS
from rollcall.store import Store
from tests.plain.area import Area
from tests.plain.edges import area_on_every_edge
from tests.plain.keep import keep
from tests.plain.made_up import DAYS, areas, filters
from tests.plain.picture import Picture
from tests.plain.questions import PLAIN

LEAD = Viewer("A lead", Role.LEAD)
EXAMPLES = 100 if os.environ.get("CI") else 50


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    """One store, emptied for each area."""
    one = Store.open()
    yield one
    one.close()


def test_every_question_has_a_plain_version_and_none_is_left_over() -> None:
    assert set(PLAIN) == set(QUESTIONS)


@pytest.mark.parametrize("as_at", DAYS, ids=str)
def test_every_question_agrees_on_every_edge(store: Store, as_at: date) -> None:
    agree(store, area_on_every_edge(as_at), as_at, {})


@given(areas(), filters())
@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
def test_every_question_agrees_for_any_children_through_any_filter(
    store: Store, made_up: tuple[Area, date], wanted: dict[str, tuple[str, ...]]
) -> None:
    agree(store, *made_up, wanted)


@pytest.mark.parametrize("days", [1, 20, 92, 365, 800])
def test_questions_between_two_days_agree_whatever_the_earlier_one_is(store: Store, days: int) -> None:
    as_at = DAYS[-1]
    area, since = area_on_every_edge(as_at), as_at - timedelta(days=days)
    keep(store, area)
    picture = Picture(area, as_at, {}, since)
    between = [name for name, question in QUESTIONS.items() if "since" in question.takes]
    for name in between:
        assert Counter(Visit(LEAD, store).ask(name, as_at, since).rows) == Counter(PLAIN[name](picture)), name
    assert len(between) == 2


def agree(store: Store, area: Area, as_at: date, wanted: dict[str, tuple[str, ...]]) -> None:
    """Keep the area, ask every question, and compare the rows, whose order does not matter."""
    keep(store, area)
    visit = Visit(LEAD, store)
    pictures: dict[tuple, Picture] = {}
    for name, question in QUESTIONS.items():
        chosen = _known(visit, {key: value for key, value in wanted.items() if key in question.filters})
        picture = pictures.setdefault(tuple(chosen.items()), Picture(area, as_at, chosen))
        answered, meant = Counter(visit.ask(name, as_at, **chosen).rows), Counter(PLAIN[name](picture))
        assert (answered - meant, meant - answered) == (Counter(), Counter()), f"{name} on {as_at} with {chosen}"


def _known(visit: Visit, chosen: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Localities and providers can be asked for only when some file has them."""
    known = {
        name: tuple(word for word in words if name not in ("locality", "provider") or word in visit.filter_options(name))
        for name, words in chosen.items()
    }
    return {name: words for name, words in known.items() if words}
