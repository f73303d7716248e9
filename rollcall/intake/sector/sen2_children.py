"""Makes the list of children out of a joined SEN2 return, and the account of each of its other tables."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np

from rollcall.definitions.codes import PRIMARY_NEED
from rollcall.definitions.sen_settings import SEN_SETTING
from rollcall.definitions.table import Column
from rollcall.definitions.tables import BY_NAME
from rollcall.intake.checking.check import judge
from rollcall.intake.checking.findings import CHECKS, Finding, Place
from rollcall.intake.found_table import FoundTable
from rollcall.intake.recognising.columns import Coded, cell_address
from rollcall.intake.recognising.recognise import Recognised
from rollcall.intake.recognising.rows import BLANK, DATA, RowKinds
from rollcall.intake.sector.sen2_parts import Account, Part
from rollcall.intake.sector.sen2_return import Return
from rollcall.intake.values.block import Block, row_ranges
from rollcall.intake.values.prepare import Values, read_values, said_everywhere

_TABLE = BY_NAME["children"]
_TYPED = {"birth_date": "date_of_birth", "sex": "sex", "ethnicity": "ethnicity", "upn": "upn"}
_DATES = ("entry_date", "leaving_date", "plan_start", "plan_ceased", "reference_date")
_CODED: dict[str, Callable[[str], str | None]] = {"need": PRIMARY_NEED.find, "setting": SEN_SETTING.find}
_MOST_NAMED = 40  # cells that one finding names


def children(table: FoundTable, of: Return, key: bytes, today: date) -> FoundTable:
    """The table of persons, its rows those with an open plan, with what the other tables say of them."""
    part = table.part
    assert part
    ids = part.ids("person_id")
    rows = np.array([row for row, who in enumerate(ids) if who in of.with_plan], np.int64)
    who = [ids[row] or "" for row in rows.tolist()]
    kinds = np.full(part.count, BLANK, np.int8)
    kinds[rows] = DATA
    values = _typed(table, part, rows, key, today) | _joined(of, who)
    values["child_id"] = _references(values.get("upn"), who)
    header_cell = cell_address(next((place for place, heading in enumerate(part.header.headings) if heading), 0), part.header.last)
    place = Place(part.sheet.file, part.sheet.name, _TABLE.headline, _TABLE.name)
    block = Block(_TABLE, place, rows + table.first_row, values, {}, header_cell)
    recognised = Recognised(_TABLE, table.recognised.confidence, _why(of, len(rows), part.count - len(rows)), table.recognised.matches)
    titles = (f"SEN2 return as at {of.as_at.day} {of.as_at:%B %Y}",)
    judged = judge(block, today)
    judged = replace(judged, findings=(*judged.findings, *_not_read(part, today)))
    return replace(table, titles=titles, recognised=recognised, kinds=RowKinds(kinds), block=block, judged=judged)


def accounts(of: Return, today: date) -> dict[int, Account]:
    """What became of the rows of each other table, by the table's identity."""
    known = {who for who in of.persons.ids("person_id") if who}
    found = {}
    for part in of.parts:
        owners = of.owners[id(part)]
        used = sum(who in of.with_plan and who in known for who in owners) if "header" not in part.kinds else 0
        lost = (
            np.array([row for row, who in enumerate(owners) if who not in known], np.int64) if "header" not in part.kinds else np.array([])
        )
        why = f"SEN2 return, {part.words}: read together with the persons"
        why += f"; {used:,} of {part.count:,} rows are of children with an open plan." if "header" not in part.kinds else "."
        found[id(part)] = Account(why, used, True, (*_orphans(part, lost), *_not_read(part, today)))
    return found


def _why(of: Return, kept: int, left: int) -> str:
    told = f"SEN2 return as at {of.as_at.day} {of.as_at:%B %Y}: its tables joined, {kept:,} children with an open plan"
    return f"{told}; {left:,} persons have none (asked for, refused or ceased) and are left." if left else f"{told}."


def _typed(table: FoundTable, part: Part, rows: np.ndarray, key: bytes, today: date) -> dict[str, Values]:
    """What the table of persons says itself."""
    by_column = {match.column: match for match in table.recognised.matches if match.column}
    return {
        column: read_values(_TABLE[column], by_column[column], _coded(part, field), rows, part.header.last, key, today, table.choices)
        for field, column in _TYPED.items()
        if field in part.fields and column in by_column
    }


def _coded(part: Part, field: str) -> Coded:
    return part.fields[field]


def _joined(of: Return, who: Sequence[str]) -> dict[str, Values]:
    """What the other tables say of each of some persons."""
    given: dict[str, Values] = {"sen_status": said_everywhere(_TABLE["sen_status"], "E", len(who))}
    if of.needs:
        given["primary_need"] = _given(_TABLE["primary_need"], "SEN type of need", [_code(of.needs.get(one), "need") for one in who])
    if of.placed is not None:
        placed = [of.placed[one] for one in who]
        names = [f"Provider with UKPRN {one.ukprn}" if one.ukprn and not one.urn else None for one in placed]
        given["school_urn"] = _given(_TABLE["school_urn"], "URN", [one.urn for one in placed])
        given["school_name"] = _given(_TABLE["school_name"], "UKPRN", names)
        given["sen_setting"] = _given(_TABLE["sen_setting"], "SEN setting", [_code(one.setting, "setting") for one in placed])
        since = [one.since if one.setting else None for one in placed]
        given["sen_setting_since"] = _given(_TABLE["sen_setting_since"], "Placement start date", since)
    return given


def _code(word: str | None, field: str) -> str | None:
    return _CODED[field](word) if word else None


def _given(column: Column, heading: str, of_rows: Sequence[Hashable]) -> Values:
    """A column whose values stand in another table than its rows."""
    distinct: list[Any] = [value for value in dict.fromkeys(of_rows) if value is not None]
    number: Mapping[Hashable, int] = {value: place for place, value in enumerate(distinct)}
    rows = np.array([-1 if value is None else number[value] for value in of_rows], np.int32)
    return Values(column, heading, None, rows, [str(value) for value in distinct], distinct, [None] * len(distinct))


def _references(upn: Values | None, who: Sequence[str]) -> Values:
    """A reference for each child whose UPN cannot be used: the return's own."""
    has = upn.has if upn else np.zeros(len(who), bool)
    return _given(_TABLE["child_id"], "Person ID", [None if named else f"sen2-{one}" for one, named in zip(who, has.tolist(), strict=True)])


def _orphans(part: Part, rows: np.ndarray) -> tuple[Finding, ...]:
    if not len(rows):
        return ()
    place = Place(part.sheet.file, part.sheet.name, _TABLE.headline, _TABLE.name)
    first = int(rows[0]) + part.header.last + 1
    told = {"rows": row_ranges(rows + part.header.last + 2)}
    return (place.finding(CHECKS["sen2_nobodys"], cell_address(0, first), told, len(rows)),)


def _not_read(part: Part, today: date) -> tuple[Finding, ...]:
    """Cells of a table that hold no date, or no code that SEN2 has, one finding for each column."""
    place = Place(part.sheet.file, part.sheet.name, _TABLE.headline, _TABLE.name)
    found = []
    for field in (*_DATES, *_CODED):
        rows = part.not_read(field, today) if field in _DATES else _unknown(part, field)
        if rows:
            column = part.fields[field].place
            cells = [cell_address(column, row + part.header.last + 1) for row in rows]
            named = ", ".join(cells[:_MOST_NAMED]) + (f" and {len(cells) - _MOST_NAMED:,} more" if len(cells) > _MOST_NAMED else "")
            told = {"heading": part.header.headings[column], "cells": named}
            found.append(replace(place.finding(CHECKS["sen2_not_read"], cells[0], told, len(rows)), cells=tuple(cells)))
    return tuple(found)


def _unknown(part: Part, field: str) -> list[int]:
    if field not in part.fields:
        return []
    column = part.fields[field]
    unknown = {number for number, word in enumerate(column.words) if word and _CODED[field](word) is None}
    return [row for row, code in enumerate(column.rows.tolist()) if code in unknown]
