"""Finds what the columns of a table tell of its children that other files could tell as well, and reads it row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import numpy as np

from rollcall.definitions import codes
from rollcall.definitions.personal import POSTCODE_HEADINGS, is_personal
from rollcall.definitions.table import fold
from rollcall.definitions.tables import BY_NAME
from rollcall.intake.found_table import FoundTable
from rollcall.intake.linkage.names import NO_NAME, PersonName, name_of_parts, read_name, read_postcode, says_no_name
from rollcall.intake.linkage.records import Told
from rollcall.intake.recognising.columns import Coded
from rollcall.intake.values.dates import read_dates
from rollcall.intake.values.words import code_of, is_blank_word

_CHILD = BY_NAME["children"]
_OF_A_CHILD = (
    "",
    "child",
    "childs",
    "pupil",
    "student",
    "patient",
    "client",
    "person",
    "yp",
    "young persons",
    "legal",
    "preferred",
    "current",
)
_PARTS_OF_A_NAME = {
    "forename": ("forename", "forenames", "first name", "given name", "firstname", "first names"),
    "surname": ("surname", "family name", "last name", "lastname"),
    "name": ("name", "full name", "fullname", "first and last name"),
    "initials": ("initials",),
    "postcode": POSTCODE_HEADINGS,
}
_DECLARED = {"born": "date_of_birth", "sex": "sex", "school": "school_name", "ethnicity": "ethnicity", "locality": "locality"}
_NOT_THE_CHILD = frozenset(
    (
        "parent",
        "parents",
        "carer",
        "mother",
        "father",
        "guardian",
        "sibling",
        "siblings",
        "gp",
        "school",
        "provider",
        "worker",
        "lead",
        "referrer",
        "contact",
    )
)
_SAYS_LITTLE = frozenset(
    ("school", "academy", "the", "of", "primary", "secondary", "high", "junior", "infant", "infants", "and", "ce", "c", "e")
)

Reader = Callable[[FoundTable, Coded, np.ndarray], Sequence[Any]]


@cache
def _roles() -> dict[str, str]:
    """Folded heading to what it tells of the child."""
    roles = {f"{whose} {part}".strip(): role for role, parts in _PARTS_OF_A_NAME.items() for part in parts for whose in _OF_A_CHILD}
    roles |= dict.fromkeys(("child", "pupil", "student", "patient", "client", "young person", "yp"), "name")
    for role, column in _DECLARED.items():
        roles |= dict.fromkeys(_CHILD[column].headings, role)
    return roles


def role_of(heading: str) -> str | None:
    """What a heading tells of the child itself, for comparing; None when nothing, or when it tells of somebody else."""
    folded = fold(heading)
    if role := _roles().get(folded):
        return role
    words = set(folded.split())
    if words & _NOT_THE_CHILD or not is_personal(heading):
        return None
    return next((role for role in ("surname", "forename", "postcode", "initials") if {role, f"{role}s"} & words), None)


@dataclass(frozen=True, eq=False)
class Telling:
    """The columns of one table that tell of its children, each read word by word."""

    values: dict[str, Sequence[Any]]  # role -> the value of each distinct word
    rows: dict[str, np.ndarray]  # role -> which word each row of data has, -1 for an empty cell

    def of_rows(self, rows: np.ndarray) -> Iterator[Told]:
        """What each of some rows of data tells."""
        lists = {role: [None if at < 0 else self.values[role][at] for at in of[rows].tolist()] for role, of in self.rows.items()}
        nothing: list[Any] = [None] * len(rows)
        names = _names(lists, nothing)
        postcodes = lists.get("postcode", nothing)
        others = zip(*(lists.get(role, nothing) for role in ("born", "sex", "school", "ethnicity", "locality")), strict=True)
        for name, postcode, (born, sex, school, ethnicity, locality) in zip(names, postcodes, others, strict=True):
            whole, district = postcode or (None, None)
            yield Told(born, sex, name.forename, name.surname, name.initials, whole, district, school, ethnicity, locality)


def telling(table: FoundTable) -> Telling:
    """Read what a table tells of its children."""
    assert table.block is not None
    data = table.block.rows - table.first_row
    places = _places(table)
    columns = {column.place: column for column in table.columns}
    values: dict[str, Sequence[Any]] = {}
    rows: dict[str, np.ndarray] = {}
    for role, place in places.items():
        declared = _DECLARED.get(role, "")
        block = next((each for each in (table.block, table.carried) if each and each.table is _CHILD and declared in each.columns), None)
        if block is not None and role in ("born", "sex"):
            values[role] = [None if value == "U" else value for value in block.columns[declared].values]
            rows[role] = block.columns[declared].rows
        elif place in columns:
            values[role] = _READ[role](columns[place], data)
            rows[role] = columns[place].rows[data]
    return Telling(values, rows)


def _places(table: FoundTable) -> dict[str, int]:
    """Where each thing is told: by the columns as recognised in a list of children, else by heading, the first of several."""
    found: dict[str, int] = {}
    assert table.block is not None
    if table.block.table is _CHILD:
        found = {role: place for role, column in _DECLARED.items() if (place := table.recognised.place_of(column)) is not None}
    for place, heading in enumerate(table.header.headings):
        role = role_of(heading) if heading else None
        if role and not (role in _DECLARED and table.block.table is _CHILD):
            found.setdefault(role, place)
    return found


def _names(lists: dict[str, list[Any]], nothing: list[Any]) -> list[PersonName]:
    if "forename" in lists or "surname" in lists:
        return [
            name_of_parts(*parts) for parts in zip(*(lists.get(role, nothing) for role in ("forename", "surname", "initials")), strict=True)
        ]
    if "name" in lists:
        return [name or NO_NAME for name in lists["name"]]
    return [name_of_parts(None, None, letters) for letters in lists.get("initials", nothing)]


def _births(column: Coded, data: np.ndarray) -> Sequence[date | None]:
    rows = column.rows[data]
    counts = np.bincount(rows[rows >= 0], minlength=len(column.words)).tolist()
    return read_dates(column.words, counts, date.today()).dates


def _sex(column: Coded, _: np.ndarray) -> Sequence[str | None]:
    found = [code_of(codes.SEX, word)[0] for word in column.words]
    return [None if code == "U" else code for code in found]


def _tidy(column: Coded, _: np.ndarray) -> Sequence[str | None]:
    return [None if is_blank_word(word) else fold(word) or None for word in column.words]


def _schools(column: Coded, _: np.ndarray) -> Sequence[str | None]:
    folded = [None if is_blank_word(word) else fold(word) for word in column.words]
    return [" ".join(word for word in (name or "").split() if word not in _SAYS_LITTLE) or None for name in folded]


def _as_typed(column: Coded, _: np.ndarray) -> Sequence[str | None]:
    return [None if says_no_name(word) else word for word in column.words]


_READ: dict[str, Callable[[Coded, np.ndarray], Sequence[Any]]] = {
    "born": _births,
    "sex": _sex,
    "school": _schools,
    "ethnicity": _tidy,
    "locality": _tidy,
    "forename": _as_typed,
    "surname": _as_typed,
    "initials": _as_typed,
    "name": lambda column, _: [read_name(word) for word in column.words],
    "postcode": lambda column, _: [read_postcode(word) for word in column.words],
}
