"""Headings that name an official number and a reference in one breath: what stands under them decides."""

from __future__ import annotations

from datetime import date

import pytest

from tests.intake.workbooks import Cell, columns, examined, examined_sheet, kept, nhs_number, sheet, upn

FIRST = date(2026, 1, 5)
EITHER = ["UPN / ID", "NHS No / ID", "UPN or ref", "UPN/ref", "NHS number or local ref", "Ref or UPN", "ID / NHS no"]


def register(heading: str, references: list[Cell]) -> list[list[Cell]]:
    """A register whose children are named under one heading."""
    return [[heading, "Category", "Start date"], *[[reference, "EHE", FIRST] for reference in references]]


@pytest.mark.parametrize("heading", EITHER)
def test_plain_references_under_a_heading_of_either_are_the_childs_reference(heading: str) -> None:
    rows = register(heading, [f"AV{number}" for number in range(101, 113)])
    assert columns(examined_sheet(rows))[heading] == "child_id"
    assert {row["child_id"] for row in kept(examined(sheet(rows)), "spells")} == {f"AV{number}" for number in range(101, 113)}


@pytest.mark.parametrize(("heading", "number", "means"), [("UPN / ID", upn, "upn"), ("NHS No / ID", nhs_number, "nhs_number")])
def test_official_numbers_under_it_are_what_they_are(heading: str, number: object, means: str) -> None:
    assert callable(number)
    rows = register(heading, [number(at) for at in range(1, 13)])
    assert columns(examined_sheet(rows))[heading] == means


@pytest.mark.parametrize("heading", ["UPN / ID", "NHS No / ID"])
def test_references_among_which_one_is_like_an_official_number_are_never_kept_as_they_are(heading: str) -> None:
    references: list[Cell] = [f"AV{number}" for number in range(101, 301)]
    for official in (upn(1), nhs_number(1)):
        found = examined(sheet(register(heading, [*references, official])))
        assert not [row for row in kept(found, "spells") if row.get("child_id")]
        assert found.files[0].sheets[0].asks
