"""What the dates of one column prove about those of the others in the same table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import numpy as np

from rollcall.intake.choices import DateOrder
from rollcall.intake.values.dates import evidence_of, read_dates
from rollcall.intake.values.prepare import Values


def read_together(columns: Mapping[str, Values], today: date) -> dict[str, Values]:
    """The columns of a table, those of dates that could be read both ways read as the others prove.

    Where one column is month first and none day first, all are. Where Excel changed day and month over in one, it did so in each
    in which it could.
    """
    told = [values.evidence for values in columns.values() if values.evidence]
    turned = any(one.turned for one in told)
    month_first = any(one.reads_month_first and not one.chosen for one in told) and not any(one.day_first for one in told)
    return {name: _as_others(values, today, month_first, turned) for name, values in columns.items()}


def _as_others(values: Values, today: date, month_first: bool, turned: bool) -> Values:
    evidence = values.evidence
    if evidence is None or evidence.chosen or evidence.turned or not (turned or (month_first and evidence.is_open)):
        return values
    counts = np.bincount(values.rows[values.rows >= 0], minlength=len(values.words)).tolist()
    order = DateOrder.MONTH_FIRST if month_first and evidence.is_open else None
    read = read_dates(values.words, counts, today, order, others_turned=turned)
    problems: list[str | None] = ["unreadable_date" if bad else None for bad in read.unreadable]
    shown = evidence_of(read, evidence.cell, evidence.heading, evidence.column, counts, False)
    return replace(values, values=list(read.dates), problems=problems, evidence=replace(shown, by_others=order is not None))
