"""The funnel plot: a share against how many it is out of, between the limits within which chance alone would leave it."""

from __future__ import annotations

from typing import Any

from rollcall.show.charts.paper import Paper, folded, number, plain
from rollcall.show.figures import Figure

_ROOM = 1.08
_MOST_NAMED = 8


def funnel(figure: Figure, paper: Paper) -> dict[str, Any]:
    """A dot for each place: the first series is its share with the limits at its size, the second its size. Those above are named."""
    shares, sizes = figure.series[:2]
    places = _places(figure)
    top = min(max((max(share, high) for _, share, _, high, _ in places), default=1), 100 / _ROOM) * _ROOM
    layout = paper.layout(
        360 if not paper.large else 500,
        xaxis={
            "range": [0, max((size for size, *_ in places), default=1) * _ROOM],
            "fixedrange": True,
            "showgrid": False,
            "showline": True,
            "linecolor": paper.palette.context,
            "tickfont": {"size": paper.size - 1, "color": paper.palette.quiet},
            "title": {"text": plain(sizes.name), "font": {"size": paper.size - 1, "color": paper.palette.quiet}, "standoff": 8},
            "automargin": True,
        },
        yaxis=paper.amounts(figure, top, zeroline=False),
        annotations=[],
    )
    layout["margin"]["r"] = 60
    across = [size for size, *_ in places]
    limits = [_limit(across, run, paper) for run in ([low for _, _, low, _, _ in places], [high for *_, high, _ in places])]
    is_out = [share < low or share > high for _, share, low, high, _ in places]
    dots = {
        "type": "scatter",
        "mode": "markers",
        "name": plain(shares.name),
        "x": across,
        "y": [share for _, share, *_ in places],
        "marker": {
            "size": [round(paper.size * (0.85 if out else 0.6)) for out in is_out],
            "color": [paper.palette.other if out else paper.palette.context for out in is_out],
            "symbol": ["diamond" if out else "circle" for out in is_out],
            "line": {"color": paper.palette.background, "width": 1},
        },
        "text": [plain(name) for *_, name in places],
        "hovertemplate": "%{text}: %{y:.0f}% of %{x}<extra></extra>",
    }
    above = [row for row in places if row[1] > row[3]]  # those below would lie on each other, and are in the rows
    for size, share, *_, name in sorted(above, key=lambda row: -row[1])[:_MOST_NAMED]:
        right = size > layout["xaxis"]["range"][1] * 0.6
        label = paper.note(folded(name, 26), x=size, y=share, xanchor="right" if right else "left", xshift=-8 if right else 8, align="left")
        label["font"] = {"size": paper.size - 1, "color": paper.palette.text}
        layout["annotations"].append(label)
    for mark in figure.marks:
        words = f"{plain(mark.label)} {number(mark.value, figure.percent)}"
        layout["annotations"].append(paper.note(words, xref="paper", x=1, y=mark.value, xanchor="right", yshift=paper.size * 0.7))
    average = [_limit([0, layout["xaxis"]["range"][1]], [mark.value, mark.value], paper, "solid") for mark in figure.marks]
    return {"data": [*limits, *average, dots], "layout": layout}


def _places(figure: Figure) -> list[tuple[float, float, float, float, str]]:
    """How many, the share, its limits and the name of each place of which all are known, the smallest first."""
    shares, sizes = figure.series[:2]
    found = []
    for along, share, low, high, size in zip(figure.along, shares.values, shares.low, shares.high, sizes.values, strict=False):
        if share is not None and low is not None and high is not None and size is not None:
            found.append((size, share, low, high, str(along)))
    return sorted(found)


def _limit(across: list[float], values: list[float], paper: Paper, dash: str = "dash") -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": across,
        "y": values,
        "line": {"color": paper.palette.context, "width": 1.5, "dash": dash},
        "hoverinfo": "skip",
        "showlegend": False,
    }
