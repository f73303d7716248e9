"""The rows that a template shows as an example: one with every column filled, and a few of the invented area's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache

from rollcall.definitions.table import Column, Kind, Table
from rollcall.definitions.tables import BY_NAME
from rollcall.invent import invent
from rollcall.invent.identifiers import pupil_number_of_a_real_council

Row = Mapping[str, object]

_SEED, _CHILDREN = 11, 400
_OF_EACH, _GOING_ON = 6, 3  # invented rows of a spreadsheet; the list of children has those whom the others name


@cache
def example_rows(table: Table) -> tuple[Row, ...]:
    """Rows that a partner could have: dates and numbers as such, codes in words, a real council's UPNs. They agree with each other."""
    declared = {column.name: _declared(column) for column in table.columns}
    return (
        declared,
        *({column.name: _in_words(column, row.get(column.name)) for column in table.columns} for row in _invented(table.name)),
    )


def _declared(column: Column) -> object:
    if column.kind is Kind.DATE:
        return datetime.strptime(column.example, "%d/%m/%Y").date()  # noqa: DTZ007 - a day, not a moment
    if column.kind in (Kind.WHOLE_NUMBER, Kind.NUMBER):
        return float(column.example)
    return _in_words(column, column.example)


def _in_words(column: Column, value: object) -> object:
    if column.kind is Kind.UPN and value is not None:
        return pupil_number_of_a_real_council(str(value))
    return value if column.codes is None else column.codes.labels.get(str(value), value)


@cache
def _area() -> Mapping[str, list[dict[str, object]]]:
    return invent(seed=_SEED, children=_CHILDREN).tables


@cache
def _invented(name: str) -> tuple[Row, ...]:
    rows = _area().get(name, [])
    if name == "children":
        named = {row["child_id"] for other in _area() if other != name for row in _invented(other) if "child_id" in row}
        return tuple(row for row in rows if row["child_id"] in named)
    whole = {row["child_id"] for row in _area()["children"] if row["upn"] and row["school_urn"]}
    return _varied(BY_NAME[name], [row for row in rows if "child_id" not in row or row["child_id"] in whole])


def _varied(table: Table, rows: Sequence[Row]) -> tuple[Row, ...]:
    """A few rows, of as many kinds as there are, some that go on and some that are over, of each kind the one that shows most."""
    kind = next((column.name for column in table.columns if column.codes is not None), table.columns[1].name)
    fullest_last = sorted(rows, key=lambda row: sum(value is not None for value in row.values()))
    going_on = {row[kind]: row for row in fullest_last if any(row.get(end, "") is None for end in ("end_date", "closed_date"))}
    chosen = list(going_on.items())[:_GOING_ON]
    others = {row[kind]: row for row in fullest_last if row[kind] not in dict(chosen)}
    return tuple([row for _, row in chosen] + list(others.values()))[:_OF_EACH]
