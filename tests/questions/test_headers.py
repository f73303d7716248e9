"""A question's header is a promise: what it reads, takes and gives is what its SQL reads, takes and gives."""

from __future__ import annotations

import re
from datetime import date

import pytest

from rollcall.answers.count import MOST_ROWS_LISTED
from rollcall.answers.filters import as_struct
from rollcall.answers.question import FILTERS, KINDS, QUESTIONS, Question
from rollcall.definitions.tables import BY_NAME
from rollcall.store import QUERIES, Store, reads
from rollcall.store.views import view_texts

DAY = date(2026, 10, 31)
VALUES = {
    "as_at": DAY,
    "since": date(2026, 9, 30),
    "filters": as_struct({}, DAY),
    "words": dict.fromkeys(("reason", "destination", "barrier")),
    "most_rows": MOST_ROWS_LISTED,
}
_MACRO = re.compile(r"CREATE MACRO (\w+)\(")
_COMMENT = re.compile(r"--[^\n]*")
_NAMED = re.compile(r"[a-z_]+(?:\.[a-z_]+)?")


@pytest.fixture(scope="module")
def store() -> Store:
    return Store.open()


def body(sql: str) -> str:
    """The SQL without its comments."""
    return _COMMENT.sub("", sql)


def macros(view: str) -> set[str]:
    """The macros that a view file makes."""
    return set(_MACRO.findall(view_texts()[view]))


def read_in(sql: str) -> set[str]:
    """The views whose macros the SQL calls, and the tables that it names after FROM or JOIN."""
    calls = {call.lower() for call in re.findall(r"(\w+)\(", body(sql))}
    called = {view for view in view_texts() if calls & macros(view)}
    tables = set(re.findall(r"(?:FROM|JOIN) ((?:kept\.)?\w+)(?!\w*\()", body(sql)))
    parts = set(re.findall(r"(\w+) AS (?:MATERIALIZED )?\(", body(sql))) | {"range", "unnest"}
    return called | {table for table in tables if table not in parts and not calls & {table}}


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_a_question_takes_what_it_says(question: Question) -> None:
    assert set(question.takes) == set(re.findall(r"\$(\w+)", body(question.sql)))
    assert set(question.takes) <= VALUES.keys()


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_a_question_reads_what_it_says(question: Question) -> None:
    assert read_in(question.sql) <= set(question.reads)
    assert all(re.search(rf"\b{re.escape(name)}\b", body(question.sql)) or macros_called(name, question.sql) for name in question.reads)


def macros_called(view: str, sql: str) -> bool:
    return view in view_texts() and any(re.search(rf"\b{macro}\(", body(sql)) for macro in macros(view))


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_a_question_gives_what_it_says(store: Store, question: Question) -> None:
    rows = store.query(question.sql, {name: VALUES[name] for name in question.takes})
    assert rows.columns == tuple(column.name for column in question.columns)
    assert all(column.kind in KINDS for column in question.columns)


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_a_question_names_its_filters_in_their_order(question: Question) -> None:
    assert ("filters" in question.takes) == bool(question.filters)
    assert list(question.filters) == [name for name in FILTERS if name in question.filters]


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_a_question_is_asked_in_words_and_settles_its_order(question: Question) -> None:
    assert question.title.endswith("?")
    assert question.title[0].isupper()
    assert "ORDER BY" in question.sql or question.name.endswith(("_total", "_needs", "_figures"))


@pytest.mark.parametrize(
    "question", [question for question in QUESTIONS.values() if question.lists_children], ids=lambda question: question.name
)
def test_a_list_of_children_has_an_end(question: Question) -> None:
    assert "most_rows" in question.takes
    assert question.name.endswith("_list")


@pytest.mark.parametrize("view", view_texts())
def test_a_view_reads_what_it_says(view: str) -> None:
    said = set(reads(view_texts()[view]))
    assert read_in(view_texts()[view]) - {view} <= said


def test_every_query_file_is_a_question() -> None:
    assert {path.stem for path in QUERIES.glob("*.sql")} == set(QUESTIONS)


def test_every_child_level_spreadsheet_is_read_by_a_question() -> None:
    read = set().union(*(question.tables for question in QUESTIONS.values()))
    assert set(BY_NAME) <= read


def test_no_question_works_out_a_rate() -> None:
    for question in QUESTIONS.values():
        assert not re.search(r"[^/]/[^/]|\bavg\(|\bmedian\(", body(question.sql)), question.name
