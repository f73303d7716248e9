"""The sums inside one area: bands of waiting, services, groups of children, schools that children came from, and shares of 100."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from rollcall.intake.reconciling.adding_up import Sums
from rollcall.intake.reconciling.figures import Figures
from rollcall.intake.sector.published_sheet import HOME, WAITS

_SCHOOLS = re.compile(r"ehe_schtype_(?!.*_pc$).+")
_SHARES_OF_SCHOOLS = re.compile(r"ehe_schtype_.+_pc")
_CENSUS = ("home_education", "missing_education")
_COUNTS = ("child_count", "number", "ehe_census_date", "cme_census_date")
_NO_BANDS = "Some organisations give how many wait and not how long, as NHS England notes, so the bands may come to less"


def inside_areas(figures: Figures) -> Iterator[Sums]:
    """Every way in which parts of one area's figures add up to its total."""
    if figures.table == WAITS:
        yield from _of_waits(figures)
    elif figures.table == HOME:
        yield from _of_home_education(figures)
    else:
        yield from _of_data_files(figures)


def _of_waits(figures: Figures) -> Iterator[Sums]:
    is_total = figures.having("band", "total")
    by = figures.key("level", "organisation", "organisation_code", "service", "month")
    yield Sums("All who wait against the bands", is_total, ~is_total, by, 7, _NO_BANDS)
    england = figures.having("level", "National")
    by = figures.key("band", "month")
    for name, parts in (
        ("England", figures.having("service", "Adult services", "CYP services")),
        ("CYP services", figures.where("service", re.compile(r"\(CYP\).*"))),
        ("Adult services", figures.where("service", re.compile(r"\(A\).*"))),
    ):
        kind = "Children's and adults' services against all" if name == "England" else "Services against all of their kind"
        totals = england & figures.having("service", name)
        yield Sums(kind, totals, england & parts, by, 2)


def _of_home_education(figures: Figures) -> Iterator[Sums]:
    by = figures.key("academic_year", "level", "area", "area_code")
    starts = figures.having("measure", "ehe_starts_full_year")
    schools = figures.where("measure", _SCHOOLS)
    yield Sums("Starts against the schools before", starts, schools, by, 2)
    # Of a council `low` stands for a share of few children, which may be a large one: only those of larger areas are bounded.
    shares = figures.where("measure", _SHARES_OF_SCHOOLS) & figures.having("level", "National", "Regional")
    yield Sums("Shares against 100 per cent", shares, shares, by, 2, shares_of="starts by the school before")


def _of_data_files(figures: Figures) -> Iterator[Sums]:
    census = figures.having("data_set", *_CENSUS) & figures.having("measure", *_COUNTS)
    names = ("measure", "phase", "other_groups", "term", "period", "level", "area", "area_code")
    if census.any():
        by = figures.key(*names)
        is_total = figures.having("breakdown", "Total") & census
        topics = figures.columns["topic"]
        for topic in np.unique(topics.codes[census & ~is_total]):
            kind = f"Total against {topics.words[topic].lower()}"
            parts = census & ~is_total & (topics.codes == topic)
            yield Sums(kind, is_total, parts, by, 2)
    absence = figures.having("data_set", "absence") & figures.having("measure", "sess_authorised", "sess_unauthorised")
    if absence.any():
        by = figures.key(*(name for name in (*names, "topic", "breakdown") if name != "measure"))
        totals = figures.having("measure", "sess_overall")
        yield Sums("Sessions missed against authorised and unauthorised", totals, absence, by, 2)
