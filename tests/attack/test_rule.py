"""What a shown number tells: under NHS England's rule, and under others."""

from __future__ import annotations

import pytest

from rollcall.attack.rule import MANY, Rule

RULES = (Rule(), Rule(fewest_shown=5), Rule(fewest_shown=10, nearest=10), Rule(fewest_shown=5, nearest=1))


@pytest.mark.parametrize("rule", RULES, ids=str)
@pytest.mark.parametrize("people", range(60))
def test_the_true_number_lies_between_what_the_shown_one_tells(rule: Rule, people: int) -> None:
    least, most = rule.true_numbers(rule.shown(people))
    assert least <= people <= most


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_what_a_shown_number_tells_is_no_wider_than_it_must_be(rule: Rule) -> None:
    for shown in {rule.shown(people) for people in range(200)} - {None}:
        least, most = rule.true_numbers(shown)
        assert all(rule.shown(people) == shown for people in range(least, most + 1))


def test_a_hidden_number_is_at_least_one_and_may_be_any_larger() -> None:
    assert Rule().true_numbers(None) == (1, MANY)


def test_a_number_under_the_rule_may_not_be_shown() -> None:
    assert [shown for shown in range(20) if Rule().may_be_shown(shown)] == [0, 10, 15]


@pytest.mark.parametrize(
    ("least", "most", "broken"), [(1, 7, False), (1, 6, True), (2, 7, True), (3, 3, True), (0, 4, False), (1, 8, False), (8, 12, False)]
)
def test_the_rule_is_broken_by_part_of_the_hidden_numbers_and_not_by_all_of_them(least: int, most: int, broken: bool) -> None:
    assert Rule().is_broken_by(least, most) == broken


def test_a_median_tells_that_as_many_wait_as_the_rule_wants_on_either_side_and_its_absence_nothing() -> None:
    assert Rule().size_by_summaries(median=True, percentile=True) == (100, MANY)
    assert Rule().size_by_summaries(median=True, percentile=False) == (16, MANY)
    assert Rule().size_by_summaries(median=False, percentile=False) == (0, MANY)
