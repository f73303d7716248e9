"""Rows as a table for the screen: the same rows that a figure draws, or a list of children, in words and not in codes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from rollcall.answers.answer import Answer
from rollcall.show.figures import Figure, Kind, Value
from rollcall.show.labels import heading, label
from rollcall.show.sentences import amount, capital

HIDDEN = "c"


@dataclass(frozen=True)
class Grid:
    """A small table of text: headings, rows, and which columns are numbers."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()

    @property
    def hides(self) -> bool:
        """Whether any number is hidden."""
        return any(cell == HIDDEN for row in self.rows for cell in row)


def of_figure(figure: Figure) -> Grid:
    """The rows a figure draws."""
    if figure.kind is Kind.MATRIX:
        return _of_matrix(figure)
    headings, columns = [figure.along_name], [[_place(along) for along in figure.along]]
    for series in figure.series:
        headings.append(capital(series.name))
        columns.append([_cell(value, figure.percent) for value in series.values])
        if series.low:
            headings.append("95% interval" if len(figure.series) == 1 else f"{capital(series.name)}, 95% interval")
            columns.append([_interval(low, high, figure.percent) for low, high in zip(series.low, series.high, strict=True)])
    numbers = frozenset(range(1, len(headings)))
    if processes := figure.processes:
        headings.append("Special cause")
        marks = {process.first + at: mark for process in processes for at, mark in enumerate(process.xmr.marks)}
        columns.append([mark.value if (mark := marks.get(at)) else "" for at in range(len(figure.along))])
    if figure.anew:
        headings.append("Limits")
        said = {one.place: one.said for one in figure.anew}
        columns.append([said.get(at, "") for at in range(len(figure.along))])
    return Grid(tuple(headings), tuple(zip(*columns, strict=True)), numbers)


def of_answer(answer: Answer, columns: tuple[str, ...] = ()) -> Grid:
    """An answer's rows in words, all its columns or those named."""
    names = columns or tuple(column.name for column in answer.columns)
    kinds = {column.name: column.kind for column in answer.columns}
    rows = tuple(tuple(cell(name, kinds[name], record[name]) for name in names) for record in answer.records())
    return Grid(tuple(map(heading, names)), rows, frozenset(i for i, name in enumerate(names) if kinds[name] in ("people", "number")))


def cell(name: str, kind: str, value: Any) -> str:
    """One value of an answer in words."""
    if value is None:
        return HIDDEN if kind == "people" else ""
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return amount(value)
    return label(name, value)


def _of_matrix(figure: Figure) -> Grid:
    headings = (figure.along_name, *(str(along) for along in figure.along))
    rows = tuple(
        (
            series.name,
            *("" if along == series.name else _cell(value, False) for along, value in zip(figure.along, series.values, strict=True)),
        )
        for series in figure.series
    )
    return Grid(headings, rows, frozenset(range(1, len(headings))))


def _place(along: Any) -> str:
    return f"{along:%B %Y}" if isinstance(along, date) else str(along)


def _cell(value: Value, percent: bool) -> str:
    if value is None:
        return HIDDEN
    return f"{value:.0f}%" if percent else amount(round(value, 1))


def _interval(low: Value, high: Value, percent: bool) -> str:
    return "" if low is None or high is None else f"{_cell(low, percent)} to {_cell(high, percent)}"
