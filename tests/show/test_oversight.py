"""What the pages on oversight, and on help and protection, say of small areas whose numbers are known, to the lead."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest

from rollcall.access import Role
from rollcall.definitions import register as law
from rollcall.errors import AccessRefused
from rollcall.show import help_and_protection, oversight, register
from rollcall.show.asking import Asked
from rollcall.show.figures import Figure
from rollcall.show.parts import Section
from rollcall.store import Store
from tests.show.area import DAY, area, asked, child, spell

PARTS: list[Callable[[Asked], Section]] = [
    function
    for story in (oversight, help_and_protection, register)
    for _, function in inspect.getmembers(story, inspect.isfunction)
    if function.__module__ == story.__name__
    and not function.__name__.startswith("_")
    and inspect.signature(function).return_annotation == "Section"
]
each_part = pytest.mark.parametrize("part", PARTS, ids=lambda part: f"{part.__module__.rsplit('.', 1)[-1]}.{part.__name__}")
each_story = pytest.mark.parametrize("story", [oversight, help_and_protection], ids=("oversight", "help_and_protection"))
QUESTIONS = (
    "oversight_by_category", "unregistered_provision_by_hours", "without_provision_by_days", "register_by_basis",
    "register_completeness", "register_ready_list", "section_61_decisions_by_age", "help_and_protection_by_status", "early_help_offered",
)  # fmt: skip


def days_ago(days: int) -> date:
    return DAY - timedelta(days=days)


@cache
def empty() -> Store:
    return area()


@cache
def one_child() -> Store:
    return area(1, spells=[spell(0)])


@cache
def ten() -> Store:
    """Ten children out of school, of whom each thing is known for a number of its own."""
    more: list[dict[str, Any]] = [
        {"lead_professional": "Officer", "last_seen_date": days_ago(28), "next_review_date": DAY},
        {"lead_professional": "Officer", "last_seen_date": days_ago(29), "next_review_date": days_ago(1)},
        {"lead_professional": "Officer", "last_seen_date": days_ago(43)},
        {"lead_professional": "Unallocated", "last_seen_date": days_ago(85)},
        {"lead_professional": "Not yet allocated."},
    ]
    spells = [spell(n, "cme", days_ago(22), hours_per_week=0, **row) for n, row in enumerate(more)]
    spells += [spell(5, "cme", days_ago(21), hours_per_week=0), spell(6, "ehe", hours_per_week=0)]
    spells += [
        spell(7, "part_time", days_ago(43), hours_per_week=12),
        spell(8, "part_time", days_ago(42), end_date=DAY + timedelta(days=9)),
    ]
    spells += [spell(9, "unregistered_ap", hours_per_week=6), spell(9, "unregistered_ap", days_ago(5), hours_per_week=4.5)]
    return area(10, spells=spells)


def drawn(section: Section) -> Figure:
    assert section.figure
    return section.figure


def bars(section: Section) -> dict[Any, Any]:
    """The bars of a figure by their names."""
    return dict(zip(drawn(section).along, drawn(section).series[0].values, strict=True))


def stack(section: Section, along: str) -> dict[str, Any]:
    """One bar of a stacked figure: each part by its name."""
    at = drawn(section).along.index(along)
    return {series.name: series.values[at] for series in drawn(section).series}


@each_part
def test_a_part_of_an_empty_area_says_what_to_bring_in(part: Callable[[Asked], Section]) -> None:
    section = part(asked(empty()))
    assert section.finding
    assert section.needs == "spells"


@each_part
def test_a_part_of_an_area_with_one_child_is_written(part: Callable[[Asked], Section]) -> None:
    section = part(asked(one_child()))
    assert section.finding
    assert "None" not in section.finding + " ".join(section.notes)


@each_story
def test_a_headline_of_an_empty_area_says_that_nobody_can_say(story: Any) -> None:
    headline = story.headline(asked(empty()))
    assert headline.sentence.startswith("Nobody can say yet")
    assert not headline.key_figures


@each_story
def test_a_headline_has_three_to_six_key_figures_each_with_its_whole(story: Any) -> None:
    figures = story.headline(asked(ten())).key_figures
    assert 3 <= len(figures) <= 6
    assert all(figure.meaning for figure in figures)


@each_story
def test_nobody_out_of_school_is_said_as_none(story: Any) -> None:
    store = area(3, spells=[spell(0, end_date=days_ago(3), outcome="returned_to_school")])
    assert "no child with SEND was recorded as not in school" in story.headline(asked(store)).sentence


@pytest.mark.parametrize("role", [Role.COMMISSIONER, Role.BOARD])
@pytest.mark.parametrize("question", QUESTIONS)
def test_nobody_but_the_lead_is_answered(question: str, role: Role) -> None:
    with pytest.raises(AccessRefused):
        asked(ten(), role).answer(question)


def test_a_lead_is_named_said_to_be_nobody_or_not_recorded() -> None:
    section = oversight.lead(asked(ten()))
    assert section.finding == "3 of 10 children have a named lead professional; for 5 nobody is recorded"
    assert stack(section, "Children missing education") == {"Named": 3, "Said to have nobody": 2, "Not recorded": 1}


@pytest.mark.parametrize(("weeks", "within", "longer"), [("4", 1, 3), ("6", 2, 2), ("12", 3, 1)])
def test_seen_lately_is_by_the_weeks_that_the_reader_sets(weeks: str, within: int, longer: int) -> None:
    section = oversight.seen(asked(ten()).choosing(seen_in=weeks))
    assert section.finding == f"{within} of 10 children were seen in the last {weeks} weeks; of {10 - 4} no visit is recorded"
    assert list(stack(section, "Children missing education").values()) == [within, longer, 6 - 4]


def test_a_visit_after_the_day_says_nothing_of_it() -> None:
    store = area(1, spells=[spell(0, last_seen_date=DAY + timedelta(days=1))])
    assert "of 1 no visit is recorded" in oversight.seen(asked(store)).finding


def test_a_review_is_due_on_its_day_and_overdue_on_the_next() -> None:
    section = oversight.reviews(asked(ten()))
    assert section.finding == "Of 10 children, 1 has a review that is overdue and 8 none with a date"
    assert stack(section, "Children missing education") == {"To come": 1, "Overdue": 1, "Date not recorded": 4}


def test_no_hours_and_hours_not_recorded_are_two_things_and_home_education_is_neither() -> None:
    section = oversight.provision(asked(ten()))
    assert section.finding == "6 of 10 children are without any provision: 0 hours are recorded; for 1 no hours are recorded at all"
    assert stack(section, "Elective home education")["Home educated"] == 1
    assert stack(section, "Part-time timetable") == {
        "Some hours": 1, "No hours: recorded as 0": 0, "Home educated": 0, "Hours not recorded": 1
    }  # fmt: skip


def test_days_without_provision_are_counted_from_the_start_of_the_period_and_held_against_the_duty() -> None:
    section = oversight.days_without(asked(ten()))
    assert section.finding == "5 of 6 children without any provision have been out for more than 3 weeks"
    assert bars(section)["2 to 4 weeks"] == 6
    assert section.notes[0].startswith("The longest: 22 days")
    assert "section 19" in section.notes[1]


@pytest.mark.parametrize(("limit", "beyond"), [("6", 1), ("8", 0)])
def test_a_part_time_timetable_is_held_against_the_limit_that_the_reader_sets(limit: str, beyond: int) -> None:
    section = oversight.part_time(asked(ten()).choosing(limit=limit))
    assert section.finding == f"{beyond} of 2 part-time timetables have gone on for more than {limit} weeks; 1 has no end date"
    assert list(bars(section).values()) == [2, beyond, 1]


@cache
def with_days() -> Store:
    """Children of whom each day that a council checks, decides and agrees is known, on both sides of where a rule turns."""
    year = date(2025, 10, 31)
    checked = [year, year - timedelta(days=1), DAY, DAY + timedelta(days=1), None]
    decided = [year, year - timedelta(days=1), date(2024, 10, 30), date(2023, 10, 30), DAY + timedelta(days=1), None, None]
    agreed = [days_ago(1), DAY, None]
    spells = [spell(n, "ehe", suitability_checked_date=day) for n, day in enumerate(checked)]
    spells += [spell(5 + n, "eotas", section_61_decision_date=day) for n, day in enumerate(decided)]
    spells += [spell(12 + n, "part_time", agreed_full_time_date=day) for n, day in enumerate(agreed)]
    return area(15, spells=spells)


def test_a_check_of_a_year_ago_is_of_the_last_12_months_and_one_to_come_says_nothing() -> None:
    section = oversight.suitability(asked(with_days()))
    assert section.finding == (
        "For 2 of 5 home-educated children suitability was checked in the last 12 months; for 2 no check is recorded"
    )
    assert bars(section) == {"In the last 12 months": 2, "Longer ago": 1, "Not recorded": 2}
    assert drawn(section).quiet == ("Not recorded",)


def test_a_check_that_is_noted_for_another_category_is_no_check_of_home_education() -> None:
    store = area(2, spells=[spell(0), spell(0, "part_time", suitability_checked_date=DAY), spell(1, suitability_checked_date=DAY)])
    assert bars(oversight.suitability(asked(store))) == {"In the last 12 months": 1, "Longer ago": 0, "Not recorded": 1}


def test_decisions_are_counted_by_age_and_none_is_called_too_old() -> None:
    section = oversight.section_61(asked(with_days()))
    assert section.finding == "For 4 of 7 children in EOTAS a decision under section 61 is recorded; for 3 none is"
    assert bars(section) == {
        "In the last 12 months": 1, "1 to 2 years ago": 1, "2 to 3 years ago": 1, "More than 3 years ago": 1, "Not recorded": 3
    }  # fmt: skip
    assert "none is called too old" in " ".join(section.notes)


def test_a_decision_says_nothing_of_a_day_before_it() -> None:
    reader = asked(with_days())
    then = Asked(reader.visit, date(2026, 9, 2))
    assert bars(oversight.section_61(then))["Not recorded"] == 3
    assert bars(oversight.suitability(then)) == {"In the last 12 months": 2, "Longer ago": 0, "Not recorded": 3}


def test_an_agreed_day_has_passed_on_the_day_after_it_and_is_not_the_end_date() -> None:
    section = oversight.part_time(asked(with_days()))
    assert section.finding == (
        "3 of 3 part-time timetables have gone on for more than 6 weeks; 3 have no end date; 1 is beyond the agreed day"
    )
    assert list(bars(section).values()) == [3, 3, 3, 1, 1, 1]
    assert drawn(section).quiet == ("Agreed day not recorded",)


@pytest.mark.parametrize(
    ("part", "category", "whom"),
    [(oversight.suitability, "ehe", "12 home-educated children"), (oversight.section_61, "eotas", "12 children in EOTAS")],
    ids=("suitability", "section_61"),
)
def test_a_day_that_no_file_records_is_said_to_be_in_none_and_is_not_drawn_as_nought(
    part: Callable[[Asked], Section], category: str, whom: str
) -> None:
    section = part(asked(area(12, spells=[spell(n, category) for n in range(12)])))
    assert section.finding.startswith(f"Nobody can say for how many of {whom}")
    assert section.finding.endswith("no file records the day")
    assert section.figure is None
    assert not section.needs
    assert "%" not in section.finding + " ".join(section.notes)


def test_an_agreed_day_that_no_file_records_leaves_the_part_time_section_as_it_is() -> None:
    section = oversight.part_time(asked(ten()))
    assert "agreed" not in section.finding
    assert len(drawn(section).along) == 3
    assert "is recorded in no file" in " ".join(section.notes)


def test_key_figures_are_the_same_with_the_days_and_without_them() -> None:
    without = area(15, spells=[spell(n, "ehe" if n < 5 else "eotas" if n < 12 else "part_time") for n in range(15)])
    assert oversight.headline(asked(with_days())) == oversight.headline(asked(without))


@pytest.mark.parametrize("part", [oversight.suitability, oversight.section_61], ids=("suitability", "section_61"))
def test_a_category_that_nobody_is_in_is_said_to_be_empty(part: Callable[[Asked], Section]) -> None:
    section = part(asked(area(1, spells=[spell(0, "cme")])))
    assert section.finding.startswith("No child is recorded")
    assert section.figure is None


def test_says_so_when_no_register_enters_an_end_before_it_has_come() -> None:
    store = area(3, spells=[spell(n, "part_time") for n in range(3)])
    assert "only when a timetable has ended" in oversight.part_time(asked(store)).notes[-1]
    assert "only when a timetable has ended" not in oversight.part_time(asked(ten())).notes[-1]


def test_hours_in_two_unregistered_places_are_added_for_the_child() -> None:
    section = oversight.unregistered(asked(ten()))
    assert section.finding == "1 child is in unregistered provision; 1 of them gets 10.5 hours a week together"
    assert bars(section) == {"10 to under 15 hours": 1}


def test_a_share_of_fewer_than_ten_is_not_given() -> None:
    assert "%" not in oversight.part_time(asked(ten())).notes[0]
    assert "30% of 10 children; 95% interval" in oversight.lead(asked(ten())).notes[0]


def test_a_register_holds_who_is_on_no_roll_and_who_is_elsewhere_by_agreement() -> None:
    children = [child(n, school_name=school) for n, school in enumerate([None, "Hill School", None, "Hill School", "Hill School"])]
    categories = ("eotas", "eotas", "cme", "part_time", "severely_absent")
    section = register.basis(asked(area(children, spells=[spell(n, category) for n, category in enumerate(categories)])))
    assert section.finding == "A register would hold 4 of 5 children not in school"
    assert list(bars(section).values()) == [2, 2, 1]


def test_the_basis_is_not_known_where_no_list_says_who_is_on_a_roll() -> None:
    assert bars(register.basis(asked(area(1, spells=[spell(0, "eotas")])))) == {law.BASIS["not_known"]: 1}


def test_the_register_says_that_it_is_not_in_force_and_which_fields_may_never_be_asked_for() -> None:
    section = register.completeness(asked(ten()))
    notes = " ".join(section.notes)
    assert "not in force when the Act was last read, in June 2026" in notes
    assert "do not take them for the law" in notes
    assert "home address" in notes
    assert law.URL in " ".join(register.basis(asked(ten())).notes)
    filled = bars(section)
    assert filled["Date of birth"] == 100
    assert filled["Hours of education a week"] == 90
    assert filled["Sex (if regulations ask)"] == 0


def test_the_day_of_force_can_be_set_and_taken_back_by_the_lead() -> None:
    reader = asked(ten())

    def said() -> str:
        return " ".join(note for part in (register.basis, register.completeness) for note in part(reader).notes)

    try:
        reader.visit.set_register_in_force_from(date(2026, 9, 1))
        assert said().count("The register is in force from 1 September 2026") == 2
        reader.visit.set_register_in_force_from(date(2027, 9, 1))
        assert said().count("The register will be in force from 1 September 2027") == 2
    finally:
        reader.visit.set_register_in_force_from(None)
    assert said().count("not in force when the Act was last read") == 2


@pytest.mark.parametrize("role", [Role.BOARD, Role.COMMISSIONER, Role.ADMINISTRATOR])
def test_nobody_but_the_lead_sets_the_day_of_force(role: Role) -> None:
    with pytest.raises(AccessRefused, match="in force"):
        asked(ten(), role).visit.set_register_in_force_from(date(2027, 9, 1))


def test_the_list_for_a_register_has_no_name_and_no_date_of_birth_and_says_what_is_not_filled() -> None:
    answer = asked(ten()).answer("register_ready_list")
    names = {column.name for column in answer.columns}
    assert not names & {"date_of_birth", "name", "upn", "nhs_number"}
    first = answer.records()[0]
    assert first["child_id"] == "C8"
    assert first["lacking"] == "hours_per_week, reason, sex, ethnicity, primary_need"


def test_open_to_social_care_is_not_early_help_nor_a_blank() -> None:
    statuses = ["none", "early_help", "child_in_need", "child_protection", "looked_after", "known", None]
    children = [child(n, social_care=status) for n, status in enumerate(statuses)]
    seen = {2: {"last_seen_date": days_ago(84)}, 3: {"last_seen_date": days_ago(85)}, 4: {"hours_per_week": 0}}
    store = area(children, spells=[spell(n, "cme", **seen.get(n, {})) for n in range(7)])
    headline = help_and_protection.headline(asked(store))
    assert headline.sentence == (
        "On 31 October 2026, 4 of 7 children not in school were open to social care; 1 of these were recorded as seen in the last 12 weeks."
    )
    assert headline.more == "Social care status is not recorded for 1, who may be among them."
    assert {figure.label: figure.value for figure in headline.key_figures}["Early help"] == "1"
    section = help_and_protection.seen(asked(store))
    assert section.finding == "1 of 4 children open to social care were seen in the last 12 weeks; of 2 no visit is recorded"
    assert stack(section, "Child protection plan") == {"In the last 12 weeks": 0, "More than 12 weeks ago": 1, "Not recorded": 0}
    assert section.grid
    assert "None" not in drawn(section).along
    assert ("None", "0", "0", "1") in section.grid.rows
    assert help_and_protection.provision(asked(store)).finding.startswith("1 of 4 children open to social care is without any provision")


def test_early_help_is_had_offered_declined_or_not_recorded_and_open_to_social_care_is_left_out() -> None:
    told = [{"social_care": "early_help"}, {"early_help_offered": "offered"}, {"early_help_offered": "declined"}, {}]
    listed = [child(n, **one) for n, one in enumerate((*told, {"social_care": "child_in_need", "early_help_offered": "offered"}))]
    section = help_and_protection.early_help(asked(area(listed, spells=[spell(n) for n in range(len(listed))])))
    assert section.finding == "Of 4 children not open to social care, 1 has early help and it was offered to 2 more"
    assert section.figure
    assert dict(zip(section.figure.along, section.figure.series[0].values, strict=True)) == {
        "Has early help": 1,
        "Offered": 1,
        "Offered and declined": 1,
        "Not recorded": 1,
    }


def test_a_list_that_says_nothing_of_offers_is_told_what_column_is_missing() -> None:
    section = help_and_protection.early_help(asked(area(4, spells=[spell(n) for n in range(4)])))
    assert section.figure is None
    assert section.finding.endswith("of the others no offer is recorded")
    assert "Early help offered" in section.notes[0]
