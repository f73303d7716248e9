"""What each page says of small areas whose numbers are known: the headline, the parts, what is hidden, and what to bring in."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from types import ModuleType

import pytest

from rollcall.access import Role
from rollcall.definitions.calendar import month_ends
from rollcall.show import (
    attention,
    compared,
    diagnostic_waits,
    enablers_and_barriers,
    health_access,
    help_and_protection,
    information_sharing,
    match_children,
    not_in_school,
    oversight,
    overview,
    published,
    returns_to_school,
    since_last_time,
    time_to_return,
    voice,
    waits_for_the_lead,
    what_it_takes,
)
from rollcall.show.asking import Asked
from rollcall.show.parts import Section
from rollcall.show.tables import of_figure
from rollcall.store import Store
from tests.show.area import DAY, LONG_AGO, READERS, area, asked, out, spell, wait

PAGES = (
    overview,
    not_in_school,
    diagnostic_waits,
    health_access,
    returns_to_school,
    oversight,
    help_and_protection,
    match_children,
    voice,
)
STORIES = (*PAGES, published, compared, what_it_takes, since_last_time)
STORIES_FOR_THE_LEAD = (information_sharing, enablers_and_barriers, time_to_return)


def parts(stories: Sequence[ModuleType]) -> list[Callable[[Asked], Section]]:
    """Every part that these stories have."""
    return [
        function
        for story in stories
        for _, function in inspect.getmembers(story, inspect.isfunction)
        if function.__module__ == story.__name__
        and not function.__name__.startswith("_")
        and inspect.signature(function).return_annotation == "Section"
    ]


def named(part: Callable[[Asked], Section]) -> str:
    """A part as a test is called by it."""
    return f"{part.__module__.rsplit('.', 1)[-1]}.{part.__name__}"


TOLD_TO_THE_LEAD = (
    match_children.matched,
    oversight.days_without,
    help_and_protection.early_help,
    waits_for_the_lead.completed,
    waits_for_the_lead.support,
)  # of pages that are for everybody
PARTS = [part for part in parts(STORIES) if part not in TOLD_TO_THE_LEAD]
PARTS_FOR_THE_LEAD = [*parts(STORIES_FOR_THE_LEAD), *TOLD_TO_THE_LEAD]
each_part = pytest.mark.parametrize("part", PARTS, ids=named)
each_part_for_the_lead = pytest.mark.parametrize("part", PARTS_FOR_THE_LEAD, ids=named)
each_story = pytest.mark.parametrize("story", PAGES, ids=lambda story: story.__name__.rsplit(".", 1)[-1])
each_role = pytest.mark.parametrize("role", READERS)


@each_part
@each_role
def test_a_part_of_an_empty_area_says_what_to_bring_in_or_that_there_is_nothing(part: Callable[[Asked], Section], role: Role) -> None:
    section = part(asked(empty(), role))
    assert section.finding
    assert section.needs or not section.figure or section.figure.is_empty


@each_part
@each_role
def test_a_part_of_an_area_with_one_child_is_drawn(part: Callable[[Asked], Section], role: Role) -> None:
    store = one_child()
    assert part(asked(store, role)).finding


@cache
def empty() -> Store:
    return area()


@cache
def one_child() -> Store:
    return area(
        1,
        spells=[spell(0), spell(0, "part_time", LONG_AGO, end_date=date(2026, 8, 1), outcome="returned_to_school", destination="special")],
        diagnostic_waits=[wait(0)],
        health_access=[{"child_id": "C0", "service": "slt", "status": "cannot_access", "barrier": "travel"}],
        services=[{"service": "slt", "provider": "A trust", "open_to_children_not_on_a_roll": "no"}],
        survey_responses=answered(1),
    )


@each_story
@each_role
def test_a_headline_of_an_empty_area_is_a_sentence(story: object, role: Role) -> None:
    headline = story.headline(asked(empty(), role))  # type: ignore[attr-defined]
    assert headline.sentence.endswith(".")
    assert "None" not in headline.sentence + headline.more
    assert "Nobody can say yet" in headline.sentence
    assert not headline.key_figures


@each_story
@each_role
def test_a_headline_has_three_to_six_key_figures(story: object, role: Role) -> None:
    assert 3 <= len(story.headline(asked(forty_children(), role)).key_figures) <= 6  # type: ignore[attr-defined]


def test_what_no_spreadsheet_says_is_not_known_and_not_none() -> None:
    headline = overview.headline(asked(area(30, spells=out(12))))
    values = {figure.label: figure.value for figure in headline.key_figures}
    assert values["Not in school"] == "12"
    assert values["Waiting for an assessment"] == "not known"
    assert values["Cannot reach a health service"] == "not known"
    assert "wait for" not in headline.more
    assert health_access.headline(asked(area(30, spells=out(12)))).sentence.startswith("Nobody can say yet")


@pytest.mark.parametrize("story", [page for page in PAGES if page is not voice], ids=lambda story: story.__name__.rsplit(".", 1)[-1])
def test_what_the_board_reads_holds_no_number_from_one_to_seven(story: object) -> None:
    store = area(
        20,
        spells=[spell(n, LONG) for n, LONG in enumerate(["ehe", "cme", "cme", "part_time", "severely_absent", "severely_absent"])],
        diagnostic_waits=[wait(n, since=LONG_AGO) for n in range(6)],
        health_access=[{"child_id": f"C{n}", "service": "slt", "status": "cannot_access"} for n in range(5)],
    )
    headline = story.headline(asked(store, Role.BOARD))  # type: ignore[attr-defined]
    numbers = [figure.value for figure in headline.key_figures]
    assert not {"1", "2", "3", "4", "5", "6", "7"} & {word.strip(".,") for value in numbers for word in value.split()}
    assert "a hidden number" in " ".join(numbers) or story in (returns_to_school, help_and_protection)


def test_the_two_numbers_of_returns_are_named_apart() -> None:
    labels = [figure.label for figure in returns_to_school.headline(asked(area(30, spells=out(12)))).key_figures]
    assert labels[:2] == ["Came back in the last six months", "Came back within six months of leaving"]


def test_a_return_curve_only_rises() -> None:
    started = date(2025, 9, 1)
    spells = [spell(n, since=started, end_date=date(2025, 9, 1 + n), outcome="returned_to_school") for n in range(1, 15)]
    figure = returns_to_school.curve(asked(area(30, spells=[*spells, *[spell(n, since=started) for n in range(15, 30)]]))).figure
    assert figure
    values = [value for value in figure.series[0].values if value is not None]
    assert values == sorted(values)
    assert values[-1] == 14 / 29 * 100


def test_waits_that_are_over_are_told_apart_from_those_that_go_on_and_by_whether_they_took_three_months() -> None:
    received = date(2026, 3, 31)
    soon = [wait(n, since=received, assessment_start_date=date(2026, 6, 30)) for n in range(8)]
    late = [wait(n, since=received, assessment_start_date=date(2026, 7, 1)) for n in range(8, 12)]
    others = [wait(n, since=LONG_AGO) for n in range(12, 30)]
    before = [wait(30, since=LONG_AGO, assessment_start_date=date(2025, 10, 31))]
    section = waits_for_the_lead.completed(asked(area(40, diagnostic_waits=[*soon, *late, *others, *before])))
    assert section.finding == "8 of 12 autism assessments started within three months of referral"
    assert section.figure
    assert [series.values for series in section.figure.series] == [(13,), (13,), (13,)]
    assert "67%; 95% interval" in " ".join(section.notes)


def test_support_while_waiting_is_some_none_or_not_recorded() -> None:
    said = ["Parent workshop"] * 6 + ["Not offered"] * 3 + [None] * 11
    section = waits_for_the_lead.support(
        asked(area(30, diagnostic_waits=[wait(n, support_while_waiting=told) for n, told in enumerate(said)]))
    )
    assert section.finding == "6 of 20 referrals that wait have support meanwhile; for 11 nothing is recorded"
    assert section.figure
    assert [series.values for series in section.figure.series] == [(6,), (3,), (11,)]
    assert section.notes[0].startswith("30% have support recorded; 95% interval 15% to 52%")
    nobody = waits_for_the_lead.support(asked(area(30, diagnostic_waits=[wait(n) for n in range(12)])))
    assert nobody.finding.startswith("Nobody can say")


def test_attention_has_at_most_five_lines_and_each_leads_to_a_page() -> None:
    from rollcall.show.pages import BY_NAME

    store = area(
        60,
        spells=[spell(n, category, LONG_AGO) for n, category in enumerate(["ehe", "cme", "part_time"] * 20)],
        diagnostic_waits=[wait(n, since=LONG_AGO) for n in range(40)],
    )
    lines = attention.lines(asked(store))
    assert 1 <= len(lines) <= 5
    assert all(line.page in BY_NAME for line in lines)


def test_a_rise_needs_attention_only_where_it_is_more_than_chance_explains() -> None:
    ends = month_ends(DAY, 24)
    left = [spell(n, since=LONG_AGO, end_date=date(2024, 9, 1), outcome="returned_to_school") for n in range(60)]
    steady = [spell(n, since=LONG_AGO) for n in range(30)]
    # at every other month end four more are out, for a few days
    to_and_fro = [
        spell(30 + n, since=end - timedelta(days=5), end_date=end + timedelta(days=5), outcome="returned_to_school")
        for end in ends[:-1:2]
        for n in range(4)
    ]

    def said(more: int) -> str:
        lately = [spell(34 + n, since=ends[-1] - timedelta(days=5)) for n in range(more)]
        return " ".join(line.text for line in attention.lines(asked(area(70, spells=[*left, *steady, *to_and_fro, *lately]))))

    assert "30 more children are home educated than a year before: 60. That is more than months differ by chance." in said(30)
    assert "than a year before" not in said(9)


def test_filters_that_a_part_cannot_be_cut_by_are_said() -> None:
    reader = asked(area(30, spells=out(12)), category="ehe")
    assert reader.not_narrowed_by("not_in_school_total") == ""
    assert "Not narrowed by category" in reader.not_narrowed_by("diagnostic_waits_total")


def test_what_the_filters_leave_is_said_in_words() -> None:
    assert asked(area(2), sen_status="E", locality="North").only == "SEN status EHC plan; locality North"


@each_part
def test_every_part_with_a_figure_names_its_source_and_its_day(part: Callable[[Asked], Section]) -> None:
    section = part(asked(forty_children()))
    if section.figure and not section.needs:
        assert section.figure.source
        assert section.figure.as_at
        assert section.figure.unit
        assert section.answers
        assert (section.grid or of_figure(section.figure)).rows


@cache
def forty_children() -> Store:
    return area(
        40,
        spells=[*out(20), *[spell(n, "cme", LONG_AGO, end_date=date(2026, 9, 3), outcome="returned_to_school") for n in range(20, 35)]],
        diagnostic_waits=[wait(n, since=LONG_AGO) for n in range(40)],
        health_access=[{"child_id": f"C{n}", "service": "slt", "status": "cannot_access", "barrier": "travel"} for n in range(40)],
        survey_responses=answered(40),
    )


def answered(many: int) -> list[dict]:
    """So many answers of each group to one statement."""
    groups = ("child", "parent", "professional")
    return [{"respondent_group": group, "question": "I am heard.", "answer": "agree"} for group in groups for _ in range(many)]


def test_a_commissioner_of_one_service_reads_every_part_and_no_number_over_all_services() -> None:
    access = [{"child_id": f"C{n}", "service": ("slt", "ot")[n % 2], "status": "cannot_access", "barrier": "travel"} for n in range(60)]
    every = asked(area(80, spells=out(60), diagnostic_waits=[wait(n) for n in range(30)], health_access=access), Role.COMMISSIONER)
    some = replace(every, visit=replace(every.visit, viewer=replace(every.visit.viewer, services=("slt",))))
    for part in PARTS:
        assert part(some).finding
    for story in PAGES:
        headline = story.headline(some)
        assert "None" not in headline.sentence + headline.more
        assert "reach a health service" not in headline.sentence + headline.more
    assert "Cannot reach a service" not in [figure.label for figure in health_access.headline(some).key_figures]
    values = {figure.label: figure.value for figure in overview.headline(some).key_figures}
    assert values["Cannot reach a health service"] == "not shown"
    assert health_access.headline(every).sentence != health_access.headline(some).sentence


@each_part_for_the_lead
def test_a_part_for_the_lead_says_what_there_is_of_an_empty_area_of_one_child_and_of_forty(part: Callable[[Asked], Section]) -> None:
    for store in (empty(), one_child(), forty_children()):
        section = part(asked(store))
        assert section.finding
        assert section.needs or store is not empty()
        if section.figure and not section.figure.is_empty:
            assert section.figure.source
            assert section.answers
            drawn = section.grid or of_figure(section.figure)
            assert drawn.rows
            assert len(set(drawn.headings)) == len(drawn.headings)
