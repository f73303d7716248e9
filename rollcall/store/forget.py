"""Deleting for good: which versions go, what else goes with them, and a look at every byte for what went."""

from __future__ import annotations

import mmap
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb

from rollcall.definitions.calendar import add_months
from rollcall.definitions.table import Kind
from rollcall.definitions.tables import BY_NAME
from rollcall.store import ledger, mappings
from rollcall.store.anew import OWED
from rollcall.store.settings import set_setting, setting

Cursor = duckdb.DuckDBPyConnection

LOOKED_FOR = 60  # of what is deleted, so many texts chosen by chance
_LONG_ENOUGH = 6  # letters: shorter ones stand in any file by chance
_NAMES_SOMEBODY = (Kind.LOCAL_ID, Kind.TEXT, Kind.NHS_NUMBER, Kind.UPN)
_RETENTION = "retention of "
SELF_EVALUATION = "self_evaluation"
"""What the ledger of deletions calls the texts that a partnership wrote itself."""

_WRITTEN_HERE = {  # what a partnership wrote itself, with the columns of text in which something can be named
    "self_evaluation_texts": ("text", "author"),
    "self_evaluation_actions": ("action", "owner", "author"),
    "rebases": ("reason", "author"),
}


@dataclass(frozen=True)
class Going:
    """Versions of one spreadsheet kind from one partner that a deletion would take."""

    partner: str
    table: str
    version_ids: tuple[int, ...]
    rows: int | None  # None where it is hidden from who asks
    in_use: bool  # whether answers are worked out from one of them


@dataclass(frozen=True)
class Erased:
    """What a deletion took, and what a look at every byte of the data folder found of it before and after."""

    going: tuple[Going, ...]
    looked_for: int = 0  # texts
    readable_before: int = 0
    readable_after: int = 0
    files: int = 0
    bytes: int = 0
    written: int = 0  # versions of the self-evaluation's texts, actions and rebases that went

    @property
    def rows(self) -> int:
        """Rows that are gone."""
        return sum(one.rows or 0 for one in self.going)


def going(cursor: Cursor, partner: str | None = None, before: date | None = None, upload_id: int | None = None) -> tuple[Going, ...]:
    """The versions of a partner, of what was kept before a day, or of an upload; all of them where nothing is said."""
    found = cursor.execute(
        """
        SELECT v.partner, v.table_name, list(v.version_id ORDER BY v.version_id), sum(v.rows)::BIGINT, bool_or(v.active)
        FROM kept.versions AS v
        JOIN kept.uploads AS u USING (upload_id)
        WHERE ($1 IS NULL OR v.partner = $1) AND ($2::DATE IS NULL OR u.kept_at < $2::DATE) AND ($3::INTEGER IS NULL OR upload_id = $3)
        GROUP BY v.partner, v.table_name
        ORDER BY v.partner, v.table_name
        """,
        [partner, before, upload_id],
    ).fetchall()
    return tuple(Going(of, table, tuple(ids), rows, in_use) for of, table, ids, rows, in_use in found)


def uploads_of(cursor: Cursor, of: Sequence[Going]) -> int:
    """How many uploads some versions came in."""
    ids = [number for one in of for number in one.version_ids]
    row = cursor.execute("SELECT count(DISTINCT upload_id) FROM kept.versions WHERE list_contains($1, version_id)", [ids]).fetchone()
    return row[0] if row else 0


def past_retention(cursor: Cursor, today: date) -> tuple[Going, ...]:
    """The versions that were kept longer ago than their spreadsheet kind is held."""
    return tuple(
        one
        for table, months in retention(cursor).items()
        if months
        for one in going(cursor, before=add_months(today, -months))
        if one.table == table
    )


def retention(cursor: Cursor) -> dict[str, int | None]:
    """For how many months each spreadsheet kind is held; None until it is deleted by hand."""
    told = {table: setting(cursor, _RETENTION + table) for table in BY_NAME}
    return {table: int(months) if months else None for table, months in told.items()}


def set_retention(cursor: Cursor, table: str, months: int | None) -> None:
    """Hold a spreadsheet kind for so many months from the day it was kept."""
    set_setting(cursor, _RETENTION + table, str(months) if months else None)


def erase(cursor: Cursor, of: Sequence[Going], by: str, what: str) -> set[str]:
    """Delete versions with their rows. The tables that changed.

    The ledger of deletions says how much of which kind went, and names nobody.
    """
    ids = [number for one in of for number in one.version_ids]
    groups = cursor.execute(
        "SELECT DISTINCT table_name, partner, coalesce(edition, '') FROM kept.versions WHERE active AND list_contains($1, version_id)",
        [ids],
    ).fetchall()
    for table in {one.table for one in of}:
        cursor.execute(f"DELETE FROM kept.{table} WHERE list_contains($1, version_id)", [ids])
    cursor.execute("DELETE FROM kept.versions WHERE list_contains($1, version_id)", [ids])
    _delete_what_is_left_alone(cursor)
    ledger.fall_back(cursor, groups)
    now = datetime.now(UTC).replace(tzinfo=None)
    for table in sorted({one.table for one in of}):
        mine = [one for one in of if one.table == table]
        cursor.execute(
            "INSERT INTO kept.deletions VALUES ($1, $2, $3, $4, $5, $6)",
            [now, by, what, table, sum(len(one.version_ids) for one in mine), sum(one.rows or 0 for one in mine)],
        )
    set_setting(cursor, OWED, "yes")
    return {one.table for one in of}


def forget_partner(cursor: Cursor, partner: str) -> None:
    """Delete what is kept of a partner beside its versions: how its sheets are read, and which of its children were matched."""
    mappings.forget_partner(cursor, partner)
    cursor.execute("DELETE FROM kept.links WHERE partner = $1", [partner])


def erase_written(cursor: Cursor, by: str, what: str) -> int:
    """Delete every version of every text, action and rebase of the self-evaluation. How many: the ledger of deletions says it too."""
    count = 0
    for table in _WRITTEN_HERE:
        count += sum(rows for (rows,) in cursor.execute(f"DELETE FROM kept.{table}").fetchall())
    if count:
        now = datetime.now(UTC).replace(tzinfo=None)
        cursor.execute("INSERT INTO kept.deletions VALUES ($1, $2, $3, $4, $5, $5)", [now, by, what, SELF_EVALUATION, count])
    return count


def _delete_what_is_left_alone(cursor: Cursor) -> None:
    """Uploads of which no version is left, and what was kept with them."""
    for table in ("links", "profiles", "uploads"):
        cursor.execute(f"DELETE FROM kept.{table} WHERE upload_id NOT IN (SELECT upload_id FROM kept.versions)")


def some_texts(cursor: Cursor, of: Sequence[Going], written: bool = False) -> tuple[str, ...]:
    """Texts of what a deletion will take, chosen by chance: names of partners and files, references, hashes, typed words; where the
    self-evaluation goes too, what is written there, but not by whom: the audit log has those names as well."""
    ids = [number for one in of for number in one.version_ids]
    texts = [
        f"""SELECT unnest([{", ".join(f"{name}::VARCHAR" for name in columns)}]) AS text
            FROM kept.{table} WHERE list_contains($1, version_id)"""
        for table in sorted({one.table for one in of})
        if (columns := [*_naming(table), "source"])
    ]
    texts += [
        "SELECT partner AS text FROM kept.versions WHERE list_contains($1, version_id)",
        "SELECT unnest(files) AS text FROM kept.versions WHERE list_contains($1, version_id)",
    ]
    if written:
        texts += ["SELECT text FROM kept.self_evaluation_texts", "SELECT action FROM kept.self_evaluation_actions"]
        texts += ["SELECT reason FROM kept.rebases"]
    found = cursor.execute(
        f"""
        SELECT text
        FROM (SELECT DISTINCT text FROM ({" UNION ALL ".join(texts)}) AS told WHERE length(text) >= {_LONG_ENOUGH})
        ORDER BY random()
        LIMIT {LOOKED_FOR}
        """,
        [ids],
    ).fetchall()
    return tuple(text for (text,) in found)


def gone(cursor: Cursor, texts: Collection[str]) -> tuple[str, ...]:
    """Of these texts, those that nothing which is still kept holds or has as a part."""
    kept = [
        f"SELECT unnest([{', '.join(f'{name}::VARCHAR' for name in [*_naming(table), 'source'])}]) AS text FROM kept.{table}"
        for table in BY_NAME
    ]
    kept += ["SELECT partner AS text FROM kept.versions", "SELECT unnest(files) FROM kept.versions", "SELECT label FROM kept.mappings"]
    kept += ["SELECT partner FROM kept.mappings", 'SELECT "by" FROM kept.uploads', 'SELECT "by" FROM kept.deletions']
    kept += [f"SELECT {column} FROM kept.{table}" for table, columns in _WRITTEN_HERE.items() for column in columns]
    found = cursor.execute(
        f"""
        WITH kept AS (SELECT DISTINCT text FROM ({" UNION ALL ".join(kept)}) AS told WHERE text IS NOT NULL),
        asked AS (SELECT unnest($1::VARCHAR[]) AS text)
        SELECT asked.text FROM asked WHERE NOT EXISTS (SELECT 1 FROM kept WHERE contains(kept.text, asked.text))
        """,
        [list(texts)],
    ).fetchall()
    return tuple(text for (text,) in found)


def readable(folder: Path, texts: Collection[str]) -> tuple[int, int, int]:
    """How many of these texts stand readable in a closed folder's files; how many files there are, and their bytes."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.stat().st_size]
    found: set[str] = set()
    for path in files:
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            found |= {text for text in texts if text not in found and data.find(text.encode()) >= 0}
    return len(found), len(files), sum(path.stat().st_size for path in files)


def _naming(table: str) -> list[str]:
    return [column.name for column in BY_NAME[table].columns if column.kind in _NAMES_SOMEBODY]
