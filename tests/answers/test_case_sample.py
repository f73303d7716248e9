"""A case sample: drawn alike from the same seed, in proportion, with every category in it, and for the lead alone."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rollcall.access import Role
from rollcall.answers.case_sample import allocate, case_sample
from rollcall.errors import AccessRefused, QuestionRefused
from rollcall.store import Store
from tests.show.area import area, asked, spell


@cache
def three_categories() -> Store:
    """30 home educated, 12 on part-time timetables, of whom 2 are home educated too, and 1 missing education."""
    spells = [spell(n) for n in range(30)]
    spells += [spell(n, "part_time") for n in range(28, 40)]
    return area(41, spells=[*spells, spell(40, "cme")])


def drawn(seed: int, size: int = 8) -> list[str]:
    return case_sample(asked(three_categories()).visit, size, seed).children.column("child_id")


def test_the_same_seed_draws_the_same_children_and_another_seed_others() -> None:
    assert drawn(7) == drawn(7)
    assert drawn(7) != drawn(8)
    assert len(set(drawn(7))) == 8


def test_everybody_eligible_is_counted_once_and_every_category_is_drawn_from() -> None:
    sample = case_sample(asked(three_categories()).visit, 8, 1)
    assert {one.category: one.eligible for one in sample.strata} == {"cme": 1, "ehe": 30, "part_time": 10}
    assert all(one.drawn >= 1 for one in sample.strata)
    assert Counter(sample.children.column("category")) == {one.category: one.drawn for one in sample.strata}
    assert f"Random({sample.seed})" in sample.how


@pytest.mark.parametrize("size", [2, 42])
def test_a_sample_of_fewer_than_the_categories_or_more_than_everybody_is_refused(size: int) -> None:
    with pytest.raises(QuestionRefused, match="from 3 to 41"):
        drawn(1, size)


@pytest.mark.parametrize("role", [Role.BOARD, Role.COMMISSIONER])
def test_nobody_draws_who_may_see_no_list_of_children(role: Role) -> None:
    with pytest.raises(AccessRefused):
        case_sample(asked(three_categories(), role).visit, 8, 1)


def test_nobody_out_of_school_is_nobody_to_draw() -> None:
    with pytest.raises(QuestionRefused, match="nobody to draw from"):
        case_sample(asked(area(3)).visit, 1, 1)


def test_shares_are_in_proportion() -> None:
    assert allocate({"one": 60, "two": 30, "three": 10}, 20) == {"one": 20 * 60 // 100, "two": 20 * 30 // 100, "three": 20 * 10 // 100}


@given(st.dictionaries(st.text(max_size=3), st.integers(1, 300), min_size=1, max_size=7), st.data())
def test_any_allocation_adds_up_and_takes_at_least_one_and_at_most_all(sizes: dict[str, int], data: st.DataObject) -> None:
    size = data.draw(st.integers(len(sizes), sum(sizes.values())))
    shares = allocate(sizes, size)
    assert sum(shares.values()) == size
    assert all(1 <= shares[name] <= many for name, many in sizes.items())
    for name, many in sizes.items():  # no stratum has more than its share by one or more, beyond the one that each has
        assert shares[name] == 1 or shares[name] < size * many / sum(sizes.values()) + 1
