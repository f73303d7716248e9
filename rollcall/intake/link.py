"""Compares rows across sheets, files and the store: rows that repeat others, children told twice differently, children nobody lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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
    linked = _tell_unknown_children(linked, children, partners, store, findings)
    return Linked(tuple(linked), tuple(findings))


def _kept(table: FoundTable) -> np.ndarray:
    assert table.judged is not None
    return ~table.judged.refused


def carried_by(partner: str) -> str:
    """The partner under whose name children are kept that only a register tells of, apart from the partner's own list of children."""
    return f"{partner} (from its registers)"


def _refuse_repeats(tables: Sequence[FoundTable], partners: Sequence[str], findings: list[Finding]) -> list[FoundTable]:
    """Refuse rows that say exactly what an earlier row of the same partner and spreadsheet says."""
    seen: dict[tuple[str, str], list[_Seen]] = {}
    linked = []
    for table, partner in zip(tables, partners, strict=True):
        if table.block is None or table.judged is None:
            linked.append(table)
            continue
        rows = np.flatnonzero(_kept(table))
        here = _Seen(table, rows, row_marks(table.block.columns.values(), table.block.count)[rows])
        before = seen.setdefault((partner, table.block.table.name), [])
        repeats = _repeats(here, before)
        for row, (other, at) in repeats.items():
            assert other.table.block is not None
            told = {"other": _row_of(other.table, int(other.table.block.rows[other.rows[at]]), table)}
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


_NAMES = ("child_id", "nhs_number", "upn")


def _tell_unknown_children(
    tables: Sequence[FoundTable], children: Sequence[FoundTable], partners: Sequence[str], store: Store, findings: list[Finding]
) -> list[FoundTable]:
    """Children of registers and waiting lists that no list of children names, in this drop or in the store; those of them whose
    register gives a date of birth and a SEN status are carried into the list."""
    known: dict[str, set[str]] = {name: set().union(*(_values_kept(table, name) for table in children)) for name in _NAMES}
    events = [table for table in tables if table.block and table.block.table.name in _EVENTS]
    if not store.is_empty:
        for table in events:
            for name in _NAMES:
                if new := _values_kept(table, name) - known[name]:
                    known[name] |= store.known_identifiers(name, sorted(new), besides=[carried_by(partner) for partner in partners])
    linked = [_carry(table, known, findings) if table in events else table for table in tables]
    for table in linked:
        if table.block and table.block.table.name in _EVENTS and len(rows := np.flatnonzero(_nowhere(table, known))):
            _tell_nowhere(table, {name: table.block.columns[name] for name in _NAMES if name in table.block.columns}, rows, findings)
    return linked


def _nowhere(table: FoundTable, known: Mapping[str, set[str]]) -> np.ndarray:
    assert table.block is not None
    nowhere = _kept(table)
    for name in _NAMES:
        if name in table.block.columns:
            nowhere = nowhere & ~_is_among(table.block.columns[name], known[name])
    return nowhere


def _carry(table: FoundTable, known: dict[str, set[str]], findings: list[Finding]) -> FoundTable:
    """Take what a register says of children that nothing else tells of, and count them as known from here on."""
    if table.carried is None or table.block is None:
        return table
    carried = table.carried
    rows = _nowhere(table, known) & carried.columns["date_of_birth"].has & carried.columns["sen_status"].has
    if not rows.any():
        return table
    for name in _NAMES:
        if name in carried.columns:
            values = carried.columns[name]
            known[name] |= {values.values[word] for word in np.unique(values.rows[rows & values.has]).tolist()}
    cell = carried.cell("date_of_birth", int(np.flatnonzero(rows)[0]))
    told = {"rows": row_ranges(carried.rows[rows])}
    findings.append(carried.place.finding(CHECKS["child_carried"], cell, told, int(rows.sum())))
    return replace(table, carried_rows=rows)


def _tell_nowhere(table: FoundTable, columns: dict[str, Values], rows: np.ndarray, findings: list[Finding]) -> None:
    assert table.block is not None
    names = np.full(len(rows), -1, np.int64)
    for number, values in enumerate(columns.values()):
        codes = values.rows[rows].astype(np.int64) * len(columns) + number
        names = np.where((names < 0) & values.has[rows], codes, names)
    count = len(np.unique(names))
    children = "1 child is" if count == 1 else f"{count:,} children are"
    told = {"children": children, "rows": row_ranges(table.block.rows[rows])}
    cell = table.block.cell(next(iter(columns)), int(rows[0]))
    findings.append(table.block.place.finding(CHECKS["child_not_in_children"], cell, told, len(rows)))


def _is_among(values: Values, known: set[str]) -> np.ndarray:
    return np.append(np.array([value in known for value in values.values], bool), False)[values.rows]
