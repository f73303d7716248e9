"""How much each person brings in on a day: taken before it is kept, so that requests side by side have no more between them than one."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime

Share = tuple[str, str]
"""A person and a day."""


class Quota:
    """The bytes that each person has taken of a day. What was taken and not kept is given back."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._taken: dict[Share, int] = {}

    def of(self, name: str) -> Share:
        """A person's share of today."""
        return name, datetime.fromtimestamp(self._clock(), UTC).date().isoformat()

    def take(self, share: Share, size: int, most: int) -> bool:
        """Take some bytes of a share, or none of them where that would be more than there is."""
        with self._lock:
            self._taken = {other: count for other, count in self._taken.items() if other[1] >= share[1]}
            count = self._taken.get(share, 0) + size
            if count > most:
                return False
            self._taken[share] = count
            return True

    def give_back(self, share: Share, size: int) -> None:
        """What was taken did not come, or was not kept."""
        with self._lock:
            if share in self._taken:
                self._taken[share] -= size
