"""What is shown as one system of whole numbers, and the question that decides: could a hidden number be larger than small?

A hidden number is safe when another world exists, with other children in it, in which every number that is shown is the same and this
one is not small. The worlds are found by integer programming (HiGHS, through scipy).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

Row = tuple[dict[int, int], float, float]
"""A weighted sum of numbers, and the bounds that it lies between."""

_NO_LIMIT = np.inf
_NO_PRICE = 1e-9


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
    rows: list[Row] = field(default_factory=list)
    implied: dict[int, int] = field(default_factory=dict)  # numbers that are not shown and can be reckoned, with what they are

    def imply(self, whole: int, parts: Sequence[int], value: int) -> None:
        """What is left of a whole without its parts: nobody shows it, and anybody can take them from it."""
        left = self.number()
        self.bound({**_minus(parts, whole), left: 1}, 0, 0)
        self.implied[left] = value

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


@dataclass(frozen=True)
class Worlds:
    """Every world that a system leaves open between the bounds of its numbers, in pieces that share nothing with each other."""

    pieces: tuple[_Piece, ...]

    def held_down(self, cells: Collection[int], enough: int) -> set[int]:
        """Those of the cells that in no world reach `enough`."""
        down: set[int] = set()
        for piece in self.pieces:
            down |= piece.held_down(cells & piece.place.keys(), enough)
        return down

    def without_none(self, numbers: Collection[int]) -> set[int]:
        """Those of the numbers that are 0 in no world."""
        return {number for piece in self.pieces for number in numbers & piece.place.keys() if not piece.can_be_none(number)}

    def holding(self, cell: int, enough: int) -> list[int]:
        """The numbers whose bounds hold a cell down."""
        return next((piece.holding(cell, enough) for piece in self.pieces if cell in piece.place), [])


def worlds(system: System, low: Sequence[float], high: Sequence[float], only: Collection[int] | None = None) -> Worlds:
    """The worlds between the bounds of all numbers; of the pieces that hold some cells, when only those are asked about."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    at, number, weight = [], [], []
    for row, (terms, _, _) in enumerate(system.rows):
        for of, by in terms.items():
            if by and high[of] > 0:  # a number that can only be 0 holds nothing together
                at.append(row)
                number.append(of)
                weight.append(by)
    if not at:
        return Worlds(())
    rows = len(system.rows)
    joined = csr_array((np.ones(len(at)), (at, [rows + of for of in number])), shape=(rows + system.size,) * 2)
    _, piece_of = connected_components(joined, directed=False)
    matrix = csr_array((weight, (at, number)), shape=(rows, system.size))
    lows, highs = np.array([of for _, of, _ in system.rows]), np.array([of for _, _, of in system.rows])
    least, most = np.array(low, dtype=float), np.array(high, dtype=float)
    asked = set(piece_of[at]) if only is None else {piece_of[rows + cell] for cell in only}
    pieces = []
    for piece in asked:
        mine = np.flatnonzero(piece_of[rows:] == piece)
        lines = np.flatnonzero(piece_of[:rows] == piece)
        if len(lines):
            place = {cell: where for where, cell in enumerate(mine.tolist())}
            pieces.append(_Piece(matrix[lines][:, mine], lows[lines], highs[lines], least[mine], most[mine], place))
    return Worlds(tuple(pieces))


@dataclass(frozen=True)
class _Piece:
    """A part of a system that shares nothing with the rest, and where each of its numbers stands in it."""

    matrix: Any
    lows: np.ndarray
    highs: np.ndarray
    least: np.ndarray
    most: np.ndarray
    place: Mapping[int, int]

    def held_down(self, cells: Collection[int], enough: int) -> set[int]:
        """Those of the cells that in no world reach `enough`."""
        open_ = set(cells)
        while len(open_) > 1:  # one world often does for many
            world = self._world(open_, enough)
            reached = set() if world is None else {cell for cell in open_ if world[self.place[cell]] >= enough - 0.5}
            if not reached:
                break
            open_ -= reached
        return {cell for cell in open_ if not self._can_reach(cell, enough)}

    def holding(self, cell: int, enough: int) -> list[int]:
        """The numbers whose bounds hold a cell down, by the shadow prices of a linear programme that raises it."""
        from scipy.optimize import linprog
        from scipy.sparse import vstack

        costs = np.zeros(len(self.least))
        costs[self.place[cell]] = -1
        most = self.most.copy()
        most[self.place[cell]] = min(most[self.place[cell]], enough)
        finite_high, finite_low = np.isfinite(self.highs), np.isfinite(self.lows)
        answer = linprog(
            costs,
            A_ub=vstack([self.matrix[finite_high], -self.matrix[finite_low]]),
            b_ub=np.concatenate([self.highs[finite_high], -self.lows[finite_low]]),
            bounds=np.column_stack([self.least, most]),
            method="highs",
        )
        if answer.x is None:
            return []
        priced = np.abs(answer.lower.marginals) + np.abs(answer.upper.marginals) > _NO_PRICE
        return [of for of, where in self.place.items() if priced[where] and of != cell]

    def can_be_none(self, number: int) -> bool:
        """Whether a number is 0 in some world."""
        most = self.most.copy()
        most[self.place[number]] = 0
        return bool(np.all(self.least <= most)) and self._solve(np.zeros(len(most)), self.least, most) is not None

    def _can_reach(self, cell: int, enough: int) -> bool:
        least = self.least.copy()
        least[self.place[cell]] = max(least[self.place[cell]], enough)
        return bool(np.all(least <= self.most)) and self._solve(np.zeros(len(least)), least, self.most) is not None

    def _world(self, cells: Collection[int], enough: int) -> np.ndarray | None:
        most, costs = self.most.copy(), np.zeros(len(self.most))
        for cell in cells:
            costs[self.place[cell]] = -1
            most[self.place[cell]] = min(most[self.place[cell]], enough)
        return self._solve(costs, self.least, most)

    def _solve(self, costs: np.ndarray, least: np.ndarray, most: np.ndarray) -> np.ndarray | None:
        from scipy.optimize import Bounds, LinearConstraint, milp

        answer = milp(
            costs,
            integrality=np.ones(len(costs)),
            bounds=Bounds(least, most),
            constraints=LinearConstraint(self.matrix, self.lows, self.highs),
        )
        return None if answer.x is None else np.asarray(answer.x)
