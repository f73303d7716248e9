"""Bringing a backup back: checked before anything is moved, and what was there is put aside, not lost."""

from __future__ import annotations

import os
import zlib
from datetime import UTC, datetime
from pathlib import Path

from rollcall.data_folder import ACKNOWLEDGED
from rollcall.errors import StoreRefused
from rollcall.store.anew import read_closed
from rollcall.store.backup import Backup, unpack
from rollcall.store.connection import is_encrypted
from rollcall.store.database_key import DatabaseKey, find_database_key
from rollcall.store.files import ASIDE, DATABASE, NEW, acknowledge, remove_for_good, sweep, sync_folder, wal
from rollcall.store.key import FILE, find_key, mark, no_key, unwrap, write_key
from rollcall.store.lock import take


def restore(folder: Path, file: Path, key: DatabaseKey | None, whatever_key: bool = False) -> tuple[Backup, Path | None]:
    """Put a backup in the place of a closed folder's database. What it said of itself, and where what was there is now.

    `whatever_key` goes on where the key of its hashes is lost: numbers that come later are then not found in it.
    """
    new = folder / NEW
    try:
        backup, wrapped = _unpacked(file, new)
        if backup.encrypted and key is None:
            raise no_key()
        hash_key = _hash_key(folder, backup, wrapped, key, whatever_key)
        _, _, held = read_closed(folder, new, key if is_encrypted(new) else None)
        if {table: rows for table, (rows, _) in held.items()} != backup.rows:
            raise StoreRefused(f"{file} does not hold the rows that it says, so nothing was changed. Restore another backup.")
        aside = put_aside(folder)
        if hash_key:
            write_key(folder, hash_key, key)
        remove_for_good(wal(new))
        os.replace(new, folder / DATABASE)
        sync_folder(folder)
        acknowledge(folder, backup.changes)
    finally:
        remove_for_good(new)
        remove_for_good(wal(new))
    return backup, aside


def bring_back(folder: Path, file: Path, whatever_key: bool = False) -> tuple[Backup, Path | None]:
    """Restore a backup into a data folder that no Rollcall uses, made when it is not there."""
    folder = folder.resolve()
    lock = take(folder)
    try:
        sweep(folder)
        return restore(folder, file, find_database_key(), whatever_key)
    finally:
        lock.let_go()


def put_aside(folder: Path) -> Path | None:
    """Move a closed folder's database, and copy its key, into a folder of their own in it; None when there is nothing to move."""
    database = folder / DATABASE
    if not database.exists() and not wal(database).exists():
        return None
    aside = folder / ASIDE / f"{datetime.now(UTC):%Y%m%d-%H%M%S-%f}"
    aside.mkdir(parents=True, mode=0o700)
    for path in (folder / FILE, folder / ACKNOWLEDGED):
        if path.exists():
            copy = aside / path.name
            with os.fdopen(os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(path.read_bytes())
    for path in (wal(database), database):  # the log first: without its database it is taken for nobody's
        if path.exists():
            os.replace(path, aside / path.name)
    sync_folder(folder)
    return aside


def _unpacked(file: Path, new: Path) -> tuple[Backup, str | None]:
    try:
        return unpack(file, new)
    except zlib.error as error:
        raise StoreRefused(f"{file} is damaged: its bytes are not those that were written. Nothing was changed.") from error


def _hash_key(folder: Path, backup: Backup, wrapped: str | None, key: DatabaseKey | None, whatever_key: bool) -> bytes | None:
    """The hashes' key to write into the folder; None when the right one is there already."""
    if wrapped is not None:
        inside = unwrap(wrapped, key)
        return None if os.environ.get("ROLLCALL_KEY") else inside
    there = bool(os.environ.get("ROLLCALL_KEY")) or (folder / FILE).exists()
    if whatever_key or (there and mark(find_key(folder, key)) == backup.key):
        return None
    raise StoreRefused(
        "This backup is not encrypted, so the key that its NHS numbers and UPNs were hashed with is not in it. Put the file `key` of its "
        f"data folder into {folder} first, or set ROLLCALL_KEY. If that key is lost, add --whatever-key: then new spreadsheets find no "
        "child in it by number."
    )
