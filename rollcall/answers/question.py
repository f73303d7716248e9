"""The questions: every `queries/*.sql`, with what its header promises."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from rollcall.answers.answer import AnswerColumn
from rollcall.store import QUERIES, header, names, reads, tables_read

KINDS = ("text", "date", "people", "weeks of people", "longest weeks", "published", "number", "child")
FILTERS = ("locality", "sen_status", "primary_need", "category", "year_group", "sex", "social_care", "service", "provider")

_GIVES = re.compile(r"(\w+) \(([a-z ]+)\)")
_TAKES = re.compile(r"\$(\w+) \(")


@dataclass(frozen=True)
class Question:
    """One question: its words, what it reads, takes and gives, and the SQL that answers it."""

    name: str
    title: str
    notes: str
    reads: tuple[str, ...]
    takes: tuple[str, ...]
    filters: tuple[str, ...]
    columns: tuple[AnswerColumn, ...]
    sql: str
    for_the_lead: bool = False  # its rows are about few children each, as they are: nobody else may ask it

    @property
    def lists_children(self) -> bool:
        """Whether its rows name children, so that only a lead may see them."""
        return any(column.kind == "child" for column in self.columns)

    @property
    def counts_people(self) -> bool:
        """Whether it gives numbers of people, so that they have to be protected."""
        return any(column.kind in ("people", "weeks of people", "longest weeks") for column in self.columns)

    @cached_property
    def tables(self) -> frozenset[str]:
        """The spreadsheet kinds that it reads, directly or through views."""
        return tables_read(self.sql)


def read_question(name: str, sql: str) -> Question:
    """A question from the text of its file."""
    labels = header(sql)
    return Question(
        name=name,
        title=labels["Question"],
        notes=labels.get("Notes", ""),
        reads=reads(sql),
        takes=tuple(_TAKES.findall(labels["Takes"])),
        filters=names(labels.get("Filters", "")),
        columns=tuple(AnswerColumn(column, kind) for column, kind in _GIVES.findall(labels["Gives"])),
        sql=sql,
        for_the_lead=labels.get("For") == "the lead alone",
    )


QUESTIONS: Mapping[str, Question] = MappingProxyType(
    {path.stem: read_question(path.stem, path.read_text(encoding="utf-8")) for path in sorted(QUERIES.glob("*.sql"))}
)
