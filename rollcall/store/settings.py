"""What an area has set for itself, such as its disclosure rule: a name and a text each."""

from __future__ import annotations

import duckdb


def setting(cursor: duckdb.DuckDBPyConnection, name: str) -> str | None:
    """The text under a name; None when nothing is set."""
    found = cursor.execute("SELECT value FROM kept.settings WHERE name = $1", [name]).fetchone()
    return found[0] if found else None


def set_setting(cursor: duckdb.DuckDBPyConnection, name: str, value: str | None) -> None:
    """Put a text under a name in place of what was there; None leaves nothing there."""
    cursor.execute("DELETE FROM kept.settings WHERE name = $1", [name])
    if value is not None:
        cursor.execute("INSERT INTO kept.settings VALUES ($1, $2)", [name, value])
