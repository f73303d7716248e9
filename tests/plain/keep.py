"""A way to keep an area in a store, as the partners' files would bring it."""

from __future__ import annotations

from dataclasses import asdict, fields

import pyarrow as pa

from rollcall.definitions.table import Kind
from rollcall.definitions.tables import BY_NAME
from rollcall.store import Prepared, Store
from tests.plain.area import Area

_ARROW = {Kind.DATE: pa.date32(), Kind.WHOLE_NUMBER: pa.int64(), Kind.NUMBER: pa.float64()}


def prepared(area: Area) -> list[Prepared]:
    """The area's rows as the partners' files would bring them, in the order of the rows."""
    parts = []
    for name in (field.name for field in fields(Area)):
        if name not in BY_NAME:
            continue
        rows = getattr(area, name)
        for partner in dict.fromkeys(row.partner for row in rows):
            mine = [asdict(row) for row in rows if row.partner == partner]
            columns = [column for column in BY_NAME[name].columns if column.name in mine[0]]
            data = {column.name: pa.array([row[column.name] for row in mine], _ARROW.get(column.kind, pa.string())) for column in columns}
            if name == "children":
                data["home_educated_flag"] = pa.array([row["home_educated_flag"] for row in mine], pa.bool_())
            data["source"] = pa.array([f"{partner}.csv · Sheet1"] * len(mine))
            data["source_row"] = pa.array(range(2, len(mine) + 2), pa.int32())
            told = tuple(
                column.name for column in columns if name != "children" or "school" not in column.name or partner in area.school_columns
            )
            parts.append(Prepared(name, partner, area.date_of(partner), (f"{partner} {name}.csv",), told, pa.table(data)))
    return parts


def keep(store: Store, area: Area) -> None:
    """The area as the only thing in the store."""
    store.delete_everything()
    store.keep(prepared(area), by="a test")
