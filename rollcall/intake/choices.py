"""What a person says about a sheet that Rollcall would read otherwise: kept as a small readable mapping, with no child in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

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
    month: date | None = None  # the month, as its first day, that a published workbook without a date is about

    def __bool__(self) -> bool:
        """Whether anything was chosen."""
        return bool(self.header_row or self.table or self.columns or self.values or self.date_orders or self.month)


NOTHING_CHOSEN = Choices()
