"""Since last time: what changed between two days is counted once for each child; others than the lead are told of a year, and of nobody."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from rollcall.access import Role
from rollcall.errors import AccessRefused, QuestionRefused
from rollcall.show import since_last_time
from rollcall.show.labels import label
from tests.show.area import DAY, area, asked, spell

DAY_BEFORE = date(2026, 7, 1)  # before the last three months began


def some_changes() -> list[dict[str, object]]:
    """Two who joined, one of them lately; three who came back, one who moved away, one who changed category, and four who stayed."""
    joined = [spell(0, since=date(2026, 10, 1)), spell(1, since=date(2026, 9, 1))]
    back = [spell(n, since=DAY_BEFORE, end_date=date(2026, 10, 7), outcome="returned_to_school") for n in range(2, 5)]
    moved = [spell(5, since=DAY_BEFORE, end_date=date(2026, 10, 7), outcome="moved_away")]
    changed = [spell(6, since=DAY_BEFORE, end_date=date(2026, 10, 7)), spell(6, "part_time", since=date(2026, 10, 7))]
    return [*joined, *back, *moved, *changed, *[spell(n, since=DAY_BEFORE) for n in range(7, 11)]]


def test_each_child_is_in_one_change() -> None:
    headline = since_last_time.headline(asked(area(20, spells=some_changes())))
    assert "1 child with SEND joined those not in school and 4 left them, 3 of these back to school" in headline.sentence
    assert headline.more.startswith("10 children were out then, and 7 now. 1 changed category")


def test_the_page_speaks_of_the_day_that_was_chosen() -> None:
    reader = asked(area(20, spells=some_changes()))
    long_ago, lately = (since_last_time.changes(replace(reader, earlier=day)).figure for day in (date(2026, 7, 31), date(2026, 10, 7)))
    assert long_ago
    assert lately
    assert long_ago.series[0].values == (2, 3, 1, 1, 0)
    assert lately.series[0].values == (0, 0, 0, 0, 0)
    assert since_last_time.headline(replace(reader, earlier=date(2026, 8, 15))).sentence.startswith("Between 15 August 2026 and 31 October")


def test_a_day_that_is_not_earlier_is_refused() -> None:
    with pytest.raises(QuestionRefused, match="Choose an earlier day"):
        asked(area(20, spells=some_changes())).visit.ask("since_last_time_figures", DAY, since=DAY)


def test_the_list_names_each_child_whose_place_changed_and_says_how() -> None:
    rows = replace(asked(area(20, spells=some_changes())), earlier=date(2026, 7, 31)).answer("since_last_time_list").records()
    told = {row["child_id"]: row["what_changed"] for row in rows}
    assert told == {
        **dict.fromkeys(("C0", "C1"), "joined"),
        **dict.fromkeys(("C2", "C3", "C4"), "returned"),
        "C5": "left_otherwise",
        "C6": "changed_category",
    }
    assert {label("categories_before", row["categories_before"]) for row in rows if row["child_id"] == "C0"} == {"Not out of school"}


def a_year_apart() -> list[dict[str, object]]:
    """Forty who joined within the year, twenty who came back, ten who moved away, and thirty who stayed."""
    long_ago, lately = date(2025, 9, 1), date(2026, 10, 1)
    joined = [spell(n, since=lately) for n in range(40)]
    back = [spell(n, since=long_ago, end_date=lately, outcome="returned_to_school") for n in range(40, 60)]
    moved = [spell(n, since=long_ago, end_date=lately, outcome="moved_away") for n in range(60, 70)]
    return [*joined, *back, *moved, *[spell(n, since=long_ago) for n in range(70, 100)]]


@pytest.mark.parametrize("role", [Role.BOARD, Role.COMMISSIONER])
def test_others_are_told_what_has_changed_since_a_year_before_in_rounded_numbers(role: Role) -> None:
    reader = asked(area(120, spells=a_year_apart()), role)
    headline = since_last_time.headline(reader)
    assert headline.sentence.startswith("Between 31 October 2025 and 31 October 2026, about 40 children with SEND joined")
    assert "about 30 left them, about 20 of these back to school" in headline.sentence
    section = since_last_time.changes(reader)
    assert section.figure
    assert section.figure.series[0].values == (40, 20, 10, 0, 30)
    assert "the lead can look back to any" in " ".join(section.notes)


@pytest.mark.parametrize("role", [Role.BOARD, Role.COMMISSIONER])
@pytest.mark.parametrize("since", [date(2026, 9, 30), date(2025, 10, 30), date(2024, 10, 31)])
def test_nobody_but_the_lead_looks_back_to_another_day(role: Role, since: date) -> None:
    visit = asked(area(120, spells=a_year_apart()), role).visit
    with pytest.raises(AccessRefused, match="Others see what has changed since 31 October 2025"):
        visit.ask("since_last_time_figures", since=since)


def test_nobody_but_the_lead_looks_back_from_another_day_or_by_a_part_of_the_children() -> None:
    visit = asked(area(120, spells=a_year_apart()), Role.BOARD).visit
    with pytest.raises(AccessRefused, match="Others ask it of 31 October 2026"):
        visit.ask("since_last_time_figures", date(2025, 10, 31))
    with pytest.raises(AccessRefused):
        visit.ask("since_last_time_figures", sex="F")


@pytest.mark.parametrize("role", [Role.BOARD, Role.COMMISSIONER])
def test_what_few_children_did_is_hidden_from_others_and_nobody_else_is_listed(role: Role) -> None:
    reader = asked(area(20, spells=some_changes()), role)
    assert "a hidden number of children with SEND joined" in since_last_time.headline(reader).sentence
    with pytest.raises(AccessRefused):
        reader.answer("since_last_time_list")


def test_with_nothing_brought_in_it_says_what_is_missing() -> None:
    assert since_last_time.headline(asked(area())).sentence.startswith("Nobody can say yet what has changed since last time")
