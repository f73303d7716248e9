"""Works published shares out again from the two published counts that each is made of."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from rollcall.intake.reconciling.comparison import Comparison, Verdict, said
from rollcall.intake.reconciling.figures import Figures
from rollcall.intake.reconciling.naming import is_of_all, told_by, whose
from rollcall.intake.sector.published_sheet import FIGURES

KIND = "Shares against their counts"
_ABSENCE = {
    "sess_overall_percent": ("sess_overall", "sess_possible"),
    "sess_authorised_percent": ("sess_authorised", "sess_possible"),
    "sess_unauthorised_percent": ("sess_unauthorised", "sess_possible"),
    "enrolments_pa_10_exact_percent": ("enrolments_pa_10_exact", "enrolments"),
    "enrolments_pa_50_exact_percent": ("enrolments_pa_50_exact", "enrolments"),
}
_PLANS, _OF_PLANS = "ehcplans", "_pc"


def shares_worked_out(figures: Figures) -> Iterator[Comparison]:
    """Every share of a file of absence, or of plans, both counts of which stand beside it."""
    if figures.table != FIGURES:
        return
    by = figures.key(*(name for name in told_by(figures) if name != "measure"), "level", "area", "area_code")
    for share, (count, of) in _made_of(figures).items():
        counts, wholes = _places(figures, by, count), _places(figures, by, of)
        for place in np.flatnonzero(figures.having("measure", share) & figures.is_number).tolist():
            part, whole = counts[by[place]], wholes[by[place]]
            if part >= 0 and whole >= 0 and figures.value[whole] > 0:
                yield _comparison(figures, place, part, whole)


def _made_of(figures: Figures) -> dict[str, tuple[str, str]]:
    measures = set(figures.columns["measure"].words)
    plans = {f"{name}{_OF_PLANS}": (name, _PLANS) for name in measures if f"{name}{_OF_PLANS}" in measures and _PLANS in measures}
    return {share: of for share, of in {**_ABSENCE, **plans}.items() if {share, *of} <= measures}


def _places(figures: Figures, by: np.ndarray, measure: str) -> np.ndarray:
    """For each group of figures, the place of the one of a measure; -1 where there is no number."""
    places = np.full(int(by.max(initial=0)) + 1, -1)
    mine = np.flatnonzero(figures.having("measure", measure) & figures.is_number)
    places[by[mine]] = mine
    return places


def _comparison(figures: Figures, place: int, part: int, whole: int) -> Comparison:
    value, published = 100 * figures.value[part] / figures.value[whole], float(figures.value[place])
    allowed = float(figures.unit[place]) / 2
    verdict = Verdict.MATCHES if abs(value - published) <= allowed + 1e-9 else Verdict.DIFFERS
    of = [f"{said(figures.value[count])} ({figures.columns['measure'].at(count)})" for count in (part, whole)]
    why = f"{of[0]} of {of[1]}: rounding allows {said(allowed)}."
    row, source = int(figures.row[place]), figures.columns["source"].at(place)
    what, of_all = whose(figures, place), is_of_all(figures, place)
    return Comparison(source, row, KIND, what, round(float(value), 6), published, allowed, why, verdict, of_all)
