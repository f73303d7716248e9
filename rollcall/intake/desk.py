"""The lead's desk: drops are read and looked at here, then kept, changed back or deleted; a drop waits until one or the other is said."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from datetime import date

from rollcall.access import Viewer
from rollcall.definitions.tables import BY_NAME
from rollcall.errors import AccessRefused, StoreRefused
from rollcall.intake.intake import Examined, ExaminedFile, examine, keep
from rollcall.intake.read import Dropped
from rollcall.store import Prepared, Store, UploadRecord, VersionRecord

WAITS_SECONDS = 60 * 60  # a drop holds rows about children, so it does not stay in memory for ever


class Drop:
    """Files that were dropped: being read, then examined and waiting for a decision."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.fraction = 0.0
        self.doing = "Starting"
        self.dropped_at = time.monotonic()
        self._examined: Future[Examined] = Future()

    def read(self, files: Sequence[Dropped], store: Store) -> None:
        """Examine the files in a thread of its own, so that a refresh or a look at another page does not stop it."""

        def work() -> None:
            try:
                self._examined.set_result(examine(files, store, progress=self._report))
            except BaseException as problem:  # noqa: BLE001 - it is raised again on the page that waits for the result
                self._examined.set_exception(problem)

        threading.Thread(target=work, name="examine", daemon=True).start()

    def _report(self, fraction: float, doing: str) -> None:
        self.fraction, self.doing = fraction, doing

    def wait(self, seconds: float) -> bool:
        """Wait at most so long; whether the files are examined."""
        try:
            self._examined.exception(seconds)
        except TimeoutError:
            return False
        return True

    @property
    def is_read(self) -> bool:
        """Whether the files are examined."""
        return self._examined.done()

    @property
    def examined(self) -> Examined:
        """What the files are. Raises what stopped the reading."""
        return self._examined.result()

    @examined.setter
    def examined(self, examined: Examined) -> None:
        self._examined = Future()
        self._examined.set_result(examined)

    @property
    def is_forgotten(self) -> bool:
        """Whether it has waited too long."""
        return time.monotonic() - self.dropped_at > WAITS_SECONDS


_waiting: dict[str, Drop] = {}  # one a viewer; in this process only
_lock = threading.Lock()


@dataclass(frozen=True)
class Desk:
    """What one lead may do with spreadsheets."""

    viewer: Viewer
    store: Store = field(repr=False)

    @property
    def drop(self) -> Drop | None:
        """The drop that waits for this lead's decision."""
        with _lock:
            drop = _waiting.get(self.viewer.name)
            if drop and drop.is_forgotten:
                del _waiting[self.viewer.name]
                return None
            return drop

    def look(self, files: Sequence[tuple[str, bytes]]) -> Drop:
        """Begin to read files, each a name and its bytes. Nothing of them is kept. They take the place of a drop that still waits."""
        drop = Drop(len(files))
        with _lock:
            _waiting[self.viewer.name] = drop
        drop.read([Dropped(name, data) for name, data in files], self.store)
        return drop

    def throw_away(self) -> None:
        """Forget the drop that waits."""
        with _lock:
            _waiting.pop(self.viewer.name, None)

    def keep(self, drop: Drop) -> UploadRecord:
        """Keep what was examined, in one transaction."""
        with _lock:
            if _waiting.get(self.viewer.name) is not drop:
                raise StoreRefused("This drop was already kept or thrown away, perhaps in another tab: see below what is kept.")
            del _waiting[self.viewer.name]
        try:
            return keep(drop.examined, self.store, self.viewer.name)
        except StoreRefused:
            with _lock:
                _waiting.setdefault(self.viewer.name, drop)
            raise

    def say_partner(self, drop: Drop, file: str, partner: str) -> None:
        """Correct who sent a file of the drop."""
        examined = drop.examined
        drop.examined = replace(
            examined,
            files=tuple(replace(one, partner=partner) if one.file == file else one for one in examined.files),
            prepared=tuple(replace(one, partner=partner) if _is_of(one, file) else one for one in examined.prepared),
        )

    def say_date(self, drop: Drop, file: str, as_at: date) -> None:
        """Correct the date that a file of the drop speaks for."""
        examined = drop.examined
        drop.examined = replace(
            examined,
            files=tuple(_dated(one, as_at) if one.file == file else one for one in examined.files),
            prepared=tuple(replace(one, as_at=as_at) if _is_of(one, file) else one for one in examined.prepared),
        )

    def takes_the_place_of(self, prepared: Prepared) -> VersionRecord | None:
        """The version that the answers use now, of the same spreadsheet from the same partner."""
        versions = (version for version in self.store.versions() if version.active and version.edition is None)
        return next((version for version in versions if (version.table, version.partner) == (prepared.table, prepared.partner)), None)


def _is_of(prepared: Prepared, file: str) -> bool:
    """Whether rows came from a file, and are a partner's own: a published statistic says itself whose it is, and for when."""
    return prepared.files == (file,) and not BY_NAME[prepared.table].published


def _dated(file: ExaminedFile, as_at: date) -> ExaminedFile:
    return replace(
        file,
        sheets=tuple(replace(sheet, as_at=as_at) if sheet.table and not BY_NAME[sheet.table].published else sheet for sheet in file.sheets),
    )


def open_desk(viewer: Viewer, store: Store) -> Desk:
    """The desk of a lead. Everyone else is refused."""
    if not viewer.sees_children:
        raise AccessRefused("Only the lead can bring in spreadsheets, because they name children. Ask the lead to bring yours in.")
    return Desk(viewer, store)
