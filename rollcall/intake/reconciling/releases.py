"""Holds the figures for England against those that publishers' own releases give."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from rollcall.definitions.benchmarks import in_release
from rollcall.definitions.official_lists import official
from rollcall.intake.reconciling.comparison import Comparison, Verdict
from rollcall.intake.reconciling.figures import Figures
from rollcall.intake.reconciling.naming import is_known_by, is_of_all, whose
from rollcall.intake.sector.published_sheet import FIGURES, WAITS

KIND = "England against the publisher's release"
_COUNTED_ON_CENSUS_DAY = {"home_education": "EHE children on census day", "missing_education": "CME on census day"}
_COUNTS = ("child_count", "number", "ehe_census_date", "cme_census_date")
_PLANS = {
    "ehcplans": "EHC plans, all ages",
    "other_arrangements_la": "EHC plans: other arrangements by LA (EOTAS)",
    "elective_home_education": "EHC plans: elective home education",
    "other_arrangements_parents": "EHC plans: other arrangements by parents",
    "online_provider": "EHC plans: online provider",
    "neet": "EHC plans: NEET 16-25",
    "neet_ntci": "EHC plans: not in education or training, notice to cease",
    "neet_other": "EHC plans: not in education or training, other",
    "neet_other_csa": "EHC plans: not in education or training, compulsory school age",
    "placement_unknown": "EHC plans: placement not recorded",
}
_WAITS_OF = "October 2023"
_WAITS = {
    "total_waiting_oct_2023": "total", "w0_1": "0-7", "w1_2": "8-14", "w2_4": "15-28", "w4_12": "29-84", "w12_18": "85-126",
    "w18_52": "127-364", "w52plus": "365+",
}  # fmt: skip
_SAME, _REVISED = "As {source} has it.", "{source} has it so; the publisher may have revised it since."


def against_releases(figures: Figures) -> Iterator[Comparison]:
    """Every figure for England that a release gives too."""
    if figures.table == WAITS:
        yield from _waits(figures)
    elif figures.table == FIGURES:
        yield from _data_files(figures)


def _data_files(figures: Figures) -> Iterator[Comparison]:
    columns = figures.columns
    of_all = figures.having("phase", "Total") & figures.having("breakdown", "Total") & figures.having("other_groups", "")
    england = figures.having("level", "National") & figures.is_number & of_all
    known_by = is_known_by(figures)
    census = england & figures.having("measure", *_COUNTS)
    for data_set, measure in _COUNTED_ON_CENSUS_DAY.items():
        for place in np.flatnonzero(census & figures.having("data_set", data_set)).tolist():
            season = columns["term"].at(place).lower().removesuffix(" term")
            yield from _one(figures, place, measure, f"{season} {columns['period'].at(place)}", bool(known_by[place]))
    plans = england & figures.having("data_set", "ehc_plans") & figures.having("measure", *_PLANS)
    for place in np.flatnonzero(plans).tolist():
        january = f"Jan {_year_of_january(columns['period'].at(place))}"
        yield from _one(figures, place, _PLANS[columns["measure"].at(place)], january, bool(known_by[place]))


def _one(figures: Figures, place: int, measure: str, period: str, is_headline: bool) -> Iterator[Comparison]:
    release = in_release(measure, period, "England")
    if release:
        yield _comparison(figures, place, release.value, release.source, is_headline)


def _waits(figures: Figures) -> Iterator[Comparison]:
    """The one month of which every service is known here from elsewhere."""
    published = {
        (row["service"].replace("All CYP services", "CYP services").lower(), band): float(row[column])
        for row in official("chs_cyp_services")
        for column, band in _WAITS.items()
        if row[column]
    }
    columns = figures.columns
    england = figures.having("level", "National") & figures.having("month", _WAITS_OF) & figures.is_number
    known_by = is_known_by(figures)
    for place in np.flatnonzero(england).tolist():
        value = published.get((columns["service"].at(place).lower(), columns["band"].at(place)))
        if value is not None:
            yield _comparison(figures, place, value, f"NHS England's list of {_WAITS_OF}", bool(known_by[place]))


def _comparison(figures: Figures, place: int, published: float, source: str, is_headline: bool) -> Comparison:
    value = float(figures.value[place])
    verdict = Verdict.MATCHES if value == published else Verdict.DIFFERS
    why = (_SAME if verdict is Verdict.MATCHES else _REVISED).format(source=f"“{source}”")
    source_of = figures.columns["source"].at(place)
    what, of_all = whose(figures, place), is_of_all(figures, place)
    return Comparison(source_of, None, KIND, what, value, published, 0.0, why, verdict, of_all, is_headline)


def _year_of_january(period: str) -> str:
    """`2025` and `2024/25` are both January 2025."""
    return f"{int(period[:4]) + 1}" if "/" in period else period
