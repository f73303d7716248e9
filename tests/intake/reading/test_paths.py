"""Files and folders on this computer as a drop: what is taken, what it is called, and what is refused in a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from rollcall.errors import FileRefused
from rollcall.intake.reading.limits import MEGABYTE, USUAL
from rollcall.intake.reading.paths import files_at


def write(*paths: Path) -> None:
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(path.name.encode())


def test_a_folder_stands_for_the_spreadsheets_in_it(tmp_path: Path) -> None:
    write(*(tmp_path / name for name in ("b.CSV", "a.xlsx", "inner/c.ods", "notes.txt", "~$a.xlsx", ".hidden.csv")))
    assert [file.name for file in files_at([tmp_path]) if not file.left] == ["a.xlsx", "b.CSV", "c.ods"]


def test_a_folder_says_how_many_files_in_it_are_no_spreadsheets(tmp_path: Path) -> None:
    write(*(tmp_path / name for name in ("a.xlsx", "inner/notes.txt", "minutes.docx", "~$a.xlsx", "Thumbs.db", ".hidden")))
    *_, folder = files_at([tmp_path])
    assert (folder.name, folder.data, folder.left) == (tmp_path.as_posix(), b"", 2)
    assert folder.notes == ("Passed over in this folder, as they are no spreadsheets: notes.txt, minutes.docx.",)


def test_a_file_that_is_named_is_taken_whatever_its_ending(tmp_path: Path) -> None:
    write(tmp_path / "extract.dat")
    (file,) = files_at([tmp_path / "extract.dat"])
    assert (file.name, file.data) == ("extract.dat", b"extract.dat")


def test_files_of_one_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    write(tmp_path / "west" / "list.xlsx", tmp_path / "east" / "list.xlsx", tmp_path / "east" / "other.xlsx")
    names = [file.name for file in files_at([tmp_path])]
    assert [name.split("/")[-2:] for name in names] == [["east", "list.xlsx"], ["other.xlsx"], ["west", "list.xlsx"]]


def test_a_file_that_is_named_twice_is_read_once(tmp_path: Path) -> None:
    write(tmp_path / "list.xlsx")
    assert [file.name for file in files_at([tmp_path, tmp_path / "list.xlsx"])] == ["list.xlsx"]


def test_a_file_too_large_to_read_is_not_read_whole(tmp_path: Path) -> None:
    with (tmp_path / "huge.csv").open("wb") as file:
        file.truncate((USUAL.file_megabytes + 50) * MEGABYTE)
    (dropped,) = files_at([tmp_path])
    assert len(dropped.data) == USUAL.file_megabytes * MEGABYTE + 1


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match=r"There is no file .*nothing\.xlsx"):
        files_at([tmp_path / "nothing.xlsx"])
    with pytest.raises(FileRefused, match="no spreadsheet in the folder"):
        files_at([tmp_path])
