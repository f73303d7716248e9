"""The exact rows of a question, before protection, remembered so that footnotes and other roles need not count again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from rollcall.answers.filters import as_struct
from rollcall.answers.question import Question
from rollcall.answers.remember import Remembered
from rollcall.definitions import codes
from rollcall.store import Reading, Store

COUNTED = Remembered(most=512)
MOST_ROWS_REMEMBERED = 5_000
MOST_ROWS_LISTED = 10_000

# Words that a partner typed beside the official list could tell of one child: only the lead sees them.
_OFFICIAL_WORDS = {
    "reason": tuple(codes.REASON.labels),
    "destination": tuple(codes.DESTINATION.labels),
    "barrier": tuple(codes.BARRIER.labels),
}
_ANY_WORDS = dict.fromkeys(_OFFICIAL_WORDS)

ExactRows = tuple[tuple, ...]


@dataclass(frozen=True)
class Counted:
    """Counting in one unchanging picture of a store, on one day, through some filters."""

    store: Store
    reading: Reading
    as_at: date
    filters: Mapping[str, tuple[str, ...]]
    since: date | None = None  # the earlier day, of a question between two

    def rows(self, question: Question, local_words: bool = True) -> ExactRows:
        """The exact rows. The filters that the question does not take are left out."""
        filters = {name: words for name, words in self.filters.items() if name in question.filters}
        values = {
            "as_at": self.as_at,
            "since": self.since,
            "filters": as_struct(filters, self.as_at),
            "words": _ANY_WORDS if local_words else _OFFICIAL_WORDS,
            "most_rows": MOST_ROWS_LISTED + 1,
        }
        taken = {name: values[name] for name in question.takes}
        if question.lists_children:
            return tuple(self.reading.query(question.sql, taken).rows)
        as_at = self.as_at if "as_at" in question.takes else None
        words = local_words if "words" in question.takes else None
        key = (self.store.token, self.reading.data_version, question.name, as_at, taken.get("since"), tuple(sorted(filters.items())), words)
        return COUNTED.get(key, lambda: self._count(question, taken), lambda rows: len(rows) <= MOST_ROWS_REMEMBERED)

    def _count(self, question: Question, values: Mapping[str, object]) -> ExactRows:
        rows = self.reading.query(question.sql, values).rows
        if not any(column.kind == "weeks of people" for column in question.columns):
            return tuple(rows)
        return tuple(tuple(tuple(value) if isinstance(value, list) else value for value in row) for row in rows)
