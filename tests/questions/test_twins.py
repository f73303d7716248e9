"""Every question gives what its dull twin gives, for any children on any day through any filter."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import HealthCheck, given, note, settings

from rollcall.access import Role, Viewer
from rollcall.answers.ask import Visit
from rollcall.answers.question import QUESTIONS
from rollcall.store import Store
from tests import twin
from tests.twin_made_up import areas, filters, keep
from tests.twin_area import Area, Picture

LEAD = Viewer("A lead", Role.LEAD)


@pytest.fixture(scope="module")
def store() -> Store:
    return Store.open()


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_question_has_a_dull_twin(name: str) -> None:
    assert callable(getattr(twin, name))


@given(areas(), filters())
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_question_gives_what_its_twin_gives(store: Store, made_up: tuple[Area, date], wanted: dict[str, tuple[str, ...]]) -> None:
    area, as_at = made_up
    keep(store, area)
    visit = Visit(LEAD, store)
    for name, question in QUESTIONS.items():
        chosen = {key: value for key, value in wanted.items() if key in question.filters}
        note(f"{name} on {as_at} with {chosen}")
        answer = visit.ask(name, as_at, **_known(visit, chosen))
        expected = getattr(twin, name)(Picture(area, as_at, _known(visit, chosen)))
        assert Counter(answer.rows) == Counter(expected), name


def _known(visit: Visit, chosen: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Localities and providers can be asked for only when some file has them."""
    known = {
        name: tuple(word for word in words if name not in ("locality", "provider") or word in visit.filter_options(name))
        for name, words in chosen.items()
    }
    return {name: words for name, words in known.items() if words}
