"""The manual page of the questions, written from the headers of `queries/*.sql`."""

from __future__ import annotations

from collections.abc import Iterator

from rollcall.answers.question import QUESTIONS, Question
from rollcall.export.markdown import table

KINDS = {
    "text": "a word or a code",
    "date": "a date",
    "people": "a number of children; for all but the lead, 1 to 7 is hidden and the rest is rounded to the nearest 5",
    "weeks of people": "whole weeks waited, in order; for all but the lead, the median and 92nd percentile of 10 or more",
    "longest weeks": "the longest wait in whole weeks; hidden from all but the lead, since it is one child's",
    "published": "a number that was published as it stands",
    "number": "a number that is not of children, such as rows in a file",
    "child": "something about one child: the whole question is answered for the lead alone",
}


def question_manual() -> str:
    """The page as Markdown."""
    return "\n".join([*_opening(), *(line for question in QUESTIONS.values() for line in _about(question))])


def _opening() -> Iterator[str]:
    yield "# The questions"
    yield ""
    yield "Written from `queries/*.sql` by `make docs`; a test fails when this page is behind. Ask one on the command line:"
    yield ""
    yield "    python -m rollcall ask not_in_school_by_category sample_data --filter sen_status=E --as-at 2026-10-31"
    yield ""
    yield "Every question that says so is asked as at a date, which is the latest that any kept file speaks for unless another is given."
    yield ""
    yield from table(("kind of column", "what it holds"), KINDS.items())
    yield ""
    yield from table(("question", "asks"), ((f"[{name}](#{name})", question.title) for name, question in QUESTIONS.items()))


def _about(question: Question) -> Iterator[str]:
    yield ""
    yield f"## {question.name}"
    yield ""
    yield question.title
    if question.notes:
        yield ""
        yield question.notes
    yield ""
    yield f"- Gives: {', '.join(f'`{column.name}` ({column.kind})' for column in question.columns)}"
    if "as_at" in question.takes:
        yield "- Asked as at a date" + (", and since an earlier one" if "since" in question.takes else "")
    if question.filters:
        yield f"- Filters: {', '.join(question.filters)}"
    if question.tables:
        yield f"- From: {', '.join(sorted(question.tables))}"
    if question.lists_children:
        yield "- For the lead alone"
