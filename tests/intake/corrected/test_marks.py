"""The marked copy: cells in question are coloured and explained, and everything else of a person's workbook is as it was."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from rollcall.definitions.tables import BY_NAME
from rollcall.intake.corrected.styles import LOOK, REFUSED
from rollcall.intake.intake import Examined
from rollcall.intake.reading.limits import USUAL
from rollcall.intake.reading.read import Dropped
from rollcall.intake.reading.workbook import read_workbook
from tests.intake.corrected.registers import NAME, OWN_NOTE, fills, found, marked, notes, opened, parts, rich_register, saved, to_mark
from tests.intake.made_files import one_sheet, zipped

SHEET = "EHE & flexi"
pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported")


@cache
def dropped() -> Dropped:
    return Dropped(NAME, rich_register())


@cache
def examined() -> Examined:
    return found(dropped())


@cache
def copy() -> bytes:
    return marked(dropped(), examined())


@cache
def book() -> openpyxl.Workbook:
    return opened(copy())


def sheet() -> Worksheet:
    return book()[SHEET]


def test_every_cell_in_question_is_coloured_and_no_other() -> None:
    before, after = fills(opened(dropped().data)[SHEET]), fills(sheet())
    assert {cell for cell, colour in after.items() if before.get(cell) != colour} == to_mark(examined().findings)


def test_rows_that_are_left_out_are_coloured_otherwise_than_those_to_look_at() -> None:
    assert fills(sheet())["C7"] == REFUSED
    assert fills(sheet())["D9"] == LOOK


def test_a_cell_that_is_not_in_the_file_because_it_is_blank_is_coloured_too() -> None:
    assert b'r="A6"' not in parts(dropped().data)["xl/worksheets/sheet2.xml"]
    assert fills(sheet())["A6"] == REFUSED


def test_a_coloured_cell_keeps_its_number_format_and_its_border() -> None:
    assert sheet()["D9"].number_format == "dd/mm/yyyy"
    assert sheet()["D9"].border.left.style == "thin"


def test_each_coloured_cell_has_a_note_that_says_what_is_wrong_and_what_to_do() -> None:
    told = notes(sheet())
    for finding in examined().findings:
        if finding.cell in to_mark((finding,)) and finding.cell != "B5":
            assert finding.what in told[finding.cell]
            assert finding.what_to_do in told[finding.cell]


def test_a_persons_own_note_stays_as_it_was() -> None:
    assert notes(sheet())["B5"] == OWN_NOTE


def test_a_coded_column_offers_its_words_in_every_row_and_below() -> None:
    (down,) = [each for each in sheet().data_validations.dataValidation if "To fix" in str(each.formula1)]
    assert str(down.sqref).startswith("B4:B")
    name, cells = str(down.formula1).replace("$", "").split("!")
    words = [row[0].value for row in book()[name.strip("'")][cells]]
    codes = BY_NAME["spells"]["category"].codes
    assert codes is not None
    assert words == list(codes.labels.values())


def test_a_column_with_a_list_of_its_own_keeps_that() -> None:
    (own,) = [each for each in sheet().data_validations.dataValidation if "E4" in str(each.sqref)]
    assert own.formula1 == '"Returned,Moved"'
    assert not [each for each in sheet().data_validations.dataValidation if str(each.sqref).startswith("E4:E2")]


def test_all_that_is_not_cells_is_the_same_byte_for_byte() -> None:
    before, after = parts(dropped().data), parts(copy())
    changed = {name for name in before if after.get(name) != before[name]}
    assert changed == {
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/worksheets/sheet2.xml",
        "xl/comments1.xml",
        "xl/drawings/vmlDrawing1.vml",
    }
    assert {name for name in before if "chart" in name or "media" in name or "drawing" in name} <= set(after)


def test_what_a_sheet_has_beside_its_cells_stays() -> None:
    before, after = (parts(data)["xl/worksheets/sheet2.xml"].decode() for data in (dropped().data, copy()))
    for name in ("cols", "autoFilter", "mergeCells", "conditionalFormatting", "extLst", "drawing", "sheetProtection", "pageMargins"):
        found_before, found_after = (re.findall(rf"<{name}[ >].*?(?:</{name}>|/>)", text, re.DOTALL) for text in (before, after))
        assert found_after == found_before


def test_formulas_keep_the_values_that_were_worked_out() -> None:
    before, after = ({each.name: each for each, _ in read_workbook(data, USUAL)} for data in (dropped().data, copy()))
    assert after[SHEET].columns[6].to_pylist()[3:9] == ["10", "14", "16", "20", "24", "8"]
    assert before[SHEET].columns[6].equals(after[SHEET].columns[6])
    assert sheet()["G4"].value == "=F4*2"


def test_the_area_to_print_is_still_that_of_its_sheet() -> None:
    assert sheet().print_area == "'EHE & flexi'!$A$1:$G$9"
    assert book()["To fix"].print_area == ""


def test_the_copy_opens_on_its_first_sheet_and_no_second_one_is_selected() -> None:
    assert book().sheetnames == ["To fix", "Front page", SHEET, "Chart", "Lookup"]
    assert book().active.title == "To fix"
    assert [each.title for each in book().worksheets if each.sheet_view.tabSelected] == ["To fix"]
    assert book()["Lookup"].sheet_state == "hidden"


def test_letters_that_a_light_colour_would_swallow_turn_black() -> None:
    wrong = Dropped("north register.xlsx", _without_start_dates())
    cells = [cell for one in found(wrong).findings for cell in to_mark((one,)) if one.code == "missing_required_column"]
    header = opened(marked(wrong))[SHEET][cells[0]]
    assert header.fill.fgColor.rgb == REFUSED
    assert header.font.color.rgb == "FF000000"
    assert header.font.bold


def _without_start_dates() -> bytes:
    book = opened(dropped().data)
    for row in range(4, 10):
        book[SHEET].cell(row, 3).value = None
    book[SHEET]["C3"] = "Zone"
    return saved(book)


def test_a_workbook_with_a_prefix_on_every_element_is_marked_too() -> None:
    inside = parts(dropped().data)
    for name in ("xl/worksheets/sheet2.xml", "xl/styles.xml", "xl/workbook.xml"):
        text = re.sub(r"<(/?)(?=[a-zA-Z]+[ />])(?!x14|xm)", r"<\1x:", inside[name].decode()).replace("<?x:", "<?")
        inside[name] = text.replace(
            'xmlns="http://schemas.openxmlformats.org/spreadsheetml', 'xmlns:x="http://schemas.openxmlformats.org/spreadsheetml'
        ).encode()
    file = Dropped(NAME, zipped(inside))
    assert set(fills(opened(marked(file))[SHEET])) == set(fills(sheet()))


@pytest.mark.parametrize("name", ["To fix", "to fix"])
def test_a_sheet_that_a_person_called_so_stays_theirs(name: str) -> None:
    theirs = opened(dropped().data)
    theirs["Front page"].title = name
    assert opened(marked(Dropped(NAME, saved(theirs)))).sheetnames[:2] == ["To fix 2", name]


def test_boxes_of_notes_are_numbered_apart_in_the_thousands_that_the_drawing_names() -> None:
    drawing = parts(copy())["xl/drawings/vmlDrawing1.vml"].decode()
    numbers = [int(number) for number in re.findall(r'id="_x0000_s(\d+)"', drawing)]
    (named,) = re.findall(r'<o:idmap [^>]*data="([\d,]+)"', drawing)
    assert len(set(numbers)) == len(numbers) > len(notes(sheet())) - 1
    assert {number // 1024 for number in numbers} == {int(number) for number in named.split(",")}


def test_a_list_that_newer_versions_keep_elsewhere_counts_as_the_columns_own() -> None:
    inside = parts(one_sheet([["Child ID", "Category", "Start date"], ["C1", "EHE", date(2026, 1, 5)]]))
    sheet = inside["xl/worksheets/sheet1.xml"].decode()
    kept = (
        '<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
        '<x14:dataValidations xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main" count="1"><x14:dataValidation type="list">'
        "<x14:formula1><xm:f>Sheet1!$A$1:$A$2</xm:f></x14:formula1><xm:sqref>B:B</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>"
    )
    inside["xl/worksheets/sheet1.xml"] = sheet.replace("</worksheet>", f"{kept}</worksheet>").encode()
    copied = parts(marked(Dropped(NAME, zipped(inside))))["xl/worksheets/sheet1.xml"].decode()
    assert kept in copied
    assert "<dataValidation " not in copied


def test_two_tables_in_one_sheet_have_lists_that_do_not_meet() -> None:
    children = [["Child ID", "Date of birth", "SEN status"], *([f"C{number}", date(2014, 3, number), "E"] for number in range(1, 6))]
    spells = [["Child ID", "Start date", "Category"], *([f"C{number}", date(2026, 3, number), "EHE"] for number in range(1, 6))]
    file = Dropped(NAME, one_sheet([*children, [], ["Children not in school"], *spells]))
    assert [one.table for one in found(file).files[0].sheets] == ["children", "spells"]
    downs = opened(marked(file))["Sheet1"].data_validations.dataValidation
    rows = sorted((cells.min_row, cells.max_row) for down in downs for cells in down.sqref.ranges)
    assert len(rows) == 2
    assert rows[0][1] < rows[1][0]
