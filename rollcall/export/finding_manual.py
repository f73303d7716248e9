"""The manual page of the findings, written from the checks in `rollcall/definitions/checks/`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rollcall.definitions.check import AS_THE_COLUMN, MOVES_NOTHING, Check
from rollcall.definitions.checks import KINDS
from rollcall.definitions.table import Table
from rollcall.definitions.tables import TABLES
from rollcall.definitions.weight import WEIGHTS, Weight
from rollcall.export import markdown

_PLACE = re.compile(r"\{(\w+)\}")


def finding_manual() -> str:
    """The page as Markdown."""
    parts = (_opening(), *(_kind(title, checks) for title, checks in KINDS.items()), _weights())
    return "\n".join(line for part in parts for line in part)


def _opening() -> Iterator[str]:
    yield "# The findings"
    yield ""
    yield "Written from `rollcall/definitions/checks/` by `make docs`; a test fails when this page is behind."
    yield ""
    yield "Every check has a code, a sentence that says what is wrong, one that says what to do, and the headline that it moves. A"
    yield "finding names its file, its sheet and its cells, and never a child's value; the words in italics are filled in. The findings"
    yield "that move most stand first, and none is left out: past 1,000 of one kind in one column, the rest are one finding with all"
    yield "their cells."
    yield ""
    yield "How far a headline moves is told out of the rows of data that the files brought in together have for that kind of spreadsheet:"
    yield "*12 rows left out of Children not in school, 12 of 311*. A row in which two things are wrong is counted with each of them."
    yield ""
    yield "A check keeps to a published definition where one is named; the others are Rollcall's own. Annex A is that of the Area SEND"
    yield "inspection framework, with the rule codes by which councils know its validation; the thematic review is that of children not in"
    yield "school, 14 January 2025."


def _kind(title: str, checks: tuple[Check, ...]) -> Iterator[str]:
    yield ""
    yield f"## {title}"
    yield ""
    headings = ("code", "what is wrong", "what to do", "the row", "what it moves", "keeps to")
    yield from markdown.table(headings, (_check(check) for check in checks))


def _check(check: Check) -> tuple[str, ...]:
    row = "left out" if check.refuses_row else "left out where it cannot do without" if "{rest}" in check.what_to_do else ""
    cells = (f"`{check.code}`", check.what, check.what_to_do, row, _moves(check), check.definition or "Rollcall's own")
    return tuple(_PLACE.sub(r"*\1*", cell) for cell in cells)


def _moves(check: Check) -> str:
    if check.effect == AS_THE_COLUMN:
        return "what the column carries, see below"
    return _sentence(check.effect, check.headline or "the spreadsheet's headline")


def _sentence(effect: str, headline: str) -> str:
    return "nothing" if effect == MOVES_NOTHING else effect.removesuffix(", {count} of {of}").format(rows="rows", headline=headline)


def _weights() -> Iterator[str]:
    yield ""
    yield "## What a column carries"
    yield ""
    yield "What becomes of the headline when a value cannot be read and its row can do without it. Where the row cannot, it is left out of"
    yield "the spreadsheet's own headline."
    yield ""
    weights = (_weight(table, name, weight) for table in TABLES for name, weight in WEIGHTS.get(table.name, {}).items())
    yield from markdown.table(("spreadsheet", "column", "without a value"), weights)


def _weight(table: Table, name: str, weight: Weight) -> tuple[str, ...]:
    return table.title, f"`{name}`", _sentence(weight.effect, weight.headline)
