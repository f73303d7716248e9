"""What the page Voice says of surveys whose answers are known."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from rollcall.access import Role
from rollcall.answers.statistics import wilson
from rollcall.errors import AccessRefused
from rollcall.show import charts, voice
from rollcall.show.asking import Asked
from rollcall.show.figures import Kind
from rollcall.show.parts import Section
from rollcall.show.sentences import per_cent
from tests.show.area import DAY, area, asked

GROUPS = {"child": voice.children, "parent": voice.parents, "professional": voice.professionals}
SHARES = {"child": voice.agreeing_children, "parent": voice.agreeing_parents, "professional": voice.agreeing_professionals}
each_part = pytest.mark.parametrize("part", [*GROUPS.values(), *SHARES.values()], ids=lambda part: part.__name__)
HEARD, HELPED = "I am heard.", "I know who to ask."


def said(group: str, question: str, on: date | None = date(2026, 10, 1), **answers: int) -> list[dict]:
    """So many people of a group who gave each answer."""
    return [
        {"respondent_group": group, "question": question, "answer": answer, "answered_on": on}
        for answer, many in answers.items()
        for _ in range(many)
    ]


def survey(*answers: list[dict]) -> Asked:
    return asked(area(survey_responses=[row for rows in answers for row in rows]))


def parents() -> Asked:
    """40 parents on one statement and 9 on another."""
    return survey(
        said("parent", HEARD, strongly_agree=12, agree=18, neither=2, disagree=5, strongly_disagree=1, dont_know=2, not_said=3),
        said("parent", HELPED, agree=1, disagree=8),
    )


@each_part
def test_without_a_survey_a_part_says_what_to_bring_in(part: Callable[[Asked], Section]) -> None:
    section = part(asked(area(3)))
    assert section.needs == "survey_responses"
    assert section.figure is None


def test_without_a_survey_nobody_can_say() -> None:
    headline = voice.headline(asked(area(3)))
    assert headline.sentence.startswith("Nobody can say yet")
    assert not headline.key_figures


@pytest.mark.parametrize("role", [Role.BOARD, Role.COMMISSIONER])
def test_nobody_but_the_lead_can_ask(role: Role) -> None:
    store = area(survey_responses=said("parent", HEARD, agree=12))
    with pytest.raises(AccessRefused, match="SEND lead"):
        voice.headline(asked(store, role))


def test_agreement_is_to_the_right_disagreement_to_the_left_and_the_rest_beside() -> None:
    section = voice.parents(parents())
    assert section.figure
    assert section.figure.kind is Kind.DIVERGING
    assert section.figure.along == (HEARD,)
    assert {series.name: series.values for series in section.figure.series} == {
        "Agree": (18,),
        "Strongly agree": (12,),
        "Disagree": (5,),
        "Strongly disagree": (1,),
        "Neither": (2,),
        "Don't know": (2,),
    }
    lengths = {trace["name"]: trace["x"] for trace in charts.draw(section.figure)["data"]}
    assert lengths == {"Agree": [18], "Strongly agree": [12], "Disagree": [-5], "Strongly disagree": [-1]}


def test_a_share_has_its_counts_and_its_interval_and_leaves_out_whom_it_does_not_apply_to() -> None:
    section = voice.agreeing_parents(parents())
    assert section.figure
    (series,) = section.figure.series
    bounds = wilson(12 + 18, 40)
    assert bounds
    assert (series.values, series.low, series.high) == ((100 * 30 / 40,), (100 * bounds[0],), (100 * bounds[1],))
    grid = voice.parents(parents()).grid
    assert grid
    row = dict(zip(grid.headings, grid.rows[0], strict=True))
    assert (row["Answers"], row["Agree, strongly or not"], row["Does not apply or not said"]) == ("40", per_cent(30 / 40), "3")
    assert row["95% interval"] == f"{per_cent(bounds[0])} to {per_cent(bounds[1])}"


def test_fewer_than_ten_answers_give_no_share_and_are_named() -> None:
    section = voice.parents(parents())
    assert section.grid
    few = next(row for row in section.grid.rows if row[0] == HELPED)
    assert "too few" in few
    assert any(HELPED.rstrip(".") in note for note in section.notes)
    alone = survey(said("child", HEARD, agree=9))
    assert voice.children(alone).figure is None
    assert voice.agreeing_children(alone).figure is None
    assert "no statement" in voice.headline(alone).sentence
    assert [figure.value for figure in voice.headline(alone).key_figures] == ["0", "0", "0"]


def test_half_is_said_to_be_half_when_the_interval_holds_it() -> None:
    close = survey(
        said("parent", HEARD, agree=12, disagree=10),
        said("child", HEARD, agree=30, disagree=2),
        said("professional", HEARD, agree=2, disagree=30),
    )
    assert [figure.value for figure in voice.headline(close).key_figures] == ["1", "1", "1"]
    assert "too close to half" in voice.agreeing_parents(close).finding
    assert "2 of 32 professionals" in voice.headline(close).more


def test_it_says_from_when_until_when_people_answered() -> None:
    dated = survey(said("parent", HEARD, date(2026, 9, 19), agree=6), said("parent", HEARD, date(2026, 10, 16), agree=6))
    assert voice.parents(dated).when == "19 September 2026 to 16 October 2026"
    assert "without dates" in voice.parents(survey(said("parent", HEARD, None, agree=12))).when


def test_an_answer_of_a_later_day_is_not_counted_yet() -> None:
    later = survey(said("parent", HEARD, agree=12), said("parent", HEARD, DAY.replace(year=2027), disagree=5))
    assert [one.answers for one in voice.statements(later)] == [12]
