"""Backups: one file with the database as it is, the hashes' key where it can be wrapped, and what both must add up to."""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from rollcall.errors import StoreRefused
from rollcall.store.anew import read_closed
from rollcall.store.connection import is_encrypted
from rollcall.store.database_key import DatabaseKey
from rollcall.store.files import BACKUPS, DATABASE, remove_for_good, sync_folder
from rollcall.store.key import mark, wrap
from rollcall.store.upgrades import refuse_newer

FORMAT = 1
KEPT_BACKUPS = 7
_MANIFEST, _KEY = "manifest.json", "key"
_PIECE = 2**20


@dataclass(frozen=True)
class Backup:
    """What a backup says of itself."""

    made: str  # in UTC
    version: int  # of the schema
    changes: int  # the number of the last change in it
    encrypted: bool
    key: str  # the mark of the key that its hashes were made with
    rows: dict[str, int]
    size: int
    sha256: str

    @property
    def made_at(self) -> datetime:
        """When it was made, with its time zone."""
        return datetime.fromisoformat(self.made)


def make_backup(folder: Path, key: DatabaseKey | None, hash_key: bytes, target: Path | None = None) -> Path:
    """Write a backup of a folder's closed database; without a target among the folder's own backups, of which the latest few stay.

    All that is kept is read first, so that a damaged database never takes a whole backup's place.
    """
    database = folder / DATABASE
    version, changes, held = read_closed(folder, database, key)
    now = datetime.now(UTC)
    own = target is None
    if target is None:
        (folder / BACKUPS).mkdir(exist_ok=True, mode=0o700)
        target = folder / BACKUPS / f"rollcall-{now:%Y%m%d-%H%M%S}-{changes}.zip"
    new = target.with_name(f"{target.name}.new")
    try:
        told = Backup(
            now.isoformat(timespec="seconds"),
            version or 0,
            changes,
            is_encrypted(database),
            mark(hash_key),
            {table: rows for table, (rows, _) in held.items()},
            database.stat().st_size,
            _sha256(database),
        )
        with (
            os.fdopen(os.open(new, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "wb+") as file,
            zipfile.ZipFile(file, "w", zipfile.ZIP_STORED if told.encrypted else zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        ):
            archive.writestr(_MANIFEST, json.dumps({"rollcall backup": FORMAT, **asdict(told)}, indent=1))
            if key:
                archive.writestr(_KEY, wrap(hash_key, key))
            archive.write(database, DATABASE)
        with new.open("rb+") as file:
            os.fsync(file.fileno())
        os.replace(new, target)
    except OSError as error:
        new.unlink(missing_ok=True)
        why = error.strerror or "the system refused"
        raise StoreRefused(
            f"The backup could not be written to {target.parent} ({why}): free some space, or name another place."
        ) from error
    sync_folder(target.parent)
    if own:
        for old in backups(folder)[KEPT_BACKUPS:]:
            remove_for_good(old)
    return target


def backups(folder: Path) -> list[Path]:
    """A folder's own backups, latest first."""
    return sorted((folder / BACKUPS).glob("rollcall-*.zip"), reverse=True)


def read_backup(file: Path) -> Backup:
    """What a backup says of itself. Anything else is refused."""
    try:
        with zipfile.ZipFile(file) as archive:
            if DATABASE not in archive.namelist() or archive.getinfo(_MANIFEST).file_size > _PIECE:
                raise _foreign(file)
            told = json.loads(archive.read(_MANIFEST))
            form = told.pop("rollcall backup")
            backup = Backup(**told) if form == FORMAT else None
    except OSError as error:
        raise StoreRefused(f"{file} cannot be opened ({error.strerror or 'the system refused'}): check its name and its folder.") from error
    except (zipfile.BadZipFile, KeyError, TypeError, ValueError, RuntimeError, NotImplementedError) as error:
        raise _foreign(file) from error
    if backup is None:
        raise StoreRefused(f"{file} is a backup of a newer Rollcall: restore it with that one.")
    refuse_newer(backup.version)
    return backup


def is_encrypted_backup(file: Path) -> bool:
    """Whether a backup says that it is encrypted, of whichever version it is. One that cannot be read could hold anything."""
    try:
        with zipfile.ZipFile(file) as archive:
            return json.loads(archive.read(_MANIFEST))["encrypted"] is True
    except Exception:  # noqa: BLE001 - damaged archives raise errors of many kinds, and each means the same
        return False


def unpack(file: Path, database: Path) -> tuple[Backup, str | None]:
    """Write the database of a backup to a place, checked to the last byte. The wrapped key beside it, if there is one."""
    backup = read_backup(file)
    counted = hashlib.sha256()
    size = 0
    try:
        with zipfile.ZipFile(file) as archive:
            with (
                archive.open(DATABASE) as packed,
                os.fdopen(os.open(database, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out,
            ):
                for piece in _pieces(packed):
                    size += len(piece)
                    if size > backup.size:
                        break
                    counted.update(piece)
                    out.write(piece)
                out.flush()
                os.fsync(out.fileno())
            wrapped = archive.read(_KEY).decode("ascii") if _KEY in archive.namelist() else None
    except (zipfile.BadZipFile, EOFError, ValueError, RuntimeError, NotImplementedError) as error:
        raise _broken(file) from error
    except OSError as error:
        why = error.strerror or "the system refused"
        raise StoreRefused(f"The backup could not be unpacked into {database.parent} ({why}): free some space, then try again.") from error
    if (size, counted.hexdigest()) != (backup.size, backup.sha256):
        raise _broken(file)
    return backup, wrapped


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    while piece := file.read(_PIECE):
        yield piece


def _sha256(path: Path) -> str:
    counted = hashlib.sha256()
    with path.open("rb") as file:
        for piece in _pieces(file):
            counted.update(piece)
    return counted.hexdigest()


def _foreign(file: Path) -> StoreRefused:
    return StoreRefused(f"{file} is no backup of Rollcall: name a file that `python -m rollcall backup FILE` has written.")


def _broken(file: Path) -> StoreRefused:
    return StoreRefused(f"{file} is damaged: its bytes are not those that were written. Nothing was changed. Restore another backup.")
