"""Which way children went who left school, in small areas whose numbers are known."""

from __future__ import annotations

from datetime import date
from typing import Any

from rollcall.show import ways_out_of_school
from rollcall.show.asking import Asked
from rollcall.show.figures import Figure
from rollcall.show.sentences import described
from tests.show.area import area, asked, child, spell

LEFT = date(2026, 3, 2)
BACK: dict[str, Any] = {"end_date": date(2026, 6, 1), "outcome": "returned_to_school"}


def reader(*spells: dict[str, Any], children: int = 30) -> Asked:
    return asked(area([child(n) for n in range(children)], spells=list(spells)))


def rows(one: Asked) -> list[tuple]:
    return sorted(one.answer("ways_out_of_school").rows)


def drawn(one: Asked) -> Figure:
    figure = ways_out_of_school.ways(one).figure
    assert figure
    return figure


def test_the_finding_says_how_many_are_still_out_and_how_many_are_back() -> None:
    out = [spell(n, start_date=LEFT, category="ehe") for n in range(12)]
    back = [spell(n, start_date=LEFT, **BACK) for n in range(12, 20)]
    section = ways_out_of_school.ways(reader(*out, *back))
    assert section.finding == "Of 20 children who left school in the last twelve months, 12 are still out and 8 are back in school"
    assert "60% of 20 children" in section.notes[0]


def test_one_school_in_other_capitals_and_spaces_is_one_school() -> None:
    names = ("Hill School", " HILL SCHOOL", "hill school ")
    found = rows(reader(*(spell(n, start_date=LEFT, last_school=name) for n, name in enumerate(names))))
    assert [children for *_, children in found] == [3]


def test_a_child_who_was_out_already_has_not_left_school_again() -> None:
    first, second = (
        spell(0, category="cme", start_date=LEFT, end_date=date(2026, 6, 1), outcome="other"),
        spell(0, category="ehe", start_date=date(2026, 6, 1)),
    )
    assert [row[1:] for row in rows(reader(first, second))] == [("cme", "another_category", 1)]
    long_out = spell(0, category="cme", start_date=date(2024, 9, 2))
    assert rows(reader(long_out, second)) == []


def test_a_day_in_school_between_two_periods_is_a_return_and_leaving_again_is_counted_once() -> None:
    first, again = spell(0, category="cme", start_date=LEFT, **BACK), spell(0, category="ehe", start_date=date(2026, 6, 3))
    assert [row[1:] for row in rows(reader(first, again))] == [("cme", "another_category", 1)]


def test_schools_that_few_left_are_drawn_together_and_listed_by_name() -> None:
    named = [spell(n, start_date=LEFT, last_school=f"School {n % 10}") for n in range(20)]
    unnamed = [spell(n, start_date=LEFT, last_school=None) for n in range(20, 23)]
    section = ways_out_of_school.ways(reader(*named, *unnamed))
    assert section.figure
    begins = list(dict.fromkeys(begin for begin, _ in section.figure.stations))
    assert begins[-2:] == ["4 other schools", "No school recorded"]
    assert len(begins) == 6 + 2
    assert section.grid
    assert {row[0] for row in section.grid.rows} == {f"School {n}" for n in range(10)} | {"No school recorded"}
    assert sum(value for one in section.figure.series for value in one.values if value) == 23


def test_who_hears_the_drawing_is_told_where_the_ways_end() -> None:
    figure = drawn(reader(*(spell(n, start_date=LEFT) for n in range(9)), *(spell(n, start_date=LEFT, **BACK) for n in range(9, 14))))
    assert "Still out, in the same category 9 children; Back in school 5 children" in described(figure)


def test_registers_that_know_of_no_end_say_that_nobody_can_be_back() -> None:
    notes = ways_out_of_school.ways(reader(spell(0, start_date=LEFT))).notes
    assert any("whoever has come back is missing" in note for note in notes)


def test_nobody_who_left_is_said_to_be_nobody() -> None:
    section = ways_out_of_school.ways(reader(spell(0, start_date=date(2020, 9, 1))))
    assert section.figure is None
    assert "No child left school" in section.finding
