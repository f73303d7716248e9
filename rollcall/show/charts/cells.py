"""Charts of cells: a matrix, category by category, and columns along ordered steps."""

from __future__ import annotations

from typing import Any

from rollcall.show.charts.paper import Paper, folded, highest, ink_on, number, place, plain
from rollcall.show.figures import Figure


def matrix(figure: Figure, paper: Paper) -> dict[str, Any]:
    """Shaded cells, category by category, with the number in each."""
    across = [place(along) for along in figure.along]
    down = [series.name for series in figure.series]
    shades = [[value if value is not None else 0 for value in series.values] for series in figure.series]
    top = max([value for row in shades for value in row] + [1])
    layout = paper.layout(
        len(down) * round(paper.row * 1.15) + 84,
        xaxis={
            "side": "top",
            "fixedrange": True,
            "showgrid": False,
            "tickvals": across,
            "ticktext": [folded(name, 12) for name in across],
            "ticks": "",
            "automargin": True,
            "tickfont": {"size": paper.size - 2},
        },
        yaxis={
            "autorange": "reversed",
            "fixedrange": True,
            "showgrid": False,
            "tickvals": down,
            "ticktext": [folded(name, 24) for name in down],
            "ticks": "",
            "automargin": True,
        },
        annotations=[],
    )
    steps = paper.palette.steps
    for series in figure.series:
        for along, value in zip(across, series.values, strict=True):
            if along == series.name:
                continue
            shade = steps[min(len(steps) - 1, int((value or 0) / top * len(steps)))] if value else paper.palette.background
            cell = paper.note("c" if value is None else number(value) if value else "–", x=along, y=series.name)
            cell["font"] = {"size": paper.size, "color": paper.palette.quiet if not value else ink_on(shade)}
            layout["annotations"].append(cell)
    heat = {
        "type": "heatmap",
        "x": across,
        "y": down,
        "z": [[value if value else None for value in row] for row in shades],
        "zmin": 0,
        "zmax": top,
        "colorscale": _stepped(steps),
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
        "hoverinfo": "skip",
    }
    return {"data": [heat], "layout": layout}


def columns(figure: Figure, paper: Paper) -> dict[str, Any]:
    """One column for each ordered step."""
    series = figure.series[0]
    along = [place(step) for step in figure.along]
    shown = [value if value is not None else 0 for value in series.values]
    traces: list[dict[str, Any]] = [
        {
            "type": "bar",
            "x": along,
            "y": shown,
            "marker": {"color": paper.palette.strong},
            "text": [number(value) if value else "" for value in series.values],
            "textposition": "outside",
            "textfont": {"size": paper.size - 2},
            "cliponaxis": False,
            "hovertemplate": "%{x} " + plain(figure.along_name.lower()) + ": %{y:,} " + plain(figure.unit) + "<extra></extra>",
        }
    ]
    hidden = [step for step, value in zip(along, series.values, strict=True) if value is None]
    if hidden:
        traces.append(paper.stub(hidden, label=False, across=False))
    layout = paper.layout(
        240 if not paper.large else 420,
        barmode="overlay",
        bargap=0.18,
        yaxis=paper.amounts(figure, highest(figure) * 1.15, showticklabels=False, showgrid=False),
        xaxis={
            "type": "category",
            "categoryorder": "array",
            "categoryarray": along,
            "fixedrange": True,
            "ticks": "",
            "tickangle": 0,
            "title": {"text": plain(figure.along_name), "font": {"size": paper.size - 1, "color": paper.palette.quiet}},
            "tickfont": {"size": paper.size - 2, "color": paper.palette.quiet},
            "automargin": True,
        },
    )
    return {"data": traces, "layout": layout}


def _stepped(steps: tuple[str, ...]) -> list[list[Any]]:
    count = len(steps)
    return [[edge / count, colour] for index, colour in enumerate(steps) for edge in (index, index + 1)]
