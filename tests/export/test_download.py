"""Downloads: what opens in Excel is what was answered, and nothing in it runs."""

from __future__ import annotations

import csv
import io
from datetime import date

import openpyxl
import pytest

from rollcall.answers.answer import Answer, AnswerColumn
from rollcall.answers.rule import NHS
from rollcall.export import download, plain

AS_AT = date(2026, 10, 31)


def answer(
    *columns: tuple[str, str, list], protected: bool = False, filters: dict | None = None, question: str = "made_up_question"
) -> Answer:
    """An answer made of columns: name, kind, values."""
    return Answer(
        question=question,
        title="How many are there?",
        as_at=AS_AT,
        columns=tuple(AnswerColumn(name, kind) for name, kind, _ in columns),
        rows=tuple(zip(*(values for *_, values in columns), strict=True)),
        footnotes=("Two children are not in the children list.",),
        filters=filters or {},
        protected=protected,
        hidden_means=NHS.footnote if protected else "",
    )


def read_csv(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def book(*answers: Answer, **about: object) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(download.to_workbook(answers, download.About(**about))))


def test_csv_has_the_columns_and_rows_of_the_answer() -> None:
    data = download.to_csv(answer(("category", "text", ["ehe", "cme"]), ("children", "people", [20, 9])))
    assert read_csv(data) == [["category", "children"], ["ehe", "20"], ["cme", "9"]]


def test_csv_opens_as_unicode_in_excel() -> None:
    data = download.to_csv(answer(("provider", "text", ["Ysgol Llŷn"])))
    assert data.startswith(b"\xef\xbb\xbf")
    assert read_csv(data)[1] == ["Ysgol Llŷn"]


def test_a_hidden_number_is_c_and_a_zero_stays_zero() -> None:
    hidden = answer(("category", "text", ["ehe", "cme"]), ("children", "people", [None, 0]), protected=True)
    assert read_csv(download.to_csv(hidden))[1:] == [["ehe", "c"], ["cme", "0"]]


def test_what_is_not_recorded_is_blank_and_not_c() -> None:
    listed = answer(("child_id", "child", ["A1"]), ("last_seen_date", "child", [None]))
    assert read_csv(download.to_csv(listed))[1] == ["A1", ""]


@pytest.mark.parametrize("opening", ["=", "+", "-", "@", "\t", "\r", "\n", " =", "＝", "＋", "－", "＠"])
def test_text_that_a_spreadsheet_would_run_is_made_harmless(opening: str) -> None:
    text = f"{opening}HYPERLINK(1)"
    listed = answer(("provider", "text", [text]))
    assert read_csv(download.to_csv(listed))[1] == [f"'{text}"]
    cell = book(listed).worksheets[0]["A2"]
    assert (cell.data_type, str(cell.value)[0]) == ("s", "'")


@pytest.mark.parametrize("text", ["Acme;=1+1", "Acme\t=1+1", 'Acme; "=1+1"', "x\n=1+1", "x;@SUM(1)", "x;＝1+1"])
def test_a_text_that_is_parted_at_a_semicolon_or_a_tab_begins_no_formula(text: str) -> None:
    told = download.csv_text(answer(("provider", "text", [text, "A; B - C = D"])))
    assert "'=" in told or "'@" in told or "'＝" in told
    assert "A; B - C = D" in told


def test_numbers_and_dates_stay_numbers_and_dates_in_the_workbook() -> None:
    sheet = book(answer(("month_end", "date", [AS_AT]), ("change", "number", [-4]), ("children", "people", [12]))).worksheets[0]
    assert [cell.value for cell in sheet[1]] == ["month_end", "change", "children"]
    assert sheet["A2"].is_date
    assert sheet["A2"].value.date() == AS_AT
    assert (sheet["B2"].value, sheet["C2"].value) == (-4, 12)


def test_weeks_become_their_median_and_92nd_percentile_for_the_lead_and_for_others() -> None:
    weeks = list(range(1, 26))
    exact = answer(("weeks", "weeks of people", [weeks, []]))
    assert plain.headings(exact) == ["weeks_median", "weeks_percentile_92"]
    assert plain.rows(exact) == [[13.0, 0.92 * 25], [None, None]]
    shared = answer(("weeks", "weeks of people", [{"median": 13.0, "percentile_92": 23}, None]), protected=True)
    assert plain.rows(shared) == [[13.0, 23], ["c", "c"]]


def test_a_workbook_of_waits_is_written_for_everybody() -> None:
    shared = answer(
        ("provider", "text", ["North Trust"]), ("weeks", "weeks of people", [{"median": 13.0, "percentile_92": 23}]), protected=True
    )
    assert [cell.value for cell in book(shared).worksheets[0][2]] == ["North Trust", 13, 23]


def test_the_second_sheet_says_what_was_asked_and_of_what() -> None:
    made = book(
        answer(("children", "people", [None]), protected=True, filters={"locality": ("North", "East")}),
        sources=("West Council · 31 October 2026 · children",),
        meanings=(("EHE", "Elective home education"),),
        invented=True,
    )
    assert made.sheetnames == ["Made up question", "About"]
    about = {row[0].value: row[1].value for row in made["About"].iter_rows() if row[0].value}
    assert about["Question"] == "How many are there?"
    assert about["As at"] == "31 October 2026"
    assert about["Only"] == "locality: North, East"
    assert about["Numbers"] == NHS.footnote
    assert about["Footnote"] == "Two children are not in the children list."
    assert about["Source"] == "West Council · 31 October 2026 · children"
    assert about["EHE"] == "Elective home education"
    assert "made up" in about["Invented"]


def test_the_second_sheet_says_what_the_codes_mean() -> None:
    counted = answer(("category", "text", ["ehe"]), ("other_category", "text", ["cme"]), ("reason", "text", ["Bullying"]))
    about = {row[0].value: row[1].value for row in book(counted)["About"].iter_rows() if row[0].value}
    assert about["category ehe"] == "Elective home education"
    assert about["other_category cme"] == "Children missing education"
    assert not any(str(word).startswith("reason") for word in about)


def test_several_answers_get_a_sheet_each_with_names_that_excel_takes() -> None:
    long = "diagnostic_waits_in_and_out_of_school"
    made = book(*(answer(("children", "people", [8]), question=long) for _ in range(3)))
    assert len(made.sheetnames) == 4
    assert len({name.lower() for name in made.sheetnames}) == 4
    assert all(len(name) <= 31 for name in made.sheetnames)


def test_a_file_name_carries_no_filter_value() -> None:
    asked = answer(("children", "people", [8]), protected=True, filters={"locality": ("Hill Top",)})
    assert download.file_name(asked, "csv") == "made_up_question_2026-10-31_filtered_protected.csv"


def test_text_is_aligned_with_its_date_and_footnotes() -> None:
    text = download.to_text(answer(("category", "text", ["ehe", "cme"]), ("children", "people", [120, None]), protected=True))
    assert text.splitlines() == [
        "How many are there?",
        "As at 31 October 2026",
        "",
        "category  children",
        "--------  --------",
        "ehe            120",
        "cme              c",
        "",
        "Two children are not in the children list.",
    ]


def test_text_says_when_there_are_no_rows() -> None:
    assert "(no rows)" in download.to_text(answer(("category", "text", []), ("children", "people", [])))


def test_a_cell_with_line_breaks_stays_on_its_line() -> None:
    assert "one two" in download.to_text(answer(("provider", "text", ["one\ntwo"])))
