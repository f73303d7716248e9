"""What would it take: the assessments a month that bring a waiting list to its target, when, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Any

from rollcall.answers.capacity import (
    SHARE_WITHIN_TARGET,
    SPECIAL_MEASURES_OVER,
    mean_wait,
    projected,
    relief_capacity,
    target_queue,
    time_to_clear,
)
from rollcall.definitions.calendar import add_months, month_ends
from rollcall.show.asking import Asked
from rollcall.show.diagnostic_waits import ALL, LIST_SWITCHES, TABLE, has_history
from rollcall.show.figures import Figure, Kind, Mark, Series
from rollcall.show.flow import MONTHS, Flow, flow_of
from rollcall.show.labels import label
from rollcall.show.parts import Section, Slider, Switch, nothing
from rollcall.show.sentences import amount, lower_first, month, per_cent

_METHOD = "Method: Fong and others (2022), Understanding Waiting Lists Pressures, as in the NHS-R Community's NHSRwaitinglist."
_WEEKS_A_MONTH = 365.25 / 12 / 7
_MOST_MONTHS = 120  # a date further away than ten years says nothing
_LEAST_SHOWN, _MOST_SHOWN = 12, 60  # months of a projection that are drawn

SWITCHES = (Switch("for_list", "List", LIST_SWITCHES[0].options, for_the_lead=True),)
SLIDERS = (
    Slider("extra", "More assessments a month", 0, 200, 10, "On top of what was begun a month on average."),
    Slider(
        "target_weeks",
        "Target wait in weeks",
        4,
        104,
        13,
        "NICE: an autism assessment starts within three months, 13 weeks. ADHD has no official target: set one.",
    ),
    Slider("clear_in", "Months to get there", 3, 60, 12, "For the capacity that gets there in so many months."),
)


def what_would_it_take(asked: Asked) -> Section:
    """How many assessments a month bring the list to its target, what so many more would do, and by when."""
    chosen = asked.choices.get("for_list", ALL)
    answer = asked.answer("diagnostic_waits_each_month" if chosen == ALL else "diagnostic_waits_by_month")
    rows = [row for row in answer.records() if row.get("assessment", ALL) == chosen]
    if not any(row[name] != 0 for row in rows[-MONTHS - 1 :] for name in ("waiting", "referred")):
        return (
            nothing(TABLE) if chosen == ALL else Section(f"No referrals for {lower_first(label('assessment', chosen))}", answers=(answer,))
        )
    source = asked.source(TABLE)
    if not has_history(asked):
        finding = "What it would take cannot be worked out: no referral that ended in the last year is in the kept data"
        return Section(finding, answers=(answer,), source=source)
    flow = flow_of(rows)
    if flow is None:
        finding = "What it would take cannot be worked out from hidden numbers"
        return Section(
            finding,
            answers=(answer,),
            notes=(f"It needs referred, assessed and waiting of each of the last {MONTHS} months, and some of them are hidden.",),
            source=source,
        )
    extra, weeks, months = (int(asked.choices.get(slider.name, slider.start)) for slider in SLIDERS)
    return _Plan(asked, flow, extra, weeks, months, chosen).section(rows, answer, source)


@dataclass(frozen=True)
class _Plan:
    """What a reader tries on a list: so many more assessments a month, a target in weeks, and months to get there."""

    asked: Asked
    flow: Flow
    extra: int
    weeks: int
    months: int
    chosen: str

    @property
    def target(self) -> float:
        return target_queue(self.flow.demand / _WEEKS_A_MONTH, self.weeks)

    @property
    def needed(self) -> float:
        """Assessments a month that bring the list to its target in the months that were asked for."""
        return max(relief_capacity(self.flow.demand, self.flow.waiting, self.target, self.months) - self.flow.leave, 0)

    @property
    def leaving(self) -> float:
        """How many leave the list a month with the extra assessments."""
        return self.flow.assessments + self.extra + self.flow.leave

    def clears(self, demand: float) -> date | None:
        """The month end by which the list is at its target, or None when that is not within ten years."""
        time = time_to_clear(demand, self.leaving, self.flow.waiting, self.target)
        return None if time is None or time > _MOST_MONTHS else _month_end(self.flow.months[-1], ceil(time))

    def section(self, rows: Sequence[dict[str, Any]], answer: Any, source: str) -> Section:
        figure = self._figure(rows, source)
        return Section(
            figure.title,
            figure,
            answers=(answer,),
            notes=(self._with_more(), *self._honest()),
            workings=self._workings(),
            source=source,
            when=f"{self.flow.between}, and on from there",
        )

    def _finding(self) -> str:
        about = not self.asked.exact
        if self.flow.waiting <= self.target:
            return f"The list of {amount(self.flow.waiting, about)} is within what keeps a target of {self.weeks} weeks"
        more = self.needed - self.flow.assessments
        change = f"{ceil(more)} more than now" if more > 0 else "no more than now"
        by = month(_month_end(self.flow.months[-1], self.months))
        return f"To reach a target of {self.weeks} weeks by {by} takes about {ceil(self.needed)} assessments a month, {change}"

    def _with_more(self) -> str:
        """What so many more assessments a month do, and between which months chance alone in the referrals puts that."""
        more = f"With {self.extra} more assessments a month" if self.extra else "With as many assessments a month as now"
        if self.flow.waiting <= self.target:
            stays = "stays within its target" if self.leaving >= self.flow.demand else "grows beyond its target in time"
            return f"{more} the queue {stays}."
        grows = self.flow.demand - self.leaving
        low, high = self.flow.demand_by_chance
        earliest, latest = self.clears(low), self.clears(high)
        reached = f"the queue reaches {amount(round(self.target))}"
        if by := self.clears(self.flow.demand):
            said = f"{more} {reached} by {month(by)}"
        elif grows > 0:
            said = f"{more} the queue never reaches {amount(round(self.target))}: it grows by about {amount(round(grows, 1))} a month, "
            said += f"and holds from {self.extra + ceil(grows)} more on"
        else:
            said = f"{more} the queue does not reach {amount(round(self.target))} within ten years"
        if earliest is None:
            return f"{said}. With as few referrals as chance alone allows it would not either."
        until = f"by {month(latest)}" if latest else "not within ten years"
        return (
            f"{said}. Chance alone in the referrals makes that a range: by {month(earliest)} with {amount(round(low, 1))} a month, "
            f"{until} with {amount(round(high, 1))}."
        )

    def _honest(self) -> tuple[str, ...]:
        whose = (
            "13 weeks is NICE's for autism, from referral to the start of the assessment."
            if self.chosen in (ALL, "autism") and self.weeks == SLIDERS[1].start
            else "The target is the one set above."
        )
        no_official = "" if self.chosen == "autism" else " There is no official target for ADHD."
        return (
            f"{whose}{no_official} All else is taken to go on as it did in {self.flow.between}; demand that rises or staff who leave are "
            "not in the range.",
        )

    def _workings(self) -> tuple[str, ...]:
        flow, count, mean = self.flow, len(self.flow.months), _two(mean_wait(self.weeks))
        a_week, (low, high) = flow.demand / _WEEKS_A_MONTH, flow.demand_by_chance
        sign, more = ("−", "more") if flow.grown >= 0 else ("+", "fewer")
        steps = [
            f"Demand: {amount(flow.referred)} referrals in {flow.between}, ÷ {count} = {_one(flow.demand)} a month, {_one(a_week)} a week. "
            f"By chance alone it would lie between {_one(low)} and {_one(high)} a month (Byar's 95% interval).",
            f"Capacity: {amount(flow.assessed)} assessments begun, ÷ {count} = {_one(flow.assessments)} a month.",
            f"Left without an assessment: {amount(flow.referred)} referred − {amount(flow.assessed)} assessed {sign} "
            f"{amount(abs(flow.grown))} {more} waiting than at the start = {_left(flow)}, ÷ {count} = {_one(flow.leave)} a month.",
            f"Target queue: for {per_cent(SHARE_WITHIN_TARGET)} to be seen within {self.weeks} weeks, the mean wait is a quarter of that, "
            f"{mean} weeks; {_one(a_week)} a week × {mean} weeks = {amount(round(self.target))} waiting. "
            f"{amount(flow.waiting)} wait now{self._beside_target()}.",
        ]
        if flow.waiting > self.target:
            steps += self._relief()
        if not self.asked.exact:
            steps.append("Every number of referrals was rounded on its own before it was added up, so the sums are near and not exact.")
        return (*steps, _METHOD)

    def _beside_target(self) -> str:
        times = self.flow.waiting / self.target if self.target else 0
        return f", {_one(times)} times as many: more than {SPECIAL_MEASURES_OVER} takes relief" if times > SPECIAL_MEASURES_OVER else ""

    def _by(self) -> str:
        by = self.clears(self.flow.demand)
        return f"by {month(by)}" if by else "not within ten years"

    def _relief(self) -> tuple[str, str]:
        """What has to leave the list to get there in time, and what leaves it with the extra assessments."""
        flow, over, falls = self.flow, self.flow.waiting - self.target, self.leaving - self.flow.demand
        time = f"; {amount(round(over))} ÷ {_one(falls)} = {_one(over / falls)} months, so {self._by()}" if falls > 0 else ""
        return (
            f"Relief capacity: {_one(flow.demand)} + ({amount(flow.waiting)} − {amount(round(self.target))}) ÷ {self.months} months = "
            f"{_one(flow.demand + over / self.months)} have to leave the list a month; less {_one(flow.leave)} who leave without an "
            f"assessment, {_one(self.needed)} assessments a month.",
            f"With {self.extra} more: {_one(flow.assessments)} + {self.extra} + {_one(flow.leave)} = {_one(self.leaving)} leave a month "
            f"and {_one(flow.demand)} come, so the queue {'falls' if falls > 0 else 'grows'} by {_one(abs(falls))} a month{time}.",
        )

    def _figure(self, rows: Sequence[dict[str, Any]], source: str) -> Figure:
        flow = self.flow
        last, (low, high) = flow.months[-1], flow.demand_by_chance
        times = self._months_drawn()
        past, ahead = [row["waiting"] for row in rows[-MONTHS:]], [_month_end(last, step) for step in range(1, times + 1)]

        def queue(demand: float, leaving: float) -> tuple[float, ...]:
            return projected(demand, leaving, flow.waiting, self.target, times)

        unknown = (None,) * len(past)
        series = [
            Series(
                f"with {self.extra} more" if self.extra else "as now",
                (*past, *queue(flow.demand, self.leaving)),
                (*unknown, *queue(low, self.leaving)),
                (*unknown, *queue(high, self.leaving)),
            )
        ]
        if self.extra:
            series.append(Series("as now", (*past, *queue(flow.demand, self.leaving - self.extra)), context=True))
        return Figure(
            Kind.PROJECTION,
            self._finding(),
            "referrals waiting",
            (*flow.months, *ahead),
            tuple(series),
            "Month",
            self.asked.as_at,
            source,
            (Mark(self.target, f"Target queue: {amount(round(self.target))}"),),
            projected_from=len(past),
        )

    def _months_drawn(self) -> int:
        """Until a little after the list is cleared, where it is: at least a year and at most five."""
        time = time_to_clear(self.flow.demand, self.leaving, self.flow.waiting, self.target)
        return _LEAST_SHOWN * 2 if time is None else min(max(ceil(time * 1.25), _LEAST_SHOWN), _MOST_SHOWN)


def _month_end(last: date, months: int) -> date:
    """The month end so many months after another."""
    return month_ends(add_months(last.replace(day=1), months + 1), 1)[0]


def _left(flow: Flow) -> str:
    return amount(flow.left) if flow.left >= 0 else f"−{amount(-flow.left)}, taken as 0"


def _one(number: float) -> str:
    return amount(round(number, 1))


def _two(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
