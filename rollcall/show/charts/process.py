"""A process drawn over a line of months: mean and limits, special causes as triangles, and two signs with their words."""

from __future__ import annotations

from datetime import date
from typing import Any

from rollcall.answers.process import Assurance, SpecialCause, Variation
from rollcall.show.charts.paper import Paper, place, plain
from rollcall.show.figures import Figure, Process
from rollcall.show.variation import WORDS

_ASSURED = {Assurance.MET: "meets its target", Assurance.MISSED: "misses its target", Assurance.HIT_OR_MISS: "may miss its target"}


def top(figure: Figure) -> float:
    """The highest that a process reaches above the values of its figure."""
    return max((max(process.xmr.upper, process.target or 0) for process in figure.processes), default=0)


def traces(figure: Figure, process: Process, paper: Paper) -> list[dict[str, Any]]:
    """The mean and the limits as level lines, then every month as a circle or, where it has a special cause, a triangle up or down."""
    series, marks = figure.series[0], process.xmr.marks
    months = [place(month) for month in figure.along[process.first : process.first + len(marks)]]
    values = series.values[process.first : process.first + len(marks)]
    lines = [
        _level(months, process.xmr.mean, paper.palette.context, "solid"),
        *(_level(months, max(limit, 0), paper.palette.context, "dash") for limit in (process.xmr.lower, process.xmr.upper)),
    ]
    if process.target is not None:
        lines.append(_level(months, process.target, paper.palette.categories[2], "longdashdot"))
    points = []
    for symbol, size, wanted in (("circle", 0.4, None), ("triangle-up", 0.8, True), ("triangle-down", 0.8, False)):
        chosen = [
            (month, value, mark)
            for month, value, mark in zip(months, values, marks, strict=True)
            if (None if mark is None else mark.is_high) is wanted
        ]
        if chosen:
            points.append(
                {
                    "type": "scatter",
                    "mode": "markers",
                    "x": [month for month, _, _ in chosen],
                    "y": [value for _, value, _ in chosen],
                    "customdata": [mark.value if mark else "no special cause" for _, _, mark in chosen],
                    "marker": {
                        "symbol": symbol,
                        "size": round(paper.size * size),
                        "color": _colour(process, chosen[0][2], paper),
                        "line": {"color": paper.palette.background, "width": 1},
                    },
                    "hovertemplate": "%{x|%B %Y}: %{y:,} " + plain(figure.unit) + ", %{customdata}<extra></extra>",
                }
            )
    return lines + points


def add_beginnings(layout: dict[str, Any], figure: Figure, paper: Paper) -> None:
    """An upright line between two months where limits begin anew."""
    for one in figure.anew:
        before, after = figure.along[one.place - 1 : one.place + 1]
        assert isinstance(before, date)
        assert isinstance(after, date)
        x = (before + (after - before) / 2).isoformat()
        line = {"type": "line", "xref": "x", "yref": "y domain", "x0": x, "x1": x, "y0": 0, "y1": 1}
        layout["shapes"] = [*layout.get("shapes", []), {**line, "line": {"color": paper.palette.quiet, "width": 1.5, "dash": "dot"}}]
        side = "right" if one.place > len(figure.along) / 2 else "left"
        shift = -5 if side == "right" else 5
        said = paper.note("Rebased", x=x, y=0, yref="y domain", xanchor=side, yanchor="bottom", xshift=shift)
        said["font"] = {"size": paper.size - 1, "color": paper.palette.quiet}
        layout["annotations"].append(said)


def add_signs(layout: dict[str, Any], process: Process, paper: Paper, y: float) -> None:
    """At the right, on a height of the paper: the words of variation and assurance, and a sign for each."""
    side = round(paper.size * 1.5)
    xmr = process.xmr
    kinds: list[Variation | Assurance] = [xmr.variation, *([xmr.assurance] if xmr.assurance else [])]
    shapes: list[dict[str, Any]] = []
    for index, kind in enumerate(reversed(kinds)):
        colour = _colour(process, xmr.marks[-1], paper) if isinstance(kind, Variation) else paper.palette.text
        drawn = _variation(kind, xmr.marks[-1]) if isinstance(kind, Variation) else _assurance(kind, process)
        shapes += [_shape(path, y, -index * (side + 6) - side, side, colour, paper) for path in (_FRAME, *drawn)]
    layout["shapes"] = [*layout.get("shapes", []), *shapes]
    text = WORDS[xmr.variation] + (f"; {_ASSURED[xmr.assurance]}" if xmr.assurance else "")
    said = paper.note(text, xref="paper", yref="paper", x=1, y=y, xanchor="right", yanchor="middle", xshift=-len(kinds) * (side + 6) - 2)
    said["font"] = {"size": paper.size - 1, "color": paper.palette.text}
    layout["annotations"].append(said)


def _colour(process: Process, mark: SpecialCause | None, paper: Paper) -> str:
    if mark is None:
        return paper.palette.strong
    if process.better == "neither":
        return paper.palette.categories[2]
    return paper.palette.categories[1] if mark.is_high is (process.better == "up") else paper.palette.other


def _level(months: list[str], value: float, colour: str, dash: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [months[0], months[-1]],
        "y": [value, value],
        "line": {"color": colour, "width": 1.5, "dash": dash},
        "hoverinfo": "skip",
    }


# Signs in a square of 20 by 20, from its lower left corner; the first is its frame.
_FRAME = ((0, 0), (20, 0), (20, 20), (0, 20), (0, 0))
_Path = tuple[tuple[float, float], ...]


def _variation(kind: Variation, mark: SpecialCause | None) -> tuple[_Path, ...]:
    """Up and down between two lines; or steps that leave upwards or downwards."""
    if kind is Variation.COMMON_CAUSE or mark is None:
        return ((3, 15), (17, 15)), ((3, 5), (17, 5)), ((3, 9), (6.5, 12.5), (10, 7.5), (13.5, 12.5), (17, 9))
    steps = ((3, 5), (8, 5), (8, 10), (13, 10), (13, 15), (17, 15))
    return (steps if mark.is_high else tuple((x, 20 - y) for x, y in steps),)


def _assurance(kind: Assurance, process: Process) -> tuple[_Path, ...]:
    """A level target, and the reach of the process beyond it, short of it or across it."""
    line = ((3, 10), (17, 10))
    if kind is Assurance.HIT_OR_MISS:
        return line, ((10, 4), (10, 16)), ((7, 4), (13, 4)), ((7, 16), (13, 16))
    is_above = (kind is Assurance.MET) is (process.better == "up")
    low, high = (12, 17) if is_above else (3, 8)
    return line, ((10, low), (10, high)), ((7, low), (13, low)), ((7, high), (13, high))


def _shape(path: _Path, y: float, left: int, side: int, colour: str, paper: Paper) -> dict[str, Any]:
    """A path as plotly draws it in pixels from a point of the paper, upwards."""
    points = [f"{left + x * side / 20:.1f},{(py - 10) * side / 20:.1f}" for x, py in path]
    return {
        "type": "path",
        "xref": "paper",
        "yref": "paper",
        "xsizemode": "pixel",
        "ysizemode": "pixel",
        "xanchor": 1,
        "yanchor": y,
        "path": "M" + "L".join(points),
        "line": {"color": colour, "width": 2 if not paper.large else 3},
    }
