"""Ways from one station to the next and on to where they end: bands as thick as they are many, in the colour of their end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rollcall.show.charts.paper import STUB, Paper, folded, number, plain
from rollcall.show.figures import Figure, Value

_ROW = 3.4  # heights of type for a station: two lines, and room below them
_LABEL_ROOM = 2.6  # of them for its label
_LABEL = 20  # characters in one line of a label
_LETTER = 0.52  # of the size of type is as wide as a letter
_NODE = 12  # pixels across
_SEEN_THROUGH = "8C"  # of a band, as the last two digits of a colour


@dataclass(frozen=True)
class _Station:
    """Where ways begin, go through or end: how many do, which hidden ones are told by None, and where it stands from the top, 0 to 1."""

    column: int
    name: str
    many: Value
    middle: float = 0.0

    @property
    def size(self) -> float:
        return STUB if self.many is None else self.many


def ways(figure: Figure, paper: Paper) -> dict[str, Any]:
    """Where each way of `stations` begins stands left, what it goes through in the middle, and the series, in which it ends, right."""
    bands = [
        (begin, middle, end, value)
        for end, one in enumerate(figure.series)
        for (begin, middle), value in zip(figure.stations, one.values, strict=True)
        if value != 0
    ]
    columns = (
        _most_first(0, [(begin, value) for begin, _, _, value in bands], figure),
        _most_first(1, [(middle, value) for _, middle, _, value in bands], figure),
        [_Station(2, one.name, _together([value for *_, at, value in bands if at == end])) for end, one in enumerate(figure.series)],
    )
    most = max(2, *(len(column) for column in columns))
    height = max(round(most * _ROW * paper.size), 320 if not paper.large else 560)
    room = _LABEL_ROOM * paper.size / height
    stations = [one for column in columns for one in _spread([one for one in column if one.many != 0], 1 - room * most)]
    colours = _colours(figure, paper)
    width = max((len(line) for one in stations for line in folded(one.name, _LABEL).split("<br>")), default=0)
    layout = paper.layout(height + 16, annotations=[_label(one, paper) for one in stations])
    layout["margin"] |= dict.fromkeys(("l", "r"), round(width * _LETTER * paper.size) + 2 * _NODE)
    return {
        "data": [
            {
                "type": "sankey",
                "arrangement": "fixed",
                "node": {
                    "x": [(0.001, 0.5, 0.999)[one.column] for one in stations],  # 0 and 1 are places that plotly may choose itself
                    "y": [one.middle for one in stations],
                    "color": [
                        colours.get(one.name, paper.palette.context) if one.column == 2 else paper.palette.context for one in stations
                    ],
                    "line": {"width": 0},
                    "thickness": _NODE,
                    "pad": room * most / (most - 1) * height,  # what plotly leaves between them, from which it reckons how thick they are
                    "customdata": [[plain(one.name), number(one.many)] for one in stations],
                    "hovertemplate": "%{customdata[0]}: %{customdata[1]}<extra></extra>",
                },
                "link": _links(bands, stations, figure, colours),
            }
        ],
        "layout": layout,
    }


def _links(
    bands: Sequence[tuple[str, str, int, Value]], stations: Sequence[_Station], figure: Figure, colours: dict[str, str]
) -> dict[str, Any]:
    """From where each way begins to its middle, and from there what goes on to one end together."""
    at = {(one.column, one.name): place for place, one in enumerate(stations)}
    ends = [one.name for one in figure.series]
    links: list[tuple[int, int, int, Value]] = [(at[0, begin], at[1, middle], end, value) for begin, middle, end, value in bands]
    for middle, end in dict.fromkeys((middle, end) for _, middle, end, _ in bands):
        many = _together([value for _, through, to, value in bands if (through, to) == (middle, end)])
        links.append((at[1, middle], at[2, ends[end]], end, many))
    links.sort(key=lambda link: link[:3])
    return {
        "source": [link[0] for link in links],
        "target": [link[1] for link in links],
        "value": [STUB if link[3] is None else link[3] for link in links],
        "color": [f"{colours[ends[link[2]]]}{_SEEN_THROUGH}" for link in links],
        "customdata": [
            [plain(stations[begin].name), plain(stations[to].name), number(many), plain(ends[end])] for begin, to, end, many in links
        ],
        "hovertemplate": "%{customdata[0]} to %{customdata[1]}: %{customdata[2]} (%{customdata[3]})<extra></extra>",
    }


def _colours(figure: Figure, paper: Paper) -> dict[str, str]:
    """Of each end: those that stand back are grey, the first two are still the same colour, dark and light."""
    palette = iter((paper.palette.strong, paper.palette.steps[3], *paper.palette.categories[1:]))
    return {one.name: paper.palette.context if one.context else next(palette, paper.palette.text) for one in figure.series}


def _most_first(column: int, rows: Sequence[tuple[str, Value]], figure: Figure) -> list[_Station]:
    """Each station with how many pass it, the most first; those that stand back are last."""
    names = dict.fromkeys(name for name, _ in rows)
    found = [_Station(column, name, _together([value for other, value in rows if other == name])) for name in names]
    return sorted(found, key=lambda one: (one.name in figure.quiet, -one.size))


def _together(values: Sequence[Value]) -> Value:
    """The sum; None when one of them is hidden."""
    known = [value for value in values if value is not None]
    return sum(known) if len(known) == len(values) else None


def _spread(column: Sequence[_Station], thick: float) -> list[_Station]:
    """A column with each station in its place: as thick as they are many, `thick` of the height together, and evenly apart."""
    whole = sum(one.size for one in column) or 1
    room = (1 - thick) / max(len(column), 1)
    placed, above = [], 0.0
    for one in column:
        share = room + thick * one.size / whole
        placed.append(_Station(one.column, one.name, one.many, above + share / 2))
        above += share
    return placed


def _label(one: _Station, paper: Paper) -> dict[str, Any]:
    """What a station is called and how many pass it: beside the ends, and over the bands in the middle."""
    text = f"{folded(one.name, _LABEL)} <b>{number(one.many)}</b>"
    where = {
        0: {"x": 0, "xanchor": "right", "xshift": -4, "align": "right"},
        1: {"x": 0.5, "xanchor": "left", "xshift": _NODE, "align": "left", "bgcolor": f"{paper.palette.background}B3", "borderpad": 1},
        2: {"x": 1, "xanchor": "left", "xshift": 4, "align": "left"},
    }[one.column]
    return paper.note(text, xref="paper", yref="paper", y=1 - one.middle, yanchor="middle", **where)
