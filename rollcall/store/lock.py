"""One process at a data folder: a lock that ends with the process, however it ends."""

from __future__ import annotations

import os
import sys
import threading
from contextlib import suppress
from pathlib import Path

from rollcall.errors import StoreRefused
from rollcall.store.files import refuse_links

_FILE = "lock"
_held: set[Path] = set()  # a POSIX lock is the whole process's, so a second store of this process is told apart here
_holding = threading.Lock()


class FolderLock:
    """Holds a folder until it is let go. DuckDB's own lock is not enough: the database's file is closed while another takes its place."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with _holding:
            if folder in _held:
                raise _in_use(folder)
            self._file = os.open(folder / _FILE, os.O_RDWR | os.O_CREAT, 0o600)
            try:
                _lock(self._file)
            except OSError as error:
                os.close(self._file)
                raise _in_use(folder) from error
            _held.add(folder)

    def let_go(self) -> None:
        """Let another have the folder."""
        with _holding:
            if self._folder in _held:
                _held.discard(self._folder)
                with suppress(OSError):
                    os.close(self._file)


def take(folder: Path) -> FolderLock:
    """The folder, private and for this process alone."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        refuse_links(folder)
        os.chmod(folder, 0o700)
        return FolderLock(folder)
    except OSError as error:
        raise StoreRefused(
            f"Rollcall cannot write to the data folder {folder} ({error.strerror or 'the system refused'}). Let this person write there, "
            "free some space on its disk, or set ROLLCALL_DATA to another folder. Backups can be brought back into another folder with "
            f"python -m rollcall restore FILE"
        ) from error


def _in_use(folder: Path) -> StoreRefused:
    return StoreRefused(
        f"The data folder {folder} cannot be opened. Another Rollcall may be using it: close that one, "
        "or set ROLLCALL_DATA to another folder."
    )


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> None:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: int) -> None:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # not flock: a process that we start would hold it on
