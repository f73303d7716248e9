"""Real, published files are read as Excel shows them."""

from pathlib import Path

import openpyxl
import pytest

from rollcall.intake.reading.read import Dropped, ReadFile, read_files
from tests.intake.read_made import cell


def _read(path: Path) -> ReadFile:
    return read_files([Dropped(path.name, path.read_bytes())])[0]


@pytest.mark.parametrize(
    "name",
    ["annex_a_send_validation_rules.xlsx", "community_health_2023-03-01.xlsx", "community_health_2023-08-01.xlsx", "fake_sen.xlsx"],
)
def test_every_number_and_word_stands_where_another_reader_finds_it(real: Path, name: str) -> None:
    book = openpyxl.load_workbook(real / name, data_only=True)
    compared = 0
    for sheet in _read(real / name).sheets:
        for row in book[sheet.name].iter_rows():
            for theirs in row:
                if isinstance(theirs.value, str) and theirs.value.strip() and theirs.value.strip() == theirs.value:
                    assert cell(sheet, theirs.coordinate) == theirs.value
                    compared += 1
                elif isinstance(theirs.value, int | float) and not isinstance(theirs.value, bool):
                    assert float(cell(sheet, theirs.coordinate) or "nan") == theirs.value
                    compared += 1
    assert compared > 50


def test_the_home_education_file_has_its_rows_and_headings(real: Path) -> None:
    path = real / "ehe_academic_year.csv"
    sheet = _read(path).sheets[0]
    assert sheet.height == len(path.read_text("utf-8-sig").splitlines())
    assert "time_period" in sheet.row(0)
