"""Months from which the limits of a chart begin anew: every version of each is kept, and none is changed in place."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, date, datetime

from rollcall.store.engine import Engine
from rollcall.store.self_evaluation import Cursor, Noting, next_version, now


@dataclass(frozen=True)
class RebaseVersion:
    """One version of one rebase. `month` is its first day; `invented` says that it was made of the invented area."""

    measure: str
    month: date
    invented: bool
    reason: str
    withdrawn: bool
    author: str
    written_at: datetime
    version: int
    based_on: int


class KeepsRebases:
    """The part of a store that keeps the months from which limits begin anew."""

    _engine: Engine
    _writing: threading.RLock
    _writing_down: Callable[[], AbstractContextManager[Cursor]]

    def rebases(self, measure: str, invented: bool) -> tuple[RebaseVersion, ...]:
        """Every version of every rebase of a measure, by month, the latest version of each first."""
        with self._engine.cursor() as cursor:
            rows = cursor.execute(
                """SELECT measure, month, invented, reason, withdrawn, author, written_at, version, based_on FROM kept.rebases
                   WHERE measure = $1 AND invented = $2 ORDER BY month, version DESC""",
                [measure, invented],
            ).fetchall()
        return tuple(
            RebaseVersion(measure, month, of_invented, reason, withdrawn, author, at.replace(tzinfo=UTC), *versions)
            for measure, month, of_invented, reason, withdrawn, author, at, *versions in rows
        )

    def add_rebase(
        self, measure: str, month: date, invented: bool, reason: str, withdrawn: bool, author: str, based_on: int, noting: Noting
    ) -> int:
        """Keep a version of a rebase, if nobody kept another since the one it builds on. The new version's number."""
        with self._writing_down() as cursor:
            which = "measure = $1 AND month = $2 AND invented = $3"
            version = next_version(cursor, "rebases", which, [measure, month, invented], based_on)
            cursor.execute(
                "INSERT INTO kept.rebases VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                [measure, month, invented, reason, withdrawn, author, now(), version, based_on],
            )
            noting(version)
        return version
