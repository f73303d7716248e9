"""The search for broken numbers: integer programming over each part of a system that hangs together (`scipy.optimize.milp`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, hstack, vstack

from rollcall.attack.rule import Rule

_ROUNDS = 2  # of looking for one picture that clears many targets at once
_SECONDS_A_ROUND = 2.0


class Impossible(Exception):
    """What was shown cannot be true of any area: a shown number is wrong, or something that is taken to hold does not."""


@dataclass(frozen=True)
class Narrowed:
    """A target that was narrowed below the rule: its place among the targets, and the least and most that it can be."""

    target: int
    least: int
    most: int


class Piece:
    """Part of a system that shares no number with the rest: whole numbers between bounds, sums, and targets, each a row.

    `places` are its numbers' places in the system; `worlds` are possible areas, a row each, that milp (or an earlier attack) found.
    """

    def __init__(
        self,
        places: np.ndarray,
        least: np.ndarray,
        most: np.ndarray,
        sums: csr_array,
        sums_least: np.ndarray,
        sums_most: np.ndarray,
        targets: csr_array,
    ) -> None:
        self.places, self.least, self.most = places, least, most
        self.sums, self.sums_least, self.sums_most = sums, sums_least, sums_most
        self.targets = targets
        self.solved = 0
        self.worlds = np.zeros((0, len(places)))

    def take_worlds(self, worlds: np.ndarray) -> None:
        """Areas that were possible in an earlier attack: those that are possible here too count as found."""
        sums = worlds @ self.sums.T
        possible = ((worlds >= self.least) & (worlds <= self.most)).all(axis=1)
        possible &= ((sums >= self.sums_least - 0.5) & (sums <= self.sums_most + 0.5)).all(axis=1)
        self.worlds = np.vstack([self.worlds, worlds[possible]])

    def find_a_world(self) -> None:
        """Find one possible area, if none is known; raise Impossible where there is none."""
        if not len(self.worlds):
            self._world(np.zeros(len(self.least)))

    def narrowed(self, rule: Rule) -> list[Narrowed]:
        """Every target that the rule is broken for. A target is cleared only by possible areas that milp has found."""
        self.find_a_world()
        doubtful = self._doubtful(rule)
        for _ in range(_ROUNDS):
            if len(doubtful) < 4:
                break
            self._many_at_once(doubtful, rule.fewest_shown)
            doubtful = self._doubtful(rule, doubtful)
        found = []
        while doubtful:
            target = doubtful[0]
            if (verdict := self._judge(target, rule)) is not None:
                found.append(verdict)
            doubtful = self._doubtful(rule, doubtful[1:])
        return found

    def _doubtful(self, rule: Rule, among: Sequence[int] | None = None) -> list[int]:
        """The targets that no possible area found so far has cleared."""
        values = np.rint(self.worlds @ self.targets.T)
        cleared = (values < 1).any(axis=0) | (values >= rule.fewest_shown).any(axis=0)
        cleared |= (values == 1).any(axis=0) & (values == rule.fewest_shown - 1).any(axis=0)
        return [target for target in (range(self.targets.shape[0]) if among is None else among) if not cleared[target]]

    def _judge(self, target: int, rule: Rule) -> Narrowed | None:
        row = self.targets[[target], :].toarray()[0]
        most = self._extreme(target, -row)
        if most >= rule.fewest_shown:
            return None
        least = self._extreme(target, row)
        return Narrowed(target, least, most) if rule.is_broken_by(least, most) else None

    def _extreme(self, target: int, objective: np.ndarray) -> int:
        self._world(objective)
        return round(float((self.targets[[target], :] @ self.worlds[-1])[0]))

    def _many_at_once(self, doubtful: Sequence[int], enough: int) -> None:
        """One possible area in which as many targets as can be are too large to be hidden."""
        rows = self.targets[list(doubtful), :]
        count, size = len(doubtful), len(self.least)
        caps = csr_array((np.full(count, -1.0), (np.arange(count), np.arange(count))), shape=(count, count))
        empty = csr_array((self.sums.shape[0], count))

        matrix = vstack([hstack([self.sums, empty]), hstack([rows, caps])], format="csr")
        self._solve(
            np.concatenate([np.zeros(size), np.full(count, -1.0)]),
            LinearConstraint(
                matrix, np.concatenate([self.sums_least, np.zeros(count)]), np.concatenate([self.sums_most, np.full(count, np.inf)])
            ),
            Bounds(np.concatenate([self.least, np.full(count, -np.inf)]), np.concatenate([self.most, np.full(count, float(enough))])),
            np.concatenate([np.ones(size), np.zeros(count)]),
            to_the_end=False,
        )

    def _world(self, objective: np.ndarray) -> None:
        constraint = LinearConstraint(self.sums, self.sums_least, self.sums_most) if self.sums.shape[0] else ()
        self._solve(objective, constraint, Bounds(self.least, self.most), np.ones(len(self.least)), to_the_end=True)

    def _solve(self, objective: np.ndarray, constraint: object, bounds: Bounds, whole: np.ndarray, to_the_end: bool) -> None:
        options = {"mip_rel_gap": 0.0} if to_the_end else {"mip_rel_gap": 0.1, "time_limit": _SECONDS_A_ROUND}
        found = milp(objective, constraints=constraint, bounds=bounds, integrality=whole, options=options)
        self.solved += 1
        if found.x is None:
            if to_the_end:
                raise Impossible(found.message)
            return
        before = len(self.worlds)
        self.take_worlds(np.rint(found.x[: len(self.least)])[None, :])
        assert len(self.worlds) > before or not to_the_end, "milp gave an area that is not possible"
