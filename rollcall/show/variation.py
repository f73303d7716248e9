"""What a run of months says beyond chance: its process where there are enough months for one, in words written by rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from math import gcd

from rollcall.answers.process import ENOUGH_POINTS, Assurance, Better, SpecialCause, Variation, xmr
from rollcall.answers.rebases import Rebase
from rollcall.definitions.monthly import Monthly
from rollcall.show.figures import Anew, Process, Value
from rollcall.show.parts import Section
from rollcall.show.sentences import amount, day, month

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


@dataclass(frozen=True)
class Stretches:
    """What a run of months comes to where limits may have begun anew: the latest stretch, those before it, and where each begins."""

    latest: Process | None
    earlier: tuple[Process, ...] = ()
    anew: tuple[Anew, ...] = ()


def stretches(
    values: Sequence[Value], months: Sequence[date], better: Better, rebases: Sequence[Rebase], target: float | None = None
) -> Stretches:
    """Each stretch with the process of its own months. A rebase in a month that is not among these, or is their first, parts nothing."""
    at = {(end.year, end.month): place for place, end in enumerate(months)}
    places = [(place, one) for one in rebases if (place := at.get((one.month.year, one.month.month), 0))]
    begins = [place for place, _ in places]
    earlier = (process(values[:end], better, target, begin) for begin, end in pairwise([0, *begins]))
    return Stretches(
        process(values, better, target, begins[-1] if begins else 0),
        tuple(found for found in earlier if found),
        tuple(Anew(place, why_anew(one)) for place, one in places),
    )


def why_anew(one: Rebase) -> str:
    """That limits begin anew, and what this reader may know of why."""
    begin = f"Rebased: limits begin anew in {month(one.month)}"
    if not one.reason or one.written_at is None:
        return f"{begin} (a change recorded by the area)."
    return f"{begin}. “{one.reason}” ({one.author}, {day(one.written_at.astimezone().date())})."


def latest_stretch(values: Sequence[Value], after: int = 0) -> tuple[int, tuple[float, ...]]:
    """Where the latest run of months without a hidden one begins, from a place on, and its values."""
    end = len(values)
    while end > after and values[end - 1] is None:
        end -= 1
    begin = end
    while begin > after and values[begin - 1] is not None:
        begin -= 1
    return begin, tuple(value for value in values[begin:end] if value is not None)


def process(values: Sequence[Value], better: Better, target: float | None = None, after: int = 0) -> Process | None:
    """The process of the latest unbroken stretch from a place on; None where it is too short, or varies by too little beside what it is
    rounded to."""
    first, known = latest_stretch(values, after)
    if len(known) < ENOUGH_POINTS:
        return None
    found = xmr(known, target, better)
    # Numbers that move by less than the step they are counted in give limits of the rounding, not of the process (Wheeler's chunky data).
    step = gcd(*(round(value) for value in known))
    return Process(found, first, better, target) if found.moving_range_mean * _SPREAD >= _FEWEST_STEPS * step > 0 else None


def told(values: Sequence[Value], months: Sequence[date], found: Stretches, about: bool) -> tuple[str, ...]:
    """What to say under the chart: where limits begin anew, what the latest stretch comes to, its limits and those before it, and why no
    two months are compared; or why there are no limits."""
    begin = found.anew[-1].place if found.anew else 0
    first, known = latest_stretch(values, begin)
    anew = (" ".join(one.said for one in found.anew),) if found.anew else ()
    before = tuple(_in_short(one, months, about) for one in found.earlier)
    if len(known) < ENOUGH_POINTS:
        return (*anew, _too_few(len(known), months[begin] if begin else None, first > begin), *before)
    if found.latest is None:
        return (*anew, "The months differ by too little beside what they are rounded to: no limits.", *before)
    since = f" since the rebase in {month(months[begin])}" if begin else ""
    if first > begin:
        since = f" since {month(months[first])}, before which a month is hidden"
    return (
        *anew,
        meaning(found.latest, months[first + len(known) - 1]),
        f"Solid line: the mean of {len(known)} months{since}, {amount(round(found.latest.xmr.mean), about)}. Broken lines: the limits of "
        f"chance, {_limits(found.latest, about)} (XmR). ▲ ▼: more than chance explains, high or low.",
        *before,
        NO_COLOURS,
        _CARRIED_OVER,
    )


def _too_few(known: int, rebased: date | None, hides: bool) -> str:
    """Why there are no limits: since the rebase, since a hidden month, or in all."""
    after = " since the latest hidden one" if hides else ""
    if rebased:
        return (
            f"Too few months since the rebase in {month(rebased)} for new limits, which take {ENOUGH_POINTS}: {known} are known{after}, "
            "and no change is told from them yet."
        )
    return f"{known} months{after}: too few for limits, which take {ENOUGH_POINTS}."


def _in_short(found: Process, months: Sequence[date], about: bool) -> str:
    """The mean and limits of a stretch that is over."""
    begin, end = months[found.first], months[found.first + len(found.xmr.marks) - 1]
    mean = amount(round(found.xmr.mean), about)
    return f"{month(begin)} to {month(end)}: mean {mean}, limits {_limits(found, about)}."


def _limits(found: Process, about: bool) -> str:
    return f"{amount(round(max(found.xmr.lower, 0)), about)} to {amount(round(found.xmr.upper))}"


def with_limits(section: Section, found: Stretches, measure: Monthly) -> Section:
    """A section whose chart has the limits of each stretch, and whose files say where they begin anew as this reader is told it."""
    assert section.figure
    figure = replace(section.figure, process=found.latest, earlier=found.earlier, anew=found.anew)
    first, *others = section.answers
    first = replace(first, footnotes=(*first.footnotes, *(one.said for one in found.anew)))
    return replace(section, figure=figure, answers=(first, *others), limits_of=measure)


def has_risen(found: Process | None) -> bool:
    """Whether the latest month is higher than chance explains."""
    mark = found.xmr.marks[-1] if found else None
    return mark is not None and mark.is_high


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
