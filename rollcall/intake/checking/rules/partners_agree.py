"""What two partners tell alike: one referral or period in both their files, which is counted once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from rollcall.intake.checking.findings import Finding
from rollcall.intake.found_table import FoundTable
from rollcall.store import Store

_NAMES = ("child_id", "nhs_number", "upn")
_SAME = {
    "spells": ("category", "start_date"),
    "diagnostic_waits": ("assessment", "referral_received_date"),
    "health_access": ("service", "service"),
    "in_year_admissions": ("school_applied_for", "application_received_date"),
}
_Names = tuple[str | None, ...]


def broken_rules(tables: Sequence[FoundTable], partners: Sequence[str], store: Store) -> list[Finding]:
    """Rows that tell of a child's referral, period, service or application what another partner tells too, in this drop or before it."""
    findings: list[Finding] = []
    owners: dict[tuple[str, str], str] | None = None
    for kind in _SAME:
        found = [
            (table, partner) for table, partner in zip(tables, partners, strict=True) if table.block and table.block.table.name == kind
        ]
        senders = sorted({partner for _, partner in found})
        before = store.told_by_others(kind, senders) if found and not store.is_empty else []
        if len(senders) < 2 and not before:
            continue
        owners = _owners(tables, store) if owners is None else owners
        findings += _told_by_two(found, before, owners, kind)
    return findings


def _told_by_two(
    found: Sequence[tuple[FoundTable, str]], before: Sequence[tuple], owners: dict[tuple[str, str], str], kind: str
) -> Iterator[Finding]:
    first: dict[tuple, tuple[str, FoundTable | None, int]] = {}
    for *names, what, when, partner in before:
        if child := _child(tuple(names), owners):
            first.setdefault((child, what, when), (partner, None, 0))
    for table, partner in found:
        block = table.block
        assert block is not None
        rows = np.flatnonzero(table.kept)
        columns = [_column(table, name, rows) for name in (*_NAMES, *_SAME[kind])]
        again: dict[int, str] = {}
        for row, *names, what, when in zip(rows.tolist(), *columns, strict=True):
            child = _child(tuple(names), owners)
            if child is None or what is None or when is None:
                continue
            sender, other, at = first.setdefault((child, what, when), (partner, table, row))
            if sender != partner:
                again[row] = f"what is kept from {sender}" if other is None else other.row_seen_from(table, at)
        told = [{"other": other} for other in again.values()]
        yield from block.findings_told_apart("told_by_two_partners", _SAME[kind][1], np.array(list(again), np.int64), told.__getitem__)


def _column(table: FoundTable, name: str, rows: np.ndarray) -> list:
    assert table.block is not None
    values = table.block.columns.get(name)
    return [None] * len(rows) if values is None else [values.values[word] if word >= 0 else None for word in values.rows[rows].tolist()]


def _child(names: _Names, owners: dict[tuple[str, str], str]) -> str | None:
    """The child that a row names, by the first of its numbers that a list has; else by its NHS number or UPN."""
    named = [(kind, number) for kind, number in zip(_NAMES, names, strict=True) if number]
    known = next((owners[name] for name in named if name in owners), None)
    return known or next((f"{kind} {number}" for kind, number in named if kind != "child_id"), None)


def _owners(tables: Sequence[FoundTable], store: Store) -> dict[tuple[str, str], str]:
    """Whose each reference, NHS number and UPN is, by the lists in this drop and those kept before."""
    owners: dict[tuple[str, str], str] = {}
    told: list[tuple[str | None, _Names]] = (
        [] if store.is_empty else [(f"kept {child}", tuple(names)) for child, *names in store.names_of_listed()]
    )
    for table in tables:
        if table.block and table.block.table.name == "children":
            rows = np.flatnonzero(table.kept)
            told += [(None, names) for names in zip(*(_column(table, name, rows) for name in _NAMES), strict=True)]
    for child, names in told:
        named = [(kind, number) for kind, number in zip(_NAMES, names, strict=True) if number]
        owner = next((owners[name] for name in named if name in owners), child or " ".join(named[0]) if named else "")
        for name in named:
            owners.setdefault(name, owner)
    return owners
