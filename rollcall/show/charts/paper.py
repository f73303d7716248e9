"""What every chart is drawn with: colours for light and dark, type, axes without clutter, and the hatched stub of a hidden number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import wrap
from typing import Any

from rollcall.show.figures import Figure, Position, Value

FONT = '"Source Sans", "Source Sans Pro", Arial, sans-serif'
HIDDEN = "hidden"
STUB = 7  # as long as the largest of the small numbers that are always hidden


@dataclass(frozen=True)
class Palette:
    """Colours for one background. `categories` are the Government Analysis Function's, or lighter ones of the same hues on dark."""

    text: str
    quiet: str  # text that stands back
    grid: str
    context: str  # marks that stand back
    background: str
    categories: tuple[str, ...]
    steps: tuple[str, ...]  # sequential, least to most

    @property
    def strong(self) -> str:
        """The one colour for what the title talks about."""
        return self.categories[0]

    @property
    def other(self) -> str:
        """The second colour, for what the first is compared with."""
        return self.categories[3]


LIGHT = Palette(
    text="#0B0C0C",
    quiet="#4A545F",
    grid="#E3E8ED",
    context="#8C96A0",
    background="#FFFFFF",
    categories=("#12436D", "#28A197", "#801650", "#F46A25", "#3D3D3D", "#A285D1"),
    steps=("#DCE8F3", "#BCD5EB", "#94BEE0", "#6BA3D3", "#3F83BE", "#206095", "#12436D"),
)
DARK = Palette(
    text="#EAF0F6",
    quiet="#A9B5C1",
    grid="#2C3742",
    context="#7F8C99",
    background="#12181F",
    categories=("#7DB5E5", "#4FC4B9", "#E58AB8", "#F79566", "#C4CCD4", "#C0A9E6"),
    steps=("#22384C", "#2A4C6B", "#33638E", "#4480B3", "#639ECF", "#92C1E6", "#CDE4F7"),
)


@dataclass(frozen=True)
class Paper:
    """The palette and the size of type that one drawing uses: larger in a meeting."""

    palette: Palette
    size: int = 14

    @property
    def large(self) -> bool:
        """Whether the drawing is for a wall."""
        return self.size > 16

    @property
    def row(self) -> int:
        """Pixels for one category down the side."""
        return round(self.size * 2.5)

    @property
    def label_width(self) -> int:
        """Characters in one line of a category's label."""
        return 36 if self.large else 26

    def row_for(self, figure: Figure) -> int:
        """Pixels for one category down the side, with room for the lines of its label."""
        lines = max((folded(along, self.label_width).count("<br>") + 1 for along in figure.along), default=1)
        return max(self.row, round(self.size * (1.3 * lines + 0.3)))

    def layout(self, height: int, **more: Any) -> dict[str, Any]:
        """A layout with nothing on it but type and margins."""
        return {
            "height": height,
            "font": {"family": FONT, "size": self.size, "color": self.palette.text},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "margin": {"l": 4, "r": 12, "t": 8, "b": 8, "pad": 4},
            "showlegend": False,
            "dragmode": False,
            "hoverlabel": {"font": {"family": FONT, "size": self.size}, "align": "left"},
            "template": {},
            "separators": ".,",
            **more,
        }

    def categories(self, figure: Figure, **more: Any) -> dict[str, Any]:
        """The axis of categories down the side, first at the top."""
        return {
            "type": "category",
            "categoryorder": "array",
            "categoryarray": [place(along) for along in reversed(figure.along)],
            "tickvals": [place(along) for along in figure.along],
            "ticktext": [folded(along, self.label_width) for along in figure.along],
            "automargin": True,
            "fixedrange": True,
            "showgrid": False,
            "zeroline": False,
            "ticks": "",
            "tickfont": {"size": self.size},
            **more,
        }

    def amounts(self, figure: Figure, top: float, **more: Any) -> dict[str, Any]:
        """The axis of numbers, from zero, with light lines."""
        return {
            "range": [0, top],
            "fixedrange": True,
            "gridcolor": self.palette.grid,
            "zeroline": True,
            "zerolinecolor": self.palette.context,
            "tickfont": {"size": self.size - 1, "color": self.palette.quiet},
            "ticksuffix": "%" if figure.percent else "",
            "tickformat": ",d" if top >= 5 else "",
            "nticks": 6,
            "automargin": True,
            **more,
        }

    def months(self, figure: Figure, **more: Any) -> dict[str, Any]:
        """The axis of months, with a tick at each January and room at the end for a label."""
        days = [along for along in figure.along if isinstance(along, date)]
        years = sorted({day.year for day in days})
        ticks = [date(year, 1, 31) for year in years if days[0] <= date(year, 1, 31) <= days[-1]]
        return {
            "type": "date",
            "tickvals": [tick.isoformat() for tick in ticks],
            "ticktext": [f"Jan {tick.year}" for tick in ticks],
            "fixedrange": True,
            "showgrid": False,
            "zeroline": False,
            "showline": True,
            "linecolor": self.palette.context,
            "ticks": "outside",
            "tickcolor": self.palette.context,
            "tickfont": {"size": self.size - 1, "color": self.palette.quiet},
            "automargin": True,
            **more,
        }

    def key(self) -> dict[str, Any]:
        """A legend along the top, over as many lines as it needs, that does nothing when clicked."""
        return {
            "orientation": "h",
            "x": 0,
            "xref": "container",
            "y": 1,
            "yref": "container",
            "yanchor": "top",
            "traceorder": "normal",
            "font": {"size": self.size - 1},
            "itemclick": False,
            "itemdoubleclick": False,
        }

    def note(self, text: str, **more: Any) -> dict[str, Any]:
        """A label on the drawing."""
        return {"text": text, "showarrow": False, "font": {"size": self.size, "color": self.palette.text}, **more}

    def stub(self, along: Sequence[Any], label: bool, across: bool = True) -> dict[str, Any]:
        """Hatched bars that stand for hidden numbers: between 1 and 7, nobody can say where."""
        amounts = [STUB] * len(along)
        return {
            "type": "bar",
            "x": amounts if across else list(along),
            "y": list(along) if across else amounts,
            "orientation": "h" if across else "v",
            "marker": {
                "color": "rgba(0,0,0,0)",
                "line": {"color": self.palette.context, "width": 1},
                "pattern": {"shape": "/", "fgcolor": self.palette.context, "size": 5, "solidity": 0.35},
            },
            "text": [HIDDEN] * len(along) if label else None,
            "textposition": "outside",
            "textfont": {"size": self.size - 1, "color": self.palette.quiet},
            "cliponaxis": False,
            "showlegend": False,
            "hovertemplate": "%{" + ("y" if across else "x") + "}: " + HIDDEN + "<extra></extra>",
        }


def place(along: Position) -> str:
    """A place on an axis as plotly takes it."""
    return along.isoformat() if isinstance(along, date) else str(along)


def folded(text: Position, width: int) -> str:
    """A label over as many lines as it needs. Angle brackets and ampersands are shown, never read as markup."""
    return "<br>".join(plain(line) for line in wrap(str(text), width)) or " "


def plain(text: str) -> str:
    """Text as plotly shows it letter for letter: no tag of it is read, and no place in a hover text that plotly would fill in."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("%{", "%&#123;")


def number(value: Value, percent: bool = False) -> str:
    """A number as people read it."""
    if value is None:
        return HIDDEN
    shown = f"{value:,.0f}" if percent or float(value).is_integer() else f"{value:,.1f}"
    return f"{shown}%" if percent else shown


def highest(figure: Figure) -> float:
    """The largest number in a figure, counting the tops of intervals, and room for a stub."""
    values = [value for series in figure.series for run in (series.values, series.high) for value in run if value is not None]
    marks = [mark.value for mark in figure.marks]
    return max([*values, *marks, STUB if figure.hides and not figure.percent else 0, 1])


def ink_on(colour: str) -> str:
    """Black or white, whichever reads better on a colour."""
    return "#FFFFFF" if luminance(colour) < 0.19 else "#10161C"


def luminance(colour: str) -> float:
    """Relative luminance of a colour like #12436D, 0 to 1 (WCAG 2)."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
