"""The numbered upgrades of what is kept: each file brings a database from the version before to its own."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import duckdb

from rollcall.errors import StoreRefused


@cache
def upgrades() -> dict[int, str]:
    """Every upgrade by its number, in order."""
    files = sorted(Path(__file__).parent.glob("[0-9]*.sql"))
    return {int(file.name.split("_")[0]): file.read_text(encoding="utf-8") for file in files}


def newest() -> int:
    """The version that this program keeps."""
    return max(upgrades())


def version(cursor: duckdb.DuckDBPyConnection) -> int | None:
    """The version of a database: 0 from before they were numbered, None when nothing was ever kept in it."""
    tables = cursor.execute("SELECT table_name FROM duckdb_tables() WHERE database_name = current_database() AND schema_name = 'kept'")
    there = {name for (name,) in tables.fetchall()}
    if "schema_version" in there:
        found = cursor.execute("SELECT max(version) FROM kept.schema_version").fetchone()
        return found[0] if found else None
    return 0 if there else None


def refuse_newer(found: int | None) -> None:
    """A database of a later Rollcall is not touched by this one."""
    if found is not None and found > newest():
        raise StoreRefused(
            f"What is kept was written by a newer Rollcall (its version is {found}, and this one knows {newest()}). Start the newer "
            "Rollcall, or restore the backup that it made before it upgraded: python -m rollcall restore FILE"
        )


def upgrade(cursor: duckdb.DuckDBPyConnection) -> None:
    """Bring a database to the newest version, in the transaction of the cursor: all of it or nothing."""
    found = version(cursor)
    refuse_newer(found)
    for number, text in upgrades().items():
        if number > (found or 0):
            cursor.execute(text)
            cursor.execute("CREATE TABLE IF NOT EXISTS kept.schema_version (version INTEGER, upgraded_at TIMESTAMP)")
            cursor.execute("INSERT INTO kept.schema_version VALUES ($1, $2)", [number, datetime.now(UTC).replace(tzinfo=None)])
