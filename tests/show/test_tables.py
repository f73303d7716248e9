"""A figure's table holds the rows that the figure draws, in words."""

from __future__ import annotations

from datetime import date

import pytest

from rollcall.answers.answer import Answer, AnswerColumn
from rollcall.show import tables
from rollcall.show.figures import Figure, Kind
from tests.show.examples import EXAMPLES

DAY = date(2026, 10, 31)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.kind.value)
def test_every_category_and_every_series_is_in_the_table(example: Figure) -> None:
    grid = tables.of_figure(example)
    if example.kind is Kind.MATRIX:
        assert grid.headings[1:] == example.along
        assert len(grid.rows) == len(example.series)
    else:
        assert len(grid.rows) == len(example.along)
        assert all(series.name[1:] in " ".join(grid.headings) for series in example.series)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.kind.value)
def test_a_hidden_number_is_c_and_nothing_else(example: Figure) -> None:
    grid = tables.of_figure(example)
    cells = [cell for row in grid.rows for cell in row]
    assert grid.hides == example.hides
    assert "None" not in cells
    assert "nan" not in cells


def test_an_answer_is_shown_in_words_and_not_in_codes() -> None:
    columns = tuple(
        AnswerColumn(*pair) for pair in (("category", "text"), ("since", "date"), ("review_overdue", "text"), ("children", "people"))
    )
    answer = Answer("q", "Q", DAY, columns, (("ehe", date(2026, 1, 5), True, None), ("not_recorded", None, False, 1200)), (), {}, True)
    grid = tables.of_answer(answer)
    assert grid.headings == ("Category", "Out since", "Review overdue", "Children")
    assert grid.rows == (("Elective home education", "05/01/2026", "Yes", "c"), ("Not recorded", "", "No", "1,200"))
