"""What the pages say of health services in small areas: whom they know, who waits, and who has what they need."""

from __future__ import annotations

from rollcall.access import Role
from rollcall.show import diagnostic_waits, health_access, match_children
from tests.show.area import LONG_AGO, READERS, area, asked, out, wait


def test_says_whom_education_and_health_know_and_whom_only_one_of_them() -> None:
    referrals = [wait(n) for n in range(12)] + [{**wait(0), "child_id": f"LT{n}"} for n in range(9)]
    store = area(30, spells=out(20), diagnostic_waits=referrals)
    headline = match_children.headline(asked(store))
    assert "health services knew 12 children" in headline.sentence
    assert f"{30 - 12} children were known to education alone" in headline.sentence
    assert headline.more.startswith("9 children in health's files")
    assert match_children.known_to(asked(store)).finding == f"{20 - 12} children not in school are known to education alone"


def test_does_not_say_who_is_out_of_school_when_no_register_was_brought_in() -> None:
    store = area(30, diagnostic_waits=[wait(n) for n in range(20)])
    assert {figure.label: figure.value for figure in match_children.headline(asked(store)).key_figures}[
        "Of those, not in school"
    ] == "not known"
    section = match_children.known_to(asked(store))
    assert "not in school" not in section.finding
    assert [series.name for series in section.figure.series] == ["Children"]  # type: ignore[union-attr]


def test_a_gap_that_chance_explains_is_not_told_as_one() -> None:
    access = [{"child_id": f"C{n}", "service": "slt", "status": "in_place" if n % 2 == 0 and n else "waiting"} for n in range(40)]
    reader = asked(area(40, spells=out(20), health_access=access))
    assert [gap.fewer for gap in health_access.gaps(reader)] == [1]
    assert health_access.largest(reader) is None
    assert "may be chance" in " ".join(health_access.widest_gaps(reader).notes)


def test_the_gap_is_the_share_out_of_school_less_the_share_in_school() -> None:
    access = [{"child_id": f"C{n}", "service": "slt", "status": "in_place" if n % 4 == 0 or n >= 20 else "waiting"} for n in range(40)]
    section = health_access.widest_gaps(asked(area(40, spells=out(20), health_access=access)))
    assert section.figure
    assert section.figure.series[0].values == (5 / 20 * 100,)
    assert section.figure.series[1].values == (20 / 20 * 100,)
    assert "75 percentage points fewer have it when not in school, about 15 children" in section.finding


def test_children_with_no_record_of_a_service_are_counted_and_not_dropped() -> None:
    access = [{"child_id": f"C{n}", "service": "slt", "status": "in_place"} for n in range(5)]
    figure = health_access.by_status(asked(area(40, spells=out(20), health_access=access))).figure
    assert figure
    assert dict(zip([series.name for series in figure.series], [series.values for series in figure.series], strict=True))[
        "Not recorded"
    ] == (20 - 5,)


def test_thirteen_weeks_is_marked_for_autism_and_nothing_else() -> None:
    waits = [*[wait(n, since=LONG_AGO) for n in range(9)], *[wait(n, "adhd", LONG_AGO) for n in range(9)]]
    figure = diagnostic_waits.by_band(asked(area(30, diagnostic_waits=waits))).figure
    assert figure
    assert [mark.only for mark in figure.marks] == ["Autism"]
    assert diagnostic_waits.by_band(asked(area(30, diagnostic_waits=waits[9:]))).figure.marks == ()  # type: ignore[union-attr]


def test_a_median_of_few_is_not_given() -> None:
    waits = [*[wait(n) for n in range(10)], *[wait(n, provider="A small one") for n in range(9)]]
    section = diagnostic_waits.by_provider(asked(area(30, diagnostic_waits=waits)))
    assert section.figure
    assert section.figure.series[0].values == (8, None)
    assert "fewer than 10" in " ".join(section.notes)


def test_the_longest_wait_is_for_the_lead_alone() -> None:
    store = area(30, diagnostic_waits=[wait(n) for n in range(20)])
    names = {role: [series.name for series in diagnostic_waits.by_provider(asked(store, role)).figure.series] for role in READERS}  # type: ignore[union-attr]
    assert "Longest" in names[Role.LEAD]
    assert "Longest" not in names[Role.COMMISSIONER]
    assert "Longest" not in names[Role.BOARD]
