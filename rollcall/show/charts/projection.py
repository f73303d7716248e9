"""A line to today that goes on broken, as it would with more capacity and without, over the queue that it should come to."""

from __future__ import annotations

from typing import Any

from rollcall.show.charts.paper import Paper, folded, highest, number, place, plain
from rollcall.show.figures import Figure, Series

_MOST_LONG_TICKS = 3


def projection(figure: Figure, paper: Paper) -> dict[str, Any]:
    """The first series is counted up to where the figure is projected from, and has a band from there; the others are to compare with."""
    now, months = max((figure.projected_from or 0) - 1, 0), [place(month) for month in figure.along]
    axis = paper.months(figure, range=[months[0], months[-1]])  # of its own accord it would make room for the labels a second time
    if len(axis["ticktext"]) > _MOST_LONG_TICKS:
        axis["ticktext"] = [text.removeprefix("Jan ") for text in axis["ticktext"]]
    layout = paper.layout(
        340 if not paper.large else 480,
        xaxis=axis,
        yaxis=paper.amounts(figure, highest(figure) * 1.14, zeroline=False),
        annotations=[],
    )
    traces: list[dict[str, Any]] = []
    for series in reversed(figure.series):
        colour = paper.palette.context if series.context else paper.palette.strong
        if band := _band(months[now:], series, now, colour):
            traces.append(band)
        traces.append(_run(months[now:], series.values[now:], series, figure, colour, "dash", "worked out"))
        if not series.context:
            traces.append(_run(months[: now + 1], series.values[: now + 1], series, figure, colour, "solid", "counted"))
        _name_the_end(layout, figure, series, paper)
    for mark in figure.marks:
        traces.append(
            {
                "type": "scatter",
                "mode": "lines",
                "x": [months[0], months[-1]],
                "y": [mark.value, mark.value],
                "line": {"color": paper.palette.other, "width": 2, "dash": "dot"},
                "hovertemplate": plain(mark.label) + "<extra></extra>",
            }
        )
        label = paper.note(plain(mark.label), x=months[0], y=mark.value, xanchor="left", yanchor="bottom")
        label["font"] = {"size": paper.size - 1, "color": paper.palette.text}
        layout["annotations"].append(label)
    layout["margin"]["r"] = 124 if not paper.large else 200
    return {"data": traces, "layout": layout}


def _run(months: list[str], values: tuple[Any, ...], series: Series, figure: Figure, colour: str, dash: str, how: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": months,
        "y": list(values),
        "name": plain(series.name),
        "line": {"color": colour, "width": 2 if series.context else 3, "dash": dash},
        "hovertemplate": "%{x|%B %Y}: %{y:,.0f} " + plain(figure.unit) + f", {how}<extra></extra>",
    }


def _band(months: list[str], series: Series, now: int, colour: str) -> dict[str, Any] | None:
    """Where the line could go by chance, from the last month that was counted on."""
    start = series.values[now]
    low, high = series.low[now + 1 :], series.high[now + 1 :]
    if start is None or not low or None in (*low, *high):
        return None
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [*months, *reversed(months)],
        "y": [start, *high, *reversed(low), start],
        "fill": "toself",
        "fillcolor": f"rgba({red},{green},{blue},0.14)",
        "line": {"width": 0},
        "hoverinfo": "skip",
    }


def _name_the_end(layout: dict[str, Any], figure: Figure, series: Series, paper: Paper) -> None:
    value = series.values[-1]
    if value is None:
        return
    label = paper.note(
        f"<b>{number(round(value))}</b> {folded(series.name, 14)}",
        x=place(figure.along[-1]),
        y=value,
        xanchor="left",
        xshift=5,
        align="left",
    )
    label["font"] = {"size": paper.size - 1, "color": paper.palette.quiet if series.context else paper.palette.text}
    layout["annotations"].append(label)
