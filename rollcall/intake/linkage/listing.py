"""The children of the lists, in this drop and kept before, as others are compared with them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rollcall.definitions.table import fold
from rollcall.intake.checking.listed import carried_by
from rollcall.intake.found_table import FoundTable
from rollcall.intake.linkage.records import ListedChild, Told
from rollcall.intake.linkage.telling import telling
from rollcall.intake.values.identifiers import hashed_all
from rollcall.store import Store


def listed_children(tables: Sequence[FoundTable], partners: Sequence[str], store: Store) -> tuple[list[ListedChild], dict[str, str]]:
    """The listed children, each once, and whose each NHS number's or UPN's hash is. Of those kept before no name is known."""
    told: dict[str, Told] = {}
    owners: dict[str, str] = {}
    for table in tables:
        if table.block is not None and table.block.table.name == "children":
            _of_table(table, told, owners)
    lists = {partner for table, partner in zip(tables, partners, strict=True) if table.block and table.block.table.name == "children"}
    for child_id, born, sex, ethnicity, locality, school, *numbers in store.listed_children(besides=lists, ending=carried_by("")):
        before = Told(born, None if sex == "U" else sex, school=_folded(school), ethnicity=_folded(ethnicity), locality=_folded(locality))
        told.setdefault(child_id, before)
        for number in numbers:
            if number:
                owners.setdefault(number, child_id)
    marks = hashed_all("listed", list(told), store.key)
    return [ListedChild(child_id, mark, of) for (child_id, of), mark in zip(told.items(), marks, strict=True)], owners


def _of_table(table: FoundTable, told: dict[str, Told], owners: dict[str, str]) -> None:
    assert table.block is not None
    ids = table.block.columns.get("child_id")
    if ids is None:
        return
    rows = np.flatnonzero(table.kept & ids.has)
    names = [ids.values[word] for word in ids.rows[rows].tolist()]
    for child_id, of in zip(names, telling(table).of_rows(rows), strict=True):
        told[child_id] = told[child_id].filled_from(of) if child_id in told else of
    for kind in ("nhs_number", "upn"):
        if (numbers := table.block.columns.get(kind)) is not None:
            for child_id, word in zip(names, numbers.rows[rows].tolist(), strict=True):
                if word >= 0 and numbers.values[word]:
                    owners[numbers.values[word]] = child_id


def _folded(text: str | None) -> str | None:
    return fold(text) or None if text else None
