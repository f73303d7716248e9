"""The command line, run as a person runs it: `python -m rollcall` in a process of its own."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from rollcall.answers.question import QUESTIONS
from rollcall.definitions.tables import TABLES

REPOSITORY = Path(__file__).resolve().parent.parent
Sheet = tuple[str, Sequence[Sequence[object]]]

# Three children of school age with SEND; the first two are out: A1 at home, A2 missing education. A4's status is no word of ours.
CHILDREN: Sheet = (
    "Children",
    [
        ["Children known to the SEND service, as at 31 October 2026"],
        [],
        ["Child ID", "Date of birth", "SEN status", "Surname", "Locality"],
        ["A1", date(2015, 3, 2), "EHCP", "Made-up", "North"],
        ["A2", date(2014, 5, 9), "SEN Support", "Made-up", "South"],
        ["A3", date(2013, 1, 20), "SEN Support", "Made-up", "North"],
        ["A4", date(2013, 1, 20), "Purple", "Made-up", "North"],
    ],
)
SPELLS: Sheet = (
    "Not in school",
    [
        ["Child ID", "Category", "Start date", "End date"],
        ["A1", "Elective home education", date(2026, 9, 1), None],
        ["A2", "Child missing education", date(2026, 1, 12), None],
    ],
)


def rollcall(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run the command line in the repository's folder, with no keyboard and no colours."""
    command = [sys.executable, "-m", "rollcall", *map(str, arguments)]
    environment = {**os.environ, "PYTHONWARNINGS": "ignore"}
    return subprocess.run(
        command, cwd=REPOSITORY, env=environment, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", timeout=240, check=False
    )


def refusal(done: subprocess.CompletedProcess[str]) -> str:
    """The one sentence with which a command says that it could not; anything else fails the test."""
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    return done.stderr.strip()


def save(path: Path, *sheets: Sheet) -> Path:
    """A workbook of these sheets, real dates as real dates."""
    with xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy"}) as book:
        for name, rows in sheets:
            sheet = book.add_worksheet(name)
            for down, row in enumerate(rows):
                sheet.write_row(down, 0, row)
    return path


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Children and periods not in school, with one row that has to be refused."""
    return save(tmp_path_factory.mktemp("west") / "West Council children.xlsx", CHILDREN, SPELLS)


@pytest.fixture(scope="module")
def picture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A picture that was given a workbook's name."""
    path = tmp_path_factory.mktemp("picture") / "holiday.xlsx"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(500))
    return path


def test_questions_lists_every_question_and_its_filters() -> None:
    done = rollcall("questions")
    assert done.returncode == 0
    for name, question in QUESTIONS.items():
        assert name in done.stdout
        assert question.title in done.stdout
    assert "filters: locality, sen_status" in done.stdout


def test_check_says_what_each_sheet_is_and_refuses_what_it_cannot_read(workbook: Path) -> None:
    done = rollcall("check", workbook)
    assert done.returncode == 1  # A4's row is refused
    assert "Children known to the area (children)" in done.stdout or "(children)" in done.stdout
    assert "(spells)" in done.stdout
    assert "recognised as personal, and not stored" in done.stdout
    assert "Children · C7" in done.stdout
    assert "Purple" not in done.stderr


def test_check_as_json_has_the_shape_that_programs_lean_on(workbook: Path) -> None:
    done = rollcall("check", workbook, "--format", "json")
    assert done.returncode == 1
    told = json.loads(done.stdout)
    assert set(told) == {"files", "findings"}
    (file,) = told["files"]
    assert (file["file"], file["refused"]) == ("West Council children.xlsx", None)
    children, spells = file["sheets"]
    assert (children["sheet"], children["table"], spells["table"]) == ("Children", "children", "spells")
    assert 0 < children["confidence"] <= 1
    assert children["rows_read"] == 4
    assert children["rows_kept"] + children["rows_refused"] + children["rows_not_data"] == 4
    assert (children["rows_kept"], children["rows_refused"]) == (3, 1)
    headings = {heading["heading"]: heading for heading in children["headings"]}
    status = headings["SEN status"]
    assert (status["cell"], status["column"]) == ("C3", "sen_status")
    assert 0.9 <= status["confidence"] <= 1
    assert headings["Surname"]["column"] is None
    found = next(finding for finding in told["findings"] if finding["cell"] == "C7")
    assert found["sheet"] == "Children"
    assert found["what"]
    assert found["what_to_do"]


def test_check_ends_with_0_when_every_row_can_be_kept(tmp_path: Path) -> None:
    done = rollcall("check", save(tmp_path / "West.xlsx", (CHILDREN[0], CHILDREN[1][:-1]), SPELLS))
    assert (done.returncode, done.stderr) == (0, "")


def test_check_goes_on_after_a_file_it_cannot_read(workbook: Path, picture: Path) -> None:
    done = rollcall("check", picture, workbook, "--format", "json")
    assert done.returncode == 1
    refused, read = json.loads(done.stdout)["files"]
    assert refused["refused"].endswith(".")
    assert refused["sheets"] == []
    assert read["refused"] is None


def test_check_takes_a_folder(workbook: Path) -> None:
    done = rollcall("check", workbook.parent, "--format", "json")
    assert [file["file"] for file in json.loads(done.stdout)["files"]] == [workbook.name]


def test_ask_answers_in_json(workbook: Path) -> None:
    done = rollcall("ask", "not_in_school_by_category", workbook, "--format", "json")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert list(answer) == ["question", "as_at", "rows", "footnotes"]
    assert (answer["question"], answer["as_at"]) == ("not_in_school_by_category", "2026-10-31")
    assert sorted(answer["rows"], key=lambda row: row["category"]) == [
        {"category": "cme", "children": 1},
        {"category": "ehe", "children": 1},
    ]


def test_ask_says_what_it_left_out_and_where_to_look(workbook: Path, picture: Path) -> None:
    done = rollcall("ask", "not_in_school_total", workbook, picture, "--format", "json")
    assert done.returncode == 0
    assert "Not in this answer: 1 file and 1 row refused" in done.stderr
    assert "check" in done.stderr


def test_ask_says_that_questions_about_the_files_are_open(tmp_path: Path) -> None:
    file = tmp_path / "Vale EHE list.csv"
    file.write_text("Child ID,Date EHE started\n" + "".join(f"C{month},10/{month:02d}/2026\n" for month in (1, 2, 3, 3)))
    done = rollcall("ask", "not_in_school_total", file, "--format", "json")
    assert done.returncode == 0
    assert "1 of them about dates that could be read both ways" in done.stderr
    assert "python -m rollcall check" in done.stderr
    assert "Not in this answer" not in done.stderr


def test_ask_can_be_as_at_another_date(workbook: Path) -> None:
    done = rollcall("ask", "not_in_school_total", workbook, "--as-at", "2026-03-01", "--format", "json")
    answer = json.loads(done.stdout)
    assert answer["as_at"] == "2026-03-01"
    assert answer["rows"][0]["children"] == 1  # A2 alone: A1 left in September


def test_ask_filters_by_any_of_the_values_of_a_key(workbook: Path) -> None:
    def children(*filters: str) -> int:
        options = [part for given in filters for part in ("--filter", given)]
        return json.loads(rollcall("ask", "not_in_school_total", workbook, *options, "--format", "json").stdout)["rows"][0]["children"]

    assert children("sen_status=E") == 1
    assert children("sen_status=E", "sen_status=K") == 2
    assert children("sen_status=E", "locality=South") == 0


def test_ask_hides_small_numbers_from_all_but_the_lead(workbook: Path) -> None:
    for role in ("commissioner", "board"):
        done = rollcall("ask", "not_in_school_total", workbook, "--role", role, "--format", "json")
        assert json.loads(done.stdout)["rows"][0]["children"] is None
        assert " c" in rollcall("ask", "not_in_school_total", workbook, "--role", role).stdout


def test_ask_gives_csv_with_the_same_rows(workbook: Path) -> None:
    done = rollcall("ask", "not_in_school_by_category", workbook, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert sorted((row["category"], row["children"]) for row in rows) == [("cme", "1"), ("ehe", "1")]


def test_ask_gives_a_table_to_read(workbook: Path) -> None:
    done = rollcall("ask", "not_in_school_by_category", workbook)
    lines = done.stdout.splitlines()
    assert lines[:2] == [QUESTIONS["not_in_school_by_category"].title, "As at 31 October 2026"]
    assert lines[3].split() == ["category", "children"]


def test_ask_gives_dates_as_iso(workbook: Path) -> None:
    done = rollcall("ask", "not_in_school_by_month", workbook, "--format", "json")
    rows = json.loads(done.stdout)["rows"]
    assert len(rows) == 36
    assert rows[-1]["month_end"] == "2026-10-31"


@pytest.mark.parametrize("question", [name for name, question in QUESTIONS.items() if question.lists_children])
def test_ask_lists_no_child_for_the_board(question: str, workbook: Path) -> None:
    assert "lead" in refusal(rollcall("ask", question, workbook, "--role", "board"))


def test_ask_suggests_the_question_that_was_meant(workbook: Path) -> None:
    assert "not_in_school_total" in refusal(rollcall("ask", "not_in_school_totl", workbook))


@pytest.mark.parametrize("given", ["colour=red", "question=x", "as_at=2026-01-01"])
def test_ask_refuses_a_filter_that_the_question_does_not_take(given: str, workbook: Path) -> None:
    assert "does not take the filter" in refusal(rollcall("ask", "not_in_school_total", workbook, "--filter", given))


@pytest.mark.parametrize("given", [("--as-at", "31st of October"), ("--filter", "sen_status"), ("--role", "nobody"), ("--format", "pdf")])
def test_ask_says_how_an_option_is_written(given: tuple[str, str], workbook: Path) -> None:
    assert given[0] in refusal(rollcall("ask", "not_in_school_total", workbook, *given))


def test_ask_needs_something_that_can_be_read(picture: Path, tmp_path: Path) -> None:
    assert refusal(rollcall("ask", "not_in_school_total", picture)).startswith("holiday.xlsx")
    assert "no file" in refusal(rollcall("ask", "not_in_school_total", tmp_path / "nowhere.xlsx"))
    assert "no spreadsheet in the folder" in refusal(rollcall("ask", "not_in_school_total", tmp_path))


def test_every_question_answers_over_the_invented_area() -> None:
    done = rollcall("ask", "not_in_school_total", REPOSITORY / "sample_data", "--format", "json")
    assert done.returncode == 0, done.stderr
    assert 300 < json.loads(done.stdout)["rows"][0]["children"] < 700


def test_template_writes_one_workbook_for_each_spreadsheet_kind(tmp_path: Path) -> None:
    done = rollcall("template", "all", "-o", tmp_path / "templates")
    assert done.returncode == 0, done.stderr
    kinds = {table.name for table in TABLES if not table.published}
    assert {path.stem for path in (tmp_path / "templates").glob("*.xlsx")} == kinds
    assert rollcall("template", "spells", "-o", tmp_path).returncode == 0
    first = openpyxl.load_workbook(tmp_path / "spells.xlsx").worksheets[0]
    assert "Start date" in {cell.value for row in first.iter_rows() for cell in row}


def test_template_combined_is_one_workbook_with_a_sheet_for_each_spreadsheet_kind(tmp_path: Path) -> None:
    assert rollcall("template", "combined", "-o", tmp_path).returncode == 0
    titles = [table.title for table in TABLES if not table.published]
    assert openpyxl.load_workbook(tmp_path / "combined.xlsx").sheetnames == [*titles, "Guidance", "Example"]


def test_template_names_the_kinds_there_are(tmp_path: Path) -> None:
    assert "did you mean spells?" in refusal(rollcall("template", "spell", "-o", tmp_path))
    assert "published" in refusal(rollcall("template", "published_home_education", "-o", tmp_path))


def test_invent_writes_the_same_area_for_the_same_seed(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        assert rollcall("invent", "-o", tmp_path / folder, "--seed", 7, "--children", 300).returncode == 0
    one, two = ({path.name: path.read_bytes() for path in (tmp_path / folder).iterdir()} for folder in ("one", "two"))
    assert one
    assert one == two


@pytest.mark.parametrize("arguments", [(), ("nothing",), ("ask",), ("check",), ("invent", "-o", ".", "--children", "none")])
def test_a_mistyped_command_says_how_it_is_written(arguments: tuple[str, ...]) -> None:
    assert "usage: python -m rollcall" in refusal(rollcall(*arguments))


def test_check_is_fine_with_a_row_that_is_there_twice(tmp_path: Path) -> None:
    name, rows = SPELLS
    done = rollcall("check", save(tmp_path / "West EHE.xlsx", (name, [*rows, rows[-1]])))
    assert done.returncode == 0, done.stdout
    assert "1 refused" in done.stdout


def test_check_and_ask_read_sheets_as_a_mapping_says(tmp_path: Path) -> None:
    sheet = ("Not in school", [SPELLS[1][0], ["A1", "PRU link", date(2026, 9, 1), None]])
    register = save(tmp_path / "West EHE.xlsx", sheet)
    mapping = {
        "partner": "North",
        "sheet": "register",
        "headings": ["child id", "category", "start date", "end date"],
        "read_as": "spells",
        "choices": {"values": {"category": {"pru link": "unregistered_ap"}}},
    }
    file = tmp_path / "how.json"
    file.write_text(json.dumps({"format": "rollcall mappings 1", "mappings": [mapping]}))
    assert rollcall("check", register).returncode == 1
    done = rollcall("check", register, "--mappings", file)
    assert done.returncode == 0, done.stdout
    assert "The mapping of North that was brought in fits this shape: 1 choice is used." in done.stdout
    assert rollcall("ask", "files_kept", register, "--mappings", file).returncode == 0


def test_mappings_go_from_one_data_folder_to_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROLLCALL_DATA", str(tmp_path / "data"))
    mapping = {
        "partner": "North",
        "sheet": "register",
        "headings": ["ref", "since"],
        "read_as": "spells",
        "choices": {"columns": {"ref": "child_id"}},
    }
    given, taken = tmp_path / "given.json", tmp_path / "taken.json"
    given.write_text(json.dumps({"format": "rollcall mappings 1", "mappings": [mapping]}))
    assert "no mapping to give" in refusal(rollcall("mappings", "export", taken))
    assert rollcall("mappings", "import", given).stdout == "1 remembered\n"
    assert rollcall("mappings", "export", taken).returncode == 0
    assert json.loads(taken.read_text()) == json.loads(given.read_text())


def test_a_file_that_is_not_one_of_mappings_is_refused(tmp_path: Path, workbook: Path) -> None:
    assert "not a file of mappings" in refusal(rollcall("check", workbook, "--mappings", workbook))
    assert "cannot be opened" in refusal(rollcall("check", workbook, "--mappings", tmp_path / "none.json"))
