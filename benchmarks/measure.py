"""Times things in turn and prints what they took as one table of medians and ratios."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One promise: what was timed against what, and the ratio that has to be reached."""

    what: str
    ours: float  # seconds
    against: str
    theirs: float  # seconds
    promise: str  # as the specification says it
    ratio: float
    kept: bool


def seconds(work: Callable[[], object], prepare: Callable[[], object] | None = None) -> float:
    """Wall-clock seconds of one call, after `prepare` and a garbage collection that are not counted."""
    if prepare:
        prepare()
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def in_turn(works: Sequence[Callable[[], float]], times: int) -> list[float]:
    """The median seconds of each work. They take turns, so that a slow minute of the machine falls on all of them."""
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(times):
        for work, seen in zip(works, taken, strict=True):
            seen.append(work())
    return [statistics.median(seen) for seen in taken]


def at_most(what: str, ours: float, against: str, theirs: float, limit: float) -> Line:
    """A promise that ours takes at most `limit` times as long."""
    ratio = ours / theirs
    return Line(what, ours, against, theirs, f"at most {limit:g} times as long", ratio, ratio <= limit)


def at_least(what: str, ours: float, against: str, theirs: float, limit: float) -> Line:
    """A promise that ours is at least `limit` times as fast."""
    ratio = theirs / ours
    return Line(what, ours, against, theirs, f"at least {limit:g} times as fast", ratio, ratio >= limit)


def as_table(lines: Sequence[Line]) -> str:
    """The lines as a Markdown table in milliseconds."""
    heads = ("what", "ms", "against", "ms", "promised", "measured", "kept")
    rows = [
        (
            line.what,
            f"{line.ours * 1000:,.1f}",
            line.against,
            f"{line.theirs * 1000:,.1f}",
            line.promise,
            f"{line.ratio:.1f}" if line.ratio >= 2 else f"{line.ratio:.3f}",
            "yes" if line.kept else "no",
        )
        for line in lines
    ]
    widths = [max(len(row[i]) for row in (heads, *rows)) for i in range(len(heads))]
    drawn = [" | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in (heads, *rows)]
    return "\n".join([f"| {drawn[0]} |", f"|{'|'.join('-' * (width + 2) for width in widths)}|", *(f"| {row} |" for row in drawn[1:])])
