"""The sample files, read from end to end, give the answers of the invented truth: nothing is lost, doubled or misread on the way."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from rollcall.access import Role, Viewer
from rollcall.answers.ask import Visit
from rollcall.definitions.calendar import is_school_age
from rollcall.definitions.tables import BY_NAME
from rollcall.intake.intake import Examined, examine, keep
from rollcall.intake.reading.read import Dropped
from rollcall.intake.values.identifiers import hashed
from rollcall.invent import AS_AT, invent
from rollcall.store import Store
from tests.plain.area import Access, Application, Area, Attendance, Child, Population, Service, Spell, SurveyAnswer, Wait
from tests.plain.picture import Picture
from tests.plain.questions import PLAIN

HASHED = ("nhs_number", "upn", "response")
SAMPLE = Path(__file__).parent.parent / "sample_data"
TRUTH = invent().tables
DAYS = (AS_AT, date(2026, 2, 17))

# What the files' own shapes decide (their columns, their names) and what no council or trust sends is not part of the invented truth.
ABOUT_FILES = {"files_kept", "completeness", "published_waits_by_service", "published_home_education"}
QUESTIONS = sorted(set(PLAIN) - ABOUT_FILES)

EXPECTED = {
    "EHCP caseload": "children",
    "SEN support": "children",
    "Awaiting diagnosis": "children",
    "School census": "population",
    "Notes": None,
    "CME": "spells",
    "EHE": "spells",
    "EOTAS": "spells",
    "PTT and flexi": "spells",
    "Unregistered AP": "spells",
    "Last three terms": "attendance",
    "This term": "attendance",
    "Severe absence": "spells",
    "Autism pathway": "diagnostic_waits",
    "Other pathways": "diagnostic_waits",
    "Community services": "health_access",
    "ADHD ASD MH waits": "diagnostic_waits",
    "CAMHS and LD access": "health_access",
    "Larkfold Therapies caseload Oct 26": "health_access",
    "Larkfold Therapies assessments Oct 26": "diagnostic_waits",
    "In-year applications": "in_year_admissions",
    "Services": "services",
    "Children and young people": "survey_responses",
    "Parents and carers": "survey_responses",
    "Professionals": "survey_responses",
}


@cache
def read_in() -> tuple[Examined, Store]:
    """The sample files, examined and kept in an empty store in memory."""
    store = Store.open()
    files = [Dropped(path.name, path.read_bytes()) for path in sorted(SAMPLE.iterdir()) if path.suffix != ".md"]
    examined = examine(files, store)
    keep(examined, store, by="test")
    return examined, store


def visit() -> Visit:
    """A lead's visit to what was read in."""
    return Visit(Viewer("Test lead", Role.LEAD), read_in()[1])


def as_kept(name: str, value: Any) -> Any:
    """A value as the store that read the files keeps it: hashed, where it names somebody."""
    return hashed(name, value, read_in()[1].key) if name in HASHED and value else value


@cache
def truth() -> Area:
    """The invented rows in the plain version's shapes, with what is hashed as the store that read the files hashes it."""

    def plain(shape: type, table: str) -> tuple:
        names = {field.name for field in fields(shape)} & set(BY_NAME[table].by_name)
        return tuple(shape(**{name: as_kept(name, row[name]) for name in names}) for row in TRUTH[table])

    return Area(
        children=plain(Child, "children"),
        spells=plain(Spell, "spells"),
        attendance=plain(Attendance, "attendance"),
        diagnostic_waits=plain(Wait, "diagnostic_waits"),
        health_access=plain(Access, "health_access"),
        in_year_admissions=plain(Application, "in_year_admissions"),
        services=plain(Service, "services"),
        population=plain(Population, "population"),
        survey_responses=plain(SurveyAnswer, "survey_responses"),
        told_at=(("Council", AS_AT), ("Trust", AS_AT), ("Board", AS_AT)),
    )


@cache
def picture(day: date) -> Picture:
    """The truth looked at on the day."""
    return Picture(truth(), day, {})


def test_every_sheet_is_taken_for_what_it_is() -> None:
    found = {sheet.sheet: sheet.table for file in read_in()[0].files for sheet in file.sheets}
    assert found == EXPECTED
    assert not [file.refused for file in read_in()[0].files if file.refused]


def test_the_files_speak_for_the_day_in_their_titles() -> None:
    assert visit().as_at == AS_AT


def test_only_rows_typed_twice_are_refused() -> None:
    assert {finding.code for finding in read_in()[0].findings if finding.refuses_row} == {"duplicate_row"}


def test_rows_read_are_rows_kept_refused_and_not_data() -> None:
    for file in read_in()[0].files:
        for sheet in file.sheets:
            assert sheet.rows_read == sheet.rows_kept + sheet.rows_refused + sheet.rows_not_data


@pytest.mark.parametrize("table", TRUTH)
def test_every_row_is_kept_as_it_was_meant(table: str) -> None:
    named_by_hash = {"nhs_number", "upn"} | ({"child_id"} if table in ("diagnostic_waits", "health_access") else set())
    columns = [name for name in BY_NAME[table].by_name if name not in named_by_hash]
    kept = Counter(
        tuple(row.get(name) for name in columns)
        for prepared in read_in()[0].prepared
        if prepared.table == table
        for row in prepared.rows.to_pylist()
    )
    meant = Counter(tuple(as_kept(name, row[name]) for name in columns) for row in TRUTH[table])
    assert kept - meant == Counter()
    assert meant - kept == Counter()


def test_wrong_check_digits_are_found_and_kept_out() -> None:
    assert Counter(each.code for each in read_in()[0].findings if each.code in ("nhs_number_wrong", "upn_wrong")) == {
        "nhs_number_wrong": 2,
        "upn_wrong": 2,
    }
    identified = [
        (row.get("upn") is not None, row.get("nhs_number") is not None)
        for prepared in read_in()[0].prepared
        if prepared.table == "children"
        for row in prepared.rows.to_pylist()
    ]
    assert Counter(identified) == Counter((row["upn"] is not None, row["nhs_number"] is not None) for row in TRUTH["children"])


def test_no_name_telephone_number_or_postcode_is_prepared() -> None:
    stored = {name for prepared in read_in()[0].prepared for name in prepared.rows.column_names}
    declared = {name for table in TRUTH for name in BY_NAME[table].by_name}
    assert stored <= declared | {"source", "source_row", "home_educated_flag"}


def test_children_whom_no_list_has_are_said_to_be_like_nobody() -> None:
    found = {partner: (match, children) for partner, match, children in visit().ask("children_linked").rows}
    strangers = {row["child_id"] for row in TRUTH["spells"]} - {row["child_id"] for row in TRUTH["children"]}
    assert found["Alderbrook Council"] == ("none", len(strangers))
    assert {match for match, _ in found.values()} == {"none"}


@pytest.mark.parametrize("question", [question for question in QUESTIONS if question != "children_linked"])
@pytest.mark.parametrize("day", DAYS, ids=str)
def test_the_answer_from_the_files_is_the_truth(question: str, day: date) -> None:
    answered, meant = Counter(visit().ask(question, as_at=day).rows), Counter(PLAIN[question](picture(day)))
    assert (answered - meant, meant - answered) == (Counter(), Counter())


def test_children_whom_nobody_knows_are_counted_as_such() -> None:
    known = {row["child_id"] for row in TRUTH["children"]}
    numbers = {row["nhs_number"] for row in TRUTH["children"]}
    strangers = {
        "spells": len({row["child_id"] for row in TRUTH["spells"]} - known),
        "diagnostic_waits": len({row["nhs_number"] for row in TRUTH["diagnostic_waits"]} - numbers),
    }
    assert dict(visit().ask("unknown_children").rows) == strangers


def test_population_is_the_latest_count() -> None:
    latest = max(row["as_at"] for row in TRUTH["population"])
    counted = {(row["locality"], row["sen_status"], row["children"]) for row in TRUTH["population"] if row["as_at"] == latest}
    assert set(visit().ask("population_by_locality").rows) == counted


def test_children_who_miss_half_the_term_unnoticed_are_candidates() -> None:
    children = {row["child_id"]: row for row in TRUTH["children"]}
    rows = TRUTH["attendance"]
    waiting = {row["child_id"] for row in TRUTH["diagnostic_waits"] if row["assessment_start_date"] is None and row["closed_date"] is None}
    in_scope = {
        child_id
        for child_id, row in children.items()
        if is_school_age(row["date_of_birth"], AS_AT) and (row["sen_status"] != "N" or child_id in waiting)
    }
    absent = {row["child_id"] for row in rows if row["term"] == rows[-1]["term"] and row["sessions_missed"] * 2 >= row["sessions_possible"]}
    registered = {row["child_id"] for row in TRUTH["spells"] if row["category"] == "severely_absent" and row["end_date"] is None}
    offered = {source: children for source, _, children in visit().ask("candidates").rows}
    assert offered["attendance"] == len((absent & in_scope) - registered)
    assert offered["no_establishment"] >= 5


def test_services_for_children_on_no_roll_are_all_listed() -> None:
    listed = Counter(visit().ask("services_for_children_not_on_a_roll").rows)
    columns = ("service", "provider", "commissioner", "open_to_children_not_on_a_roll", "route_in")
    assert listed == Counter(tuple(row[name] for name in columns) for row in TRUTH["services"])
