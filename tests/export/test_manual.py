"""The manual's pages say what the declarations and the questions' headers say."""

from __future__ import annotations

from pathlib import Path

import pytest

from rollcall.answers.question import KINDS, QUESTIONS
from rollcall.export import question_manual
from rollcall.export.__main__ import PAGES


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_up_to_date(name: str, repository: Path) -> None:
    written = (repository / "docs" / name).read_text(encoding="utf-8")
    assert written == f"{PAGES[name]()}\n", f"docs/{name} is behind: run `make docs`"


def test_every_kind_of_column_is_explained() -> None:
    assert set(question_manual.KINDS) == set(KINDS)
    assert {column.kind for question in QUESTIONS.values() for column in question.columns} <= set(question_manual.KINDS)
