"""Every kind of figure is drawn, in light and dark, on a page and on a wall, with what is hidden drawn as hidden."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise
from typing import Any

import plotly.graph_objs
import pytest

from rollcall.show import charts
from rollcall.show.charts.paper import DARK, HIDDEN, LIGHT, Palette, luminance
from rollcall.show.figures import Figure, Kind, Series
from tests.show.examples import EXAMPLES, PLACES, figure

each = pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.kind.value)


def text_of(drawing: dict[str, Any]) -> str:
    return json.dumps(drawing, default=str)


def test_there_is_an_example_of_every_kind() -> None:
    assert {example.kind for example in EXAMPLES} == set(Kind)


@each
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("large", [False, True], ids=["page", "wall"])
def test_plotly_takes_every_drawing(example: Figure, dark: bool, large: bool) -> None:
    plotly.graph_objs.Figure(**charts.draw(example, dark, large))


@each
def test_a_drawing_is_plain_values(example: Figure) -> None:
    drawing = charts.draw(example)
    assert type(drawing) is dict
    json.dumps(drawing, allow_nan=False)


@each
def test_markup_in_a_partners_word_is_shown_and_never_read(example: Figure) -> None:
    shown = text_of({**charts.draw(example), "positions": None})
    for piece in json.loads(shown)["layout"].get("annotations", []):
        assert "<img" not in piece["text"]
    axis = charts.draw(example)["layout"].get("yaxis", {})
    assert not any("<img" in str(tick) for tick in axis.get("ticktext", ()))
    assert not any("<img" in str(trace.get("name", "")) for trace in charts.draw(example)["data"])


@each
def test_light_and_dark_differ_in_colour_alone(example: Figure) -> None:
    def without_colour(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: without_colour(item) for key, item in value.items()}
        if isinstance(value, list):
            return [without_colour(item) for item in value]
        return "colour" if isinstance(value, str) and (value.startswith(("#", "rgba")) or "color:" in value) else value

    assert without_colour(charts.draw(example)) == without_colour(charts.draw(example, dark=True))


def test_a_wall_has_larger_type_than_a_page() -> None:
    sizes = [charts.draw(EXAMPLES[0], large=large)["layout"]["font"]["size"] for large in (False, True)]
    assert sizes[1] >= 18 > sizes[0]


def test_a_hidden_bar_is_a_hatched_stub_that_says_so() -> None:
    stub = charts.draw(EXAMPLES[0])["data"][1]
    assert stub["y"] == [PLACES[2]]
    assert stub["marker"]["pattern"]["shape"] == "/"
    assert stub["text"] == [HIDDEN]


def test_a_stub_says_nothing_of_the_number_it_stands_for() -> None:
    hidden = figure(Kind.BARS, ("North", "South"), Series("Children", (None, None)))
    assert charts.draw(hidden)["data"][1]["x"] == [7, 7]


def test_bars_start_at_zero() -> None:
    for kind in (Kind.BARS, Kind.COLUMNS):
        drawing = charts.draw(next(example for example in EXAMPLES if example.kind is kind))
        axis = drawing["layout"]["xaxis" if kind is Kind.BARS else "yaxis"]
        assert axis["range"][0] == 0


def test_small_multiples_share_one_scale() -> None:
    panels = charts.draw_panels(next(example for example in EXAMPLES if example.kind is Kind.MULTIPLES))
    assert len({tuple(panel["layout"]["yaxis"]["range"]) for panel in panels}) == 1


def test_labels_at_the_ends_of_curves_do_not_cover_each_other() -> None:
    same = figure(
        Kind.CURVES, tuple(range(3)), *(Series(f"Category {n}", (0.0, 1.0, 2.0 + n / 10)) for n in range(6)), unit="per cent", percent=True
    )
    places = sorted(note["y"] for note in charts.draw(same)["layout"]["annotations"])
    assert all(later > earlier for earlier, later in pairwise(places))


def test_every_category_keeps_its_place_when_two_labels_are_the_same_number() -> None:
    tied = figure(Kind.BARS, ("b", "a"), Series("Children", (9, 9)))
    assert charts.draw(tied)["layout"]["yaxis"]["categoryarray"] == ["a", "b"]


@each
def test_nothing_is_drawn_wrongly_when_everything_is_hidden(example: Figure) -> None:
    if example.kind is Kind.CURVES:
        return  # a curve with a hidden end is left out before it comes here
    hidden = replace(example, series=tuple(Series(one.name, (None,) * len(one.values), context=one.context) for one in example.series))
    plotly.graph_objs.Figure(**charts.draw(hidden))


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_colours_can_be_told_from_their_background(palette: Palette) -> None:
    assert contrast(palette.text, palette.background) >= 7
    assert contrast(palette.quiet, palette.background) >= 4.5
    for colour in (*palette.categories, palette.context):
        assert contrast(colour, palette.background) >= 3, colour


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_ordered_bands_go_one_way_from_the_background(palette: Palette) -> None:
    away = [contrast(step, palette.background) for step in palette.steps]
    assert away == sorted(away)


def test_ways_are_as_many_as_their_stations_say_and_end_in_their_own_colour() -> None:
    example = next(one for one in EXAMPLES if one.kind is Kind.WAYS)
    shown = replace(example, series=tuple(replace(one, values=tuple(value or 0 for value in one.values)) for one in example.series))
    drawing = charts.draw(shown)
    node, link = drawing["data"][0]["node"], drawing["data"][0]["link"]
    many = {place: int(said[1]) for place, said in enumerate(node["customdata"])}
    into, out_of = dict.fromkeys(many, 0), dict.fromkeys(many, 0)
    for source, target, value in zip(link["source"], link["target"], link["value"], strict=True):
        out_of[source] += value
        into[target] += value
    for place, across in enumerate(node["x"]):
        assert (0 if across == min(node["x"]) else into[place]) in (0, many[place])
        assert (0 if across == max(node["x"]) else out_of[place]) in (0, many[place])
    for target, colour in zip(link["target"], link["color"], strict=True):
        if node["x"][target] == max(node["x"]):
            assert colour.startswith(node["color"][target])


def test_a_hidden_way_is_as_thick_as_any_other_hidden_one_and_says_so() -> None:
    link = charts.draw(next(one for one in EXAMPLES if one.kind is Kind.WAYS))["data"][0]["link"]
    hidden = [value for value, said in zip(link["value"], link["customdata"], strict=True) if said[2] == HIDDEN]
    assert set(hidden) == {7}
