"""A zip of spreadsheets is read as the files inside it, whatever else lies there; what it can hide is refused in a sentence."""

from __future__ import annotations

import io
import stat
import struct
import unicodedata
import zipfile
from collections.abc import Mapping
from dataclasses import replace

import pytest

from rollcall.intake.reading.limits import USUAL, Limits
from rollcall.intake.reading.read import Dropped, ReadFile, read_files, unpack
from tests.intake import made_files as made

BOOK = made.one_sheet([["Name"], ["Ali"]])
CSV = b"Name,Born\nAli,2012\n"


def read(inside: Mapping[str, str | bytes], limits: Limits = USUAL) -> list[ReadFile]:
    return list(read_files([Dropped("drop.zip", made.zipped(inside))], limits=limits))


def names(inside: Mapping[str, str | bytes]) -> list[str]:
    return [file.file for file in read(inside)]


def test_each_spreadsheet_in_a_zip_is_a_file_of_its_own() -> None:
    files = read({"EHE.xlsx": BOOK, "waits.csv": CSV})
    assert [(file.file, file.archive, file.refused) for file in files] == [
        ("drop.zip/EHE.xlsx", "drop.zip", None),
        ("drop.zip/waits.csv", "drop.zip", None),
    ]
    assert files[0].sheets[0].row(1) == ["Ali"]
    assert files[1].sheets[0].name == "waits"


def test_unpacking_first_and_reading_then_is_the_same_as_reading() -> None:
    drop = [Dropped("drop.zip", made.zipped({"EHE.xlsx": BOOK, "letter.pdf": b"%PDF"})), Dropped("alone.csv", CSV)]
    unpacked = unpack(drop)
    assert [(file.name, file.data) for file in unpacked] == [("drop.zip/EHE.xlsx", BOOK), ("drop.zip", b""), ("alone.csv", CSV)]
    assert unpack(unpacked) == unpacked
    assert [file.file for file in read_files(unpacked)] == [file.file for file in read_files(drop)]


def test_folders_in_a_zip_stay_in_the_names() -> None:
    assert names({"October/Health/": b"", "October/Health/list.csv": CSV, "October/list.csv": CSV}) == [
        "drop.zip/October/Health/list.csv",
        "drop.zip/October/list.csv",
    ]


def test_what_the_operating_system_leaves_in_a_zip_is_passed_over_in_silence() -> None:
    files = read(
        {
            "list.csv": CSV,
            "__MACOSX/._list.csv": b"\0\5\x16\7",
            "._list.csv": b"\0\5\x16\7",
            ".DS_Store": b"\0",
            "Thumbs.db": b"\0",
            "~$list.xlsx": b"\5Anna",
            "desktop.ini": b"[x]",
        }
    )
    assert [(file.file, file.notes) for file in files] == [("drop.zip/list.csv", ())]


def test_what_is_no_spreadsheet_is_left_and_named() -> None:
    _, left = read({"list.csv": CSV, "a/letter.pdf": b"%PDF", "notes.docx": b"PK"})
    assert (left.file, left.refused, left.sheets, left.left) == ("drop.zip", None, (), 2)
    assert left.notes == ("Left in the zip file, as they are no spreadsheets: letter.pdf, notes.docx.",)


def test_a_zip_in_the_zip_is_opened() -> None:
    assert names({"east.zip": made.zipped({"list.csv": CSV}), "list.csv": CSV}) == ["drop.zip/east.zip/list.csv", "drop.zip/list.csv"]


def test_a_zip_deeper_than_that_is_refused_by_name_and_the_others_go_on() -> None:
    deep = made.zipped({"east.zip": made.zipped({"list.csv": CSV}), "list.csv": CSV})
    refused, good = read({"all.zip": deep})
    assert refused.file == "drop.zip/all.zip/east.zip"
    assert (refused.refused or "").startswith("This zip file lies too deep")
    assert good.refused is None


def test_a_broken_file_in_a_zip_does_not_stop_the_others() -> None:
    data = bytearray(made.zipped({"bad.csv": CSV * 50, "good.csv": CSV}))
    data[40:60] = bytes(20)
    bad, good = read_files([Dropped("drop.zip", bytes(data))])
    assert (bad.refused or "").startswith("This file cannot be unpacked: the zip file is damaged here.")
    assert good.refused is None


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("../../etc/list.csv", "etc/list.csv"),
        ("/etc/list.csv", "etc/list.csv"),
        ("C:\\Users\\anna\\list.csv", "Users/anna/list.csv"),
        ("..\\..\\list.csv", "list.csv"),
        ("list\u202evsc.csv", "listvsc.csv"),
        ("li\nst.csv", "list.csv"),
    ],
)
def test_a_name_that_points_elsewhere_or_hides_something_is_shown_plainly(written: str, shown: str) -> None:
    assert names({written: CSV}) == [f"drop.zip/{shown}"]


def test_names_in_utf_8_that_do_not_say_so_are_read_as_they_look_on_a_mac() -> None:
    name = unicodedata.normalize("NFD", "Zoë.csv")
    data = bytearray(made.zipped({name: CSV}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark) + at
        data[place : place + 2] = struct.pack("<H", 0)
    (file,) = read_files([Dropped("drop.zip", bytes(data))])
    assert file.file == "drop.zip/Zoë.csv"


def test_files_of_one_name_are_told_apart() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = _zip_of([("list.csv", CSV), ("list.csv", CSV)])
    drop = [Dropped("drop.zip", data), Dropped("drop.zip", made.zipped({"list.csv": CSV}))]
    assert [file.file for file in read_files(drop)] == ["drop.zip/list.csv", "drop.zip/list (2).csv", "drop.zip/list (3).csv"]


def test_a_link_in_a_zip_is_not_followed() -> None:
    link = zipfile.ZipInfo("list.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr(link, "/etc/passwd")
        archive.writestr("good.csv", CSV)
    assert [file.file for file in read_files([Dropped("drop.zip", held.getvalue())])] == ["drop.zip/good.csv"]


def test_a_file_that_unpacks_to_far_more_than_is_packed_in_it_is_refused() -> None:
    bomb, good = read({"bomb.csv": b"0" * (60 << 20), "good.csv": CSV})
    assert (bomb.refused or "").startswith("This file unpacks to 60 MB, far more than is packed in it")
    assert good.refused is None


def test_files_that_together_unpack_to_too_much_are_refused_from_there_on() -> None:
    rows = "".join(f"{number},{number * 7919 % 10007}\n" for number in range(80_000)).encode()
    first, second = read({"a.csv": rows, "b.csv": rows}, replace(USUAL, archive_megabytes=1))
    assert first.refused is None
    assert "the zip file unpacks to more than 1 MB" in (second.refused or "")


def test_a_zip_that_lies_about_what_it_unpacks_to_gives_no_more_than_it_says() -> None:
    data = made.lying_about_sizes(made.zipped({"a.csv": b"1,2\n" * 1_000_000}))
    (file,) = read_files([Dropped("drop.zip", data)])
    assert (file.refused or "").startswith("This file cannot be unpacked")


def test_a_zip_of_zips_that_unpack_to_one_another_is_counted_to_the_end_and_refused() -> None:
    many = made.zipped({f"{number}.csv": "" for number in range(150)})
    (file,) = read({"a.zip": many, "b.zip": many})
    assert (file.refused or "").startswith("This zip file holds more than the 200 files")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_ten_thousand_files_of_one_name_are_counted_before_they_are_told_apart() -> None:
    (file,) = read_files([Dropped("drop.zip", _zip_of([("list.csv", b"")] * 10_000))])
    assert (file.refused or "").startswith("This zip file holds more than the 200 files")


def test_a_zip_that_takes_too_long_to_unpack_says_so() -> None:
    data = made.zipped({f"{number}.csv": "a," * 500_000 for number in range(40)})
    (file,) = read_files([Dropped("drop.zip", data)], limits=Limits(wall_seconds=0))
    assert (file.refused or "").startswith("Unpacking this zip file took too long")


def test_parts_packed_in_a_way_that_can_not_be_bounded_are_refused() -> None:
    data = made.zipped({"list.csv": CSV}, zipfile.ZIP_BZIP2)
    (file,) = read_files([Dropped("drop.zip", data)])
    assert "packed in a way that few programs use" in (file.refused or "")


def test_a_zip_with_nothing_but_leftovers_is_refused() -> None:
    (file,) = read({"__MACOSX/._list.csv": b"\0\5\x16\7"})
    assert (file.file, (file.refused or "")[:40]) == ("drop.zip", "There is no spreadsheet in this zip file")


def test_a_workbook_named_as_a_zip_is_read_as_the_workbook() -> None:
    (file,) = read_files([Dropped("register.zip", BOOK)])
    assert (file.file, file.archive, file.refused) == ("register.zip", None, None)


def test_a_zip_named_as_a_workbook_is_opened_as_the_zip() -> None:
    (file,) = read_files([Dropped("register.xlsx", made.zipped({"list.csv": CSV}))])
    assert (file.file, file.archive) == ("register.xlsx/list.csv", "register.xlsx")


def _zip_of(entries: list[tuple[str, bytes]]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return held.getvalue()
