"""A system taken apart: bounds drawn in by each sum, sums that say nothing more let go, and the rest in pieces that hang together."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array, vstack
from scipy.sparse.csgraph import connected_components

from rollcall.attack.rule import MANY
from rollcall.attack.search import Impossible, Piece
from rollcall.attack.system import System

_MOST_PASSES = 30


def _matrix(rows: list[tuple[tuple[int, int], ...]], size: int) -> csr_array:
    down = [index for index, terms in enumerate(rows) for _ in terms]
    across = [place for terms in rows for place, _ in terms]
    times = [float(times) for terms in rows for _, times in terms]
    return csr_array((times, (down, across)), shape=(len(rows), size))


def draw_in(matrix: csr_array, sums_least: np.ndarray, sums_most: np.ndarray, least: np.ndarray, most: np.ndarray) -> None:
    """Draw bounds in by what each sum leaves for each of its numbers, in place, until nothing moves."""
    rows = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    places, times = matrix.indices, matrix.data
    up = times > 0
    for _ in range(_MOST_PASSES):
        low = np.where(up, times * least[places], times * most[places])
        high = np.where(up, times * most[places], times * least[places])
        row_low, row_high = np.bincount(rows, low, matrix.shape[0]), np.bincount(rows, high, matrix.shape[0])
        if (row_low > sums_most + 0.5).any() or (row_high < sums_least - 0.5).any():
            raise Impossible("two sums contradict each other")
        room_above = (sums_most[rows] - (row_low[rows] - low)) / times
        room_below = (sums_least[rows] - (row_high[rows] - high)) / times
        new_most, new_least = most.copy(), least.copy()
        np.minimum.at(new_most, places, np.floor(np.where(up, room_above, room_below) + 1e-6))
        np.maximum.at(new_least, places, np.ceil(np.where(up, room_below, room_above) - 1e-6))
        if (new_most == most).all() and (new_least == least).all():
            break
        most[:], least[:] = new_most, new_least
        if (least > most).any():
            raise Impossible("a number has nothing left that it can be")


def pieces(system: System) -> list[tuple[Piece, list[int]]]:
    """The pieces of a system that hold a target, each with the targets' places in the system."""
    size = len(system.least)
    least, most = np.array(system.least, float), np.array(system.most, float)
    if (least > most).any():
        raise Impossible("a number was shown twice, and differently")
    matrix = _matrix([known.terms for known in system.sums], size)
    sums_least = np.array([float(known.least) for known in system.sums])
    sums_most = np.array([float(known.most) if known.most < MANY else np.inf for known in system.sums])
    sums_least[sums_least <= -MANY] = -np.inf
    draw_in(matrix, sums_least, sums_most, least, most)
    keep = _telling(matrix, sums_least, sums_most, least, most)
    matrix, sums_least, sums_most = matrix[keep, :], sums_least[keep], sums_most[keep]
    targets = _matrix([target.terms for target in system.targets], size)
    return _apart(matrix, sums_least, sums_most, least, most, targets)


def _telling(matrix: csr_array, sums_least: np.ndarray, sums_most: np.ndarray, least: np.ndarray, most: np.ndarray) -> np.ndarray:
    """The sums that the bounds of their numbers do not already say."""
    above, below = matrix.maximum(0), matrix.minimum(0)
    low, high = above @ least + below @ most, above @ most + below @ least
    return np.flatnonzero((low < sums_least) | (high > sums_most))


def _apart(
    matrix: csr_array, sums_least: np.ndarray, sums_most: np.ndarray, least: np.ndarray, most: np.ndarray, targets: csr_array
) -> list[tuple[Piece, list[int]]]:

    free = least < most
    together = vstack([matrix, targets], format="csr")
    touches = csr_array((free[together.indices].astype(float), together.indices, together.indptr), shape=together.shape)
    touches.eliminate_zeros()
    links = (touches.T @ touches).tocsr()
    _, group = connected_components(links, directed=False)
    of_sum, of_target = _group_of(matrix, group, free), _group_of(targets, group, free)
    found = []
    for number in np.unique(of_target[of_target >= 0]):
        mine = np.flatnonzero(of_target == number)
        sums = np.flatnonzero(of_sum == number)
        places = np.unique(np.concatenate([matrix[sums, :].indices, targets[mine, :].indices]))
        found.append(
            (
                Piece(
                    places,
                    least[places],
                    most[places],
                    matrix[sums, :][:, places],
                    sums_least[sums],
                    sums_most[sums],
                    targets[mine, :][:, places],
                ),
                mine.tolist(),
            )
        )
    settled = np.flatnonzero(of_target < 0)
    if len(settled):
        places = np.unique(targets[settled, :].indices)
        nothing = csr_array((0, len(places)))
        found.append(
            (
                Piece(places, least[places], most[places], nothing, np.zeros(0), np.zeros(0), targets[settled, :][:, places]),
                settled.tolist(),
            )
        )
    return found


def _group_of(rows: csr_array, group: np.ndarray, free: np.ndarray) -> np.ndarray:
    """The group of each row's numbers that are not settled, -1 for a row of settled ones."""
    found = np.full(rows.shape[0], -1)
    of_row = np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr))
    open_ = free[rows.indices]
    found[of_row[open_]] = group[rows.indices[open_]]
    return found
