"""Refuses what a partner's earlier sheet says of a child's term, where a later one tells of the same term again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from rollcall.intake.checking.findings import Finding
from rollcall.intake.found_table import FoundTable
from rollcall.intake.values.prepare import row_marks

_MONTH = re.compile(r"(?<![a-z])(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE)
_DAY = re.compile(r"(?<!\d)(\d{1,2})[./\- ](\d{1,2})[./\- ](20\d{2})(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)(20\d{2})[./\- ]?(\d{2})[./\- ]?(\d{2})(?!\d)")
_MONTHS = ("sep", "oct", "nov", "dec", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug")  # of a school year
_MOST = 0.5  # the share of the smaller sheet's children above which two sheets tell of the same children


def refuse_earlier_terms(tables: Sequence[FoundTable], partners: Sequence[str], findings: list[Finding]) -> list[FoundTable]:
    """Of two sheets of one partner that tell of the same children's same term, the later one counts: by the day that it states, else the
    month in its name, else by more sessions that were possible. A few children in both have changed schools, and count in both."""
    alike: dict[str, list[int]] = {}
    for number, (table, partner) in enumerate(zip(tables, partners, strict=True)):
        if table.block is not None and table.judged is not None and table.block.table.name == "attendance" and _child(table):
            alike.setdefault(partner, []).append(number)
    refused = {
        number: again
        for numbers in alike.values()
        if len(numbers) > 1
        for number, again in _told_later([tables[number] for number in numbers], numbers, findings).items()
    }
    return [
        replace(table, judged=replace(table.judged, refused=table.judged.refused | refused[number]))
        if number in refused and table.judged is not None
        else table
        for number, table in enumerate(tables)
    ]


def _told_later(tables: Sequence[FoundTable], numbers: Sequence[int], findings: list[Finding]) -> dict[int, np.ndarray]:
    order = sorted(range(len(tables)), key=lambda at: (*_lateness(tables[at]), at))
    marks = [_marks(table) for table in tables]
    refused: dict[int, np.ndarray] = {}
    for place, at in enumerate(order):
        earlier = tables[at]
        assert earlier.block is not None
        said = np.zeros(earlier.block.count, bool)
        for later in reversed(order[place + 1 :]):
            both = np.isin(marks[at], marks[later]) & (marks[at] != 0) & ~said
            fewer = min(int(earlier.kept.sum()), int(tables[later].kept.sum()))
            if _child(earlier) == _child(tables[later]) and both.sum() > fewer * _MOST:
                rows = np.flatnonzero(both)
                told = {"other": f"sheet “{tables[later].sheet.name}” in {tables[later].sheet.file}"}
                findings += earlier.block.finding_together("term_told_again", _child(earlier), rows, told)
                said |= both
        if said.any():
            refused[numbers[at]] = said
    return refused


def _lateness(table: FoundTable) -> tuple[str, int, float]:
    """The latest whole date in its titles, its name or its file's; the last month there; and the sessions that were possible."""
    said = " ".join((*table.titles, table.sheet.name, table.sheet.file)).replace("_", " ")
    days = [f"{year}-{int(month):02d}-{int(day):02d}" for day, month, year in _DAY.findall(said)]
    days += ["-".join(parts) for parts in _YEAR_FIRST.findall(said)]
    months = [_MONTHS.index(month.lower()) + 1 for month in _MONTH.findall(said)]
    assert table.block is not None
    possible = table.block.columns.get("sessions_possible")
    return max(days, default=""), max(months, default=0), float(np.nansum(possible.numbers[table.kept])) if possible else 0.0


def _child(table: FoundTable) -> str:
    assert table.block is not None
    return next((name for name in table.block.table.identifiers if name in table.block.columns), "")


def _marks(table: FoundTable) -> np.ndarray:
    """A number for each kept row's child and term; 0 for the others."""
    assert table.block is not None
    columns = [table.block.columns[name] for name in (_child(table), "term") if name in table.block.columns]
    marks = row_marks(columns, table.block.count)
    return np.where(table.kept & columns[0].has, marks, np.uint64(0))
