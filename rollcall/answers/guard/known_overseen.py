"""What anybody can know of how the numbers of oversight, and of help and protection, lie in those of the children not in school."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from rollcall.answers.guard.cells import Cells, OneDay
from rollcall.answers.guard.system import System
from rollcall.definitions import codes

_ALL, _SOCIAL = "oversight_figures", "help_and_protection_figures"
_PROVISION = ("with_provision", "by_parents", "without_provision", "hours_not_recorded")
_LEADS = ("lead_named", "lead_nobody", "lead_not_recorded")
_SEEN = ("seen_within_4_weeks", "seen_within_6_weeks", "seen_within_12_weeks")
_NOT_SEEN = "seen_not_recorded"
_CATEGORIES = {"part_time": "part_time", "home_educated": "ehe", "eotas": "eotas", "unregistered": "unregistered_ap"}
_NOT_OPEN = {"early_help": "early_help", "none": "social_care_none", "not_recorded": "social_care_not_recorded"}
_OVER = {
    "part_time_over_6_weeks": 42,
    "part_time_over_8_weeks": 56,
    "part_time_over_12_weeks": 84,
    "without_provision_over_3_weeks": 21,
}


def overseen(system: System, joint: Cells, now: OneDay, before: OneDay) -> None:
    """Each child has one of some things, which add up; others lie in one another; and some of the numbers are those of a category or of a
    social care status, which stand elsewhere too."""
    del before  # these are of one day
    knowledge = _Knowledge(system, joint)
    _all(knowledge, now)
    _open_to_social_care(knowledge, now)


def _all(knowledge: _Knowledge, now: OneDay) -> None:
    total, by_category = now.cell("not_in_school_total", "children"), now.by("not_in_school_by_category", "category")
    knowledge.is_(_ALL, "children", total)
    for column, category in _CATEGORIES.items():
        knowledge.is_(_ALL, column, by_category.get(category))
    every = knowledge.of(_ALL)
    every.add_up("children", _LEADS)
    every.add_up("children", ("review_to_come", "review_overdue", "review_no_date"))
    every.add_up("children", _PROVISION)
    every.chain("children", _SEEN, _NOT_SEEN)
    every.chain("part_time", ("part_time_over_12_weeks", "part_time_over_8_weeks", "part_time_over_6_weeks"))
    every.chain("part_time", ("part_time_no_end_date",))
    every.add_up("part_time", ("part_time_day_passed", "part_time_day_to_come", "part_time_no_day_agreed"))
    every.add_up("home_educated", ("suitability_within_12_months", "suitability_longer_ago", "suitability_not_recorded"))
    every.add_up("eotas", ("section_61_recorded", "section_61_not_recorded"))
    every.chain("unregistered", ("unregistered_hours_recorded",))
    every.chain("home_educated", ("by_parents",))
    every.chain("without_provision", ("without_provision_over_3_weeks",))
    bands = now.by("not_in_school_by_duration", "band")
    for column, days in _OVER.items():
        long = [bands[band.label] for band in codes.DURATION_BANDS if band.label in bands and (band.days_to is None or band.days_to > days)]
        knowledge.at_most((_ALL, column), long)


def _open_to_social_care(knowledge: _Knowledge, now: OneDay) -> None:
    by_status = now.by("not_in_school_by_social_care", "social_care")
    knowledge.is_(_SOCIAL, "children", now.cell("not_in_school_total", "children"))
    for status, column in _NOT_OPEN.items():
        knowledge.is_(_SOCIAL, column, by_status.get(status))
    some = knowledge.of(_SOCIAL)
    some.add_up("children", ("open", *_NOT_OPEN.values()))
    some.whole("open", [cell for status, cell in by_status.items() if status not in _NOT_OPEN])
    for columns in (_LEADS, _PROVISION):
        some.add_up("open", [f"open_{column}" for column in columns])
    some.chain("open", [f"open_{column}" for column in _SEEN], f"open_{_NOT_SEEN}")
    for column in (*_LEADS, *_PROVISION, *_SEEN, _NOT_SEEN):
        knowledge.within((_SOCIAL, f"open_{column}"), (_ALL, column))


class _Knowledge:
    """The numbers of the two questions by their columns, and what is said of them."""

    def __init__(self, system: System, joint: Cells) -> None:
        self.system, self.joint = system, joint

    def of(self, question: str) -> _Columns:
        """The columns of one of them."""
        return _Columns(self, question)

    def is_(self, question: str, column: str, other: int | None) -> None:
        """A number that stands elsewhere too: it is hidden here where it is there."""
        self.joint.make_one(other, self.joint.cell(question, column))

    def within(self, part: tuple[str, str], whole: tuple[str, str]) -> None:
        """One number is no more than another, and what is left of it is a number of children too."""
        here, there = self.joint.cell(*part), self.joint.cell(*whole)
        if here is not None and there is not None and here != there:
            self.system.imply(there, [here], self.joint.values[there] - self.joint.values[here])

    def at_most(self, part: tuple[str, str], wholes: Sequence[int]) -> None:
        """A number is no more than others together."""
        here = self.joint.cell(*part)
        if here is not None and wholes:
            self.system.bound({here: -1, **dict.fromkeys(wholes, 1)}, 0, float("inf"))


class _Columns:
    """The columns of one question."""

    def __init__(self, knowledge: _Knowledge, question: str) -> None:
        self._knowledge, self._question = knowledge, question

    def add_up(self, whole: str, parts: Sequence[str]) -> None:
        """Columns add up to another."""
        self.whole(whole, [cell for part in parts if (cell := self._cell(part)) is not None])

    def whole(self, whole: str, parts: Sequence[int]) -> None:
        """Numbers add up to a column."""
        cell, values = self._cell(whole), self._knowledge.joint.values
        if cell is not None and sum(values[part] for part in parts) == values[cell]:
            self._knowledge.system.add_up(parts, cell)

    def chain(self, whole: str, nested: Sequence[str], apart: str | None = None) -> None:
        """Columns lie in one another, the smallest first, and the last in the whole, beside another that shares nothing with them."""
        system, values = self._knowledge.system, self._knowledge.joint.values
        cells = [cell for name in (*nested, whole) if (cell := self._cell(name)) is not None]
        other = self._cell(apart) if apart else None
        for part, larger in pairwise(cells):
            parts = [part] if larger != cells[-1] or other is None else [part, other]
            system.imply(larger, parts, values[larger] - sum(values[one] for one in parts))

    def _cell(self, column: str) -> int | None:
        return self._knowledge.joint.cell(self._question, column)
