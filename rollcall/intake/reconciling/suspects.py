"""Names the one figure that would explain why totals do not match."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from rollcall.intake.reconciling.adding_up import Apart
from rollcall.intake.reconciling.figures import Figures
from rollcall.intake.reconciling.naming import whose


def suspects(figures: Figures, apart: Sequence[Apart], sound: Collection[int]) -> Iterator[str]:
    """Of each sum that does not match, the figure that stands in more such sums than any other does, where there is one.

    `sound` are figures that stand in a sum that matches to the last digit. A figure that one sum wants lower and another higher is none.
    """
    over: dict[int, list[float]] = defaultdict(list)  # by how much each figure would be too high, by each of its sums
    for one in apart:
        for place, difference in _differences(one).items():
            if place not in sound:
                over[place].append(difference)
    likely = {place: of for place, of in over.items() if min(of) > 0 or max(of) < 0}
    named: dict[int, None] = {}
    for one in apart:
        mine = {place: len(likely[place]) for place in _differences(one) if place in likely}
        most = [place for place, count in mine.items() if count == max(mine.values())]
        if len(most) == 1:
            named[most[0]] = None
    for place in named:
        how = "too high" if likely[place][0] > 0 else "too low"
        yield f"{whose(figures, place)} ({figures.columns['source'].at(place)}, row {figures.row[place]:,}) looks {how}."


def _differences(one: Apart) -> dict[int, float]:
    told = dict.fromkeys(one.parts, one.over)
    return told if one.total is None else {**told, one.total: -one.over}
