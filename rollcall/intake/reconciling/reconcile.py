"""Reconciles the published files of a drop: each total as it adds up, against what is published."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from rollcall.definitions.tables import BY_NAME
from rollcall.intake.reconciling.adding_up import Apart, add_up
from rollcall.intake.reconciling.areas import FEWEST_COUNCILS, is_cut_down, over_areas
from rollcall.intake.reconciling.comparison import Comparison, Reconciled
from rollcall.intake.reconciling.figures import Figures
from rollcall.intake.reconciling.naming import is_known_by
from rollcall.intake.reconciling.parts import inside_areas
from rollcall.intake.reconciling.releases import against_releases
from rollcall.intake.reconciling.shares import shares_worked_out
from rollcall.intake.reconciling.suspects import suspects
from rollcall.intake.sector.published_sheet import FIGURES
from rollcall.store import Prepared

_MOST = 400_000  # figures; of a larger data file those of all children and by SEN are added up, which are those that are shown
_CUT_DOWN = (
    f"It holds fewer than {FEWEST_COUNCILS} councils or not all regions, so it is a part of what is published, "
    "and areas that are not whole are not added up."
)
_LARGE = "It is very large: totals and groups by SEN are added up, other groups are not."


def reconcile(prepared: Sequence[Prepared]) -> tuple[Reconciled, ...]:
    """The published files among what would be kept, each with all of its totals, in the order of the drop."""
    by_file: dict[tuple[str, str], list[Prepared]] = defaultdict(list)
    for one in prepared:
        if BY_NAME[one.table].published:
            by_file[one.files[0], one.table].append(one)
    return tuple(_reconciled(Figures.of(of)) for of in by_file.values())


def _reconciled(figures: Figures) -> Reconciled:
    left = [_CUT_DOWN] if is_cut_down(figures) else []
    if figures.table == FIGURES and len(figures.value) > _MOST:
        figures = figures.only(figures.having("breakdown", "Total") | figures.having("sen_group", "E", "K", "N"))
        left.append(_LARGE)
    known_by = is_known_by(figures)
    comparisons: list[Comparison] = [*against_releases(figures), *shares_worked_out(figures)]
    apart: list[Apart] = []
    sound: set[int] = set()
    for sums in (*over_areas(figures), *inside_areas(figures)):
        added = add_up(figures, sums, known_by)
        comparisons += added.comparisons
        apart += added.apart
        sound |= added.sound
    named = tuple(suspects(figures, apart, sound))
    return Reconciled(figures.file, BY_NAME[figures.table].title, tuple(comparisons), named, tuple(left))
