"""The one door out: a visit asks questions as one viewer, and gets protected answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rollcall.access import Viewer
from rollcall.answers.answer import Answer, AnswerColumn
from rollcall.store import Store, UploadRecord

__all__ = ["Answer", "AnswerColumn", "Visit", "open_visit"]


@dataclass(frozen=True)
class Visit:
    """One viewer at one store. `invented` says that the children are made up."""

    viewer: Viewer
    store: Store
    invented: bool = False

    @property
    def as_at(self) -> date:
        """The date answers speak for unless another is asked: the latest date any kept file speaks for."""
        raise NotImplementedError

    def ask(self, question: str, as_at: date | None = None, **filters: Sequence[str] | str) -> Answer:
        """The answer to a question, for this viewer."""
        raise NotImplementedError

    def takes(self, question: str) -> tuple[str, ...]:
        """The filters that a question takes."""
        raise NotImplementedError

    def filter_options(self, name: str) -> tuple[str, ...]:
        """The values a filter can have in the kept data."""
        raise NotImplementedError

    def as_board(self) -> Visit:
        """The same visit, seeing only what may be shown in a meeting."""
        return replace(self, viewer=self.viewer.as_board())

    def accept_candidates(self, child_ids: Sequence[str], category: str, start_date: date) -> UploadRecord:
        """Count candidates from now on: a spell for each, that names its source. Can be undone like any upload."""
        raise NotImplementedError


def open_visit(viewer: Viewer, invented: Callable[[Store], None] | None = None) -> Visit:
    """A visit to the process-wide store, or, while nothing is kept, to the invented area that `invented` fills."""
    raise NotImplementedError
