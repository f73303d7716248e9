"""The questions' manual page says what the questions' headers say."""

from __future__ import annotations

from pathlib import Path

from rollcall.answers.question import KINDS, QUESTIONS
from rollcall.export import question_manual


def test_the_page_is_up_to_date(repository: Path) -> None:
    page = (repository / "docs" / "questions.md").read_text(encoding="utf-8")
    assert page == question_manual.question_manual() + "\n", "docs/questions.md is behind queries/*.sql: run `make docs`"


def test_every_kind_of_column_is_explained() -> None:
    assert set(question_manual.KINDS) == set(KINDS)
    assert {column.kind for question in QUESTIONS.values() for column in question.columns} <= set(question_manual.KINDS)
