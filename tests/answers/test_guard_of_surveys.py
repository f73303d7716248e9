"""The guard of answers to surveys: what is hidden beside small numbers of them, and which statements are not shown at all."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from rollcall.access import Role, Viewer
from rollcall.answers.ask import Visit
from rollcall.answers.protect import SETTING
from rollcall.answers.rule import RULES, Rule
from rollcall.attack.rule import Rule as AsRead
from rollcall.attack.session import Area
from rollcall.export.download import to_csv
from tests.show.area import area

pytestmark = pytest.mark.threat("subtraction")

Said = Mapping[tuple[str, str], Mapping[str, int]]
PARENTS, CHILDREN = ("parent", "I am heard."), ("child", "I am safe.")
SURVEYS: Mapping[str, Said] = {
    "one respondent": {PARENTS: {"agree": 1}},
    "nine, of whom eight agree": {PARENTS: {"agree": 8, "disagree": 1}},
    "all agree": {PARENTS: {"agree": 20}},
    "one answer less to another statement": {PARENTS: {"agree": 30, "disagree": 10}, ("parent", "I know."): {"agree": 30, "disagree": 9}},
    "many, and one child": {PARENTS: {"agree": 40}, CHILDREN: {"agree": 1}},
    "two who did not say": {PARENTS: {"agree": 40, "not_said": 2}},
    "nobody who said": {PARENTS: {"not_said": 30}, CHILDREN: {"not_said": 3}},
    "one on each side and one on none": {PARENTS: {"strongly_agree": 22, "agree": 1, "disagree": 20, "strongly_disagree": 1, "neither": 1}},
    "each answer a few": {PARENTS: dict.fromkeys(("strongly_agree", "agree", "neither", "disagree", "strongly_disagree", "dont_know"), 7)},
}
each_rule = pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
each_survey = pytest.mark.parametrize("said", SURVEYS.values(), ids=SURVEYS)


def board(said: Said, rule: Rule = RULES["nhs"]) -> Visit:
    """A board's visit to an area with such a survey."""
    rows = [
        {"respondent_group": group, "question": question, "answer": answer, "answered_on": date(2026, 10, 1)}
        for (group, question), answers in said.items()
        for answer, many in answers.items()
        for _ in range(many)
    ]
    store = area(survey_responses=rows)
    store.set_setting(SETTING, rule.name)
    return Visit(Viewer("A board member", Role.BOARD), store)


@each_survey
@each_rule
def test_no_small_number_of_answers_can_be_worked_out(said: Said, rule: Rule) -> None:
    attacked = Area({"board": [board(said, rule)]}, AsRead(rule.fewest, rule.nearest), to_csv)
    verdict = attacked.attack([step for step in attacked.everything() if step.question.startswith("survey_answers")])
    assert verdict.shown
    assert [str(breach) for breach in verdict.breaches] == []


@each_survey
@each_rule
def test_a_statement_is_shown_with_its_number_of_answers_or_not_at_all(said: Said, rule: Rule) -> None:
    enough = {key for key, answers in said.items() if sum(many for answer, many in answers.items() if answer != "not_said") >= rule.fewest}
    shown = board(said, rule).ask("survey_answers").records()
    assert {(row["respondent_group"], row["question"]) for row in shown} == enough
    assert all(row["answers"] for row in shown)


def test_the_total_is_hidden_before_a_statement_is_left_out() -> None:
    visit = board({PARENTS: {"agree": 40}, CHILDREN: {"agree": 1}})
    (row,) = visit.ask("survey_answers").records()
    assert (row["question"], row["answers"], row["agreeing"]) == (PARENTS[1], 40, 40)
    assert visit.ask("survey_answers_total").rows == ((None,),)


def test_single_answers_are_hidden_before_those_who_agree() -> None:
    (row,) = board({PARENTS: {"strongly_agree": 2, "agree": 28, "disagree": 12}}).ask("survey_answers").records()
    assert (row["strongly_agree"], row["agree"], row["agreeing"], row["answers"]) == (None, None, 30, 40)


def test_nobody_who_gave_an_answer_is_shown_as_none_where_that_tells_nothing() -> None:
    (row,) = board({PARENTS: {"agree": 20}}).ask("survey_answers").records()
    assert (row["agree"], row["disagree"], row["disagreeing"]) == (20, 0, 0)
