"""What a run of months says beyond chance: its process where there are enough months for one, in words written by rule."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import gcd

from rollcall.answers.process import ENOUGH_POINTS, Assurance, Better, SpecialCause, Variation, xmr
from rollcall.show.figures import Process, Value
from rollcall.show.sentences import amount, month

NO_COLOURS = "Two months always differ, so neither is coloured red, amber or green: the limits say which difference is more than chance."
_CARRIED_OVER = "Most of those counted in one month are counted in the next, so runs come easier than in months that have nobody in common."
_SPREAD = 3.267  # moving ranges of a steady process stay under so many of their means
_FEWEST_STEPS = 3  # fewer steps of the counting within that spread, and the limits measure the rounding

_WHY = {
    SpecialCause.ABOVE_LIMITS: "{month} is above the limits",
    SpecialCause.BELOW_LIMITS: "{month} is below the limits",
    SpecialCause.RISING: "seven months or more to {month} each rose",
    SpecialCause.FALLING: "seven months or more to {month} each fell",
    SpecialCause.NEAR_UPPER_LIMIT: "two of the three months to {month} are near the upper limit",
    SpecialCause.NEAR_LOWER_LIMIT: "two of the three months to {month} are near the lower limit",
    SpecialCause.ABOVE_MEAN: "seven months or more to {month} are all above the mean",
    SpecialCause.BELOW_MEAN: "seven months or more to {month} are all below the mean",
}
WORDS = {
    Variation.COMMON_CAUSE: "No special cause",
    Variation.IMPROVEMENT: "Improvement",
    Variation.CONCERN: "Concern",
    Variation.HIGHER: "Higher than usual",
    Variation.LOWER: "Lower than usual",
}
_COMES_TO = {
    Variation.IMPROVEMENT: "a change for the better, more than chance explains",
    Variation.CONCERN: "a change for the worse, more than chance explains",
    Variation.HIGHER: "a rise that is more than chance explains",
    Variation.LOWER: "a fall that is more than chance explains",
}
_WILL = {
    Assurance.MET: "Left as it is, it will meet the target of {target} each month.",
    Assurance.MISSED: "Left as it is, it will miss the target of {target} each month: something has to change.",
    Assurance.HIT_OR_MISS: "The target of {target} lies within the limits, so by chance alone some months meet it and some miss it.",
}


def latest_stretch(values: Sequence[Value]) -> tuple[int, tuple[float, ...]]:
    """Where the latest run of months without a hidden one begins, and its values."""
    end = len(values)
    while end and values[end - 1] is None:
        end -= 1
    begin = end
    while begin and values[begin - 1] is not None:
        begin -= 1
    return begin, tuple(value for value in values[begin:end] if value is not None)


def process(values: Sequence[Value], better: Better, target: float | None = None) -> Process | None:
    """The process of the latest unbroken stretch; None where it is too short, or varies by too little beside what it is rounded to."""
    first, known = latest_stretch(values)
    if len(known) < ENOUGH_POINTS:
        return None
    found = xmr(known, target, better)
    # Numbers that move by less than the step they are counted in give limits of the rounding, not of the process (Wheeler's chunky data).
    step = gcd(*(round(value) for value in known))
    return Process(found, first, better, target) if found.moving_range_mean * _SPREAD >= _FEWEST_STEPS * step > 0 else None


def told(values: Sequence[Value], months: Sequence[date], found: Process | None, about: bool) -> tuple[str, ...]:
    """What to say under the chart: what the process comes to, its limits, and why no two months are compared; or why there are none."""
    first, known = latest_stretch(values)
    if len(known) < ENOUGH_POINTS:
        after = " since the latest hidden one" if len(known) < len(values) else ""
        return (f"{len(known)} months{after}: too few for limits, which take {ENOUGH_POINTS}.",)
    if found is None:
        return ("The months differ by too little beside what they are rounded to: no limits.",)
    limits = f"{amount(round(max(found.xmr.lower, 0)), about)} to {amount(round(found.xmr.upper))}"
    since = f" since {month(months[first])}, before which a month is hidden" if first else ""
    return (
        meaning(found, months[first + len(known) - 1]),
        f"Solid line: the mean of {len(known)} months{since}, {amount(round(found.xmr.mean), about)}. Broken lines: the limits of chance, "
        f"{limits} (XmR). ▲ ▼: more than chance explains, high or low.",
        NO_COLOURS,
        _CARRIED_OVER,
    )


def beside_the_usual(found: Process) -> str:
    """The latest month beside the months before it."""
    mark = found.xmr.marks[-1]
    if mark is None:
        return "no more and no fewer than usual"
    return f"{'more' if mark.is_high else 'fewer'} than usual"


def meaning(found: Process, latest: date) -> str:
    """What the process comes to, in a sentence or two."""
    xmr, mark = found.xmr, found.xmr.marks[-1]
    said = f"{WORDS[xmr.variation]}: "
    said += (
        f"{_WHY[mark].format(month=month(latest))}, {_COMES_TO[xmr.variation]}."
        if mark
        else (f"{month(latest)} differs from the mean by no more than months do by chance.")
    )
    if xmr.assurance and found.target is not None:
        said += " " + _WILL[xmr.assurance].format(target=amount(found.target))
    return said
