"""How numbers add up, as far as the numbers themselves allow."""

from __future__ import annotations

from collections.abc import Sequence

from rollcall.answers.guard.cells import Cells
from rollcall.answers.guard.system import System


def know_parts(cells: Cells, system: System, parts: Sequence[int], whole: int | None) -> None:
    """Parts that add to a whole, or overlap in it: whichever the numbers themselves allow."""
    if whole is None or not parts:
        return
    together = sum(cells.values[part] for part in parts)
    if together == cells.values[whole]:
        system.add_up(parts, whole)
    elif together > cells.values[whole]:
        system.cover(parts, whole)
    else:
        system.stay_within(parts, whole)


def within(system: System, part: int | None, whole: int | None, of_people: bool = True) -> None:
    """One number is no more than another, where both are there."""
    if part is not None and whole is not None:
        system.within(part, whole, of_people)
