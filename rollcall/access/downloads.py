"""Downloads that wait to be fetched: each for the one session that asked, under an address that nobody can guess, for a minute."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

LASTS = 60  # seconds: the browser fetches it as soon as it is told to
_MOST_WAITING = 200


@dataclass(frozen=True)
class Download:
    """A file that was made for one person."""

    owner: str  # the number of the session that asked
    name: str
    kind: str  # its media type
    data: bytes = field(repr=False)
    until: float = 0.0


class Downloads:
    """What waits to be fetched. It is fetched once."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._waiting: dict[str, Download] = {}

    def offer(self, owner: str, name: str, kind: str, data: bytes) -> str:
        """Let one session fetch a file, and give the last part of the address that it is fetched from."""
        now = self._clock()
        ticket = secrets.token_urlsafe(32)
        with self._lock:
            self._waiting = {key: one for key, one in self._waiting.items() if one.until > now}
            while len(self._waiting) >= _MOST_WAITING:
                del self._waiting[next(iter(self._waiting))]
            self._waiting[ticket] = Download(owner, name, kind, data, now + LASTS)
        return ticket

    def fetch(self, ticket: str, owner: str) -> Download | None:
        """The file, for the session that asked for it and nobody else. Another session's try leaves it where it is."""
        with self._lock:
            found = self._waiting.get(ticket)
            if found is None or found.owner != owner or found.until <= self._clock():
                return None
            return self._waiting.pop(ticket)
