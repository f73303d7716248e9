"""Every key figure of every page is the number of its measure: what loops over plain rows make of it, on every edge."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from rollcall.access import Role, Viewer
from rollcall.answers.ask import Visit
from rollcall.definitions.measures import MEASURES
from rollcall.show import (
    diagnostic_waits,
    enablers_and_barriers,
    health_access,
    help_and_protection,
    information_sharing,
    match_children,
    not_in_school,
    oversight,
    overview,
    returns_to_school,
    voice,
)
from rollcall.show.asking import Asked
from rollcall.show.sentences import amount, per_cent
from rollcall.store import Store
from tests.plain.area import Access, Area, Child, Spell
from tests.plain.edges import STATUSES, area_on_every_edge
from tests.plain.keep import keep
from tests.plain.measures import PLAIN
from tests.plain.picture import Picture

STORIES = (
    overview,
    not_in_school,
    diagnostic_waits,
    health_access,
    returns_to_school,
    match_children,
    oversight,
    help_and_protection,
    information_sharing,
    enablers_and_barriers,
    voice,
)
FILTERS: tuple[dict[str, tuple[str, ...]], ...] = ({}, {"sen_status": ("K",), "locality": ("North", "South")})
TOO_FEW = {
    "came_back_within_six_months_of_leaving": "too few",
    "still_in_school_six_weeks_on": "too few",
    **dict.fromkeys(("at_risk_of_leaving", "persistently_absent", "part_time_growing", "suspended_in_the_latest_term"), "not known"),
}
DAYS = (date(2024, 2, 29), date(2026, 10, 31))
HERE = "tests/show/test_measures_against_plain.py"


@pytest.fixture(scope="module", params=DAYS, ids=str)
def as_at(request: pytest.FixtureRequest) -> date:
    """Days on which rules turn."""
    return request.param


@pytest.fixture(scope="module")
def visit(as_at: date) -> Iterator[Visit]:
    """The lead's visit to an area on every edge."""
    store = Store.open()
    keep(store, area_on_every_edge(as_at))
    yield Visit(Viewer("A lead", Role.LEAD), store)
    store.close()


@pytest.mark.parametrize("filters", FILTERS, ids=["all", "filtered"])
def test_a_key_figure_is_the_number_of_its_measure(visit: Visit, as_at: date, filters: dict[str, tuple[str, ...]]) -> None:
    asked, picture = Asked(visit, as_at, filters), Picture(area_on_every_edge(as_at), as_at, filters)
    figures = [figure for story in STORIES for figure in story.headline(asked).key_figures]
    assert {figure.measure for figure in figures} == PLAIN.keys() - {"health_access_gap"}
    for figure in figures:
        meant = PLAIN[figure.measure](picture)
        assert figure.value == (shown(meant) if meant is not None else TOO_FEW.get(figure.measure, "too few")), (
            f"{figure.label} with {filters}"
        )


def test_the_gap_in_health_access_is_what_plain_rows_make_of_it() -> None:
    day, area = DAYS[-1], area_where_services_are_needed()
    store = Store.open()
    keep(store, area)
    given = health_access.gaps(Asked(Visit(Viewer("A lead", Role.LEAD), store), day))
    meant = PLAIN["health_access_gap"](Picture(area, day, {}))
    assert meant.keys() == {"slt", "ot"}  # and not physiotherapy, which nine need who are not in school
    assert {gap.service: (gap.out[0], gap.within[0]) for gap in given} == {name: pytest.approx(both) for name, both in meant.items()}


def test_every_measure_that_says_so_is_checked_here() -> None:
    assert {name for name, measure in MEASURES.items() if measure.checked_by == HERE} == PLAIN.keys()


def shown(value: int | tuple[int, int]) -> str:
    """A plain number as the lead's page writes it."""
    return amount(value) if isinstance(value, int) else per_cent(value[0] / value[1])


def area_where_services_are_needed() -> Area:
    """40 children, half of them not in school: all need one service, and few another, some of them in two ways at once."""
    ids = [f"C{number:02}" for number in range(40)]
    children = [Child(child_id, date(2014, 3, 14), "E") for child_id in ids]
    spells = [Spell(child_id, "ehe", date(2026, 9, 1)) for child_id in ids[::2]]
    rows = [Access(child_id, "slt", STATUSES[number % 5 if number % 2 else number % 3]) for number, child_id in enumerate(ids)]
    rows += [Access(child_id, "ot", STATUSES[number % 4]) for number, child_id in enumerate(ids)]
    rows += [Access(child_id, "ot", "in_place", partner="Council") for child_id in ids[:7]]
    rows += [Access(child_id, "physio", "waiting") for child_id in (*ids[:18:2], *ids[1:30:2])]
    told_at = (("Council", DAYS[-1]), ("Trust", DAYS[-1]))
    return Area(tuple(children), tuple(spells), health_access=tuple(rows), told_at=told_at)
