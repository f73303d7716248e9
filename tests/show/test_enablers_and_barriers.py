"""What the page Enablers and barriers says of small areas whose numbers are known."""

from __future__ import annotations

from typing import Any

from rollcall.answers.statistics import funnel
from rollcall.show import enablers_and_barriers
from rollcall.show.asking import Asked
from tests.show.area import area, asked, child, spell

LATEST, BEFORE = "Autumn 2026/27", "Summer 2025/26"


def term(number: int, name: str, missed: int, part_time: int | None = None) -> dict[str, Any]:
    return {
        "child_id": f"C{number}",
        "term": name,
        "sessions_possible": 100,
        "sessions_missed": missed,
        "sessions_part_time_timetable": part_time,
    }


def two_terms(*missed: tuple[int, int], part_time: tuple[int | None, int | None] = (None, None)) -> Asked:
    """Children in school who missed so many of a hundred sessions before, and then so many."""
    before = [term(n, BEFORE, earlier, part_time[0]) for n, (earlier, _) in enumerate(missed)]
    store = area(len(missed) + 5, attendance=[*before, *(term(n, LATEST, now, part_time[1]) for n, (_, now) in enumerate(missed))])
    return asked(store)


def risk(reader: Asked) -> dict[str, int]:
    return reader.answer("at_risk_of_leaving_figures").records()[0]


def schools(lost: int, of_each: int = 20, count: int = 12) -> Asked:
    """Schools with so many children each, of which one has lost so many and each other one child."""
    children, spells = [], []
    for school in range(count):
        for place in range(of_each):
            number, name = school * of_each + place, f"School {school:02}"
            is_out = place < (lost if school == 0 else 1)
            children.append(child(number, school_name=None if is_out else name))
            spells += [spell(number, last_school=f" {name.upper()}")] if is_out else []
    return asked(area(children, spells=spells))


def test_a_tenth_missed_and_more_than_before_is_a_risk_and_less_or_the_same_is_not() -> None:
    found = risk(two_terms((9, 10), (10, 10), (12, 11), (3, 9)))
    assert (found["persistently_absent"], found["absence_rising"], found["at_risk"]) == (3, 1, 1)


def test_part_time_sessions_that_grow_are_a_risk_and_unknown_ones_are_not_none() -> None:
    assert risk(two_terms((0, 0), part_time=(2, 3)))["part_time_growing"] == 1
    assert risk(two_terms((0, 0), part_time=(3, 3)))["part_time_growing"] == 0
    assert risk(two_terms((0, 0), part_time=(None, 3)))["part_time_growing"] == 0


def sent_home(*told: tuple[int | None, int | None]) -> Asked:
    """Children in school who missed nothing in the one term there is, with so many suspensions and permanent exclusions."""
    rows = [term(n, LATEST, 0) | {"suspensions": one, "permanent_exclusions": other} for n, (one, other) in enumerate(told)]
    return asked(area(len(told), attendance=rows, spells=[]))


def test_a_suspension_or_an_exclusion_is_a_risk_and_an_unknown_one_is_not_none() -> None:
    found = risk(sent_home((2, 0), (0, 1), (0, 0), (None, None)))
    assert (found["suspensions_recorded"], found["suspended"]) == (3, 1)
    assert (found["exclusions_recorded"], found["permanently_excluded"], found["at_risk"]) == (3, 1, 2)


def test_the_list_says_every_sign_of_a_child() -> None:
    rows = sent_home((2, 1), (0, 0)).answer("at_risk_of_leaving_list").records()
    assert [(row["why"], row["suspensions"], row["permanent_exclusions"]) for row in rows] == [("Permanently excluded; Suspended", 2, 1)]


def test_suspensions_of_one_term_are_enough_to_say_who_is_at_risk() -> None:
    store = area(12, attendance=[term(n, LATEST, 0) | {"suspensions": int(n < 3)} for n in range(12)], spells=[spell(11)])
    headline = enablers_and_barriers.headline(asked(store))
    assert headline.sentence.endswith(
        "3 of 11 children with SEND in school were at risk of leaving it, by the latest term's suspensions and exclusions."
    )
    assert "permanent exclusions for no children" in enablers_and_barriers.at_risk(asked(store)).notes[-1]


def test_whoever_is_out_of_school_already_is_not_at_risk_of_leaving_it() -> None:
    terms = [term(n, name, missed) for n in range(2) for name, missed in ((BEFORE, 5), (LATEST, 30))]
    assert risk(asked(area(5, attendance=terms, spells=[spell(0)])))["at_risk"] == 1


def test_the_children_at_risk_are_listed_for_the_lead_the_most_absent_first() -> None:
    rows = two_terms((5, 20), (5, 40), (0, 0)).answer("at_risk_of_leaving_list").records()
    assert [(row["child_id"], row["missed"], row["missed_before"], row["why"]) for row in rows] == [
        ("C1", 40, 5, "Absence rising"),
        ("C0", 20, 5, "Absence rising"),
    ]


def test_without_two_terms_nobody_is_said_to_be_at_risk_or_not() -> None:
    reader = asked(area(12, spells=[spell(n) for n in range(3)]))
    headline = enablers_and_barriers.headline(reader)
    assert "nobody can say who is at risk" in headline.sentence
    assert {figure.value for figure in headline.key_figures[:3]} == {"not known"}
    assert "no attendance" in enablers_and_barriers.at_risk(reader).finding or enablers_and_barriers.at_risk(reader).needs == "attendance"


def test_a_school_outside_the_limits_of_chance_is_named_and_one_inside_is_not() -> None:
    section = enablers_and_barriers.schools(schools(lost=12))
    assert "Of 12 schools, 1 has more children not in school than chance explains: SCHOOL 00" in section.finding.replace(
        " : ", ": "
    ).replace("  ", " ")
    assert "none has more" in enablers_and_barriers.schools(schools(lost=2)).finding


def test_the_limits_are_those_of_the_average_at_the_schools_own_size() -> None:
    figure = enablers_and_barriers.schools(schools(lost=12)).figure
    assert figure
    low, high = funnel((12 + 11) / (12 * 20), 20) or (0, 0)
    assert set(figure.series[0].low) == {low * 100}
    assert set(figure.series[0].high) == {high * 100}
    assert set(figure.series[1].values) == {20}


def test_a_school_without_a_roll_in_the_list_has_a_number_and_no_share() -> None:
    away = [spell(n, last_school="A school elsewhere") for n in range(3)]
    listed = [child(n, school_name=None if n < 3 else f"School {n % 12:02}") for n in range(63)]
    section = enablers_and_barriers.schools(asked(area(listed, spells=away)))
    assert section.figure
    assert "A school elsewhere" not in section.figure.along
    assert section.grid
    assert ("A school elsewhere", "3", "none listed", "no share") in section.grid.rows


def test_reasons_are_said_to_differ_only_beyond_chance() -> None:
    def reader(with_plan: int, support: int) -> Asked:
        children = [child(n, sen_status="E" if n < 40 else "K") for n in range(80)]
        mental = {*range(with_plan), *range(40, 40 + support)}
        return asked(area(children, spells=[spell(n, reason="Mental health" if n in mental else "Other") for n in range(80)]))

    finding = enablers_and_barriers.reasons(reader(30, 10)).finding
    assert finding == "Mental health: 75% of those with an EHC plan, 25% of those with SEN support"
    assert "beyond chance" in enablers_and_barriers.reasons(reader(21, 20)).finding
