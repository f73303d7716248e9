"""What anybody can know of how the numbers of oversight, and of help and protection, lie in those of the children not in school."""

from __future__ import annotations

from collections.abc import Sequence

from rollcall.answers.guard.cells import Cells, OneDay
from rollcall.answers.guard.system import System

_ALL, _SOCIAL = "oversight_figures", "help_and_protection_figures"
_PROVISION = ("with_provision", "by_parents", "without_provision", "hours_not_recorded")
_LEADS = ("lead_named", "lead_nobody", "lead_not_recorded")
_SEEN = ("seen_within_12_weeks", "seen_not_recorded")
_CATEGORIES = {"part_time": "part_time", "home_educated": "ehe", "eotas": "eotas", "unregistered": "unregistered_ap"}
_NOT_OPEN = {"early_help": "early_help", "none": "social_care_none", "not_recorded": "social_care_not_recorded"}


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
    every.rest("part_time", ("part_time_no_end_date",))
    every.add_up("part_time", ("part_time_day_passed", "part_time_day_to_come", "part_time_no_day_agreed"))
    every.add_up("home_educated", ("suitability_within_12_months", "suitability_longer_ago", "suitability_not_recorded"))
    every.add_up("eotas", ("section_61_recorded", "section_61_not_recorded"))
    every.rest("unregistered", ("unregistered_hours_recorded",))
    _hours(knowledge, every, now)
    taught = every.rest("home_educated", ("by_parents",))  # whom others teach too
    knowledge.rest_of(every.cell("with_provision"), taught)


def _hours(knowledge: _Knowledge, every: _Columns, now: OneDay) -> None:
    """Whose hours of unregistered provision are recorded has some or none, unless the parents educate the child too."""
    system = knowledge.system
    hours, by_parents, some, none = (
        every.cell(name) for name in ("unregistered_hours_recorded", "by_parents", "with_provision", "without_provision")
    )
    if hours is None or by_parents is None or some is None or none is None:
        return
    both = now.cell("not_in_school_overlap", "children", category="ehe", other_category="unregistered_ap")
    at_home_too = system.watch()
    system.bound({at_home_too: 1}, 0, 0 if both is None else float("inf"))
    for whole in (hours, by_parents, both):
        if whole is not None:
            system.within(at_home_too, whole)
    system.bound({some: 1, none: 1, hours: -1, at_home_too: 1, system.watch(): -1}, 0, 0)


def _open_to_social_care(knowledge: _Knowledge, now: OneDay) -> None:
    by_status = now.by("not_in_school_by_social_care", "social_care")
    knowledge.is_(_SOCIAL, "children", now.cell("not_in_school_total", "children"))
    for status, column in _NOT_OPEN.items():
        knowledge.is_(_SOCIAL, column, by_status.get(status))
    every, some = knowledge.of(_ALL), knowledge.of(_SOCIAL)
    some.add_up("children", ("open", *_NOT_OPEN.values()))
    some.whole("open", [cell for status, cell in by_status.items() if status not in _NOT_OPEN])
    for columns in (_LEADS, _PROVISION):
        some.add_up("open", [f"open_{column}" for column in columns])
    for column in (*_LEADS, *_PROVISION, *_SEEN):
        knowledge.rest_of(every.cell(column), some.cell(f"open_{column}"))
    longer_ago = [
        columns.rest(whole, [f"{of}{column}" for column in _SEEN])
        for columns, whole, of in ((every, "children", ""), (some, "open", "open_"))
    ]
    knowledge.rest_of(*longer_ago)


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

    def rest_of(self, whole: int | None, part: int | None) -> None:
        """One number is no more than another, and what is left of it is a number of children too."""
        if whole is not None and part is not None and whole != part:
            self.system.bound({whole: 1, part: -1, self.system.watch(): -1}, 0, 0)


class _Columns:
    """The columns of one question."""

    def __init__(self, knowledge: _Knowledge, question: str) -> None:
        self._knowledge, self._question = knowledge, question

    def cell(self, column: str) -> int | None:
        """Where the number of a column stands."""
        return self._knowledge.joint.cell(self._question, column)

    def add_up(self, whole: str, parts: Sequence[str]) -> None:
        """Columns add up to another."""
        self.whole(whole, [cell for part in parts if (cell := self.cell(part)) is not None])

    def whole(self, whole: str, parts: Sequence[int]) -> None:
        """Numbers add up to a column."""
        if (cell := self.cell(whole)) is not None:
            self._knowledge.system.add_up(parts, cell)

    def rest(self, whole: str, parts: Sequence[str]) -> int | None:
        """What is left of a column without others that lie in it and share nothing: a number of children too."""
        cell, cells = self.cell(whole), [cell for part in parts if (cell := self.cell(part)) is not None]
        if cell is None or len(cells) < len(parts):
            return None
        left = self._knowledge.system.watch()
        self._knowledge.system.bound({cell: 1, left: -1, **dict.fromkeys(cells, -1)}, 0, 0)
        return left
