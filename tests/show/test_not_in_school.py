"""What the page of children not in school says of small areas: how many, how that has changed, which, and at what rate."""

from __future__ import annotations

from datetime import date

from rollcall.access import Role
from rollcall.show import not_in_school
from rollcall.show.figures import Kind
from tests.show.area import LONG_AGO, area, asked, child, out, spell, wait


def test_counts_the_children_who_are_not_in_school() -> None:
    headline = not_in_school.headline(asked(area(30, spells=out(12))))
    assert headline.sentence == "On 31 October 2026, 12 children with SEND of school age were not in school."


def test_says_the_change_when_ended_periods_are_kept() -> None:
    before = [spell(n, since=LONG_AGO) for n in range(10)]
    ended = [spell(20, since=LONG_AGO, end_date=date(2026, 6, 1), outcome="returned_to_school")]
    now = [spell(n) for n in range(10, 14)]
    headline = not_in_school.headline(asked(area(30, spells=[*before, *ended, *now])))
    assert "14 children" in headline.sentence
    assert f"{14 - 11} more than a year before" in headline.sentence


def test_claims_no_change_from_a_list_of_open_periods_alone() -> None:
    headline = not_in_school.headline(asked(area(30, spells=[*out(10, since=LONG_AGO), spell(10)])))
    assert "year before" not in headline.sentence


def test_the_board_reads_about_and_a_hidden_number() -> None:
    assert "about 10 children" in not_in_school.headline(asked(area(30, spells=out(12)), Role.BOARD)).sentence
    assert "a hidden number of children" in not_in_school.headline(asked(area(30, spells=out(4)), Role.BOARD)).sentence


def test_a_hidden_category_stands_after_the_known_ones() -> None:
    spells = [*out(12), *[spell(n, "cme") for n in range(12, 16)]]
    figure = not_in_school.by_category(asked(area(30, spells=spells), Role.BOARD)).figure
    assert figure
    assert figure.along == ("Elective home education", "Children missing education")
    assert figure.series[0].values == (10, None)


def test_not_recorded_stands_last_and_grey_whatever_its_number() -> None:
    spells = [*out(9), spell(9, reason="Mental health")]
    figure = not_in_school.by_reason(asked(area(30, spells=spells))).figure
    assert figure
    assert figure.along[-1] == "Left blank"
    assert figure.quiet == ("Left blank",)


def test_overlap_is_shown_both_ways_round() -> None:
    figure = not_in_school.overlap(asked(area(30, spells=[*out(9), *[spell(n, "part_time") for n in range(3)]]))).figure
    assert figure
    assert figure.kind is Kind.MATRIX
    assert [series.values for series in figure.series] == [(0, 3), (3, 0)]


def test_a_rate_needs_a_population() -> None:
    section = not_in_school.who(asked(area(30, spells=out(12))).choosing(who="locality", **{"as": "rate"}))
    assert section.needs == "population"


def test_a_rate_is_for_every_thousand_with_its_interval() -> None:
    population = [{"locality": "North", "sen_status": "E", "children": 240, "as_at": date(2026, 1, 15)}]
    store = area(30, spells=out(12), population=population)
    figure = not_in_school.who(asked(store).choosing(who="locality", **{"as": "rate"})).figure
    assert figure
    series = figure.series[0]
    assert series.values == (12 / 240 * 1000,)
    assert series.low[0] < series.values[0] < series.high[0]  # type: ignore[operator]


def test_who_waits_and_has_no_sen_status_is_not_in_a_rate_of_children_with_send() -> None:
    population = [{"locality": "North", "sen_status": "E", "children": 240, "as_at": date(2026, 1, 15)}]
    children = [child(n, sen_status="N" if n < 5 else "E") for n in range(30)]
    waiting_alone = area(children, spells=out(12), population=population, diagnostic_waits=[wait(n) for n in range(5)])
    figure = not_in_school.who(asked(waiting_alone).choosing(who="locality", **{"as": "rate"})).figure
    assert figure
    assert figure.series[0].values == (7 / 240 * 1000,)


def test_a_rate_is_not_narrowed_by_what_the_population_is_not_divided_by() -> None:
    population = [{"locality": "North", "sen_status": "E", "children": 240, "as_at": date(2026, 1, 15)}]
    girls = [child(n, sex="F") for n in range(30)]
    reader = asked(area(girls, spells=out(12), population=population), sex="F").choosing(who="locality", **{"as": "rate"})
    assert "cannot be narrowed by sex" in not_in_school.who(reader).finding


def test_a_rate_by_locality_is_for_the_lead_alone() -> None:
    population = [{"locality": "North", "sen_status": "E", "children": 240, "as_at": date(2026, 1, 15)}]
    reader = asked(area(30, spells=out(12), population=population), Role.BOARD).choosing(who="locality", **{"as": "rate"})
    assert not_in_school.who(reader).figure is None


def test_a_child_of_an_unknown_place_is_still_in_the_rows() -> None:
    store = area([child(n, locality=None) for n in range(9)], spells=out(9))
    figure = not_in_school.who(asked(store).choosing(who="locality")).figure
    assert figure
    assert figure.along == ("Not recorded",)
