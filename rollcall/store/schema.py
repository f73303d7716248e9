"""The tables of the store, made from the declarations: what was kept, and what the answers read."""

from __future__ import annotations

import hashlib
from functools import cache

import duckdb

from rollcall.definitions import codes
from rollcall.definitions.table import Codes, Column, Kind, Table
from rollcall.definitions.tables import TABLES
from rollcall.store.upgrades import upgrade
from rollcall.store.views import view_texts

_TYPES = {Kind.DATE: "DATE", Kind.WHOLE_NUMBER: "BIGINT", Kind.NUMBER: "DOUBLE"}

# What the answers know of a child, copied to each of the child's rows so that no question joins a million children.
CHILD = {
    "child": "INTEGER",
    "sen_status": "sen_status_code",
    "sex": "sex_code",
    "primary_need": "primary_need_code",
    "locality": "VARCHAR",
    "social_care": "social_care_code",
    "school_year_born": "SMALLINT",
    "school_age_from": "DATE",
    "school_age_until": "DATE",
}
# Columns that are worked out when rows are kept, beside the declared ones.
DERIVED: dict[str, dict[str, str]] = {
    "children": {"home_educated_flag": "BOOLEAN", "school_recorded": "BOOLEAN", "told_at": "DATE"},
    "spells": {"until": "DATE", "child_id": "VARCHAR", "school_name": "VARCHAR"},
    "attendance": {"term_starts": "DATE"},
    "diagnostic_waits": {"until": "DATE", "child_id": "VARCHAR", "services_of_provider": "VARCHAR[]"},
    "health_access": {"repeated": "BOOLEAN"},
    "in_year_admissions": {"child_id": "VARCHAR"},
}
IDENTIFIERS = ("child_id", "nhs_number", "upn")


def about_children(table: Table) -> bool:
    """Whether a row of the table is about one child."""
    return bool(table.identifiers)


def declared(table: Table) -> tuple[Column, ...]:
    """The declared columns that the answers read: every one but the ways to name a child."""
    return tuple(column for column in table.columns if column.name not in table.identifiers)


def current_columns(table: Table) -> dict[str, str]:
    """The columns of the table that the answers read, each with its type."""
    columns = {column.name: _current_type(column) for column in declared(table)}
    if table.name == "children":
        columns = {"child_id": "VARCHAR", **columns, **CHILD}
    elif about_children(table):
        columns = {**CHILD, "unknown_child": "VARCHAR", **columns}
    return {**columns, **DERIVED.get(table.name, {})}


def kept_columns(table: Table) -> dict[str, str]:
    """The columns of the table that holds every version. A change needs an upgrade of its own in `upgrades/`."""
    flag = {"home_educated_flag": "BOOLEAN"} if table.name == "children" else {}
    return {
        "version_id": "INTEGER",
        "position": "INTEGER",
        **{column.name: _TYPES.get(column.kind, "VARCHAR") for column in table.columns},
        **flag,
        "source": "VARCHAR",
        "source_row": "INTEGER",
    }


def prepare_schema(cursor: duckdb.DuckDBPyConnection) -> bool:
    """Make what is missing. True when the tables that the answers read were made anew and have to be filled."""
    upgrade(cursor)
    known = cursor.execute("SELECT fingerprint FROM kept.state").fetchone()
    if known == (fingerprint(),):
        return False
    for statement in _drop_statements(cursor):
        cursor.execute(statement)
    for statement in _current_statements():
        cursor.execute(statement)
    _fill_lists(cursor)
    for text in view_texts().values():
        cursor.execute(text)
    cursor.execute("DELETE FROM kept.state WHERE fingerprint IS DISTINCT FROM $1", [fingerprint()])
    cursor.execute("INSERT INTO kept.state VALUES ($1)", [fingerprint()])
    return True


@cache
def fingerprint() -> str:
    """Changes whenever the tables, the code lists or the views do."""
    text = [*_current_statements(), *view_texts().values()]
    text += [repr(codes.DURATION_BANDS), repr(codes.WAITING_BANDS), repr([list(named.labels) for named in codes.ALL_CODES])]
    return hashlib.sha256("\n".join(text).encode()).hexdigest()


def _current_type(column: Column) -> str:
    if column.kind is Kind.CODE:
        return f"{column.name}_code"
    return _TYPES.get(column.kind, "VARCHAR")


def _coded() -> dict[str, Codes]:
    return {
        column.name: column.codes for table in TABLES for column in table.columns if column.kind is Kind.CODE and column.codes is not None
    }


def _current_statements() -> list[str]:
    statements = [f"CREATE TYPE {name}_code AS ENUM ({', '.join(map(_quoted, of.labels))})" for name, of in _coded().items()]
    statements += [f"CREATE TABLE {table.name} ({_listed(current_columns(table))})" for table in TABLES]
    return [
        *statements,
        "CREATE TABLE child_identifiers (child INTEGER, child_id VARCHAR, nhs_number VARCHAR, upn VARCHAR)",
        "CREATE TABLE duration_bands (position INTEGER, band VARCHAR, days_from INTEGER, days_to INTEGER)",
        "CREATE TABLE waiting_bands (position INTEGER, band VARCHAR, days_from INTEGER, days_to INTEGER)",
        "CREATE TABLE unknown_children_found (table_name VARCHAR, children BIGINT)",
        "CREATE TABLE spreadsheets (position INTEGER, table_name VARCHAR, title VARCHAR, published BOOLEAN)",
    ]


def _drop_statements(cursor: duckdb.DuckDBPyConnection) -> list[str]:
    here = "database_name = current_database() AND schema_name = 'main'"
    tables = cursor.execute(f"SELECT table_name FROM duckdb_tables() WHERE {here}").fetchall()
    types = cursor.execute(f"SELECT type_name FROM duckdb_types() WHERE {here} AND logical_type = 'ENUM' AND NOT internal").fetchall()
    macros = cursor.execute(
        f"SELECT DISTINCT function_name, function_type FROM duckdb_functions() WHERE {here} AND NOT internal"
    ).fetchall()
    return [
        *(f'DROP {"MACRO TABLE" if kind == "table_macro" else "MACRO"} "{name}"' for name, kind in macros),
        *(f'DROP TABLE "{name}"' for (name,) in tables),
        *(f'DROP TYPE "{name}"' for (name,) in types),
    ]


def _fill_lists(cursor: duckdb.DuckDBPyConnection) -> None:
    unknown = codes.Band(codes.DURATION_UNKNOWN, -1, -1)  # no spell is that long: a start date is required
    for name, bands in (("duration_bands", (*codes.DURATION_BANDS, unknown)), ("waiting_bands", codes.WAITING_BANDS)):
        cursor.execute(
            f"INSERT INTO {name} SELECT unnest($1), unnest($2), unnest($3), unnest($4)",
            [list(range(len(bands))), [band.label for band in bands], [band.days_from for band in bands], [band.days_to for band in bands]],
        )
    cursor.execute(
        "INSERT INTO spreadsheets SELECT unnest($1), unnest($2), unnest($3), unnest($4)",
        [
            list(range(len(TABLES))),
            [table.name for table in TABLES],
            [table.title for table in TABLES],
            [table.published for table in TABLES],
        ],
    )


def _listed(columns: dict[str, str]) -> str:
    return ", ".join(f'"{name}" {kind}' for name, kind in columns.items())


def _quoted(word: str) -> str:
    return "'" + word.replace("'", "''") + "'"
