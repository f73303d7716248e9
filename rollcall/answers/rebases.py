"""Where limits begin anew: a change that is known from outside the numbers, kept with its reason, and who is told what of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import TYPE_CHECKING

from rollcall.access import Capability
from rollcall.answers.process import ENOUGH_POINTS
from rollcall.answers.self_evaluation import legible
from rollcall.audit import Action, audited
from rollcall.definitions.monthly import LONGEST_REASON, Monthly
from rollcall.errors import AccessRefused, QuestionRefused
from rollcall.store import RebaseVersion

if TYPE_CHECKING:
    from rollcall.answers.ask import Visit

__all__ = ["FEWEST_SINCE", "LONGEST_REASON", "Rebase", "RebaseVersion", "months_to_begin", "rebase", "standing", "versions", "withdraw"]

FEWEST_SINCE = 7
"""As many months as make a run: with fewer nobody can see that a change has lasted, and a few bad months could be charted away."""


@dataclass(frozen=True)
class Rebase:
    """Limits begin anew in a month, told by its first day. Why, by whom and when is told to the lead alone, who typed it."""

    month: date
    reason: str = ""
    author: str = ""
    written_at: datetime | None = None


def standing(visit: Visit, measure: Monthly) -> tuple[Rebase, ...]:
    """The months from which limits begin anew, the earliest first, for whoever sees the chart."""
    latest = [of_month[0] for of_month in _by_month(visit, measure).values() if not of_month[0].withdrawn]
    if not _may(visit):
        return tuple(Rebase(version.month) for version in latest)
    return tuple(Rebase(version.month, version.reason, version.author, version.written_at) for version in latest)


def versions(visit: Visit, measure: Monthly) -> Mapping[date, tuple[RebaseVersion, ...]]:
    """Every version of each rebase by its month, the latest first, with those that were withdrawn."""
    _check(visit)
    return _by_month(visit, measure)


def months_to_begin(visit: Visit, measure: Monthly) -> tuple[date, ...]:
    """The months in which limits can begin anew now, each by its first day."""
    _check(visit)
    shown = _shown(visit, measure)
    begun = [one.month for one in standing(visit, measure)]
    return tuple(month for month in shown if not _why_not(month, shown, begun))


def rebase(visit: Visit, measure: Monthly, month: date, reason: str, based_on: int) -> int:
    """Let limits begin anew in a month, or correct the reason; ChangedMeanwhile when `based_on` is not the latest version.

    The audit log says which measure and month, and not why. The version's number.
    """
    _check(visit)
    why = " ".join(legible(reason, LONGEST_REASON, "The reason").split())
    if not why:
        raise QuestionRefused("Limits begin anew for a reason that lies outside the numbers. Write what changed, and save it again.")
    first = month.replace(day=1)
    if refused := _why_not(first, _shown(visit, measure), [one.month for one in standing(visit, measure)]):
        raise QuestionRefused(refused)
    return _keep(Action.LIMITS_REBASED, visit, measure, first, why, based_on)


def withdraw(visit: Visit, measure: Monthly, month: date, based_on: int) -> int:
    """Take a rebase back: the limits run on through its month. What was written of it is still kept."""
    _check(visit)
    first = month.replace(day=1)
    if first not in [one.month for one in standing(visit, measure)]:
        raise QuestionRefused(f"Limits do not begin anew in {first:%B %Y}, so there is nothing to withdraw.")
    return _keep(Action.REBASE_WITHDRAWN, visit, measure, first, "", based_on)


def _keep(action: Action, visit: Visit, measure: Monthly, month: date, why: str, based_on: int) -> int:
    with audited(action, visit.viewer, visit.kept.on_disk) as note:
        return visit.kept.add_rebase(
            measure.code,
            month,
            visit.invented,
            why,
            action is Action.REBASE_WITHDRAWN,
            visit.viewer.name,
            based_on,
            lambda version: note(measure=measure, month=(month.year, month.month), version=version),
        )


def _why_not(month: date, shown: tuple[date, ...], begun: list[date]) -> str:
    """Why limits cannot begin anew in a month; nothing where they can. A stretch that is over has to have limits of its own."""
    name = f"{month:%B %Y}"
    if month not in shown:
        return f"Limits cannot begin anew in {name}: the chart does not show it. Choose one of its months."
    at = shown.index(month)
    others = [shown.index(other) for other in begun if other in shown and other != month]
    begin = max((other for other in others if other < at), default=0)
    end = min((other for other in others if other > at), default=len(shown))
    needed = FEWEST_SINCE if end == len(shown) else ENOUGH_POINTS
    if at - begin < ENOUGH_POINTS:
        return (
            f"Limits cannot begin anew in {name}: {_of_them(at - begin)} before it, and the stretch that ends there needs {ENOUGH_POINTS} "
            "for limits of its own. Choose a later month."
        )
    if end - at < needed:
        why = "to see that the change has lasted" if needed == FEWEST_SINCE else "for limits before they begin anew again"
        return (
            f"Limits cannot begin anew in {name}: {_of_them(end - at)} since then, and {needed} are needed {why}. Choose an earlier month."
        )
    return ""


def _of_them(count: int) -> str:
    return "1 month is shown" if count == 1 else f"{count} months are shown"


def _shown(visit: Visit, measure: Monthly) -> tuple[date, ...]:
    """The months that the chart has on the data's own day, whatever it is narrowed to, each by its first day."""
    return tuple(end.replace(day=1) for end in visit.ask(measure.question).column("month_end"))


def _by_month(visit: Visit, measure: Monthly) -> dict[date, tuple[RebaseVersion, ...]]:
    found = visit.kept.rebases(measure.code, visit.invented)
    return {month: tuple(of_month) for month, of_month in groupby(found, key=lambda version: version.month)}


def _may(visit: Visit) -> bool:
    return visit.viewer.may(Capability.WRITE_THE_SELF_EVALUATION)


def _check(visit: Visit) -> None:
    if not _may(visit):
        raise AccessRefused("Only the area's SEND lead can let limits begin anew, and read why they do.")
