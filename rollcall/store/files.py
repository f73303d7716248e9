"""The files of a data folder by their names, and ways to write and remove them that a killed process cannot leave half done."""

from __future__ import annotations

import os
import shutil
import stat
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from rollcall.data_folder import ACKNOWLEDGED
from rollcall.errors import StoreRefused

DATABASE = "rollcall.duckdb"
NEW = f"{DATABASE}.new"  # being written; it is nothing until it takes the database's place
RESTORED = f"{DATABASE}.restored"  # a backup's database, checked; with RESTORING it takes the database's place, without it is nothing
RESTORED_KEY = "key.restored"  # and the key of its hashes, where it brings one
RESTORING = "restoring"  # says that a restore was begun and must be finished, and what is left to do
TEMP = "temp"  # what DuckDB spills while a question needs more memory than it may have
BACKUPS = "backups"
ASIDE = "put_aside"  # what a restore or a recovery took out of use
DAMAGED = "damaged"  # says that damage was met while a question was answered: the next start reads everything

_PIECE = 2**20


def wal(database: Path) -> Path:
    """Where DuckDB writes changes before they are in the database's own file."""
    return database.with_name(f"{database.name}.wal")


def write_whole(path: Path, data: bytes) -> None:
    """Write a private file: it is there as a whole, or as it was before."""
    new = path.with_name(f"{path.name}.new")
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.replace(new, path)
    sync_folder(path.parent)


def replace_for_good(new: Path, path: Path) -> None:
    """Put a finished file in the place of another, and write zeros over the bytes of the one that goes."""
    with new.open("rb+") as file:
        os.fsync(file.fileno())
    if os.name == "nt" or not path.exists():  # Windows replaces no file that is open
        os.replace(new, path)
        return
    with path.open("rb+") as old:
        os.replace(new, path)
        sync_folder(path.parent)
        with suppress(OSError):  # a full or failing disk: the file is out of the folder all the same
            _fill_with_zeros(old)


def remove_for_good(path: Path) -> None:
    """Write zeros over a file's bytes, and remove it. On a disk that writes elsewhere than it is told, the bytes may stay."""
    if not path.exists():
        return
    with suppress(OSError), path.open("rb+") as old:
        if os.fstat(old.fileno()).st_nlink == 1:
            _fill_with_zeros(old)
    path.unlink()


def refuse_links(folder: Path) -> None:
    """Refuse a data folder in which something is a link: what it leads to would be read, written over or emptied as if it were ours."""
    for inside in (folder, folder / TEMP, folder / BACKUPS, folder / ASIDE):
        for path in sorted(inside.iterdir()) if inside.is_dir() else ():
            if is_link(path):
                raise StoreRefused(
                    f"{path} is a link to another place, which Rollcall could empty or write over. Nothing was opened. Move what is there "
                    "into the data folder itself, or take the link away. The whole data folder may lie elsewhere: set ROLLCALL_DATA to it."
                )


def is_link(path: Path) -> bool:
    """Whether a name leads elsewhere: a symbolic link, or a junction of Windows."""
    return path.is_symlink() or bool(getattr(os.lstat(path), "st_file_attributes", 0) & stat.FILE_ATTRIBUTE_REPARSE_POINT)


def remove_folder_for_good(folder: Path) -> None:
    """The same for all that a folder holds, and the folder. A link that took its place is removed, and not followed."""
    if folder.is_symlink():
        folder.unlink()
        return
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.is_file() and not path.is_symlink():
            remove_for_good(path)
    shutil.rmtree(folder, ignore_errors=True)


def sweep(folder: Path) -> None:
    """Remove what a killed process left half written or spilled."""
    remove_folder_for_good(folder / TEMP)
    for path in (folder / NEW, wal(folder / NEW), *folder.glob("*.new")):
        remove_for_good(path)
    for path in (folder / BACKUPS).glob("*.new"):
        remove_for_good(path)
    if not (folder / RESTORING).exists():
        for name in (RESTORED, RESTORED_KEY):
            remove_for_good(folder / name)


def sync_folder(folder: Path) -> None:
    """Have a folder's new names on the disk, where the system can do that."""
    with suppress(OSError):  # Windows opens no folder
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def acknowledged(folder: Path) -> int:
    """The number of the last change that was acknowledged; 0 where none is known."""
    try:
        return int((folder / ACKNOWLEDGED).read_text(encoding="ascii").partition("\n")[0])
    except (OSError, ValueError):
        return 0


def acknowledge(folder: Path, number: int, log_began: str = "") -> None:
    """Write the number of a change that is kept over the one before, in place, so that a full disk has room for it; and where the audit
    log began, or as it stands there."""
    with os.fdopen(os.open(folder / ACKNOWLEDGED, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file:
        file.write(f"{number:020d}\n{log_began}".encode("ascii"))
        file.flush()
        os.fsync(file.fileno())


def _fill_with_zeros(file: BinaryIO) -> None:
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    for start in range(0, size, _PIECE):
        file.write(bytes(min(_PIECE, size - start)))
    file.flush()
    os.fsync(file.fileno())
