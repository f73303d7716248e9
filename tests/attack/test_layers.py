"""Areas in which what has changed, or how children are looked after, would tell a small number: it is hidden, and the attack finds it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

import pytest

from rollcall.access import Role, Viewer
from rollcall.answers import protect
from rollcall.answers.ask import Visit, forget_answers
from rollcall.answers.guard import Cells, Place
from rollcall.answers.rule import Rule
from rollcall.attack.rule import Rule as AttackRule
from rollcall.attack.session import Area
from rollcall.commands import attacked_areas
from rollcall.store import Store

pytestmark = pytest.mark.threat("subtraction")

DAY = date(2026, 10, 31)
LONG_AGO, LATELY = date(2024, 9, 1), date(2026, 9, 1)
Row = dict[str, object]
Child = tuple[Row, Sequence[Row]]  # what the list of children says, and the periods
BOARD = Viewer("A board member", Role.BOARD)


def period(category: str, since: date, **more: object) -> Row:
    return {"category": category, "start_date": since, **more}


def some(number: int, *periods: Row, **told: object) -> list[Child]:
    """So many children alike."""
    return [(told, periods)] * number


def seen(days: int | None) -> Row:
    return period("ehe", LATELY, last_seen_date=None if days is None else DAY - timedelta(days=days))


AREAS: Mapping[str, list[Child]] = {
    "three of eleven who joined did so in the South, and nobody left": [
        *some(20, period("ehe", LONG_AGO), locality="North"),
        *some(20, period("ehe", LONG_AGO), locality="South"),
        *some(8, period("ehe", LATELY), locality="North"),
        *some(3, period("ehe", LATELY), locality="South"),
        *some(300, locality="North"),
    ],
    "three of eleven who joined are in EOTAS, and nobody left or changed": [
        *some(20, period("ehe", LONG_AGO)),
        *some(20, period("eotas", LONG_AGO)),
        *some(8, period("ehe", LATELY)),
        *some(3, period("eotas", LATELY)),
    ],
    "three who joined are in two categories, and nobody was before": [
        *some(20, period("ehe", LONG_AGO)),
        *some(18, period("cme", LONG_AGO)),
        *some(30, period("eotas", LONG_AGO)),
        *some(3, period("ehe", LATELY), period("cme", LATELY)),
        *some(7, period("ehe", LATELY)),
    ],
    "four have nothing, beside home-educated children of whom some are taught": [
        *some(18, period("ehe", LATELY), period("cme", LATELY), sex="M"),
        *some(4, period("ehe", LATELY), sex="M"),
        *some(6, period("ehe", LATELY, hours_per_week=5.0), sex="M"),
        *some(20, period("ehe", LATELY, hours_per_week=5.0), sex="F"),
        *some(4, period("cme", LATELY, hours_per_week=0.0), sex="F"),
        *some(203, sex="M"),
    ],
}


@pytest.fixture(params=AREAS, ids=lambda name: name.replace(" ", "_"))
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    children = AREAS[request.param]
    usual: Row = {"date_of_birth": date(2013, 5, 5), "sen_status": "E", "sex": "M", "locality": "North", "school_name": "A school"}
    tables = {
        "children": [{"child_id": f"C{number}", **usual, **told} for number, (told, _) in enumerate(children)],
        "spells": [{"child_id": f"C{number}", **one} for number, (_, periods) in enumerate(children) for one in periods],
    }
    made = attacked_areas.kept([(tables, DAY)])
    yield made
    made.close()


def breaches(store: Store) -> list[str]:
    """What an attack on all that a board sees finds out."""
    area = Area({"board": [Visit(BOARD, store)]}, AttackRule())
    steps = [step for step in area.everything() if not step.question.startswith(("diagnostic", "health"))]
    return [str(breach) for breach in area.attack(steps).breaches]


def test_a_layer_tells_nothing_that_makes_a_small_number_known(store: Store) -> None:
    assert breaches(store) == []


def test_the_attack_finds_what_a_layer_would_tell_if_only_its_small_numbers_were_hidden(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def only_the_small(_layer: str, cells: Cells, *others: object) -> dict[Place, int]:
        rule = others[-1]
        assert isinstance(rule, Rule)
        return {place: 1 for place, cell in cells.of.items() if 0 < cells.values[cell] < rule.fewest}

    monkeypatch.setattr(protect, "hidden_beside", only_the_small)
    forget_answers()
    found = breaches(store)
    forget_answers()
    assert found
