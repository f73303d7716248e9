"""Web pages and XML spreadsheets with the name of a workbook, as many systems export them, are read as Excel would show them."""

from __future__ import annotations

import pytest

from rollcall.intake.reading.guard import WEB_PAGE
from rollcall.intake.reading.limits import Limits
from tests.intake.read_made import only_sheet, read_one, refusal

SPREADSHEET = "urn:schemas-microsoft-com:office:spreadsheet"
PAGE = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8"><title>Export</title>
<style>td {color: red}</style></head><body><h1>Register as at 31 October 2026</h1>
<table><tr><th>Name<th>Date of<br>birth</tr>
<tr><td>Zo&euml;&nbsp;</td><td>04/09/2012</td></tr><tr><td></td><td>&lt;5</td></tr></table></body></html>"""


def rows(data: bytes, name: str = "register.xls") -> list[list[str | None]]:
    sheet = only_sheet(data, name)
    return [sheet.row(number) for number in range(sheet.height)]


def table(inside: str) -> list[list[str | None]]:
    return rows(f"<table>{inside}</table>".encode())


def xml(inside: str, more: str = "") -> bytes:
    return (
        f'<?xml version="1.0"?>{more}<Workbook xmlns="{SPREADSHEET}" xmlns:ss="{SPREADSHEET}">'
        f'<Worksheet ss:Name="Register"><Table>{inside}</Table></Worksheet></Workbook>'
    ).encode()


def cell(text: str, kind: str = "String", **said: int) -> str:
    attributes = "".join(f' ss:{name}="{value}"' for name, value in said.items())
    return f'<Cell{attributes}><Data ss:Type="{kind}">{text}</Data></Cell>'


def test_the_table_of_a_web_page_is_read_with_the_text_above_it_and_said_so() -> None:
    assert rows(PAGE.encode()) == [
        ["Register as at 31 October 2026", None],
        ["Name", "Date of\nbirth"],
        ["Zoë", "04/09/2012"],
        [None, "<5"],
    ]
    assert read_one(PAGE.encode(), "register.xls").notes == (
        "The name ends in .xls, but this is a web page with a table (.html); read as that.",
    )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_web_page_in_any_encoding_gives_the_same(encoding: str) -> None:
    assert rows(PAGE.encode(encoding))[2] == ["Zoë", "04/09/2012"]


def test_a_web_page_in_the_letters_of_old_windows() -> None:
    page = '<html><meta http-equiv="Content-Type" content="text/html; charset=windows-1252"><table><tr><td>Zoë – 1'
    assert rows(page.encode("cp1252")) == [["Zoë – 1"]]


def test_cells_that_reach_over_others_stand_where_excel_has_them() -> None:
    assert table(
        "<tr><td colspan=2>Title</td><td>C</td></tr><tr><td rowspan=2>A2</td><td>B2</td><td>C2</td></tr><tr><td>B3</td><td>C3</td></tr>"
    ) == [
        ["Title", None, "C"],
        ["A2", "B2", "C2"],
        [None, "B3", "C3"],
    ]


def test_a_blank_row_of_a_table_keeps_its_place() -> None:
    assert table("<tr><td>A</td></tr><tr><td></td></tr><tr><td>B</td></tr>") == [["A"], [None], ["B"]]


def test_a_table_inside_a_table_that_only_lays_out_is_read_alone() -> None:
    inner = "<table><tr><td>Name</td><td>Born</td></tr><tr><td>Ali</td><td>2012</td></tr></table>"
    assert table(f"<tr><td>{inner}</td></tr>") == [["Name", "Born"], ["Ali", "2012"]]


def test_scripts_and_styles_of_a_web_page_are_no_text() -> None:
    assert rows(b"<html><script>var a = '<td>x</td>'</script><table><tr><td>Name<style>b</style></td></tr></table>") == [["Name"]]


def test_a_web_page_without_a_table_is_refused() -> None:
    assert refusal(b"<html><body>Your session has expired. Sign in again.</body></html>", "register.xls").startswith(
        "This is a web page without a table in it"
    )


def test_a_web_page_with_more_columns_than_a_table_can_have_is_refused() -> None:
    assert "has 1,001 columns" in refusal(b"<table><tr>" + b"<td>1</td>" * 1001, "register.xls")


def test_tables_without_end_are_refused_and_not_followed() -> None:
    assert refusal(b"<table><tr><td>" * 200_000, "register.xls").startswith("This is a web page without a table")
    assert refusal(b"<table><tr><td colspan=999>1<td>2" * 30_000, "register.xls").startswith("This file reaches further down and across")


def test_a_web_archive_is_refused() -> None:
    assert refusal(b"MIME-Version: 1.0\nContent-Type: multipart/related\n", "register.xls").startswith("This is a web archive")


def test_an_xml_spreadsheet_is_read_cell_by_cell_in_its_place() -> None:
    data = xml(
        f"<Row>{cell('Name')}{cell('Born')}{cell('Active')}{cell('Hours')}</Row>"
        f'<Row ss:Index="3">{cell("Zoë")}{cell("2012-09-04T00:00:00.000", "DateTime")}{cell("1", "Boolean")}{cell("5.5", "Number")}</Row>'
        f"<Row>{cell('#N/A', 'Error', Index=2)}{cell('7', 'Number')}</Row>"
    )
    assert rows(data) == [
        ["Name", "Born", "Active", "Hours"],
        [None] * 4,
        ["Zoë", "2012-09-04", "TRUE", "5.5"],
        [None, None, "7", None],
    ]
    sheet = only_sheet(data, "register.xls")
    assert (sheet.name, sheet.error_cells) == ("Register", (("B4", "#N/A"),))
    assert read_one(data, "register.xls").notes == ("The name ends in .xls, but this is an XML spreadsheet of 2003 (.xml); read as that.",)
    assert read_one(data, "register.xml").notes == ()


def test_merged_cells_and_comments_of_an_xml_spreadsheet() -> None:
    comment = '<Comment><ss:Data xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">Ask Anna</ss:Data></Comment>'
    data = xml(
        f"<Row>{cell('Title', MergeAcross=1)}{cell('C')}</Row>"
        f'<Row><Cell><Data ss:Type="String">A2</Data>{comment}</Cell>{cell("B2")}{cell("C2")}</Row>'
    )
    assert rows(data) == [["Title", None, "C"], ["A2", "B2", "C2"]]


def test_an_xml_spreadsheet_with_a_document_type_is_refused() -> None:
    data = xml(f"<Row>{cell('&a;')}</Row>", '<!DOCTYPE x [<!ENTITY a "ha">]>')
    assert refusal(data, "register.xls").startswith("This workbook holds a document type declaration")


def test_a_stray_cell_of_an_xml_spreadsheet_far_from_its_table_is_refused() -> None:
    data = xml(f"<Row>{cell('A')}</Row><Row ss:Index='99999999'>{cell('B')}</Row>")
    assert refusal(data, "register.xls").startswith("This file reaches further down and across")
    assert "columns, and Rollcall reads up to" in refusal(xml(f"<Row>{cell('A', Index=16384)}</Row>"), "register.xls")


def test_an_xml_spreadsheet_that_was_cut_short_is_refused() -> None:
    assert refusal(xml(f"<Row>{cell('A')}</Row>")[:-40], "register.xls").startswith("This XML spreadsheet is damaged or cut short.")


def _books(names: list[str], inside: str) -> bytes:
    sheets = "".join(f'<Worksheet ss:Name="{name}"><Table>{inside}</Table></Worksheet>' for name in names)
    return f'<?xml version="1.0"?><Workbook xmlns="{SPREADSHEET}" xmlns:ss="{SPREADSHEET}">{sheets}</Workbook>'.encode()


ROW = f"<Row>{cell('Name')}</Row><Row>{cell('Ali')}</Row>"


def test_sheets_of_one_name_are_told_apart() -> None:
    read = read_one(_books(["A", "A", "A (2)", "A"], ROW), "register.xls")
    assert [sheet.name for sheet in read.sheets] == ["A", "A (2)", "A (2) (2)", "A (3)"]


def test_a_hundred_thousand_empty_sheets_are_one_note() -> None:
    read = read_one(
        _books(["Register"], ROW)[: -len("</Workbook>")] + b'<Worksheet ss:Name="A"/>' * 100_000 + b"</Workbook>", "register.xls"
    )
    assert [sheet.name for sheet in read.sheets] == ["Register"]
    how, empty = read.notes
    assert how.endswith("read as that.")
    assert empty.startswith("100,000 sheets are empty: “A” is the first of them")


def test_a_workbook_of_more_sheets_than_anybody_fills_is_refused() -> None:
    names = [f"Child {number}" for number in range(251)]
    assert read_one(_books(names[:250], ROW), "register.xls").refused is None
    assert refusal(_books(names, ROW), "register.xls").startswith("This workbook has more than the 250 sheets with something in them")


@pytest.mark.parametrize(
    "head", ["<!--a-->" * 8_000, "<!--" * 16_000, "<!--a--> " * 7_000, "<?xml " * 9_000], ids=["closed", "open", "spaced", "prolog"]
)
def test_text_that_begins_with_thousands_of_comments_is_told_from_a_page_at_once(head: str) -> None:
    assert WEB_PAGE.match(head) is None
    assert WEB_PAGE.match("<!-- a --> <!-- b -->\n<table>") is not None


def test_an_xml_file_of_another_kind_is_refused() -> None:
    assert refusal(b'<?xml version="1.0"?><Message><Header/></Message>', "return.xml").startswith("This is an XML file, and not one")


def test_a_web_page_that_takes_too_long_is_refused() -> None:
    page = b"<table>" + b"<tr><td>1</td></tr>" * 300_000
    assert refusal(page, "register.xls", Limits(cpu_seconds=0)).startswith("Reading this file took too long")
