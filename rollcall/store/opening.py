"""Opening a data folder: alone at it, swept, encrypted where there is a key, whole again where it can be, and up to date."""

from __future__ import annotations

import logging
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from rollcall.errors import StoreRefused
from rollcall.store.anew import last_change, write_anew
from rollcall.store.backup import backups, is_encrypted_backup, make_backup, read_backup
from rollcall.store.connection import Damaged, is_encrypted
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
    wal,
)
from rollcall.store.key import RESTORE, check_key, find_key, wrap_file
from rollcall.store.known_key import forget_key, known_key
from rollcall.store.lock import FolderLock, take
from rollcall.store.restore import finish_what_was_begun, last_put_aside, restore
from rollcall.store.upgrades import newest, refuse_newer, version

_ENCRYPTED_LOG = "log.encrypted"
_NOTHING_LEFT = (
    "{} is gone, or nothing is in it. Put it back, or restore a backup ("
    + RESTORE
    + "). To begin with nothing, set ROLLCALL_DATA to another folder."
)
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
        finish_what_was_begun(folder)
        engine, key = _open_with(folder, find_database_key(), find_next_key(), lock)
    except BaseException:
        lock.let_go()
        raise
    try:
        with engine.cursor() as cursor:
            expected = known_key(cursor)
        hash_key = find_key(folder, key, expected)
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
        _close_what_is_readable(folder, key)
    return engine


def _whole(folder: Path, key: DatabaseKey | None, lock: FolderLock) -> Engine:
    """The engine over a database that is whole; Damaged where it is not, or lacks what was acknowledged."""
    database = folder / DATABASE
    there = database.exists() and database.stat().st_size > 0
    if acknowledged(folder) and not there:
        raise _lost(folder, acknowledged(folder), 0)
    if key and there and not is_encrypted(database):
        write_anew(folder, None, key)
    elif there and (folder / DAMAGED).exists():
        write_anew(folder, key, key)  # reads all that is kept; the answers' tables, damaged or not, are made anew
    engine = Engine(folder, key, lock.let_go)
    left = _last_change(engine)
    if left < acknowledged(folder):
        engine.close_file()
        raise _lost(folder, acknowledged(folder), left)
    if wal(database).exists():
        engine.checkpoint()
    return engine


def _last_change(engine: Engine) -> int:
    with engine.cursor() as cursor:
        found = version(cursor)
        refuse_newer(found)
        return last_change(cursor) if found and found >= 2 else 0


def _recovered(folder: Path, key: DatabaseKey | None, lock: FolderLock, refused: Damaged) -> Engine:
    """The database again, where nothing that was acknowledged is lost by it: without its damaged log, or from the latest backup."""
    log = wal(folder / DATABASE)
    if log.exists():
        aside = _put_log_aside(folder)
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


def _lost(folder: Path, kept: int, left: int) -> Damaged:
    if not left:
        return Damaged(
            f"All {kept:,} changes that were kept are missing: {_NOTHING_LEFT.format(folder / DATABASE)}{last_put_aside(folder)}"
        )
    return Damaged(
        f"The last {kept - left:,} changes that were kept are missing from {folder / DATABASE}: its log was damaged, or the file was "
        f"replaced by an older one.{last_put_aside(folder)} Restore a backup ({RESTORE}), or go on with what is there: "
        "python -m rollcall restore --what-is-left"
    )


def _put_log_aside(folder: Path) -> Path:
    """Move the log out of use. Its name says whether its database is encrypted, and so whether anybody can read it."""
    database = folder / DATABASE
    encrypted = database.exists() and is_encrypted(database)
    aside = folder / ASIDE / (_ENCRYPTED_LOG if encrypted else "log")
    aside.parent.mkdir(exist_ok=True, mode=0o700)
    os.replace(wal(database), aside)
    return aside


def _close_what_is_readable(folder: Path, key: DatabaseKey) -> None:
    """Remove for good what lies beside an encrypted database and is not encrypted, or cannot be known to be: backups and all that was put
    aside from before there was a key. The copy of a key that was put aside is wrapped."""
    for file in backups(folder):
        if not is_encrypted_backup(file):
            remove_for_good(file)
    for old in sorted((folder / ASIDE).iterdir()) if (folder / ASIDE).is_dir() else ():
        database = old / DATABASE
        if database.is_file() and is_encrypted(database):
            wrap_file(old, key)
        elif old.is_dir():
            remove_folder_for_good(old)
        elif old.name != _ENCRYPTED_LOG:
            remove_for_good(old)


def _before_an_upgrade(engine: Engine, hash_key: bytes) -> None:
    """A backup of what an older Rollcall kept, so that the way back is there."""
    with engine.cursor() as cursor:
        found = version(cursor)
        refuse_newer(found)
        something = found is not None and cursor.execute("SELECT 1 FROM kept.versions LIMIT 1").fetchone()
    if something and found is not None and found < newest():
        with engine.closed() as folder:
            make_backup(folder, engine.key, hash_key)


def go_on_with_what_is_left(folder: Path, whatever_key: bool = False) -> int:
    """Accept that changes are lost: the database as it is, without a damaged log. The number of changes that are gone.

    `whatever_key` accepts too that the key of the hashes is lost: the one that is there takes its place, or a new one.
    """
    folder = folder.resolve()
    lock = take(folder)
    try:
        finish_what_was_begun(folder)
        key = find_database_key()
        check_key(folder, key)
        expected = acknowledged(folder)
        database = folder / DATABASE
        nothing = StoreRefused(f"There is nothing to go on with: {_NOTHING_LEFT.format(database)}{last_put_aside(folder)}")
        if not database.exists() or not database.stat().st_size:
            raise nothing
        try:
            engine = Engine(folder, key, lock.let_go)
        except Damaged:
            if not wal(database).exists():
                raise
            _put_log_aside(folder)
            engine = Engine(folder, key, lock.let_go)
        try:
            number = _last_change(engine)
            if expected and not number:
                raise nothing
            if whatever_key:
                with engine.transaction() as cursor:
                    forget_key(cursor)
        finally:
            engine.close_file()
        acknowledge(folder, number)
        return max(expected - number, 0)
    finally:
        lock.let_go()
