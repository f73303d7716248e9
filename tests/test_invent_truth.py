"""The sample files, read from end to end, give the answers of the invented truth: nothing is lost, doubled or misread on the way."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from rollcall.access import Role, Viewer
from rollcall.answers.ask import Visit
from rollcall.definitions.calendar import is_school_age
from rollcall.definitions.tables import BY_NAME
from rollcall.intake.intake import Examined, examine, keep
from rollcall.intake.read import Dropped
from rollcall.invent import AS_AT, invent
from rollcall.store import Store
from tests.plain import QUESTIONS, Access, Area, Child, Service, Spell, Wait, of_school_age
from tests.plain import Plain as PlainOverEverything

SAMPLE = Path(__file__).parent.parent / "sample_data"
TRUTH = invent().tables
DAYS = (AS_AT, date(2026, 2, 17))

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
    "Services": "services",
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


class Plain(PlainOverEverything):
    """The plain version, with a child's rows looked up and not searched for: four thousand children are many."""

    def __init__(self, area: Area, as_at: date) -> None:
        super().__init__(area, as_at)
        self._spells: dict[str, list[Spell]] = {}
        self._waits: dict[str, list[Wait]] = {}
        for spell in area.spells:
            self._spells.setdefault(spell.child_id, []).append(spell)
        for wait in area.waits:
            self._waits.setdefault(wait.child_id, []).append(wait)

    def spells(self, child: Child) -> list[Spell]:
        return self._spells.get(child.child_id, [])

    def in_scope(self, child: Child, day: date) -> bool:
        waits = any(self.waiting(wait, day) for wait in self._waits.get(child.child_id, []))
        return of_school_age(child.born, day) and (child.sen_status in ("E", "K") or waits)


@cache
def truth() -> Area:
    """The invented rows in the plain version's shapes. A child whom nobody knows is named by the NHS number."""
    return Area(
        tuple(
            Child(r["child_id"], r["date_of_birth"], r["sen_status"], r["primary_need"], r["locality"], r["sex"], r["social_care"])
            for r in TRUTH["children"]
        ),
        tuple(
            Spell(r["child_id"], r["category"], r["start_date"], r["end_date"], r["outcome"], r["reason"], r["destination"])
            for r in TRUTH["spells"]
        ),
        tuple(
            Wait(
                r["child_id"] or r["nhs_number"],
                r["assessment"],
                r["referral_received_date"],
                r["assessment_start_date"],
                r["closed_date"],
                r["provider"],
            )
            for r in TRUTH["diagnostic_waits"]
        ),
        tuple(Access(r["child_id"], r["service"], r["status"], r["barrier"], r["provider"]) for r in TRUTH["health_access"]),
        tuple(Service(r["service"], r["provider"]) for r in TRUTH["services"]),
    )


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
    meant = Counter(tuple(row[name] for name in columns) for row in TRUTH[table])
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


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("day", DAYS, ids=str)
def test_the_answer_from_the_files_is_the_truth(question: str, day: date) -> None:
    answered = visit().ask(question, as_at=day).rows
    if question == "diagnostic_waits_by_month":
        answered = tuple(row for row in answered if any(row[2:]))
    assert sorted(answered, key=repr) == sorted((tuple(row) for row in getattr(Plain(truth(), day), question)()), key=repr)


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
