"""Every number that is shown together, as cells: an integer each, found again by its question, cut, column and row."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from rollcall.answers.answer import AnswerColumn

Cut = tuple[tuple[str, str], ...]
"""The filters of an answer, each with its one value; empty when it has none."""


def days_before(question: str, days: int) -> str:
    """The name under which the numbers of a question some days before stand."""
    return f"{question}, {days} days before"


@dataclass(frozen=True)
class Place:
    """Where a number stands: which question under which cut, which column, and the words of its row."""

    question: str
    cut: Cut
    column: str
    row: tuple


@dataclass
class Cells:
    """The numbers of one date that could be held against each other. Places that always hold the same number are one cell."""

    values: list[int] = field(default_factory=list)
    of: dict[Place, int] = field(default_factory=dict)
    tables: dict[tuple[str, Cut], tuple[tuple[str, ...], list[tuple]]] = field(default_factory=dict)
    weeks: dict[Place, tuple[int, ...]] = field(default_factory=dict)  # the waits that are summed up beside a number
    first: dict[str, str] = field(default_factory=dict)  # the first column of numbers of each question
    told_before: dict[int, set[int]] = field(default_factory=dict)  # by days before: what people may have seen then, and cannot forget
    told_elsewhere: set[int] = field(default_factory=set)  # of another family, which alone decides whether they are hidden
    day: date | None = None  # the day that they are of, where that is known

    def add_told_before(self, days: int, question: str, cut: Cut, columns: Sequence[AnswerColumn], rows: Sequence[tuple]) -> None:
        """Take in the rows of an answer as it was some days before."""
        count = len(self.values)
        self.add(days_before(question, days), cut, columns, rows)
        self.told_before.setdefault(days, set()).update(range(count, len(self.values)))

    def add_told_elsewhere(self, question: str, columns: Sequence[AnswerColumn], rows: Sequence[tuple]) -> None:
        """Take in the rows of an answer of another family, beside which these numbers stand."""
        count = len(self.values)
        self.add(question, (), columns, rows)
        self.told_elsewhere.update(range(count, len(self.values)))

    def add(self, question: str, cut: Cut, columns: Sequence[AnswerColumn], rows: Sequence[tuple]) -> None:
        """Take in the exact rows of an answer."""
        words = [place for place, column in enumerate(columns) if column.kind in ("text", "date", "number")]
        names = tuple(columns[place].name for place in words)
        keys = []
        for row in rows:
            key = tuple(row[place] for place in words)
            keys.append(key)
            for column, value in zip(columns, row, strict=True):
                if column.kind == "people" and value is not None:
                    self.of[Place(question, cut, column.name, key)] = len(self.values)
                    self.values.append(int(value))
                elif column.kind == "weeks of people" and value is not None:
                    self.weeks[Place(question, cut, column.name, key)] = tuple(value)
        self.tables[question, cut] = (names, keys)
        self.first[question] = next(column.name for column in columns if column.kind == "people")

    def column(self, question: str, column: str, cut: Cut = (), **where: object) -> list[int]:
        """The cells of a column, of the rows that have these words."""
        if (question, cut) not in self.tables:
            return []
        names, keys = self.tables[question, cut]
        if len(where) == len(names):
            keys = [tuple(where[name] for name in names)]  # at most one row has all these words
        else:
            wanted = [(names.index(name), value) for name, value in where.items()]
            keys = [key for key in keys if all(key[place] == value for place, value in wanted)]
        places = [Place(question, cut, column, key) for key in keys]
        return [self.of[place] for place in places if place in self.of]

    def cell(self, question: str, column: str, cut: Cut = (), **where: object) -> int | None:
        """The one cell of a column whose row has these words."""
        found = self.column(question, column, cut, **where)
        return found[0] if len(found) == 1 else None

    def words(self, question: str, name: str, cut: Cut = ()) -> list[object]:
        """The different words of a column of words, in their order."""
        if (question, cut) not in self.tables:
            return []
        names, keys = self.tables[question, cut]
        return list(dict.fromkeys(key[names.index(name)] for key in keys))

    def rows(self, question: str, cut: Cut = ()) -> list[tuple]:
        """The words of each row of a table."""
        return self.tables[question, cut][1] if (question, cut) in self.tables else []

    def telling(self, column_of: Mapping[str, str]) -> set[int]:
        """The cells of the one column of each table that is named."""
        return {cell for place, cell in self.of.items() if column_of.get(place.question) == place.column}

    def whole_rows(self, cells: Collection[int], column_of: Mapping[str, str]) -> set[int]:
        """All cells of the rows of which one of some cells is the one in the column that is named of their table."""
        rows = {
            (place.question, place.cut, place.row)
            for place, cell in self.of.items()
            if column_of.get(place.question) == place.column and cell in cells
        }
        return {cell for place, cell in self.of.items() if (place.question, place.cut, place.row) in rows} if rows else set()

    def whole_tables(self, cells: set[int], without: frozenset[str]) -> set[int]:
        """The cells with all others of the tables in which one of them says that its row is there for somebody, other than some tables."""
        found, size = set(cells), 0
        while size != len(found):
            size = len(found)
            tables = {
                (place.question, place.cut)
                for place, cell in self.of.items()
                if cell in found and place.question not in without and place.column == self.first[place.question]
            }
            found |= {cell for place, cell in self.of.items() if (place.question, place.cut) in tables}
        return found

    def make_one(self, first: int | None, second: int | None) -> None:
        """Two places that always hold the same number are one cell from now on."""
        if first is None or second is None or first == second or self.values[first] != self.values[second]:
            return
        for place, cell in self.of.items():
            if cell == second:
                self.of[place] = first


@dataclass(frozen=True)
class OneDay:
    """The numbers of one day, where they stand among those of others."""

    cells: Cells
    starts: int

    def cell(self, question: str, column: str, **where: object) -> int | None:
        """Where a number stands, if there is one."""
        found = self.cells.cell(question, column, (), **where)
        return None if found is None else found + self.starts

    def by(self, question: str, name: str) -> dict[object, int]:
        """Where the numbers of children in a table stand, by the words of its rows."""
        found = {word: self.cell(question, "children", **{name: word}) for word in self.cells.words(question, name)}
        return {word: cell for word, cell in found.items() if cell is not None}

    def rows(self, question: str) -> list[dict[str, object]]:
        """The words of a table's rows, by their columns."""
        if (question, ()) not in self.cells.tables:
            return []
        names, keys = self.cells.tables[question, ()]
        return [dict(zip(names, key, strict=True)) for key in keys]
