"""Rows of text that come one after another out of a marked-up file, kept within the limits and given as columns."""

from __future__ import annotations

from itertools import zip_longest

import pyarrow as pa

from rollcall.errors import FileRefused
from rollcall.intake.reading.delimited import too_many_columns
from rollcall.intake.reading.limits import Limits

TOO_TALL = (
    "This file reaches further down and across than Rollcall can read, as a stray cell far from the table makes it do. "
    "Open it in Excel, copy the table into a new workbook, save that as Excel Workbook (.xlsx), and bring it in."
)


class Grid:
    """The rows so far. FileRefused as soon as they are more than one sheet may hold."""

    def __init__(self, limits: Limits) -> None:
        self.rows: list[list[str]] = []
        self._limits = limits
        self._width = 0

    def add(self, row: list[str], at: int | None = None) -> None:
        """Put a row under the last one, or further down at a place counted from 0."""
        at = len(self.rows) if at is None else max(at, len(self.rows))
        self._width = max(self._width, len(row))
        if self._width > self._limits.columns:
            raise FileRefused(too_many_columns(self._width, self._limits.columns))
        if (at + 1) * self._width > self._limits.cells or at > self._limits.cells:
            raise FileRefused(TOO_TALL)
        self.rows.extend([] for _ in range(at - len(self.rows)))
        self.rows.append(row)

    def columns(self) -> tuple[pa.Array, ...]:
        """Every column as text, blank cells as None."""
        return tuple(pa.array([text or None for text in column], pa.string()) for column in zip_longest(*self.rows))
