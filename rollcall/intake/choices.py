"""What a person says about a sheet that Rollcall would read otherwise: kept as a small readable mapping, with no child in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from rollcall.definitions.table import fold
from rollcall.intake.reading.cells import column_letters

LEFT = "left"  # in place of a table's name: the sheet is nothing of ours


class DateOrder(StrEnum):
    """Which comes first in a date that could be read both ways."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


@dataclass(frozen=True, order=True)
class SheetKey:
    """One table in a drop: its file, its sheet, and which of the sheet's tables it is, from 0 at the top."""

    file: str
    sheet: str
    number: int = 0


@dataclass(frozen=True)
class Choices:
    """What was chosen for one sheet. Nothing chosen: everything is read as it is recognised."""

    header_row: int | None = None  # Excel's number of the row that ends the header
    table: str | None = None  # a spreadsheet kind's name, or LEFT
    columns: Mapping[str, str | None] = field(default_factory=dict)  # a heading's key -> the column it is read as; None: not read
    values: Mapping[str, Mapping[str, str | None]] = field(
        default_factory=dict
    )  # column -> typed word, folded -> code; None: read as blank
    date_orders: Mapping[str, DateOrder] = field(default_factory=dict)  # column -> which comes first
    every: Mapping[str, str] = field(default_factory=dict)  # column -> the code, or the term, that every row has
    month: date | None = None  # the month, as its first day, that a published workbook without a date is about

    def __bool__(self) -> bool:
        """Whether anything was chosen."""
        said = (self.header_row, self.table, self.columns, any(self.values.values()), self.date_orders, self.every, self.month)
        return any(map(bool, said))

    def taken_for(self, table: str | None) -> Choices:
        """These, with the sheet taken for a spreadsheet kind, or left when it is none of ours."""
        return replace(self, table=table or LEFT)

    def heading_read_as(self, key: str, column: str | None) -> Choices:
        """These, with one heading read as a column, or not read. What every row was said to have in that column is forgotten."""
        every = {name: code for name, code in self.every.items() if name != column}
        return replace(self, columns={**self.columns, key: column}, every=every)

    def every_row_has(self, column: str, code: str | None) -> Choices:
        """These, with one code, or term, for every row of a column, whatever stands in the sheet; None: as the sheet says it."""
        every = {name: said for name, said in self.every.items() if name != column}
        if code is None:
            return replace(self, every=every)
        columns = {key: name for key, name in self.columns.items() if name != column}
        return replace(self, columns=columns, every={**every, column: code})

    def word_read_as(self, column: str, typed: str, code: str | None) -> Choices:
        """These, with one word of a column read as a code, or as blank."""
        return replace(self, values={**self.values, column: {**self.values.get(column, {}), word_key(typed): code}})

    def word_asked_again(self, column: str, typed: str) -> Choices:
        """These, with nothing said about one word of a column."""
        said = {word: code for word, code in self.values.get(column, {}).items() if word != word_key(typed)}
        return replace(self, values={**self.values, column: said})

    def dates_read(self, column: str, month_first: bool) -> Choices:
        """These, with the dates of one column read in one order."""
        order = DateOrder.MONTH_FIRST if month_first else DateOrder.DAY_FIRST
        return replace(self, date_orders={**self.date_orders, column: order})

    def about_month(self, month: date) -> Choices:
        """These, with the month that a workbook without a date is about."""
        return replace(self, month=month)

    def says_word(self, column: str, typed: str) -> bool:
        """Whether something was said about one word of a column."""
        return word_key(typed) in self.values.get(column, {})

    def code_of(self, column: str, typed: str) -> str | None:
        """The code that one word of a column was said to stand for."""
        return self.values.get(column, {}).get(word_key(typed))

    @property
    def leaves_sheet(self) -> bool:
        """Whether the sheet was said to be nothing of ours."""
        return self.table == LEFT


NOTHING_CHOSEN = Choices()


def heading_keys(headings: Sequence[str]) -> tuple[str, ...]:
    """What choices about each heading are remembered by: the heading folded, "#2" added when it stands a second time.

    A column without a heading is named by its letter.
    """
    seen: Counter[str] = Counter()
    keys = []
    for place, heading in enumerate(headings):
        key = fold(heading) or heading.casefold().strip() or f"column {column_letters(place)}"
        seen[key] += 1
        keys.append(key if seen[key] == 1 else f"{key} #{seen[key]}")
    return tuple(keys)


def word_key(word: str) -> str:
    """What a choice about a typed word is remembered by."""
    return fold(word) or word.casefold().strip()
