"""What one sheet of a published statistic gives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from rollcall.definitions.tables import BY_NAME
from rollcall.intake.checking.findings import Finding
from rollcall.store import Prepared

WAITS, HOME, FIGURES = "published_community_waits", "published_home_education", "published_figures"
LOOK_AT = 40  # rows of a sheet in which titles and the header are looked for
_PARTNERS = {WAITS: "NHS England", HOME: "Department for Education", FIGURES: "Department for Education"}


@dataclass(frozen=True)
class FoundPublished:
    """One sheet of a published file, read."""

    table: str
    confidence: float
    why: str
    as_at: date | None
    header_row: int
    rows_read: int
    rows_kept: int
    rows_refused: int
    rows: pa.Table | None
    findings: tuple[Finding, ...] = ()
    asks: tuple[str, ...] = ()  # what has to be said before it can be kept

    @property
    def title(self) -> str:
        """What people call the spreadsheet."""
        return BY_NAME[self.table].title

    @property
    def partner(self) -> str:
        """Who publishes it."""
        return _PARTNERS[self.table]

    def prepared(self, file: str) -> tuple[Prepared, ...]:
        """Its rows, as the store takes them."""
        if self.rows is None or not self.rows.num_rows or self.as_at is None:
            return ()
        columns = tuple(name for name in self.rows.column_names if name in BY_NAME[self.table].by_name)
        return (Prepared(self.table, self.partner, self.as_at, (file,), columns, self.rows),)
