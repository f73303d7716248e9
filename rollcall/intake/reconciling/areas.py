"""The sums over areas: regions against their councils, England against its regions, and whatever else a file divides England into."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from rollcall.intake.reconciling.adding_up import Sums
from rollcall.intake.reconciling.figures import Figures
from rollcall.intake.reconciling.naming import told_by
from rollcall.intake.sector.published_sheet import FIGURES, WAITS

# Fewer than these and a file was cut down by somebody: what is left of it adds up to nothing that is published.
FEWEST_COUNCILS, FEWEST_REGIONS = 140, 9
_FEWEST_OF_THE_NHS = {"Region": 7, "ICB": 20, "Provider": 60}
_NHS = {"Region": "regions", "ICB": "integrated care boards", "Provider": "providers"}
_LONDON, _HALVES_OF_LONDON = ("E12000007",), ("E13000001", "E13000002")


def over_areas(figures: Figures) -> Iterator[Sums]:
    """Every way in which areas add up to larger ones."""
    same = figures.key(*told_by(figures))
    if figures.table == WAITS:
        for level, name in _NHS.items():
            parts, england = figures.having("level", level), figures.having("level", "National")
            kind = f"England against its {name}"
            yield Sums(kind, england, parts, same, _FEWEST_OF_THE_NHS[level])
        return
    add_up = ~figures.is_share & _is_additive(figures)
    england, regions, councils = (figures.having("level", level) & add_up for level in ("National", "Regional", "Local authority"))
    if figures.having("area_code", *_LONDON)[regions].any():  # then its two halves would be counted twice
        regions &= ~figures.having("area_code", *_HALVES_OF_LONDON)
    for parts, name, fewest in ((regions, "regions", FEWEST_REGIONS), (councils, "councils", FEWEST_COUNCILS)):
        yield Sums(f"England against its {name}", england, parts, same, fewest)
    whole = np.bincount(same[councils], minlength=int(same.max(initial=0)) + 1) >= FEWEST_COUNCILS
    in_region = figures.key(*told_by(figures), "region")
    kind = "Regions against their councils"
    yield Sums(kind, regions, councils & whole[same], in_region)


def is_cut_down(figures: Figures) -> bool:
    """Whether a file holds only some councils or regions, as when somebody kept their own."""
    if figures.table == WAITS:
        return False
    codes = figures.columns["area"].codes
    councils = len(np.unique(codes[figures.having("level", "Local authority")]))
    regions = len(np.unique(codes[figures.having("level", "Regional")]))
    return 0 < councils < FEWEST_COUNCILS or 0 < regions < FEWEST_REGIONS


def _is_additive(figures: Figures) -> np.ndarray:
    """Which figures come to about their national ones when added up. Of a data file that is not known, a measure may be anything."""
    additive = np.ones(len(figures.value), bool)
    if figures.table != FIGURES:
        return additive
    values = np.nan_to_num(figures.value)
    for number in np.unique(figures.columns["measure"].codes[figures.having("data_set", "other")]):
        mine = figures.columns["measure"].codes == number
        england, *parts = (values[mine & figures.having("level", level)].sum() for level in ("National", "Regional", "Local authority"))
        additive[mine] = any(0.5 * england <= part <= 1.5 * england for part in parts)
    return additive
