"""Reads a SEN2 person-level return as a list of children with a plan: its tables are found sheet by sheet, and joined across files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from rollcall.intake.choices import NOTHING_CHOSEN, Choices
from rollcall.intake.found_table import FoundTable
from rollcall.intake.reading.read import Sheet
from rollcall.intake.recognising.headings import names_a_person
from rollcall.intake.recognising.recognise import Match, Recognised
from rollcall.intake.recognising.rows import RowKinds
from rollcall.intake.sector.sen2_children import accounts, children
from rollcall.intake.sector.sen2_fields import field_of
from rollcall.intake.sector.sen2_parts import Account, Part, find_parts, return_of
from rollcall.intake.sector.sen2_return import can_be_joined, join
from rollcall.intake.speaks_for import FoundFile, FoundSheet

PARTNER = "SEN2 return"
_CONFIDENCE = 0.97
_SHOWN = {
    "birth_date": "date_of_birth",
    "sex": "sex",
    "ethnicity": "ethnicity",
    "upn": "upn",
    "urn": "school_urn",
    "setting": "sen_setting",
    "entry_date": "sen_setting_since",
    "need": "primary_need",
}
_ALONE = (
    "Part of a SEN2 return ({words}), and the rest of it is not here. Bring in all its tables together: "
    "persons, requests, active plans, placement details and types of need."
)


def return_tables(sheet: Sheet, choices: Mapping[int, Choices]) -> tuple[FoundTable, ...]:
    """The tables of a SEN2 return in a sheet, not yet joined; none when it has none, or was said to be something else."""
    if any(chosen.table or chosen.header_row for chosen in choices.values()):
        return ()
    return tuple(_table(part, choices.get(part.number, NOTHING_CHOSEN)) for part in find_parts(sheet))


def _table(part: Part, choices: Choices) -> FoundTable:
    matches = tuple(_match(place, heading) for place, heading in enumerate(part.header.headings) if heading)
    recognised = Recognised(None, _CONFIDENCE, "", matches)
    kinds = RowKinds(np.zeros(part.count, np.int8))
    return FoundTable(part.sheet, part.header, (), part.columns, recognised, kinds, part.header.last + 2, part.number, choices, part=part)


def _match(place: int, heading: str) -> Match:
    personal = names_a_person(heading)
    column = None if personal else _SHOWN.get(field_of(heading) or "")
    return Match(place, heading, column, _CONFIDENCE if column else 0.0, personal)


def with_returns(files: Sequence[FoundFile], key: bytes, today: date) -> list[FoundFile]:
    """The same files, the tables of each SEN2 return joined into one list of children."""
    found = [table for file in files for sheet in file.sheets for table in sheet.tables if table.part]
    if not found:
        return list(files)
    settled: dict[int, FoundTable] = {}
    for tables in _returns(found):
        parts = [table.part for table in tables if table.part]
        if not can_be_joined(parts):
            settled |= {id(table): _left(table) for table in tables}
            continue
        together = join(parts, today)
        by_part = accounts(together, today)
        for table in tables:
            assert table.part
            if table.part is together.persons:
                settled[id(table)] = children(table, together, key, today)
            else:
                settled[id(table)] = replace(table, account=by_part[id(table.part)], titles=())
    named = {sheet.partner for file in files for sheet in file.sheets if _is_part(sheet)} - {PARTNER}
    partner = named.pop() if len(named) == 1 else None  # who was said to have sent one part has sent the return
    return [replace(file, sheets=tuple(_settled(sheet, settled, partner) for sheet in file.sheets)) for file in files]


def _is_part(sheet: FoundSheet) -> bool:
    return any(table.part for table in sheet.tables)


def _settled(sheet: FoundSheet, settled: Mapping[int, FoundTable], partner: str | None) -> FoundSheet:
    if not _is_part(sheet):
        return sheet
    return replace(sheet, partner=partner or sheet.partner, tables=tuple(settled.get(id(table), table) for table in sheet.tables))


def _left(table: FoundTable) -> FoundTable:
    assert table.part
    return replace(table, account=Account(_ALONE.format(words=table.part.words), 0, joined=False))


def _returns(tables: Sequence[FoundTable]) -> list[list[FoundTable]]:
    """The tables of each return: those of one file, or of files whose names differ only in the part they hold. Tables that stand apart
    belong to the one return that has persons, when there is only one."""
    of_file: dict[str, list[FoundTable]] = {}
    for table in tables:
        of_file.setdefault(table.sheet.file, []).append(table)
    groups: dict[str, list[FoundTable]] = {}
    for file, mine in of_file.items():
        parts = [table.part for table in mine if table.part]
        groups.setdefault(f"file {file}" if can_be_joined(parts) else return_of(file), []).extend(mine)
    whole = [group for group in groups.values() if any("persons" in table.part.kinds for table in group if table.part)]
    if len(whole) == 1 and len(groups) > 1:
        return [[table for group in groups.values() for table in group]]
    return list(groups.values())
