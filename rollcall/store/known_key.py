"""Which key the hashes of a database were made with: the key's mark among its settings, so that another one is noticed."""

from __future__ import annotations

import duckdb

from rollcall.store.key import mark
from rollcall.store.settings import set_setting, setting
from rollcall.store.upgrades import refuse_newer, version

KNOWN = "mark of the hashes' key"


def note_key(cursor: duckdb.DuckDBPyConnection, key: bytes) -> None:
    """Note the key with the first thing that is kept, or for what was kept before keys were noted."""
    if _something_is_kept(cursor):
        if setting(cursor, KNOWN) is None:
            set_setting(cursor, KNOWN, mark(key))
    elif setting(cursor, KNOWN) is not None:
        set_setting(cursor, KNOWN, None)  # nothing is left that the key was for, so another may take its place


def known_key(cursor: duckdb.DuckDBPyConnection) -> str | None:
    """The mark of the key that what is kept was hashed with; None where nothing is kept, or it was never noted."""
    found = version(cursor)
    refuse_newer(found)
    if found is None or found < 2 or not _something_is_kept(cursor):  # before the second there were no settings
        return None
    return setting(cursor, KNOWN)


def forget_key(cursor: duckdb.DuckDBPyConnection) -> None:
    """Forget which key it was, so that the one that is there is noted as the key of what is kept."""
    if (version(cursor) or 0) >= 2:
        set_setting(cursor, KNOWN, None)


def _something_is_kept(cursor: duckdb.DuckDBPyConnection) -> bool:
    return cursor.execute("SELECT 1 FROM kept.versions LIMIT 1").fetchone() is not None
