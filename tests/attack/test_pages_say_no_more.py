"""What a page says to a board or a commissioner, in sentences, figures, alt texts, file names and files, follows from protected answers."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import Any

import pytest

from rollcall.access import Role, Viewer
from rollcall.answers.answer import Answer
from rollcall.answers.ask import Visit
from rollcall.answers.rebases import Rebase
from rollcall.commands.attacked_areas import MONTHS, area_of_small_groups, kept
from rollcall.definitions.monthly import Monthly
from rollcall.export import download
from rollcall.show import (
    diagnostic_waits,
    health_access,
    help_and_protection,
    match_children,
    not_in_school,
    oversight,
    overview,
    returns_to_school,
    since_last_time,
    voice,
    what_it_takes,
)
from rollcall.show.asking import Asked
from rollcall.show.evidence import LINES, gathered
from rollcall.show.parts import Headline, Section
from rollcall.show.self_evaluation import completeness
from rollcall.show.sentences import described

STORIES = (
    overview,
    not_in_school,
    diagnostic_waits,
    health_access,
    returns_to_school,
    since_last_time,
    oversight,
    help_and_protection,
    match_children,
    what_it_takes,
    voice,
)
TOLD_TO_THE_LEAD = (
    match_children.matched,
    oversight.days_without,
    help_and_protection.early_help,
)
SAYINGS: list[Callable[[Asked], Section | Headline]] = [
    function
    for story in STORIES
    for _, function in inspect.getmembers(story, inspect.isfunction)
    if function.__module__ == story.__name__
    and not function.__name__.startswith("_")
    and inspect.signature(function).return_annotation in ("Section", "Headline")
    and function not in TOLD_TO_THE_LEAD
]
REBASED, WHY = date(2026, 3, 1), "Typed by a person"
Question = tuple[str, date | None, tuple[tuple[str, tuple[str, ...]], ...]]


@dataclass
class Noted:
    """A visit that notes every answer that it gives."""

    visit: Visit
    answers: dict[Question, Answer] = field(default_factory=dict)
    taken: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def ask(self, question: str, as_at: date | None = None, **filters: Any) -> Answer:
        answer = self.visit.ask(question, as_at, **filters)
        self.answers[_named(question, as_at, filters)] = answer
        return answer

    def takes(self, question: str) -> tuple[str, ...]:
        return self.taken.setdefault(question, self.visit.takes(question))

    def __getattr__(self, name: str) -> object:
        return getattr(self.visit, name)


@dataclass(frozen=True)
class Protected:
    """Nothing but protected answers: no store, no exact number, and nothing else that a visit has."""

    viewer: Viewer
    as_at: date
    invented: bool
    answers: Mapping[Question, Answer]
    taken: Mapping[str, tuple[str, ...]]

    def ask(self, question: str, as_at: date | None = None, **filters: Any) -> Answer:
        return self.answers[_named(question, as_at, filters)]

    def takes(self, question: str) -> tuple[str, ...]:
        return self.taken[question]

    def rebases(self, measure: Monthly) -> tuple[Rebase, ...]:
        return (Rebase(REBASED),)


def _named(question: str, as_at: date | None, filters: Mapping[str, Sequence[str] | str]) -> Question:
    words = {name: (word,) if isinstance(word, str) else tuple(word) for name, word in filters.items()}
    return question, as_at, tuple(sorted(words.items()))


@cache
def visit(role: Role) -> Visit:
    """A visit to an area with very small groups."""
    return Visit(Viewer("A reader", role), _store())


@cache
def _store() -> Any:
    store = kept([(area_of_small_groups(4), MONTHS[-1])])
    for measure in Monthly:
        store.add_rebase(measure.code, REBASED, False, WHY, False, WHY, 0, lambda _: None)
    return store


@pytest.mark.threat("subtraction")
@pytest.mark.parametrize("role", [Role.BOARD, Role.COMMISSIONER])
@pytest.mark.parametrize("saying", SAYINGS, ids=lambda saying: f"{saying.__module__.rsplit('.', 1)[-1]}.{saying.__name__}")
def test_what_a_page_says_is_said_again_from_the_protected_answers_alone(saying: Callable[[Asked], Section | Headline], role: Role) -> None:
    noted = Noted(visit(role))
    said = saying(Asked(noted, MONTHS[-1]))  # type: ignore[arg-type]
    assert all(answer.protected for answer in noted.answers.values() if any(column.kind == "people" for column in answer.columns))
    only = Protected(noted.viewer, noted.as_at, False, noted.answers, noted.taken)  # type: ignore[arg-type]
    again = saying(Asked(only, MONTHS[-1]))  # type: ignore[arg-type]
    assert repr(again) == repr(said)
    assert WHY not in repr(said)
    if isinstance(said, Section) and isinstance(again, Section) and said.figure and again.figure and not said.figure.is_empty:
        assert described(again.figure) == described(said.figure)


@pytest.mark.threat("subtraction")
def test_what_a_shared_self_evaluation_says_of_the_data_is_said_again_from_the_protected_answers_alone() -> None:
    noted = Noted(visit(Role.BOARD))

    def said(asked: Asked) -> str:
        return repr([*(gathered(asked, chapter) for chapter in LINES), completeness(asked)])

    first = said(Asked(noted, MONTHS[-1]))  # type: ignore[arg-type]
    assert "counted from what the lead alone may see" in first
    assert WHY not in first
    assert all(answer.protected for answer in noted.answers.values() if any(column.kind == "people" for column in answer.columns))
    only = Protected(noted.viewer, noted.as_at, False, noted.answers, noted.taken)  # type: ignore[arg-type]
    assert said(Asked(only, MONTHS[-1])) == first  # type: ignore[arg-type]


@pytest.mark.parametrize("role", [Role.BOARD, Role.COMMISSIONER])
def test_a_file_and_its_name_tell_nothing_that_the_answer_does_not(role: Role) -> None:
    answer = visit(role).ask("not_in_school_by_sex")
    same = replace(answer, rows=tuple(tuple(row) for row in answer.rows))
    assert download.file_name(same, "csv") == download.file_name(answer, "csv") == "not_in_school_by_sex_2026-10-31_protected.csv"
    assert download.to_csv(same) == download.to_csv(answer)
