"""Files and folders on this computer, as a drop of spreadsheets."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rollcall.errors import FileRefused
from rollcall.intake.reading.limits import MEGABYTE, USUAL
from rollcall.intake.reading.read import Dropped

SPREADSHEETS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".zip")


def files_at(paths: Sequence[Path]) -> tuple[Dropped, ...]:
    """The files that the paths name, folders opened, each read whole. Files of one name are told apart by their folders."""
    files = list(dict.fromkeys(file for path in paths for file in _spreadsheets(path)))
    names = [file.name for file in files]
    return tuple(_dropped(file, file.name if names.count(file.name) == 1 else file.as_posix()) for file in files)


def _dropped(file: Path, name: str) -> Dropped:
    try:
        with file.open("rb") as content:
            # A file over the limit is handed on one byte over it: the guard refuses it by its size, and says so.
            return Dropped(name, content.read(USUAL.file_megabytes * MEGABYTE + 1))
    except OSError as error:
        why = error.strerror or "it would not open"
        raise FileRefused(
            f"{file} cannot be opened ({why}): close it if another program has it open, and check that you may read it."
        ) from None


def _spreadsheets(path: Path) -> list[Path]:
    if path.is_dir():
        found = sorted(file for file in path.rglob("*") if file.suffix.lower() in SPREADSHEETS and not file.name.startswith((".", "~$")))
        if not found:
            raise FileRefused(f"There is no spreadsheet in the folder {path}: name a file ({', '.join(SPREADSHEETS)}) or another folder.")
        return found
    if not path.exists():
        raise FileRefused(f"There is no file {path}: check its name and its folder.")
    return [path]
