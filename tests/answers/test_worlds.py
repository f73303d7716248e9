"""Worlds of other children: a hidden number is safe where one exists in which it is not small and all that is shown is the same."""

from __future__ import annotations

import itertools
import random
from datetime import date

import numpy as np
import pytest

from rollcall.answers.answer import AnswerColumn
from rollcall.answers.guard import Cells, Place, hidden_cells
from rollcall.answers.guard.system import System, worlds
from rollcall.answers.rule import NHS, Rule

pytestmark = pytest.mark.threat("subtraction")


def _line(values: list[int], total: int) -> Cells:
    """A table of parts with their total, as two questions."""
    cells = Cells()
    columns = (AnswerColumn("locality", "text"), AnswerColumn("children", "people"))
    cells.add("not_in_school_by_locality", (), columns, [(f"Place {place}", value) for place, value in enumerate(values)])
    cells.add("not_in_school_total", (), (AnswerColumn("children", "people"),), [(total,)])
    return cells


@pytest.mark.parametrize("seed", range(60))
def test_every_world_is_tried_and_in_one_the_hidden_number_is_not_small(seed: int) -> None:
    chance = random.Random(seed)
    values = [chance.choice([0, 1, 2, 3, 4, 5, 7, 8, 9, 11, 13]) for _ in range(chance.randint(1, 4))]
    rule = Rule("test", "1 to 3 hidden, the rest to the nearest 3", 4, 3, "made up: few enough worlds to try all of them")
    cells = _line(values, sum(values))
    hidden = hidden_cells("not_in_school", cells, rule, date(2026, 10, 31))

    def could_be(place: Place, value: int) -> range:
        if place not in hidden:
            low, high = rule.could_be(rule.shown(value) or 0)
            return range(low, high + 1)
        return range(hidden[place], 31)

    ranges = [could_be(Place("not_in_school_by_locality", (), "children", (f"Place {at}",)), value) for at, value in enumerate(values)]
    totals = could_be(Place("not_in_school_total", (), "children", ()), sum(values))
    worlds = [world for world in itertools.product(*ranges) if sum(world) in totals]
    for at, value in enumerate(values):
        if 0 < value < rule.fewest:
            assert any(world[at] >= rule.fewest for world in worlds), (values, hidden)


def test_one_small_part_of_two_takes_the_other_with_it_and_leaves_the_total() -> None:
    cells = _line([60, 2], 62)
    hidden = hidden_cells("not_in_school", cells, NHS, date(2026, 10, 31))
    assert {place.row for place in hidden} == {("Place 0",), ("Place 1",)}


def test_where_rounding_leaves_enough_room_nothing_else_is_hidden() -> None:
    cells = _line([61, 66, 71, 76, 7], 281)
    hidden = hidden_cells("not_in_school", cells, NHS, date(2026, 10, 31))
    assert {place.row for place in hidden} == {("Place 4",)}


def test_very_many_small_numbers_that_a_total_pins_are_given_up_together() -> None:
    count = 400
    cells = _line([1] * count, count)
    hidden = hidden_cells("not_in_school", cells, NHS, date(2026, 10, 31))
    assert set(hidden.values()) == {0}  # nobody is told which of them are 0, so each could be 8 and more
    assert len([place for place in hidden if place.question == "not_in_school_by_locality"]) == count


def test_a_world_that_was_found_is_found_again_where_more_is_hidden_and_not_where_more_is_known() -> None:
    system = System(3)
    system.add_up([0, 1], 2)
    first = worlds(system, [1, 1, 63], [np.inf, np.inf, 63])
    first.held_down({0}, 8)
    assert len(first.found)
    wider = worlds(system, [0, 1, 63], [np.inf, np.inf, 63], first.found)
    assert len(wider.found) == len(first.found)
    assert not len(worlds(system, [1, 60, 63], [np.inf, 60, 63], first.found).found)


def test_no_world_is_found_for_a_number_that_exact_sums_pin() -> None:
    system = System(3)
    system.add_up([0, 1], 2)
    assert worlds(system, [1, 60, 63], [np.inf, 60, 63]).held_down({0}, 8) == {0}
    assert worlds(system, [1, 1, 63], [np.inf, np.inf, 63]).held_down({0}, 8) == set()


def test_many_numbers_that_one_world_leaves_at_none_take_one_world_and_not_one_each() -> None:
    many = 100
    system = System(many + 1)
    system.add_up(list(range(many)), many)
    open_ = worlds(system, [0] * many + [many], [np.inf] * many + [many])
    assert open_.without_none(set(range(many))) == set()
    assert len(open_.found) < 5
    pinned = worlds(system, [1] * many + [many], [np.inf] * many + [many])
    assert pinned.without_none(set(range(many))) == set(range(many))
