"""What came of comparing children whom no list has by a number: kept as keyed hashes and answers, with the upload they came in."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import duckdb
import pyarrow as pa

from rollcall.store.records import LinkRecord

_NAMES = ("partner", "unlisted", "listed", "answer", "probability")


def add_links(cursor: duckdb.DuckDBPyConnection, upload_id: int, links: Sequence[LinkRecord]) -> None:
    """Write down what came of comparing, as part of an upload."""
    if not links:
        return
    kinds = (*[pa.string()] * 4, pa.float64())
    arriving = {name: pa.array([getattr(link, name) for link in links], kind) for name, kind in zip(_NAMES, kinds, strict=True)}
    cursor.register("arriving_links", pa.table(arriving))
    cursor.execute("INSERT INTO kept.links BY NAME SELECT $1 AS upload_id, * FROM arriving_links", [upload_id])
    cursor.unregister("arriving_links")


def links_of(cursor: duckdb.DuckDBPyConnection, unlisted: Sequence[str]) -> tuple[LinkRecord, ...]:
    """What was last said or found of each of these children, in uploads of which something is not undone."""
    found = cursor.execute(
        """
        WITH asked AS (SELECT unnest($1::VARCHAR[]) AS unlisted),
        counts AS (
            SELECT links.*
            FROM kept.links AS links
            SEMI JOIN asked ON asked.unlisted = links.unlisted
            SEMI JOIN (SELECT upload_id FROM kept.versions WHERE NOT undone) AS stands ON stands.upload_id = links.upload_id
        )
        SELECT partner, unlisted, listed, answer, probability
        FROM counts
        QUALIFY upload_id = max(upload_id) OVER (PARTITION BY unlisted)
        """,
        [list(unlisted)],
    ).fetchall()
    return tuple(LinkRecord(*row) for row in found)


def listed_children(cursor: duckdb.DuckDBPyConnection, besides: Collection[str], ending: str) -> list[tuple]:
    """The children of the active lists: child_id, date of birth, sex, ethnicity, locality, school, NHS number's and UPN's hash."""
    return cursor.execute(
        """
        SELECT child_id, date_of_birth, sex, ethnicity, locality, school_name, nhs_number, upn
        FROM kept.children
        JOIN kept.versions USING (version_id)
        WHERE active AND NOT list_contains($1::VARCHAR[], partner) AND NOT ends_with(partner, $2) AND child_id IS NOT NULL
        ORDER BY as_at DESC, version_id DESC
        """,
        [list(besides), ending],
    ).fetchall()
