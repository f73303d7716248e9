"""Tells a partner's own numbers apart from the references of other partners' lists, where both count from small numbers on."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from rollcall.definitions.table import fold
from rollcall.intake.checking.findings import Finding
from rollcall.intake.found_table import FoundTable
from rollcall.intake.linkage.records import Told
from rollcall.intake.linkage.telling import telling
from rollcall.intake.values.prepare import Values
from rollcall.store import Store

OWN = " · "  # between a partner and its own number
_OF_A_SYSTEM = re.compile(r"\b(patient|hospital|mrn|medical record|pas|admission|admissions|adm)\b")
_BARE = re.compile(r"[\s\-/.]*\d[\d\s\-/.]*")
_ENOUGH_TO_BE_THE_RULE = 3


@dataclass(frozen=True, slots=True, repr=False)  # nothing of a child is written where it is shown by accident
class _Listed:
    """What another partner's list tells of the child that it gives a reference."""

    told: Told
    upn: str | None = None


def tell_own_numbers_apart(
    tables: Sequence[FoundTable], partners: Sequence[str], store: Store, findings: list[Finding]
) -> list[FoundTable]:
    """Write the partner before references that are its own: by their heading (Admission No, Patient ID) when they are bare numbers,
    and where what both files tell of the child cannot be true of one child."""
    own: list[FoundTable] = []
    for table, partner in zip(tables, partners, strict=True):
        ids = _references(table)
        if ids is None:
            own.append(table)
            continue
        listed = _listed_by_others(table, ids, own if _is_list(table) else [*own, *tables[len(own) :]], partners, partner, store)
        by_system = _OF_A_SYSTEM.search(fold(ids.heading)) is not None and _are_bare(ids)
        if not by_system and not listed:
            own.append(table)
            continue
        elsewhere = np.append(np.array([value in listed for value in ids.values], bool), False)[ids.rows] & table.kept
        rows = np.ones(len(ids.rows), bool) if by_system else _of_others(table, ids, np.flatnonzero(elsewhere), listed)
        assert table.block is not None
        findings += table.block.finding_together(
            "partners_own_numbers", "child_id", np.flatnonzero(rows & elsewhere), {"heading": ids.heading}
        )
        own.append(_told_apart(table, rows & ids.has, partner) if (rows & ids.has).any() else table)
    return own


def _references(table: FoundTable) -> Values | None:
    if table.block is None or table.judged is None:
        return None
    return table.block.columns.get("child_id")


def _is_list(table: FoundTable) -> bool:
    return table.block is not None and table.block.table.name == "children"


def _are_bare(ids: Values) -> bool:
    return all(_BARE.fullmatch(str(value)) for value in ids.values if value is not None)


def _listed_by_others(
    table: FoundTable, ids: Values, tables: Sequence[FoundTable], partners: Sequence[str], partner: str, store: Store
) -> dict[str, _Listed]:
    """The children that lists of other partners give these references, in this drop, else in the store."""
    asked = {value for value in ids.values if value is not None}
    listed: dict[str, _Listed] = {}
    if not store.is_empty:
        listed = {name: _Listed(Told(born=born)) for name, born, _ in store.births_told("child_id", sorted(asked), sorted({*partners}))}
    for other, sender in zip(tables, partners, strict=False):
        others = _references(other)
        if other is table or sender == partner or others is None or not _is_list(other):
            continue
        among = np.append(np.array([value in asked for value in others.values], bool), False)[others.rows]
        rows = np.flatnonzero(among & other.kept)
        upns = _values_of(other, "upn", rows)
        for row, told, upn in zip(rows.tolist(), telling(other).of_rows(rows), upns, strict=True):
            listed[others.values[others.rows[row]]] = _Listed(told, upn)
    return listed


def _values_of(table: FoundTable, name: str, rows: np.ndarray) -> list[str | None]:
    assert table.block is not None
    values = table.block.columns.get(name)
    return [None] * len(rows) if values is None else [values.values[word] if word >= 0 else None for word in values.rows[rows].tolist()]


def _of_others(table: FoundTable, ids: Values, rows: np.ndarray, listed: Mapping[str, _Listed]) -> np.ndarray:
    """The rows whose reference stands for another child elsewhere: all, where that is the rule; else those of which two things say so."""
    other = np.zeros(len(ids.rows), bool)
    against, agrees = [], 0
    for row, told, upn in zip(rows.tolist(), telling(table).of_rows(rows), _values_of(table, "upn", rows), strict=True):
        there = listed[ids.values[ids.rows[row]]]
        differs = _differences(told, upn, there)
        agrees += differs == 0
        if differs > 0:
            against.append((row, differs))
    if len(against) >= _ENOUGH_TO_BE_THE_RULE and len(against) > agrees:
        return ~other
    other[[row for row, differs in against if differs > 1]] = True
    return other


def _differences(told: Told, upn: str | None, there: _Listed) -> int:
    """How many things are said otherwise of the child, -1 where nothing can be compared. One UPN is one child, whatever else is said."""
    if upn and upn == there.upn:
        return 0
    pairs = [
        (told.turned, there.told.turned),
        (upn, there.upn),
        (told.sex, there.told.sex),
        (told.surname, there.told.surname),
        (told.forename, there.told.forename),
    ]
    both = [(one, other) for one, other in pairs if one and other]
    strong = [(one, other) for one, other in both if one in (told.turned, upn)]
    differs = sum(one != other for one, other in both)
    return -1 if not strong else differs if any(one != other for one, other in strong) else 0


def _told_apart(table: FoundTable, rows: np.ndarray, partner: str) -> FoundTable:
    """The table with the partner before its own numbers, in what its rows say of the children themselves as well."""
    assert table.block is not None
    old = table.block.columns["child_id"]
    count = len(old.values)
    own = [None if value is None else f"{partner}{OWN}{value}" for value in old.values]
    words = np.where(rows & (old.rows >= 0), old.rows + count, old.rows).astype(np.int32)
    values = replace(
        old, rows=words, words=[*old.words, *old.words], values=[*old.values, *own], problems=[*old.problems, *old.problems],
        warned=old.warned | {number + count for number in old.warned},
    )  # fmt: skip
    if rows[old.has].all():
        values = replace(old, values=own)
    block = replace(table.block, columns={**table.block.columns, "child_id": values})
    carried = table.carried
    if carried is not None and "child_id" in carried.columns:
        carried = replace(carried, columns={**carried.columns, "child_id": values})
    return replace(table, block=block, carried=carried)
