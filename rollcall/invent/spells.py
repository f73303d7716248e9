"""Three years of children leaving school, staying out and coming back, month by month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from rollcall.definitions.calendar import add_months, month_end, year_group
from rollcall.definitions.official_lists import official
from rollcall.invent import place
from rollcall.invent.chance import Chance
from rollcall.invent.people import Child, Spell

HISTORY_MONTHS = 36
_RUN_IN_MONTHS = 60  # before the history, so that long spells are already there when it begins


@dataclass(frozen=True)
class Flow:
    """How one category fills and empties."""

    starts_a_year: float  # for every 4,000 children, in the last year
    growth: tuple[float, float, float]  # starts against the year before: latest year, the year before it, and earlier years
    months: tuple[float, ...]  # when spells start, January to December
    lengths: Mapping[float, float]  # mean days out: share of starts
    shortest: int  # days
    outcomes: Mapping[str, float]
    status: Mapping[str, float]  # how likely a child is, by SEN status
    years: tuple[float, ...]  # how likely a child is, Reception to Year 11
    apart_from: frozenset[str]  # categories the child cannot be in at the same time


_OFF_ROLL = frozenset(("cme", "ehe", "eotas"))
_ON_ROLL = frozenset(("flexi_schooled", "part_time", "severely_absent"))
_SECONDARY = (0.3, 0.4, 0.5, 0.6, 0.7, 0.7, 0.8, 1.3, 1.5, 1.7, 1.9, 1.8)
_CME_YEARS = tuple(float(row) for row in (2, 7, 6, 6, 6, 6, 7, 11, 10, 11, 13, 12))  # DfE, autumn 2025, percent of CME by year group

FLOWS: Mapping[str, Flow] = {
    # Home education rises from autumn to summer, falls when Year 11 leaves, and grows by about an eighth a year (DfE 2022/23 to 2025/26).
    "ehe": Flow(
        66, (1.10, 1.17, 1.14), (1.5, 0.9, 1.0, 1.1, 0.8, 0.7, 0.3, 0.2, 2.0, 1.5, 1.2, 0.6), {110: 0.28, 480: 0.32, 1150: 0.40}, 14,
        {"returned_to_school": 0.66, "moved_away": 0.17, "other": 0.17}, {"E": 0.8, "K": 1.0, "N": 1.0},
        (0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.5, 1.6, 1.7, 1.5, 0.6), _OFF_ROLL | _ON_ROLL,
    ),
    # Children missing education: 33,000, 39,200, 34,700 in three autumns; lengths as DfE's bands.
    "cme": Flow(
        158, (0.92, 1.15, 1.10), (1.1, 0.8, 0.8, 0.9, 0.7, 0.6, 0.6, 0.4, 2.2, 1.6, 1.2, 0.8), {26: 0.50, 85: 0.34, 320: 0.16}, 4,
        {"returned_to_school": 0.70, "moved_away": 0.21, "other": 0.09}, {"E": 1.3, "K": 1.0, "N": 0.8}, _CME_YEARS, _OFF_ROLL | _ON_ROLL,
    ),
    "eotas": Flow(
        13, (1.15, 1.15, 1.12), (1.2, 1, 1, 1, 1, 0.8, 0.5, 0.3, 1.8, 1.4, 1, 0.6), {200: 0.2, 900: 0.8}, 28,
        {"returned_to_school": 0.42, "moved_away": 0.10, "other": 0.48}, {"E": 1.0, "K": 0, "N": 0}, _SECONDARY, _OFF_ROLL | _ON_ROLL,
    ),
    "unregistered_ap": Flow(
        44, (1.18, 1.12, 1.10), (1.2, 1.2, 1.1, 0.8, 1, 0.8, 0.3, 0.1, 1.3, 1.5, 1.6, 0.8), {70: 0.4, 210: 0.4, 500: 0.2}, 10,
        {"returned_to_school": 0.60, "moved_away": 0.06, "other": 0.34}, {"E": 1.7, "K": 0.8, "N": 0.2},
        (0.1, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 1.2, 1.8, 2.2, 2.5, 2.3), frozenset(("ehe", "flexi_schooled")),
    ),
    "flexi_schooled": Flow(
        19, (1.12, 1.12, 1.10), (1.3, 0.9, 0.9, 1, 0.7, 0.5, 0.2, 0.1, 2.2, 1.4, 1.2, 0.6), {150: 0.3, 650: 0.7}, 28,
        {"returned_to_school": 0.52, "moved_away": 0.10, "other": 0.38}, {"E": 1.4, "K": 1.0, "N": 0.4},
        (1.5, 1.5, 1.4, 1.3, 1.2, 1.1, 1, 0.6, 0.5, 0.4, 0.3, 0.2), _OFF_ROLL | _ON_ROLL,
    ),
    "part_time": Flow(
        132, (1.12, 1.15, 1.12), (1.4, 1.3, 1.2, 0.9, 1.0, 0.6, 0.2, 0.0, 1.4, 1.6, 1.5, 0.9), {75: 0.30, 200: 0.42, 480: 0.28}, 10,
        {"returned_to_school": 0.77, "moved_away": 0.04, "other": 0.19}, {"E": 2.4, "K": 0.9, "N": 0.25},
        (1.2, 0.7, 0.7, 0.7, 0.8, 0.8, 0.9, 1.4, 1.6, 1.7, 1.7, 1.3), _OFF_ROLL | frozenset(("flexi_schooled", "part_time")),
    ),
    "severely_absent": Flow(
        226, (1.05, 1.09, 1.08), (1.5, 1.2, 1.1, 1.2, 0.9, 0.7, 0.2, 0.0, 1.6, 1.5, 1.4, 0.9), {90: 0.30, 220: 0.42, 500: 0.28}, 25,
        {"returned_to_school": 0.80, "moved_away": 0.05, "other": 0.15}, {"E": 1.8, "K": 1.0, "N": 0.35}, _SECONDARY,
        _OFF_ROLL | frozenset(("flexi_schooled", "severely_absent")),
    ),
}  # fmt: skip

# What a spell that ends as "other" leads to, and how often a child with one open spell is put on another list.
_LEADS_TO: Mapping[str, Mapping[str | None, float]] = {
    "cme": {"ehe": 0.6, None: 0.4},
    "ehe": {"cme": 0.5, None: 0.5},
    "eotas": {None: 1},
    "unregistered_ap": {None: 0.8, "eotas": 0.2},
    "flexi_schooled": {"ehe": 0.4, None: 0.6},
    "part_time": {"severely_absent": 0.35, "ehe": 0.2, None: 0.45},
    "severely_absent": {"ehe": 0.25, "part_time": 0.2, None: 0.55},
}
_ALSO: Mapping[str, Mapping[str | None, float]] = {
    "severely_absent": {"part_time": 0.30, "unregistered_ap": 0.04, None: 0.66},
    "part_time": {"unregistered_ap": 0.12, "severely_absent": 0.20, None: 0.68},
    "cme": {"unregistered_ap": 0.09, None: 0.91},
    "eotas": {"unregistered_ap": 0.25, None: 0.75},
}
_OUT_AGAIN = 0.14  # of those who come back, within about four months
_RECENT = timedelta(days=120)

_EHE_OTHERS = (
    "Physical health", "School dissatisfaction bullying", "Lifestyle", "Religious", "Risk of school exclusion", "Permanent exclusion",
    "Did not get school preference", "Difficulty accessing suitable school place", "School suggestion", "Other",
    "Offered school place but not yet accepted", "Did not apply for school place at compulsory school age",
)  # fmt: skip


def _reasons(collection: str) -> dict[str | None, float]:
    """DfE's national shares in autumn 2025; what rounds to nothing is given half a percent."""
    rows = [row for row in official("reasons") if row["collection"] == collection and row["national_percent_autumn_2025"]]
    return {
        row["reason"]: 0.5 if row["national_percent_autumn_2025"] == "low" else float(row["national_percent_autumn_2025"]) for row in rows
    }


# Dissatisfaction with SEND support is 4% of all home education. Only families of children with SEND give it, about a fifth
# of all, so here it is more.
_EHE_REASONS = _reasons("EHE") | {"School dissatisfaction SEND": 13.0} | dict.fromkeys(_EHE_OTHERS, 2.4)
_SCHOOL_REASONS: Mapping[str | None, float] = {
    "Mental health": 36, "Physical health": 13, "School dissatisfaction SEND": 11, "Risk of school exclusion": 9,
    "School dissatisfaction bullying": 3, "Difficulty accessing suitable school place": 5, "Other": 8, "Unknown": 6, None: 9,
}  # fmt: skip
REASONS: Mapping[str, Mapping[str | None, float]] = {
    "ehe": _EHE_REASONS,
    "cme": _reasons("CME"),
    "eotas": {
        "Difficulty accessing suitable school place": 40,
        "Mental health": 32,
        "Physical health": 10,
        "Permanent exclusion": 8,
        "Other": 5,
        None: 5,
    },
    "unregistered_ap": {
        "Permanent exclusion": 30,
        "Risk of school exclusion": 28,
        "Mental health": 14,
        "Difficulty accessing suitable school place": 18,
        None: 10,
    },
    "flexi_schooled": {
        "Mental health": 30,
        "Philosophical or preferential": 30,
        "Physical health": 12,
        "School dissatisfaction SEND": 14,
        None: 14,
    },
    "part_time": _SCHOOL_REASONS,
    "severely_absent": _SCHOOL_REASONS,
}


class Register:
    """Puts children on and takes them off, keeping who may be in what at the same time."""

    def __init__(self, seed: int, children: Sequence[Child], as_at: date) -> None:
        self.chance = Chance(seed, "spells")
        self.children = children
        self.as_at = as_at
        self.starts_from = add_months(as_at.replace(day=1), 1 - HISTORY_MONTHS - _RUN_IN_MONTHS)
        self.weights = {category: tuple(accumulate(_likely(child, flow) for child in children)) for category, flow in FLOWS.items()}

    def fill(self) -> None:
        """Run every month up to the day the area is shown at, then forget what ended before the history begins."""
        scale = sum(child.sen_status != "N" for child in self.children) / 4000
        first = self.starts_from
        while first <= self.as_at:
            last = min(month_end(first), self.as_at)
            for category, flow in FLOWS.items():
                for _ in range(self.chance.count(scale * flow.starts_a_year / 12 * self._level(flow, first) * _season(flow, first))):
                    self._start_somebody(category, self.chance.day(first, last))
            first = add_months(first, 1)
        since = add_months(self.as_at.replace(day=1), 1 - HISTORY_MONTHS)
        for child in self.children:
            kept = [spell for spell in child.spells if spell.end_date is None or spell.end_date >= since]
            child.spells = sorted(kept, key=lambda spell: (spell.start_date, spell.category))

    def _level(self, flow: Flow, month: date) -> float:
        """Starts against those of the last year, falling back year by year."""
        months_back = (self.as_at.year - month.year) * 12 + self.as_at.month - month.month
        level, latest = 1.0, 12
        for growth in (flow.growth[0], flow.growth[1], *[flow.growth[2]] * 6):
            part = min(max((months_back - latest + 12) / 12, 0.0), 1.0)
            level /= growth**part
            latest += 12
        return level

    def _start_somebody(self, category: str, day: date) -> None:
        flow = FLOWS[category]
        day = school_or_working_day(category, day)
        for _ in range(80):
            child = self.children[self.chance.place(self.weights[category])]
            year = year_group(child.born, day)
            if 0 <= year <= 11 and self.chance.share() * max(flow.years) < flow.years[year] and self._may_start(child, category, day):
                self._start(child, category, day)
                return

    def _may_start(self, child: Child, category: str, day: date) -> bool:
        if child.left_area or day > self.as_at or not (child.of_school_age(day) and child.of_school_age(day + timedelta(days=14))):
            return False
        if category == "eotas" and child.sen_status != "E":
            return False
        # A spell that starts later in the file than one already written may not overlap it either.
        barred = FLOWS[category].apart_from | {category}
        return all(spell.category not in barred or (spell.end_date is not None and spell.end_date <= day) for spell in child.spells)

    def _start(self, child: Child, category: str, day: date) -> None:
        flow = FLOWS[category]
        length = max(flow.shortest, round(self.chance.exponential(self.chance.pick(flow.lengths))))
        outcome = self.chance.pick(flow.outcomes)
        end = day + timedelta(days=length)
        end = school_or_working_day(category, end) if outcome == "returned_to_school" else place.working_day(end)
        if end > child.last_school_day:
            end, outcome = child.last_school_day + timedelta(days=1), "no_longer_school_age"
        over = end <= self.as_at
        child.spells.append(Spell(category, day, end if over else None, outcome if over else None))
        also = self.chance.pick(_ALSO.get(category, {None: 1.0}))
        if also is not None:
            self._follow(child, also, day + timedelta(days=self.chance.whole(7, 60)))
        if over and outcome == "moved_away":
            child.left_area = True
            self._close_others(child, end)
        elif over and outcome == "returned_to_school" and self.chance.happens(_OUT_AGAIN):
            self._follow(child, category, end + timedelta(days=self.chance.whole(10, _RECENT.days)))
        elif over and outcome == "other":
            then = self.chance.pick(_LEADS_TO[category])
            if then is not None:
                self._follow(child, then, end)

    def _follow(self, child: Child, category: str, day: date) -> None:
        day = school_or_working_day(category, day)
        if self._may_start(child, category, day):
            self._start(child, category, day)

    def _close_others(self, child: Child, day: date) -> None:
        for spell in child.spells:
            if spell.end_date is None or spell.end_date > day:
                spell.end_date = max(day, spell.start_date)
                spell.outcome = "moved_away"


def school_or_working_day(category: str, day: date) -> date:
    """Home education and missing children are noted in holidays too; a timetable or an absence starts when schools are open."""
    return place.working_day(day) if category in ("cme", "ehe", "eotas") else place.school_day(day)


def _likely(child: Child, flow: Flow) -> float:
    known = {"child_in_need": 1.9, "child_protection": 2.4, "looked_after": 2.0, "early_help": 1.4}.get(child.social_care or "none", 1.0)
    need = {"SEMH": 1.9, "ASD": 1.5}.get(child.primary_need or "", 1.0)
    return flow.status[child.sen_status] * child.fragile * known * need


def _season(flow: Flow, month: date) -> float:
    return flow.months[month.month - 1] * 12 / sum(flow.months)
