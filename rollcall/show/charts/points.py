"""Charts of points down the side: a dot with its interval, median to 92nd percentile, and two dots joined."""

from __future__ import annotations

from typing import Any

from rollcall.show.charts.paper import HIDDEN, Paper, highest, number, place, plain
from rollcall.show.figures import Figure, Series

_LABEL = 0.07  # of the width, about what a number above its dot takes


def dots(figure: Figure, paper: Paper) -> dict[str, Any]:
    """One dot for each category with the line of its interval."""
    series = figure.series[0]
    layout = _layout(figure, paper, highest(figure) * 1.15)
    traces = [*_intervals(figure, series, paper.palette.strong), _dots(figure, series, paper, paper.palette.strong)]
    layout["annotations"] = [
        _beside(figure, along, value, high, paper) for along, value, high in _ends(figure, series) if value is not None
    ]
    layout["annotations"] += _hidden_notes(figure, series, paper)
    return {"data": traces, "layout": layout}


def whiskers(figure: Figure, paper: Paper) -> dict[str, Any]:
    """Half wait less than the dot; nine in ten wait less than the end of the line; the small mark is the longest."""
    median, most, *longest = figure.series
    layout = _layout(figure, paper, highest(figure) * 1.12, room=1.6)
    colour = paper.palette.strong
    places = [place(along) for along in figure.along]
    pairs = [
        (y, half, nine) for y, half, nine in zip(places, median.values, most.values, strict=True) if half is not None and nine is not None
    ]
    traces: list[dict[str, Any]] = [
        _segments([(y, half, nine) for y, half, nine in pairs], colour, 4),
        {
            "type": "scatter",
            "mode": "markers",
            "name": plain(most.name),
            "x": [nine for _, _, nine in pairs],
            "y": [y for y, _, _ in pairs],
            "marker": {"symbol": "line-ns", "size": paper.size, "line": {"color": colour, "width": 3}},
            "hovertemplate": "%{y}: " + plain(most.name.lower()) + " %{x} " + plain(figure.unit) + "<extra></extra>",
        },
        _dots(figure, median, paper, colour),
    ]
    traces += [
        {
            "type": "scatter",
            "mode": "markers",
            "name": plain(series.name),
            "x": [value for value in series.values if value is not None],
            "y": [y for y, value in zip(places, series.values, strict=True) if value is not None],
            "marker": {"symbol": "diamond", "size": round(paper.size * 0.55), "color": paper.palette.context},
            "hovertemplate": "%{y}: " + plain(series.name.lower()) + " %{x} " + plain(figure.unit) + "<extra></extra>",
        }
        for series in longest
    ]
    notes = [paper.note(f"<b>{number(half)}</b>", x=half, y=y, yshift=paper.size, yanchor="middle") for y, half, _ in pairs]
    notes += [paper.note(number(nine), x=nine, y=y, xanchor="left", xshift=6) for y, _, nine in pairs]
    layout["annotations"] = notes + _hidden_notes(figure, median, paper, "too few to say")
    _add_key(layout, paper)
    return {"data": traces, "layout": layout}


def dumbbells(figure: Figure, paper: Paper) -> dict[str, Any]:
    """Two dots joined for each category: the first is what the title talks about, the second is what it is compared with."""
    first, second = figure.series[:2]
    top = min(highest(figure) * 1.15, 108) if figure.percent else highest(figure) * 1.15
    layout = _layout(figure, paper, top)
    strong, other = paper.palette.other, paper.palette.context
    places = [place(along) for along in figure.along]
    pairs = [(y, a, b) for y, a, b in zip(places, first.values, second.values, strict=True) if a is not None and b is not None]
    if any(min(a, b) < top * _LABEL for _, a, b in pairs):
        layout["xaxis"]["range"] = [-top * _LABEL, top]  # a number that is pushed to the left stays clear of the names
    traces = [_segments(pairs, paper.palette.grid, 6)]
    traces += _intervals(figure, second, other) + _intervals(figure, first, strong)
    # The first is drawn last, on top, and named first.
    traces += [_dots(figure, second, paper, other), {**_dots(figure, first, paper, strong), "legendrank": 1}]
    layout["annotations"] = _pair_notes(pairs, figure, paper)
    hidden = {place(along) for series in (first, second) for along, value in zip(figure.along, series.values, strict=True) if value is None}
    layout["annotations"] += [_too_few(y, paper, HIDDEN if figure.unit != "weeks" else "too few to say") for y in places if y in hidden]
    _add_key(layout, paper)
    return {"data": traces, "layout": layout}


def _layout(figure: Figure, paper: Paper, top: float, room: float = 1.2) -> dict[str, Any]:
    return paper.layout(
        len(figure.along) * round(paper.row_for(figure) * room) + 48,
        yaxis=paper.categories(figure, showgrid=True, gridcolor=paper.palette.grid),
        xaxis=paper.amounts(
            figure,
            top,
            title={"text": "" if figure.percent else plain(figure.unit), "font": {"size": paper.size - 1, "color": paper.palette.quiet}},
        ),
    )


def _dots(figure: Figure, series: Series, paper: Paper, colour: str) -> dict[str, Any]:
    known = [(place(along), value) for along, value in zip(figure.along, series.values, strict=True) if value is not None]
    unit = "%" if figure.percent else " " + plain(figure.unit)
    return {
        "type": "scatter",
        "mode": "markers",
        "name": plain(series.name),
        "x": [value for _, value in known],
        "y": [along for along, _ in known],
        "marker": {"size": round(paper.size * 0.95), "color": colour, "line": {"color": paper.palette.background, "width": 1}},
        "hovertemplate": "%{y}, " + plain(series.name.lower()) + ": %{x:,.0f}" + unit + "<extra></extra>",
    }


def _segments(pairs: list[tuple[str, float, float]], colour: str, width: int) -> dict[str, Any]:
    """Level lines, one for each row, in one trace."""
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [value for _, start, end in pairs for value in (start, end, None)],
        "y": [along for y, _, _ in pairs for along in (y, y, None)],
        "line": {"color": colour, "width": width},
        "showlegend": False,
        "hoverinfo": "skip",
    }


def _intervals(figure: Figure, series: Series, colour: str) -> list[dict[str, Any]]:
    if not series.low:
        return []
    rows = [
        (place(along), low, high)
        for along, low, high in zip(figure.along, series.low, series.high, strict=True)
        if low is not None and high is not None
    ]
    return [{**_segments(rows, colour, 2), "opacity": 0.75}]


def _pair_notes(pairs: list[tuple[str, float, float]], figure: Figure, paper: Paper) -> list[dict[str, Any]]:
    """The two numbers above their dots, pushed apart where the dots nearly touch."""
    notes = []
    for y, a, b in pairs:
        close = abs(a - b) < highest(figure) * 0.12
        for value, is_left in ((a, a <= b), (b, a > b)):
            anchor = ("right" if is_left else "left") if close else "center"
            note = paper.note(number(value, figure.percent), x=value, y=y, yshift=paper.size * 1.05, xanchor=anchor)
            note["font"] = {"size": paper.size - 1, "color": paper.palette.text}
            notes.append(note)
    return notes


def _ends(figure: Figure, series: Series) -> list[tuple[str, float | None, float | None]]:
    highs = series.high or series.values
    return [(place(along), value, high) for along, value, high in zip(figure.along, series.values, highs, strict=True)]


def _beside(figure: Figure, along: str, value: float, high: float | None, paper: Paper) -> dict[str, Any]:
    return paper.note(number(value, figure.percent), x=high if high is not None else value, y=along, xanchor="left", xshift=8)


def _hidden_notes(figure: Figure, series: Series, paper: Paper, words: str = HIDDEN) -> list[dict[str, Any]]:
    return [_too_few(place(along), paper, words) for along, value in zip(figure.along, series.values, strict=True) if value is None]


def _too_few(along: str, paper: Paper, words: str) -> dict[str, Any]:
    note = paper.note(words, x=0, y=along, xanchor="left", xshift=6)
    note["font"] = {"size": paper.size - 1, "color": paper.palette.quiet}
    return note


def _add_key(layout: dict[str, Any], paper: Paper) -> None:
    room = round(paper.size * 1.9)
    layout |= {"showlegend": True, "legend": paper.key(), "height": layout["height"] + room}
    layout["margin"]["t"] += room
