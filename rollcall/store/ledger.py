"""The ledger of what was kept: uploads and their versions, and which version is active."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from rollcall.definitions.calendar import month_end
from rollcall.definitions.table import Kind
from rollcall.definitions.tables import BY_NAME
from rollcall.store.links import add_links
from rollcall.store.records import LinkRecord, Prepared, UploadRecord, VersionRecord
from rollcall.store.schema import kept_columns

Cursor = duckdb.DuckDBPyConnection
Group = tuple[str, str, str]  # spreadsheet kind, partner, edition: one version of these is active


def add_upload(cursor: Cursor, prepared: Sequence[Prepared], by: str, links: Sequence[LinkRecord] = ()) -> int:
    """Write down an upload, its versions and their rows."""
    parts: dict[tuple[str, str], list[Prepared]] = {}
    for part in prepared:
        if part.rows.num_rows:
            parts.setdefault((part.table, part.partner), []).append(part)
    editions = [(*key, of, *edition) for key, of in parts.items() for edition in _editions(key[0], of)]
    upload_id, *numbers = _numbers(cursor, 1 + 2 * len(editions))
    cursor.execute("INSERT INTO kept.uploads VALUES ($1, $2, $3, FALSE)", [upload_id, datetime.now(UTC).replace(tzinfo=None), by])
    for version_id, activated, (table, partner, of, edition, rows) in zip(numbers[::2], numbers[1::2], editions, strict=True):
        as_at = min(max(part.as_at for part in of), _edition_ends(table, edition))
        active = _replaces(cursor, (table, partner, edition or ""), as_at)
        cursor.execute(
            "INSERT INTO kept.versions VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, FALSE)",
            [
                version_id,
                upload_id,
                table,
                partner,
                edition,
                as_at,
                list(dict.fromkeys(file for part in of for file in part.files)),
                list(dict.fromkeys(column for part in of for column in part.columns)),
                sum(piece.num_rows for piece in rows),
                [column.name for column in BY_NAME[table].columns],
                [_filled(column.name, rows) for column in BY_NAME[table].columns],
                activated if active else None,
                active,
            ],
        )
        _add_rows(cursor, table, version_id, rows)
    add_links(cursor, upload_id, links)
    return upload_id


def undo(cursor: Cursor, upload_id: int) -> set[str]:
    """Mark an upload undone; what was active before each of its active versions is active again. The tables that changed."""
    versions = _versions_of(cursor, upload_id)
    cursor.execute("UPDATE kept.uploads SET undone = TRUE WHERE upload_id = $1", [upload_id])
    cursor.execute("UPDATE kept.versions SET undone = TRUE, active = FALSE WHERE upload_id = $1", [upload_id])
    fall_back(cursor, versions)
    return {table for table, _, _ in versions}


def put_back(cursor: Cursor, version_id: int) -> set[str]:
    """Make a version active in place of the one that is. The tables that changed."""
    _activate(cursor, version_id)
    return {table for (table,) in cursor.execute("SELECT table_name FROM kept.versions WHERE version_id = $1", [version_id]).fetchall()}


def uploads(cursor: Cursor) -> tuple[UploadRecord, ...]:
    """Every upload, latest first, its versions in the order they were kept."""
    versions: dict[int, list[VersionRecord]] = {}
    for *told, files, columns, rows, active, undone in cursor.execute(
        """SELECT version_id, upload_id, table_name, partner, edition, as_at, files, columns, rows, active, undone
           FROM kept.versions ORDER BY version_id"""
    ).fetchall():
        version_id, upload_id, table, partner, edition, as_at = told
        version = VersionRecord(version_id, upload_id, table, partner, edition, as_at, tuple(files), tuple(columns), rows, active, undone)
        versions.setdefault(upload_id, []).append(version)
    found = cursor.execute('SELECT upload_id, kept_at, "by", undone FROM kept.uploads ORDER BY upload_id DESC').fetchall()
    return tuple(
        UploadRecord(
            upload_id,
            kept_at.replace(tzinfo=UTC),
            by,
            tuple(dict.fromkeys(file for version in versions.get(upload_id, ()) for file in version.files)),
            tuple(versions.get(upload_id, ())),
            undone,
        )
        for upload_id, kept_at, by, undone in found
    )


def tables_kept(cursor: Cursor) -> set[str]:
    """The tables that have rows."""
    return {table for (table,) in cursor.execute("SELECT DISTINCT table_name FROM kept.versions").fetchall() if table in BY_NAME}


def latest_as_at(cursor: Cursor) -> date | None:
    """The latest date that any active version speaks for."""
    row = cursor.execute("SELECT max(as_at) FROM kept.versions WHERE active").fetchone()
    return row[0] if row else None


def _numbers(cursor: Cursor, many: int) -> list[int]:
    """Numbers that were never used before, in order."""
    return [number for (number,) in cursor.execute("SELECT nextval('kept.numbers') FROM range($1)", [many]).fetchall()]


def _editions(table: str, parts: Sequence[Prepared]) -> Iterator[tuple[str | None, list[pa.Table]]]:
    """The rows by edition, for a table whose versions stand side by side (a term, a month); else all rows at once."""
    column = BY_NAME[table].edition
    pieces = [part.rows for part in parts]
    if column is None:
        yield None, pieces
        return
    names = [pc.cast(piece[column], pa.string()) for piece in pieces]
    for edition in dict.fromkeys(name for of in names for name in pc.unique(of).to_pylist()):
        mine = [piece.filter(pc.equal(of, edition)) for piece, of in zip(pieces, names, strict=True)]
        yield edition, [piece for piece in mine if piece.num_rows]


def _filled(column: str, pieces: Sequence[pa.Table]) -> int:
    return sum(piece.num_rows - piece[column].null_count for piece in pieces if column in piece.column_names)


def _add_rows(cursor: Cursor, table: str, version_id: int, pieces: Sequence[pa.Table]) -> None:
    position = 0
    for piece in pieces:
        names = [name for name in kept_columns(BY_NAME[table]) if name in piece.column_names]
        arriving = piece.select(names).append_column("position", pa.array(np.arange(position, position + piece.num_rows, dtype=np.int32)))
        cursor.register("arriving", arriving)
        cursor.execute(f"INSERT INTO kept.{table} BY NAME SELECT $1 AS version_id, * FROM arriving", [version_id])
        cursor.unregister("arriving")
        position += piece.num_rows


_SAME = "(table_name, partner, coalesce(edition, '')) = ($1, $2, $3)"


def _edition_ends(table: str, edition: str | None) -> date:
    """The last day that an edition can speak for: a published month ends, whichever other months came with it."""
    column = BY_NAME[table].edition
    if edition is None or column is None or BY_NAME[table][column].kind is not Kind.DATE:
        return date.max
    return month_end(date.fromisoformat(edition))


def _replaces(cursor: Cursor, group: Group, as_at: date) -> bool:
    """Whether a version that speaks for a date becomes the active one of its group, whose other version is then active no more."""
    later = cursor.execute(f"SELECT count(*) FROM kept.versions WHERE active AND {_SAME} AND as_at > $4", [*group, as_at]).fetchone()
    if later != (0,):
        return False
    cursor.execute(f"UPDATE kept.versions SET active = FALSE WHERE active AND {_SAME}", group)
    return True


def _activate(cursor: Cursor, version_id: int) -> None:
    group = cursor.execute(
        "SELECT table_name, partner, coalesce(edition, '') FROM kept.versions WHERE version_id = $1", [version_id]
    ).fetchone()
    cursor.execute(f"UPDATE kept.versions SET active = FALSE WHERE active AND {_SAME}", group)
    cursor.execute(
        "UPDATE kept.versions SET active = TRUE, undone = FALSE, activated = $2 WHERE version_id = $1", [version_id, *_numbers(cursor, 1)]
    )


def _versions_of(cursor: Cursor, upload_id: int) -> list[Group]:
    return cursor.execute(
        "SELECT DISTINCT table_name, partner, coalesce(edition, '') FROM kept.versions WHERE upload_id = $1 AND active", [upload_id]
    ).fetchall()


def fall_back(cursor: Cursor, groups: Sequence[Group]) -> None:
    """Where a version has gone, the one that was active before it is active again; else the latest that is left."""
    for group in groups:
        row = cursor.execute(
            f"""SELECT version_id FROM kept.versions WHERE NOT undone AND {_SAME}
                ORDER BY activated DESC NULLS LAST, as_at DESC, version_id DESC LIMIT 1""",
            group,
        ).fetchone()
        if row:
            _activate(cursor, row[0])
