"""The rows of data of one table in a sheet, read, and findings about some of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from rollcall.definitions.table import Table
from rollcall.intake.checking.findings import CHECKS, Finding, Place
from rollcall.intake.recognising.columns import cell_address
from rollcall.intake.values.prepare import Values

MOST_ALONE = 1000  # findings of one check about one column that are listed one by one; the rest is one finding with all their cells
_NOTHING: Mapping[str, object] = {}


@dataclass(frozen=True, eq=False)
class Block:
    """The rows of data of one recognised table in a sheet, read."""

    table: Table
    place: Place
    rows: np.ndarray  # Excel's row number of each row of data, from 1
    columns: Mapping[str, Values]
    error_cells: Mapping[tuple[int, int], str]  # (column from 0, row from 1) -> the word in the cell
    header_cell: str  # the leftmost heading

    @property
    def count(self) -> int:
        """How many rows of data."""
        return len(self.rows)

    @property
    def first_place(self) -> int:
        """The leftmost column that was read."""
        return min((values.place for values in self.columns.values() if values.place is not None), default=0)

    def cell(self, name: str, row: int) -> str:
        """Excel's name for the cell of a column in a row of data; the row's first cell when no column has the values."""
        values = self.columns.get(name)
        place = values.place_at(row) if values else None
        return cell_address(self.first_place if place is None else place, int(self.rows[row]) - 1)

    def shows_error(self, values: Values) -> np.ndarray:
        """Rows whose cell in a column shows an error such as #REF!: that is said already."""
        numbers = [number for place, number in self.error_cells if place == values.place]
        return np.isin(self.rows, numbers) if numbers else np.zeros(self.count, bool)

    def cells(self, name: str, rows: np.ndarray) -> tuple[str, ...]:
        """Excel's names for the cells of a column in some rows of data."""
        return tuple(self.cell(name, row) for row in rows.tolist())

    def findings(
        self, code: str, name: str, rows: np.ndarray, told: Mapping[str, object] = _NOTHING, refuses: bool | None = None
    ) -> list[Finding]:
        """A finding about a column for each of some rows, up to a number that can be listed; the rows past it in one finding."""
        check = CHECKS[code]
        alone, rest = rows[:MOST_ALONE].tolist(), rows[MOST_ALONE:]
        found = [self.place.finding(check, self.cell(name, row), told, 1, refuses, name) for row in alone]
        return found + self.finding_together(code, name, rest, told, refuses)

    def findings_told_apart(self, code: str, name: str, rows: np.ndarray, told: Callable[[int], Mapping[str, object]]) -> list[Finding]:
        """The same where something else is told of each row, by its place among them."""
        found = [self.findings(code, name, rows[at : at + 1], told(at))[0] for at in range(min(len(rows), MOST_ALONE + 1))]
        if len(rows) <= MOST_ALONE:
            return found
        rest = rows[MOST_ALONE:]
        return [*found[:MOST_ALONE], found[MOST_ALONE].with_the_like(self.cells(name, rest), len(rest))]

    def finding_together(
        self, code: str, name: str, rows: np.ndarray, told: Mapping[str, object] = _NOTHING, refuses: bool | None = None
    ) -> list[Finding]:
        """One finding about a column for all of some rows, named as {rows}; none when there are no rows."""
        if not len(rows):
            return []
        about = {"rows": row_ranges(self.rows[rows]), **told}
        found = self.place.finding(CHECKS[code], self.cell(name, int(rows[0])), about, len(rows), refuses, name)
        return [replace(found, cells=self.cells(name, rows))]


def row_ranges(numbers: Iterable[int], most: int = 20) -> str:
    """Row numbers as people write them: 'rows 4, 9 to 12, 30'."""
    parts: list[list[int]] = []
    for number in sorted({int(number) for number in numbers}):
        if parts and number == parts[-1][1] + 1:
            parts[-1][1] = number
        else:
            parts.append([number, number])
    told = [str(first) if first == last else f"{first} to {last}" for first, last in parts[:most]]
    more = f" and {len(parts) - most:,} more stretches" if len(parts) > most else ""
    return f"{'row' if len(parts) == 1 and parts[0][0] == parts[0][1] else 'rows'} {', '.join(told)}{more}"
