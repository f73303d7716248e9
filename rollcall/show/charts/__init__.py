"""Figures drawn as plain plotly dictionaries: no plotly object is built, and no theme but ours is applied."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from plotly.basedatatypes import BaseFigure

from rollcall.show.charts import (
    bars,
    cells,
    diverging,
    funnel,
    points,
    projection,
    times,
    ways,
)
from rollcall.show.charts.paper import DARK, LIGHT, Paper
from rollcall.show.figures import Figure, Kind

CONFIG: dict[str, Any] = {"displayModeBar": False, "displaylogo": False, "scrollZoom": False, "doubleClick": False, "responsive": True}

_MOST_LARGE_ROWS = 8  # more rows than this on a wall, and their labels take smaller type
_ALONG_TIME = (Kind.LINES, Kind.FLOWS, Kind.MULTIPLES, Kind.CURVES, Kind.COLUMNS, Kind.MATRIX, Kind.PROJECTION, Kind.FUNNEL, Kind.WAYS)

_DRAW: dict[Kind, Callable[[Figure, Paper], dict[str, Any]]] = {
    Kind.BARS: bars.bars,
    Kind.DOTS: points.dots,
    Kind.STACKED: bars.stacked,
    Kind.DIVERGING: diverging.diverging,
    Kind.BAR_TABLE: bars.bar_table,
    Kind.MATRIX: cells.matrix,
    Kind.WHISKERS: points.whiskers,
    Kind.DUMBBELLS: points.dumbbells,
    Kind.COLUMNS: cells.columns,
    Kind.LINES: times.lines,
    Kind.FLOWS: times.flows,
    Kind.MULTIPLES: times.multiples,
    Kind.FUNNEL: funnel.funnel,
    Kind.CURVES: times.curves,
    Kind.WAYS: ways.ways,
    Kind.PROJECTION: projection.projection,
}


def draw(figure: Figure, dark: bool = False, large: bool = False) -> dict[str, Any]:
    """A figure as a plotly dictionary, for a light or dark background, at the size of a page or of a wall."""
    size = (22 if len(figure.along) <= _MOST_LARGE_ROWS or figure.kind in _ALONG_TIME else 18) if large else 14
    return _DRAW[figure.kind](figure, Paper(DARK if dark else LIGHT, size))


def draw_panels(figure: Figure, dark: bool = False) -> list[dict[str, Any]]:
    """The panels of small multiples, one drawing each."""
    return times.panels(figure, Paper(DARK if dark else LIGHT))


def draw_trend(values: Sequence[float], dark: bool = False) -> dict[str, Any]:
    """A bare line of how a number moved, for beside the number itself."""
    return times.trend(values, Paper(DARK if dark else LIGHT))


class Drawing(BaseFigure):
    """A drawing that plotly hands on as it stands.

    Plotly would build a figure out of every dictionary to validate it, for 2 to 13 ms each time; a test validates every kind instead.
    """

    def __init__(self, spec: dict[str, Any]) -> None:
        self.__dict__["spec"] = spec

    def to_dict(self) -> dict[str, Any]:
        """The dictionary itself."""
        spec: dict[str, Any] = self.__dict__["spec"]
        return spec


def warm() -> None:
    """Import what turns a drawing into a message, before the first reader waits for it."""
    import plotly.io

    plotly.io.to_json({"data": [], "layout": {}}, validate=False)
