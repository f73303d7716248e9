"""Writing down what leaves by the one door out: lists of children that were viewed, answers that were taken away, and refusals.

How many rows they have is not written: whoever reads the audit log may not see numbers of children.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from rollcall.access import Viewer
from rollcall.answers.answer import Answer
from rollcall.answers.question import QUESTIONS
from rollcall.audit import Action, Entry, record
from rollcall.errors import AccessRefused
from rollcall.store import Store

SAME_VIEWING = 600  # seconds: a page is run again at every click, and that is not another viewing of the same list
_MOST_REMEMBERED = 2_000
_OF_CHILDREN = ("rows", "children")
_P = ParamSpec("_P")

_lock = threading.Lock()
_viewed: dict[tuple[object, ...], float] = {}


class Asking(Protocol):
    """A visit, as far as is written down of it."""

    @property
    def viewer(self) -> Viewer: ...
    @property
    def store(self) -> Store: ...
    @property
    def invented(self) -> bool: ...


_Visit = TypeVar("_Visit", bound=Asking)


def written_down(
    ask: Callable[Concatenate[_Visit, str, _P], Answer],
) -> Callable[Concatenate[_Visit, str, _P], Answer]:
    """What asks, with each list of children that it gives and each refusal written down before the asker has it."""

    @wraps(ask)
    def asked(visit: _Visit, question: str, *values: _P.args, **named: _P.kwargs) -> Answer:
        try:
            answer = ask(visit, question, *values, **named)
        except AccessRefused:
            if visit.store.on_disk or visit.invented:
                record(Action.REFUSED, visit.viewer.name, visit.viewer.role, visit.viewer.area, question=question)
            raise
        if visit.store.on_disk and QUESTIONS[answer.question].lists_children:
            _note_viewing(visit, answer)
        return answer

    return asked


def taken_away(visit: Asking, answers: Sequence[Answer]) -> Sequence[Answer]:
    """The same answers, once it is written down that they leave as a file."""
    if visit.store.on_disk:
        record(
            Action.EXPORTED,
            visit.viewer.name,
            visit.viewer.role,
            visit.viewer.area,
            questions=tuple(answer.question for answer in answers),
            protected=all(answer.protected for answer in answers),
            of_children=any(answer.question in QUESTIONS and QUESTIONS[answer.question].lists_children for answer in answers),
        )
    return answers


def without_numbers_of_children(entry: Entry) -> Entry:
    """An entry without the numbers of rows and children that earlier versions wrote."""
    return replace(entry, about={name: value for name, value in entry.about.items() if name not in _OF_CHILDREN})


def forget_viewings() -> None:
    """Count the next viewing of every list as a new one."""
    with _lock:
        _viewed.clear()


def _note_viewing(visit: Asking, answer: Answer) -> None:
    viewer, now = visit.viewer, time.monotonic()
    key = (
        viewer.name,
        viewer.role,
        viewer.area,
        visit.store.token,
        visit.store.data_version,
        answer.question,
        answer.as_at,
        _words(answer),
    )
    with _lock:
        is_same = now - _viewed.get(key, -SAME_VIEWING) < SAME_VIEWING
    if is_same:
        return
    record(
        Action.LIST_VIEWED,
        viewer.name,
        viewer.role,
        viewer.area,
        question=answer.question,
        filtered=bool(answer.filters),
    )
    with _lock:
        _viewed[key] = now
        while len(_viewed) > _MOST_REMEMBERED:
            del _viewed[next(iter(_viewed))]


def _words(answer: Answer) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(sorted(answer.filters.items()))
