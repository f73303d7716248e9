"""Every measure says what it is, comes from columns that are there, is checked by a test, and was reviewed in time."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from rollcall.access import Role
from rollcall.answers.question import QUESTIONS
from rollcall.definitions import benchmarks
from rollcall.definitions.measures import BY_THEME, MEASURES, Columns, Measure
from rollcall.show import (
    diagnostic_waits,
    enablers_and_barriers,
    health_access,
    help_and_protection,
    in_year_admissions,
    information_sharing,
    match_children,
    not_in_school,
    oversight,
    overview,
    returns_to_school,
    time_to_return,
    voice,
    ways_out_of_school,
)
from rollcall.show.parts import KeyFigure
from rollcall.store import Store
from tests.conftest import REPOSITORY
from tests.plain.measures import PLAIN as PLAIN_MEASURES
from tests.plain.questions import PLAIN as PLAIN_QUESTIONS
from tests.show.area import area, asked, spell, wait

FOR_ALL = (overview, not_in_school, diagnostic_waits, health_access, returns_to_school, match_children)
FOR_THE_LEAD = (oversight, help_and_protection, information_sharing, enablers_and_barriers, voice)
STORIES = (*FOR_ALL, *FOR_THE_LEAD)
QUESTIONS_AGAINST_PLAIN = "tests/questions/test_against_plain.py"
each_measure = pytest.mark.parametrize("measure", MEASURES.values(), ids=MEASURES)
A_MEASURE = next(iter(MEASURES.values()))


@each_measure
def test_a_measure_is_wholly_defined(measure: Measure) -> None:
    optional = {"target", "comparison", "no_target_because", "no_comparison_because"}  # refused when neither of two is there
    assert [field.name for field in fields(measure) if field.name not in optional and not getattr(measure, field.name)] == []
    assert measure.asks.endswith("?")
    for sentence in (measure.caveat, measure.aim, measure.likeness):
        assert sentence.endswith(".")
        assert not sentence.endswith("..")
    for phrase in (measure.title, measure.numerator, measure.denominator, measure.unit, measure.owner):
        assert not phrase.endswith(".")
    assert measure.numerator[0].isupper()
    assert measure.denominator[0].isupper()


@each_measure
def test_a_measure_comes_from_columns_that_its_questions_give(measure: Measure) -> None:
    assert lacking(measure) == []


@each_measure
def test_a_measure_is_checked_against_plain_python(measure: Measure, repository: Path) -> None:
    assert (repository / measure.checked_by).is_file()
    if measure.checked_by == QUESTIONS_AGAINST_PLAIN:
        assert {one.question for one in measure.questions} <= PLAIN_QUESTIONS.keys()
    else:
        assert measure.name in PLAIN_MEASURES


@each_measure
def test_a_measure_is_reviewed_in_time(measure: Measure) -> None:
    assert measure.review >= date.today(), f"{measure.name} was to be reviewed by {measure.review}: read it through and move the date"


@each_measure
def test_a_measure_quotes_only_figures_read_in_the_publisher_s_own_release(measure: Measure) -> None:
    assert measure.comparison is None or measure.comparison in benchmarks.ALL
    assert measure.target is None or measure.target.url.startswith("https://")


@each_measure
def test_a_measure_stands_in_its_theme(measure: Measure) -> None:
    assert measure in BY_THEME[measure.theme]


def test_only_autism_has_a_target_for_its_wait() -> None:
    assert [name for name, measure in MEASURES.items() if measure.target] == ["autism_waiting_13_weeks"]


def test_a_measure_with_no_target_and_no_reason_is_refused() -> None:
    with pytest.raises(AssertionError, match="a target, or why there is none"):
        replace(A_MEASURE, no_target_because="")


def test_a_measure_with_no_comparison_and_no_reason_is_refused() -> None:
    with pytest.raises(AssertionError, match="a comparison, or why there is none"):
        replace(A_MEASURE, no_comparison_because="")


@pytest.mark.parametrize(
    "columns", [Columns("no_such_question", ("children",)), Columns("not_in_school_total", ("no_such_column",))], ids=str
)
def test_a_question_or_column_that_is_not_there_is_noticed(columns: Columns) -> None:
    assert lacking(replace(A_MEASURE, questions=(columns,))) == [f"{columns.question}.{columns.columns[0]}"]


@pytest.mark.parametrize("role", [Role.LEAD, Role.BOARD])
def test_every_key_figure_of_every_page_names_its_measure(role: Role) -> None:
    assert [figure.label for figure in key_figures(role) if figure.measure not in MEASURES] == []


def test_pointing_at_a_key_figure_tells_its_measure() -> None:
    figure = next(figure for figure in key_figures(Role.LEAD) if figure.measure == "autism_waiting_13_weeks")
    told = " ".join(figure.hover)
    measure = MEASURES[figure.measure]
    assert all(text in told for text in (measure.numerator, measure.denominator, measure.good, measure.aim, measure.caveat))
    assert "NICE quality standard 51" in told


def test_what_holds_here_and_now_is_told_before_the_measure() -> None:
    without_waits = area(30, spells=[spell(number) for number in range(12)])
    figure = next(one for one in overview.headline(asked(without_waits)).key_figures if one.measure == "referrals_waiting")
    assert "has not been brought in" in figure.hover[0]
    assert figure.hover[1:] == MEASURES["referrals_waiting"].in_short


@each_measure
def test_a_measure_is_of_questions_that_a_page_asks(measure: Measure) -> None:
    assert {one.question for one in measure.questions} <= asked_by_a_page()


def lacking(measure: Measure) -> list[str]:
    """Columns that a measure says it comes from, and no question gives."""
    given = {(question.name, column.name) for question in QUESTIONS.values() for column in question.columns}
    return [f"{one.question}.{column}" for one in measure.questions for column in one.columns if (one.question, column) not in given]


def key_figures(role: Role) -> Iterator[KeyFigure]:
    """Every key figure of every page, of an area in which there is something of each."""
    for story in STORIES if role is Role.LEAD else FOR_ALL:
        figures = story.headline(asked(some_of_each(), role)).key_figures
        assert figures
        yield from figures


@cache
def some_of_each() -> Store:
    return area(
        40,
        spells=[spell(number) for number in range(20)],
        diagnostic_waits=[wait(number) for number in range(10, 30)],
        health_access=[{"child_id": f"C{number}", "service": "slt", "status": "cannot_access"} for number in range(12)],
        survey_responses=[{"respondent_group": "parent", "question": "I am heard.", "answer": "agree"} for _ in range(12)],
    )


@cache
def asked_by_a_page() -> set[str]:
    """The questions that the stories and pages name, and those that they put together from what the reader cuts by."""
    pages = (REPOSITORY / "pages").glob("*.py")
    sources = [
        *map(inspect.getsource, (*STORIES, in_year_admissions, time_to_return, ways_out_of_school)),
        *(page.read_text(encoding="utf-8") for page in pages),
    ]
    cut_by = {f"not_in_school_by_{name}" for name in not_in_school.WHO}
    return {name for name in QUESTIONS if any(f'"{name}"' in source for source in sources)} | cut_by
