"""Refuses rows that repeat another row of the same partner and spreadsheet, or tell of the same period before it ended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from rollcall.intake.checking.findings import Finding
from rollcall.intake.found_table import FoundTable
from rollcall.intake.values.prepare import row_marks


def refuse_repeats(tables: Sequence[FoundTable], partners: Sequence[str], findings: list[Finding]) -> list[FoundTable]:
    """Refuse rows that say exactly what an earlier row of the same partner and spreadsheet says."""
    seen: dict[tuple[str, str], list[_Seen]] = {}
    alike = Counter((partner, table.block.table.name) for table, partner in zip(tables, partners, strict=True) if table.block)
    linked = []
    for table, partner in zip(tables, partners, strict=True):
        if table.block is None or table.judged is None or not table.block.columns:
            linked.append(table)
            continue
        if alike[partner, table.block.table.name] == 1 and _names_each_once(table):
            linked.append(table)
            continue
        rows = np.flatnonzero(table.kept)
        here = _Seen(table, rows, row_marks(table.block.columns.values(), table.block.count)[rows])
        before = seen.setdefault((partner, table.block.table.name), [])
        repeats = _repeats(here, before)
        for row, (other, at) in repeats.items():
            assert other.table.block is not None
            told = {"other": other.table.row_seen_from(table, other.rows[at])}
            findings += table.block.findings("duplicate_row", _first_column(table), np.array([row]), told)
        before.append(here)
        refused, repeated = (_with(rows, list(repeats)) for rows in (table.judged.refused, np.zeros(table.block.count, bool)))
        linked.append(replace(table, judged=replace(table.judged, refused=refused), repeated=repeated))
    return linked


def _names_each_once(table: FoundTable) -> bool:
    """Whether an identifier differs in every kept row, so that none can repeat another."""
    assert table.block is not None
    values = table.block.columns[_first_column(table)]
    kept = table.kept
    if not values.has[kept].all():
        return False
    spoken = [value for value in values.values if value is not None]
    return len(set(spoken)) == len(spoken) and int(np.bincount(values.rows[kept]).max(initial=0)) <= 1


@dataclass(frozen=True, eq=False)
class _Seen:
    """The kept rows of a table, and a number for each that stands for all it says."""

    table: FoundTable
    rows: np.ndarray
    marks: np.ndarray


def _repeats(here: _Seen, before: Sequence[_Seen]) -> dict[int, tuple[_Seen, int]]:
    """The rows that repeat an earlier one, each with the one it repeats."""
    repeats: dict[int, tuple[_Seen, int]] = {}
    for other in before:
        for at in np.flatnonzero(np.isin(here.marks, other.marks)).tolist():
            repeats.setdefault(int(here.rows[at]), (other, int(np.argmax(other.marks == here.marks[at]))))
    distinct, first, which = np.unique(here.marks, return_index=True, return_inverse=True)
    if len(distinct) < len(here.marks):
        for at in np.flatnonzero(first[which] != np.arange(len(which))).tolist():
            repeats.setdefault(int(here.rows[at]), (here, int(first[which[at]])))
    return repeats


# What makes two rows one period or one referral, and the dates that say it is over.
_PERIODS = {
    "spells": (("category", "start_date"), ("end_date",)),
    "diagnostic_waits": (("assessment", "referral_received_date"), ("assessment_start_date", "closed_date")),
}


def refuse_earlier_tellings(tables: Sequence[FoundTable], partners: Sequence[str], findings: list[Finding]) -> list[FoundTable]:
    """Refuse rows that tell of a period or a referral as it stood before another row of the same partner said how it ended.

    A register with a tab for each month tells of one period again and again; the telling with an end counts, else the last.
    """
    told: dict[tuple[str, str], dict[int, list[_Telling]]] = {}
    for table, partner in zip(tables, partners, strict=True):
        if table.block is not None and table.judged is not None and table.block.table.name in _PERIODS:
            by_period = told.setdefault((partner, table.block.table.name), {})
            for period, telling in _tellings(table):
                by_period.setdefault(period, []).append(telling)
    refused: dict[int, list[int]] = {}
    for by_period in told.values():
        for tellings in by_period.values():
            if len({telling.end for telling in tellings}) > 1:
                last = max(enumerate(tellings), key=lambda each: (each[1].end > 0, each[0]))[1]
                for telling in tellings:
                    if telling is not last and telling.end != last.end:
                        _refuse(telling, last, refused, findings)
    return [
        replace(table, judged=replace(table.judged, refused=_with(table.judged.refused, refused[id(table)])))
        if table.judged is not None and id(table) in refused
        else table
        for table in tables
    ]


@dataclass(frozen=True, eq=False)
class _Telling:
    """One row that tells of a period: where it stands, and a number for how it says the period ended, 0 when it goes on."""

    table: FoundTable
    row: int
    end: int


def _tellings(table: FoundTable) -> Iterator[tuple[int, _Telling]]:
    assert table.block is not None
    block = table.block
    period, ends = _PERIODS[block.table.name]
    names = (_first_column(table), *period)
    if not all(name in block.columns for name in names):
        return
    rows = np.flatnonzero(table.kept)
    periods = row_marks([block.columns[name] for name in names], block.count)[rows]
    over = row_marks([block.columns[name] for name in ends if name in block.columns], block.count)[rows]
    goes_on = ~np.any([block.columns[name].has for name in ends if name in block.columns] or [np.zeros(block.count, bool)], axis=0)[rows]
    for row, mark, end, on in zip(rows.tolist(), periods.tolist(), over.tolist(), goes_on.tolist(), strict=True):
        yield mark, _Telling(table, row, 0 if on else end)


def _refuse(telling: _Telling, last: _Telling, refused: dict[int, list[int]], findings: list[Finding]) -> None:
    assert telling.table.block is not None
    told = {"other": last.table.row_seen_from(telling.table, last.row)}
    findings += telling.table.block.findings("told_again", _first_column(telling.table), np.array([telling.row]), told)
    refused.setdefault(id(telling.table), []).append(telling.row)


def _with(refused: np.ndarray, rows: Sequence[int]) -> np.ndarray:
    more = refused.copy()
    more[list(rows)] = True
    return more


def _first_column(table: FoundTable) -> str:
    assert table.block is not None
    return next((name for name in table.block.table.identifiers if name in table.block.columns), next(iter(table.block.columns), ""))
