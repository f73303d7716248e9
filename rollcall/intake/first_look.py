"""What the rows of a drop say at a glance, before anything is kept: how many are still open, by the word that tells them apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from rollcall.store import Prepared

_TOLD_APART_BY = {"spells": "category", "diagnostic_waits": "assessment"}
_ENDS = {"spells": ("end_date",), "diagnostic_waits": ("assessment_start_date", "closed_date")}


@dataclass(frozen=True)
class FirstLook:
    """The rows of one spreadsheet kind that are open on the latest day that its files speak for, by code, the most first."""

    table: str
    column: str
    as_at: date
    rows: Mapping[str, int]


def first_look(prepared: Sequence[Prepared]) -> FirstLook | None:
    """The periods not in school of a drop, else its waits; nothing in a drop without either."""
    for table, column in _TOLD_APART_BY.items():
        of_table = [one for one in prepared if one.table == table and column in one.rows.column_names]
        if not of_table:
            continue
        as_at = max(one.as_at for one in of_table)
        counts: dict[str, int] = {}
        for one in of_table:
            for counted in pc.value_counts(_open_on(one.rows, _ENDS[table], as_at)[column]):
                if (code := counted["values"].as_py()) is not None:
                    counts[code] = counts.get(code, 0) + counted["counts"].as_py()
        if counts:
            return FirstLook(table, column, as_at, dict(sorted(counts.items(), key=lambda one: -one[1])))
    return None


def _open_on(rows: pa.Table, ends: Sequence[str], day: date) -> pa.Table:
    for end in ends:
        if end in rows.column_names:
            rows = rows.filter(pc.invert(pc.fill_null(pc.less_equal(rows[end], day), False)))
    return rows
