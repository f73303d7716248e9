"""A file that cannot be read says in one clear sentence what is wrong and what to do next; the others go on."""

import io
import random
import re
import zipfile

import pytest

from rollcall.intake.reading.limits import Limits
from rollcall.intake.reading.read import Dropped, read_files
from tests.intake import made_files as made
from tests.intake.read_made import read_one, refusal

SMALL = Limits(memory_megabytes=400)


def test_an_empty_file() -> None:
    assert refusal(b"").startswith("This file is empty (0 bytes).")


def test_a_workbook_without_a_filled_cell() -> None:
    assert refusal(made.one_sheet([])) == (
        "There is nothing in this workbook: every sheet is empty. Look whether the right file was saved, and bring that in."
    )


def test_a_picture_named_as_a_workbook() -> None:
    assert refusal(made.png()).startswith("This is a PNG picture, not a spreadsheet, whatever its name says.")


def test_a_workbook_with_a_password() -> None:
    sentence = refusal(made.encrypted(made.one_sheet([["Name"]]), "hunter2"))
    assert sentence.startswith("This workbook is protected with a password")
    assert "Encrypt with Password, clear the password, save" in sentence


def test_an_older_workbook_with_a_password() -> None:
    assert refusal(made.old_workbook_with_password(), "register.xls").startswith("This workbook is protected with a password")


def test_a_zip_with_a_password() -> None:
    locked = bytearray(made.zipped({"register.csv": "a,b\n"}))
    locked[locked.find(b"PK\x01\x02") + 8] |= 1
    assert refusal(bytes(locked), "register.zip").startswith("This is a zip file with a password.")


def test_seventeen_thousand_columns() -> None:
    data = made.from_xml('<row r="1">' + "<c><v>1</v></c>" * 17_000 + "</row>", "Wide")
    assert refusal(data).startswith("Sheet “Wide” has 17,000 columns, and Rollcall reads up to 1,000.")


@pytest.mark.parametrize("last", ["XFD1048576", "AZ1048576", "ZZZZZ99999999"])
def test_stray_cells_far_from_the_table(last: str) -> None:
    data = made.far_apart(last)
    assert len(data) < 1500
    sentence = refusal(data)
    assert sentence.startswith("Sheet “Register” reaches to cell ")
    assert "press Ctrl+End" in sentence


def test_stray_cells_are_located() -> None:
    assert "reaches to cell XFD1048576," in refusal(made.far_apart("XFD1048576"))


def test_a_workbook_that_says_it_unpacks_to_more_than_a_gigabyte() -> None:
    assert refusal(made.strings_bomb(1100)).startswith("This file unpacks to at least 1,105 MB")


@pytest.mark.parametrize("said", [100, 60_000])
def test_a_workbook_that_lies_about_what_it_unpacks_to(said: int) -> None:
    data = made.lying_about_sizes(made.strings_bomb(500), said)
    sentence = refusal(data, limits=Limits(memory_megabytes=400, unpacked_megabytes=450))
    assert sentence.startswith(("This workbook is damaged", "This file unpacks to at least 450 MB"))


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml"])
def test_a_document_type_is_refused_before_anything_is_expanded(part: str) -> None:
    parts = made.workbook_parts('<row r="1"><c r="A1" t="str"><v>&c;</v></c></row>')
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>'
    parts[part] = str(parts[part]).replace(made.XML, made.XML + laughs)
    assert refusal(made.zipped(parts)).startswith("This workbook holds a document type declaration")


def test_a_damaged_workbook() -> None:
    whole = made.one_sheet([["Name"]] * 200)
    assert refusal(whole[: len(whole) // 2]).startswith("This workbook is damaged or cut short")
    assert refusal(whole[:1000] + bytes(400) + whole[1400:]).startswith("This workbook is damaged")


def test_garbage_with_the_first_bytes_of_an_older_workbook() -> None:
    start = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    assert refusal(start + bytes(2000), "register.xls").startswith("This file is damaged, or is not a spreadsheet.")
    assert refusal(start + "Workbook\0".encode("utf-16-le") * 100, "register.xls").startswith("This workbook is damaged")


@pytest.mark.parametrize(
    ("name", "data", "start"),
    [
        ("plan.pdf", b"%PDF-1.7\n", "This is a PDF document"),
        ("plan.docx", made.zipped({"[Content_Types].xml": "", "word/document.xml": ""}), "This is a Word document"),
        ("plan.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument\0".encode("utf-16-le"), "This is a Word document"),
        ("plan.odt", made.zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "This is an OpenDocument text"),
        ("drop.zip", made.zipped({"a.txt.bak": "a"}), "This is a zip file without a workbook inside."),
        ("sheet.numbers", made.zipped({"Index/Document.iwa": "a"}), "This is an Apple Numbers file."),
        ("mail.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "__properties_version1.0\0".encode("utf-16-le"), "This is a saved e-mail"),
        ("code.py", b"print(1)\n", "Files that end in .py are not spreadsheets"),
        ("data.parquet", b"PAR1....", "This is a Parquet file"),
    ],
)
def test_what_is_not_a_spreadsheet_is_named(name: str, data: bytes, start: str) -> None:
    assert refusal(data, name).startswith(start)


def test_a_file_larger_than_the_limit() -> None:
    assert refusal(bytes(3 * 1024 * 1024), limits=Limits(file_megabytes=2)).startswith(
        "This file is 3 MB, and Rollcall reads files of up to 2 MB."
    )


def test_a_file_that_takes_too_long() -> None:
    rows = b"a,b\n" + b"1,2\n3\n" * 2_000_000
    assert refusal(rows, "register.csv", Limits(wall_seconds=0)).startswith("Reading this file took too long")


def test_a_file_that_takes_too_much_computing() -> None:
    rows = b"a,b\n" + b"1,2\n3\n" * 3_000_000
    assert refusal(rows, "register.csv", Limits(cpu_seconds=0)).startswith("Reading this file took too long")


def test_a_file_that_needs_too_much_memory() -> None:
    rows = b"a,b\n" + b"1,2\n3\n" * 3_000_000
    assert refusal(rows, "register.csv", SMALL).startswith(
        "Reading this file needs more memory than Rollcall gives to one file: it is very large, or damaged."
    )


def test_the_rest_of_the_drop_goes_on_after_files_that_end_their_process() -> None:
    good = Dropped("good.xlsx", made.one_sheet([["Name"]]))
    read = read_files([good, Dropped("far.xlsx", made.far_apart("XFD1048576")), good, Dropped("picture.xlsx", made.png()), good])
    assert [one.refused is None for one in read] == [True, False, True, False, True]


def test_no_refusal_shows_a_cell_or_a_traceback() -> None:
    secret = "9990000018"
    for data in (
        made.from_xml(f'<row r="1"><c r="A1" t="s"><v>{secret}</v></c></row>'),
        made.from_xml(f'<row r="1"><c r="A1"><v>{secret}</v></row>'),
        f'a,b\n"{secret},1\n'.encode(),
    ):
        sentence = read_one(data).refused
        assert sentence
        assert secret not in sentence
        assert not re.search(r"Error|Traceback|Exception|calamine", sentence)


def test_duplicate_parts_do_not_stop_the_reading() -> None:
    parts = made.workbook_parts('<row r="1"><c r="A1"><v>1</v></c></row>')
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = _with_a_second_sheet_part(made.zipped(parts))
    assert read_one(data).sheets[0].row(0) == ["2"]


def _with_a_second_sheet_part(data: bytes) -> bytes:
    held = io.BytesIO(data)
    again = made.workbook_parts('<row r="1"><c r="A1"><v>2</v></c></row>')["xl/worksheets/sheet1.xml"]
    with zipfile.ZipFile(held, "a") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", again)
    return held.getvalue()


@pytest.mark.parametrize("kind", ["xlsx", "xls", "xlsb", "ods", "csv"])
def test_files_with_broken_bytes_are_read_or_refused_but_never_raise(kind: str) -> None:
    rows = [["Name", "n"], *([f"child {number}", number] for number in range(30))]
    whole = {
        "xlsx": made.one_sheet(rows),
        "xls": made.old_workbook(rows),
        "xlsb": made.binary_workbook([(number, column, value) for number, row in enumerate(rows) for column, value in enumerate(row)]),
        "ods": made.open_document([[({"valuetype": "string"}, str(value)) for value in row] for row in rows]),
        "csv": b'a,b,"c\n"\n1,2,3\n' * 5,
    }[kind]
    chance = random.Random(kind)
    for number in range(25):
        broken = bytearray(whole)
        for _ in range(chance.choice((1, 2, 5, 20))):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        read = read_one(bytes(broken), f"{number}.{kind}")
        assert bool(read.sheets) != bool(read.refused)
