"""One figure of every kind, with hidden numbers and with markup in the labels, as partners' words may hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from rollcall.answers.process import xmr
from rollcall.definitions.calendar import month_ends
from rollcall.show.figures import Anew, Figure, Kind, Mark, Process, Series

DAY = date(2026, 10, 31)
MONTHS = month_ends(DAY, 36)
MARKUP = '<img src="http://elsewhere.example/x.png"> & Sons'
PLACES = ("North", MARKUP, "South West and the villages beyond the river")


def figure(
    kind: Kind, along: tuple, *series: Series, unit: str = "children", percent: bool = False, marks: tuple[Mark, ...] = ()
) -> Figure:
    """A figure with what does not matter filled in."""
    return Figure(kind, f"A finding in {kind}", unit, along, series, "Place", DAY, "A source", marks, percent=percent)


def _months(first: int) -> tuple[int | None, ...]:
    return tuple(first + n if first + n > 7 else None for n in range(36))


EXAMPLES: tuple[Figure, ...] = (
    figure(Kind.BARS, PLACES, Series("Children", (120, 8, None)), Series("A year before", (100, None, 0))),
    figure(Kind.DOTS, PLACES, Series("Per 1,000", (12.5, 8.25, None), (10.0, 6.0, None), (15.0, 11.0, None)), unit="per 1,000"),
    figure(
        Kind.STACKED,
        PLACES,
        *(Series(band, (30, 9, None)) for band in ("Up to 1 week", "1 to 2 weeks", "Over 2 weeks")),
        marks=(Mark(40, "60 of them 13 weeks", "North"),),
    ),
    figure(
        Kind.DIVERGING,
        PLACES,
        Series("Agree", (40, 9, None)),
        Series("Strongly agree", (12, 0, 10)),
        Series(MARKUP, (8, 20, None)),
        Series("Strongly disagree", (0, 30, 9)),
        Series("Neither", (5, None, 2), context=True),
        unit="answers",
    ),
    figure(Kind.BAR_TABLE, PLACES, Series("In place", (30, 9, None)), Series("Not recorded", (300, 290, 310), context=True)),
    figure(Kind.MATRIX, PLACES, *(Series(place, (0, 9, None)) for place in PLACES)),
    figure(Kind.COLUMNS, tuple(range(5)), Series("Children", (0, 9, None, 20, 0))),
    figure(Kind.LINES, MONTHS, Series("Autism", _months(100)), Series(MARKUP, _months(0), context=True)),
    figure(
        Kind.FLOWS,
        MONTHS,
        Series("Waiting", _months(100)),
        Series("Referred", _months(20)),
        Series("Done", _months(9)),
        Series("Closed", _months(0)),
    ),
    replace(
        figure(Kind.FLOWS, MONTHS, Series("Waiting", _months(100)), Series("Referred", _months(20)), Series("Done", _months(9))),
        process=Process(xmr(range(100, 136), 110, "down"), 0, "down", 110),
    ),
    replace(
        figure(Kind.FLOWS, MONTHS, Series("Waiting", _months(100)), Series("Referred", _months(20)), Series("Done", _months(9))),
        process=Process(xmr(range(116, 136), None, "down"), 16, "down"),
        earlier=(Process(xmr(range(100, 116), None, "down"), 0, "down"),),
        anew=(Anew(16, f"Rebased: {MARKUP}"),),
    ),
    replace(
        figure(
            Kind.PROJECTION,
            MONTHS,
            Series(MARKUP, _months(100), (*[None] * 12, *range(90, 114)), (*[None] * 12, *range(120, 144))),
            Series("As now", _months(0), context=True),
            marks=(Mark(40, MARKUP),),
        ),
        projected_from=12,
    ),
    figure(Kind.MULTIPLES, MONTHS, *(Series(place, _months(first)) for first, place in enumerate(PLACES))),
    figure(
        Kind.CURVES,
        tuple(range(4)),
        Series("Missing education", (0.0, 20.0, 40.0, 60.0), (0.0, 10.0, 30.0, 50.0), (10.0, 30.0, 50.0, 70.0)),
        Series("Home educated", (None, 10.0, 20.0, 20.0), context=True),
        unit="per cent",
        percent=True,
    ),
    figure(
        Kind.FUNNEL,
        PLACES,
        Series("Not in school", (42.0, 9.0, None), (5.0, 7.0, None), (30.0, 25.0, None)),
        Series("Children", (20, 60, None)),
        unit="per cent",
        percent=True,
        marks=(Mark(16, MARKUP),),
    ),
    replace(
        figure(
            Kind.WAYS,
            (f"North to {MARKUP}", f"{MARKUP} to Missing education"),
            Series("Still out", (12, None)),
            Series("Back in school", (0, 9)),
            Series(MARKUP, (8, 10), context=True),
        ),
        stations=(("North", MARKUP), (MARKUP, "Missing education")),
    ),
    figure(
        Kind.WHISKERS,
        PLACES,
        Series("Half", (22, 9.5, None)),
        Series("92 in 100", (70, 20, None)),
        Series("Longest", (120, 30, None)),
        unit="weeks",
    ),
    figure(
        Kind.DUMBBELLS,
        PLACES,
        Series("Not in school", (42.0, 50.0, None), (35.0, 40.0, None), (49.0, 60.0, None)),
        Series("In school", (61.0, 51.0, 70.0), (58.0, 49.0, 60.0), (64.0, 53.0, 80.0)),
        unit="per cent",
        percent=True,
    ),
)
