"""Counts and moments as people write them."""

from __future__ import annotations

from datetime import datetime

from rollcall.definitions.tables import BY_NAME
from rollcall.show.sentences import day


def many(count: int, one: str, more: str | None = None) -> str:
    """A count with its noun: '1 row', '1,204 rows'."""
    return f"{count:,} {one if count == 1 else more or one + 's'}"


def counted(table: str, rows: int) -> str:
    """Kept rows with their noun. Of a published table each number is kept in a row of its own, so they are called figures."""
    return many(rows, "figure" if BY_NAME[table].published else "row")


def counted_from(table: str, kept: int, rows: int) -> str:
    """Kept rows with their noun, and the rows of the files that they come from where those are fewer: '71,088 figures from 1,562 rows'."""
    return counted(table, kept) + (f" from {many(rows, 'row')}" if 0 < rows < kept else "")


def moment(value: datetime) -> str:
    """'22 November 2026 at 16:45', by this computer's clock."""
    here = value.astimezone()
    return f"{day(here.date())} at {here:%H:%M}"


def heading_of(table: str | None, column: str) -> str:
    """A declared column as people read it: 'Start date', 'UPN'."""
    columns = BY_NAME[table].by_name if table else {}
    return columns[column].heading if column in columns else column.replace("_", " ").capitalize()


def short_name(file: str) -> str:
    """A file without the archive and the folders that it came in."""
    return file.rsplit("/", 1)[-1]
