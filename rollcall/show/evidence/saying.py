"""Shares, comparisons and changes in words that a reviewer would accept: each with its denominator and interval, none inside noise."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from rollcall.answers.process import Better
from rollcall.answers.rebases import Rebase
from rollcall.answers.statistics import newcombe, wilson
from rollcall.show import variation
from rollcall.show.evidence.line import Told
from rollcall.show.figures import Value
from rollcall.show.sentences import HIDDEN, amount, capital, month, per_cent

FEWEST = 10  # a share of fewer speaks of single children
_FEW = 30
_WIDE = 0.2  # an interval of more than 20 percentage points says little
IS_HIDDEN = "A small number is hidden."


class Share(NamedTuple):
    """A share in words, and why it carries little; nothing where it carries enough."""

    words: str
    thin: str


def share(part: Value, whole: Value, about: bool) -> Share:
    """'about 190 of about 515 (37%; 95% interval 33% to 41%)'."""
    if part is None or whole is None:
        return Share(f"{HIDDEN} of {'them' if whole is None else amount(whole, about)}", IS_HIDDEN)
    if not whole:
        return Share("none of none", "There is nobody to count.")
    of = f"{'none' if part == 0 else amount(part, about)} of {amount(whole, about)}"
    if whole < FEWEST:
        return Share(of, f"A share of fewer than {FEWEST} is not given.")
    low, high = wilson(part, whole) or (0.0, 1.0)
    words = f"{of} ({per_cent(min(part / whole, 1.0))}; 95% interval {per_cent(low)} to {per_cent(high)})"
    if whole < _FEW:
        return Share(words, f"Fewer than {_FEW} in all.")
    return Share(words, "The interval is wide." if high - low > _WIDE else "")


class Difference(NamedTuple):
    """A difference of two shares: in words, and which way it surely goes (-1, 1, or 0 where chance explains it)."""

    words: str
    way: int


def difference(first: Value, of_first: Value, second: Value, of_second: Value) -> Difference | None:
    """The first share beside the second with Newcombe's interval; None when a number is hidden or there are too few."""
    if first is None or second is None or min(of_first or 0, of_second or 0) < FEWEST:
        return None
    bounds = newcombe(first, of_first, second, of_second)
    if bounds is None or not of_first or not of_second:
        return None
    low, high = (round(100 * bound) for bound in bounds)
    apart = round(100 * (min(first / of_first, 1.0) - min(second / of_second, 1.0)))
    if bounds[0] <= 0 <= bounds[1]:
        return Difference(f"no difference that chance does not explain (95% interval {_way(low)} to {_way(high)})", 0)
    near, far = sorted((abs(low), abs(high)))
    return Difference(f"{_way(apart)} (95% interval {near} to {far})", 1 if apart > 0 else -1)


def _way(points: int) -> str:
    if not points:
        return "0 percentage points"
    return f"{abs(points)} percentage point{'' if abs(points) == 1 else 's'} {'higher' if points > 0 else 'lower'}"


def through_time(
    values: Sequence[Value], months: Sequence[date], better: Better, what: str, about: bool, rebases: Sequence[Rebase] = ()
) -> Told:
    """What a run of month ends comes to, since limits last began anew: its process where there are enough months, and otherwise that no
    change can be told."""
    stretches = variation.stretches(values, months, better, rebases)
    begin = stretches.anew[-1].place if stretches.anew else 0
    first, known = variation.latest_stretch(values, begin)
    since = f" since the rebase in {month(months[begin])}" if begin else ""
    why = " ".join(one.said for one in stretches.anew)
    found = stretches.latest
    if found is None:
        return Told(
            f"Whether {what} has changed{since} cannot be told from chance: {len(known)} months are known that follow each other, or they "
            "differ by no more than they are rounded to.",
            "No limits of chance can be drawn.",
            why,
        )
    end = months[first + len(known) - 1]
    low, high = (amount(round(max(limit, 0)), about) for limit in (found.xmr.lower, found.xmr.upper))
    return Told(
        f"{capital(what)} was {amount(known[-1], about)} at the end of {month(end)}; over {len(known)} months{since} the mean was "
        f"{amount(round(found.xmr.mean), about)}, and months lie between {low} and {high} by chance alone. {variation.meaning(found, end)}",
        note=both(
            why, "Most of those counted in one month are counted in the next, so runs come easier than where months have nobody in common."
        ),
    )


def both(*thin: str) -> str:
    """Several reasons, each said once."""
    return " ".join(dict.fromkeys(reason for reason in thin if reason))
