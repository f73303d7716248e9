"""Refuses rows that say exactly what an earlier row of the same partner and spreadsheet says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from rollcall.intake.findings import Finding
from rollcall.intake.found_table import FoundTable
from rollcall.intake.prepare import row_marks


def refuse_repeats(tables: Sequence[FoundTable], partners: Sequence[str], findings: list[Finding]) -> list[FoundTable]:
    """Refuse rows that say exactly what an earlier row of the same partner and spreadsheet says."""
    seen: dict[tuple[str, str], list[_Seen]] = {}
    linked = []
    for table, partner in zip(tables, partners, strict=True):
        if table.block is None or table.judged is None:
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
        refused = table.judged.refused.copy()
        refused[list(repeats)] = True
        linked.append(replace(table, judged=replace(table.judged, refused=refused)))
    return linked


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


def _first_column(table: FoundTable) -> str:
    assert table.block is not None
    return next((name for name in table.block.table.identifiers if name in table.block.columns), next(iter(table.block.columns)))
