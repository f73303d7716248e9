"""Text files with separators are read row for row, whatever their encoding and separator."""

import pytest

from tests.intake.read_made import only_sheet, read_one, refusal

ROWS = "Name,Born\nZoë,04/09/2012\n0012,\n"
READ = [["Name", "Born"], ["Zoë", "04/09/2012"], ["0012", None]]


def rows(data: bytes, name: str = "register.csv") -> list[list[str | None]]:
    sheet = only_sheet(data, name)
    return [sheet.row(number) for number in range(sheet.height)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_encoding_that_excel_writes_gives_the_same_text(encoding: str) -> None:
    assert rows(ROWS.encode(encoding)) == READ
    assert read_one(ROWS.encode(encoding), "register.csv").notes == ()


def test_text_of_old_windows_is_read_and_said_so() -> None:
    read = read_one(ROWS.encode("cp1252"), "register.csv")
    assert read.sheets[0].row(1) == ["Zoë", "04/09/2012"]
    assert read.notes == ("Read as Windows-1252 text, as it is not UTF-8: check names and words with accents.",)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found(separator: str) -> None:
    assert rows(ROWS.replace(",", separator).encode()) == READ


def test_a_separator_other_than_comma_or_tab_is_said() -> None:
    assert read_one(b"a;b\n1,5;2\n", "x.csv").notes == ("Read with semicolons between the cells.",)


def test_commas_inside_cells_do_not_hide_semicolons() -> None:
    assert rows(b"Name;Hours\nAli, B;12,5\nBo, C;3,5\n") == [["Name", "Hours"], ["Ali, B", "12,5"], ["Bo, C", "3,5"]]


def test_the_separator_that_excel_names_in_the_first_line_is_used_and_is_not_a_row() -> None:
    assert rows(b"sep=;\r\na;b\r\n1;2\r\n") == [["a", "b"], ["1", "2"]]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_line_ending_gives_the_same_rows(ending: str) -> None:
    assert rows(ROWS.replace("\n", ending).encode()) == READ


def test_quoted_cells_keep_separators_quotes_and_line_breaks() -> None:
    data = b'Name,Note,n\n"Ali, B","said ""no""\nthen left",1\nBo,"",2\n'
    assert rows(data) == [["Name", "Note", "n"], ["Ali, B", 'said "no"\nthen left', "1"], ["Bo", None, "2"]]


def test_a_quote_mark_in_the_middle_of_a_cell_is_text() -> None:
    assert rows(b'a,b\n5" pipe,1\n6" and 7",2\n') == [["a", "b"], ['5" pipe', "1"], ['6" and 7"', "2"]]


def test_an_unclosed_quote_is_refused_and_its_row_named() -> None:
    sentence = refusal(b'a,b\n1,2\n"x,3\n4,5\n', "register.csv")
    assert sentence.startswith("A quote mark in row 3 is not closed")
    assert "mend that row" in sentence


def test_two_unclosed_quotes_are_refused_though_they_pair_up() -> None:
    assert refusal(b'a,b\n"x,1\ny,2\n"z,3\n', "register.csv").startswith("A quote mark in row 2 is not closed")


def test_a_wider_row_is_kept_whole_and_named() -> None:
    read = read_one(b"a,b\n1,2\n3,4,5\n6,7\n", "register.csv")
    assert read.sheets[0].row(2) == ["3", "4", "5"]
    assert read.sheets[0].row(1) == ["1", "2", None]
    assert read.notes == ("Row 3 has more cells than the other rows (2): look for a separator inside a cell.",)


def test_shorter_rows_are_filled_with_blanks_and_named() -> None:
    read = read_one(b"a,b,c\n1,2\n3,4,5\n6,7\n8,9,10\n", "register.csv")
    assert read.sheets[0].row(1) == ["1", "2", None]
    assert read.notes == ("Rows 2, 4 have fewer cells than the other rows (3): the missing ones are taken as blank.",)


def test_title_rows_and_blank_lines_keep_their_places_without_a_note() -> None:
    read = read_one(b"Register\n\nName,Born\nAli,2012\nBo,2013\n\n\n", "register.csv")
    assert read.sheets[0].columns[0].to_pylist() == ["Register", None, "Name", "Ali", "Bo"]
    assert read.notes == ()


def test_a_blank_first_line_keeps_its_place() -> None:
    assert rows(b"\na,b\n1,2\n") == [[None, None], ["a", "b"], ["1", "2"]]


def test_a_single_column_is_a_table() -> None:
    assert rows(b"Name\nAli\n\nBo\n") == [["Name"], ["Ali"], [None], ["Bo"]]


def test_numbers_and_dates_stay_as_they_were_typed() -> None:
    assert rows(b"007,1.50,1/2/26,1E5,true\n") == [["007", "1.50", "1/2/26", "1E5", "TRUE"]]


def test_error_values_are_located() -> None:
    sheet = only_sheet(b"a,b\n#N/A,1\n2,#REF!\n", "register.csv")
    assert sheet.error_cells == (("A2", "#N/A"), ("B3", "#REF!"))
    assert sheet.row(1) == [None, "1"]


@pytest.mark.parametrize("name", ["register.xlsx", "register.xls", "register.ods"])
def test_text_named_as_a_workbook_is_read_and_said_so(name: str) -> None:
    read = read_one(ROWS.encode(), name)
    assert read.sheets[0].row(1) == ["Zoë", "04/09/2012"]
    ending = name.removeprefix("register")
    assert read.notes == (f"The name ends in {ending}, but this is text with separators (.csv); read as that.",)


def test_the_sheet_is_named_after_the_file() -> None:
    assert only_sheet(b"a,b\n", "EHE register 2026.csv").name == "EHE register 2026"


def test_blank_lines_alone_are_refused() -> None:
    assert refusal(b"\r\n\r\n  \r\n", "register.csv").startswith("There is nothing in this file but blank lines.")


def test_bytes_that_are_not_text_are_refused() -> None:
    assert refusal(bytes(range(256)) * 20, "register.csv").startswith("This file is not text")


def test_more_columns_than_a_table_can_have_are_refused() -> None:
    assert "has 17,000 columns" in refusal(b"a" + b",a" * 16_999 + b"\n", "register.csv")
    assert "has 17,000 columns" in refusal(b"a,b\n" + b"a" + b",a" * 16_999 + b"\n", "register.csv")


def test_commas_in_every_number_do_not_hide_semicolons() -> None:
    assert rows(b"a;b;c\n1,5;2,5;3,5\n2,5;3,5;4,5\n")[1] == ["1,5", "2,5", "3,5"]


def test_a_cell_longer_than_excel_can_hold_is_cut_there_and_said() -> None:
    read = read_one(b"a,b\n" + b"x" * 40_000 + b",2\n", "register.csv")
    assert len(read.sheets[0].row(1)[0] or "") == 32_767
    assert read.notes == (
        "Sheet “register”: 1 cell holds more text than a cell of Excel can (32,767 characters) and is cut there: "
        "look whether a quote mark or a separator is missing.",
    )


def test_a_table_of_a_thousand_columns_is_read_within_the_memory_of_one_file() -> None:
    sheet = only_sheet((",".join(str(number) for number in range(1_000)) + "\n").encode() * 4_000, "wide.csv")
    assert (sheet.width, sheet.height, sheet.columns[999][3_999].as_py()) == (1_000, 4_000, "999")
