"""Partners' words for codes, and numbers as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rollcall.definitions import codes
from rollcall.definitions.table import Codes
from rollcall.intake.values.people_named import shown_word
from rollcall.intake.values.words import code_of, counts_something_else, read_codes, read_number


@pytest.mark.parametrize(
    ("of", "typed", "code"),
    [
        (codes.SEN_STATUS, "EHC Plan", "E"), (codes.SEN_STATUS, "EHCP", "E"), (codes.SEN_STATUS, "E - EHCP", "E"), (codes.SEN_STATUS,
        "K (SEN Support)", "K"),
        (codes.SEN_STATUS, "EHCP maintained", "E"), (codes.SEN_STATUS, "SEN Suport", "K"), (codes.SEN_STATUS, "N - No SEN", "N"),
        (codes.CATEGORY, "Home Ed", "ehe"), (codes.CATEGORY, "C.M.E.", "cme"), (codes.CATEGORY, "PTT", "part_time"), (codes.CATEGORY,
        "part time t/t", "part_time"),
        (codes.CATEGORY, "EOTAS package (S61)", "eotas"), (codes.CATEGORY, "Unregistered AP - tuition", "unregistered_ap"),
        (codes.CATEGORY, "Flexi-schooling", "flexi_schooled"),
        (codes.CATEGORY, "Elective Home Educaton", "ehe"), (codes.CATEGORY, "Severe absence (50%+)", "severely_absent"),
        (codes.SERVICE, "SALT", "slt"), (codes.SERVICE, "S&LT", "slt"), (codes.SERVICE, "Speech and Language Therapy Service (North)",
        "slt"),
        (codes.SERVICE, "O.T.", "ot"), (codes.SERVICE, "CAMHS Tier 3", "camhs"), (codes.SERVICE, "6", "community_paediatrics"),
        (codes.SERVICE, "33", "slt"),
        (codes.ACCESS_STATUS, "on waiting list", "waiting"), (codes.ACCESS_STATUS, "Receiving support", "in_place"),
        (codes.ACCESS_STATUS, "n/a", "not_needed"),
        (codes.ASSESSMENT, "ASD/ADHD", "neurodevelopmental"), (codes.ASSESSMENT, "Autism (ASD)", "autism"), (codes.ASSESSMENT, "25",
        "autism"),
        (codes.ASSESSMENT, "ASD - over 5s", "autism"), (codes.SEX, "1", "M"), (codes.SEX, "Girl", "F"),
        (codes.SOCIAL_CARE, "Child in Need (S17)", "child_in_need"), (codes.SOCIAL_CARE, "LAC", "looked_after"),
        (codes.REASON, "Dissatisfaction (SEND)", "School dissatisfaction SEND"), (codes.REASON, "philosphical",
        "Philosophical or preferential"),
    ],
)  # fmt: skip
def test_knows_a_partners_word(of: Codes, typed: str, code: str) -> None:
    found, sure = code_of(of, typed)
    assert found == code
    assert 0.75 <= sure <= 1


@pytest.mark.parametrize(
    ("of", "typed"),
    [
        (codes.SEN_STATUS, "No EHCP"), (codes.SEN_STATUS, "EHCNA requested"), (codes.SEN_STATUS, "awaiting EHCP"), (codes.SEN_STATUS,
        "EHCP ceased"),
        (codes.SEN_STATUS, "EHCP refused"), (codes.ACCESS_STATUS, "not being seen"), (codes.ACCESS_STATUS, "Not in place"),
        (codes.CATEGORY, "Registered AP"),
        (codes.SOCIAL_CARE, "closed to CIN"), (codes.CATEGORY, "mainstream"), (codes.SERVICE, "banana"),
    ],
)  # fmt: skip
def test_does_not_take_a_word_for_its_opposite(of: Codes, typed: str) -> None:
    assert code_of(of, typed)[0] is None


@pytest.mark.parametrize("of", codes.ALL_CODES, ids=lambda of: of.name)
def test_every_code_label_and_alias_is_known_for_certain(of: Codes) -> None:
    for code in of.codes:
        assert code_of(of, code.code) == (code.code, 1.0)
        assert code_of(of, code.label)[0] == code.code
        for alias in code.aliases:
            assert code_of(of, alias)[1] == 1.0


@given(st.sampled_from(codes.ALL_CODES), st.text(max_size=40))
def test_any_text_gets_a_code_of_the_list_or_none(of: Codes, typed: str) -> None:
    code, sure = code_of(of, typed)
    assert (code is None) == (sure == 0)
    assert code is None or code in of.labels


def test_yes_means_what_its_heading_says() -> None:
    assert read_codes(codes.SEN_STATUS, ["Y", "N"], "EHCP", keeps_unknown=False).codes == ("E", "N")
    assert read_codes(codes.SEN_STATUS, ["Yes", "No"], "SEN support", keeps_unknown=False).codes == ("K", "N")
    assert read_codes(codes.SEN_STATUS, ["Yes"], "SEN", keeps_unknown=False).unknown == (True,)


def test_a_local_word_outside_the_list_stays_as_typed() -> None:
    read = read_codes(codes.REASON, ["  Moved   to a boat ", "mental health", "n/a"], "Reason", keeps_unknown=True)
    assert read.codes == ("Moved to a boat", "Mental health", None)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1,840", 1840),
        ("12.5 hrs", 12.5),
        ("12:30", 12.5),
        ("-3", -3),
        ("25%", 25),
        ("15 hours per week", 15),
        (".5", 0.5),
        ("0", 0),
        ("140 sessions", 140),
    ],
)
def test_reads_numbers_as_people_type_them(typed: str, number: float) -> None:
    assert read_number(typed) == number


@pytest.mark.parametrize("typed", ["abc", "1,84", "12:75", "", "1-2", "ten"])
def test_does_not_read_what_is_not_a_number(typed: str) -> None:
    assert read_number(typed) is None


@pytest.mark.parametrize(
    ("of", "typed"),
    [
        (codes.CATEGORY, word)
        for word in (
            "EHE closed",
            "Previously EHE",
            "EHE enquiry",
            "Ex EHE",
            "EHE?",
            "CME resolved",
            "Reduced timetable ended",
            "Considering EHE",
        )
    ]
    + [(codes.SEN_STATUS, word) for word in ("EHCP lapsed", "Discontinued EHCP", "My Support Plan", "Pre-EHCP")]
    + [(codes.OUTCOME, word) for word in ("Return to school planned", "Returned then left")]
    + [(codes.ASSESSMENT, word) for word in ("ADHD review", "Autism - adult", "Autism follow-up", "ADHD medication")]
    + [
        (codes.SERVICE, "Occupational health"),
        (codes.SERVICE, "Adult SLT"),
        (codes.YES_NO_SOME, "Yes - if EHCP"),
        (codes.PRIMARY_NEED, "Query ASD"),
    ],
)
def test_a_word_beside_a_known_one_that_makes_another_thing_of_it_is_asked_about(of: Codes, typed: str) -> None:
    assert code_of(of, typed) == (None, 0.0)


def test_a_word_of_very_many_blanks_is_read_at_once_and_known_to_be_none() -> None:
    assert code_of(codes.CATEGORY, "E" + " " * 32_000 + "n") == (None, 0.0)


@pytest.mark.parametrize("typed", ["3 days", "5%", "10 sessions"])
def test_days_sessions_and_per_cent_are_no_hours(typed: str) -> None:
    assert counts_something_else(typed)
    assert not counts_something_else(typed.split()[0].rstrip("%") + " hours")


def test_a_word_that_could_be_a_name_is_not_shown() -> None:
    assert "Thaddeus" not in shown_word("Thaddeus Dunkerley", 1)
    assert shown_word("Tuition Hub", 12) == "Tuition Hub"
    assert shown_word("Home Education", 1) == "Home Education"
