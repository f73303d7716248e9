"""Workbooks of every kind are read cell for cell, each where Excel has it."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from rollcall.intake.reading.read import Dropped, read_files
from tests.intake import made_files as made
from tests.intake.read_made import cell, only_sheet, read_one

MORNING = datetime(2026, 10, 31, 9, 30)  # noqa: DTZ001
MIDNIGHT = datetime(2026, 10, 31)  # noqa: DTZ001


def test_text_keeps_its_leading_zeros() -> None:
    assert only_sheet(made.one_sheet([["0012"]])).row(0) == ["0012"]


@pytest.mark.parametrize(
    ("typed", "read"),
    [(123, "123"), (12.5, "12.5"), (-3, "-3"), (9990000018, "9990000018"), (0.256, "0.256"), (1e15, "1000000000000000"), (0, "0")],
)
def test_a_number_is_read_as_it_would_be_written_by_hand(typed: float, read: str) -> None:
    assert only_sheet(made.one_sheet([[typed]])).row(0) == [read]


def test_booleans_are_read_in_capitals() -> None:
    assert only_sheet(made.one_sheet([[True, False]])).row(0) == ["TRUE", "FALSE"]


def test_a_date_is_read_as_iso_under_its_heading_and_beside_blanks() -> None:
    sheet = only_sheet(made.one_sheet([["Start", "x"], [date(2026, 10, 31), "x"], [None, "x"], ["soon", "x"], [date(2009, 2, 1), "x"]]))
    assert sheet.columns[0].to_pylist() == ["Start", "2026-10-31", None, "soon", "2009-02-01"]


def test_a_date_with_a_time_is_read_with_its_time() -> None:
    assert only_sheet(made.one_sheet([[MORNING], [MIDNIGHT]])).columns[0].to_pylist() == ["2026-10-31T09:30:00", "2026-10-31"]


def test_hours_and_minutes_are_read_as_the_cell_shows_them() -> None:
    def write(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        clock, length = book.add_format({"num_format": "hh:mm"}), book.add_format({"num_format": "[h]:mm"})
        sheet.write_datetime(0, 0, time(12, 30), clock)
        sheet.write_datetime(1, 0, timedelta(hours=42), length)
        sheet.write_number(2, 0, 0, clock)

    assert only_sheet(made.workbook(write)).columns[0].to_pylist() == ["12:30", "42:00", "00:00"]


def test_dates_counted_from_1904_are_the_same_dates() -> None:
    data = made.one_sheet([[date(2026, 10, 31)]], date_1904=True)
    assert only_sheet(data).row(0) == ["2026-10-31"]


def test_blank_rows_and_columns_before_the_table_keep_their_places() -> None:
    sheet = only_sheet(made.one_sheet([[], [], [None, None, "Name"], [None, None, "Ali"]]))
    assert (sheet.width, sheet.height) == (3, 4)
    assert cell(sheet, "C3") == "Name"
    assert cell(sheet, "C4") == "Ali"
    assert sheet.row(0) == [None, None, None]


def test_blank_rows_inside_the_table_keep_their_places() -> None:
    sheet = only_sheet(made.one_sheet([["Name"], [], [], ["Ali"]]))
    assert sheet.columns[0].to_pylist() == ["Name", None, None, "Ali"]


def test_cells_of_spaces_are_blank_and_leave_no_rows_behind() -> None:
    sheet = only_sheet(made.one_sheet([["Name", " "], ["Ali", ""], ["  ", " "], [" "]]))
    assert sheet.height == 2
    assert sheet.columns[1].to_pylist() == [None, None]


def test_hidden_sheets_rows_and_columns_are_read() -> None:
    def write(book: xlsxwriter.Workbook) -> None:
        book.add_worksheet("Seen").write(0, 0, "a")
        hidden = book.add_worksheet("Hidden")
        hidden.write(0, 0, "b")
        hidden.write(1, 1, "c")
        hidden.set_row(1, None, None, {"hidden": True})
        hidden.set_column(1, 1, None, None, {"hidden": True})
        hidden.hide()

    seen, hidden = read_one(made.workbook(write)).sheets
    assert (seen.name, hidden.name) == ("Seen", "Hidden")
    assert cell(hidden, "B2") == "c"


def test_a_formula_gives_its_last_value() -> None:
    def write(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write_formula(0, 0, "=40+2", None, 42)
        sheet.write_formula(0, 1, '=A1&"!"', None, "forty-two")
        sheet.write_formula(0, 2, "=A1=42", None, True)

    assert only_sheet(made.workbook(write)).row(0) == ["42", "forty-two", "TRUE"]


def test_a_merged_cell_has_its_text_at_its_top_left() -> None:
    def write(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.merge_range("B1:D2", "Register")
        sheet.write("B3", "Name")

    sheet = only_sheet(made.workbook(write))
    assert cell(sheet, "B1") == "Register"
    assert cell(sheet, "B3") == "Name"


def test_every_error_cell_is_blank_and_located() -> None:
    def write(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write("B2", "Name")
        for address, error in (("B3", "#REF!"), ("C5", "#DIV/0!"), ("D3", "#N/A"), ("B7", "#NAME?"), ("B8", "#VALUE!")):
            sheet.write_formula(address, "=1", None, error)

    sheet = only_sheet(made.workbook(write))
    assert sheet.error_cells == (("B3", "#REF!"), ("D3", "#N/A"), ("C5", "#DIV/0!"), ("B7", "#NAME?"), ("B8", "#VALUE!"))
    assert all(cell(sheet, address) is None for address, _ in sheet.error_cells)
    assert sheet.height == 8


def test_an_error_value_typed_as_text_is_an_error_cell_too() -> None:
    sheet = only_sheet(made.one_sheet([["Name", "Note"], ["#N/A", "see #REF! in the old file"]]))
    assert sheet.error_cells == (("A2", "#N/A"),)
    assert sheet.row(1) == [None, "see #REF! in the old file"]


def test_error_values_newer_than_the_reader_do_not_cost_the_sheet() -> None:
    data = made.from_xml('<row r="2"><c r="A2" t="e"><v>#SPILL!</v></c><c r="B2" t="e"><v>#N/A</v></c><c r="C2"><v>7</v></c></row>')
    sheet = only_sheet(data)
    assert sheet.error_cells == (("A2", "#SPILL!"), ("B2", "#N/A"))
    assert sheet.row(1) == [None, None, "7"]


def test_cells_without_addresses_follow_one_another() -> None:
    sheet = only_sheet(made.from_xml("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"))
    assert [sheet.row(0), sheet.row(1)] == [["1", "2"], ["3", None]]


def test_xml_with_prefixes_and_rich_text_is_read() -> None:
    parts = made.workbook_parts("")
    parts["xl/worksheets/sheet1.xml"] = (
        f'{made.XML}<x:worksheet xmlns:x="{made.MAIN}"><x:sheetData><x:row r="2"><x:c r="B2" t="inlineStr"><x:is>'
        '<x:r><x:t>Ali</x:t></x:r><x:r><x:t xml:space="preserve"> Baba</x:t></x:r></x:is></x:c></x:row></x:sheetData></x:worksheet>'
    )
    assert cell(only_sheet(made.zipped(parts)), "B2") == "Ali Baba"


def test_a_size_that_the_sheet_says_wrongly_is_not_believed() -> None:
    parts = made.workbook_parts('<row r="3"><c r="B3"><v>5</v></c></row>')
    for said in ("A1", "A1:XFD1048576"):
        lying = str(parts["xl/worksheets/sheet1.xml"]).replace("<sheetData>", f'<dimension ref="{said}"/><sheetData>')
        assert cell(only_sheet(made.zipped({**parts, "xl/worksheets/sheet1.xml": lying})), "B3") == "5"


def test_what_openpyxl_writes_is_read_the_same(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Child", "Born", "Hours"])
    book.active.append(["0001", date(2012, 5, 4), 12.5])
    book.save(tmp_path / "made.xlsx")
    sheet = only_sheet((tmp_path / "made.xlsx").read_bytes())
    assert sheet.row(1) == ["0001", "2012-05-04", "12.5"]


def test_an_older_workbook_is_read_cell_for_cell() -> None:
    rows = [[], [None, "0012", 123, 9990000018, 12.5, True, MIDNIGHT, MORNING]]
    sheet = only_sheet(made.old_workbook(rows, errors={(3, 2): 0x2A, (4, 1): 0x17}), "register.xls")
    assert sheet.row(1) == [None, "0012", "123", "9990000018", "12.5", "TRUE", "2026-10-31", "2026-10-31T09:30:00"]
    assert sheet.error_cells == (("C4", "#N/A"), ("B5", "#REF!"))


def test_a_binary_workbook_is_read_cell_for_cell() -> None:
    values = [(1, 1, "0012"), (1, 2, 123), (1, 3, 9990000018), (1, 4, 12.5), (1, 5, True), (1, 6, MIDNIGHT), (1, 7, MORNING)]
    sheet = only_sheet(made.binary_workbook([*values, (3, 2, b"\x2a"), (4, 1, b"\x17")]), "register.xlsb")
    assert sheet.row(1) == [None, "0012", "123", "9990000018", "12.5", "TRUE", "2026-10-31", "2026-10-31T09:30:00"]
    assert sheet.error_cells == (("C4", "#N/A"), ("B5", "#REF!"))


def test_an_open_document_is_read_cell_for_cell() -> None:
    row = [
        ({"valuetype": "string"}, "0012"),
        ({"valuetype": "float", "value": "123"}, "123.00"),
        ({"valuetype": "float", "value": "9990000018"}, "9.99E+09"),
        ({"valuetype": "percentage", "value": "0.256"}, "25.6%"),
        ({"valuetype": "boolean", "booleanvalue": "true"}, "TRUE"),
        ({"valuetype": "date", "datevalue": "2026-10-31"}, "31/10/26"),
        ({"valuetype": "date", "datevalue": "2026-10-31T09:30:00"}, "31/10/26"),
        ({"valuetype": "time", "timevalue": "PT12H30M00S"}, "12:30"),
    ]
    errors = [({"valuetype": "string", "formula": "of:=1/0"}, "#DIV/0!"), ({"valuetype": "string", "formula": "of:=X"}, "Err:502")]
    sheet = only_sheet(made.open_document([row, errors], leading=(2, 1)), "register.ods")
    assert sheet.row(2) == [None, "0012", "123", "9990000018", "0.256", "TRUE", "2026-10-31", "2026-10-31T09:30:00", "12:30"]
    assert sheet.error_cells == (("B4", "#DIV/0!"), ("C4", "Err:502"))


@pytest.mark.parametrize("name", ["register.csv", "register.xls", "register.xlsb", "register", "register.docx"])
def test_a_workbook_is_read_whatever_its_name_says(name: str) -> None:
    read = read_one(made.one_sheet([["Name"], ["Ali"]]), name)
    assert read.sheets[0].columns[0].to_pylist() == ["Name", "Ali"]
    assert len(read.notes) == 1
    assert "this is an Excel workbook (.xlsx); read as that" in read.notes[0]


def test_an_empty_sheet_is_named_and_the_others_are_read() -> None:
    def write(book: xlsxwriter.Workbook) -> None:
        book.add_worksheet("Blank")
        book.add_worksheet("Register").write(0, 0, "Name")

    read = read_one(made.workbook(write))
    assert [sheet.name for sheet in read.sheets] == ["Register"]
    assert read.notes == ("Sheet “Blank” is empty.",)


def test_a_damaged_sheet_is_named_and_the_others_are_read() -> None:
    parts = made.workbook_parts('<row r="1"><c r="A1"><v>1</v></c></row>', "Good")
    book = str(parts["xl/workbook.xml"])
    parts["xl/workbook.xml"] = book.replace("</sheets>", '<sheet name="Bad" sheetId="2" r:id="rId2"/></sheets>')
    parts["xl/_rels/workbook.xml.rels"] = made.relations(rId1="worksheets/sheet1.xml", rId2="worksheets/sheet2.xml")
    parts["xl/worksheets/sheet2.xml"] = f'{made.XML}<worksheet xmlns="{made.MAIN}"><sheetData><row r="1"><c r="A1"><v>1</v></c>'
    read = read_one(made.zipped(parts))
    assert [sheet.name for sheet in read.sheets] == ["Good"]
    assert read.notes == ("Sheet “Bad” could not be read: it is damaged. Copy it into a new workbook.",)


def test_a_workbook_that_excel_locked_with_its_own_password_is_opened() -> None:
    data = made.encrypted(made.one_sheet([["Name"]]), "VelvetSweatshop")
    assert only_sheet(data).row(0) == ["Name"]


def test_several_files_come_back_in_the_order_in_which_they_were_dropped() -> None:
    files = [Dropped("a.csv", b"a,b\n"), Dropped("broken.xlsx", b""), Dropped("b.xlsx", made.one_sheet([["b"]]))]
    read = read_files(files)
    assert [(one.file, one.refused is None) for one in read] == [("a.csv", True), ("broken.xlsx", False), ("b.xlsx", True)]
    assert read[2].sheets[0].file == "b.xlsx"


def test_progress_rises_to_one_and_names_the_files() -> None:
    told: list[tuple[float, str]] = []
    files = [Dropped("a.xlsx", made.one_sheet([["a"]])), Dropped("b.csv", b"a,b\n")]
    read_files(files, progress=lambda share, what: told.append((share, what)))
    shares = [share for share, _ in told]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)
    assert "a.xlsx" in told[0][1]
    assert "b.csv" in told[-1][1]
