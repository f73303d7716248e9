"""NHS numbers and UPNs: checked, then hashed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.gb import nhs, upn

from rollcall.intake.values.identifiers import (
    Check,
    check_nhs_number,
    check_upn,
    clean_local_id,
    good_nhs_numbers,
    good_upns,
    hashed,
    hashed_all,
)
from tests.intake import workbooks
from tests.intake.workbooks import codes, examined, kept, sheet

KEY = b"a key for the tests"


@pytest.mark.parametrize("typed", ["9434765919", "943 476 5919", "943-476-5919", " 943 476 5919 "])
def test_an_nhs_number_is_good_however_it_is_spaced(typed: str) -> None:
    assert check_nhs_number(typed).check is Check.GOOD
    assert check_nhs_number(typed).plain == "9434765919"


@pytest.mark.parametrize("typed", ["9434765918", "943476591", "94347659190", "abc", "9999999999", "943476591X"])
def test_a_wrong_nhs_number_is_wrong(typed: str) -> None:
    assert check_nhs_number(typed).check is Check.WRONG


@given(st.from_regex(r"\d{10}", fullmatch=True))
def test_the_check_digit_agrees_with_the_standard_library_of_numbers(typed: str) -> None:
    if typed.isascii() and len(set(typed)) > 1:
        assert (check_nhs_number(typed).check is Check.GOOD) == nhs.is_valid(typed)


@given(
    st.lists(
        st.one_of(st.from_regex(r"[0-9]{10}", fullmatch=True), st.text(max_size=12), st.integers(0, 9999).map(workbooks.nhs_number)),
        max_size=30,
    )
)
def test_many_at_once_are_judged_as_one_by_one(typed: list[str]) -> None:
    ten_digits = [text.isascii() and text.isdecimal() and len(text) == 10 for text in typed]
    one_by_one = [ten and check_nhs_number(text).check is Check.GOOD for text, ten in zip(typed, ten_digits, strict=True)]
    assert good_nhs_numbers(typed).tolist() == one_by_one


@given(st.integers(0, 999))
def test_a_upn_with_the_right_letter_is_good(serial: int) -> None:
    typed = workbooks.upn(serial)
    assert upn.is_valid(typed)
    assert check_upn(typed.lower()).check is Check.GOOD


@pytest.mark.parametrize("council", [838, 839, 940, 941, 942, 943])
def test_councils_made_lately_are_known(council: int) -> None:
    assert check_upn(workbooks.upn(7, council)).check is Check.GOOD


def test_an_unknown_council_is_told_and_not_refused() -> None:
    assert check_upn(workbooks.upn(7, 999)).check is Check.UNKNOWN_COUNCIL


@pytest.mark.parametrize("typed", ["A801200001001", "T80120000100", "wills_upn", "I801200001001", "1234567890123"])
def test_a_wrong_upn_is_wrong(typed: str) -> None:
    assert check_upn(typed).check is Check.WRONG


@pytest.mark.parametrize("typed", ["", "UN1", "UN10", "unknown", "n/a", "-"])
def test_a_upn_said_to_be_unknown_is_blank(typed: str) -> None:
    assert check_upn(typed).check is Check.BLANK


def test_the_same_number_hashes_the_same_in_one_store_and_otherwise_in_another() -> None:
    assert hashed("upn", "T801200001001", KEY) == hashed("upn", "T801200001001", KEY)
    assert hashed("upn", "T801200001001", KEY) != hashed("upn", "T801200001001", b"another key")
    assert len(hashed("upn", "T801200001001", KEY)) == 32


def test_a_local_reference_keeps_its_zeros_and_letters() -> None:
    assert clean_local_id(" 00417 ") == "00417"
    assert clean_local_id("n/a") is None


@given(
    st.lists(
        st.one_of(
            st.from_regex(r"[A-Z][0-9]{12}", fullmatch=True),
            st.from_regex(r"[A-Z][0-9]{11}[A-Z]", fullmatch=True),
            st.text(max_size=14),
            st.builds(workbooks.upn, st.integers(0, 9999), st.sampled_from((801, 839, 199))),
        ),
        max_size=30,
    )
)
def test_many_upns_at_once_are_judged_as_one_by_one(typed: list[str]) -> None:
    permanent = [len(text) == 13 and text[-1].isdecimal() and text == text.strip() for text in typed]
    one_by_one = [sound and check_upn(text).check is Check.GOOD for text, sound in zip(typed, permanent, strict=True)]
    assert good_upns(typed).tolist() == one_by_one


@given(st.lists(st.text(max_size=20), max_size=20), st.binary(min_size=1, max_size=130))
def test_many_hashes_at_once_are_the_same_hashes(plains: list[str], key: bytes) -> None:
    assert hashed_all("upn", plains, key) == [hashed("upn", plain, key) for plain in plains]


@pytest.mark.parametrize("name", ["Zebedee Dunkerley", "ZebedeeDunkerley", "Dunkerley, Zebedee", "Zoë O'Neill-Smith"])
def test_a_name_typed_as_a_reference_names_no_child_and_is_not_told(name: str) -> None:
    found = examined(sheet([["Pupil ref", "Category", "Start date"], [name, "EHE", "14/09/2025"], ["C2", "EHE", "15/09/2025"]]))
    assert [row["child_id"] for row in kept(found, "spells")] == ["C2"]
    assert "no_identifier" in codes(found)
    assert name not in repr(found.findings)
