"""What the way in asks the store about children that are kept."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from rollcall.store import ledger, links, told
from rollcall.store.engine import Engine, run
from rollcall.store.records import LinkRecord
from rollcall.store.schema import IDENTIFIERS


class TellsOfChildren:
    """The part of a store that tells of kept children, each question on a cursor of its own."""

    _engine: Engine

    def known_identifiers(self, column: str, values: Sequence[str], besides: Sequence[str] = ()) -> frozenset[str]:
        """Which of these child ids, NHS number hashes or UPN hashes the active lists of children carry, some partners' lists left aside."""
        assert column in IDENTIFIERS, column
        sql = f"SELECT DISTINCT {column} FROM child_identifiers WHERE {column} IN (SELECT unnest($values::VARCHAR[]))"
        given: dict[str, object] = {"values": list(values)}
        if self._lists_of(besides):
            sql = f"""
                SELECT DISTINCT {column}
                FROM kept.children
                JOIN kept.versions USING (version_id)
                SEMI JOIN (SELECT unnest($values::VARCHAR[]) AS value) AS asked ON asked.value = {column}
                WHERE active AND NOT list_contains($besides::VARCHAR[], partner)
            """
            given["besides"] = list(besides)
        with self._engine.cursor() as cursor:
            return frozenset(value for (value,) in run(cursor, sql, given).rows)

    def links(self, unlisted: Sequence[str]) -> tuple[LinkRecord, ...]:
        """What came of comparing these children when they were last kept, unless that was undone."""
        with self._engine.cursor() as cursor:
            return links.links_of(cursor, unlisted)

    def listed_children(self, besides: Collection[str], ending: str) -> list[tuple]:
        """The children of the active lists with what is known of them and the hashes of their numbers, some partners' lists left aside,
        and those of partners whose name ends in a way."""
        with self._engine.cursor() as cursor:
            return links.listed_children(cursor, besides, ending)

    def children_named(self, column: str, values: Sequence[str]) -> list[tuple]:
        """What the active lists tell of the children so named: the name, date of birth, and school's URN and name."""
        with self._engine.cursor() as cursor:
            return told.children_named(cursor, column, values)

    def names_of_children_out(self, day: date) -> list[tuple]:
        """The child ids, NHS number hashes and UPN hashes of the children with a kept spell that is open on a day."""
        with self._engine.cursor() as cursor:
            return told.names_of_children_out(cursor, day)

    def open_periods(self, day: date, besides: Collection[str]) -> list[tuple]:
        """The kept spells open on a day of all partners but some: child id, NHS number's and UPN's hash, category, partner."""
        with self._engine.cursor() as cursor:
            return told.open_periods(cursor, day, besides)

    def births_told(self, column: str, values: Sequence[str], besides: Collection[str]) -> list[tuple]:
        """The dates of birth that kept lists of all partners but some give the children so named: the name, date of birth, partner."""
        with self._engine.cursor() as cursor:
            return told.births_told(cursor, column, values, besides)

    def told_by_others(self, table: str, besides: Collection[str]) -> list[tuple]:
        """What all partners but some tell of children: child id, NHS number's and UPN's hash, what and when, partner."""
        with self._engine.cursor() as cursor:
            return told.told_by_others(cursor, table, besides)

    def names_of_listed(self) -> list[tuple]:
        """How each row of the active lists names its child: the child, child id, NHS number's and UPN's hash."""
        with self._engine.cursor() as cursor:
            return told.names_of_listed(cursor)

    def _lists_of(self, partners: Collection[str]) -> bool:
        """Whether one of these partners has an active list of children."""
        with self._engine.cursor() as cursor:
            versions = [version for upload in ledger.uploads(cursor) for version in upload.versions]
        return any(version.active and version.table == "children" and version.partner in partners for version in versions)
