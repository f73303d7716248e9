"""Rows for the store's tests, as intake would hand them over."""

from __future__ import annotations

from datetime import date

import pyarrow as pa

from rollcall.store import Prepared

OCTOBER, NOVEMBER, DECEMBER = date(2026, 10, 31), date(2026, 11, 30), date(2026, 12, 31)


def spells(children: str, as_at: date = OCTOBER, partner: str = "Council", category: str = "ehe") -> Prepared:
    """A spell for each letter of `children`, started on 1 September 2026."""
    rows = pa.table(
        {
            "child_id": list(children),
            "category": [category] * len(children),
            "start_date": pa.array([date(2026, 9, 1)] * len(children), pa.date32()),
            "source": ["register.xlsx · Sheet1"] * len(children),
            "source_row": pa.array(range(2, len(children) + 2), pa.int32()),
        }
    )
    return Prepared("spells", partner, as_at, ("register.xlsx",), ("child_id", "category", "start_date"), rows)


def children(names: str, as_at: date = OCTOBER, partner: str = "Council", sen_status: str = "E") -> Prepared:
    """A child of school age for each letter of `names`."""
    rows = pa.table(
        {
            "child_id": list(names),
            "date_of_birth": pa.array([date(2014, 5, 5)] * len(names), pa.date32()),
            "sen_status": [sen_status] * len(names),
            "source": ["send.xlsx · Sheet1"] * len(names),
            "source_row": pa.array(range(2, len(names) + 2), pa.int32()),
        }
    )
    return Prepared("children", partner, as_at, ("send.xlsx",), ("child_id", "date_of_birth", "sen_status"), rows)


def attendance(term: str, names: str, as_at: date = OCTOBER, partner: str = "Council") -> Prepared:
    """All sessions missed in a term, for each letter of `names`."""
    rows = pa.table(
        {
            "child_id": list(names),
            "term": [term] * len(names),
            "sessions_possible": pa.array([100] * len(names), pa.int64()),
            "sessions_missed": pa.array([100] * len(names), pa.int64()),
        }
    )
    return Prepared("attendance", partner, as_at, ("attendance.csv",), tuple(rows.column_names), rows)
