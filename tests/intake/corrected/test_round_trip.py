"""A marked copy that comes back: the same findings when nothing was corrected, fewer when something was, whatever the file was."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from rollcall.access import Role, Viewer
from rollcall.errors import FileRefused
from rollcall.intake import corrected
from rollcall.intake.corrected.mark import mark
from rollcall.intake.corrected.plan import Mark, Plan, SheetPlan
from rollcall.intake.desk import Desk, open_desk
from rollcall.intake.intake import examine
from rollcall.intake.reading.limits import USUAL
from rollcall.intake.reading.read import Dropped, read_files
from rollcall.intake.reading.workbook import read_workbook
from rollcall.store import Store
from tests.intake.corrected.registers import (
    HEADINGS,
    NAME,
    ROWS,
    fills,
    found,
    marked,
    notes,
    opened,
    parts,
    plain_register,
    rich_register,
    saved,
    to_mark,
    told,
)
from tests.intake.made_files import encrypted, from_xml, old_workbook, one_sheet, open_document, zipped

pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported")

SHEET = "EHE & flexi"
TABLE = [list(HEADINGS[:6]), *(list(row) for row in ROWS)]


def in_open_document() -> bytes:
    def cell(value: object) -> tuple[dict[str, str], str]:
        if isinstance(value, date):
            return {"valuetype": "date", "datevalue": value.isoformat()}, f"{value:%d/%m/%Y}"
        if isinstance(value, int):
            return {"valuetype": "float", "value": str(value)}, str(value)
        return {"valuetype": "string"} if value else {}, str(value or "")

    return open_document([[cell(value) for value in row] for row in TABLE])


def in_web_page() -> bytes:
    rows = (line.split(",") for line in plain_register().decode().splitlines())
    return f"<html><table>{''.join('<tr>' + ''.join(f'<td>{cell}</td>' for cell in row) + '</tr>' for row in rows)}</table></html>".encode()


STEM = "North Council EHE register 31-10-2026"
KINDS = {
    f"{STEM}.xlsx": rich_register,
    f"{STEM}.csv": plain_register,
    f"{STEM} semicolons.csv": lambda: plain_register().replace(b",", b";"),
    f"{STEM}.xls": lambda: old_workbook(TABLE),
    f"{STEM}.ods": in_open_document,
    f"{STEM} web.xls": in_web_page,
    f"{STEM} locked.xlsx": lambda: encrypted(one_sheet(TABLE), "VelvetSweatshop"),
}


@pytest.fixture
def desk() -> Iterator[Desk]:
    made = open_desk(Viewer("A lead", Role.LEAD), Store.open())
    yield made
    made.throw_away()


@pytest.mark.parametrize("name", KINDS)
def test_a_copy_that_nobody_corrected_gives_the_same_findings(name: str) -> None:
    file = Dropped(name, KINDS[name]())
    before = found(file)
    after = found(Dropped(corrected.name_of_copy(name), marked(file, before)))
    assert before.findings
    assert told(after.findings) == told(before.findings)
    assert [sheet.rows_kept for sheet in after.files[0].sheets if sheet.table] == [
        sheet.rows_kept for sheet in before.files[0].sheets if sheet.table
    ]


@pytest.mark.parametrize("name", KINDS)
def test_a_copy_says_which_file_it_is_of_and_how_much_was_found(name: str) -> None:
    file = Dropped(name, KINDS[name]())
    before = found(file)
    (read,) = read_files([Dropped("any name.xlsx", marked(file, before))])
    assert corrected.original_of(read) == (name, len(before.findings))


@pytest.mark.parametrize("name", KINDS)
def test_cells_of_every_kind_of_file_are_coloured(name: str) -> None:
    file = Dropped(name, KINDS[name]())
    before = found(file)
    book = opened(marked(file, before))
    coloured = {cell for sheet in book.worksheets[1:] for cell, colour in fills(sheet).items() if colour.startswith("FFFF")}
    assert to_mark(before.findings) <= coloured


def test_an_ordinary_file_is_not_taken_for_a_copy() -> None:
    (read,) = read_files([Dropped(NAME, rich_register())])
    assert corrected.original_of(read) is None


def test_a_copy_is_called_as_the_file_and_corrected_once() -> None:
    assert corrected.name_of_copy("the zip.zip/North register.csv") == "North register corrected.xlsx"
    assert corrected.name_of_copy("North register corrected.xlsm") == "North register corrected.xlsm"


def test_a_corrected_copy_takes_the_place_of_its_file_and_shows_what_is_left(desk: Desk) -> None:
    drop = desk.look([(NAME, rich_register()), ("South EHE register.csv", plain_register())])
    assert drop.wait(60)
    before = sum(one.file == NAME for one in drop.examined.findings)
    book = opened(desk.corrected(drop, NAME))
    book[SHEET]["B5"], book[SHEET]["A6"] = "Elective home education", "C003"
    desk.add(drop, [(f"{STEM} corrected (1).xlsx", saved(book))])
    assert drop.wait(60)
    assert [file.file for file in drop.examined.files] == [NAME, "South EHE register.csv"]
    assert drop.examined.files[0].findings_before == before
    assert sum(one.file == NAME for one in drop.examined.findings) < before
    assert "To fix" not in [sheet.sheet for sheet in drop.examined.files[0].sheets]


def test_a_file_out_of_a_zip_is_marked_and_its_copy_takes_its_place(desk: Desk) -> None:
    drop = desk.look([("From the council.zip", zipped({f"registers/{NAME}": rich_register()}))])
    assert drop.wait(60)
    (file,) = drop.examined.files
    desk.add(drop, [(desk.name_of_copy(file.file), desk.corrected(drop, file.file))])
    assert drop.wait(60)
    assert [(one.file, one.findings_before) for one in drop.examined.files] == [(file.file, len(drop.examined.findings))]


def test_a_corrected_copy_that_comes_with_its_original_takes_its_place(desk: Desk) -> None:
    copy = marked(Dropped(NAME, rich_register()))
    drop = desk.look([(corrected.name_of_copy(NAME), copy), (NAME, rich_register())])
    assert drop.wait(60)
    assert [(file.file, file.findings_before) for file in drop.examined.files] == [(NAME, len(drop.examined.findings))]
    kept = drop._bytes.get(NAME)
    assert kept is not None
    assert kept.data == copy


def test_a_corrected_copy_in_a_new_drop_is_known_by_its_first_name(desk: Desk) -> None:
    copy = marked(Dropped(NAME, rich_register()))
    drop = desk.look([(corrected.name_of_copy(NAME), copy)])
    assert drop.wait(60)
    assert [file.file for file in drop.examined.files] == [NAME]
    assert drop.examined.files[0].findings_before == len(drop.examined.findings)


def test_next_months_register_kept_in_the_marked_copy_is_a_file_of_its_own(desk: Desk) -> None:
    october = marked(Dropped(NAME, rich_register()))
    book = opened(october)
    book[SHEET]["A6"] = "C003"
    november = "North Council EHE register 30-11-2026.xlsx"
    drop = desk.look([(NAME, october), (november, saved(book))])
    assert drop.wait(60)
    assert [file.file for file in drop.examined.files] == [NAME, november]
    assert "a file of its own" in drop.examined.files[1].notes[-1]
    assert "To fix" not in [sheet.sheet for file in drop.examined.files for sheet in file.sheets]


def test_a_copy_under_another_partners_name_takes_nobodys_place(desk: Desk) -> None:
    copy = marked(Dropped("South EHE.csv", plain_register()))
    drop = desk.look([("South EHE.csv", plain_register() + b"\nC9,EHE,05/01/2026"), ("North EHE.xlsx", copy)])
    assert drop.wait(60)
    assert [file.file for file in drop.examined.files] == ["South EHE.csv", "North EHE.xlsx"]


def test_of_two_copies_of_one_file_both_stay_and_one_says_so(desk: Desk) -> None:
    copy = marked(Dropped(NAME, rich_register()))
    book = opened(copy)
    book[SHEET]["A6"] = "C003"
    drop = desk.look([(f"{STEM} corrected.xlsx", copy), (f"{STEM} corrected (1).xlsx", saved(book))])
    assert drop.wait(60)
    assert [file.file for file in drop.examined.files] == [NAME, f"{STEM} corrected (1).xlsx"]
    assert "Another marked copy" in drop.examined.files[1].notes[-1]


def test_a_copy_that_is_marked_again_has_the_marks_of_what_is_left_and_no_others() -> None:
    book = opened(marked(Dropped(NAME, rich_register())))
    book[SHEET]["A6"], book[SHEET]["C7"] = "C003", datetime(2026, 1, 9)  # noqa: DTZ001 - a day without a zone
    file = Dropped(NAME, saved(book))
    again = found(file)
    twice = opened(marked(file, again))
    first, now = fills(opened(rich_register())[SHEET]), fills(twice[SHEET])
    assert [name for name in twice.sheetnames if name.startswith("To fix")] == ["To fix"]
    assert {cell for cell, colour in now.items() if first.get(cell) != colour} == to_mark(again.findings)
    assert {cell for cell, note in notes(twice[SHEET]).items() if note.startswith("Rollcall: ")} == to_mark(again.findings) - {"B5"}
    assert len([each for each in twice[SHEET].data_validations.dataValidation if "To fix" in str(each.formula1)]) == 1


def test_text_that_looks_like_a_formula_stays_text() -> None:
    data = plain_register() + b"\n=cmd|' /C calc'!A0,EHE,sometime,,,4\n+44,EHE,sometime,,,4\n@SUM(A1),EHE,sometime,,,4\n"
    book = opened(marked(Dropped(f"{STEM}.csv", data)))
    assert {cell.data_type for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value} <= {"s", "n", "d"}
    assert book.worksheets[1]["A8"].value == "=cmd|' /C calc'!A0"


def with_a_program() -> bytes:
    """The register as a workbook with macros, signed."""
    inside = parts(rich_register())
    kind = b"http://schemas.microsoft.com/office/2006/relationships/vbaProject"
    for name, end, more in (
        ("xl/_rels/workbook.xml.rels", b"</Relationships>", b'<Relationship Id="rIdVba" Type="%s" Target="vbaProject.bin"/>' % kind),
        (
            "[Content_Types].xml",
            b"</Types>",
            b'<Override PartName="/xl/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/>',
        ),
    ):
        inside[name] = inside[name].replace(end, more + end)
    signature = b'<Relationship Id="rId1" Type="x/s" Target="s.bin"/></Relationships>'
    signed = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' + signature
    inside |= {"xl/vbaProject.bin": b"Sub Auto_Open()", "xl/s.bin": b"signed", "xl/_rels/vbaProject.bin.rels": signed}
    return zipped(inside)


@pytest.mark.threat("hostile_upload")
def test_macros_are_not_handed_out_and_the_rest_of_the_workbook_stays() -> None:
    file = Dropped(NAME.replace(".xlsx", ".xlsm"), with_a_program())
    examined = found(file)
    copy = parts(marked(file, examined))
    assert [name for name, data in copy.items() if "vba" in name.lower() or b"vbaProject" in data or data == b"signed"] == []
    before = set(parts(rich_register()))
    assert before <= set(copy)
    assert fills(opened(zipped(copy))[SHEET])


def test_references_of_a_text_file_keep_their_zeros() -> None:
    data = b"Child ID,Category,Start date\n00417,EHE,sometime\n417,EHE,01/02/2026\n"
    sheet = opened(marked(Dropped(f"{STEM}.csv", data))).worksheets[1]
    assert sheet["A2"].value == "00417"
    assert sheet["A3"].value == 417


def test_a_workbook_without_styles_comes_back_with_its_values_and_says_so() -> None:
    cells = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in ("Child ID", "Category", "Start date"))
    row = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in ("C1", "EHE", "sometime"))
    file = Dropped(f"{STEM}.xlsx", from_xml(f"<row>{cells}</row><row>{row}</row>"))
    book = opened(marked(file))
    assert book["Sheet1"]["C2"].value == "sometime"
    assert "not its formats" in " ".join(str(row[0].value) for row in book["To fix"].iter_rows(min_row=2, max_row=6))


def test_a_copy_that_cannot_be_marked_again_in_place_has_one_first_sheet_all_the_same() -> None:
    inside = parts(marked(Dropped(NAME, rich_register())))
    del inside["xl/styles.xml"]
    file = Dropped(NAME, zipped(inside))
    examined = found(file)
    copy = marked(file, examined)
    assert [name for name in opened(copy).sheetnames if name.startswith("To fix")] == ["To fix"]
    (read,) = read_files([Dropped("a.xlsx", copy)])
    assert corrected.original_of(read) == (NAME, len(examined.findings))


def test_cells_that_do_not_say_their_place_are_marked_by_counting() -> None:
    inside = parts(one_sheet(TABLE))
    sheet = inside["xl/worksheets/sheet1.xml"].decode()
    for row in range(1, 10):
        for letter in "ABCDEF":
            sheet = sheet.replace(f' r="{letter}{row}"', "")
    inside["xl/worksheets/sheet1.xml"] = sheet.encode()
    plan = Plan("a.xlsx", 1, (SheetPlan("Sheet1", (Mark("B3", True, "Wrong."),)),), (), ())
    assert fills(opened(mark(zipped(inside), plan))["Sheet1"]) == {"B3": "FFFFC2A1"}


def test_a_file_that_is_no_spreadsheet_any_more_is_refused_in_a_sentence() -> None:
    file = Dropped(NAME, rich_register())
    examined = found(file)
    with pytest.raises(FileRefused, match="damaged"):
        corrected.write(Dropped(NAME, file.data[:2000]), examined.findings, examined.files[0])


PLACES = st.tuples(st.integers(1, 40), st.integers(1, 30))
VALUES = st.one_of(st.integers(-5, 99999), st.sampled_from(["=1+1", "a & b < c", "x\ny", " spaced ", "é", "007", "'", "#N/A"]))


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(PLACES, VALUES, min_size=1), st.sets(PLACES, min_size=1))
def test_wherever_marks_fall_the_values_stay_and_the_marks_are_there(
    cells: dict[tuple[int, int], object], marks: set[tuple[int, int]]
) -> None:
    book = openpyxl.Workbook()
    for (row, column), value in cells.items():
        cell = book.active.cell(row, column)
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"
    names = [f"{get_column_letter(column)}{row}" for row, column in marks]
    data = saved(book)
    copy = mark(data, Plan("a.xlsx", 1, (SheetPlan("Sheet", tuple(Mark(name, False, f"Look at {name}.") for name in names)),), (), ()))
    sheet = opened(copy)["Sheet"]
    assert {place: sheet.cell(*place).value for place in cells} == {place: opened(data)["Sheet"].cell(*place).value for place in cells}
    assert set(fills(sheet)) == set(notes(sheet)) == set(names)
    ((_, before),) = [(sheet.name, sheet.columns) for sheet, _ in read_workbook(data, USUAL)]
    after = {sheet.name: sheet.columns for sheet, _ in read_workbook(copy, USUAL)}["Sheet"]
    assert [column.to_pylist() for column in before] == [column.to_pylist()[: len(before[0])] for column in after[: len(before)]]


def test_a_drop_without_findings_still_gives_lists() -> None:
    good = one_sheet([["Child ID", "Category", "Start date"], ["C1", "EHE", date(2026, 1, 5)]])
    file = Dropped(f"{STEM}.xlsx", good)
    examined = examine([file], Store.open())
    copy = opened(corrected.write(file, (), examined.files[0]))
    assert str(copy["Sheet1"].data_validations.dataValidation[0].sqref).startswith("B2:B")
