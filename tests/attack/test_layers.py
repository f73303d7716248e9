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
VERY_LONG_AGO, LONG_AGO, LATELY = date(2023, 1, 10), date(2024, 9, 1), date(2026, 9, 1)
PLACES = ("North", "South", "East", "West")
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


LEFT = {"end_date": date(2026, 3, 1), "outcome": "returned_to_school"}
OF_LAYERS: Mapping[str, list[Child]] = {
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
    "four stayed in home education while thirty changed": [
        *some(4, period("ehe", LONG_AGO), locality="North"),
        *some(14, period("ehe", LONG_AGO, end_date=LATELY), period("eotas", LATELY), locality="North"),
        *some(4, period("eotas", LONG_AGO), locality="North"),
        *some(8, period("eotas", LONG_AGO), locality="South"),
        *some(4, period("eotas", LONG_AGO, end_date=LATELY), period("ehe", LATELY), locality="South"),
        *some(12, period("eotas", LONG_AGO, end_date=LATELY), period("ehe", LATELY), locality="East"),
    ],
    "three are newly known to health, and nobody joined or left": [
        *some(23, period("ehe", LONG_AGO), locality="North", referred=date(2025, 1, 10)),
        *some(4, period("ehe", LONG_AGO), locality="South", referred=date(2025, 1, 10)),
        *some(3, period("ehe", LONG_AGO), locality="South", referred=date(2026, 2, 1)),
        *some(11, period("ehe", LONG_AGO), locality="South"),
        *some(13, period("ehe", LONG_AGO), locality="East"),
    ],
    "three have hours, and not in unregistered provision": [
        *some(18, period("ehe", LATELY), sex="M"),
        *some(14, period("unregistered_ap", LATELY, hours_per_week=5.0), sex="M"),
        *some(11, period("unregistered_ap", LATELY, hours_per_week=5.0), sex="F"),
        *some(3, period("eotas", LATELY, hours_per_week=5.0), sex="F"),
        *some(8, period("eotas", LATELY), sex="F"),
    ],
}
OF_ONE_DAY: Mapping[str, list[Child]] = {
    "three with SEND by status wait beside those who are there by waiting": [
        *some(17, period("ehe", LONG_AGO), sen_status="N", sex="M", referred=LONG_AGO),
        *some(3, period("ehe", LONG_AGO), sen_status="K", sex="M", referred=LONG_AGO),
        *some(9, period("ehe", LONG_AGO), sen_status="K", sex="M"),
        *some(4, period("ehe", LONG_AGO), sex="M"),
        *some(18, period("ehe", LONG_AGO), sex="F"),
    ],
    "three are in one category and all others in two": [
        *(child for place in PLACES for child in some(11, period("ehe", LONG_AGO), period("cme", LONG_AGO), locality=place)),
        *some(1, period("ehe", LONG_AGO), period("cme", LONG_AGO), locality="North"),
        *(child for place in PLACES[1:] for child in some(1, period("ehe", LONG_AGO), locality=place)),
    ],
    "three are known to health and do not wait": [
        *some(17, period("ehe", LONG_AGO), locality="North", referred=LONG_AGO),
        *some(8, period("ehe", LONG_AGO), locality="South", referred=LONG_AGO),
        *some(3, period("ehe", LONG_AGO), locality="South", access="in_place"),
        *some(1, period("ehe", LONG_AGO), locality="South"),
        *some(12, period("ehe", LONG_AGO), locality="East"),
    ],
    "three can reach every service": [
        *some(17, period("ehe", LONG_AGO), locality="North", access="cannot_access"),
        *(child for place in PLACES[1:3] for child in some(12, period("ehe", LONG_AGO), locality=place, access="cannot_access")),
        *some(9, period("ehe", LONG_AGO), locality="West", access="cannot_access"),
        *some(3, period("ehe", LONG_AGO), locality="West"),
    ],
}


def kept(children: list[Child]) -> Store:
    """A store that holds some children, their periods, referrals and health services."""
    usual: Row = {"date_of_birth": date(2013, 5, 5), "sen_status": "E", "sex": "M", "locality": "North", "school_name": "A school"}
    tables: dict[str, list[Row]] = {"children": [], "spells": [], "diagnostic_waits": [], "health_access": []}
    for number, (told, periods) in enumerate(children):
        child: Row = {"child_id": f"C{number}"}
        said = dict(told)
        referred, access = said.pop("referred", None), said.pop("access", None)
        tables["children"].append({**child, **usual, **said})
        tables["spells"] += [{**child, **one} for one in periods]
        if referred:
            tables["diagnostic_waits"].append({**child, "assessment": "autism", "provider": "A trust", "referral_received_date": referred})
        if access:
            tables["health_access"].append({**child, "service": "slt", "status": access})
    return attacked_areas.kept([({name: rows for name, rows in tables.items() if rows}, DAY)])


def named(areas: Mapping[str, list[Child]]) -> list[str]:
    return [name.replace(" ", "_") for name in areas]


@pytest.fixture(params=[*OF_LAYERS.values(), *OF_ONE_DAY.values()], ids=named({**OF_LAYERS, **OF_ONE_DAY}))
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    made = kept(request.param)
    yield made
    made.close()


@pytest.fixture(params=OF_LAYERS.values(), ids=named(OF_LAYERS))
def store_of_layers(request: pytest.FixtureRequest) -> Iterator[Store]:
    made = kept(request.param)
    yield made
    made.close()


@pytest.fixture(params=OF_ONE_DAY.values(), ids=named(OF_ONE_DAY))
def store_of_one_day(request: pytest.FixtureRequest) -> Iterator[Store]:
    made = kept(request.param)
    yield made
    made.close()


def breaches(store: Store) -> list[str]:
    """What an attack on all that a board sees finds out."""
    area = Area({"board": [Visit(BOARD, store)]}, AttackRule())
    steps = [step for step in area.everything() if not step.question.startswith(("diagnostic", "health"))]
    return [str(breach) for breach in area.attack(steps).breaches]


def only_the_small(cells: Cells, rule: Rule) -> dict[Place, int]:
    """What a guard would hide that knows of no sum."""
    return {place: 1 for place, cell in cells.of.items() if 0 < cells.values[cell] < rule.fewest}


def test_nothing_that_is_shown_makes_a_small_number_known(store: Store) -> None:
    assert breaches(store) == []


def test_the_attack_finds_what_a_layer_would_tell_if_only_its_small_numbers_were_hidden(
    store_of_layers: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(protect, "hidden_beside", lambda _, cells, *others: only_the_small(cells, others[-1]))
    forget_answers()
    found = breaches(store_of_layers)
    forget_answers()
    assert found


def test_the_attack_finds_what_one_day_would_tell_if_only_its_small_numbers_were_hidden(
    store_of_one_day: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(protect, "hidden_cells", lambda _, cells, rule, *others: only_the_small(cells, rule))
    forget_answers()
    found = breaches(store_of_one_day)
    forget_answers()
    assert found


def test_who_is_newly_out_for_long_is_hidden_where_it_tells_how_few_of_the_others_came_back() -> None:
    """All of them were out a year before, but for who began on the day after: the guard takes it to be known, and the attack does not."""
    since = date(2025, 5, 1)
    made = kept(
        [
            *some(23, period("ehe", VERY_LONG_AGO)),
            *some(5, period("ehe", VERY_LONG_AGO, **LEFT)),
            *some(15, period("ehe", since)),
            *some(3, period("ehe", since, **LEFT)),
        ]
    )
    row = Visit(BOARD, made).ask("since_last_time_figures").records()[0]
    assert (row["before"], row["joined"], row["returned"], row["newly_over_52_weeks"]) == (45, 0, 10, None)
    made.close()


def test_children_in_school_who_come_of_age_hide_nothing_of_those_who_are_not() -> None:
    """Barriers are counted of children in school too, and are no number of those who came or went."""
    ready: list[Child] = [
        *some(60, period("ehe", LONG_AGO)),
        *some(12, period("ehe", LONG_AGO, **LEFT)),
        *some(130),
        *some(20, access="cannot_access"),
        *some(30, access="cannot_access", date_of_birth=date(2021, 2, 5)),
    ]
    made = kept(ready)
    row = Visit(BOARD, made).ask("since_last_time_figures").records()[0]
    assert (row["before"], row["joined"], row["returned"], row["left_otherwise"]) == (70, 0, 10, 0)
    made.close()
