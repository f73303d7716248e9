"""What is marked in the copy of a workbook: which cells, with which notes, which drop-down lists, and the lines of its first sheet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from rollcall.definitions.tables import BY_NAME
from rollcall.intake.reading.cells import column_letters

if TYPE_CHECKING:  # the reading process marks the copies, and has no need of the rooms that look at them
    from rollcall.definitions.table import Column
    from rollcall.intake.checking.findings import Finding
    from rollcall.intake.examined import ExaminedFile, ExaminedSheet

MOST_NOTES = 5_000  # a spreadsheet program slows down under more; cells past them are coloured and listed all the same
LAST_ROW = 1_048_576  # of a sheet of Excel's
SPARE_ROWS = 200  # that a drop-down list reaches below the table, for rows that are added
_MOST_TOLD_EACH = 5  # cells of a finding that costs nothing which each have its note; of more it is told at the heading
_LONGEST_NOTE = 1_200
_NOTHING_TO_DO = "Nothing to do"
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")


@dataclass(frozen=True)
class Mark:
    """One cell to look at."""

    cell: str
    refuses: bool  # whether its row is left out until it is corrected
    note: str  # empty when there are too many to give each one, or the heading says it of all


@dataclass(frozen=True)
class DropDown:
    """The cells of a coded column, and which of the plan's lists they offer."""

    first: str
    last: str
    words: int


@dataclass(frozen=True)
class SheetPlan:
    """What is marked in one sheet."""

    name: str
    marks: tuple[Mark, ...] = ()
    drop_downs: tuple[DropDown, ...] = ()


@dataclass(frozen=True)
class Line:
    """One line of the first sheet."""

    sheet: str
    cell: str
    cells: int  # how many cells it is about
    what: str
    what_to_do: str
    moves: str
    kind: str


@dataclass(frozen=True)
class Plan:
    """Everything that the copy of one workbook shows beside what was in it."""

    file: str
    findings: int
    sheets: tuple[SheetPlan, ...]
    lines: tuple[Line, ...]
    lists: tuple[tuple[str, ...], ...]
    without_notes: int = 0  # cells that are coloured and have no note, because there are so many

    def as_json(self) -> dict[str, Any]:
        """The plan as the reading process is sent it."""
        return asdict(self)

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> Plan:
        """The plan as the reading process got it."""
        sheets = tuple(
            SheetPlan(each["name"], tuple(Mark(**mark) for mark in each["marks"]), tuple(DropDown(**down) for down in each["drop_downs"]))
            for each in said["sheets"]
        )
        lines = tuple(Line(**line) for line in said["lines"])
        return cls(said["file"], said["findings"], sheets, lines, tuple(map(tuple, said["lists"])), said["without_notes"])


def plan_for(file: ExaminedFile, findings: Iterable[Finding]) -> Plan:
    """What to mark in a file for its findings; those that ask nothing of anybody come last, and colour no cell."""
    found = [finding for finding in findings if finding.file == file.file]
    names = list(dict.fromkeys([*(sheet.sheet for sheet in file.sheets), *(finding.sheet for finding in found)]))
    order = {name: place for place, name in enumerate(names)}
    found.sort(key=lambda one: (asks_nothing(one), -one.moves, not one.refuses_row, order[one.sheet], one.code, _where(one.cell)))
    marks, without_notes = _marks([finding for finding in found if not asks_nothing(finding)], file)
    lists: dict[tuple[str, ...], int] = {}
    downs: dict[str, list[DropDown]] = {}
    for sheet in file.sheets:
        downs.setdefault(sheet.sheet, []).extend(_drop_downs(sheet, _last_row(sheet, file), lists))
    sheets = tuple(SheetPlan(name, tuple(marks.get(name, ())), tuple(downs.get(name, ()))) for name in names)
    return Plan(file.file, len(found), sheets, tuple(_line(finding) for finding in found), tuple(lists), without_notes)


def asks_nothing(finding: Finding) -> bool:
    """Whether a finding only tells, and there is nothing to correct."""
    return finding.what_to_do.startswith(_NOTHING_TO_DO) and "Otherwise" not in finding.what_to_do and not finding.refuses_row


def all_cells(finding: Finding) -> tuple[str, ...]:
    """Every cell that a finding is about."""
    return finding.cells or ((finding.cell,) if finding.cell else ())


def place_of(cell: str) -> tuple[int, int]:
    """A cell's row and column, both from 1."""
    found = _CELL.fullmatch(cell)
    if found is None:
        raise ValueError("not a cell")
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column


def _where(cell: str | None) -> tuple[int, int]:
    return place_of(cell) if cell else (0, 0)


def _marks(found: Sequence[Finding], file: ExaminedFile) -> tuple[dict[str, list[Mark]], int]:
    """A mark for each cell of each sheet, and how many have no note because there are too many: those of the least effect."""
    told: dict[tuple[str, str], list[Finding]] = {}
    refusing: set[tuple[str, str]] = set()
    for finding in found:
        cells = [(finding.sheet, cell) for cell in all_cells(finding)]
        noted = _said_once_at(finding, file)
        for place in cells:
            told.setdefault(place, []).extend(() if noted else (finding,))
        if noted:
            told.setdefault((finding.sheet, noted), []).append(finding)
        if finding.refuses_row:
            refusing.update(cells)
    noted_cells = [place for place, about in told.items() if about]
    notes = {place: _note(told[place]) for place in noted_cells[:MOST_NOTES]}
    marks: dict[str, list[Mark]] = {}
    for sheet, cell in told:
        marks.setdefault(sheet, []).append(Mark(cell, (sheet, cell) in refusing, notes.get((sheet, cell), "")))
    return marks, max(0, len(noted_cells) - MOST_NOTES)


def _said_once_at(finding: Finding, file: ExaminedFile) -> str | None:
    """The heading at which a finding that costs nothing and says the same of many cells is told, once for all of them."""
    cells = all_cells(finding)
    if finding.refuses_row or finding.moves or len(cells) <= _MOST_TOLD_EACH:
        return None
    row, column = place_of(cells[0])
    headings = [place_of(each.cell) for sheet in file.sheets if sheet.sheet == finding.sheet for each in sheet.headings]
    above = max((top for top, place in headings if place == column and top < row), default=None)
    return None if above is None else f"{column_letters(column - 1)}{above}"


def _note(about: Sequence[Finding]) -> str:
    said = dict.fromkeys("\n".join(part for part in (one.what, one.what_to_do, one.effect) if part) for one in about)
    text = "\n\n".join(said)
    return text if len(text) <= _LONGEST_NOTE else f"{text[: _LONGEST_NOTE - 4]} ..."


def _line(finding: Finding) -> Line:
    kind = "Nothing to do" if asks_nothing(finding) else "Row left out" if finding.refuses_row else "Kept"
    moves = finding.effect or ("" if asks_nothing(finding) else finding.headline)
    cells = max(len(all_cells(finding)), 1)
    return Line(finding.sheet, finding.cell or "", cells, finding.what, finding.what_to_do, moves, kind)


def _last_row(sheet: ExaminedSheet, file: ExaminedFile) -> int:
    """The last row of a table that a list reaches: some rows below it, and never into the next table of the sheet."""
    header = sheet.header_row or 0
    below = [other.header_row for other in file.sheets if other.sheet == sheet.sheet and (other.header_row or 0) > header]
    return min([header + sheet.rows_read + SPARE_ROWS, LAST_ROW, *(row - 1 for row in below if row)])


def _drop_downs(sheet: ExaminedSheet, last: int, lists: dict[tuple[str, ...], int]) -> list[DropDown]:
    """A drop-down list for each coded column of one table, over its rows and some below."""
    if sheet.table is None or sheet.header_row is None or BY_NAME[sheet.table].published:
        return []
    coded = {name: column for name, column in BY_NAME[sheet.table].by_name.items() if column.codes is not None}
    first = sheet.header_row + 1
    downs = []
    for heading in sheet.headings:
        if heading.column in coded:
            letters = column_letters(place_of(heading.cell)[1] - 1)
            words = lists.setdefault(_words(coded[heading.column]), len(lists))
            downs.append(DropDown(f"{letters}{first}", f"{letters}{last}", words))
    return downs


def _words(column: Column) -> tuple[str, ...]:
    assert column.codes is not None
    return tuple(column.codes.labels.values())
