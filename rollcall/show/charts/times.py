"""Charts over time: lines, how many above and in and out below, one small panel for each series, and rising curves."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Any

from rollcall.show.charts import process
from rollcall.show.charts.paper import STUB, Paper, folded, highest, number, place, plain
from rollcall.show.figures import Figure, Series


def lines(figure: Figure, paper: Paper) -> dict[str, Any]:
    """One line for each series, its name and latest value at its end."""
    layout = paper.layout(
        320 if not paper.large else 470,
        xaxis=paper.months(figure),
        yaxis=paper.amounts(figure, highest(figure) * 1.12, zeroline=False),
        annotations=[],
    )
    traces = []
    for index, series in enumerate(figure.series):
        colour = paper.palette.context if series.context else paper.palette.categories[index % len(paper.palette.categories)]
        traces += _line(figure, series, paper, colour)
        named = plain(series.name) + " " if len(figure.series) > 1 else ""
        _label_the_end(layout, figure, series, paper, named)
    layout["margin"]["r"] = 60 if len(figure.series) == 1 else 150
    return {"data": traces, "layout": layout}


def flows(figure: Figure, paper: Paper) -> dict[str, Any]:
    """Above, how many at each month end; below, if they are told, how many came in (up) and how many left, for each reason (down)."""
    level, *moves = figure.series
    layout = paper.layout(
        400 if not paper.large else 540,
        xaxis=paper.months(figure, anchor="y2" if moves else "y"),
        yaxis=paper.amounts(
            figure, max([*_known(level), process.top(figure), 1]) * 1.14, domain=[0.46 if moves else 0, 1], zeroline=False, nticks=5
        ),
        barmode="relative",
        bargap=0.25,
        annotations=[],
    )
    traces = _line(figure, level, paper, paper.palette.strong)
    for stretch in figure.processes:
        traces += process.traces(figure, stretch, paper)
    process.add_beginnings(layout, figure, paper)
    if figure.process:
        process.add_signs(layout, figure.process, paper, 0.4)
    _label_the_end(layout, figure, level, paper, "")
    above = paper.note(f"<b>{plain(level.name)}</b>", xref="paper", yref="paper", x=0, y=1.0, xanchor="left", yanchor="bottom")
    notes = [above, *_add_moves(figure, moves, paper, traces, layout)] if moves else [above]
    for note in notes:
        note["font"] = {"size": paper.size - 1, "color": paper.palette.text}
    layout["annotations"] += notes
    layout["margin"].update(t=26, r=60, b=paper.size * 5)
    return {"data": traces, "layout": layout}


def _add_moves(
    figure: Figure, moves: Sequence[Series], paper: Paper, traces: list[dict[str, Any]], layout: dict[str, Any]
) -> list[dict[str, Any]]:
    """Draw who came in and who left below the line, and give the words beside them."""
    comes_in, *goes_out = moves
    months = [place(month) for month in figure.along]
    colours = (paper.palette.categories[1], paper.palette.context, paper.palette.categories[5])
    for series, sign, colour in zip((comes_in, *goes_out), (1, -1, -1), colours, strict=False):
        amounts = [None if value is None else sign * value for value in series.values]
        traces.append(
            {
                "type": "bar",
                "name": plain(series.name),
                "x": months,
                "y": amounts,
                "yaxis": "y2",
                "marker": {"color": colour},
                "customdata": [number(value) for value in series.values],
                "hovertemplate": "%{x|%B %Y}: %{customdata} " + plain(series.name.lower()) + "<extra></extra>",
            }
        )
    reach = max([*_known(comes_in), *_sums(goes_out), 1]) * 1.25
    layout["yaxis2"] = paper.amounts(
        figure, reach, domain=[0, 0.34], anchor="x", range=[-reach, reach], zeroline=True, nticks=4, tickformat=",d", showticklabels=False
    )
    up = paper.note(_swatch(comes_in.name, colours[0]), xref="paper", yref="paper", x=0, y=0.36, xanchor="left", yanchor="middle")
    down = paper.note(
        "   ".join(_swatch(series.name, colour) for series, colour in zip(goes_out, colours[1:], strict=False)),
        xref="paper",
        yref="paper",
        x=0,
        y=-0.02,
        xanchor="left",
        yanchor="top",
        yshift=-paper.size * 2,
    )
    return [up, down]


def multiples(figure: Figure, paper: Paper) -> dict[str, Any]:
    """A small panel for each series, all on the same scale, each with its latest value, in one drawing."""
    across = 4 if len(figure.series) > 6 else 3
    down = ceil(len(figure.series) / across)
    layout = paper.layout(down * (165 if not paper.large else 230) + 10, annotations=[])
    traces: list[dict[str, Any]] = []
    for index, series in enumerate(figure.series):
        column, row = index % across, index // across
        left, bottom = column / across, 1 - (row + 1) / down
        x = (left + 0.005, left + 1 / across - 0.045)
        y = (bottom + 0.13 / down, bottom + 0.74 / down)
        traces += _panel(layout, figure, series, paper, "" if index == 0 else str(index + 1), x, y)
    layout["margin"]["r"] = 24
    return {"data": traces, "layout": layout}


def panels(figure: Figure, paper: Paper) -> list[dict[str, Any]]:
    """The same panels as drawings of their own, for a screen that lays them out by its width."""
    drawn = []
    for series in figure.series:
        layout = paper.layout(160, annotations=[])
        layout["margin"].update(t=40, r=44, b=4)
        drawn.append({"data": _panel(layout, figure, series, paper, "", (0, 1), (0, 1)), "layout": layout})
    return drawn


def trend(values: Sequence[float], paper: Paper) -> dict[str, Any]:
    """A line with nothing but a dot at its end, from its lowest to its highest."""
    layout = paper.layout(84, xaxis={"visible": False, "fixedrange": True}, yaxis={"visible": False, "fixedrange": True})
    layout["margin"] = {"l": 0, "r": 8, "t": 8, "b": 8, "pad": 0}
    line = {
        "type": "scatter",
        "mode": "lines",
        "y": list(values),
        "line": {"color": paper.palette.strong, "width": 2.5},
        "hoverinfo": "skip",
    }
    end = {
        "type": "scatter",
        "mode": "markers",
        "x": [len(values) - 1],
        "y": [values[-1]],
        "marker": {"color": paper.palette.strong, "size": 8},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }
    return {"data": [line, end], "layout": layout}


def _panel(
    layout: dict[str, Any], figure: Figure, series: Series, paper: Paper, axis: str, x: tuple[float, float], y: tuple[float, float]
) -> list[dict[str, Any]]:
    """One panel: its axes and its title go into the layout."""
    months = paper.months(figure, domain=list(x), anchor=f"y{axis}", tickangle=0)
    months |= {"ticktext": [text.removeprefix("Jan ") for text in months["ticktext"]]}
    months |= {"tickfont": {"size": paper.size - 3, "color": paper.palette.quiet}}
    layout[f"xaxis{axis}"] = months
    layout[f"yaxis{axis}"] = paper.amounts(
        figure, highest(figure) * 1.25, domain=list(y), anchor=f"x{axis}", showticklabels=False, nticks=3, zeroline=False
    )
    title = paper.note(
        folded(series.name, 24 if paper.large else 36),
        xref="paper",
        yref="paper",
        x=x[0],
        y=y[1],
        yshift=4,
        xanchor="left",
        yanchor="bottom",
        align="left",
    )
    title["font"] = {"size": paper.size - 1, "color": paper.palette.text}
    layout["annotations"].append(title)
    _label_the_end(layout, figure, series, paper, "", axis)
    traces = _line(figure, series, paper, paper.palette.strong)
    return [{**trace, "xaxis": f"x{axis}", "yaxis": f"y{axis}"} for trace in traces]


def curves(figure: Figure, paper: Paper) -> dict[str, Any]:
    """Rising lines along ordered steps, each with the band of its interval and its name at its end."""
    steps = [int(step) for step in figure.along if not hasattr(step, "year")]
    top = min(highest(figure) * 1.1, 100) if figure.percent else highest(figure) * 1.1
    layout = paper.layout(
        340 if not paper.large else 480,
        xaxis={
            "range": [0, steps[-1]],
            "fixedrange": True,
            "showgrid": False,
            "dtick": 4,
            "showline": True,
            "linecolor": paper.palette.context,
            "ticks": "outside",
            "tickcolor": paper.palette.context,
            "tickfont": {"size": paper.size - 1, "color": paper.palette.quiet},
            "title": {"text": plain(figure.along_name), "font": {"size": paper.size - 1, "color": paper.palette.quiet}, "standoff": 8},
            "automargin": True,
        },
        yaxis=paper.amounts(figure, top, zeroline=False),
        annotations=[],
    )
    layout["margin"]["r"] = 150 if not paper.large else 230
    traces: list[dict[str, Any]] = []
    strong = [series for series in figure.series if not series.context]
    for series in figure.series:
        colour = paper.palette.context if series.context else paper.palette.categories[strong.index(series) % 6]
        if series.low and None not in (*series.low, *series.high):
            traces.append(_interval(steps, series, colour))
        traces.append(
            {
                "type": "scatter",
                "mode": "lines",
                "x": steps,
                "y": list(series.values),
                "line": {"color": colour, "width": 1.5 if series.context else 3},
                "name": plain(series.name),
                "hovertemplate": plain(series.name) + ", %{x} " + plain(figure.along_name.lower()) + ": %{y:.0f}%<extra></extra>",
            }
        )
    for series, y in zip(figure.series, _spread(figure, top, layout["height"], paper), strict=True):
        if y is None:
            continue
        colour = paper.palette.quiet if series.context else paper.palette.categories[strong.index(series) % 6]
        label = paper.note(
            f"{number(series.values[-1], figure.percent)} {folded(series.name, 18)}",
            x=1,
            xref="paper",
            y=y,
            xanchor="left",
            xshift=6,
            align="left",
        )
        label["font"] = {"size": paper.size - 1 if series.context else paper.size, "color": colour}
        layout["annotations"].append(label)
    return {"data": traces, "layout": layout}


def _spread(figure: Figure, top: float, height: int, paper: Paper) -> list[float | None]:
    """Where the labels at the ends go, so that none covers another: up from the lowest, then down again from the top."""
    line = top / (height - 70) * (paper.size * 1.3)
    ends = sorted((value, index) for index, series in enumerate(figure.series) if (value := series.values[-1]) is not None)
    tall = {index: (folded(figure.series[index].name, 18).count("<br>") + 1) * line for _, index in ends}
    places: list[float | None] = [None] * len(figure.series)
    floor = 0.0
    for value, index in ends:
        places[index] = max(float(value), floor + tall[index] / 2)
        floor = (places[index] or 0) + tall[index] / 2
    ceiling = top
    for _, index in reversed(ends):
        places[index] = min(places[index] or 0, ceiling - tall[index] / 2)
        ceiling = (places[index] or 0) - tall[index] / 2
    return places


def _line(figure: Figure, series: Series, paper: Paper, colour: str) -> list[dict[str, Any]]:
    months = [place(month) for month in figure.along]
    trace = {
        "type": "scatter",
        "mode": "lines",
        "x": months,
        "y": list(series.values),
        "name": plain(series.name),
        "line": {"color": colour, "width": 3 if not series.context else 2},
        "hovertemplate": "%{x|%B %Y}: %{y:,} " + plain(figure.unit) + "<extra></extra>",
    }
    hidden = [month for month, value in zip(months, series.values, strict=True) if value is None]
    return [trace, *([paper.stub(hidden, label=False, across=False)] if hidden else [])]


def _interval(steps: list[int], series: Series, colour: str) -> dict[str, Any]:
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [*steps, *reversed(steps)],
        "y": [*series.high, *reversed(series.low)],
        "fill": "toself",
        "fillcolor": f"rgba({red},{green},{blue},0.14)",
        "line": {"width": 0},
        "hoverinfo": "skip",
    }


def _label_the_end(layout: dict[str, Any], figure: Figure, series: Series, paper: Paper, named: str, axis: str = "") -> None:
    value = series.values[-1] if series.values else None
    label = paper.note(
        f"{named}<b>{number(value)}</b>" if value is not None else f"{named}c",
        x=place(figure.along[-1]),
        y=value if value is not None else STUB,
        xref=f"x{axis}",
        yref=f"y{axis}",
        xanchor="left",
        xshift=5,
    )
    layout["annotations"].append(label)


def _known(series: Series) -> list[float]:
    return [value for value in series.values if value is not None]


def _sums(group: list[Series]) -> list[float]:
    return [sum(value or 0 for value in values) for values in zip(*(series.values for series in group), strict=True)]


def _swatch(name: str, colour: str) -> str:
    return f'<span style="color:{colour}">■</span> {plain(name)}'
