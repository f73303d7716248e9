"""A gate before the database's file: many work inside at once, or one is alone while the file is closed and another takes its place."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from rollcall.errors import StoreRefused

WAITS_SECONDS = 60.0


class Gate:
    """Threads inside may come in again; whoever wants to be alone waits until all are out, and nobody new comes in meanwhile."""

    def __init__(self) -> None:
        self._moved = threading.Condition()
        self._inside: dict[int, int] = {}  # how many times each thread is in
        self._alone: int | None = None

    @property
    def am_inside(self) -> bool:
        """Whether this thread is in, or alone."""
        return self._inside.get(threading.get_ident(), 0) > 0 or self._alone == threading.get_ident()

    @contextmanager
    def inside(self) -> Iterator[None]:
        """Work while the file is open."""
        me = threading.get_ident()
        with self._moved:
            if not self.am_inside:
                self._moved.wait_for(lambda: self._alone is None)
            self._inside[me] = self._inside.get(me, 0) + 1
        try:
            yield
        finally:
            with self._moved:
                self._inside[me] -= 1
                if not self._inside[me]:
                    del self._inside[me]
                self._moved.notify_all()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Work while nobody else does."""
        assert not self.am_inside, "whoever is inside cannot be alone"
        with self._moved:
            if not self._moved.wait_for(lambda: self._alone is None, WAITS_SECONDS):
                raise _busy()
            self._alone = threading.get_ident()
            if not self._moved.wait_for(lambda: not self._inside, WAITS_SECONDS):
                self._alone = None
                self._moved.notify_all()
                raise _busy()
        try:
            yield
        finally:
            with self._moved:
                self._alone = None
                self._moved.notify_all()


def _busy() -> StoreRefused:
    return StoreRefused("Others have been asking for a minute without a pause, so the database's file could not be closed. Try again.")
