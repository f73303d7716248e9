"""Says in words which figure a figure is, and which figures a published file is known by."""

from __future__ import annotations

import numpy as np

from rollcall.definitions.tables.published_figures import DATA_SETS
from rollcall.intake.reconciling.figures import Figures
from rollcall.intake.sector.published_sheet import FIGURES, HOME, WAITS

_TOLD = {
    HOME: ("measure", "academic_year"),
    FIGURES: ("measure", "topic", "breakdown", "phase", "other_groups", "term", "period"),
    WAITS: ("service", "band", "month"),
}
"""The columns that tell figures of one area apart."""

_CALLED = {
    "ehe_anytime_full_year": "home educated at any time in the year",
    "ehe_starts_full_year": "started home education",
    "ehe_returns_full_year": "returned to school",
}
_OF_ALL = {
    WAITS: (("band", "total"),),
    HOME: (),
    FIGURES: (("phase", "Total"), ("breakdown", "Total"), ("other_groups", "")),
}
_ONE_MEASURE = {
    "home_education": ("child_count", "number", "ehe_census_date"),
    "missing_education": ("child_count", "number", "cme_census_date"),
    "ehc_plans": ("ehcplans", "ehc_plans", "num_caseload"),
    "new_ehc_plans": ("new_ehc_plans", "num_new_plans"),
}
"""The measure of a data file that counts what the file is about."""

_SESSIONS = {"absence": ("sess_possible",), "attendance": ("possible_sessions",)}


def told_by(figures: Figures) -> tuple[str, ...]:
    """The columns that tell the figures of one area apart."""
    return _TOLD[figures.table]


def what_is_counted(figures: Figures, place: int) -> str:
    """Which figure of its area a figure is, in words: the file's own, but for those that people know."""
    columns = figures.columns
    if figures.table == WAITS:
        band = columns["band"].at(place)
        waiting = "all who wait" if band == "total" else f"waiting {band} days"
        return f"{columns['service'].at(place)}, {waiting}, {columns['month'].at(place)}"
    measure = columns["measure"].at(place)
    if figures.table == HOME:
        return f"{_CALLED.get(measure, measure)}, {columns['academic_year'].at(place)}"
    data_set = columns["data_set"].at(place)
    called = DATA_SETS[data_set].lower() if measure in _ONE_MEASURE.get(data_set, ()) else measure
    group = ("topic", "breakdown") if columns["breakdown"].at(place) != "Total" else ()
    return ", ".join(word for word in (called, figures.said(place, *group, "phase", "other_groups", "term", "period")) if word)


def whose(figures: Figures, place: int) -> str:
    """The same with the area before it."""
    area = figures.columns["organisation" if figures.table == WAITS else "area"].at(place)
    return f"{area}: {what_is_counted(figures, place)}"


def said_when(figures: Figures, place: int) -> str:
    """The period that a figure is of."""
    return figures.said(place, *{WAITS: ("month",), HOME: ("academic_year",), FIGURES: ("term", "period")}[figures.table])


def is_known_by(figures: Figures) -> np.ndarray:
    """The figures for England that the file is known by, of its latest period."""
    if figures.table == WAITS:
        return figures.having("level", "National") & figures.having("band", "total") & figures.having("service", "CYP services")
    england = figures.having("level", "National") & figures.is_number
    if figures.table == HOME:
        main = figures.having("measure", "ehe_anytime_full_year")
        latest = max(figures.columns["academic_year"].words, default="")
        return england & main & figures.having("academic_year", latest)
    main = np.zeros(len(figures.value), bool)
    for data_set, measures in (_ONE_MEASURE | _SESSIONS).items():
        main |= figures.having("data_set", data_set) & figures.having("measure", *measures)
    main &= england & figures.having("phase", "Total") & figures.having("breakdown", "Total") & figures.having("other_groups", "")
    when = figures.columns["period"]
    latest = max((when.words[code] for code in np.unique(when.codes[main])), default="")
    return main & figures.having("period", latest)


def is_of_all(figures: Figures, place: int) -> bool:
    """Whether a figure is one of everybody in England."""
    columns = figures.columns
    return columns["level"].at(place) == "National" and all(columns[name].at(place) == total for name, total in _OF_ALL[figures.table])
