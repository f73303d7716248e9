"""Which numbers are hidden on one date: the small ones, and as few others as leave no small one to be worked out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from rollcall.answers.guard.cells import Cells, Cut, Place
from rollcall.answers.guard.known import FAMILIES
from rollcall.answers.guard.same import same_numbers
from rollcall.answers.guard.system import Sum, System, held_down
from rollcall.answers.rule import Rule

# Comings and goings of one month are shown all together or not at all: beside the numbers at both month ends one would tell the other.
_FLOWS = {
    "not_in_school_by_month": ("spells_started", "spells_ended"),
    "diagnostic_waits_each_month": ("referred", "assessed", "closed"),
}
_NO_LIMIT = float("inf")
_MOST_TRIED = 40


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
    while down := held_down(system, *hiding.bounds(), small, rule.fewest):
        hiding.protect(sorted(down))
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

    def bounds(self, also: Mapping[int, int] = MappingProxyType({})) -> tuple[list[float], list[float]]:
        """The least and the most that every number of the system can be, for whoever sees what is shown; and if some were hidden too."""
        both = [(also[cell], _NO_LIMIT) if cell in also else self._could_be(cell) for cell in range(self.system.size)]
        return [low for low, _ in both], [high for _, high in both]

    def protect(self, cells: Sequence[int]) -> None:
        """Hide a little more for numbers that could be worked out to be small: one step for each sum, since it may serve several."""
        helped: set[int] = set()
        for cell in cells:
            mine = [one for one in self.system.sums if cell in one.parts]
            if cell in helped or any(helped.intersection((*one.parts, one.whole)) for one in mine):
                continue
            helped |= self._with_echoes({cell})
            helped |= self._hide_one_more(cell, [one for one in mine if self._holds_down(one, cell)] or mine)

    def _hide_one_more(self, cell: int, holding: Sequence[Sum]) -> set[int]:
        """Hide what frees the cell by itself, tried from the least; else the first that could, and more in the next round."""
        options = [(self._with_echoes(cells), least) for cells, least in self._options(cell, holding)]
        for cells, least in options[:_MOST_TRIED]:
            if not held_down(self.system, *self.bounds(dict.fromkeys(cells, least)), {cell}, self.rule.fewest):
                return self._hide(cells, least)
        if options:
            return self._hide(*options[0])
        return self._hide(set(range(len(self.cells.values))), 0)  # all is hidden: then no number holds another down

    def _options(self, cell: int, holding: Sequence[Sum]) -> Iterator[tuple[set[int], int]]:
        """What could be hidden, with the least that it can then be: a number beside the cell in a sum, small ones first; the zeros of
        such a sum, so that nobody is told which of its parts are 0; and any number that is known to have to do with it."""
        for part in self._shown({part for one in holding for part in one.parts}):
            yield {part}, 1
        for one in holding:
            if any(self.hidden.get(part) != 0 for part in one.parts):
                yield set(one.parts), 0
        near = {cell}
        for _ in range(2):
            near |= {other for terms, _, _ in self.system.rows if near & terms.keys() for other in terms}
        for other in self._shown(near):
            yield {other}, 1
        for other in sorted(near & set(range(len(self.cells.values))) - self.hidden.keys()):
            yield {other}, 0

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

    def _shown(self, cells: set[int]) -> list[int]:
        """Those of the cells that are shown and not 0: parts before wholes, for those are the headlines, and the smallest first."""
        shown = [cell for cell in cells if cell < len(self.cells.values) and cell not in self.hidden and self.cells.values[cell]]
        return sorted(shown, key=lambda cell: (cell in self.wholes, self.cells.values[cell], cell))

    def _hide(self, cells: set[int], least: int) -> set[int]:
        self.hidden |= dict.fromkeys(cells, least)
        return cells

    def _holds_down(self, one: Sum, cell: int) -> bool:
        others = sum(self._could_be(part)[0] for part in one.parts if part != cell)
        return self._could_be(one.whole)[1] - others < self.rule.fewest

    def _could_be(self, cell: int) -> tuple[float, float]:
        if cell >= len(self.cells.values):
            return 0, _NO_LIMIT
        if cell in self.hidden:
            return self.hidden[cell], _NO_LIMIT
        shown = self.rule.shown(self.cells.values[cell])
        assert shown is not None
        return self.rule.could_be(shown)
