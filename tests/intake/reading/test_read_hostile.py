"""Files made to harm, or so large and odd that they might as well be, are read or refused within the limits of one file."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from rollcall.intake.reading.limits import USUAL, Limits
from rollcall.intake.reading.read import Dropped, read_files
from tests.intake import made_files as made
from tests.intake.read_made import only_sheet, read_one, refusal

pytestmark = pytest.mark.threat("hostile_upload")
ROW = '<row r="1"><c r="A1" t="str"><v>&c;</v></c></row>'
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize("name", ["register.xlsm", "register.xlsx"])
def test_the_cells_of_a_workbook_with_macros_are_read_and_its_macros_are_not(name: str) -> None:
    parts = made.workbook_parts('<row r="1"><c r="A1"><v>1</v></c></row>')
    sheet = only_sheet(made.zipped({**parts, "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0Sub Auto_Open()"}), name)
    assert sheet.row(0) == ["1"]


def test_links_to_other_workbooks_are_not_followed() -> None:
    parts = made.workbook_parts('<row r="1"><c r="A1"><f>[1]Other!A1</f><v>7</v></c></row>')
    link = f'{made.XML}<Relationships><Relationship Id="rId1" TargetMode="External" Target="file:///etc/passwd"/></Relationships>'
    assert only_sheet(made.zipped({**parts, "xl/externalLinks/_rels/externalLink1.xml.rels": link})).row(0) == ["7"]


def test_a_million_rows_are_read() -> None:
    rows = "".join(f'<row r="{number}"><c r="A{number}"><v>{number}</v></c></row>' for number in range(1, 1_048_577))
    sheet = only_sheet(made.from_xml(rows))
    assert (sheet.height, sheet.columns[0][-1].as_py()) == (1_048_576, "1048576")


def test_a_stray_cell_in_excels_last_column_is_refused_and_the_way_out_told() -> None:
    sentence = refusal(made.from_xml('<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row>'))
    assert sentence.startswith("Sheet “Sheet1” has 16,384 columns, and Rollcall reads up to 1,000.")
    assert "Delete the columns that are not needed" in sentence


@pytest.mark.parametrize("before", ["", " " * 5_000, f"<!--{'x' * 5_000}-->", "<?a b?>" * 500])
def test_a_document_type_is_found_however_far_down_it_stands(before: str) -> None:
    parts = made.workbook_parts(ROW)
    parts["xl/worksheets/sheet1.xml"] = str(parts["xl/worksheets/sheet1.xml"]).replace(made.XML, made.XML + before + LAUGHS)
    assert refusal(made.zipped(parts)).startswith("This workbook holds a document type declaration")


def test_a_document_type_in_another_encoding_is_found() -> None:
    parts = made.workbook_parts(ROW)
    sheet = str(parts["xl/worksheets/sheet1.xml"]).replace(made.XML, LAUGHS)
    parts["xl/worksheets/sheet1.xml"] = sheet.encode("utf-16")
    assert refusal(made.zipped(parts)).startswith("This workbook holds a document type declaration")


def test_cells_nested_without_end_are_refused() -> None:
    assert refusal(made.from_xml("<row>" * 400_000)).startswith(
        ("This workbook is damaged", "Sheet “Sheet1” could not be read", "There is")
    )


def test_more_parts_than_any_workbook_has_are_refused() -> None:
    parts: dict[str, str | bytes] = {f"xl/media/{number}.xml": "" for number in range(10_001)}
    assert "parts inside, far more than a real one" in refusal(made.zipped({**made.workbook_parts(""), **parts}))


def test_a_part_that_unpacks_to_much_more_than_is_packed_is_refused_by_the_guard() -> None:
    parts = made.workbook_parts("<row/>" * 5_000_000)
    assert refusal(made.zipped(parts)).startswith("This file unpacks to at least 28 MB, far more than its table could need")


def test_parts_that_lie_over_one_another_are_refused() -> None:
    data = bytearray(made.from_xml('<row r="1"><c r="A1"><v>1</v></c></row>'))
    places = [place for place in range(len(data)) if data[place : place + 4] == b"PK\x01\x02"]
    first = data[places[0] + 42 : places[0] + 46]
    for place in places:
        data[place + 42 : place + 46] = first
    assert refusal(bytes(data)).startswith("This workbook is damaged")


def test_a_contents_list_that_promises_more_than_there_is_is_refused() -> None:
    data = bytearray(made.from_xml('<row r="1"/>'))
    end = data.rfind(b"PK\x05\x06")
    data[end + 8 : end + 12] = struct.pack("<HH", 0xFFFF, 0xFFFF)
    read = read_one(bytes(data))
    assert read.refused
    assert "bring" in read.refused


def test_names_of_sheets_and_files_are_never_a_path_that_is_opened() -> None:
    parts = made.workbook_parts('<row r="1"><c r="A1"><v>1</v></c></row>')
    parts["xl/_rels/workbook.xml.rels"] = made.relations(rId1="../../../../etc/passwd")
    assert read_one(made.zipped(parts), "../../etc/passwd.xlsx").refused


def test_a_zip_that_holds_itself_many_times_over_is_counted_only_once_deep() -> None:
    inner = made.zipped({"list.csv": "a,b\n1,2\n"})
    for _ in range(6):
        inner = made.zipped({f"{number}.zip": inner for number in range(4)})
    read = read_files([Dropped("quine.zip", inner)])
    assert 0 < len(read) <= USUAL.archive_files
    assert all(file.refused for file in read)


def test_a_file_that_makes_its_reader_go_round_for_ever_is_given_up() -> None:
    data = made.binary_workbook([(0, 0, "Name"), (1, 0, "Ali")])
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(held, "w") as new:
        for part in old.namelist():
            content = old.read(part)
            new.writestr(part, content[: len(content) // 2] if part == "xl/workbook.bin" else content)
    assert read_one(held.getvalue(), "register.xlsb", Limits(cpu_seconds=2)).refused


def test_a_small_file_is_given_little_time_and_a_large_one_all_of_it() -> None:
    assert USUAL.for_size(4_000).cpu_seconds == 5
    assert USUAL.for_size(100 * 1024 * 1024) == USUAL
