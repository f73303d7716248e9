"""How sheets of each shape are read, as it is remembered: one mapping for each partner and shape, and a profile of each month's sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

import duckdb

Cursor = duckdb.DuckDBPyConnection


@dataclass(frozen=True)
class SheetMapping:
    """How a sheet of one shape is read: no child's value is in it."""

    partner: str
    label: str  # the names of the file and the sheet, dates and versions left out
    headings: tuple[str, ...]  # folded, in their order
    read_as: str | None  # a spreadsheet kind's name; None when the sheet is left
    choices: str  # JSON: what was chosen for it
    imported: bool = False


@dataclass(frozen=True)
class SheetProfile:
    """A mapping to remember with what is kept, and what the sheet was like this time."""

    mapping: SheetMapping
    as_at: date
    profile: str  # JSON: rows, shares of blanks, mixes of codes
    in_place_of: int | None = None  # the mapping, of a shape a little different, that this one goes on from


@dataclass(frozen=True)
class MappingRecord:
    """A remembered mapping, and the profiles of the sheets that were kept with it, earliest first, one for each date."""

    mapping_id: int
    mapping: SheetMapping
    saved_at: datetime  # with its time zone, UTC
    profiles: tuple[tuple[date, str], ...]


def all_mappings(cursor: Cursor) -> tuple[MappingRecord, ...]:
    """Every mapping, latest first. The profile of an upload that was undone is left out."""
    profiles: dict[int, dict[date, str]] = {}
    for mapping_id, as_at, profile in cursor.execute(
        """SELECT mapping_id, as_at, profile FROM kept.profiles JOIN kept.uploads USING (upload_id)
           WHERE NOT undone ORDER BY as_at, upload_id"""
    ).fetchall():
        profiles.setdefault(mapping_id, {})[as_at] = profile
    rows = cursor.execute(
        """SELECT mapping_id, partner, label, headings, read_as, choices, imported, saved_at
           FROM kept.mappings ORDER BY saved_at DESC, mapping_id DESC"""
    ).fetchall()
    return tuple(
        MappingRecord(
            mapping_id,
            SheetMapping(partner, label, tuple(headings), read_as, choices, imported),
            saved_at.replace(tzinfo=UTC),
            tuple(profiles.get(mapping_id, {}).items()),
        )
        for mapping_id, partner, label, headings, read_as, choices, imported, saved_at in rows
    )


def remember(cursor: Cursor, mapping: SheetMapping, in_place_of: int | None = None) -> int:
    """Remember a mapping in place of the one it goes on from, or of the one of the same partner, label and shape. Its number."""
    found = cursor.execute(
        """SELECT mapping_id FROM kept.mappings
           WHERE mapping_id = $4 OR (partner = $1 AND label = $2 AND headings = $3::VARCHAR[] AND imported = $5)
           ORDER BY headings = $3::VARCHAR[] DESC""",
        [mapping.partner, mapping.label, list(mapping.headings), in_place_of, mapping.imported],
    ).fetchone()
    (number,) = found or cursor.execute("SELECT nextval('kept.numbers')").fetchone() or (0,)
    cursor.execute("DELETE FROM kept.mappings WHERE mapping_id = $1", [number])
    cursor.execute(
        "INSERT INTO kept.mappings VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        [
            number,
            mapping.partner,
            mapping.label,
            list(mapping.headings),
            mapping.read_as,
            mapping.choices,
            datetime.now(UTC).replace(tzinfo=None),
            mapping.imported,
        ],
    )
    return int(number)


def remember_with_upload(cursor: Cursor, upload_id: int, profiles: Sequence[SheetProfile]) -> None:
    """Remember how the sheets of an upload were read, and what they were like."""
    for one in profiles:
        number = remember(cursor, one.mapping, one.in_place_of)
        cursor.execute("INSERT INTO kept.profiles VALUES ($1, $2, $3, $4)", [number, upload_id, one.as_at, one.profile])


def forget(cursor: Cursor, mapping_id: int) -> None:
    """Forget a mapping and its profiles."""
    cursor.execute("DELETE FROM kept.mappings WHERE mapping_id = $1", [mapping_id])
    cursor.execute("DELETE FROM kept.profiles WHERE mapping_id = $1", [mapping_id])


def forget_partner(cursor: Cursor, partner: str) -> None:
    """Forget every mapping of a partner, and what its sheets were like."""
    cursor.execute("DELETE FROM kept.profiles WHERE mapping_id IN (SELECT mapping_id FROM kept.mappings WHERE partner = $1)", [partner])
    cursor.execute("DELETE FROM kept.mappings WHERE partner = $1", [partner])


def forget_everything(cursor: Cursor) -> None:
    """Forget every mapping and profile."""
    cursor.execute("DELETE FROM kept.mappings")
    cursor.execute("DELETE FROM kept.profiles")
