"""The invented area: the same each time, the size it says, believable, and about nobody."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from datetime import date, datetime
from functools import cache
from itertools import pairwise
from pathlib import Path
from statistics import median

import openpyxl
import pytest
from stdnum.gb import nhs, upn

from rollcall.definitions import codes
from rollcall.definitions.calendar import is_school_age, month_ends
from rollcall.definitions.personal import is_personal
from rollcall.definitions.table import Codes, Kind, fold
from rollcall.definitions.tables import BY_NAME, TABLES
from rollcall.invent import AS_AT, Invented, invent, write
from rollcall.invent.identifiers import COUNCIL_CODE
from rollcall.invent.typing_habits import WORDS

SAMPLE = Path(__file__).parent.parent / "sample_data"
FILES = sorted(path for path in SAMPLE.iterdir() if path.suffix != ".md")


@cache
def area() -> Invented:
    """The area that the sample files show."""
    return invent()


@cache
def cells_of(path: Path) -> list[tuple[str, tuple[object, ...]]]:
    """Every cell of a workbook, sheet by sheet."""
    book = openpyxl.load_workbook(path)
    return [(sheet.title, row) for sheet in book for row in sheet.iter_rows(values_only=True)]


@pytest.fixture(scope="module")
def written_again(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    paths = write(area(), tmp_path_factory.mktemp("area"))
    return {path.name: path for path in paths}


def test_the_sample_has_the_files_that_are_written(written_again: dict[str, Path]) -> None:
    assert sorted(written_again) == [path.name for path in FILES]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_sample_is_what_the_seed_makes(path: Path, written_again: dict[str, Path]) -> None:
    again = written_again[path.name]
    if path.suffix == ".csv":
        assert path.read_bytes() == again.read_bytes()
    else:
        assert cells_of(path) == cells_of(again)


def test_writing_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    small = invent(seed=3, children=300)
    once = {path.name: path.read_bytes() for path in write(small, tmp_path / "once")}
    twice = {path.name: path.read_bytes() for path in write(small, tmp_path / "twice")}
    assert once == twice


def test_another_seed_makes_other_children() -> None:
    assert invent(seed=1, children=100).tables["children"] != invent(seed=2, children=100).tables["children"]


def test_the_sample_is_small() -> None:
    assert sum(path.stat().st_size for path in FILES) < 3_000_000


def test_every_table_that_is_about_children_or_services_is_invented() -> None:
    assert set(area().tables) == {table.name for table in TABLES if not table.published}


@pytest.mark.parametrize("table", [table for table in TABLES if not table.published], ids=lambda table: table.name)
def test_rows_keep_to_the_declaration(table: object) -> None:
    declared = BY_NAME[table.name]  # type: ignore[attr-defined]
    kinds = {
        Kind.DATE: date, Kind.WHOLE_NUMBER: int, Kind.NUMBER: float, Kind.CODE: str, Kind.LOCAL_WORD: str, Kind.LOCAL_ID: str,
        Kind.TEXT: str, Kind.NHS_NUMBER: str, Kind.UPN: str,
    }  # fmt: skip
    rows = area().tables[declared.name]
    assert rows
    for row in rows:
        assert set(row) == set(declared.by_name)
        assert all(row[name] is not None for name in declared.required)
        assert not declared.identifiers or any(row[name] is not None for name in declared.identifiers)
        for name, value in row.items():
            column = declared[name]
            assert value is None or isinstance(value, kinds[column.kind])
            assert value is None or column.kind is not Kind.CODE or value in column.codes.labels  # type: ignore[union-attr]
        for check in declared.dates_in_order:
            assert row[check.earlier] is None or row[check.later] is None or row[check.earlier] <= row[check.later]


@pytest.mark.parametrize("table", [table for table in TABLES if not table.published], ids=lambda table: table.name)
def test_rows_do_not_repeat(table: object) -> None:
    declared = BY_NAME[table.name]  # type: ignore[attr-defined]
    keys = Counter(tuple(row[name] for name in (*declared.unique, "nhs_number") if name in row) for row in area().tables[declared.name])
    assert max(keys.values()) == 1


def test_nothing_has_happened_after_the_day_the_area_is_shown_at() -> None:
    for name, rows in area().tables.items():
        past = [column.name for column in BY_NAME[name].columns if column.says_as_at or column.name == "date_of_birth"]
        assert all(row[column] is None or row[column] <= AS_AT for row in rows for column in past)


def open_spells(day: date) -> dict[str, set[str]]:
    """Categories open on a day, for each child of school age with a plan or SEN support."""
    children = {row["child_id"]: row for row in area().tables["children"] if row["sen_status"] != "N"}
    found: dict[str, set[str]] = {}
    for row in area().tables["spells"]:
        child = children.get(row["child_id"])
        if (
            child
            and is_school_age(child["date_of_birth"], day)
            and row["start_date"] <= day
            and (row["end_date"] is None or row["end_date"] > day)
        ):
            found.setdefault(row["child_id"], set()).add(row["category"])
    return found


def test_about_four_thousand_children_with_send_of_whom_some_five_hundred_are_out() -> None:
    with_send = [row for row in area().tables["children"] if row["sen_status"] != "N"]
    assert len(with_send) == 4000
    assert 450 <= len(open_spells(AS_AT)) <= 560


def test_some_children_are_out_in_more_than_one_way() -> None:
    assert 30 <= sum(len(categories) > 1 for categories in open_spells(AS_AT).values()) <= 90


def test_every_category_has_children() -> None:
    counts = Counter(category for categories in open_spells(AS_AT).values() for category in categories)
    assert set(counts) == set(codes.CATEGORY.labels)
    assert min(counts.values()) >= 8


def test_home_education_grows_and_missing_school_has_a_season() -> None:
    series = [open_spells(day) for day in month_ends(AS_AT, 36)]
    home = [sum("ehe" in categories for categories in month.values()) for month in series]
    assert home[-1] > home[11] > home[0] * 0.9
    part_time = [sum("part_time" in categories for categories in month.values()) for month in series]
    by_month = {
        month: sum(out for day, out in zip(month_ends(AS_AT, 36), part_time, strict=True) if day.month == month) for month in (2, 8)
    }
    assert by_month[8] < by_month[2]


def test_autism_waits_have_a_median_near_sixty_weeks_and_a_long_tail() -> None:
    weeks = sorted(
        (AS_AT - row["referral_received_date"]).days // 7
        for row in area().tables["diagnostic_waits"]
        if row["assessment"] == "autism" and row["assessment_start_date"] is None and row["closed_date"] is None
    )
    assert 50 <= median(weeks) <= 70
    assert weeks[-1] > 200


def test_children_out_of_school_reach_less_health_care() -> None:
    out = set(open_spells(AS_AT))
    share = {}
    for where in (True, False):
        rows = [row for row in area().tables["health_access"] if (row["child_id"] in out) is where and row["status"] != "not_needed"]
        share[where] = sum(row["status"] == "in_place" for row in rows) / len(rows)
    assert share[True] < share[False] - 0.15


def test_some_children_miss_half_the_latest_term_and_are_on_no_register() -> None:
    rows = area().tables["attendance"]
    latest = rows[-1]["term"]
    missing = {row["child_id"] for row in rows if row["term"] == latest and row["sessions_missed"] * 2 >= row["sessions_possible"]}
    assert 20 <= len(missing - set(open_spells(AS_AT))) <= 80


def test_a_few_children_are_known_to_nobody_else() -> None:
    known = {row["child_id"] for row in area().tables["children"]}
    numbers = {row["nhs_number"] for row in area().tables["children"]}
    assert 2 <= len({row["child_id"] for row in area().tables["spells"]} - known) <= 15
    assert 2 <= sum(row["child_id"] is None and row["nhs_number"] not in numbers for row in area().tables["diagnostic_waits"]) <= 15


def test_every_child_that_a_health_partner_names_can_be_found() -> None:
    children = {row["child_id"]: row for row in area().tables["children"]}
    for row in (*area().tables["diagnostic_waits"], *area().tables["health_access"]):
        if row["child_id"] is not None:
            assert children[row["child_id"]]["nhs_number"] or children[row["child_id"]]["upn"]


def test_identifiers_in_the_truth_pass_their_checks_and_are_nobodys() -> None:
    for row in area().tables["children"]:
        if row["nhs_number"] is not None:
            assert row["nhs_number"].startswith("999")
            assert nhs.is_valid(row["nhs_number"])
        if row["upn"] is not None:
            assert row["upn"][1:4] == COUNCIL_CODE
            assert row["upn"][0] == upn.calc_check_digit(row["upn"])
        assert row["school_urn"] is None or row["school_urn"].startswith("900")


@cache
def typed_cells() -> tuple[tuple[Path, str], ...]:
    """Every cell of the sample as text."""
    return tuple((path, str(cell)) for path in FILES for cell in _cells(path) if cell is not None and not isinstance(cell, datetime))


def _cells(path: Path) -> list[object]:
    if path.suffix != ".csv":
        return [cell for _, row in cells_of(path) for cell in row]
    data = path.read_bytes()
    text = data.decode("utf-8-sig" if data[:3] == b"\xef\xbb\xbf" else "cp1252")
    delimiter = ";" if ";" in text.splitlines()[0] else ","
    return [cell for line in csv.reader(io.StringIO(text), delimiter=delimiter) for cell in line]


def test_no_real_identifier_is_in_the_files() -> None:
    for path, cell in typed_cells():
        squeezed = cell.replace(" ", "")
        if re.fullmatch(r"\d{10}", squeezed):
            assert squeezed.startswith("999"), path.name
        if re.fullmatch(r"[A-Z]\d{11}[0-9A-Z]", cell):
            assert cell[1:4] == COUNCIL_CODE, path.name
        if re.fullmatch(r"[A-Z]{1,2}\d[0-9A-Z]? \d[A-Z]{2}", cell):
            assert cell.startswith("ZZ"), path.name
        if re.fullmatch(r"0\d{4} ?\d{6}", cell):
            assert cell.startswith("07700 900"), path.name


def test_two_nhs_numbers_and_two_upns_are_typed_wrong() -> None:
    cells = {cell for _, cell in typed_cells()}
    numbers = [cell for cell in cells if re.fullmatch(r"999 \d{3} \d{4}|999\d{7}", cell)]
    pupils = [cell for cell in cells if re.fullmatch(rf"[A-Z]{COUNCIL_CODE}\d{{8}}[0-9A-Z]", cell)]
    assert sum(not nhs.is_valid(cell) for cell in numbers) == 2
    assert sum(upn.calc_check_digit(cell) != cell[0] for cell in pupils) == 2


def test_the_mess_is_there() -> None:
    cells = [cell for _, cell in typed_cells()]
    assert "#N/A" in cells or "=NA()" in cells
    for typed in ("EHCP", "Home Ed", "SALT", "PTT", "TBC", "Total"):
        assert typed in cells
    assert any(re.fullmatch(r"\d{1,2} Sept \d{4}", cell) for cell in cells)
    assert any(re.fullmatch(r"\d{2}\.\d{2}\.\d{2}", cell) for cell in cells)
    assert any("31 October 2026" in cell for cell in cells)


def test_rows_are_typed_twice_and_lines_left_blank() -> None:
    rows = cells_of(SAMPLE / "Alderbrook Council SEND caseload 31-10-2026.xlsx")
    assert [each for each, count in Counter(row for row in rows if any(row[1])).items() if count > 1]
    assert any(not any(earlier[1]) and any(later[1]) for earlier, later in pairwise(rows[10:]))


@pytest.mark.parametrize("column", WORDS)
def test_local_words_stand_for_their_codes(column: str) -> None:
    lists: dict[str, Codes] = {each.name: each.codes for table in TABLES for each in table.columns if each.codes is not None}
    known = {"outcome": codes.OUTCOME, "wait_outcome": codes.WAIT_OUTCOME}.get(column) or lists[column]
    for code, typed in WORDS[column].items():
        assert {known.find(word) for word in typed} == {code}


def test_each_file_names_columns_that_must_not_be_kept() -> None:
    headings = {fold(cell) for _, cell in typed_cells() if is_personal(cell)}
    assert {"surname", "forename", "postcode", "patient name", "mobile"} <= headings


def test_another_size_and_day_can_be_asked_for() -> None:
    small = invent(seed=5, children=200, as_at=date(2025, 3, 31))
    assert sum(row["sen_status"] != "N" for row in small.tables["children"]) == 200
    assert max(row["start_date"] for row in small.tables["spells"]) <= date(2025, 3, 31)
