"""An answer as plain rows that a spreadsheet, a CSV file or a terminal can carry: hidden numbers marked, lists of weeks summed up."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

from rollcall.answers.answer import Answer, AnswerColumn
from rollcall.answers.statistics import median, percentile
from rollcall.definitions.tables import TABLES

Value = str | int | float | bool | date | None

HIDDEN = "c"
COUNTED = frozenset(("people", "weeks of people", "longest weeks"))
# A spreadsheet may run text that opens with one of these as a formula, also after white space and in the full-width forms.
BEGINS_A_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_OPENS_A_FORMULA = (*BEGINS_A_FORMULA, "\t", "\r", "\n")


def harmless(text: str) -> str:
    """The text with an apostrophe before it when a spreadsheet might take it for a formula."""
    return f"'{text}" if text.startswith(_OPENS_A_FORMULA) or text.lstrip().startswith(_OPENS_A_FORMULA) else text


def headings(answer: Answer) -> list[str]:
    """A name for every value that `rows` gives: a column of weeks becomes its median and its 92nd percentile."""
    return [name for column in answer.columns for name in _names(column)]


def rows(answer: Answer) -> list[list[Value]]:
    """The answer's rows: numbers and dates as themselves, `c` for a hidden number, nothing for what is not recorded."""
    pairs = [list(zip(answer.columns, row, strict=True)) for row in answer.rows]
    return [[plain for column, value in row for plain in _plain(column, value, answer.protected)] for row in pairs]


def meanings(answer: Answer) -> dict[str, str]:
    """Every code that stands in the answer, after its column's name, and the label it stands for where the two differ."""
    found: dict[str, str] = {}
    for place, column in enumerate(answer.columns):
        labels = _labels().get(column.name.removeprefix("other_").removeprefix("suggested_"), {})
        codes = dict.fromkeys(code for row in answer.rows if isinstance(code := row[place], str))
        found |= {f"{column.name} {code}": labels[code] for code in codes if code in labels and labels[code] != code}
    return found


@cache
def _labels() -> dict[str, dict[str, str]]:
    """The labels of every coded column of every spreadsheet, by its name."""
    found: dict[str, dict[str, str]] = {}
    for column in (column for table in TABLES for column in table.columns if column.codes):
        assert column.codes
        found.setdefault(column.name, {}).update(column.codes.labels)
    return found


def _names(column: AnswerColumn) -> tuple[str, ...]:
    return (f"{column.name}_median", f"{column.name}_percentile_92") if column.kind == "weeks of people" else (column.name,)


def _plain(column: AnswerColumn, value: object, protected: bool) -> tuple[Value, ...]:
    width = len(_names(column))
    if value is None:
        return (HIDDEN if protected and column.kind in COUNTED else None,) * width
    if column.kind == "weeks of people":
        if isinstance(value, Mapping):
            return value["median"], value["percentile_92"]
        assert isinstance(value, list | tuple)
        return median(value), percentile(value, 92)
    if isinstance(value, str):
        return (harmless(value),)
    assert isinstance(value, int | float | date), f"{column.name} holds a {type(value).__name__}"
    return (value,)
