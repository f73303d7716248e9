"""Compares rows across sheets, files and the store: rows that repeat others, children told twice differently, children nobody lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from rollcall.intake.block import row_ranges
from rollcall.intake.findings import CHECKS, Finding
from rollcall.intake.prepare import Values, row_marks
from rollcall.intake.sheet import FoundTable
from rollcall.store import Store

_EVENTS = ("spells", "attendance", "diagnostic_waits", "health_access")


@dataclass(frozen=True, eq=False)
class Linked:
    """The same tables with repeated rows refused, and what the comparison found."""

    tables: tuple[FoundTable, ...]
    findings: tuple[Finding, ...]


def link(tables: Sequence[FoundTable], partners: Sequence[str], store: Store) -> Linked:
    """Compare the rows of everything that was dropped, with each other and with what is kept."""
    findings: list[Finding] = []
    linked = _refuse_repeats(tables, partners, findings)
    children = [table for table in linked if table.block and table.block.table.name == "children"]
    _tell_two_births(children, findings)
    for name, words in (("upn", "UPN"), ("nhs_number", "NHS number")):
        _tell_shared_numbers(children, name, words, findings)
    _tell_unknown_children(linked, children, store, findings)
    return Linked(tuple(linked), tuple(findings))


def _kept(table: FoundTable) -> np.ndarray:
    assert table.judged is not None
    return ~table.judged.refused


def _refuse_repeats(tables: Sequence[FoundTable], partners: Sequence[str], findings: list[Finding]) -> list[FoundTable]:
    """Rows that say exactly what an earlier row of the same partner and spreadsheet says."""
    seen: dict[tuple[str, str], dict[int, tuple[FoundTable, int]]] = {}
    linked = []
    for table, partner in zip(tables, partners, strict=True):
        if table.block is None or table.judged is None:
            linked.append(table)
            continue
        known = seen.setdefault((partner, table.block.table.name), {})
        kept = np.flatnonzero(_kept(table))
        marks = row_marks(table.block.columns.values(), table.block.count)[kept]
        first = dict(zip(*(part.tolist() for part in np.unique(marks, return_index=True)), strict=True))
        repeats = [
            row for at, (mark, row) in enumerate(zip(marks.tolist(), kept.tolist(), strict=True)) if mark in known or first[mark] != at
        ]
        for row in repeats if len(first) < len(kept) or known else ():
            mark = int(marks[np.searchsorted(kept, row)])
            other, number = known.get(mark, (table, int(table.block.rows[kept[first[mark]]])))
            told = {"other": _row_of(other, number, table)}
            findings += table.block.findings("duplicate_row", _first_column(table), np.array([row]), told)
        for mark, at in first.items():
            known.setdefault(mark, (table, int(table.block.rows[kept[at]])))
        refused = table.judged.refused.copy()
        refused[repeats] = True
        linked.append(replace(table, judged=replace(table.judged, refused=refused)))
    return linked


def _first_column(table: FoundTable) -> str:
    assert table.block is not None
    return next((name for name in table.block.table.identifiers if name in table.block.columns), next(iter(table.block.columns)))


def _row_of(other: FoundTable, number: int, here: FoundTable) -> str:
    if other.sheet is here.sheet:
        return f"row {number}"
    where = f"row {number} of sheet “{other.sheet.name}”"
    return where if other.sheet.file == here.sheet.file else f"{where} in {other.sheet.file}"


@dataclass(frozen=True, eq=False)
class _Told:
    """One row of a list of children: where it is, whom it names, and what it says."""

    table: FoundTable
    row: int


def _pairs(children: Iterable[FoundTable], key: str, other: str) -> dict[object, dict[object, _Told]]:
    """For each value of one column, the values of another that stand beside it in kept rows, and where each was first."""
    told: dict[object, dict[object, _Told]] = {}
    for table in children:
        assert table.block is not None
        keys, others = table.block.columns.get(key), table.block.columns.get(other)
        if keys is None or others is None:
            continue
        rows = np.flatnonzero(_kept(table) & keys.has & others.has)
        pairs = keys.rows[rows].astype(np.int64) * (len(others.words) + 1) + others.rows[rows]
        _, first = np.unique(pairs, return_index=True)
        for row in rows[np.sort(first)].tolist():
            told.setdefault(keys.values[keys.rows[row]], {}).setdefault(others.values[others.rows[row]], _Told(table, row))
    return told


def _tell_two_births(children: Sequence[FoundTable], findings: list[Finding]) -> None:
    said: set[tuple[int, int]] = set()
    for key in ("child_id", "upn"):
        for births in _pairs(children, key, "date_of_birth").values():
            first, *later = births.values()
            for told in later:
                if (id(told.table), told.row) in said:
                    continue
                said.add((id(told.table), told.row))
                assert told.table.block is not None
                other = _row_of(first.table, int(first.table.block.rows[first.row]), told.table) if first.table.block else ""
                findings += told.table.block.findings("two_dates_of_birth", "date_of_birth", np.array([told.row]), {"other": other})


def _tell_shared_numbers(children: Sequence[FoundTable], name: str, words: str, findings: list[Finding]) -> None:
    for ids in _pairs(children, name, "child_id").values():
        first, *later = ids.values()
        for told in later:
            assert told.table.block is not None
            other = _row_of(first.table, int(first.table.block.rows[first.row]), told.table) if first.table.block else ""
            findings += told.table.block.findings("two_children_one_number", name, np.array([told.row]), {"number": words, "other": other})


def _values_kept(table: FoundTable, name: str) -> set[str]:
    assert table.block is not None
    values = table.block.columns.get(name)
    if values is None:
        return set()
    used = np.unique(values.rows[_kept(table) & values.has])
    return {values.values[word] for word in used.tolist()}


def _tell_unknown_children(tables: Sequence[FoundTable], children: Sequence[FoundTable], store: Store, findings: list[Finding]) -> None:
    """Children of registers and waiting lists that no list of children names, in this drop or in the store."""
    known = {name: set().union(*(_values_kept(table, name) for table in children)) for name in ("child_id", "nhs_number", "upn")}
    for table in tables:
        if table.block is None or table.block.table.name not in _EVENTS:
            continue
        columns = {name: table.block.columns[name] for name in known if name in table.block.columns}
        for name in columns:
            if new := _values_kept(table, name) - known[name]:
                known[name] |= store.known_identifiers(name, sorted(new))
        nowhere = _kept(table)
        for name, values in columns.items():
            nowhere &= ~_is_among(values, known[name])
        rows = np.flatnonzero(nowhere)
        if len(rows):
            _tell_nowhere(table, columns, rows, findings)


def _tell_nowhere(table: FoundTable, columns: dict[str, Values], rows: np.ndarray, findings: list[Finding]) -> None:
    assert table.block is not None
    names = set()
    for row in rows.tolist():
        names.add(next((values.values[values.rows[row]] for values in columns.values() if values.has[row]), row))
    check = CHECKS["child_not_in_children"]
    children = "1 child" if len(names) == 1 else f"{len(names):,} children"
    cell = table.block.cell(next(iter(columns)), int(rows[0]))
    cells = row_ranges(table.block.rows[rows])
    findings.append(
        table.block.place.finding(check, cell, {"children": children, "are": "is" if len(names) == 1 else "are", "cells": cells}, len(rows))
    )


def _is_among(values: Values, known: set[str]) -> np.ndarray:
    return np.append(np.array([value in known for value in values.values], bool), False)[values.rows]
