"""Adds figures up and holds each sum against its published total, with what rounding and signs leave open between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from rollcall.intake.reconciling.comparison import Comparison, Verdict, said
from rollcall.intake.reconciling.figures import Figures
from rollcall.intake.reconciling.naming import is_of_all, said_when, whose

# Rounding errors of single figures are even and independent: their sum lies beyond five standard deviations less than once in a million.
_DEVIATIONS = 5.0
_SIGNS = "Of the {count:,} figures {hidden:,} {are} published as a sign and not as a number"


@dataclass(frozen=True, eq=False)
class Sums:
    """Totals and the parts that each is added up from. `by` gives the totals and the parts that belong together one number."""

    kind: str
    totals: np.ndarray  # which figures are totals
    parts: np.ndarray  # which figures are parts
    by: np.ndarray
    fewest: int = 1  # parts without which nothing is added up
    may_fall_short: str = ""  # why the parts may come to less than the total, where they may
    shares_of: str = ""  # of what the parts are shares, which come to 100: then there are no totals


@dataclass(frozen=True)
class Apart:
    """A sum that does not match, by the places of its figures."""

    parts: frozenset[int]
    total: int | None
    over: float  # by how much the parts come to more than the total


@dataclass(frozen=True, eq=False)
class Added:
    """What some sums came to."""

    comparisons: list[Comparison]
    apart: list[Apart]
    sound: set[int]  # the places of figures that stand in a sum that matches to the last digit


def add_up(figures: Figures, sums: Sums, known_by: np.ndarray) -> Added:
    """Every total of which there are parts, held against them. `known_by` are the figures that the file is known by."""
    added = Added([], [], set())
    parts = np.flatnonzero(sums.parts)
    if not len(parts):
        return added
    of = sums.by[parts]
    groups = int(sums.by.max()) + 1
    number = figures.is_number[parts]
    unit = np.where(number, figures.unit[parts], 0.0)
    count = np.bincount(of, minlength=groups)
    known = np.bincount(of, np.where(number, figures.value[parts], 0.0), groups)
    signs = np.bincount(of, ~number & (figures.most[parts] > 0), groups)
    most = np.bincount(of, figures.most[parts], groups)
    worst, spread = np.bincount(of, unit / 2, groups), np.bincount(of, unit**2 / 12, groups)
    widest = np.zeros(groups)
    np.maximum.at(widest, of, unit)
    order = np.argsort(of, kind="stable")
    starts = np.searchsorted(of[order], np.arange(groups + 1))
    for total in _totals(figures, sums, parts):
        group = sums.by[total]
        if count[group] < sums.fewest or signs[group] == count[group]:
            continue
        own = 0.0 if sums.shares_of else float(figures.unit[total])
        published = 100.0 if sums.shares_of else float(figures.value[total])
        allowed = min(worst[group] + own / 2, _DEVIATIONS * float(np.sqrt(spread[group] + own**2 / 12)))
        verdict = _verdict(published - known[group], allowed, float(most[group]), bool(sums.may_fall_short))
        added.comparisons.append(
            Comparison(
                figures.columns["source"].at(total),
                int(figures.row[total]),
                sums.kind,
                f"{figures.columns['area'].at(total)}: shares of {sums.shares_of}, {said_when(figures, total)}"
                if sums.shares_of
                else whose(figures, total),
                round(float(known[group]), 6),
                published,
                round(allowed, 6),
                _why(int(count[group]), int(signs[group]), float(widest[group]), own, allowed, sums, verdict),
                verdict,
                is_of_all(figures, total),
                bool(known_by[total]) and not sums.shares_of,
            )
        )
        mine = parts[order[starts[group] : starts[group + 1]]].tolist()
        if verdict is Verdict.DIFFERS:
            added.apart.append(Apart(frozenset(mine), None if sums.shares_of else total, float(known[group]) - published))
        elif verdict is Verdict.MATCHES and not allowed and not signs[group]:
            added.sound.update(mine if sums.shares_of else [*mine, total])
    return added


def _totals(figures: Figures, sums: Sums, parts: np.ndarray) -> Iterator[int]:
    """The places of published totals; of shares, which have none, the first of each group."""
    if sums.shares_of:
        yield from parts[np.unique(sums.by[parts], return_index=True)[1]].tolist()
        return
    yield from np.flatnonzero(sums.totals & figures.is_number).tolist()


def _verdict(short: float, allowed: float, most: float, may_fall_short: bool) -> Verdict:
    """`short` is by how much the parts that are numbers fall short of the total; `most` is what the signs among them can stand for."""
    slack = allowed + 1e-6
    if short < -slack:
        return Verdict.DIFFERS
    if np.isinf(most) or (may_fall_short and short > slack + most):
        return Verdict.OPEN
    return Verdict.MATCHES if short <= slack + most else Verdict.DIFFERS


def _why(count: int, hidden: int, unit: float, own: float, allowed: float, sums: Sums, verdict: Verdict) -> str:
    reasons = []
    if allowed:
        total = "" if own in (unit, 0.0) else f", the total to the nearest {said(own)}"
        reasons.append(f"{count:,} figures to the nearest {said(unit or own)}{total}: rounding allows {said(round(allowed, 1))}")
    elif not hidden and not sums.may_fall_short:
        reasons.append("No rounding is stated for these figures, so they must be the same")
    if hidden:
        reasons.append(_SIGNS.format(hidden=hidden, count=count, are="is" if hidden == 1 else "are"))
    if verdict is Verdict.OPEN and sums.may_fall_short and not hidden:
        reasons.append(sums.may_fall_short)
    return "".join(f"{reason}. " for reason in reasons).strip()
