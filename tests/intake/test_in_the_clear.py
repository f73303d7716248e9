"""Nothing that could be a child's name is remembered or given away, and what is left still finds its sheet."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from rollcall.access import Role, Viewer
from rollcall.intake.choices import Choices
from rollcall.intake.desk import Desk, Drop, open_desk
from rollcall.intake.in_the_clear import could_name_somebody, kept_heading, known_words, reads_as_data
from rollcall.store import Store

NAMES = ("jamie", "ashworth", "nina", "bellamy", "castell")
H = "Child ID,Category,Start date"


@pytest.fixture
def desk() -> Iterator[Desk]:
    made = open_desk(Viewer("A lead who names nobody", Role.LEAD), Store.open())
    yield made
    made.throw_away()


def dropped(desk: Desk, name: str, text: str, choices: Choices | None = None) -> Drop:
    drop = desk.look([(name, text.encode())])
    assert drop.wait(60)
    (file,) = drop.examined.files
    if choices:
        desk.choose(drop, file.key_of(file.sheets[0]), choices)
    return drop


def told(desk: Desk) -> str:
    stored = desk.store.query("SELECT label, headings, choices FROM kept.mappings").rows
    profiles = desk.store.query("SELECT profile FROM kept.profiles").rows
    return (str(stored) + str(profiles) + desk.export_mappings([one.mapping_id for one in desk.mappings()]).decode()).lower()


def nobody_is_in(text: str) -> bool:
    return not any(name in text for name in NAMES)


@pytest.mark.parametrize(
    ("name", "text", "choices"),
    [
        (
            "North.csv",
            "C1,Jamie Ashworth,EHE,5 Jan 2026\nC2,Nina Bellamy,CME,6 Jan 2026\nC3,Omar Castell,EHE,7 Jan 2026",
            Choices(table="spells", header_row=1, columns={"c1": "child_id", "ehe": "category", "5 jan 2026": "start_date"}),
        ),
        (
            "North EHE.csv",
            f"{H},Jamie Ashworth,Nina Bellamy\nC1,Blorp,05/01/2026,x,y\nC2,EHE,05/01/2026,x,y",
            Choices(values={"category": {"blorp": "ehe"}}, columns={"nina bellamy": None}),
        ),
        ("Jamie Ashworth EHE.csv", f"{H}\nC1,Blorp,05/01/2026\nC2,EHE,05/01/2026", Choices(values={"category": {"blorp": "ehe"}})),
        (
            "North EHE.csv",
            f"{H}\nC1,EHE,05/01/2026\nC2,Jamie Ashworth,05/01/2026\nC3,EHE (Nina Bellamy),05/01/2026",
            Choices(values={"category": {"jamie ashworth": "ehe", "ehe nina bellamy": "ehe"}}),
        ),
    ],
)
def test_no_name_is_remembered_nor_given_away(desk: Desk, name: str, text: str, choices: Choices) -> None:
    desk.keep(dropped(desk, name, text, choices))
    assert nobody_is_in(told(desk))


def test_a_heading_that_is_not_told_is_still_found_by_the_next_council(desk: Desk) -> None:
    text = f"{H},Jamie Ashworth,Zorg Blat\nC1,Blorp,05/01/2026,x,\nC2,EHE,05/01/2026,x,14/01/2026"
    desk.keep(dropped(desk, "North EHE.csv", text, Choices(values={"category": {"blorp": "ehe"}}, columns={"zorg blat": "end_date"})))
    other = open_desk(Viewer("A lead elsewhere who names nobody", Role.LEAD), Store.open())
    data = desk.export_mappings()
    assert nobody_is_in(data.decode().lower())
    assert len(json.loads(data)["mappings"][0]["headings"]) == 5
    other.import_mappings(data)
    (sheet,) = dropped(other, "West EHE.csv", text).examined.files[0].sheets
    assert sheet.rows_kept == 2
    assert next(match.column for match in sheet.headings if match.key == "zorg blat") == "end_date"
    other.throw_away()


def test_next_month_a_sheet_with_headings_that_are_not_told_is_of_the_same_shape(desk: Desk) -> None:
    text = f"{H},Jamie Ashworth,Zorg Blat\nC1,EHE,05/01/2026,x,y\nC2,EHE,05/01/2026,x,y"
    desk.keep(dropped(desk, "North EHE 30-09-2026.csv", text))
    memory = dropped(desk, "North EHE 31-10-2026.csv", text).examined.files[0].sheets[0].memory
    assert memory
    assert memory.said.startswith("Same shape as last month")
    assert not memory.drift


def test_what_is_plain_stays_plain() -> None:
    assert kept_heading("child id") == "child id"
    assert kept_heading("surname") == "surname"
    assert kept_heading("zorg").startswith("#")
    assert kept_heading("zorg", {"zorg"}) == "zorg"
    assert known_words("jamie ashworth ehe register") == "ehe register"
    assert could_name_somebody("omar castell")
    assert not could_name_somebody("pru link")
    assert not reads_as_data(["child id", "category", "start date"])
    assert reads_as_data(["c1", "omar castell", "ehe"])
