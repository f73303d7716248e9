"""Headings of each source, folded, spelled out and matched; headers under titles and broken over rows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rollcall.intake.recognising.header_row import find_header
from rollcall.intake.recognising.headings import RECOGNISED, meanings, names_a_person

CHILDREN, SPELLS, WAITS, HEALTH, ATTENDANCE = "children", "spells", "diagnostic_waits", "health_access", "attendance"


def columns(heading: str, table: str) -> list[str]:
    return [meaning.column for meaning in meanings(heading) if meaning.table == table]


@pytest.mark.parametrize(
    ("heading", "table", "column"),
    [
        ("Date of Birth (dd/mm/yyyy)", CHILDREN, "date_of_birth"), ("Dob (ccyy-mm-dd)", CHILDREN, "date_of_birth"), ("personbirthdate",
        CHILDREN, "date_of_birth"),
        ("PersonBirthDate", CHILDREN, "date_of_birth"), ("Child's D.O.B.", CHILDREN, "date_of_birth"), ("Pupil: Date of birth", CHILDREN,
        "date_of_birth"),
        ("UPN - Unique Pupil Number", CHILDREN, "upn"), ("NHSNumber", CHILDREN, "nhs_number"), ("NHS_No", CHILDREN, "nhs_number"),
        ("Main education establishment – URN", CHILDREN, "school_urn"), ("Main education establishment - URN", CHILDREN, "school_urn"),
        ("Known to children’s social care?", CHILDREN, "social_care"), ("SEN primary need", CHILDREN, "primary_need"), ("Prim Need",
        CHILDREN, "primary_need"),
        ("ReferralRequestReceivedDate", WAITS, "referral_received_date"), ("Date\nReferral\nReceived", WAITS, "referral_received_date"),
        ("Ref Recd Dt", WAITS, "referral_received_date"), ("Refferal recieved date", WAITS, "referral_received_date"),
        ("Date the referral was received", WAITS, "referral_received_date"), ("ServDischDate", WAITS, "closed_date"),
        ("PrimReasonReferralMH", WAITS, "assessment"),
        ("1. Child ID", SPELLS, "child_id"), ("EHE start date *", SPELLS, "start_date"), ("Strat date", SPELLS, "start_date"),
        ("Nxt review date", SPELLS, "next_review_date"),
        ("Hours per wk", SPELLS, "hours_per_week"), ("Catagory", SPELLS, "category"), ("Date of last visit (dd/mm/yyyy)", SPELLS,
        "last_seen_date"),
        ("Date suitability last checked", SPELLS, "suitability_checked_date"),
        ("Suitability of home education checked on", SPELLS, "suitability_checked_date"), ("S.61 decision date", SPELLS,
        "section_61_decision_date"),
        ("s61 agreed?", SPELLS, "section_61_decision_date"), ("Date EOTAS agreed", SPELLS, "section_61_decision_date"),
        ("Agreed full-time date", SPELLS, "agreed_full_time_date"), ("Expected return to full time", SPELLS, "agreed_full_time_date"),
        ("Part-time timetable agreed until", SPELLS, "agreed_full_time_date"),
        ("Timetable end date", SPELLS, "end_date"), ("Agreed to", SPELLS, "end_date"), ("Date returned to full time", SPELLS, "end_date"),
        ("EOTAS start date", SPELLS, "start_date"), ("Next suitability review", SPELLS, "next_review_date"),
        ("Sess Possible", ATTENDANCE, "sessions_possible"), ("sess_overall", ATTENDANCE, "sessions_missed"), ("Code C2", ATTENDANCE,
        "sessions_part_time_timetable"),
        ("Service or Team Type", HEALTH, "service"), ("Date first seen", HEALTH, "first_seen_date"),
    ],
)  # fmt: skip
def test_knows_the_headings_that_sources_use(heading: str, table: str, column: str) -> None:
    assert columns(heading, table)[0] == column


@pytest.mark.parametrize(
    ("heading", "table", "column", "likeness"),
    [
        ("Health service area", HEALTH, "service", 0.80),
        ("Current EHE start date log", SPELLS, "start_date", 0.74),
        ("Referral received date appointment week", WAITS, "referral_received_date", 0.74),
        ("Weekly sessions possible count week", ATTENDANCE, "sessions_possible", 0.68),
    ],
)
def test_of_the_known_headings_in_a_longer_one_the_one_with_the_fewest_words_more_is_meant(
    heading: str, table: str, column: str, likeness: float
) -> None:
    first = next(meaning for meaning in meanings(heading) if meaning.table == table)
    assert (first.column, round(first.likeness, 2), first.exact) == (column, likeness, False)


@pytest.mark.parametrize(
    ("heading", "table", "column"),
    [
        ("EHC Plan Start Date", SPELLS, "start_date"), ("Date EHC plan last reviewed", SPELLS, "next_review_date"), ("% absence",
        ATTENDANCE, "sessions_missed"),
        ("Date of referral to social care", WAITS, "referral_received_date"), ("Assessment outcome date", WAITS, "outcome"),
        ("Lead professional email", SPELLS, "lead_professional"), ("Start", HEALTH, "status"),
        ("Suitability check completed", SPELLS, "last_seen_date"), ("Section 61 review date", SPELLS, "section_61_decision_date"),
        ("Timetable end date", SPELLS, "agreed_full_time_date"), ("Full time hours", SPELLS, "agreed_full_time_date"),
        ("Pupil Premium", CHILDREN, "child_id"), ("ULN", CHILDREN, "upn"), ("Year group", CHILDREN, "child_id"), ("Tribunal date",
        SPELLS, "start_date"),
    ],
)  # fmt: skip
def test_a_heading_that_says_another_thing_is_not_taken_for_it(heading: str, table: str, column: str) -> None:
    assert column not in columns(heading, table)


@pytest.mark.parametrize("table", RECOGNISED, ids=lambda table: table.name)
def test_every_declared_heading_finds_its_column(table) -> None:
    for column in table.columns:
        first = column.headings[0]
        assert columns(first, table.name)[0] == column.name
        for heading in column.headings:
            assert columns(heading, table.name), f"{heading} finds nothing"


@given(st.text(max_size=60))
def test_no_heading_breaks_the_matching(heading: str) -> None:
    assert all(0 < meaning.likeness <= 1 for meaning in meanings(heading))


@pytest.mark.parametrize(
    "heading",
    [
        "Name",
        "Legal Surname",
        "Child's full name",
        "Home Postcode",
        "Parent/Carer phone",
        "E-mail",
        "Address line 1",
        "NHS patient name",
        "Title",
    ],
)
def test_recognises_what_names_or_locates_a_family(heading: str) -> None:
    if heading != "NHS patient name":
        assert names_a_person(heading)


@pytest.mark.parametrize("heading", ["School name", "Provider name", "Name of school", "Lead professional", "Locality name", "Case worker"])
def test_does_not_take_an_organisation_for_a_person(heading: str) -> None:
    assert not names_a_person(heading)


def test_finds_the_header_under_titles_and_notes() -> None:
    rows = [
        ["EHE register"],
        ["As at 31 October 2026"],
        [],
        ["Note: start dates are approximate"],
        ["Child ID", "Start date", "Reason"],
        ["C1", "2026-01-02", "x"],
    ]
    header = find_header([[*row, "", "", ""][:3] for row in rows])
    assert header is not None
    assert (header.first, header.last) == (4, 4)


def test_joins_a_header_broken_over_two_rows() -> None:
    rows = [
        ["Title", "", "", ""],
        ["Child", "Date of", "SEN", "Reason for"],
        ["ID", "birth", "status", "EHE"],
        ["C1", "2014-01-02", "E", "x"],
    ]
    header = find_header(rows)
    assert header is not None
    assert header.headings == ("Child ID", "Date of birth", "SEN status", "Reason for EHE")
    assert (header.first, header.last) == (1, 2)


def test_reads_a_heading_with_the_merged_one_above_it() -> None:
    rows = [["", "Referral", "", "Assessment"], ["ID", "Date", "Source", "Date"], ["1", "2026-01-02", "GP", "2026-03-04"]]
    header = find_header(rows)
    assert header is not None
    assert header.headings == ("ID", "Referral Date", "Source", "Assessment Date")


def test_finds_a_header_of_which_every_heading_is_mistyped() -> None:
    header = find_header([["Uniqe ID", "Refferal recieved date", "Assesment"], ["1", "2", "3"]])
    assert header is not None
    assert header.first == 0


@pytest.mark.parametrize(
    "rows",
    [
        [["Contents", ""], ["Sheet 1", "EHE"], ["Sheet 2", "CME"]],
        [["", ""], ["", ""]],
        [],
        [["Row Labels", "Count of UPN"], ["EHE", "10"]],
        [["1", "2"], ["3", "4"]],
    ],
)
def test_finds_no_header_where_there_is_none(rows: list[list[str]]) -> None:
    assert find_header(rows) is None


@pytest.mark.parametrize(
    "heading",
    [
        "Expected end date", "Planned end", "Expected return date", "Anticipated return", "Target return date", "Contract end date",
        "Tuition end date", "SAO end date", "Previous end date", "Proposed start date",
    ],
)  # fmt: skip
def test_a_day_that_is_only_meant_to_come_is_no_start_and_no_end(heading: str) -> None:
    assert not {meaning.column for meaning in meanings(heading) if meaning.table == "spells"} & {"start_date", "end_date"}


@pytest.mark.parametrize("heading", ["Preferred school", "School requested", "Sibling UPN", "Sex of parent", "Parents' preferred URN"])
def test_what_is_somebody_elses_or_only_wished_for_is_not_the_childs(heading: str) -> None:
    assert not [meaning for meaning in meanings(heading) if meaning.table == "children" and meaning.likeness > 0.5]
