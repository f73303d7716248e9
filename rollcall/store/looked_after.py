"""The store looks after what it keeps: deletes it for good, holds it no longer than was set, and makes backups."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb

from rollcall.audit import Action, Reason, audited
from rollcall.data_folder import area_kept_in
from rollcall.definitions.tables import BY_NAME
from rollcall.errors import NotFinished, RollcallError, StoreRefused, place_of
from rollcall.store import forget, held, mappings
from rollcall.store.anew import OWED, last_change, take_setting_out, write_anew
from rollcall.store.backup import Backup, backups, make_backup, read_backup
from rollcall.store.current import refresh
from rollcall.store.engine import Engine
from rollcall.store.files import ASIDE, BACKUPS, DATABASE, remove_folder_for_good
from rollcall.store.forget import Erased, Going
from rollcall.store.held import Deletion, Held, Written
from rollcall.store.log_beside import is_another_log
from rollcall.store.settings import setting

_DAY_SECONDS = 24 * 60 * 60
_MOST_MONTHS = 1200
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Itself:
    """Rollcall, as the one who deletes what was held as long as was set."""

    area: str
    name: str = "Rollcall"
    role: str = ""


class LooksAfterItself:
    """The part of a store that says what is held, and deletes and backs it up."""

    key: bytes
    _engine: Engine
    _writing: threading.RLock
    _closed: threading.Event
    _changing: Callable[[], AbstractContextManager[duckdb.DuckDBPyConnection]]
    _writing_down: Callable[[], AbstractContextManager[duckdb.DuckDBPyConnection]]

    @property
    def is_encrypted(self) -> bool:
        """Whether the file is encrypted. A store in memory has none."""
        return self._engine.key is not None

    @property
    def folder(self) -> Path | None:
        """Where the file is; None for a store in memory."""
        return self._engine.folder

    def held(self) -> tuple[Held, ...]:
        """What is held, by partner and spreadsheet kind."""
        with self._engine.cursor() as cursor:
            return held.held(cursor)

    def written(self) -> Written | None:
        """What is held of the self-evaluation; None where nothing is."""
        with self._engine.cursor() as cursor:
            return held.written(cursor)

    def deletions(self) -> tuple[Deletion, ...]:
        """The ledger of deletions, latest first."""
        with self._engine.cursor() as cursor:
            return held.deletions(cursor)

    def to_delete(self, partner: str | None = None, before: date | None = None) -> tuple[Going, ...]:
        """What would go: all that a partner sent, what was kept before a day, or both at once; everything where neither is said."""
        with self._engine.cursor() as cursor:
            return forget.going(cursor, partner, before)

    def uploads_of(self, going: Sequence[Going]) -> int:
        """How many uploads a deletion would take something of."""
        with self._engine.cursor() as cursor:
            return forget.uploads_of(cursor, going)

    def retention(self) -> dict[str, int | None]:
        """For how many months each spreadsheet kind is held; None until it is deleted by hand."""
        with self._engine.cursor() as cursor:
            return forget.retention(cursor)

    def set_retention(self, table: str, months: int | None) -> None:
        """Hold a spreadsheet kind for so many months from the day it is kept, or until it is deleted by hand. What is past it goes with
        the next look, at the latest a day from now."""
        if table not in BY_NAME or (months is not None and not 1 <= months <= _MOST_MONTHS):
            raise StoreRefused(f"A spreadsheet kind can be held for 1 to {_MOST_MONTHS:,} months, or until it is deleted.")
        with self._changing() as cursor:
            forget.set_retention(cursor, table, months)

    def delete_partner(self, partner: str, by: str = "") -> Erased:
        """Delete all that a partner sent and all that is remembered of its sheets, for good."""
        return self._delete(self.to_delete(partner), by, "one partner", lambda cursor: forget.forget_partner(cursor, partner))

    def delete_before(self, day: date, by: str = "", partner: str | None = None) -> Erased:
        """Delete what was kept before a day, for good."""
        return self._delete(self.to_delete(partner, day), by, f"kept before {day.isoformat()}")

    def delete_everything(self, by: str = "") -> Erased:
        """Delete every row, version and upload for good, every remembered mapping, and every text of the self-evaluation."""
        return self._delete(self.to_delete(), by, "everything", mappings.forget_everything, written=True)

    def delete_self_evaluation(self, by: str = "") -> Erased:
        """Delete every version of every text, action and rebase of the self-evaluation, for good."""
        return self._delete((), by, "the self-evaluation", written=True)

    def delete_past_retention(self, today: date | None = None) -> Erased:
        """Delete what was kept longer ago than its kind is held."""
        with self._engine.cursor() as cursor:
            going = forget.past_retention(cursor, today or datetime.now(UTC).date())
        if not going:
            return Erased(())
        with self._on_record() as note:
            note(Reason.BY_AGE, uploads=self.uploads_of(going))
            return self._delete(going, _Itself.name, "held as long as was set")

    def backups(self) -> tuple[tuple[Path, Backup], ...]:
        """The store's own backups, latest first."""
        found = []
        for file in backups(self._engine.folder) if self._engine.folder else ():
            try:
                found.append((file, read_backup(file)))
            except StoreRefused:
                continue
        return tuple(found)

    def back_up(self, target: Path | None = None) -> Path:
        """Write a backup now, among the store's own where no place is named. Questions wait while the file is copied."""
        if self._engine.folder is None:
            raise StoreRefused("There is nothing to back up: this store is in memory alone.")
        with self._writing, self._engine.closed() as folder:
            return make_backup(folder, self._engine.key, self.key, target)

    def look(self, today: date | None = None) -> None:
        """What has to be done each day: delete what is past its time, finish a deletion that was broken off, and back up what is new."""
        with self._engine.cursor() as cursor:
            is_another = is_another_log(cursor, self._engine.folder)
        if is_another:
            with self._writing_down():
                pass  # which writes it down
        self.delete_past_retention(today)
        with self._engine.cursor() as cursor:
            owed, number = setting(cursor, OWED), last_change(cursor)
        if owed:
            with self._on_record() as note:
                note(Reason.BROKEN_OFF)
                self._erase_from_disk((), ())
        elif number and not any(backup.changes == number for _, backup in self.backups()):
            self.back_up()

    def look_after(self) -> None:
        """Look now, and from then on each day until the store is closed. What goes wrong is logged and tried again."""
        if self._engine.folder is not None:
            self._look()
            threading.Thread(target=self._look_each_day, name="look after the store", daemon=True).start()

    def _look_each_day(self) -> None:
        while not self._closed.wait(_DAY_SECONDS):
            self._look()

    def _look(self) -> None:
        try:
            self.look()
        except RollcallError as refused:
            _log.warning("The daily look at what is kept was not finished: %s", refused)
        except Exception as mistake:  # noqa: BLE001 - tomorrow it looks again, and people can work meanwhile
            _log.error("The daily look at what is kept failed: %s", place_of(mistake))

    def _on_record(self) -> AbstractContextManager[Callable[..., None]]:
        """A deletion that nobody asked for is written down too, before it is done."""
        area = area_kept_in(self.folder) if self.folder else None
        return audited(Action.DELETED, _Itself(area or ""), on=area is not None)

    def _delete(
        self,
        going: Sequence[Going],
        by: str,
        what: str,
        also: Callable[[duckdb.DuckDBPyConnection], None] = lambda _: None,
        *,
        written: bool = False,
    ) -> Erased:
        with self._writing:
            with self._changing() as cursor:
                texts = forget.some_texts(cursor, going, written)
                refresh(cursor, forget.erase(cursor, going, by, what))
                of_ours = forget.erase_written(cursor, by, what) if written else 0
                also(cursor)
                texts = forget.gone(cursor, texts)
            try:
                return self._erase_from_disk(tuple(going), texts, of_ours)
            except Exception as error:
                raise _not_finished(error) from error

    def _erase_from_disk(self, going: tuple[Going, ...], texts: tuple[str, ...], written: int = 0) -> Erased:
        """Write the file anew without what was deleted, remove the backups that hold it, and look at every byte before and after."""
        if self._engine.folder is None:
            return Erased(going, written=written)
        with self._engine.closed() as folder:
            before, *_ = forget.readable(folder, texts)
            write_anew(folder, self._engine.key, self._engine.key)
            remove_folder_for_good(folder / BACKUPS)
            remove_folder_for_good(folder / ASIDE)
            take_setting_out(folder, folder / DATABASE, self._engine.key, OWED)  # not before: killed until here, the next look does it all
            make_backup(folder, self._engine.key, self.key)
            after, files, size = forget.readable(folder, texts)
        return Erased(going, len(texts), before, after, files, size, written)


def _not_finished(error: Exception) -> NotFinished:
    why = str(error) if isinstance(error, StoreRefused) else "The file could not be written anew: free some space on the disk."
    return NotFinished(
        "It is deleted, and no page shows it any more. But its bytes are still in the data folder, and perhaps in the backups there: they "
        f"are removed when Rollcall starts next, or within a day. {why}"
    )
