"""One table of a sheet: recognised, its rows told apart, its rows of data read and judged."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from rollcall.definitions.tables import BY_NAME
from rollcall.intake.checking.check import Judged, judge
from rollcall.intake.checking.findings import Place
from rollcall.intake.choices import NOTHING_CHOSEN, Choices
from rollcall.intake.mapping import Recalled
from rollcall.intake.reading.read import Sheet
from rollcall.intake.recognising.assign import IN_COLUMNS
from rollcall.intake.recognising.columns import Coded, cell_address
from rollcall.intake.recognising.header_row import Header
from rollcall.intake.recognising.labels import BY_HAND, Labels
from rollcall.intake.recognising.recognise import Recognised, recognise
from rollcall.intake.recognising.rows import RowKinds, tell_rows
from rollcall.intake.recognising.sheet import Found
from rollcall.intake.recognising.wide import lengthen
from rollcall.intake.sector.sen2_parts import Account, Part
from rollcall.intake.values.block import Block
from rollcall.intake.values.dates_together import read_together
from rollcall.intake.values.numbers_apart import numbers_apart
from rollcall.intake.values.prepare import Values, read_values, said_everywhere
from rollcall.intake.values.words import NOTHING_SAID
from rollcall.intake.values.worked_out import filled_in, said_by_sections, worked_out

_CELL = re.compile(r"([A-Z]+)(\d+)")


@dataclass(frozen=True, eq=False)
class FoundTable:
    """One table of a sheet: what it was taken for, what each of its rows is, and its rows of data read and judged."""

    sheet: Sheet
    header: Header
    titles: tuple[str, ...]
    columns: tuple[Coded, ...]
    recognised: Recognised
    kinds: RowKinds
    first_row: int  # Excel's number of the first row below the header
    number: int = 0  # which of the tables of its sheet, from the top
    choices: Choices = NOTHING_CHOSEN
    recalled: Recalled | None = None  # the mapping of an earlier sheet of this shape
    block: Block | None = None
    judged: Judged | None = None
    repeated: np.ndarray | None = None  # which rows of data say exactly what an earlier row says
    carried: Block | None = None  # what the rows say of the children themselves
    carried_rows: np.ndarray | None = None  # which of those rows tell of a child that no list of children has
    part: Part | None = None  # a table of a SEN2 return, which is joined with the others
    account: Account | None = None  # what became of it there, when it is not the table of persons

    @property
    def kept(self) -> np.ndarray:
        """Which rows of data are not refused."""
        assert self.judged is not None
        return ~self.judged.refused

    def row_seen_from(self, other: FoundTable, row: int) -> str:
        """How to name a row of data to somebody who reads about another table."""
        assert self.block is not None
        number = f"row {int(self.block.rows[row])}"
        if self.sheet is other.sheet:
            return number
        where = f"{number} of sheet “{self.sheet.name}”"
        return where if self.sheet.file == other.sheet.file else f"{where} in {self.sheet.file}"

    @property
    def rows_read(self) -> int:
        """Rows below the header down to the last one with anything in it."""
        return len(self.kinds.kinds)


def examine_table(
    sheet: Sheet,
    table: Found,
    key: bytes,
    today: date,
    number: int = 0,
    choices: Choices = NOTHING_CHOSEN,
    recalled: Recalled | None = None,
) -> FoundTable:
    """Recognise one table, tell its rows apart, and read and check its rows of data, as was chosen where something was."""
    recognised = recognise(table.header, table.columns, Labels(sheet.name, table.titles, sheet.file, table.said), today, choices)
    kinds = tell_rows(table.header, table.columns, recognised)
    found = FoundTable(
        sheet, table.header, table.titles, table.columns, recognised, kinds, table.header.last + 2, number, choices, recalled
    )
    if recognised.table is None:
        return found
    block = _read(found, key, today)
    return replace(found, block=block, judged=judge(block, today), carried=_carried(found, block, key, today))


def _read(found: FoundTable, key: bytes, today: date) -> Block:
    recognised, table = found.recognised, found.recognised.table
    assert table is not None
    data = found.kinds.rows(0)
    by_place = {column.place: column for column in found.columns}
    values: dict[str, Values] = {}
    for match in recognised.matches:
        if match.column in table.by_name and match.place in by_place and match.place not in recognised.wide:
            values[match.column] = read_values(
                table[match.column], match, by_place[match.place], data, found.header.last, key, today, found.choices
            )
    values = numbers_apart(table, read_together(values, today), key)
    for name, said in recognised.said.items():
        values[name] = said_everywhere(table[name], said.value, len(data))
    labels = Labels(found.sheet.name, found.titles, found.sheet.file)
    values |= {name: filled_in(column, labels) for name, column in values.items() if column.column.implied and column.column.codes}
    values |= said_by_sections(table, found.columns, found.kinds, recognised, data)
    values = worked_out(values, recognised, by_place, data, len(data))
    values |= {name: said_everywhere(table[name], said.value, len(data)) for name, said in recognised.said.items() if said.where == BY_HAND}
    rows = data
    if recognised.wide:
        in_cells = IN_COLUMNS[table.name][1]
        values.pop(in_cells, None)
        chosen = found.choices.values.get(in_cells, NOTHING_SAID)
        values, longer = lengthen(table, values, recognised.wide, by_place, data, found.header.headings, chosen)
        rows = data[longer]
    place = Place(found.sheet.file, found.sheet.name, table.headline, table.name)
    first = next((place for place, heading in enumerate(found.header.headings) if heading), 0)
    header_cell = cell_address(first, found.header.last)
    return Block(table, place, rows + found.first_row, values, _errors(found.sheet), header_cell)


def _carried(found: FoundTable, block: Block, key: bytes, today: date) -> Block | None:
    """What the rows of a register say of the children themselves, as rows of a list of children."""
    if not found.recognised.carried or found.recognised.wide:
        return None
    table = BY_NAME["children"]
    by_place = {column.place: column for column in found.columns}
    data = block.rows - found.first_row
    values = {
        match.column: block.columns[match.column]
        if match.column in block.columns and match.column in table.identifiers
        else read_values(table[match.column], match, by_place[match.place], data, found.header.last, key, today, found.choices)
        for match in found.recognised.carried
        if match.column
    }
    if "child_id" in values:
        values |= {name: block.columns[name] for name in table.identifiers if name in block.columns and name not in values}
    return Block(table, block.place, block.rows, values, {}, block.header_cell)


def _errors(sheet: Sheet) -> Mapping[tuple[int, int], str]:
    errors = {}
    for cell, word in sheet.error_cells:
        if match := _CELL.fullmatch(cell):
            place = 0
            for letter in match[1]:
                place = place * 26 + ord(letter) - 64
            errors[(place - 1, int(match[2]))] = word
    return errors
