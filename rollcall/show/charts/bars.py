"""Charts of bars, with categories down the side: single bars, stacked bands, and columns of bars."""

from __future__ import annotations

from typing import Any

from rollcall.show.charts.paper import STUB, Paper, folded, highest, ink_on, number, place, plain
from rollcall.show.figures import Figure, Series


def bars(figure: Figure, paper: Paper) -> dict[str, Any]:
    """One bar for each category, its number at its end, and a tick where it stood a year before."""
    main, before = figure.series[0], figure.series[1] if len(figure.series) > 1 else None
    traces = _with_stub(figure, main, paper, paper.palette.strong, label=True)
    room = round(paper.size * 2) if before else 0
    layout = paper.layout(
        len(figure.along) * paper.row_for(figure) + 24 + room,
        barmode="overlay",
        bargap=0.32,
        yaxis=paper.categories(figure),
        xaxis=paper.amounts(figure, highest(figure) * 1.16, showticklabels=False, showgrid=False),
    )
    if before:
        # The number stands clear of the tick, so it is written on the drawing and not on the bar.
        traces[0]["text"] = [""] * len(figure.along)
        traces.append(_tick_in_the_key(before, paper))
        layout["shapes"] = _ticks(figure, before, paper)
        layout["annotations"] = [
            paper.note(number(value, figure.percent), x=max(value, was or 0), y=place(along), xanchor="left", xshift=6)
            for along, value, was in zip(figure.along, main.values, before.values, strict=True)
            if value is not None
        ]
        layout |= {"showlegend": True, "legend": paper.key()}
        layout["margin"]["t"] = 8 + room
    return {"data": traces, "layout": layout}


def stacked(figure: Figure, paper: Paper) -> dict[str, Any]:
    """One bar for each category, cut into ordered bands from short to long in one sequential colour, counts on the bands."""
    shown = [[STUB / 2 if value is None else value for value in series.values] for series in figure.series]
    totals = [sum(amounts) for amounts in zip(*shown, strict=True)]
    top = max([*totals, 1])
    along = [place(category) for category in figure.along]
    traces: list[dict[str, Any]] = []
    for index, (series, widths) in enumerate(zip(figure.series, shown, strict=True)):
        traces += _band(series, widths, along, _band_colour(figure, index, paper), top, paper)
    layout = paper.layout(
        len(along) * round(paper.row * 1.5) + 66 + 2 * paper.size,
        barmode="stack",
        bargap=0.25 if paper.large else 0.42,
        yaxis=paper.categories(figure),
        xaxis=paper.amounts(figure, top * 1.02, showticklabels=False, showgrid=False, zeroline=False),
        showlegend=True,
        legend=paper.key(),
        annotations=[],
        shapes=[],
    )
    layout["margin"]["t"] = 40 + 2 * paper.size
    said = figure.totals or tuple(
        None if None in values else sum(values) for values in zip(*(one.values for one in figure.series), strict=True)
    )
    layout["annotations"] = [
        paper.note(f"<b>{number(total)}</b>", x=end, y=category, xanchor="left", xshift=4)
        for category, end, total in zip(along, totals, said, strict=True)
        if total is not None
    ]
    layout["margin"]["r"] = 12 + round(0.7 * paper.size * max((len(number(total)) for total in said if total is not None), default=0))
    rows = {category: len(along) - 1 - index for index, category in enumerate(along)}
    layout["shapes"] = [_across_row(mark.value, rows[mark.only], paper) for mark in figure.marks if mark.only in rows]
    return {"data": traces, "layout": layout}


def _band_colour(figure: Figure, index: int, paper: Paper) -> str:
    """Ordered bands take one sequential colour; where one of them stands back, it is grey and the others are told apart."""
    if figure.series[index].context:
        return paper.palette.context
    if any(series.context for series in figure.series):
        return (paper.palette.strong, paper.palette.other, *paper.palette.categories[1:3])[index]
    steps = paper.palette.steps
    return steps[round(index * (len(steps) - 1) / max(len(figure.series) - 1, 1))]


def bar_table(figure: Figure, paper: Paper) -> dict[str, Any]:
    """A column of bars for each series, all on one scale, the number at the end of each bar."""
    shown = [value for series in figure.series if not series.context for value in series.values if value is not None]
    top = max([*shown, STUB, 1]) * 1.45
    count = len(figure.series)
    traces, layout = [], paper.layout(len(figure.along) * paper.row_for(figure) + 60, barmode="overlay", bargap=0.4, annotations=[])
    layout["yaxis"] = paper.categories(figure)
    layout["margin"]["t"] = 44
    gap = 0.02
    for index, series in enumerate(figure.series):
        axis = "" if index == 0 else str(index + 1)
        start = index * (1 + gap) / count
        domain = [start, min(1.0, start + (1 - gap * (count - 1)) / count)]
        layout[f"xaxis{axis}"] = paper.amounts(
            figure, top, domain=domain, anchor="y", showticklabels=False, showgrid=False, zerolinecolor=paper.palette.grid
        )
        drawn = (
            [_numbers(figure, series, paper)] if series.context else _with_stub(figure, series, paper, paper.palette.strong, label=False)
        )
        traces += [{**trace, "xaxis": f"x{axis}", "yaxis": "y"} for trace in drawn]
        heading = paper.note(
            f"<b>{folded(series.name, 8)}</b>",
            xref="paper",
            yref="paper",
            x=domain[0],
            y=1,
            xanchor="left",
            yanchor="bottom",
            align="left",
        )
        heading["font"] = {"size": paper.size - 2, "color": paper.palette.text}
        layout["annotations"].append(heading)
    return {"data": traces, "layout": layout}


def _bar(figure: Figure, series: Series, paper: Paper, colour: str) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "name": plain(series.name),
        "x": [value if value is not None else 0 for value in series.values],
        "y": [place(along) for along in figure.along],
        "marker": {"color": [paper.palette.context if along in figure.quiet else colour for along in figure.along]},
        "text": ["" if value is None else number(value, figure.percent) for value in series.values],
        "textposition": "outside",
        "textfont": {"size": paper.size, "color": paper.palette.text},
        "cliponaxis": False,
        "showlegend": False,
        "hovertemplate": "%{y}: %{x:,}" + ("%" if figure.percent else " " + plain(figure.unit)) + "<extra></extra>",
    }


def _band(series: Series, widths: list[float], along: list[str], colour: str, top: float, paper: Paper) -> list[dict[str, Any]]:
    """One band of a stacked bar: its number inside when there is room for it; and, after it, its hidden numbers, hatched."""
    fits = top * (0.03 if paper.large else 0.06)
    labels = [number(value) for value in series.values]
    known = {
        "type": "bar",
        "orientation": "h",
        "name": plain(series.name),
        "x": [0 if value is None else width for value, width in zip(series.values, widths, strict=True)],
        "y": along,
        "marker": {"color": colour, "line": {"color": paper.palette.background, "width": 1}},
        "text": [label if value is not None and value >= fits else "" for label, value in zip(labels, series.values, strict=True)],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        "textfont": {"size": paper.size - 1, "color": ink_on(colour)},
        "customdata": labels,
        "hovertemplate": "%{y}<br>" + plain(series.name) + ": %{customdata}<extra></extra>",
    }
    if None not in series.values:
        return [known]
    hidden = {
        **known,
        "x": [width if value is None else 0 for value, width in zip(series.values, widths, strict=True)],
        "marker": {**known["marker"], "pattern": {"shape": "/", "size": 5, "solidity": 0.35}},  # type: ignore[dict-item]
        "text": None,
        "showlegend": False,
    }
    return [known, hidden]


def _with_stub(figure: Figure, series: Series, paper: Paper, colour: str, label: bool) -> list[dict[str, Any]]:
    hidden = [place(along) for along, value in zip(figure.along, series.values, strict=True) if value is None]
    return [_bar(figure, series, paper, colour), *([paper.stub(hidden, label)] if hidden else [])]


def _numbers(figure: Figure, series: Series, paper: Paper) -> dict[str, Any]:
    """Numbers with no bar: what stands back and would dwarf the rest."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": [0] * len(figure.along),
        "y": [place(along) for along in figure.along],
        "text": ["c" if value is None else number(value) for value in series.values],
        "textposition": "middle right",
        "textfont": {"size": paper.size, "color": paper.palette.quiet},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _ticks(figure: Figure, before: Series, paper: Paper) -> list[dict[str, Any]]:
    """Upright ticks where each category stood, as tall as its row; a hidden one has no tick."""
    last = len(figure.along) - 1
    return [
        {
            "type": "line",
            "x0": value,
            "x1": value,
            "y0": last - index - 0.42,
            "y1": last - index + 0.42,
            "yref": "y",
            "line": {"color": paper.palette.other, "width": 3},
        }
        for index, value in enumerate(before.values)
        if value is not None
    ]


def _tick_in_the_key(before: Series, paper: Paper) -> dict[str, Any]:
    """What the ticks are, in the legend: drawn nowhere else."""
    return {
        "type": "scatter",
        "mode": "markers",
        "name": plain(before.name),
        "x": [None],
        "y": [None],
        "marker": {"symbol": "line-ns", "size": round(paper.size * 1.4), "line": {"color": paper.palette.other, "width": 3}},
    }


def _across_row(value: float, row: int, paper: Paper) -> dict[str, Any]:
    """An upright line through one row's bar."""
    return {
        "type": "line",
        "x0": value,
        "x1": value,
        "y0": row - 0.42,
        "y1": row + 0.42,
        "yref": "y",
        "line": {"color": paper.palette.text, "width": 3},
    }
