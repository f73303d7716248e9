"""What is held: of each partner and spreadsheet kind the rows, since when, and how each column is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

import duckdb

from rollcall.definitions.table import Kind
from rollcall.definitions.tables import BY_NAME

Cursor = duckdb.DuckDBPyConnection


class How(StrEnum):
    """How a column is kept."""

    PLAIN = "as it is"
    HASHED = "as a keyed hash"
    FOR_AGE = "for school age and to compare records, never shown"


@dataclass(frozen=True)
class Held:
    """What is held of one partner and spreadsheet kind, earlier versions and undone uploads included."""

    partner: str
    table: str
    versions: int
    rows: int | None  # None where it is hidden from who asks
    rows_in_use: int | None
    since: date  # the first day something was kept
    latest: date
    columns: tuple[str, ...]  # that the spreadsheets had


@dataclass(frozen=True)
class Written:
    """What is held of the self-evaluation, every version of it, with the months from which limits begin anew."""

    texts: int
    actions: int
    rebases: int
    versions: int
    since: date
    latest: date


@dataclass(frozen=True)
class Deletion:
    """A line of the ledger of deletions."""

    deleted_at: datetime
    by: str
    what: str
    table: str
    versions: int
    rows: int | None  # None where it is hidden from who asks


def held(cursor: Cursor) -> tuple[Held, ...]:
    """Everything that is held, by partner and spreadsheet kind."""
    found = cursor.execute(
        """
        SELECT
            v.partner, v.table_name, count(*), sum(v.rows)::BIGINT, coalesce(sum(v.rows) FILTER (v.active), 0)::BIGINT,
            min(u.kept_at)::DATE, max(u.kept_at)::DATE, list_distinct(flatten(list(v.columns)))
        FROM kept.versions AS v
        JOIN kept.uploads AS u USING (upload_id)
        GROUP BY v.partner, v.table_name
        ORDER BY v.partner, v.table_name
        """
    ).fetchall()
    return tuple(
        Held(partner, table, versions, rows, in_use, since, latest, _in_order(table, columns))
        for partner, table, versions, rows, in_use, since, latest, columns in found
    )


def written(cursor: Cursor) -> Written | None:
    """What is held of the self-evaluation; None where nothing is."""
    row = cursor.execute(
        """
        SELECT count(DISTINCT number) FILTER (kind = 'text'), count(DISTINCT number) FILTER (kind = 'action'),
            count(DISTINCT (measure, month, invented)) FILTER (kind = 'rebase'), count(*),
            min(written_at)::DATE, max(written_at)::DATE
        FROM (SELECT 'text' AS kind, number, written_at FROM kept.self_evaluation_texts
              UNION ALL BY NAME SELECT 'action' AS kind, number, written_at FROM kept.self_evaluation_actions
              UNION ALL BY NAME SELECT 'rebase' AS kind, measure, month, invented, written_at FROM kept.rebases)
        """
    ).fetchone()
    return Written(*row) if row and row[3] else None


def deletions(cursor: Cursor) -> tuple[Deletion, ...]:
    """The ledger of deletions, latest first."""
    found = cursor.execute(
        'SELECT deleted_at, "by", what, table_name, versions, rows FROM kept.deletions ORDER BY deleted_at DESC, table_name'
    ).fetchall()
    return tuple(Deletion(at.replace(tzinfo=UTC), *told) for at, *told in found)


def how_kept(table: str, column: str) -> How:
    """How a column of a spreadsheet kind is kept."""
    if column == "date_of_birth":
        return How.FOR_AGE
    if column == "response":  # what a survey tool calls a response can be a name or an e-mail address
        return How.HASHED
    return How.HASHED if BY_NAME[table][column].kind in (Kind.NHS_NUMBER, Kind.UPN) else How.PLAIN


def _in_order(table: str, columns: list[str]) -> tuple[str, ...]:
    return tuple(column.name for column in BY_NAME[table].columns if column.name in columns)
