"""A mapping is a readable file that another council can bring in, and no child is in it."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rollcall.access import Role, Viewer
from rollcall.errors import MappingRefused
from rollcall.intake.choices import Choices, DateOrder
from rollcall.intake.desk import Desk, Drop, open_desk
from rollcall.intake.mapping import import_mappings
from rollcall.store import Store

REGISTER = b"""Child ID,Surname,Category,Start date,Notes of ours
C1,Ashworth,EHE,05/01/2026,14/01/2026
C2,Bellamy,PRU link,06/01/2026,
C3,Castell,Bellamy link,07/01/2026,
C4,Dunmore,4521998 x,07/01/2026,
"""
CHOSEN = Choices(
    columns={"notes of ours": "end_date"},
    values={"category": {"pru link": "unregistered_ap", "bellamy link": "ehe", "4521998 x": "ehe"}},
    date_orders={"start_date": DateOrder.DAY_FIRST},
)


@pytest.fixture
def desk() -> Iterator[Desk]:
    made = open_desk(Viewer("A lead who shares", Role.LEAD), Store.open())
    yield made
    made.throw_away()


def dropped(desk: Desk, name: str = "North Council EHE register 31-01-2026.csv", data: bytes = REGISTER) -> Drop:
    drop = desk.look([(name, data)])
    assert drop.wait(60)
    return drop


def exported(desk: Desk) -> bytes:
    drop = dropped(desk)
    (file,) = drop.examined.files
    desk.choose(drop, file.key_of(file.sheets[0]), CHOSEN)
    desk.keep(drop)
    return desk.export_mappings()


def told(**changes: Any) -> bytes:
    mapping = {
        "partner": "North",
        "sheet": "register",
        "headings": ["ref", "kind", "since"],
        "read_as": "spells",
        "choices": {"columns": {"ref": "child_id"}, "values": {"category": {"pru link": "unregistered_ap"}}},
    }
    return json.dumps({"format": "rollcall mappings 1", "mappings": [{**mapping, **changes}]}).encode()


def test_a_mapping_is_readable(desk: Desk) -> None:
    assert json.loads(exported(desk)) == {
        "format": "rollcall mappings 1",
        "mappings": [
            {
                "partner": "North Council EHE",
                "sheet": "north council ehe register",
                "headings": ["child id", "surname", "category", "start date", "notes of ours"],
                "read_as": "spells",
                "choices": {
                    "columns": {"notes of ours": "end_date"},
                    "values": {"category": {"pru link": "unregistered_ap"}},
                    "date_orders": {"start_date": "day_first"},
                },
            }
        ],
    }


def test_no_child_is_in_a_mapping_nor_in_what_the_store_remembers(desk: Desk) -> None:
    data = exported(desk).decode()
    stored = str(desk.store.query("SELECT choices, headings, label FROM kept.mappings").rows)
    stored += str(desk.store.query("SELECT profile FROM kept.profiles").rows)
    for value in ("Ashworth", "ashworth", "bellamy", "4521998", "C1", "2026-01-05", "05/01/2026"):
        assert value not in data
        assert value not in stored


def test_the_mapping_of_one_council_is_used_by_the_next(desk: Desk) -> None:
    data = exported(desk)
    other = open_desk(Viewer("A lead elsewhere", Role.LEAD), Store.open())
    assert other.import_mappings(data).startswith("1 mapping is remembered")
    drop = dropped(other, "Westshire register 28-02-2026.csv")
    sheet = drop.examined.files[0].sheets[0]
    assert sheet.choices.values["category"] == {"pru link": "unregistered_ap"}
    assert next(match.column for match in sheet.headings if match.key == "notes of ours") == "end_date"
    assert sheet.memory
    assert sheet.memory.said == "The mapping of North Council EHE that was brought in fits this shape: 3 choices are used."
    other.throw_away()


def test_a_mapping_says_its_choices_in_words(desk: Desk) -> None:
    exported(desk)
    (mapping,) = desk.mappings()
    assert (mapping.title, mapping.count) == ("Periods not in school", 3)
    assert desk.mapping_in_words(mapping) == (
        "“notes of ours” is read as end date.",
        "“pru link” is read as Unregistered alternative provision.",
        "The dates under “start date” are read day first.",
    )


def test_a_mapping_that_is_forgotten_is_not_used(desk: Desk) -> None:
    exported(desk)
    desk.forget_mapping(desk.mappings()[0].mapping_id)
    assert dropped(desk).examined.files[0].sheets[0].memory is None


def test_what_comes_back_in_is_what_went_out(desk: Desk) -> None:
    data = exported(desk)
    other = open_desk(Viewer("A lead elsewhere", Role.LEAD), Store.open())
    other.import_mappings(data)
    other.import_mappings(data)
    assert other.export_mappings() == data


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "not a file of mappings"),
        (b"\xff\xfe", "not a file of mappings"),
        (b"[" * 100_000, "not a file of mappings"),
        (b"[1, 2]", "not a file of mappings"),
        (b'{"format": "rollcall mappings 1", "mappings": []}', "between 1 and"),
        (b" " * 2_000_001, "too large"),
        (told(partner=""), "does not name its partner"),
        (told(partner="North\x1b[2J"), "does not name its partner"),
        (told(headings=["one"]), "does not list the headings"),
        (told(headings=[["one"], "two"]), "does not list the headings"),
        (told(read_as="passengers"), "which spreadsheet"),
        (told(read_as=["spells"]), "which spreadsheet"),
        (told(choices=[]), "not written as Rollcall"),
        (told(choices={"read_as": ["spells"]}), "not written as Rollcall"),
        (told(choices={"columns": {"ref": "passport"}}), "does not have"),
        (told(choices={"columns": {"ref": ["child_id"]}}), "does not have"),
        (told(choices={"columns": {"ref": "child_id", "kind": "child_id"}}), "two headings as one column"),
        (told(choices={"columns": {"another": "child_id"}}), "does not have"),
        (told(headings=["surname", "kind"], choices={"columns": {"surname": "child_id"}}), "never read"),
        (told(choices={"values": {"start_date": {"x": "ehe"}}}), "no list of words"),
        (told(choices={"values": {"category": {"x": "passport"}}}), "not on the list"),
        (told(choices={"values": {"category": {"x": ["ehe"]}}}), "not on the list"),
        (told(choices={"date_orders": {"start_date": "year_first"}}), "order of dates"),
        (told(choices={"date_orders": {"start_date": ["day_first"]}}), "order of dates"),
        (told(choices={"every_row": {"category": "no such code"}}), "of every row"),
        (told(choices={"every_row": {"category": ["ehe"]}}), "of every row"),
        (told(choices={"every_row": {"start_date": "2026-01-01"}}), "of every row"),
        (told(choices={"every_row": ["category"]}), "of every row"),
    ],
)
def test_a_file_that_is_not_one_of_mappings_is_refused_in_a_sentence(data: bytes, why: str) -> None:
    with pytest.raises(MappingRefused, match=why) as refused:
        import_mappings(data)
    assert str(refused.value).endswith(("bring the file in again.", "gave.", "bring those in."))


def test_a_mapping_that_is_right_is_taken() -> None:
    (mapping,) = import_mappings(told())
    assert (mapping.partner, mapping.read_as, mapping.imported) == ("North", "spells", True)


def test_a_mapping_that_is_brought_in_is_used_for_the_drop_that_waits(desk: Desk) -> None:
    data = exported(desk)
    other = open_desk(Viewer("A lead elsewhere", Role.LEAD), Store.open())
    drop = dropped(other, "Westshire register 28-02-2026.csv")
    before = drop.examined.files[0].sheets[0].rows_kept
    other.import_mappings(data)
    assert drop.examined.files[0].sheets[0].rows_kept == before + 1
    assert drop.changes == ()
    other.throw_away()


def test_a_mapping_that_is_brought_in_does_not_take_the_place_of_ones_own(desk: Desk) -> None:
    told = json.loads(exported(desk))
    told["mappings"][0]["choices"]["values"]["category"]["pru link"] = "ehe"
    desk.import_mappings(json.dumps(told).encode())
    assert sorted(one.imported for one in desk.mappings()) == [False, True]
    assert dropped(desk).examined.files[0].sheets[0].choices.values["category"] == {"pru link": "unregistered_ap"}


def test_a_mapping_that_is_forgotten_is_not_used_for_the_drop_that_waits_either(desk: Desk) -> None:
    exported(desk)
    drop = dropped(desk)
    desk.forget_mapping(desk.mappings()[0].mapping_id)
    assert drop.examined.files[0].sheets[0].memory is None


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.sampled_from(["spells", "child_id", "ehe", "left", "ref"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5) | st.sampled_from(["ref", "category"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(max_examples=200)
@given(st.sampled_from(["partner", "sheet", "headings", "read_as", "choices"]), ANYTHING)
def test_whatever_stands_in_a_mapping_it_is_taken_or_refused_in_a_sentence(name: str, value: object) -> None:
    with contextlib.suppress(MappingRefused):
        import_mappings(told(**{name: value}))


@settings(max_examples=200)
@given(st.sampled_from(["read_as", "columns", "values", "date_orders", "every_row", "header_found_by_headings", "more"]), ANYTHING)
def test_whatever_is_chosen_in_a_mapping_it_is_taken_or_refused_in_a_sentence(name: str, value: object) -> None:
    with contextlib.suppress(MappingRefused):
        import_mappings(told(choices={name: value}))
