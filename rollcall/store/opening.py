"""Opening a data folder: alone at it, swept, encrypted where there is a key, whole again where it can be, and up to date."""

from __future__ import annotations

import logging
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from rollcall.errors import StoreRefused
from rollcall.store.anew import last_change, write_anew
from rollcall.store.backup import backups, make_backup, read_backup
from rollcall.store.connection import RESTORE, Damaged, is_encrypted
from rollcall.store.database_key import DatabaseKey, find_database_key, find_next_key
from rollcall.store.engine import Engine
from rollcall.store.files import (
    ASIDE,
    BACKUPS,
    DAMAGED,
    DATABASE,
    acknowledge,
    acknowledged,
    remove_folder_for_good,
    remove_for_good,
    sweep,
    wal,
)
from rollcall.store.key import check_key, find_key
from rollcall.store.lock import FolderLock, take
from rollcall.store.restore import restore
from rollcall.store.upgrades import newest, refuse_newer, version

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Opened:
    """An open folder: its engine and the key of its hashes."""

    engine: Engine
    hash_key: bytes


def open_folder(folder: Path) -> Opened:
    """Open a data folder, made when it is not there. StoreRefused says in a sentence why it cannot be."""
    folder = folder.resolve()
    lock = take(folder)
    try:
        sweep(folder)
        engine, key = _open_with(folder, find_database_key(), find_next_key(), lock)
    except BaseException:
        lock.let_go()
        raise
    try:
        hash_key = find_key(folder, key)
        _before_an_upgrade(engine, hash_key)
    except BaseException:
        engine.close()
        raise
    return Opened(engine, hash_key)


def _open_with(folder: Path, key: DatabaseKey | None, next_key: DatabaseKey | None, lock: FolderLock) -> tuple[Engine, DatabaseKey | None]:
    try:
        return _open(folder, key, lock), key
    except StoreRefused:
        if next_key is None:
            raise
        return _open(folder, next_key, lock), next_key  # a change of the key was killed after the file had the new one


def _open(folder: Path, key: DatabaseKey | None, lock: FolderLock) -> Engine:
    check_key(folder, key)
    try:
        engine = _whole(folder, key, lock)
    except Damaged as refused:
        engine = _recovered(folder, key, lock, refused)
    (folder / DAMAGED).unlink(missing_ok=True)
    if key:
        _remove_what_is_not_encrypted(folder)
    return engine


def _whole(folder: Path, key: DatabaseKey | None, lock: FolderLock) -> Engine:
    """The engine over a database that is whole; Damaged where it is not, or lacks what was acknowledged."""
    database = folder / DATABASE
    there = database.exists() and database.stat().st_size > 0
    if key and there and not is_encrypted(database):
        write_anew(folder, None, key)
    elif there and (folder / DAMAGED).exists():
        write_anew(folder, key, key)  # reads all that is kept; the answers' tables, damaged or not, are made anew
    engine = Engine(folder, key, lock.let_go)
    lacking = acknowledged(folder) - _last_change(engine)
    if lacking > 0:
        engine.close_file()
        raise _lost(folder, lacking)
    return engine


def _last_change(engine: Engine) -> int:
    with engine.cursor() as cursor:
        found = version(cursor)
        refuse_newer(found)
        return last_change(cursor) if found and found >= 2 else 0


def _recovered(folder: Path, key: DatabaseKey | None, lock: FolderLock, refused: Damaged) -> Engine:
    """The database again, where nothing that was acknowledged is lost by it: without its damaged log, or from the latest backup."""
    log, aside = wal(folder / DATABASE), folder / ASIDE / "log"
    if log.exists():
        aside.parent.mkdir(exist_ok=True, mode=0o700)
        os.replace(log, aside)
        with suppress(StoreRefused):
            engine = _whole(folder, key, lock)
            _log.warning("The database's log was damaged and has been put aside; nothing that was kept stood in it.")
            return engine
        if not log.exists():
            os.replace(aside, log)
    for file in backups(folder):
        with suppress(StoreRefused):
            if read_backup(file).changes >= acknowledged(folder):
                restore(folder, file, key)
                _log.warning("The database was damaged and has been brought back from the backup of its last change.")
                return _whole(folder, key, lock)
    raise _with_latest(folder, refused)


def _with_latest(folder: Path, refused: StoreRefused) -> StoreRefused:
    for file in backups(folder):
        with suppress(StoreRefused):
            lacks = acknowledged(folder) - read_backup(file).changes
            return StoreRefused(f"{refused} The latest backup lacks the last {lacks:,} changes: python -m rollcall restore {file}")
    return StoreRefused(f"{refused} There is no backup in {folder / BACKUPS}: restore one that lies elsewhere.")


def _lost(folder: Path, lacking: int) -> Damaged:
    return Damaged(
        f"The last {lacking:,} changes that were kept are missing from {folder / DATABASE}: its log was damaged, or the file was "
        f"removed or replaced by an older one. Restore a backup ({RESTORE}), or go on with what is there: "
        "python -m rollcall restore --what-is-left"
    )


def _remove_what_is_not_encrypted(folder: Path) -> None:
    """Backups and files put aside from before there was a key."""
    for file in backups(folder):
        with suppress(StoreRefused):
            if not read_backup(file).encrypted:
                remove_for_good(file)
    for old in (folder / ASIDE).glob(f"*/{DATABASE}"):
        if not is_encrypted(old):
            remove_folder_for_good(old.parent)


def _before_an_upgrade(engine: Engine, hash_key: bytes) -> None:
    """A backup of what an older Rollcall kept, so that the way back is there."""
    with engine.cursor() as cursor:
        found = version(cursor)
        refuse_newer(found)
        something = found is not None and cursor.execute("SELECT 1 FROM kept.versions LIMIT 1").fetchone()
    if something and found is not None and found < newest():
        with engine.closed() as folder:
            make_backup(folder, engine.key, hash_key)


def go_on_with_what_is_left(folder: Path) -> int:
    """Accept that changes are lost: the database as it is, without a damaged log. The number of changes that are gone."""
    folder = folder.resolve()
    lock = take(folder)
    try:
        key = find_database_key()
        check_key(folder, key)
        expected = acknowledged(folder)
        database = folder / DATABASE
        try:
            engine = Engine(folder, key, lock.let_go)
        except Damaged:
            if not wal(database).exists():
                raise
            (folder / ASIDE).mkdir(exist_ok=True, mode=0o700)
            os.replace(wal(database), folder / ASIDE / "log")
            engine = Engine(folder, key, lock.let_go)
        number = _last_change(engine)
        engine.close_file()
        acknowledge(folder, number)
        return max(expected - number, 0)
    finally:
        lock.let_go()
