"""Rules about ages: periods of children who are not of school age, and dates before a child was born."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

import numpy as np

from rollcall.definitions.calendar import school_age_ends, school_age_starts
from rollcall.intake.checking.findings import Finding
from rollcall.intake.checking.listed import is_event
from rollcall.intake.checking.rules.roll import Roll
from rollcall.intake.found_table import FoundTable
from rollcall.intake.values.prepare import NO_DAY, day_number

_EPOCH = date(1970, 1, 1).toordinal()
_BEGINNINGS = {
    "spells": "start_date",
    "diagnostic_waits": "referral_received_date",
    "health_access": "referred_date",
    "in_year_admissions": "application_received_date",
}


def broken_rules(tables: Sequence[FoundTable], roll: Roll, day: date) -> Iterator[Finding]:
    """What the rows of a drop say that does not go with the children's dates of birth."""
    for table in tables:
        if is_event(table):
            yield from _before_birth(table, roll)
            yield from _not_of_school_age(table, roll, day)


def born(table: FoundTable, roll: Roll) -> tuple[np.ndarray, np.ndarray]:
    """For each row of data the child it names and the child's day of birth."""
    assert table.block is not None
    children = roll.children_of(table.block)
    return children, np.append(roll.born, NO_DAY)[children]


def _before_birth(table: FoundTable, roll: Roll) -> Iterator[Finding]:
    assert table.block is not None
    values = table.block.columns.get(_BEGINNINGS.get(table.block.table.name, ""))
    if values is None:
        return
    children, births = born(table, roll)
    for row in np.flatnonzero(table.kept & values.has & (births != NO_DAY) & (values.days < births)).tolist():
        told = {"heading": values.heading, "other": roll.where(int(children[row]), table)}
        yield from table.block.findings("before_birth", values.column.name, np.array([row]), told)


def _not_of_school_age(table: FoundTable, roll: Roll, day: date) -> Iterator[Finding]:
    """Periods none of which falls into the child's years of school age, or that go on after them."""
    block = table.block
    assert block is not None
    if block.table.name != "spells" or "start_date" not in block.columns:
        return
    since, end = block.columns["start_date"], block.columns.get("end_date")
    _, births = born(table, roll)
    known = table.kept & since.has & (births != NO_DAY) & (since.days >= births)
    today = day_number(day)
    over = end.has & (end.days <= today) if end else np.zeros(block.count, bool)
    until = np.where(over, end.days, today) if end else np.full(block.count, today)
    age_from, age_until = by_day(births, school_age_starts), by_day(births, school_age_ends)
    yield from block.finding_together("below_school_age", "start_date", np.flatnonzero(known & (until < age_from)))
    past = (since.days > age_until) | (~over & (today > age_until))
    yield from block.finding_together("past_school_age", "start_date", np.flatnonzero(known & past))


def by_day(births: np.ndarray, of: Callable[[date], date]) -> np.ndarray:
    """A day for each birth, worked out once for each distinct one."""
    distinct, which = np.unique(births, return_inverse=True)
    days = [NO_DAY if int(birth) == NO_DAY else day_number(of(date.fromordinal(int(birth) + _EPOCH))) for birth in distinct]
    return np.array(days, np.int64)[which]
