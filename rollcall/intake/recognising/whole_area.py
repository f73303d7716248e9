"""Tells the rows of a population that count the whole area, or children of every SEN status, from those of its parts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rollcall.definitions import codes as lists
from rollcall.definitions.table import fold
from rollcall.intake.recognising.columns import Coded
from rollcall.intake.recognising.recognise import Recognised
from rollcall.intake.values.words import code_of, read_number

_WHOLE = frozenset(
    (
        "all", "all areas", "all localities", "all children", "all pupils", "all sen", "all send", "any", "borough", "both", "city",
        "combined", "council", "county", "england", "everyone", "la", "local authority", "overall", "sum", "total", "totals", "whole area",
        "whole borough", "whole city", "whole council", "whole county", "whole la", "e k", "ehcp sen support", "all districts", "all wards"
    )
)  # fmt: skip
_MOST_ROWS = 5_000
_FEWEST_OTHERS, _FEWEST_CHILDREN = 2, 30
_SURE = 0.95


def counts_a_whole(columns: Sequence[Coded], recognised: Recognised, data: np.ndarray) -> np.ndarray:
    """The rows of data that say they count all, or whose children are those of the other places added up."""
    nothing = np.zeros(0, np.intp)
    if recognised.table is None or recognised.table.name != "population" or len(data) > _MOST_ROWS:
        return nothing
    by_place = {column.place: column for column in columns}
    held = {
        name: by_place.get(place) for name in ("locality", "sen_status", "children") if (place := recognised.place_of(name)) is not None
    }
    cells = {int(row): {name: (column.at(int(row)) or "") if column else "" for name, column in held.items()} for row in data}
    said = {row for row, cell in cells.items() if fold(cell.get("locality", "")) in _WHOLE or fold(cell.get("sen_status", "")) in _WHOLE}
    if len(said) == len(cells):
        return nothing  # a council that gives one number for all of it
    return np.array(sorted(said | _sums({row: cell for row, cell in cells.items() if row not in said})), np.intp)


def _sums(cells: dict[int, dict[str, str]]) -> set[int]:
    """The rows of the one place whose number is, for each SEN status that it has, that of all others together."""
    groups: dict[str, dict[str, list[tuple[int, float]]]] = {}
    for row, cell in cells.items():
        if (number := read_number(cell.get("children", ""))) is not None and cell.get("locality"):
            groups.setdefault(cell.get("sen_status", ""), {}).setdefault(cell["locality"], []).append((row, number))
    wholes = {}
    for status, places in groups.items():
        everything = sum(number for rows in places.values() for _, number in rows)
        wholes[status] = {
            place
            for place, rows in places.items()
            if len(rows) == 1 and len(places) > _FEWEST_OTHERS and rows[0][1] >= _FEWEST_CHILDREN and 2 * rows[0][1] == everything
        }
    everywhere = set.intersection(*wholes.values()) if wholes else set()
    return {row for places in groups.values() for place in everywhere for row, _ in places[place]}


def leaves_statuses_unread(recognised: Recognised) -> bool:
    """Whether a population has a column for each SEN status, and only its total is read."""
    if recognised.table is None or recognised.table.name != "population" or recognised.place_of("sen_status") is not None:
        return False
    unread = [match.heading for match in recognised.matches if match.column is None and not match.personal]
    return any(code and sure >= _SURE for code, sure in (code_of(lists.SEN_STATUS, heading) for heading in unread))
