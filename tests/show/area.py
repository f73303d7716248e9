"""Small areas made row by row, for tests of what is shown of them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pyarrow as pa

from rollcall.access import Role, Viewer
from rollcall.answers.ask import Visit
from rollcall.definitions.table import Kind
from rollcall.definitions.tables import BY_NAME
from rollcall.show.asking import Asked
from rollcall.store import Prepared, Store

DAY = date(2026, 10, 31)
LONG_AGO = date(2023, 1, 9)
BORN = date(2014, 3, 14)
READERS = (Role.LEAD, Role.COMMISSIONER, Role.BOARD)  # whoever sees numbers
_ARROW = {Kind.DATE: pa.date32(), Kind.WHOLE_NUMBER: pa.int64(), Kind.NUMBER: pa.float64()}


def prepared(table: str, rows: list[dict[str, Any]], partner: str = "A council") -> Prepared:
    """Rows as intake hands them to the store."""
    declared = BY_NAME[table]
    names = [column.name for column in declared.columns if any(column.name in row for row in rows)]
    columns = {name: pa.array([row.get(name) for row in rows], _ARROW.get(declared[name].kind, pa.string())) for name in names}
    columns["source"] = pa.array(["a test"] * len(rows))
    columns["source_row"] = pa.array(range(2, len(rows) + 2), pa.int32())
    return Prepared(table, partner, DAY, (f"{table}.csv",), tuple(names), pa.table(columns))


def area(children: int | list[dict[str, Any]] = 0, **tables: list[dict[str, Any]]) -> Store:
    """A store with these children with SEND, or so many, all alike, and rows of the other tables."""
    store = Store.open()
    listed = [child(n) for n in range(children)] if isinstance(children, int) else children
    kept = [prepared("children", listed)] if listed else []
    kept += [prepared(name, rows) for name, rows in tables.items() if rows]
    if kept:
        store.keep(kept, by="test")
    return store


def child(number: int, **more: Any) -> dict[str, Any]:
    """One child of school age with an EHC plan."""
    return {"child_id": f"C{number}", "date_of_birth": BORN, "sen_status": "E", "locality": "North", "social_care": "none", **more}


def spell(number: int, category: str = "ehe", since: date = date(2026, 9, 1), **more: Any) -> dict[str, Any]:
    """One period out of school."""
    return {"child_id": f"C{number}", "category": category, "start_date": since, **more}


def out(number: int, **more: Any) -> list[dict[str, Any]]:
    """One period out of school for each of so many children."""
    return [spell(n, **more) for n in range(number)]


def wait(number: int, assessment: str = "autism", since: date = date(2026, 9, 1), **more: Any) -> dict[str, Any]:
    """One referral."""
    return {"child_id": f"C{number}", "assessment": assessment, "referral_received_date": since, "provider": "A trust", **more}


def asked(store: Store, role: Role = Role.LEAD, **filters: str) -> Asked:
    """A reader of the store, with filters."""
    return Asked(Visit(Viewer("A reader", role), store), DAY, {name: (value,) for name, value in filters.items()})
