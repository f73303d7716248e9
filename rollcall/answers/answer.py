"""An answer: protected rows with what each column is, the date they speak for, and their footnotes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import pandas as pd


class AnswerColumn(NamedTuple):
    """A column and its kind: text, date, people, weeks of people, longest weeks, published, number or child."""

    name: str
    kind: str


@dataclass(frozen=True)
class Answer:
    """What a question gives one viewer. A None in a column of people is a hidden number, and only that."""

    question: str
    title: str
    as_at: date
    columns: tuple[AnswerColumn, ...]
    rows: tuple[tuple, ...]
    footnotes: tuple[str, ...]
    filters: Mapping[str, tuple[str, ...]]
    protected: bool
    hidden_means: str = ""  # the rule for small numbers in a sentence, when some could be hidden

    def records(self) -> list[dict[str, Any]]:
        """The rows as dictionaries."""
        names = [column.name for column in self.columns]
        return [dict(zip(names, row, strict=True)) for row in self.rows]

    def column(self, name: str) -> list[Any]:
        """The values of one column, in row order."""
        index = [column.name for column in self.columns].index(name)
        return [row[index] for row in self.rows]

    def frame(self) -> pd.DataFrame:
        """The rows as a pandas frame."""
        import pandas as pd

        return pd.DataFrame(list(self.rows), columns=[column.name for column in self.columns])

    def to_json(self) -> dict[str, Any]:
        """The answer as JSON values: ISO dates, and null for a hidden number."""
        return {
            "question": self.question,
            "as_at": self.as_at.isoformat(),
            "rows": [{name: _plain(value) for name, value in record.items()} for record in self.records()],
            "footnotes": list(self.footnotes),
        }


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    return value
