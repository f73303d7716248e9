"""What the kept lists and registers tell of children, for the rules that a new spreadsheet is held against."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

import duckdb

from rollcall.store.schema import IDENTIFIERS


def children_named(cursor: duckdb.DuckDBPyConnection, column: str, values: Sequence[str]) -> list[tuple]:
    """Of the children that these child ids, NHS number hashes or UPN hashes name: the name, date of birth, and school's URN and name."""
    assert column in IDENTIFIERS, column
    return cursor.execute(
        f"""
        SELECT i.{column}, any_value(c.date_of_birth), any_value(c.school_urn), any_value(c.school_name)
        FROM child_identifiers AS i
        JOIN children AS c ON c.child = i.child
        WHERE i.{column} IN (SELECT unnest($1::VARCHAR[]))
        GROUP BY i.{column}
        """,
        [list(values)],
    ).fetchall()


def names_of_children_out(cursor: duckdb.DuckDBPyConnection, day: date) -> list[tuple]:
    """The child ids, NHS number hashes and UPN hashes of the children with a spell that is open on a day."""
    return cursor.execute(
        """
        SELECT DISTINCT i.child_id, i.nhs_number, i.upn
        FROM child_identifiers AS i
        SEMI JOIN (SELECT s.child FROM spells AS s WHERE s.start_date <= $1 AND s.until > $1) AS o ON o.child = i.child
        """,
        [day],
    ).fetchall()


def open_periods(cursor: duckdb.DuckDBPyConnection, day: date, besides: Collection[str]) -> list[tuple]:
    """The spells open on a day of all partners but some: child id, NHS number's and UPN's hash, category, partner."""
    return cursor.execute(
        """
        SELECT r.child_id, r.nhs_number, r.upn, r.category, v.partner
        FROM kept.spells AS r
        JOIN kept.versions AS v ON v.version_id = r.version_id
        WHERE
            v.active
            AND NOT list_contains($2::VARCHAR[], v.partner)
            AND r.start_date <= $1
            AND (r.end_date IS NULL OR r.end_date > $1)
        ORDER BY r.version_id, r.position
        """,
        [day, list(besides)],
    ).fetchall()


def births_told(cursor: duckdb.DuckDBPyConnection, column: str, values: Sequence[str], besides: Collection[str]) -> list[tuple]:
    """The dates of birth that lists of all partners but some give the children so named: the name, date of birth, partner."""
    assert column in IDENTIFIERS, column
    return cursor.execute(
        f"""
        SELECT DISTINCT r.{column}, r.date_of_birth, v.partner
        FROM kept.children AS r
        JOIN kept.versions AS v ON v.version_id = r.version_id
        WHERE
            v.active
            AND NOT list_contains($2::VARCHAR[], v.partner)
            AND r.{column} IN (SELECT unnest($1::VARCHAR[]))
        ORDER BY v.partner, r.{column}, r.date_of_birth
        """,
        [list(values), list(besides)],
    ).fetchall()


_TOLD_ONCE = {
    "spells": ("category", "start_date"),
    "diagnostic_waits": ("assessment", "referral_received_date"),
    "health_access": ("service", "service"),
    "in_year_admissions": ("school_applied_for", "application_received_date"),
}


def told_by_others(cursor: duckdb.DuckDBPyConnection, table: str, besides: Collection[str]) -> list[tuple]:
    """What all partners but some tell of children: child id, NHS number's and UPN's hash, what and when, partner."""
    what, when = _TOLD_ONCE[table]
    return cursor.execute(
        f"""
        SELECT r.child_id, r.nhs_number, r.upn, r.{what}, r.{when}, v.partner
        FROM kept.{table} AS r
        JOIN kept.versions AS v ON v.version_id = r.version_id
        WHERE v.active AND NOT list_contains($1::VARCHAR[], v.partner)
        ORDER BY r.version_id, r.position
        """,
        [list(besides)],
    ).fetchall()


def names_of_listed(cursor: duckdb.DuckDBPyConnection) -> list[tuple]:
    """Every row of the active lists of children as it names its child: the child, child id, NHS number's and UPN's hash."""
    return cursor.execute("SELECT child, child_id, nhs_number, upn FROM child_identifiers ORDER BY child").fetchall()
