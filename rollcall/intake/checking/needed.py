"""Columns that a table cannot do without, taken from a heading that says so although its words are not known or say a little less."""

from __future__ import annotations

import re
from collections.abc import Mapping

from rollcall.definitions.table import Table, fold
from rollcall.intake.recognising.header_row import Header
from rollcall.intake.recognising.headings import meanings
from rollcall.intake.recognising.shapes import Shape

_BY_ITS_HEADING = {
    "spells": "category",
    "diagnostic_waits": "assessment",
}  # read under its heading whatever its words, which are asked about
_SURE_OF_HEADING, _SURE_OF_REFERRAL = 0.5, 0.6
_REFERRED = re.compile(r"\b(?:referral|referred|reported|raised)\b")
_NOT_THE_CHILD = re.compile(r"\b(?:health|social|csc|mash|ehc\w*|by|to|reason|source|camhs)\b")

Chosen = dict[int, tuple[str, float]]  # place -> column, confidence


def still_needed(
    table: Table, header: Header, shapes: Mapping[int, Shape], personal: set[int], chosen: Chosen, said: Mapping[str, str]
) -> Chosen:
    """What can be added where a name or title speaks for the table: 'Type' over unknown words as the category, the referral of a child
    missing education as the start."""
    taken = {name for name, _ in chosen.values()} | set(said)
    free = {
        place: shape for place, shape in shapes.items() if place not in chosen and place not in personal and place < len(header.headings)
    }
    more: Chosen = {}
    name = _BY_ITS_HEADING.get(table.name)
    if name and name not in taken and set(table.required) - {name} <= taken | {"child_id"}:
        place = next((place for place, shape in free.items() if _is_headed(table, name, header.headings[place]) and shape.repeats), None)
        more |= {place: (name, _SURE_OF_HEADING)} if place is not None else {}
    if table.name == "spells" and "start_date" not in taken and said.get("category") == "cme":
        place = next((place for place, shape in free.items() if _is_referral(header.headings[place]) and shape.dates >= 0.8), None)
        more |= {place: ("start_date", _SURE_OF_REFERRAL)} if place is not None else {}
    return more


def _is_headed(table: Table, name: str, heading: str) -> bool:
    return any(meaning.exact and meaning.table == table.name and meaning.column == name for meaning in meanings(heading))


def _is_referral(heading: str) -> bool:
    form = fold(heading)
    return _REFERRED.search(form) is not None and _NOT_THE_CHILD.search(form.replace("referred to cme", "")) is None
