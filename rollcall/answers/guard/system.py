"""What is shown as one system of whole numbers, and the question that decides: could a hidden number be larger than small?

A hidden number is safe when another world exists, with other children in it, in which every number that is shown is the same and this
one is not small. The worlds are found by integer programming (HiGHS, through scipy).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

Row = tuple[dict[int, int], float, float]
"""A weighted sum of numbers, and the bounds that it lies between."""

_NO_LIMIT = np.inf
_NO_PRICE = 1e-9
_CLOSE = 1e-6
_MOST_ALONE = 300
_MOST_NODES = 5_000


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
    watched: set[int] = field(default_factory=set)  # others that tell of people, and may not be found to be small

    def imply(self, whole: int, parts: Sequence[int], value: int) -> None:
        """What is left of a whole without its parts: nobody shows it, and anybody can take them from it."""
        left = self.number()
        self.bound({**_minus(parts, whole), left: 1}, 0, 0)
        self.implied[left] = value

    def number(self) -> int:
        """One more whole number that is not shown."""
        self.size += 1
        return self.size - 1

    def watch(self) -> int:
        """One more number of people that is not shown, and that nobody may find to be small."""
        self.watched.add(self.number())
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

    def stay_within(self, parts: Sequence[int], whole: int, of_people: bool = True) -> None:
        """Parts that do not overlap, and some of which may not be shown. What is left of the whole is a number of people too."""
        if of_people:
            self.bound({**_minus(parts, whole), self.watch(): 1}, 0, 0)
        else:
            self.bound(_minus(parts, whole), -_NO_LIMIT, 0)

    def within(self, part: int, whole: int, of_people: bool = True) -> None:
        """One number is no more than another, and what is left of that is a number of people too."""
        if part != whole:
            self.stay_within([part], whole, of_people)

    def take(self, other: System, cells: int, starts: int) -> None:
        """Take in what another system knows: its first numbers are cells, which stand here from `starts` on, and the others are new."""
        new = [starts + number if number < cells else self.number() for number in range(other.size)]
        self.sums += [Sum(tuple(new[part] for part in one.parts), new[one.whole]) for one in other.sums]
        self.rows += [({new[number]: times for number, times in terms.items()}, low, high) for terms, low, high in other.rows]
        self.implied |= {new[number]: value for number, value in other.implied.items()}
        self.watched |= {new[number] for number in other.watched}


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
    least: np.ndarray

    def held_down(self, cells: Collection[int], enough: int) -> set[int]:
        """Those of the cells that in no world reach `enough`."""
        down: set[int] = set()
        for piece in self.pieces:
            down |= piece.held_down(cells & piece.place.keys(), enough)
        return down

    def holds_down_any(self, cells: Collection[int], enough: int) -> bool:
        """Whether there is one of the cells that in no world reaches `enough`."""
        return any(piece.held_down(cells & piece.place.keys(), enough, first=True) for piece in self.pieces)

    def without_none(self, numbers: Collection[int]) -> set[int]:
        """Those of the numbers that are 0 in no world."""
        return {number for piece in self.pieces for number in piece.without_none(numbers & piece.place.keys())}

    def holding(self, cell: int, enough: int) -> list[int]:
        """The numbers whose bounds hold a cell down."""
        return next((piece.holding(cell, enough) for piece in self.pieces if cell in piece.place), [])

    def beside(self, cells: Collection[int]) -> set[int]:
        """All numbers of the pieces that some cells are in."""
        return {number for piece in self.pieces if not piece.place.keys().isdisjoint(cells) for number in piece.place}

    @property
    def found(self) -> np.ndarray:
        """Worlds that were come upon, a row for each: whatever else is hidden, they stay possible."""
        many = max((len(piece.found) for piece in self.pieces), default=0)
        numbers = np.tile(self.least, (many, 1))
        for piece in self.pieces:
            if piece.found:
                mine = np.array(piece.found)
                numbers[:, list(piece.place)] = mine[np.arange(many) % len(mine)]
            else:
                numbers[:, list(piece.place)] = np.nan  # nothing is known of it
        return numbers


def worlds(system: System, low: Sequence[float], high: Sequence[float], known: np.ndarray | None = None) -> Worlds:
    """The worlds between the bounds of all numbers. `known` are worlds, a row for each, that may be possible: they spare looking."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    at, number, weight = [], [], []
    least, most = np.array(low, dtype=float), np.array(high, dtype=float)
    for row, (terms, _, _) in enumerate(system.rows):
        for of, by in terms.items():
            if by and high[of] > 0:  # a number that can only be 0 holds nothing together
                at.append(row)
                number.append(of)
                weight.append(by)
    if not at:
        return Worlds((), least)
    rows = len(system.rows)
    joined = csr_array((np.ones(len(at)), (at, [rows + of for of in number])), shape=(rows + system.size,) * 2)
    _, piece_of = connected_components(joined, directed=False)
    matrix = csr_array((weight, (at, number)), shape=(rows, system.size))
    lows, highs = np.array([of for _, of, _ in system.rows]), np.array([of for _, _, of in system.rows])
    pieces = []
    for piece in sorted(set(piece_of[at].tolist())):
        mine = np.flatnonzero(piece_of[rows:] == piece)
        lines = np.flatnonzero(piece_of[:rows] == piece)
        place = {cell: where for where, cell in enumerate(mine.tolist())}
        made = _Piece(matrix[lines][:, mine], lows[lines], highs[lines], least[mine], most[mine], place)
        if known is not None:
            made.take(known[:, mine[mine < known.shape[1]]])
        pieces.append(made)
    return Worlds(tuple(pieces), least)


@dataclass(frozen=True)
class _Piece:
    """A part of a system that shares nothing with the rest, and where each of its numbers stands in it."""

    matrix: Any
    lows: np.ndarray
    highs: np.ndarray
    least: np.ndarray
    most: np.ndarray
    place: Mapping[int, int]
    found: list[np.ndarray] = field(default_factory=list)  # worlds that are possible

    def take(self, worlds_: np.ndarray) -> None:
        """Remember those of some worlds that are possible here."""
        if worlds_.shape[1] != len(self.least) or not len(worlds_):
            return
        sums = (self.matrix @ worlds_.T).T
        possible = np.all((worlds_ >= self.least) & (worlds_ <= self.most), axis=1)  # nothing that is not known is
        possible &= np.all((sums >= self.lows - _CLOSE) & (sums <= self.highs + _CLOSE), axis=1)
        self.found.extend(np.unique(worlds_[possible], axis=0))

    def held_down(self, cells: Collection[int], enough: int, first: bool = False) -> set[int]:
        """Those of the cells that in no world reach `enough`: one of them is enough when only the first is asked for."""

        def reach(world: np.ndarray) -> np.ndarray:
            return world >= enough - 0.5

        return self._in_no_world(
            cells, reach, lambda many: self._with_many(many, enough), lambda one: self._with_at_least(one, enough), first
        )

    def without_none(self, numbers: Collection[int]) -> set[int]:
        """Those of the numbers that are 0 in no world."""
        return self._in_no_world(numbers, lambda world: world < 0.5, self._with_few, self._with_none)

    def _in_no_world(
        self,
        cells: Collection[int],
        is_so: Callable[[np.ndarray], np.ndarray],
        for_many: Callable[[Collection[int]], np.ndarray | None],
        for_one: Callable[[int], np.ndarray | None],
        first: bool = False,
    ) -> set[int]:
        """Those of the cells of which something is so in no world: where very many are in doubt, all are taken to be."""
        open_ = set(cells)

        def is_met(found: np.ndarray | None) -> bool:
            size = len(open_)
            if found is not None:
                met = np.any(is_so(np.atleast_2d(found)), axis=0)
                open_.difference_update([cell for cell in open_ if met[self.place[cell]]])
            return len(open_) < size

        is_met(np.array(self.found) if self.found else None)
        while len(open_) > 1 and is_met(for_many(open_)):
            pass  # one world often does for many
        if len(open_) > _MOST_ALONE:
            return open_
        down: set[int] = set()
        for cell in sorted(open_):
            if cell in open_ and not is_met(for_one(cell)):
                down.add(cell)
                if first:
                    break
        return down

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

    def _with_none(self, number: int) -> np.ndarray | None:
        most = self.most.copy()
        most[self.place[number]] = 0
        return self._solve(np.zeros(len(most)), self.least, most) if np.all(self.least <= most) else None

    def _with_few(self, numbers: Collection[int]) -> np.ndarray | None:
        return self._solve(self._price(numbers, 1), self.least, self.most)

    def _with_at_least(self, cell: int, enough: int) -> np.ndarray | None:
        least = self.least.copy()
        least[self.place[cell]] = max(least[self.place[cell]], enough)
        return self._solve(np.zeros(len(least)), least, self.most) if np.all(least <= self.most) else None

    def _with_many(self, cells: Collection[int], enough: int) -> np.ndarray | None:
        most = self.most.copy()
        for cell in cells:
            most[self.place[cell]] = min(most[self.place[cell]], enough)
        return self._solve(self._price(cells, -1), self.least, most)

    def _price(self, cells: Collection[int], price: int) -> np.ndarray:
        costs = np.zeros(len(self.least))
        costs[[self.place[cell] for cell in cells]] = price
        return costs

    def _solve(self, costs: np.ndarray, least: np.ndarray, most: np.ndarray) -> np.ndarray | None:
        from scipy.optimize import Bounds, LinearConstraint, milp

        answer = milp(
            costs,
            integrality=np.ones(len(costs)),
            bounds=Bounds(least, most),
            constraints=LinearConstraint(self.matrix, self.lows, self.highs),
            options={"node_limit": _MOST_NODES},  # and no limit of time, so that the same numbers are hidden on every machine
        )
        if answer.x is None:
            return None
        self.found.append(np.round(answer.x))
        return self.found[-1]
