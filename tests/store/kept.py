"""A folder with something kept in it, and what a store answers, for tests of what happens to the files."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pyarrow as pa

from rollcall.definitions.table import Kind
from rollcall.definitions.tables import TABLES
from rollcall.store import Prepared, Store
from tests.store.rows import OCTOBER

KEY, OTHER_KEY = "a key of a test, long enough to be one", "another key of a test, also long enough"
_ARROW = {Kind.DATE: pa.date32(), Kind.WHOLE_NUMBER: pa.int64(), Kind.NUMBER: pa.float64()}


def full(table: str, canary: str, rows: int = 20, partner: str = "Council", as_at: date = OCTOBER) -> Prepared:
    """Rows of a spreadsheet kind with a canary in every column of text, each a little different."""
    declared = next(one for one in TABLES if one.name == table)
    columns: dict[str, pa.Array] = {}
    for column in declared.columns:
        if column.kind is Kind.DATE:
            values: list[object] = [date(2015, 1, 1 + row % 28) for row in range(rows)]
        elif column.kind in (Kind.WHOLE_NUMBER, Kind.NUMBER):
            values = list(range(rows))
        else:
            values = [f"{canary}-{column.name}-{row:05d}" for row in range(rows)]
        columns[column.name] = pa.array(values, _ARROW.get(column.kind, pa.string()))
    columns["source"] = pa.array([f"{canary}.xlsx · Sheet1"] * rows)
    columns["source_row"] = pa.array(range(2, rows + 2), pa.int32())
    return Prepared(table, partner, as_at, (f"{canary}.xlsx",), tuple(column.name for column in declared.columns), pa.table(columns))


def everything(canary: str, rows: int = 20, partner: str = "Council") -> list[Prepared]:
    """Every spreadsheet kind, with canaries."""
    return [full(table.name, canary, rows, partner) for table in TABLES]


def bytes_with(folder: Path, *canaries: str) -> list[str]:
    """The files of a folder in which a canary stands, as text of one byte or of two a letter, and those with one in their names.

    A backup is unpacked, since what is packed is not seen among its bytes.
    """
    forms = [form for canary in canaries for form in (canary.encode(), canary.encode("utf-16-le"), canary.encode("utf-16-be"))]
    found = []
    for path in sorted(folder.rglob("*")):
        data = _unpacked(path) if path.is_file() else b""
        if any(form in data for form in forms) or any(canary in path.name for canary in canaries):
            found.append(path.name)
    return found


def _unpacked(path: Path) -> bytes:
    if not zipfile.is_zipfile(path):
        return path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        return path.read_bytes() + b"".join(archive.read(name) for name in archive.namelist())


def told(store: Store) -> dict[str, list[tuple]]:
    """Every kept row, and every row that the answers read, so that two stores can be compared."""
    names = [name for (name,) in store.query("SELECT schema_name || '.' || table_name FROM duckdb_tables() WHERE NOT internal").rows]
    here = [name for name in sorted(names) if name not in ("kept.state", "kept.schema_version")]
    return {name: store.query(f"SELECT * FROM {name} ORDER BY ALL").rows for name in here}
