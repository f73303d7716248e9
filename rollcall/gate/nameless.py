"""Refused sign-ins of nobody in particular: the first of a minute are written one by one, the others as one entry with their number."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from rollcall.audit import Action, Reason, record

ONE_BY_ONE = 10
_MINUTE = 60.0


class Nameless:
    """Whoever asks for the address that the provider sends people back to causes one of these, without a name, so they are bounded."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, note: Callable[..., None] = record, minute: float = _MINUTE) -> None:
        self._clock = clock
        self._note = note
        self._minute = minute
        self._lock = threading.Lock()
        self._since = clock() - minute
        self._written = self._counted = 0

    def refused(self) -> None:
        """One more: on record now, or with those of its minute."""
        with self._lock:
            if self._clock() - self._since >= self._minute:
                self._since, self._written = self._clock(), 0
            if self._written < ONE_BY_ONE:
                self._written += 1
                self._note(Action.SIGN_IN_REFUSED, "", "", about=Reason.PROVIDER)
                return
            self._counted += 1
            if self._counted > 1:
                return
        later = threading.Timer(self._minute, self.write)
        later.daemon = True
        later.start()

    def write(self) -> None:
        """Put those that were counted on record."""
        with self._lock:
            if self._counted:
                self._note(Action.SIGN_IN_REFUSED, "", "", about=Reason.PROVIDER, times=self._counted)
                self._counted = 0
