"""Finds the children whom no list has by a number, compares them with the lists, and gives the linked rows their child."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from rollcall.intake.checking.check import named_after_all, only_nameless
from rollcall.intake.checking.findings import Finding
from rollcall.intake.checking.listed import Known, in_no_list, is_event
from rollcall.intake.found_table import FoundTable
from rollcall.intake.linkage.linkage import NO_DATE_OF_BIRTH, NO_LIST, NO_NAMES, Linkage, Matching
from rollcall.intake.linkage.listing import listed_children
from rollcall.intake.linkage.model import Compared
from rollcall.intake.linkage.records import ListedChild, Told, UnlistedChild
from rollcall.intake.linkage.telling import telling
from rollcall.intake.linkage.verdicts import Match, Verdict, decide, pair_key
from rollcall.intake.values.identifiers import hashed
from rollcall.intake.values.prepare import Values
from rollcall.store import LinkRecord, Store

_NUMBERS = ("nhs_number", "upn", "child_id")
Name = tuple[str, str]
"""The number that names a child: which kind it is, and the number or its hash."""
_SAME = (Verdict.SURE.value, Verdict.SAID_SAME.value)


@dataclass(frozen=True, eq=False)
class LinkedByLikeness:
    """The same tables with the linked rows naming their child, what came of the linking, and what was found."""

    tables: list[FoundTable]
    linkage: Linkage
    findings: tuple[Finding, ...] = ()


def link_by_likeness(
    tables: Sequence[FoundTable], partners: Sequence[str], known: Known, store: Store, matching: Matching
) -> LinkedByLikeness:
    """Compare the children of registers and waiting lists whom no list has with those whom the lists have."""
    nowhere = {number: _unnamed(table, known) for number, table in enumerate(tables) if is_event(table)}
    linkage = Linkage(_count_by_number(tables, nowhere), sure=matching.sure)
    if store.is_empty and not any(table.block and table.block.table.name == "children" for table in tables):
        return LinkedByLikeness(list(tables), replace(linkage, why_not=NO_LIST))
    unlisted = tuple(_unlisted(tables, partners, nowhere, store.key))
    linkage = replace(linkage, unlisted=unlisted)
    before = store.links([child.mark for child in unlisted]) if unlisted else ()
    if not any(child.told.born for child in unlisted) and not any(link.answer in _SAME for link in before):
        return LinkedByLikeness(list(tables), replace(linkage, why_not=NO_DATE_OF_BIRTH if unlisted else ""))
    listed, owners = listed_children(tables, partners, store)
    linkage = _match(linkage, listed, _already(tables, partners, owners), before, matching)
    known["child_id"] |= {match.listed.child_id for match in linkage.linked}
    return _given_their_child(tables, linkage)


def _unnamed(table: FoundTable, known: Known) -> np.ndarray:
    """The rows whose child no list has by a number, those with no number at all among them."""
    assert table.block is not None
    return in_no_list(table, known) | only_nameless(table.block)


def _count_by_number(tables: Sequence[FoundTable], nowhere: Mapping[int, np.ndarray]) -> int:
    found: set[object] = set()
    for number, rows in nowhere.items():
        table = tables[number]
        assert table.block is not None
        columns = [table.block.columns[name] for name in _NUMBERS if name in table.block.columns]
        left = table.kept & ~rows
        for values in columns:
            found |= {values.values[word] for word in np.unique(values.rows[left & values.has]).tolist()}
            left &= ~values.has
    return len(found)


def _unlisted(tables: Sequence[FoundTable], partners: Sequence[str], nowhere: Mapping[int, np.ndarray], key: bytes) -> list[UnlistedChild]:
    """The children of the rows that no list has: rows with one number, or without any and telling the same, are one child's."""
    found: dict[tuple[str, Name | Told], UnlistedChild] = {}
    for table, rows in nowhere.items():
        if not rows.any():
            continue
        for row, name, told in _rows_told(tables[table], np.flatnonzero(rows)):
            child = (partners[table], name or told)
            if child in found:
                before = found[child]
                found[child] = replace(before, rows=(*before.rows, (table, row)), told=before.told.filled_from(told))
            elif name or told != Told():
                where = tables[table].row_seen_from(tables[table], row)
                sheet = tables[table].sheet
                found[child] = UnlistedChild("", partners[table], told, ((table, row),), f"{where} of sheet “{sheet.name}” in {sheet.file}")
    return [replace(child, mark=hashed("unlisted", _what_marks(name, child.told), key)) for (_, name), child in found.items()]


def _rows_told(table: FoundTable, rows: np.ndarray) -> Iterator[tuple[int, Name | None, Told]]:
    """Each row with the number that names its child, when it has one, and what it tells of the child."""
    assert table.block is not None
    names: list[Name | None] = [None] * len(rows)
    for kind in reversed(_NUMBERS):
        if (values := table.block.columns.get(kind)) is not None:
            words = values.rows[rows].tolist()
            names = [
                (kind, values.values[word]) if word >= 0 and values.values[word] else name for word, name in zip(words, names, strict=True)
            ]
    return zip(rows.tolist(), names, telling(table).of_rows(rows), strict=True)


def _what_marks(name: Name | Told, told: Told) -> str:
    """What a child is remembered by: its number, with the date of birth where the number is the partner's own; else all that is told."""
    if isinstance(name, Told):
        return "|".join(map(str, told.all))
    kind, number = name
    return f"{kind}|{number}|{told.born}" if kind == "child_id" else f"{kind}|{number}"


def _already(tables: Sequence[FoundTable], partners: Sequence[str], owners: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """The listed children whom each partner's rows name by a number."""
    already: dict[str, set[str]] = {}
    for table, partner in zip(tables, partners, strict=True):
        if not is_event(table) or table.block is None:
            continue
        for kind in _NUMBERS:
            if (values := table.block.columns.get(kind)) is not None:
                used = [values.values[word] for word in np.unique(values.rows[table.kept & values.has]).tolist()]
                already.setdefault(partner, set()).update(used if kind == "child_id" else (owners[one] for one in used if one in owners))
    return {partner: frozenset(children) for partner, children in already.items()}


def _match(
    linkage: Linkage,
    listed: Sequence[ListedChild],
    already: Mapping[str, frozenset[str]],
    before: Sequence[LinkRecord],
    matching: Matching,
) -> Linkage:
    """Answers of before first; then everybody else is compared."""
    by_mark = {child.mark: child for child in listed}
    answers: dict[str, bool] = {}
    again: dict[str, Match] = {}
    of_mark = {child.mark: child for child in linkage.unlisted}
    for link in before:
        if link.listed in by_mark:
            pair = pair_key(link.unlisted, link.listed)
            if link.answer in _SAME and matching.answers.get(pair, True):
                one, other = of_mark[link.unlisted], by_mark[link.listed]
                again[link.unlisted] = Match(one, other, link.probability or 1.0, Verdict(link.answer), before=True)
            elif link.answer == Verdict.SAID_DIFFERENT.value:
                answers[pair] = False
    rest = [child for child in linkage.unlisted if child.mark not in again]
    compared = (matching.compared or Compared()).pairs(rest, listed) if rest and listed else []
    matches = decide(compared, rest, listed, {**answers, **matching.answers}, already, matching.sure)
    return replace(linkage, matches=(*again.values(), *matches), why_not=_why_not(rest, listed))


def _why_not(unlisted: Sequence[UnlistedChild], listed: Sequence[ListedChild]) -> str:
    if not any(child.told.born for child in listed):
        return NO_LIST
    if unlisted and not any(child.told.born for child in unlisted):
        return NO_DATE_OF_BIRTH
    theirs, ours = (any(child.told.is_named for child in side) for side in (unlisted, listed))
    return NO_NAMES if theirs and not ours else ""


def _given_their_child(tables: Sequence[FoundTable], linkage: Linkage) -> LinkedByLikeness:
    children: dict[int, dict[int, str]] = {}
    asked: dict[int, list[int]] = {}
    for match in linkage.linked:
        for number, row in match.unlisted.rows:
            children.setdefault(number, {})[row] = match.listed.child_id
    for child in {match.unlisted.mark: match.unlisted for match in linkage.asked}.values():
        for number, row in child.rows:
            asked.setdefault(number, []).append(row)
    findings: list[Finding] = []
    linked = [_with_children(table, children[number]) if number in children else table for number, table in enumerate(tables)]
    for number, table in enumerate(linked):
        for code, rows in (("child_linked", sorted(children.get(number, ()))), ("child_could_be_listed", sorted(asked.get(number, ())))):
            if table.block is not None:
                findings += table.block.finding_together(code, "child_id", np.array(rows, np.int64))
    return LinkedByLikeness(linked, linkage, tuple(findings))


def _with_children(table: FoundTable, children: Mapping[int, str]) -> FoundTable:
    """A table some of whose rows name the listed child that they were linked to."""
    block, judged = table.block, table.judged
    assert block is not None
    assert judged is not None
    old = block.columns.get("child_id")
    if old is None:
        old = Values(block.table["child_id"], "", None, np.full(block.count, -1, np.int32), [], [], [])
    new = list(dict.fromkeys(children.values()))
    rows = old.rows.copy()
    number = {child: len(old.words) + place for place, child in enumerate(new)}
    for row, child in children.items():
        rows[row] = number[child]
    values = replace(old, rows=rows, words=[*old.words, *new], values=[*old.values, *new], problems=[*old.problems, *([None] * len(new))])
    named = np.zeros(block.count, bool)
    named[list(children)] = True
    block = replace(block, columns={**block.columns, "child_id": values})
    return replace(table, block=block, judged=named_after_all(block, judged, named))
