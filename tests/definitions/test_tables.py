"""The declarations agree with themselves: no heading means two columns of one table, no word two codes of one list."""

import pytest

from rollcall.definitions.codes import ALL_CODES, DURATION_BANDS, WAITING_BANDS, Band
from rollcall.definitions.official_lists import official
from rollcall.definitions.personal import is_personal
from rollcall.definitions.table import Codes, Table, fold
from rollcall.definitions.tables import TABLES


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_heading_of_a_table_means_one_column(table: Table) -> None:
    owner: dict[str, str] = {}
    for column in table.columns:
        for heading in column.headings:
            assert owner.setdefault(heading, column.name) == column.name, f"{heading!r} is claimed twice in {table.name}"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_says_what_it_means_and_shows_an_example(table: Table) -> None:
    for column in table.columns:
        assert column.meaning.endswith("."), column.name
        assert column.example, column.name
        if column.codes and column.example:
            assert column.codes.find(column.example), column.name


@pytest.mark.parametrize("codes", ALL_CODES, ids=lambda codes: codes.name)
def test_every_code_and_label_finds_its_own_code(codes: Codes) -> None:
    for code in codes.codes:
        assert codes.find(code.code) == code.code
        assert codes.find(code.label) == code.code


@pytest.mark.parametrize("bands", [DURATION_BANDS, WAITING_BANDS], ids=["duration", "waiting"])
def test_every_number_of_days_falls_in_exactly_one_band(bands: tuple[Band, ...]) -> None:
    for days in range(1000):
        assert sum(band.holds(days) for band in bands) == 1


def test_waiting_bands_are_those_of_the_published_statistics() -> None:
    published = {(int(row["days_from"]), row["days_to"]) for row in official("chs_waiting_bands")}
    for band in WAITING_BANDS:
        assert (band.days_from, "" if band.days_to is None else str(band.days_to)) in published


@pytest.mark.parametrize(
    "heading",
    [
        "Surname",
        "Child's Name",
        "Post Code",
        "Parent/carer name",
        "Home address",
        "Pupil Forename",
        "Mobile No",
        "PC district",
        "PC",
        "Outcode",
        "Postal district",
        "Postcode area",
        "Postcode sector",
    ],
)
def test_names_addresses_and_contacts_are_recognised(heading: str) -> None:
    assert is_personal(heading)


@pytest.mark.parametrize("heading", ["School name", "Provider", "Lead professional", "Officer email", "Date of birth", "SEN status"])
def test_other_headings_are_not_taken_for_personal_ones(heading: str) -> None:
    assert not is_personal(heading)


def test_folding_takes_away_case_dashes_and_punctuation() -> None:
    assert fold("Main education establishment – URN") == "main education establishment urn"
    assert fold("  Child's  D.O.B. ") == "childs d o b"
