"""Bringing a backup back: checked before anything is moved, and what was there is put aside, not lost."""

from __future__ import annotations

import json
import os
import zlib
from datetime import UTC, datetime
from pathlib import Path

from rollcall.data_folder import ACKNOWLEDGED
from rollcall.errors import StoreRefused
from rollcall.store.anew import read_closed, take_setting_out, write_anew
from rollcall.store.backup import Backup, unpack
from rollcall.store.connection import is_encrypted
from rollcall.store.database_key import DatabaseKey, find_database_key
from rollcall.store.files import (
    ASIDE,
    DATABASE,
    NEW,
    RESTORED,
    RESTORED_KEY,
    RESTORING,
    acknowledge,
    remove_for_good,
    replace_for_good,
    sweep,
    sync_folder,
    wal,
    write_whole,
)
from rollcall.store.key import FILE, find_key, mark, no_key, unwrap, write_key
from rollcall.store.known_key import KNOWN
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
        if whatever_key:
            take_setting_out(folder, new, key if is_encrypted(new) else None, KNOWN)
        aside = _begin(folder, hash_key, key, backup.changes)
    finally:
        remove_for_good(new)
        remove_for_good(wal(new))
    finish_what_was_begun(folder)
    return backup, aside


def bring_back(folder: Path, file: Path, whatever_key: bool = False, in_the_clear: bool = False) -> tuple[Backup, Path | None]:
    """Restore a backup into a data folder that no Rollcall uses, made when it is not there.

    `in_the_clear` leaves neither the database nor the key of its hashes encrypted, as a Rollcall that cannot encrypt reads them.
    """
    folder = folder.resolve()
    lock = take(folder)
    try:
        finish_what_was_begun(folder)
        key = find_database_key()
        if in_the_clear and (folder / DATABASE).exists():
            raise StoreRefused(
                f"{folder} holds a database already. Set ROLLCALL_DATA to an empty folder for the one that is not encrypted."
            )
        restored = restore(folder, file, key, whatever_key)
        if in_the_clear:
            if is_encrypted(folder / DATABASE):
                write_anew(folder, key, None)
            if (folder / FILE).exists():
                write_key(folder, find_key(folder, key), None)
        return restored
    finally:
        lock.let_go()


def finish_what_was_begun(folder: Path) -> None:
    """Sweep a closed folder, and finish a restore that was killed: from where all of it was checked and written down it goes on to its end.

    Every step can be done again. While the restored database has not taken its place, the one that is there is the one before.
    """
    sweep(folder)
    plan, restored, database = folder / RESTORING, folder / RESTORED, folder / DATABASE
    if not plan.exists():
        return
    told = json.loads(plan.read_text(encoding="ascii"))
    aside = folder / ASIDE / told["aside"]
    try:
        if restored.exists():
            if database.exists() or wal(database).exists():
                _put_aside(folder, aside)
            if (folder / RESTORED_KEY).exists():
                replace_for_good(folder / RESTORED_KEY, folder / FILE)
            os.replace(restored, database)
            sync_folder(folder)
        acknowledge(folder, told["changes"])
        plan.unlink()
        sync_folder(folder)
    except OSError as error:
        raise StoreRefused(
            f"A restore could not be finished ({error.strerror or 'the system refused'}). Nothing is lost: what was there "
            f"before is in {folder} or in {aside}. Free some space on the disk and start again; it goes on where it stopped."
        ) from error


def last_put_aside(folder: Path) -> str:
    """A sentence that says where the database is that was last put aside, and how to go on with it; nothing where there is none."""
    found = sorted((folder / ASIDE).glob(f"*/{DATABASE}"))
    if not found:
        return ""
    return f" The database that was last put aside is in {found[-1].parent}: to go on with that one, move the files there into {folder}."


def _begin(folder: Path, hash_key: bytes | None, key: DatabaseKey | None, changes: int) -> Path | None:
    """Write down a restore that was checked, so that it is finished however this process ends. Where what is there will be put aside."""
    database = folder / DATABASE
    aside = folder / ASIDE / f"{datetime.now(UTC):%Y%m%d-%H%M%S-%f}"
    if hash_key:
        write_key(folder, hash_key, key, RESTORED_KEY)
    replace_for_good(folder / NEW, folder / RESTORED)
    sync_folder(folder)
    write_whole(folder / RESTORING, json.dumps({"changes": changes, "aside": aside.name}).encode("ascii"))
    return aside if database.exists() or wal(database).exists() else None


def _put_aside(folder: Path, aside: Path) -> None:
    """Move a closed folder's database, and copy its key, into a folder of their own in it."""
    (folder / ASIDE).mkdir(exist_ok=True, mode=0o700)
    aside.mkdir(exist_ok=True, mode=0o700)
    for path in (folder / FILE, folder / ACKNOWLEDGED):
        if path.exists() and not (aside / path.name).exists():
            write_whole(aside / path.name, path.read_bytes())
    database = folder / DATABASE
    for path in (wal(database), database):  # the log first: without its database it is taken for nobody's
        if path.exists():
            os.replace(path, aside / path.name)
    sync_folder(folder)


def _unpacked(file: Path, new: Path) -> tuple[Backup, str | None]:
    try:
        return unpack(file, new)
    except zlib.error as error:
        raise StoreRefused(f"{file} is damaged: its bytes are not those that were written. Nothing was changed.") from error


def _hash_key(folder: Path, backup: Backup, wrapped: str | None, key: DatabaseKey | None, whatever_key: bool) -> bytes | None:
    """The hashes' key to write into the folder; None when the right one is there already."""
    if wrapped is not None:
        inside = unwrap(wrapped, key)
        if not os.environ.get("ROLLCALL_KEY"):
            return inside
        if whatever_key or mark(find_key(folder, key)) == backup.key:
            return None
        raise StoreRefused(
            "ROLLCALL_KEY is another key than the one that this backup's NHS numbers and UPNs were hashed with. Take it away, and the "
            "backup brings its own, or set it to that key. With --whatever-key new spreadsheets find no child in the backup by number."
        )
    there = bool(os.environ.get("ROLLCALL_KEY")) or (folder / FILE).exists()
    if whatever_key or (there and mark(find_key(folder, key)) == backup.key):
        return None
    raise StoreRefused(
        "This backup is not encrypted, so the key that its NHS numbers and UPNs were hashed with is not in it. Put the file `key` of its "
        f"data folder into {folder} first, or set ROLLCALL_KEY. If that key is lost, add --whatever-key: then new spreadsheets find no "
        "child in it by number."
    )
