"""Figures drawn as plain plotly dictionaries: no plotly object is built, and no theme but ours is applied."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rollcall.show.charts import bars, points, times
from rollcall.show.charts.paper import DARK, LIGHT, Paper
from rollcall.show.figures import Figure, Kind

CONFIG: dict[str, Any] = {"displayModeBar": False, "displaylogo": False, "scrollZoom": False, "doubleClick": False, "responsive": True}

_MOST_LARGE_ROWS = 8  # more rows than this on a wall, and their labels take smaller type
_ALONG_TIME = (Kind.LINES, Kind.FLOWS, Kind.MULTIPLES, Kind.CURVES, Kind.COLUMNS, Kind.MATRIX)

_DRAW: dict[Kind, Callable[[Figure, Paper], dict[str, Any]]] = {
    Kind.BARS: bars.bars,
    Kind.DOTS: points.dots,
    Kind.STACKED: bars.stacked,
    Kind.BAR_TABLE: bars.bar_table,
    Kind.MATRIX: bars.matrix,
    Kind.WHISKERS: points.whiskers,
    Kind.DUMBBELLS: points.dumbbells,
    Kind.COLUMNS: bars.columns,
    Kind.LINES: times.lines,
    Kind.FLOWS: times.flows,
    Kind.MULTIPLES: times.multiples,
    Kind.CURVES: times.curves,
}


def draw(figure: Figure, dark: bool = False, large: bool = False) -> dict[str, Any]:
    """A figure as a plotly dictionary, for a light or dark background, at the size of a page or of a wall."""
    size = (22 if len(figure.along) <= _MOST_LARGE_ROWS or figure.kind in _ALONG_TIME else 18) if large else 14
    return _DRAW[figure.kind](figure, Paper(DARK if dark else LIGHT, size))


def draw_panels(figure: Figure, dark: bool = False) -> list[dict[str, Any]]:
    """The panels of small multiples, one drawing each."""
    return times.panels(figure, Paper(DARK if dark else LIGHT))


def warm() -> None:
    """Import what draws, before the first reader waits for it: Streamlit hands every dictionary to plotly once."""
    import plotly.graph_objs
    import plotly.io

    sample = {"data": [{"type": "bar", "x": [1]}, {"type": "scatter", "x": [1]}, {"type": "heatmap", "z": [[1]]}], "layout": {}}
    plotly.io.to_json(plotly.graph_objs.Figure(**sample))
