"""Bars that part from one line: agreement to the right, disagreement to the left, and beside them the numbers that are on no side."""

from __future__ import annotations

from typing import Any

from rollcall.show.charts.bars import band
from rollcall.show.charts.paper import STUB, Paper, folded, number, place
from rollcall.show.figures import Figure, Series

_COLUMN = 0.14  # of the width, for each series of numbers beside the bars
_STRENGTH = 0.55  # of a paler colour on the background
_AIR = 1.02


def diverging(figure: Figure, paper: Paper) -> dict[str, Any]:
    """The first half of the series to the right of the line and the second half to its left, each from the inside out."""
    sided = [series for series in figure.series if not series.context]
    beside = [series for series in figure.series if series.context]
    half = len(sided) // 2
    along = [place(category) for category in figure.along]
    right, left = (max([1.0, *(_length(side, index) for index in range(len(along)))]) for side in (sided[:half], sided[half:]))
    traces = []
    for index, series in enumerate(sided):
        sign = 1 if index < half else -1
        widths = [(STUB / 2 if value is None else float(value)) * sign for value in series.values]
        colour = paper.palette.strong if sign > 0 else paper.palette.other
        colour = _paler(colour, paper.palette.background) if index in (0, half) else colour
        traces += [{**trace, "legendrank": 100 + index * sign} for trace in band(series, widths, along, colour, right + left, paper)]
    end = 1 - _COLUMN * len(beside)
    layout = paper.layout(
        len(along) * paper.row_for(figure) + 66 + 2 * paper.size,
        barmode="relative",
        bargap=0.3,
        yaxis=paper.categories(figure),
        xaxis=paper.amounts(
            figure,
            right,
            range=[-left * _AIR, right * _AIR],
            domain=[0, end],
            showticklabels=False,
            showgrid=False,
            zerolinecolor=paper.palette.text,
            zerolinewidth=2,
        ),
        showlegend=True,
        legend=paper.key(),
        annotations=[],
    )
    layout["margin"]["t"] = 52 + 2 * paper.size
    for column, series in enumerate(beside):
        layout["annotations"] += _numbers(series, along, end + _COLUMN * (column + 0.5), paper)
    return {"data": traces, "layout": layout}


def _paler(colour: str, background: str) -> str:
    """A colour let down with the background, so that the key shows it as the bar does."""
    mixed = (round(_STRENGTH * int(colour[at : at + 2], 16) + (1 - _STRENGTH) * int(background[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{part:02X}" for part in mixed)


def _length(side: list[Series], index: int) -> float:
    values = [series.values[index] for series in side]
    return sum(STUB / 2 if value is None else float(value) for value in values)


def _numbers(series: Series, along: list[str], x: float, paper: Paper) -> list[dict[str, Any]]:
    """A column of numbers with its name above it."""
    quiet = {"size": paper.size - 1, "color": paper.palette.quiet}
    heading = paper.note(folded(series.name, 8), xref="paper", yref="paper", x=x, y=1, yanchor="bottom", font=quiet)
    rows = [
        paper.note("c" if value is None else number(value), xref="paper", x=x, y=category, font=quiet)
        for category, value in zip(along, series.values, strict=True)
    ]
    return [heading, *rows]
