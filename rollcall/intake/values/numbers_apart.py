"""Reads the NHS numbers and UPNs that stand under a reference as what they are, so that none is kept as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from rollcall.definitions.table import Table
from rollcall.intake.values.identifiers import hashed
from rollcall.intake.values.prepare import Values
from rollcall.intake.values.typed_astray import official


def numbers_apart(table: Table, values: Mapping[str, Values], key: bytes) -> dict[str, Values]:
    """The columns of a table with the NHS numbers and UPNs that stand under the reference read as what they are: as keyed hashes."""
    apart = dict(values)
    references = apart.get("child_id")
    if references is None or not (found := official(references.words)):
        return apart
    for name in ("nhs_number", "upn"):
        mine = {number: plain for number, (kind, plain) in found.items() if kind == name}
        if mine and name in table.by_name:
            words = range(len(references.words))
            here = np.append(np.array([number in mine for number in words], bool), False)[references.rows]
            read = replace(
                references,
                column=table[name],
                rows=np.where(here, references.rows, -1).astype(np.int32),
                values=[hashed(name, mine[number], key) if mine.get(number) else None for number in words],
                problems=[f"{name}_wrong" if mine.get(number) == "" else None for number in words],
            )
            apart[name] = _added(apart[name], read) if name in apart else read
    return apart


def _added(told: Values, more: Values) -> Values:
    """A column with what another says of the rows of which it says nothing."""
    lacks = ~told.has & more.has
    return replace(
        told,
        rows=np.where(lacks, more.rows + len(told.words), told.rows).astype(np.int32),
        words=[*told.words, *more.words],
        values=[*told.values, *more.values],
        problems=[*told.problems, *more.problems],
    )
