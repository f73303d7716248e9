"""Shares, changes, medians and intervals, worked out from protected numbers only."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, sqrt

from scipy.special import gammaincinv, ndtri

from rollcall.answers.process import Xmr, xmr

__all__ = ["Xmr", "byar", "change", "funnel", "median", "newcombe", "percentile", "share", "wilson", "xmr"]

Interval = tuple[float, float]
_EXACT_UNDER = 10  # events; as the Office for Health Improvement and Disparities works out rates


def share(part: int | None, whole: int | None) -> float | None:
    """Part of a whole as a fraction, or None when either is hidden or the whole is 0."""
    if part is None or not whole:
        return None
    return part / whole


def change(now: int | None, before: int | None) -> int | None:
    """How many more now than before, or None when either is hidden."""
    return None if now is None or before is None else now - before


def percentile(values: Sequence[int], percent: float) -> int | None:
    """The smallest value that at least `percent` of the values do not exceed (nearest rank), or None without values."""
    if not values:
        return None
    ordered = sorted(values)
    return ordered[max(ceil(percent / 100 * len(ordered)), 1) - 1]


def median(values: Sequence[int]) -> float | None:
    """The middle value, or half way between the middle two, or None without values."""
    if not values:
        return None
    ordered = sorted(values)
    middle = len(ordered) // 2
    return float(ordered[middle]) if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def wilson(numerator: float | None, denominator: float | None, confidence: float = 0.95) -> Interval | None:
    """Wilson's score interval of a share, as fractions, or None when either number is hidden or the denominator is 0.

    Source: Wilson (1927); the method of OHID's technical guide to confidence intervals.
    """
    if numerator is None or not denominator:
        return None
    part, whole, z = min(numerator, denominator), denominator, _deviate(confidence)  # rounding to 5 can lift a part above its whole
    centre = 2 * part + z * z
    spread = z * sqrt(z * z + 4 * part * (1 - part / whole))
    scale = 2 * (whole + z * z)
    return max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale)


def newcombe(
    first: float | None, of_first: float | None, second: float | None, of_second: float | None, confidence: float = 0.95
) -> Interval | None:
    """Newcombe's interval of the first share less the second, of two groups that have nobody in common, as fractions.

    None when any number is hidden or a denominator is 0. Source: Newcombe (1998), method 10, from two Wilson intervals.
    """
    one, other = wilson(first, of_first, confidence), wilson(second, of_second, confidence)
    if one is None or other is None or first is None or second is None or not of_first or not of_second:
        return None
    p, q = min(first / of_first, 1.0), min(second / of_second, 1.0)
    low = p - q - sqrt((p - one[0]) ** 2 + (other[1] - q) ** 2)
    high = p - q + sqrt((one[1] - p) ** 2 + (q - other[0]) ** 2)
    return low, high


def byar(events: float | None, population: float | None, confidence: float = 0.95, multiplier: float = 1) -> Interval | None:
    """Byar's interval of a rate, in events for `multiplier` of the population; exact (Poisson) under 10 events.

    None when either number is hidden or the population is 0. Source: Breslow and Day (1987); OHID's technical guide.
    """
    if events is None or not population:
        return None
    z, tail = _deviate(confidence), (1 - confidence) / 2
    if events < _EXACT_UNDER:
        low = float(gammaincinv(events, tail)) if events else 0.0
        high = float(gammaincinv(events + 1, 1 - tail))
    else:
        low = events * (1 - 1 / (9 * events) - z / (3 * sqrt(events))) ** 3
        more = events + 1
        high = more * (1 - 1 / (9 * more) + z / (3 * sqrt(more))) ** 3
    return multiplier * low / population, multiplier * high / population


def funnel(average: float, denominator: float, confidence: float = 0.998) -> Interval | None:
    """Between which shares a group of a size lies by chance alone when its true share is the average; None for nobody.

    The limits of a funnel plot, by default at 99.8% (about three standard deviations). Source: OHID's funnel plots, by Wilson's method.
    """
    return wilson(average * denominator, denominator, confidence)


def _deviate(confidence: float) -> float:
    return float(ndtri(1 - (1 - confidence) / 2))
