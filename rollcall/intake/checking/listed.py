"""Which children of registers and waiting lists a list of children has, and what becomes of the others."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from rollcall.intake.checking.findings import Finding
from rollcall.intake.found_table import FoundTable
from rollcall.intake.recognising.recognise import Match
from rollcall.intake.values.prepare import Values, read_local_ids
from rollcall.store import Store

_EVENTS = ("spells", "attendance", "diagnostic_waits", "health_access", "in_year_admissions")
_NAMES = ("child_id", "nhs_number", "upn")
_NUMBERS = (("nhs_number", "NHS number"), ("upn", "UPN"))
_LOOSE = re.compile(r"[\s\-_/.]+")

_ENOUGH_TO_BE_THE_RULE = 3
_DROP_TOGETHER = (
    "Drop the list of children together with this file, so that they can be compared: of the list that was kept before, no name and "
    "no postcode is known. If they are in no list then:"
)
_FEW, _MOST = 0.5, 0.6  # shares of the references that lists of children have

Known = dict[str, set[str]]


def is_event(table: FoundTable) -> bool:
    """Whether a table's rows are about something that happened to a child."""
    return table.block is not None and table.block.table.name in _EVENTS


def carried_by(partner: str) -> str:
    """The partner under whose name children are kept that only a register tells of, apart from the partner's own list of children."""
    return f"{partner} (from its registers)"


def known_children(tables: Sequence[FoundTable], partners: Sequence[str], store: Store) -> Known:
    """The references and hashes that lists of children carry, in this drop and (of those that are asked about) in the store."""
    children = [table for table in tables if table.block and table.block.table.name == "children"]
    known: Known = {name: set().union(*(_values_kept(table, name) for table in children)) for name in _NAMES}
    if store.is_empty:
        return known
    registers = [carried_by(partner) for partner in dict.fromkeys(partners)]
    for name in _NAMES:
        asked = set().union(*(_values_kept(table, name) for table in tables if is_event(table))) - known[name]
        if asked:
            known[name] |= store.known_identifiers(name, sorted(asked), besides=registers)
    return known


def use_listed_reference(table: FoundTable, children: Sequence[FoundTable]) -> FoundTable:
    """Of several columns of references, use the one whose values the lists of children have."""
    block, spares = table.block, table.recognised.spare_references
    if block is None or not is_event(table) or not spares or "child_id" not in block.columns:
        return table
    known = set().union(*(_values_kept(each, "child_id") for each in children))
    now = _share_known(block.columns["child_id"], known)
    by_place = {column.place: column for column in table.columns}
    for spare in spares:
        if spare.place in by_place and known and now < _FEW:
            values = read_local_ids(block.columns["child_id"].column, spare, by_place[spare.place], block.rows - table.first_row)
            if _share_known(values, known) > max(now, _MOST):
                matches = tuple(_swapped(match, spare) for match in table.recognised.matches)
                recognised = replace(table.recognised, matches=matches, spare_references=())
                return replace(table, recognised=recognised, block=replace(block, columns={**block.columns, "child_id": values}))
    return table


def _swapped(match: Match, spare: Match) -> Match:
    if match.place == spare.place:
        return spare
    return replace(match, column=None, confidence=0.0) if match.column == "child_id" else match


def _share_known(values: Values, known: set[str]) -> float:
    among = _is_among(values, known)
    return float(among.sum()) / max(int(values.has.sum()), 1)


def read_loosely(table: FoundTable, known: Known, findings: list[Finding]) -> FoundTable:
    """Read a reference that differs from a listed one only in capitals, spaces, dashes or zeros in front as that one."""
    block = table.block
    if block is None or not is_event(table) or "child_id" not in block.columns or not known["child_id"]:
        return table
    values = block.columns["child_id"]
    if all(value is None or value in known["child_id"] for value in values.values):
        return table
    listed = _by_loose_form(known["child_id"])
    read = [value if value is None or value in known["child_id"] else listed.get(_loose(value)) or value for value in values.values]
    changed = np.append(np.array([old != new for old, new in zip(values.values, read, strict=True)], bool), False)[values.rows]
    rows = np.flatnonzero(changed & table.kept)
    if not len(rows):
        return table
    findings += block.finding_together("reference_read_loosely", "child_id", rows, {"heading": values.heading})
    columns = {**block.columns, "child_id": replace(values, values=read)}
    return replace(table, block=replace(block, columns=columns))


def _loose(reference: str) -> str:
    return _LOOSE.sub("", reference).casefold().lstrip("0")


def _by_loose_form(references: set[str]) -> dict[str, str]:
    """Loose form to reference, for the forms that only one reference has."""
    forms: dict[str, str | None] = {}
    for reference in references:
        form = _loose(reference)
        forms[form] = None if form in forms else reference
    return {form: reference for form, reference in forms.items() if reference and form}


def settle_names(table: FoundTable, children: Sequence[FoundTable], findings: list[Finding]) -> FoundTable:
    """Tell of rows whose reference names one listed child and whose NHS number or UPN another. Where that is the rule and not the
    exception, the references are the provider's own, and they are not used."""
    block = table.block
    if block is None or not is_event(table) or "child_id" not in block.columns:
        return table
    by_id = block.columns["child_id"]
    for name, words in _NUMBERS:
        number = block.columns.get(name)
        owner = _owners(children, name) if number else {}
        if number is None or not owner:
            continue
        listed = set(owner.values())
        owned = np.array([owner.get(value) or "" for value in number.values] + [""], object)[number.rows]
        said = np.array([value if value in listed else "" for value in by_id.values] + [""], object)[by_id.rows]
        both = table.kept & (owned != "") & (said != "")
        rows = np.flatnonzero(both & (owned != said))
        if len(rows) >= _ENOUGH_TO_BE_THE_RULE and len(rows) > both.sum() / 2:
            findings += block.finding_together("providers_own_references", "child_id", rows, {"heading": by_id.heading, "number": words})
            columns = {key: values for key, values in block.columns.items() if key != "child_id"}
            return replace(table, block=replace(block, columns=columns))
        findings += block.findings("two_names", name, rows, {"number": words})
    return table


def _owners(children: Sequence[FoundTable], name: str) -> dict[str, str]:
    """Whose NHS number or UPN each hash is, by the lists in this drop."""
    owners: dict[str, str] = {}
    for table in children:
        assert table.block is not None
        numbers, ids = table.block.columns.get(name), table.block.columns.get("child_id")
        if numbers is None or ids is None:
            continue
        rows = np.flatnonzero(table.kept & numbers.has & ids.has)
        owners |= zip(
            (numbers.values[word] for word in numbers.rows[rows].tolist()),
            (ids.values[word] for word in ids.rows[rows].tolist()),
            strict=True,
        )
    return owners


def carry(table: FoundTable, known: Known, findings: list[Finding]) -> FoundTable:
    """Take what a register says of children that nothing else tells of, and count them as known from here on."""
    if table.carried is None or table.block is None:
        return table
    carried = table.carried
    rows = in_no_list(table, known) & carried.columns["date_of_birth"].has & carried.columns["sen_status"].has
    if not rows.any():
        return table
    for name in _NAMES:
        if name in carried.columns:
            values = carried.columns[name]
            known[name] |= {values.values[word] for word in np.unique(values.rows[rows & values.has]).tolist()}
    findings += carried.finding_together("child_carried", "date_of_birth", np.flatnonzero(rows))
    return replace(table, carried_rows=rows)


def nowhere(table: FoundTable, known: Known, *, could_be_compared: bool = False) -> list[Finding]:
    """Children that no list of children has: counted and named, never dropped in silence.

    Where they could be compared with a list that was kept before, if it were dropped again, that is what to do first.
    """
    if table.block is None or not len(rows := np.flatnonzero(in_no_list(table, known))):
        return []
    columns = [table.block.columns[name] for name in _NAMES if name in table.block.columns]
    names = np.full(len(rows), -1, np.int64)
    for number, values in enumerate(columns):
        codes = values.rows[rows].astype(np.int64) * len(columns) + number
        names = np.where((names < 0) & values.has[rows], codes, names)
    count = len(np.unique(names))
    told = {"children": "1 child is" if count == 1 else f"{count:,} children are"}
    code = "wait_of_a_child_nobody_knows" if table.block.table.name == "diagnostic_waits" else "child_not_in_children"
    found = table.block.finding_together(code, columns[0].column.name, rows, told)
    return (
        [replace(one, what_to_do=f"{_DROP_TOGETHER} {one.what_to_do[0].lower()}{one.what_to_do[1:]}") for one in found]
        if could_be_compared
        else found
    )


def in_no_list(table: FoundTable, known: Mapping[str, set[str]]) -> np.ndarray:
    """Which kept rows name a child, and by no number that is known."""
    assert table.block is not None
    nowhere = table.kept
    for name in _NAMES:
        if name in table.block.columns:
            nowhere = nowhere & ~_is_among(table.block.columns[name], known[name])
    return nowhere


def _values_kept(table: FoundTable, name: str) -> set[str]:
    assert table.block is not None
    values = table.block.columns.get(name)
    if values is None:
        return set()
    used = np.unique(values.rows[table.kept & values.has])
    return {values.values[word] for word in used.tolist()}


def _is_among(values: Values, known: set[str]) -> np.ndarray:
    return np.append(np.array([value in known for value in values.values], bool), False)[values.rows]
