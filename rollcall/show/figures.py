"""A chart described in words and numbers, with no drawing library: it can be drawn, tabled, read out and exported alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rollcall.answers.process import Better, Xmr

Value = float | int | None
"""A number to show. None is a hidden number, and only that."""

Position = str | int | date
"""Where a value stands on the category or time axis."""


class Kind(StrEnum):
    """The shapes a chart can take."""

    BARS = "bars"  # categories down the side, one bar each; a tick for a year before
    DOTS = "dots"  # categories down the side, one dot each with its interval
    STACKED = "stacked"  # categories down the side, ordered bands along one bar
    DIVERGING = "diverging"  # categories down the side: the first half of the series to the right of one line, the second half to the left
    BAR_TABLE = "bar table"  # categories down the side, one column of bars for each series
    MATRIX = "matrix"  # categories down the side and across, shaded cells
    WHISKERS = "whiskers"  # categories down the side: median dot, line to the 92nd percentile, small mark at the longest
    DUMBBELLS = "dumbbells"  # categories down the side: two dots joined, with intervals when there are any
    COLUMNS = "columns"  # ordered steps across, one column each
    LINES = "lines"  # time across, one line each
    FLOWS = "flows"  # time across: a line for how many above, columns up for in and down for out below it
    MULTIPLES = "multiples"  # time across: one small panel for each series, all on the same scale
    FUNNEL = "funnel"  # how many across, a share up, one dot each between the limits of chance; the second series is how many
    CURVES = "curves"  # steps across, one rising line each with its band
    WAYS = "ways"  # from one station through another to an end: a band for each, as thick as they are many, in its end's colour
    PROJECTION = "projection"  # time across: a line to today, broken from there on, the first with its band; a level line for each mark


@dataclass(frozen=True)
class Series:
    """One run of values, one for each place along the figure, with an interval where there is one."""

    name: str
    values: tuple[Value, ...]
    low: tuple[Value, ...] = ()
    high: tuple[Value, ...] = ()
    context: bool = False  # drawn grey: there to compare with


@dataclass(frozen=True)
class Mark:
    """A line at one value with a label, for every category or for one of them."""

    value: float
    label: str
    only: str | None = None


@dataclass(frozen=True)
class Process:
    """The mean, limits and special causes of a stretch of a figure's first series, and which way is good."""

    xmr: Xmr
    first: int  # where the stretch begins
    better: Better
    target: float | None = None


@dataclass(frozen=True)
class Anew:
    """A place along a figure from which limits begin anew, and what is said of it to this reader."""

    place: int
    said: str


@dataclass(frozen=True)
class Figure:
    """A chart: its finding as the title, what it counts, its categories or times, and its series.

    `unit` names what a value is ("children", "weeks", "per cent"). `ordered` categories keep their own order.
    """

    kind: Kind
    title: str
    unit: str
    along: tuple[Position, ...]
    series: tuple[Series, ...]
    along_name: str
    as_at: date
    source: str = ""
    marks: tuple[Mark, ...] = ()
    quiet: tuple[Position, ...] = ()  # categories drawn grey: they stand back
    totals: tuple[Value, ...] = ()  # of each category's bands, counted and rounded on their own
    percent: bool = False
    process: Process | None = None
    earlier: tuple[Process, ...] = ()  # of the stretches before limits began anew
    anew: tuple[Anew, ...] = ()
    projected_from: int | None = None  # the first place whose values are worked out and not counted
    stations: tuple[tuple[str, str], ...] = ()  # of ways: where each begins and what it goes through; its end is the series

    def __post_init__(self) -> None:
        for series in self.series:
            for values in (series.values, series.low, series.high):
                assert not values or len(values) == len(self.along), f"{self.title}: {series.name} does not match its categories"

    @property
    def processes(self) -> tuple[Process, ...]:
        """Every stretch that has limits, the latest last."""
        return (*self.earlier, *([self.process] if self.process else []))

    @property
    def hides(self) -> bool:
        """Whether any number in the figure is hidden."""
        return any(value is None for series in self.series for value in series.values)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw: no category, or every value is 0."""
        return not any(value is None or value for series in self.series for value in series.values)


def bars(
    title: str,
    rows: Iterable[tuple[Position, Value]],
    along_name: str,
    as_at: date,
    source: str,
    unit: str = "children",
    name: str = "Children",
    quiet: tuple[Position, ...] = (),
) -> Figure:
    """One bar for each row: what it is called, and its value."""
    pairs = tuple(rows)
    series = Series(name, tuple(value for _, value in pairs))
    return Figure(Kind.BARS, title, unit, tuple(along for along, _ in pairs), (series,), along_name, as_at, source, quiet=quiet)
