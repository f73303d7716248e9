"""What was found in a partner's file: where, what is wrong, what to do, which headline it moves and by how much."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from rollcall.definitions.check import AS_THE_COLUMN, NO_HEADLINE, Check
from rollcall.definitions.checks import CHECKS
from rollcall.definitions.weight import weight_of
from rollcall.intake.checking.cell_ranges import cell_ranges

__all__ = ["CHECKS", "Check", "Finding", "Place"]


@dataclass(frozen=True)
class Finding:
    """One thing found in a file, where, what to do, and the headline it changes. Never a child's value."""

    code: str
    file: str
    sheet: str
    cell: str | None  # Excel's own letters, such as F14; None when it is about a whole sheet or file
    what: str
    what_to_do: str
    headline: str
    refuses_row: bool
    rows: int  # rows that it is about
    effect: str = ""  # by how much the headline moves: '12 rows left out of Returns within six months, 12 of 311'; of all findings alike
    moves: int = 0  # rows or children that the headline loses or miscounts, in all findings alike; what findings are sorted by
    cells: tuple[str, ...] = ()  # every cell, when it is about more than the one in `cell`
    table: str = ""  # the spreadsheet kind's name
    column: str = ""  # the declared column's name, when it is about one

    @property
    def where(self) -> str:
        """Its cell, or all of its cells with those under each other as ranges: 'F14', 'F14:F20, F31'."""
        return cell_ranges(self.cells) if self.cells else self.cell or ""

    @property
    def alike(self) -> tuple[object, ...]:
        """What findings that say the same of one column have in common: their effect is told once, for all of them."""
        word = self.what if self.code == "unknown_code" else ""
        return self.code, self.file, self.sheet, self.table, self.column, self.headline, self.refuses_row, word

    def with_the_like(self, cells: tuple[str, ...], rows: int) -> Finding:
        """The same finding for several cells, its own among them: what it says is told of the first."""
        more = len(cells) - 1
        what = f"{self.what} The like is so of {more:,} more {'cell' if more == 1 else 'cells'}." if more else self.what
        return replace(self, what=what, rows=rows, cells=cells)


@dataclass(frozen=True)
class Place:
    """The sheet that findings are about, and the headline its rows feed."""

    file: str
    sheet: str
    headline: str
    table: str = ""

    def finding(
        self, check: Check, cell: str | None, told: Mapping[str, object], rows: int = 1, refuses: bool | None = None, column: str = ""
    ) -> Finding:
        """One finding of a check, its sentences filled in with what is told. What it moves is worked out in `effects`."""
        refuses_row = check.refuses_row if refuses is None else refuses
        return Finding(
            check.code,
            self.file,
            self.sheet,
            cell,
            check.what.format(**told),
            check.what_to_do.format(**told),
            self._headline(check, column, refuses_row),
            refuses_row,
            rows,
            table=self.table,
            column=column,
        )

    def _headline(self, check: Check, column: str, refuses_row: bool) -> str:
        if check.effect == AS_THE_COLUMN and not refuses_row:
            return weight_of(self.table, column).headline
        moved = check.headline or self.headline
        return moved if check.effect or refuses_row != check.refuses_row else NO_HEADLINE
