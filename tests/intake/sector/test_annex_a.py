"""Annex A Lists 1 and 2 are read without a template, however their dashes, capitals and yes-or-no words are typed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rollcall.intake.intake import examine
from rollcall.intake.reading.read import Dropped, Sheet
from tests.intake.workbooks import Cell, a_store, examined, kept, sheet

COMMON = ["Unique ID", "UPN", "ULN", "Date of birth", "Gender", "Ethnicity"]
PLAN_DATES = ["Date initial EHC plan issued", "Date updated EHC plan issued", "Date EHC plan last reviewed"]
PHASES = ["Main education establishment {0} URN", "Main education establishment {0} phase",
          "Subsidiary education establishment {0} phase (dual registration)"]  # fmt: skip
REST = ["Suspensions", "Permanent exclusions", "Absence", "Pupil Premium", "Known to children's social care?",
        "Which children's social care team?", "Does the child or young person have a disability?"]  # fmt: skip

WAYS = [
    ("–", (1, 2), ("Yes", "No"), False), ("-", ("M", "F"), ("Y", "N"), False), ("—", ("1", "2"), (True, False), True),
    ("", ("Male", "Female"), (1, 0), False),
]  # fmt: skip


def annex_a(number: int, dash: str, sexes: tuple, words: tuple, capitals: bool, name: str, file: str = "annex a.xlsx") -> Sheet:
    yes, no = words
    first = number == 1
    home = ["Elective home education"] if first else []
    heads = [*COMMON, *(PLAN_DATES if first else []), "SEN primary need", *[one.format(dash) for one in PHASES], *home, *REST]
    rows: list[list[Cell]] = [[head.upper() + " " if capitals else head for head in heads]]
    for child in range(12):
        dates: list[Cell] = [date(2020, 1, 1), date(2021, 1, 1), date(2025, 1, 1)] if first else []
        rows.append([
            f"A{child:03}", None, None, date(2012, 3, 1 + child), sexes[child % 2], "WBRI", *dates, ("SEMH", "ASD")[child % 2],
            "900001" if child % 3 else None, "Primary", None, *([yes if child == 3 else no] if first else []), 0, 0, 4.5, no,
            yes if child % 4 == 0 else no, "North team" if child % 4 == 0 else None, no,
        ])  # fmt: skip
    return sheet(rows, name, file)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: f"{way[0]} {way[2][0]}")
@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("name", ["List_{}", "List {}", "LIST{} SEND"])
def test_a_list_is_read_whole(number: int, way: tuple, name: str) -> None:
    rows = kept(examined(annex_a(number, *way, name.format(number))), "children")
    assert len(rows) == 12
    assert {row["sen_status"] for row in rows} == {"E" if number == 1 else "K"}
    assert [row["sex"] for row in rows] == ["M", "F"] * 6
    assert [row["primary_need"] for row in rows] == ["SEMH", "ASD"] * 6
    assert [row["school_urn"] for row in rows] == [None, "900001", "900001"] * 4
    assert [row["social_care"] for row in rows] == ["known", "none", "none", "none"] * 3
    if number == 1:
        assert [row["home_educated_flag"] for row in rows] == [child == 3 for child in range(12)]


@pytest.mark.parametrize("number", [1, 2])
def test_a_list_is_known_by_its_file_when_its_sheet_has_no_name(number: int) -> None:
    read = annex_a(number, *WAYS[0], f"List_{number}", f"List_{number}.csv")
    assert {row["sen_status"] for row in kept(examined(read), "children")} == {"E" if number == 1 else "K"}


def test_the_made_up_sample_of_data_to_insight_is_read(real: Path) -> None:
    found = examine([Dropped("fake_sen.xlsx", (real / "fake_sen.xlsx").read_bytes())], a_store())
    assert [(each.table, each.rows_kept) for each in found.files[0].sheets] == [("children", 2), ("children", 2)]
    rows = kept(found, "children")
    assert [(row["sen_status"], row["sex"], row["date_of_birth"]) for row in rows] == [
        ("E", "M", date(1993, 12, 5)), ("E", "F", date(2001, 1, 1)), ("K", "M", date(1993, 12, 5)), ("K", "F", date(1990, 12, 9)),
    ]  # fmt: skip
    assert [row.get("home_educated_flag") for row in rows[:2]] == [False, True]
