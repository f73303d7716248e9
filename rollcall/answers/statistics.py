"""Shares, changes, medians and intervals, worked out from protected numbers only."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, sqrt


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


def wilson(part: int | None, whole: int | None, z: float = 1.959964) -> tuple[float, float] | None:
    """Wilson's 95% interval of a share, as fractions, or None when either number is hidden or the whole is 0."""
    if part is None or not whole:
        return None
    part = min(part, whole)  # rounding to 5 can lift a part above its whole
    p = part / whole
    centre = p + z * z / (2 * whole)
    spread = z * sqrt(p * (1 - p) / whole + z * z / (4 * whole * whole))
    scale = 1 + z * z / whole
    return max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale)
