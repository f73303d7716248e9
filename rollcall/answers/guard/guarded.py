"""Which numbers are hidden on one date: the small ones, and as few others as leave no small one to be worked out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import count

import numpy as np

from rollcall.answers.guard.adding_up import know_parts
from rollcall.answers.guard.cells import Cells, Place
from rollcall.answers.guard.known import FAMILIES, ROWS_FOR_NOBODY, ROWS_LEFT_OUT_WITHOUT
from rollcall.answers.guard.same import same_numbers
from rollcall.answers.guard.summaries import Summarised, can_be_shown, summarised
from rollcall.answers.guard.system import Sum, System, Worlds, worlds
from rollcall.answers.rule import Rule

# Comings and goings of one month are shown all together or not at all: beside the numbers at both month ends one would tell the other.
_FLOWS = {"diagnostic_waits_each_month": ("referred", "assessed", "closed")}
# Those of children out of school are not shown: beside the categories at two month ends, and the children out for a few weeks, they tell
# how many can have come in each. That nothing ever ended is told: it says that the files know of no earlier periods.
_NEVER = {"not_in_school_by_month": ("spells_started", "spells_ended")}
_NO_LIMIT = float("inf")
_MOST_TURNS = 60
_TOO_MANY = 300
_NOT_WHOLE_TABLES = ROWS_FOR_NOBODY.union(ROWS_LEFT_OUT_WITHOUT)


def hidden_cells(family: str, cells: Cells, rule: Rule, as_at: date) -> dict[Place, int]:
    """The places of a family's numbers that are hidden, each with the least that it could be: 0 where nobody is told which are 0.

    Every small number among them could be `rule.fewest` or more, as far as anyone who sees all the others can tell.
    """
    same_numbers(cells, as_at)
    small = {cell for cell, value in enumerate(cells.values) if 0 < value < rule.fewest}
    hidden = dict.fromkeys(small, 1)
    few = {cell for cell in cells.telling(ROWS_LEFT_OUT_WITHOUT) if cells.values[cell] < rule.fewest}
    hidden |= dict.fromkeys(cells.whole_rows(few, ROWS_LEFT_OUT_WITHOUT), 0)
    for flows in _flows(cells):
        if any(0 < cells.values[cell] < rule.fewest for cell in flows):
            hidden |= dict.fromkeys(flows, 0)
    for question, columns in _NEVER.items():
        for column in columns:
            if any(cells.values[cell] for cell in cells.column(question, column)):
                hidden |= {cell: 0 for place, cell in cells.of.items() if (place.question, place.column) == (question, column)}
    by_month, months = System(len(cells.values)), list(_months(cells))
    for parts, whole in months:
        know_parts(cells, by_month, parts, whole)
    hidden = protect(Hiding(cells, by_month, rule, hidden, frozenset(whole for _, whole in months)), small)
    system = System(len(cells.values))
    FAMILIES[family].know(cells, system)
    told_again = frozenset(cell for parts, whole in months for cell in (*parts, whole))
    told_again = told_again.union(cells.told_elsewhere, *cells.told_before.values())
    hidden = protect(Hiding(cells, system, rule, hidden, told_again), small)
    told = {place: hidden[cell] for place, cell in cells.of.items() if cell in hidden}
    return told | dict.fromkeys(_summaries_kept_back(cells, system, rule, hidden, small), 0)


def _summaries_kept_back(cells: Cells, system: System, rule: Rule, hidden: dict[int, int], small: set[int]) -> set[Place]:
    """The summaries of waits that would let a small number be worked out: they are not shown."""
    every = summarised(cells, system, rule, hidden)
    known: list[np.ndarray] = []  # worlds that were come upon

    def holds(shown: Sequence[Summarised]) -> bool:
        knowing = replace(system, rows=[*system.rows, *(row for one in shown for row in one.tells)])
        hiding = Hiding(cells, knowing, rule, hidden)
        open_ = worlds(knowing, *hiding.bounds(), np.vstack(known) if known else None)
        held = open_.holds_down_any(small, rule.fewest)
        held = held or bool(open_.without_none(open_.held_down(hiding.implied, rule.fewest)))
        known.append(open_.found)
        return not held

    if every:
        holds([])  # worlds in which nothing is known of any summary: most are possible with some of them too
    kept = can_be_shown(every, holds)
    return {place for one in every if one not in kept for place in one.places}


def protect(hiding: Hiding, small: set[int]) -> dict[int, int]:
    """Hide more until none of the small numbers, shown or implied, can be worked out to be small: what is shown never grows, so whatever
    world was possible once stays possible."""
    fewest, known = hiding.rule.fewest, None
    for turn in count():
        open_ = worlds(hiding.system, *hiding.bounds(), known)
        down = open_.held_down(small, fewest) | open_.without_none(open_.held_down(hiding.implied, fewest))
        if not down:
            return hiding.hidden
        before = dict(hiding.hidden)
        if turn >= _MOST_TURNS or len(down) >= _TOO_MANY:
            hiding.give_up(down, open_)
        else:
            hiding.protect(sorted(down), open_)
        if hiding.hidden == before:
            return hiding.hidden  # nothing is left that could be hidden
        known = open_.found
    raise AssertionError


def _months(cells: Cells) -> Iterator[tuple[list[int], int]]:
    """The categories and the total of each month. Every later month's data tells them again, so they are protected by themselves, the same
    whenever they are told, and nothing else that stands beside them on one day can hide more of them."""
    for month in cells.words("not_in_school_by_month", "month_end"):
        cuts = [cut for question, cut in cells.tables if question == "not_in_school_by_month" and cut]
        parts = [cells.cell("not_in_school_by_month", "children", cut, month_end=month) for cut in cuts]
        if (whole := cells.cell("not_in_school_by_month", "children", month_end=month)) is not None:
            yield [part for part in parts if part is not None], whole
    if (total := cells.cell("not_in_school_total", "children")) is not None:
        yield cells.column("not_in_school_by_category", "children"), total
    for total in cells.column("diagnostic_waits_each_month", "waiting") + cells.column("diagnostic_waits_total", "waiting"):
        yield [], total


def _flows(cells: Cells) -> Iterator[list[int]]:
    """The flows of each month."""
    for (question, cut), (_, keys) in cells.tables.items():
        for key in keys if question in _FLOWS else ():
            yield [cells.of[Place(question, cut, column, key)] for column in _FLOWS[question]]


class Hiding:
    """What is hidden so far: each hidden cell with the least that it can be (0 where zeros of its sum are hidden too)."""

    def __init__(self, cells: Cells, system: System, rule: Rule, hidden: dict[int, int], as_it_is: frozenset[int] = frozenset()) -> None:
        self.cells, self.system, self.rule, self.hidden, self.as_it_is = cells, system, rule, dict(hidden), as_it_is
        self.wholes = {one.whole for one in system.sums}
        self.tell_rows = cells.telling(ROWS_LEFT_OUT_WITHOUT)
        self.of_rows = {one.whole for one in system.sums if self.tell_rows.intersection(one.parts)}

    @property
    def implied(self) -> set[int]:
        """The numbers that are not shown, that anybody can reckon, and that are small or may be."""
        return self.system.watched | {number for number, value in self.system.implied.items() if 0 < value < self.rule.fewest}

    def give_up(self, cells: Collection[int], open_: Worlds) -> None:
        """Hide everything that hangs together with some cells: too many small numbers for a few more to protect them."""
        mine = {number for number in open_.beside(cells) if number < len(self.cells.values)}
        mine = self.cells.whole_tables(mine, _NOT_WHOLE_TABLES)
        if all(self.hidden.get(cell) == 0 for cell in mine - self.as_it_is):
            self._hide_everything()
        self._hide(mine, 0)

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
            holding = open_.holding(cell, self.rule.fewest)
            if helped.intersection(holding):
                continue
            helped |= self._with_echoes({cell})
            helped |= self._hide_one_more(cell, holding, mine)

    def _hide_one_more(self, cell: int, holding: Sequence[int], mine: Sequence[Sum]) -> set[int]:
        """Hide the smallest of the numbers that hold the cell down; else all of a sum, so that nobody is told which of its parts are 0."""
        if shown := self._shown(holding) or self._shown({part for one in mine for part in one.parts}):
            return self._hide(self._with_echoes({shown[0]}), 1)
        zeros = [one for one in self.system.sums if any(self.hidden.get(part) != 0 and part not in self.as_it_is for part in one.parts)]
        held = {cell, *holding}
        for one in sorted((one for one in zeros if held.intersection(one.parts)), key=lambda one: (cell not in one.parts, len(one.parts))):
            return self._hide(self.cells.whole_tables(self._with_echoes(set(one.parts)), _NOT_WHOLE_TABLES), 0)
        near = {other for terms, _, _ in self.system.rows if cell in terms for other in terms if self._is_shown(other)} - self.as_it_is
        if near:
            return self._hide(self.cells.whole_tables(self._with_echoes(near), _NOT_WHOLE_TABLES), 0)
        return self._hide_everything()

    def _hide_everything(self) -> set[int]:
        every = set(range(len(self.cells.values)))
        if not every - self.as_it_is - self.hidden.keys():
            self.as_it_is = frozenset(self.cells.told_elsewhere)  # all is hidden in the end: then no number holds another down
        return self._hide(every, 0)

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
        """Those of the cells that are shown and not 0: parts before wholes, for those are the headlines, and the smallest first. Where
        rows are left out one at a time, what they add to comes before anything that a row would be left out with."""
        shown = [cell for cell in cells if self._is_shown(cell) and cell not in self.as_it_is and self.cells.values[cell]]
        with_row = {cell for cell in shown if self.tell_rows and self._with_echoes({cell}) & self.tell_rows}

        def order(cell: int) -> tuple[bool, bool, bool, int, int]:
            return cell in with_row, cell not in self.of_rows, cell in self.wholes, self.cells.values[cell], cell

        return sorted(shown, key=order)

    def _hide(self, cells: set[int], least: int) -> set[int]:
        self.hidden |= dict.fromkeys(cells - self.as_it_is, least)
        if cells & self.tell_rows:
            self.hidden |= dict.fromkeys(self.cells.whole_rows(cells, ROWS_LEFT_OUT_WITHOUT) - self.as_it_is, 0)
        return cells

    def _is_shown(self, cell: int) -> bool:
        return cell < len(self.cells.values) and cell not in self.hidden

    def _could_be(self, cell: int) -> tuple[float, float]:
        if cell >= len(self.cells.values):
            return 0, _NO_LIMIT
        if cell in self.hidden:
            return self.hidden[cell], _NO_LIMIT
        shown = self.rule.shown(self.cells.values[cell])
        assert shown is not None
        return self.rule.could_be(shown)
