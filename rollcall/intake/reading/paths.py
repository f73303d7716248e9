"""Files and folders on this computer, as a drop of spreadsheets."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rollcall.errors import FileRefused
from rollcall.intake.reading.archive import is_of_the_system, left_out
from rollcall.intake.reading.limits import MEGABYTE, USUAL
from rollcall.intake.reading.read import Dropped

SPREADSHEETS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv", ".zip")


def files_at(paths: Sequence[Path]) -> tuple[Dropped, ...]:
    """The files that the paths name, folders opened, each read whole. Files of one name are told apart by their folders.

    A folder in which files were passed over comes last, as an entry that says so.
    """
    files = list(dict.fromkeys(file for path in paths for file in _spreadsheets(path)))
    names = [file.name for file in files]
    taken = [_dropped(file, file.name if names.count(file.name) == 1 else file.as_posix()) for file in files]
    return (*taken, *(_passed_over(path) for path in dict.fromkeys(paths) if path.is_dir() and _others(path)))


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


def _passed_over(folder: Path) -> Dropped:
    left = left_out("Passed over in this folder", [file.name for file in _others(folder)])
    return Dropped(folder.as_posix(), b"", notes=(left.said,), left=left.count)


def _others(folder: Path) -> list[Path]:
    """The files of a folder that are no spreadsheets by their endings; what systems leave there is not spoken of."""
    files = (file for file in sorted(folder.rglob("*")) if file.is_file() and file.suffix.lower() not in SPREADSHEETS)
    return [file for file in files if not is_of_the_system(file.relative_to(folder).as_posix())]


def _spreadsheets(path: Path) -> list[Path]:
    if path.is_dir():
        found = sorted(file for file in path.rglob("*") if file.suffix.lower() in SPREADSHEETS and not file.name.startswith((".", "~$")))
        if not found:
            raise FileRefused(f"There is no spreadsheet in the folder {path}: name a file ({', '.join(SPREADSHEETS)}) or another folder.")
        return found
    if not path.exists():
        raise FileRefused(f"There is no file {path}: check its name and its folder.")
    return [path]
