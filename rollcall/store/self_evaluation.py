"""What a partnership writes in its self-evaluation: texts and actions, of which every version is kept and none is changed in place."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, date, datetime

import duckdb

from rollcall.errors import ChangedMeanwhile
from rollcall.store.engine import Engine

Cursor = duckdb.DuckDBPyConnection
Noting = Callable[[int], object]
"""Told the number of the new version before it is kept; when it raises, nothing is kept."""


@dataclass(frozen=True)
class TextVersion:
    """One version of one text: `based_on` is the version that its author had before them, 0 for none."""

    theme: str
    part: str
    text: str
    author: str
    written_at: datetime
    version: int
    based_on: int


@dataclass(frozen=True)
class ActionVersion:
    """One version of one action."""

    number: int
    theme: str
    action: str
    owner: str
    due_date: date | None
    state: str
    author: str
    written_at: datetime
    version: int
    based_on: int


class KeepsTheSelfEvaluation:
    """The part of a store that keeps what is written in the self-evaluation."""

    _engine: Engine
    _writing: threading.RLock
    _writing_down: Callable[[], AbstractContextManager[Cursor]]

    def texts(self) -> tuple[TextVersion, ...]:
        """Every version of every text, the latest of each first."""
        with self._engine.cursor() as cursor:
            rows = cursor.execute(
                """SELECT theme, part, text, author, written_at, version, based_on FROM kept.self_evaluation_texts
                   ORDER BY theme, part, version DESC"""
            ).fetchall()
        return tuple(
            TextVersion(theme, part, text, author, at.replace(tzinfo=UTC), *versions) for theme, part, text, author, at, *versions in rows
        )

    def add_text(self, theme: str, part: str, text: str, author: str, based_on: int, noting: Noting) -> int:
        """Keep a version of a text, if nobody kept another since the one it builds on. The new version's number."""
        with self._writing_down() as cursor:
            version = next_version(cursor, "self_evaluation_texts", "theme = $1 AND part = $2", [theme, part], based_on)
            (number,) = cursor.execute(
                """SELECT coalesce(any_value(number) FILTER (theme = $1 AND part = $2), coalesce(max(number), 0) + 1)
                   FROM kept.self_evaluation_texts""",
                [theme, part],
            ).fetchone() or (1,)
            cursor.execute(
                "INSERT INTO kept.self_evaluation_texts VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                [number, theme, part, text, author, now(), version, based_on],
            )
            noting(version)
        return version

    def actions(self) -> tuple[ActionVersion, ...]:
        """Every version of every action, the latest of each first."""
        with self._engine.cursor() as cursor:
            rows = cursor.execute(
                """SELECT number, theme, action, owner, due_date, state, author, written_at, version, based_on
                   FROM kept.self_evaluation_actions ORDER BY number, version DESC"""
            ).fetchall()
        return tuple(
            ActionVersion(number, theme, action, owner, due, state, author, at.replace(tzinfo=UTC), *versions)
            for number, theme, action, owner, due, state, author, at, *versions in rows
        )

    def add_action(
        self,
        number: int | None,
        theme: str,
        action: str,
        owner: str,
        due_date: date | None,
        state: str,
        author: str,
        based_on: int,
        noting: Noting,
    ) -> int:
        """Keep a version of an action, or a new one where no number is given. The action's number."""
        with self._writing_down() as cursor:
            if number is None:
                (number,) = cursor.execute("SELECT coalesce(max(number), 0) + 1 FROM kept.self_evaluation_actions").fetchone() or (1,)
            version = next_version(cursor, "self_evaluation_actions", "number = $1", [number], based_on)
            cursor.execute(
                "INSERT INTO kept.self_evaluation_actions VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
                [number, theme, action, owner, due_date, state, author, now(), version, based_on],
            )
            noting(version)
        return number


def next_version(cursor: Cursor, table: str, which: str, values: list[object], based_on: int) -> int:
    """The number after the version that is built on, which has to be the latest."""
    (latest,) = cursor.execute(f"SELECT coalesce(max(version), 0) FROM kept.{table} WHERE {which}", values).fetchone() or (0,)
    if latest != based_on:
        raise ChangedMeanwhile(
            f"Somebody saved another version meanwhile: yours builds on version {based_on}, and version {latest} is the latest. Nothing of "
            "yours is lost: look at both, and say which is to stand."
        )
    return latest + 1


def now() -> datetime:
    """This moment as it is kept: in UTC, and without saying so."""
    return datetime.now(UTC).replace(tzinfo=None)
