"""What the attacker takes to hold does hold: in any area, on any day, through any filter, and for whoever saw only a part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings

from rollcall.access import Role, Viewer
from rollcall.answers.answer import Answer
from rollcall.answers.ask import Visit
from rollcall.answers.question import QUESTIONS
from rollcall.answers.statistics import median, percentile
from rollcall.attack.attack import write_down
from rollcall.attack.break_up import pieces
from rollcall.attack.knowledge import TABLES
from rollcall.attack.reading import Look, read
from rollcall.attack.rule import MANY
from rollcall.attack.session import Area, Step
from rollcall.commands.attacked_areas import MONTHS, area_of_small_groups, as_known_on, invented_area, kept
from rollcall.definitions.calendar import add_months
from rollcall.store import Store
from tests.attack.guards import Exact
from tests.plain.area import Area as Plain
from tests.plain.keep import keep
from tests.plain.made_up import areas

LEAD = Viewer("A lead", Role.LEAD)


class ExactWithMedians(Exact):
    """Every number is what it is, and every median is shown."""

    def size_by_summaries(self, median: bool, percentile: bool) -> tuple[int, int]:
        return 0, MANY


RULE = ExactWithMedians()


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    """One store, emptied for each area."""
    one = Store.open()
    yield one
    one.close()


def summed_up(answer: Answer) -> Answer:
    """The answer with every list of weeks as its median and 92nd percentile."""
    return replace(answer, rows=tuple(tuple(_summed_up(value) for value in row) for row in answer.rows))


def _summed_up(value: object) -> object:
    return {"median": median(value), "percentile_92": percentile(value, 92)} if isinstance(value, tuple) and value else value


def looks(visits: list[Visit], random: Random, most: int) -> list[Look]:
    """Some exact answers of some visits, each the files of a month, cut in any one or two ways."""
    steps = Area({"lead": visits}, RULE).everything()
    found = []
    for step in random.sample(steps, min(most, len(steps))):
        visit = visits[step.month]
        more = [name for name in visit.takes(step.question) if name not in dict(step.filters)]
        filters = dict(step.filters)
        if more and random.random() < 0.3:
            name = random.choice(more)
            filters[name] = random.choice(visit.filter_options(name) or ("",))
        since = add_months(step.day, random.choice((-1, -12, -12, -12)))
        told = visit.ask(step.question, step.day, since, **{name: value for name, value in filters.items() if value})
        found.append(read(summed_up(told), RULE, step.month))
    return found


def holds(seen: list[Look], visits: list[Visit]) -> None:
    """Whether an area exists that shows what this one shows: this one."""
    book = write_down(seen, Area({"lead": visits}, RULE).options())
    for piece, _ in pieces(book.system):
        piece.find_a_world()


def test_every_question_that_counts_people_and_that_others_than_the_lead_may_ask_is_read() -> None:
    counted = {name: question for name, question in QUESTIONS.items() if question.counts_people and not question.lists_children}
    assert set(TABLES) <= counted.keys()
    assert {name for name in counted.keys() - TABLES.keys() if not counted[name].for_the_lead} == set()


@pytest.mark.parametrize("seed", range(6))
def test_all_that_is_known_holds_in_areas_of_small_groups_over_two_months(seed: int) -> None:
    tables = area_of_small_groups(seed)
    visits = [Visit(LEAD, kept([(as_known_on(tables, day), day)])) for day in MONTHS]
    for part in (60, 250, 600):
        holds(looks(visits, Random(seed), part), visits)


def test_all_that_is_known_holds_in_an_invented_area_over_two_months() -> None:
    tables = invented_area(5, 150)
    visits = [Visit(LEAD, kept([(as_known_on(tables, day), day)])) for day in MONTHS]
    for part in (60, 250, 600):
        holds(looks(visits, Random(part), part), visits)


@given(areas())
@settings(max_examples=25, suppress_health_check=list(HealthCheck), deadline=None)
def test_all_that_is_known_holds_for_any_children_on_any_day(store: Store, made_up: tuple[Plain, date]) -> None:
    area, as_at = made_up
    keep(store, area)
    visit = Visit(LEAD, store)
    days = (as_at, add_months(as_at, -12))
    seen = [read(summed_up(visit.ask(name, day, add_months(day, -12))), RULE) for name in TABLES for day in days]
    holds(seen, [visit])


def test_a_step_is_asked_once() -> None:
    visit = Visit(LEAD, kept([(area_of_small_groups(1), MONTHS[-1])]))
    area = Area({"lead": [visit]}, RULE)
    step = Step(0, 0, "not_in_school_total", visit.as_at)
    assert area.look(step) is area.look(step)
