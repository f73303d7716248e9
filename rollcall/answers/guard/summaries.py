"""What a median and a 92nd percentile of waits tell of how many have waited long, and which of them can be shown all the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor

from rollcall.answers.guard.cells import Cells, Cut, Place
from rollcall.answers.guard.known_waits import LATE, LATE_FROM
from rollcall.answers.guard.system import Row, System
from rollcall.answers.rule import Rule
from rollcall.answers.statistics import median, percentile

_WEEKS = "weeks"
_NO_LIMIT = float("inf")


def summary(weeks: Sequence[int] | None, shown: int | None, rule: Rule) -> Mapping[str, float | int | None] | None:
    """The median and the 92nd percentile of waits, each only where at least as many children as may be shown lie on either side of it.

    That is judged by the number that is shown of them, so that a summary tells nothing more of how many there are.
    """
    at_least = rule.could_be(shown)[0] if shown else 0
    if not weeks or at_least < 2 * rule.fewest:
        return None
    beyond = at_least - -(-92 * at_least // 100)
    return {"median": median(weeks), "percentile_92": percentile(weeks, 92) if beyond >= rule.fewest else None}


@dataclass(frozen=True)
class Summarised:
    """Waits that are summed up: where, how many they are, and what the summary tells whoever sees it."""

    places: tuple[Place, ...]
    size: int
    tells: tuple[Row, ...]


def summarised(cells: Cells, system: System, rule: Rule, hidden: Mapping[int, int]) -> list[Summarised]:
    """Every summary that the rule would show beside the numbers that are shown, the largest group first."""
    found = []
    for places, size, long in _groups(cells, system):
        weeks = cells.weeks[places[0]]
        told = summary(weeks, None if size in hidden else rule.shown(cells.values[size]), rule)
        if told:
            found.append(Summarised(places, size, tuple(_tells(told, size, long, system))))
    return sorted(found, key=lambda one: (-cells.values[one.size], str(one.places)))


def can_be_shown(summaries: Sequence[Summarised], holds: Callable[[Sequence[Summarised]], bool]) -> list[Summarised]:
    """As many of the summaries as can be shown together, the earlier ones first, so that all numbers hold."""

    def more(kept: list[Summarised], others: Sequence[Summarised]) -> list[Summarised]:
        if not others or holds([*kept, *others]):
            return [*kept, *others]
        if len(others) == 1:
            return kept
        half = len(others) // 2
        return more(more(kept, others[:half]), others[half:])

    return more([], summaries)


def _groups(cells: Cells, system: System) -> Iterator[tuple[tuple[Place, ...], int, dict[int, int]]]:
    """The groups that are summed up: where, how many, and by days the number that has waited so long."""
    question = "diagnostic_waits_by_provider"
    for provider in cells.words(question, "provider"):
        cut: Cut = (("provider", str(provider)),)
        places = tuple(Place(question, at, _WEEKS, (provider,)) for at in ((), cut) if (question, at) in cells.tables)
        long = {LATE_FROM[column]: cells.cell("diagnostic_waits_total", column, cut) for column in LATE}
        size = cells.cell(question, "waiting", provider=provider)
        if size is not None:
            yield places, size, {days: cell for days, cell in long.items() if cell is not None}
    question = "diagnostic_waits_in_and_out_of_school"
    for assessment in cells.words(question, "assessment"):
        sizes = {
            in_school: cell
            for in_school in (False, True)
            if (cell := cells.cell(question, "waiting", assessment=assessment, in_school=in_school)) is not None
        }
        longs: dict[bool, dict[int, int]] = {in_school: {} for in_school in sizes}
        whole = cells.cell("diagnostic_waits_by_assessment", "waiting", assessment=assessment)
        for column in LATE:
            late = cells.cell("diagnostic_waits_by_assessment", column, assessment=assessment)
            if late is None or whole is None:
                continue
            parts = {in_school: system.number() for in_school in sizes}
            for in_school, part in parts.items():
                longs[in_school][LATE_FROM[column]] = part
                system.within(part, sizes[in_school], of_people=False)
            system.stay_within(list(parts.values()), late, of_people=False)
            # and so do those who have not waited so long
            terms = {whole: 1, late: -1, **dict.fromkeys(sizes.values(), -1), **dict.fromkeys(parts.values(), 1)}
            if whole != late:
                system.bound(terms, 0, _NO_LIMIT)
        for in_school, size in sizes.items():
            yield (Place(question, (), _WEEKS, (assessment, in_school)),), size, longs[in_school]


def _tells(told: Mapping[str, float | int | None], size: int, long: Mapping[int, int], system: System) -> Iterator[Row]:
    for name, percent in (("median", 50), ("percentile_92", 92)):
        weeks = told[name]
        if weeks is None:
            continue
        for days, number in long.items():
            if number == size:
                continue
            if ceil(weeks) * 7 >= days:  # all who have waited as long as that have waited so many days
                yield {number: 100, size: percent - 100}, 0, _NO_LIMIT
            if floor(weeks) * 7 + 6 < days:  # nobody who has waited no longer than that has
                yield {size: 100 - percent, number: -100}, 0, _NO_LIMIT
        if weeks != floor(weeks):  # half way between two, so there is an even number
            yield {size: 1, system.number(): -2}, 0, 0
