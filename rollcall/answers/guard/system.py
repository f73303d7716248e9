"""What is shown as one system of whole numbers, and the question that decides: could a hidden number be larger than small?

A hidden number is safe when another world exists, with other children in it, in which every number that is shown is the same and this
one is not small. The worlds are found by integer programming (HiGHS, through scipy).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

_NO_LIMIT = np.inf


@dataclass(frozen=True)
class Sum:
    """Cells that add to a whole, as far as whoever reads them knows."""

    parts: tuple[int, ...]
    whole: int


@dataclass
class System:
    """Whole numbers from 0, the first of them the cells, and what is known of their sums."""

    size: int
    sums: list[Sum] = field(default_factory=list)
    rows: list[tuple[dict[int, int], float, float]] = field(default_factory=list)

    def number(self) -> int:
        """One more whole number that is not shown."""
        self.size += 1
        return self.size - 1

    def bound(self, terms: Mapping[int, int], low: float, high: float) -> None:
        """A weighted sum of numbers lies between two bounds."""
        self.rows.append((dict(terms), low, high))

    def add_up(self, parts: Sequence[int], whole: int) -> None:
        """Parts add to a whole."""
        self.sums.append(Sum(tuple(parts), whole))
        self.bound(_minus(parts, whole), 0, 0)

    def cover(self, parts: Sequence[int], whole: int) -> None:
        """Each part is in the whole, and all of the whole is in the parts, which may overlap."""
        self.bound(_minus(parts, whole), 0, _NO_LIMIT)
        for part in parts:
            self.within(part, whole)

    def stay_within(self, parts: Sequence[int], whole: int) -> None:
        """Parts that do not overlap, and some of which may not be shown."""
        self.bound(_minus(parts, whole), -_NO_LIMIT, 0)

    def within(self, part: int, whole: int) -> None:
        """One number is no more than another."""
        self.bound({part: 1, whole: -1}, -_NO_LIMIT, 0)


def _minus(parts: Sequence[int], whole: int) -> dict[int, int]:
    terms: dict[int, int] = {}
    for part in parts:
        terms[part] = terms.get(part, 0) + 1
    terms[whole] = terms.get(whole, 0) - 1
    return terms


def held_down(system: System, low: Sequence[float], high: Sequence[float], cells: Collection[int], enough: int) -> set[int]:
    """Those of the cells that in no world reach `enough`, between the bounds of all numbers."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    if not cells or not system.rows:
        return set()
    at, number, weight = [], [], []
    for row, (terms, _, _) in enumerate(system.rows):
        for of, by in terms.items():
            if by and high[of] > 0:  # a number that can only be 0 holds nothing together
                at.append(row)
                number.append(of)
                weight.append(by)
    matrix = csr_array((weight, (at, number)), shape=(len(system.rows), system.size))
    _, part_of = connected_components(abs(matrix).T @ abs(matrix), directed=False)
    lows, highs = np.array([low_ for _, low_, _ in system.rows]), np.array([high_ for _, _, high_ in system.rows])
    least, most = np.array(low, dtype=float), np.array(high, dtype=float)
    down: set[int] = set()
    for part in {part_of[cell] for cell in cells}:
        mine = np.flatnonzero(part_of == part)
        rows = np.flatnonzero(abs(matrix[:, mine]).sum(axis=1))
        if not len(rows):
            continue  # nothing is known of it but itself
        piece = _Piece(matrix[rows][:, mine], lows[rows], highs[rows], least[mine], most[mine])
        wanted = {place: cell for place, cell in enumerate(mine.tolist()) if cell in cells}
        down |= {wanted[place] for place in piece.held_down(wanted, enough)}
    return down


@dataclass(frozen=True)
class _Piece:
    """A part of a system that shares nothing with the rest."""

    matrix: object
    lows: np.ndarray
    highs: np.ndarray
    least: np.ndarray
    most: np.ndarray

    def held_down(self, wanted: Collection[int], enough: int) -> set[int]:
        """Those of the wanted numbers that in no world reach `enough`."""
        open_ = set(wanted)
        while open_:  # one world often does for many
            world = self._world(open_, enough, together=True)
            reached = set() if world is None else {place for place in open_ if world[place] >= enough - 0.5}
            if not reached:
                break
            open_ -= reached
        return {place for place in open_ if self._world({place}, enough, together=False) is None}

    def _world(self, places: Collection[int], enough: int, together: bool) -> np.ndarray | None:
        from scipy.optimize import Bounds, LinearConstraint, milp

        least, most, costs = self.least.copy(), self.most.copy(), np.zeros(len(self.least))
        for place in places:
            if together:
                costs[place] = -1
                most[place] = min(most[place], enough)
            else:
                least[place] = max(least[place], enough)
        if np.any(least > most):
            return None
        answer = milp(
            costs,
            integrality=np.ones(len(costs)),
            bounds=Bounds(least, most),
            constraints=LinearConstraint(self.matrix, self.lows, self.highs),
        )
        return None if answer.x is None else np.asarray(answer.x)
