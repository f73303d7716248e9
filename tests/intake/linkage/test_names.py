"""Names and postcodes as partners write them, read alike."""

from __future__ import annotations

import pytest

from rollcall.intake.linkage.names import NO_NAME, PersonName, name_of_parts, read_name, read_postcode

JANE = PersonName("jane", "smith", "js")


@pytest.mark.parametrize("full", ["Jane Smith", "SMITH, Jane", "Smith , Jane Anne", "Miss Jane Smith", "Jane Anne Smith", "jane  SMITH"])
def test_a_full_name_is_read_alike_however_it_is_written(full: str) -> None:
    assert read_name(full) == JANE


@pytest.mark.parametrize("letters", ["JS", "J.S.", "j s", "J. A. S."])
def test_initials_are_those_of_the_first_name_and_the_family_name(letters: str) -> None:
    assert read_name(letters) == PersonName(None, None, "js")
    assert name_of_parts(None, None, letters) == PersonName(None, None, "js")


def test_a_first_name_of_one_letter_is_an_initial() -> None:
    assert read_name("Smith, J") == PersonName(None, "smith", "js")


def test_accents_dashes_and_apostrophes_are_folded_away() -> None:
    assert name_of_parts("Zoë", "O'Neill-Núñez") == PersonName("zoe", "oneillnunez", "zo")


@pytest.mark.parametrize("letters", ["NK", "NA", "nk", "N.A."])
def test_initials_that_look_like_a_blank_are_initials(letters: str) -> None:
    told = PersonName(None, None, letters.lower().replace(".", ""))
    assert read_name(letters) == name_of_parts(None, None, letters) == told


def test_a_family_called_na_or_null_has_a_name() -> None:
    assert name_of_parts("Na", "Null") == read_name("Null, Na") == PersonName("na", "null", "nn")


@pytest.mark.parametrize("nothing", ["", "n/a", "Unknown", "LT1", "12345", "Jane"])
def test_what_is_no_name_is_none(nothing: str) -> None:
    assert read_name(nothing) == NO_NAME


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("ls1 4ab", ("LS14AB", "LS1")),
        ("LS14AB", ("LS14AB", "LS1")),
        ("SW1A  1AA", ("SW1A1AA", "SW1A")),
        ("LS1", (None, "LS1")),
        ("LS1 4", (None, "LS1")),
        ("somewhere", (None, None)),
        ("", (None, None)),
    ],
)
def test_a_postcode_has_a_district(typed: str, read: tuple[str | None, str | None]) -> None:
    assert read_postcode(typed) == read
