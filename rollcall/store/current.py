"""The tables that the answers read, filled again from the active versions inside the transaction that changed them."""

from __future__ import annotations

from collections.abc import Iterable

import duckdb

from rollcall.definitions.personal import NOT_KEPT
from rollcall.definitions.table import Table
from rollcall.definitions.tables import TABLES
from rollcall.store.schema import CHILD, about_children, current_columns, declared
from rollcall.store.terms import term_starts

_FOREVER = "DATE '9999-12-31'"

# The active rows, numbered from 0 in the order in which a later one wins: by the date its version speaks for, then by version, then row.
_ACTIVE = """
    SELECT
        r.*,
        v.as_at AS version_as_at,
        v.has_school AS version_has_school,
        (v.rows_before + r.position)::INTEGER AS place
    FROM kept.{table} AS r
    JOIN (
        SELECT
            version_id,
            as_at,
            list_has_any(columns, ['school_urn', 'school_name']) AS has_school,
            sum(rows) OVER (ORDER BY as_at, version_id) - rows AS rows_before
        FROM kept.versions
        WHERE active AND table_name = '{table}'
    ) AS v ON v.version_id = r.version_id
"""

# A row that came without the area's own reference was given one made from a hash. Where another row has both the hash and
# the area's reference, they are one child. So are rows of two lists with one number and one date of birth under two references, of
# which the area's is used (a partner's own stands behind ' · '). Two in one list stay two: twins, and a number typed wrongly.
_MADE_UP = "child_id IN ('nhs-' || left(nhs_number, 12), 'upn-' || left(upn, 12)) IS TRUE"
_NAMED = f"""
    WITH arrived AS ({_ACTIVE.format(table="children")}),
    told AS (SELECT *, {_MADE_UP} AS is_made_up FROM arrived),
    by_nhs AS (SELECT nhs_number, min(child_id) AS child_id FROM told WHERE NOT is_made_up AND nhs_number IS NOT NULL GROUP BY nhs_number),
    by_upn AS (SELECT upn, min(child_id) AS child_id FROM told WHERE NOT is_made_up AND upn IS NOT NULL GROUP BY upn),
    given AS (
        SELECT
            told.* EXCLUDE (child_id),
            told.child_id AS given_id,
            CASE WHEN is_made_up THEN coalesce(by_nhs.child_id, by_upn.child_id, told.child_id) ELSE told.child_id END AS child_id
        FROM told
        LEFT JOIN by_nhs ON told.is_made_up AND by_nhs.nhs_number = told.nhs_number
        LEFT JOIN by_upn ON told.is_made_up AND by_upn.upn = told.upn
    ),
    numbered AS (
        SELECT version_id, child_id, date_of_birth, 'nhs ' || nhs_number AS number FROM given WHERE nhs_number IS NOT NULL
        UNION ALL
        SELECT version_id, child_id, date_of_birth, 'upn ' || upn AS number FROM given WHERE upn IS NOT NULL
    ),
    shared AS (
        SELECT number, date_of_birth, arg_min(child_id, (contains(child_id, ' · '), child_id)) AS one
        FROM numbered
        GROUP BY number, date_of_birth
        HAVING count(DISTINCT child_id) > 1 AND count(DISTINCT (version_id, child_id)) = count(DISTINCT version_id)
    ),
    same AS (
        SELECT child_id, arg_min(one, (contains(one, ' · '), one)) AS one
        FROM numbered
        JOIN shared USING (number, date_of_birth)
        GROUP BY child_id
    ),
    named AS (
        SELECT given.* EXCLUDE (child_id), coalesce(further.one, same.one, given.child_id) AS child_id
        FROM given
        LEFT JOIN same ON same.child_id = given.child_id
        LEFT JOIN same AS further ON further.child_id = same.one
    )
"""
# Where every row is a child of its own, as is usual, nothing has to be put together.
_ALONE = f"WITH named AS (SELECT *, child_id AS given_id FROM ({_ACTIVE.format(table='children')}) AS arrived)"


def refresh(cursor: duckdb.DuckDBPyConnection, changed: Iterable[str]) -> None:
    """Fill the tables that depend on the changed spreadsheets."""
    tables = set(changed)
    if "services" in tables:
        tables.add("diagnostic_waits")
    if "children" in tables:
        tables |= {table.name for table in TABLES if about_children(table)}
    kept = {name for (name,) in cursor.execute("SELECT DISTINCT table_name FROM kept.versions WHERE active").fetchall()}
    for table in sorted(TABLES, key=lambda table: table.name not in ("children", "services")):  # the others are joined to these two
        if table.name in tables:
            if cursor.execute(f"SELECT 1 FROM {table.name} LIMIT 1").fetchone():
                cursor.execute(f"DELETE FROM {table.name}")
            if table.name in kept or table.name == "children":
                _FILLS.get(table.name, _fill_rows)(cursor, table)
    _count_unknown(cursor)


def _fill_children(cursor: duckdb.DuckDBPyConnection, table: Table) -> None:
    columns = [column.name for column in declared(table)] + ["home_educated_flag"]
    alone = cursor.execute(f"""
        SELECT
            count(*) = count(DISTINCT child_id)
            AND NOT coalesce(bool_or({_MADE_UP}), FALSE)
            AND (count(DISTINCT version_id) = 1 OR (count(upn), count(nhs_number)) = (count(DISTINCT upn), count(DISTINCT nhs_number)))
        FROM ({_ACTIVE.format(table="children")}) AS arrived
    """).fetchone() == (True,)
    if alone:
        source, number = _ALONE, "place + 1"
        merged = f"""
            SELECT {number} AS child, child_id, {", ".join(columns)}, version_has_school AS school_recorded, version_as_at AS told_at
            FROM named
        """
    else:
        source, number = _NAMED, "min(place) OVER (PARTITION BY child_id) + 1"
        latest = ", ".join(f"arg_max({name}, place) AS {name}" for name in columns)
        merged = f"""
            SELECT
                min(place) + 1 AS child,
                child_id,
                {latest},
                bool_or(version_has_school) AS school_recorded,
                max(version_as_at) AS told_at
            FROM named
            GROUP BY child_id
        """
    cursor.execute("DELETE FROM child_identifiers")
    cursor.execute(f"INSERT INTO child_identifiers {source} SELECT {number}, given_id, nhs_number, upn FROM named")
    cursor.execute(f"""
        INSERT INTO children BY NAME
        {source},
        merged AS ({merged})
        SELECT
            child,
            child_id,
            {", ".join(_typed(table, name) for name in columns if name != "home_educated_flag")},
            home_educated_flag,
            school_recorded,
            told_at,
            school_year_born(date_of_birth) AS school_year_born,
            school_age_starts(date_of_birth) AS school_age_from,
            school_age_ends(date_of_birth) AS school_age_until
        FROM merged
        {_BY_SCOPE}
    """)


# The children in scope lie together, so that a question about them passes over the rest of a million.
_BY_SCOPE = "ORDER BY sen_status, school_age_from"


def _resolved(table: Table) -> str:
    """The active rows of a table with their child: by the area's reference, else by NHS number, else by UPN."""
    by = "(SELECT {0} AS value, min(child) AS child FROM child_identifiers WHERE {0} IS NOT NULL GROUP BY {0})"
    return f"""
        SELECT r.*, coalesce(i.child, n.child, u.child) AS child, coalesce(r.child_id, r.nhs_number, r.upn) AS given
        FROM ({_ACTIVE.format(table=table.name)}) AS r
        LEFT JOIN {by.format("child_id")} AS i ON i.value = r.child_id
        LEFT JOIN {by.format("nhs_number")} AS n ON n.value = r.nhs_number
        LEFT JOIN {by.format("upn")} AS u ON u.value = r.upn
    """


_CHILD = ", ".join(f"c.{name}" for name in CHILD)
_DERIVED = {
    "spells": f"coalesce(r.end_date, {_FOREVER}) AS until, c.child_id, c.school_name",
    "diagnostic_waits": f"""
        coalesce(least(r.assessment_start_date, r.closed_date), {_FOREVER}) AS until,
        c.child_id,
        p.services AS services_of_provider""",
    "health_access": "FALSE AS repeated",
    "in_year_admissions": "c.child_id",
}
_JOINED = {
    "diagnostic_waits": """
        LEFT JOIN (SELECT lower(trim(provider)) AS provider, list(service::VARCHAR) AS services FROM services GROUP BY ALL) AS p
        ON p.provider = lower(trim(r.provider))""",
}


# What makes rows of two partners one, and how a row says that it is over. The partner whose telling has an ending counts, else the later.
# An application without a school, or with one that is not kept, is like no other.
_ONCE = {
    "spells": ("r.category, r.start_date", "r.end_date IS NOT NULL"),
    "diagnostic_waits": ("r.assessment, r.referral_received_date", "coalesce(r.assessment_start_date, r.closed_date) IS NOT NULL"),
    "health_access": ("r.service", "FALSE"),
    "in_year_admissions": (
        f"r.application_received_date, coalesce(nullif(r.school_applied_for, '{NOT_KEPT}'), r.place::VARCHAR)",
        "((r.decision <> 'undecided') IS TRUE)::INTEGER + (r.admitted_date IS NOT NULL)::INTEGER",
    ),
}


def _counted_once(cursor: duckdb.DuckDBPyConnection, table: Table) -> str:
    """Of rows of several partners that tell of the same, those of the one that counts; nothing where one partner alone tells."""
    if cursor.execute("SELECT count(*) FROM kept.versions WHERE active AND table_name = $1", [table.name]).fetchone() in ((0,), (1,)):
        return ""
    same, over = _ONCE[table.name]
    child = "coalesce(c.child::VARCHAR, r.nhs_number, r.upn)"
    return f"""
        QUALIFY {child} IS NULL
        OR r.version_id = first_value(r.version_id) OVER (PARTITION BY {child}, {same} ORDER BY {over} DESC, r.place DESC)
    """


def _fill_about_children(cursor: duckdb.DuckDBPyConnection, table: Table) -> None:
    columns = ", ".join(_typed(table, column.name, "r.") for column in declared(table))
    cursor.execute(f"""
        INSERT INTO {table.name} BY NAME
        SELECT {_CHILD}, CASE WHEN c.child IS NULL THEN r.given END AS unknown_child, {columns}, {_DERIVED[table.name]}
        FROM ({_resolved(table)}) AS r
        LEFT JOIN children AS c ON c.child = r.child
        {_JOINED.get(table.name, "")}
        {_counted_once(cursor, table)}
        {_BY_SCOPE if table.name == "health_access" else ""}
    """)
    if table.name == "health_access":
        cursor.execute("""
            UPDATE health_access SET repeated = TRUE
            WHERE (child, service) IN (SELECT (child, service) FROM health_access WHERE child IS NOT NULL GROUP BY ALL HAVING count(*) > 1)
        """)


def _fill_attendance(cursor: duckdb.DuckDBPyConnection, table: Table) -> None:
    editions = cursor.execute(
        "SELECT edition, max(as_at) FROM kept.versions WHERE active AND table_name = 'attendance' GROUP BY edition ORDER BY edition"
    ).fetchall()
    terms = [term for term, _ in editions]
    starts = [term_starts(term) or as_at for term, as_at in editions]
    cursor.execute(
        f"""
        INSERT INTO attendance BY NAME
        WITH terms AS (SELECT unnest($1::VARCHAR[]) AS term, unnest($2::DATE[]) AS term_starts),
        summed AS (
            SELECT
                r.child,
                CASE WHEN r.child IS NULL THEN r.given END AS unknown_child,
                terms.term_starts,
                any_value(r.term) AS term,
                sum(r.sessions_possible)::BIGINT AS sessions_possible,
                sum(r.sessions_missed)::BIGINT AS sessions_missed,
                sum(r.sessions_part_time_timetable)::BIGINT AS sessions_part_time_timetable,
                sum(r.suspensions)::BIGINT AS suspensions,
                sum(r.permanent_exclusions)::BIGINT AS permanent_exclusions
            FROM ({_resolved(table)}) AS r
            JOIN terms ON terms.term = r.term
            GROUP BY ALL
        )
        SELECT {_CHILD}, summed.* EXCLUDE (child)
        FROM summed
        LEFT JOIN children AS c ON c.child = summed.child
        """,
        [terms, starts],
    )


def _fill_published(cursor: duckdb.DuckDBPyConnection, table: Table) -> None:
    """The latest version of each edition, whoever kept it: a published figure is one figure."""
    columns = ", ".join(f"r.{column.name}" for column in declared(table))
    cursor.execute(f"""
        INSERT INTO {table.name} BY NAME
        SELECT {columns}
        FROM kept.{table.name} AS r
        SEMI JOIN (
            SELECT arg_max(version_id, (as_at, version_id)) AS version_id
            FROM kept.versions
            WHERE active AND table_name = '{table.name}'
            GROUP BY edition
        ) AS v ON v.version_id = r.version_id
    """)


def _fill_rows(cursor: duckdb.DuckDBPyConnection, table: Table) -> None:
    columns = [_typed(table, column.name, "r.") for column in declared(table) if column.name != "as_at"]
    if "as_at" in table.by_name:
        columns.append("coalesce(r.as_at, r.version_as_at) AS as_at")
    cursor.execute(f"INSERT INTO {table.name} BY NAME SELECT {', '.join(columns)} FROM ({_ACTIVE.format(table=table.name)}) AS r")


_FILLS = {
    "children": _fill_children,
    "attendance": _fill_attendance,
    "spells": _fill_about_children,
    "diagnostic_waits": _fill_about_children,
    "health_access": _fill_about_children,
    "in_year_admissions": _fill_about_children,
    "published_community_waits": _fill_published,
    "published_home_education": _fill_published,
    "published_figures": _fill_published,
}


def _typed(table: Table, name: str, of: str = "") -> str:
    """A kept column as the answers' table has it. A code that has left its list since it was kept is not recorded."""
    kind = current_columns(table)[name]
    return f"TRY_CAST({of}{name} AS {kind}) AS {name}" if kind.endswith("_code") else f"{of}{name}"


def _count_unknown(cursor: duckdb.DuckDBPyConnection) -> None:
    about = [table.name for table in TABLES if about_children(table) and table.name != "children"]
    unknown = " UNION ALL ".join(
        f"SELECT '{name}', count(DISTINCT unknown_child) FROM {name} WHERE unknown_child IS NOT NULL" for name in about
    )
    cursor.execute("DELETE FROM unknown_children_found")
    cursor.execute(f"INSERT INTO unknown_children_found {unknown}")
