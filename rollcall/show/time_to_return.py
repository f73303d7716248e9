"""How long children are out of school, with the periods that go on, and beside all other ways in which a period ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from rollcall.answers.answer import Answer
from rollcall.answers.incidence import Incidence, cumulative_incidence
from rollcall.definitions.codes import OUTCOME
from rollcall.show.asking import Asked
from rollcall.show.figures import Figure, Kind, Series
from rollcall.show.labels import NOT_RECORDED, being, label
from rollcall.show.parts import Section, nothing
from rollcall.show.sentences import amount, capital, listed, lower_first, per_cent, weeks
from rollcall.show.tables import Grid

RETURNED, GOES_ON = "returned_to_school", "goes_on"
_TABLE, _QUESTION = "spells", "endings_by_weeks_out"
_WEEKS, _LONGEST = 52, 156  # of the curve; of the three years that are looked at
_FEWEST, _FOLLOWED = 10, 5
_TOO_SOON = 0.1  # of periods that are younger than the curve is long, when fewer than five are followed to its end
_FOLLOWING = (
    "Periods that began in the last three years, also those too young for the share within six months: each counts for as long as it has "
    "been followed (Aalen-Johansen). Moving away, passing school age and other endings are no returns."
)


@dataclass(frozen=True)
class Endings:
    """The periods of one category, or of all, and how soon they ended: in a return, and in any way."""

    rows: tuple[tuple[int, str, int], ...]

    @cached_property
    def returned(self) -> Incidence:
        """By weeks since leaving, the share that had ended in a return."""
        return cumulative_incidence(self.rows, _LONGEST, RETURNED, GOES_ON)

    @cached_property
    def ended(self) -> Incidence:
        """The share that had ended in any way."""
        return cumulative_incidence(self.rows, _LONGEST, None, GOES_ON)

    @property
    def periods(self) -> int:
        """How many began."""
        return sum(number for _, _, number in self.rows)

    def how_many(self, ending: str) -> int:
        """How many ended in one way, or go on."""
        return sum(number for _, how, number in self.rows if how == ending)

    @property
    def is_known_to_the_end(self) -> bool:
        """Whether enough are followed to the end of the curve, or nearly all have ended before."""
        young = sum(number for lasted, how, number in self.rows if how == GOES_ON and lasted < _WEEKS)
        return self.periods >= _FEWEST and (self.returned.followed[_WEEKS] >= _FOLLOWED or young <= self.periods * _TOO_SOON)

    def by(self, week: int) -> tuple[float, float, float] | None:
        """The share back by the end of a week with its interval, in per cent; None where there is no interval."""
        low, high = self.returned.low[week], self.returned.high[week]
        return None if low is None or high is None else (self.returned.share[week] * 100, low * 100, high * 100)

    def back(self, week: int) -> str:
        """The same in words."""
        found = self.by(week)
        share = per_cent(self.returned.share[week])
        return share if found is None else f"{share} ({per_cent(found[1] / 100)} to {per_cent(found[2] / 100)})"


def for_whoever_sees_exact_numbers(asked: Asked) -> bool:
    """Whether the reader is one to whom weeks and endings of few children can be told."""
    return asked.exact


def until_return(asked: Asked) -> Section:
    """The share back by weeks since leaving, as a rising curve with its band, for each category."""
    answer = asked.answer(_QUESTION)
    if not answer.rows:
        return nothing(_TABLE, "No period out of school began in the last three years")
    every, found = _all(answer), _by_category(answer)
    drawn = {category: one for category, one in found.items() if one.is_known_to_the_end}
    if every.periods == every.how_many(GOES_ON):
        return _without_figure("No period that ended is in the kept data to say how soon", _grid_of_returns(found), answer, asked)
    if not drawn:
        return _without_figure("Too few periods are followed for a year to draw a curve", _grid_of_returns(found), answer, asked)
    order = sorted(drawn, key=lambda category: -drawn[category].returned.share[_WEEKS])
    finding = f"{capital(every.back(_WEEKS))} of periods out of school have ended in a return a year on"
    figure = Figure(
        Kind.CURVES,
        finding,
        "per cent of periods",
        tuple(range(_WEEKS + 1)),
        tuple(_curve(category, drawn[category], category not in (order[0], order[-1])) for category in order),
        "Weeks since leaving",
        asked.as_at,
        asked.source(_TABLE),
        percent=True,
    )
    notes = [_FOLLOWING, _apart(order, drawn), *_left_out(found, drawn)]
    if unsaid := every.how_many(NOT_RECORDED):
        notes.append(f"Of {amount(unsaid)} of {amount(every.periods)} periods nobody recorded how they ended: some may have been returns.")
    return Section(finding, figure, _grid_of_returns(found), answers=(answer,), notes=tuple(notes), source=figure.source)


def until_any_ending(asked: Asked) -> Section:
    """By when half of the periods of each category had ended in any way, with its interval."""
    answer = asked.answer(_QUESTION)
    if not answer.rows:
        return nothing(_TABLE, "No period out of school began in the last three years")
    found = {category: one for category, one in _by_category(answer).items() if one.periods >= _FEWEST}
    reached = {category: one.ended.half for category, one in found.items() if one.ended.half[0] is not None}
    if not reached:
        return _without_figure("Of no category have half of the periods ended", _grid_of_endings(found), answer, asked)
    order = sorted(reached, key=lambda category: reached[category][0] or 0)
    middle, least, most = (tuple(reached[category][place] for category in order) for place in range(3))
    first, last = order[0], order[-1]
    finding = f"Half of the periods {being(first)} had ended by week {reached[first][0]}"
    if last != first:
        finding += f", of those {being(last)} by week {reached[last][0]}"
    figure = Figure(
        Kind.DOTS,
        finding,
        "weeks",
        tuple(label("category", category) for category in order),
        (Series("Half had ended by week", middle, least, most),),
        "Category",
        asked.as_at,
        asked.source(_TABLE),
    )
    notes = ["Ended in any way, by return or otherwise. The lines are 95% intervals; where there is none, its end is not reached."]
    if open_longer := [lower_first(label("category", category)) for category in found if category not in reached]:
        notes.append(f"Half have not ended within three years: {listed(open_longer)}.")
    return Section(finding, figure, _grid_of_endings(found), answers=(answer,), notes=tuple(notes), source=figure.source)


def _without_figure(finding: str, grid: Grid, answer: Answer, asked: Asked) -> Section:
    return Section(finding, grid=grid, answers=(answer,), source=asked.source(_TABLE))


def _all(answer: Answer) -> Endings:
    return Endings(tuple((row["weeks_out"], row["ending"], row["periods"]) for row in answer.records()))


def _by_category(answer: Answer) -> dict[str, Endings]:
    rows: dict[str, list[tuple[int, str, int]]] = {}
    for row in answer.records():
        rows.setdefault(row["category"], []).append((row["weeks_out"], row["ending"], row["periods"]))
    return {category: Endings(tuple(mine)) for category, mine in rows.items()}


def _curve(category: str, one: Endings, context: bool) -> Series:
    shares = tuple(share * 100 for share in one.returned.share[: _WEEKS + 1])
    name = label("category", category)
    if context:
        return Series(name, shares, context=True)  # so many bands would hide each other: the rows have all intervals
    bounds = [one.by(week) or (share, share, share) for week, share in enumerate(shares)]  # before the first return there is no band
    return Series(name, shares, tuple(low for _, low, _ in bounds), tuple(high for *_, high in bounds))


def _apart(order: Sequence[str], drawn: dict[str, Endings]) -> str:
    """Whether the most and the fewest returns differ beyond chance."""
    most, fewest = drawn[order[0]].by(_WEEKS), drawn[order[-1]].by(_WEEKS)
    if len(order) == 1 or most is None or fewest is None or most[1] <= fewest[2]:
        return "The bands of the most and the fewest are 95% intervals: where they overlap, categories may differ by chance."
    return (
        f"A year on, more periods {being(order[0])} have ended in a return than {being(order[-1])}: "
        f"{drawn[order[0]].back(_WEEKS)} against {drawn[order[-1]].back(_WEEKS)}, each with its 95% interval."
    )


def _left_out(found: dict[str, Endings], drawn: dict[str, Endings]) -> list[str]:
    left = [lower_first(label("category", category)) for category in found if category not in drawn]
    return [f"Too few periods, or followed for too short a time: {listed(left)}."] if left else []


def _grid_of_returns(found: dict[str, Endings]) -> Grid:
    rows = tuple(
        (label("category", category), amount(one.periods), one.back(26), one.back(_WEEKS), _half(one.returned))
        for category, one in found.items()
    )
    return Grid(("Category", "Periods", "Back by week 26 (95%)", "Back by week 52 (95%)", "Half are back (95%)"), rows, frozenset({1}))


def _grid_of_endings(found: dict[str, Endings]) -> Grid:
    ways = {**OUTCOME.labels, NOT_RECORDED: "Ending not recorded", GOES_ON: "Goes on"}
    rows = tuple(
        (label("category", category), amount(one.periods), _half(one.ended), *(amount(one.how_many(way)) for way in ways))
        for category, one in found.items()
    )
    return Grid(("Category", "Periods", "Half had ended (95%)", *ways.values()), rows, frozenset({1, *range(3, 3 + len(ways))}))


def _half(one: Incidence) -> str:
    week, least, most = one.half
    if week is None:
        return "not reached"
    return f"{weeks(week)} ({least} to {most if most is not None else 'not reached'})"
