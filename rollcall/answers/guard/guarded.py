"""Which numbers are hidden on one date: the small ones, and as few others as leave no small one to be worked out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from rollcall.answers.guard.cells import Cells, Cut, Place
from rollcall.answers.guard.known import FAMILIES
from rollcall.answers.guard.same import same_numbers
from rollcall.answers.guard.system import Sum, System, Worlds, worlds
from rollcall.answers.rule import Rule

# Comings and goings of one month are shown all together or not at all: beside the numbers at both month ends one would tell the other.
_FLOWS = {
    "not_in_school_by_month": ("spells_started", "spells_ended"),
    "diagnostic_waits_each_month": ("referred", "assessed", "closed"),
}
_NO_LIMIT = float("inf")


def hidden_cells(family: str, cells: Cells, rule: Rule, as_at: date) -> frozenset[Place]:
    """The places of a family's numbers that are hidden. Every small number among them could be `rule.fewest` or more, as far as anyone
    who sees all the others can tell."""
    same_numbers(cells, as_at)
    system = System(len(cells.values))
    FAMILIES[family].know(cells, system)
    small = {cell for cell, value in enumerate(cells.values) if 0 < value < rule.fewest}
    hiding = _Hiding(cells, system, rule, dict.fromkeys(small, 1))
    for flows in _flows(cells):
        if any(0 < cells.values[cell] < rule.fewest for cell, _ in flows) or any(cut for _, cut in flows):
            hiding.hidden |= {cell: 0 for cell, _ in flows}
    while down := (open_ := worlds(system, *hiding.bounds())).held_down(small, rule.fewest):
        hiding.protect(sorted(down), open_)
    return frozenset(place for place, cell in cells.of.items() if cell in hiding.hidden)


def _flows(cells: Cells) -> Iterator[list[tuple[int, Cut]]]:
    """The flows of each month, each with the cut that it stands under."""
    for (question, cut), (_, keys) in cells.tables.items():
        for key in keys if question in _FLOWS else ():
            yield [(cells.of[Place(question, cut, column, key)], cut) for column in _FLOWS[question]]


class _Hiding:
    """What is hidden so far: each hidden cell with the least that it can be (0 where zeros of its sum are hidden too)."""

    def __init__(self, cells: Cells, system: System, rule: Rule, hidden: dict[int, int]) -> None:
        self.cells, self.system, self.rule, self.hidden = cells, system, rule, hidden
        self.wholes = {one.whole for one in system.sums}

    def bounds(self) -> tuple[list[float], list[float]]:
        """The least and the most that every number of the system can be, for whoever sees what is shown."""
        both = [self._could_be(cell) for cell in range(self.system.size)]
        return [low for low, _ in both], [high for _, high in both]

    def protect(self, cells: Sequence[int], open_: Worlds) -> None:
        """Hide a little more for numbers that could be worked out to be small: one step for each sum, since it may serve several."""
        helped: set[int] = set()
        for cell in cells:
            mine = [one for one in self.system.sums if cell in one.parts]
            if cell in helped or any(helped.intersection((*one.parts, one.whole)) for one in mine):
                continue
            helped |= self._with_echoes({cell})
            helped |= self._hide_one_more(cell, open_.holding(cell, self.rule.fewest), mine)

    def _hide_one_more(self, cell: int, holding: Sequence[int], mine: Sequence[Sum]) -> set[int]:
        """Hide the smallest of the numbers that hold the cell down; else all of a sum, so that nobody is told which of its parts are 0."""
        if shown := self._shown(holding) or self._shown({part for one in mine for part in one.parts}):
            return self._hide(self._with_echoes({shown[0]}), 1)
        zeros = [one for one in self.system.sums if any(self.hidden.get(part) != 0 for part in one.parts)]
        held = {cell, *holding}
        for one in sorted((one for one in zeros if held.intersection(one.parts)), key=lambda one: (cell not in one.parts, len(one.parts))):
            return self._hide(self._with_echoes(set(one.parts)), 0)
        return self._hide(set(range(len(self.cells.values))), 0)  # all is hidden: then no number holds another down

    def _with_echoes(self, cells: set[int]) -> set[int]:
        """The cells with those that only repeat them: a whole of which all other parts are 0, and the one part that is not."""
        found = set(cells)
        size = 0
        while size != len(found):
            size = len(found)
            for one in self.system.sums:
                parts = [part for part in one.parts if self.cells.values[part]]
                if len(parts) == 1 and found & {parts[0], one.whole}:
                    found |= {parts[0], one.whole}
        return found

    def _shown(self, cells: Iterable[int]) -> list[int]:
        """Those of the cells that are shown and not 0: parts before wholes, for those are the headlines, and the smallest first."""
        shown = [cell for cell in cells if cell < len(self.cells.values) and cell not in self.hidden and self.cells.values[cell]]
        return sorted(shown, key=lambda cell: (cell in self.wholes, self.cells.values[cell], cell))

    def _hide(self, cells: set[int], least: int) -> set[int]:
        self.hidden |= dict.fromkeys(cells, least)
        return cells

    def _could_be(self, cell: int) -> tuple[float, float]:
        if cell >= len(self.cells.values):
            return 0, _NO_LIMIT
        if cell in self.hidden:
            return self.hidden[cell], _NO_LIMIT
        shown = self.rule.shown(self.cells.values[cell])
        assert shown is not None
        return self.rule.could_be(shown)
