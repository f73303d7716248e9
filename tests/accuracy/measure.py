"""Holds what was found in a house style's files against what they truly are, through the way in alone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from rollcall.definitions.table import Kind
from rollcall.definitions.tables import BY_NAME
from rollcall.intake.intake import Examined, ExaminedSheet, examine_read
from rollcall.intake.reading.read import Dropped, read_files
from rollcall.intake.values.identifiers import hashed
from rollcall.store import Store
from tests.accuracy.count import Mark, Score, nothing_counted
from tests.accuracy.files import MadeFile, Style
from tests.accuracy.house import ASKED
from tests.accuracy.sheets import Expected, MadeSheet, Truth

TODAY = date(2026, 11, 22)
_CELL = re.compile(r"([A-Z]+)(\d+)")
_ROWS, _RANGE = re.compile(r"\brows? ([\d, to]+)"), re.compile(r"(\d+)(?: to (\d+))?")
_VALUES = (Kind.CODE, Kind.LOCAL_WORD)


@dataclass(frozen=True)
class _Found:
    """What was found in one sheet, by row."""

    tables: tuple[ExaminedSheet, ...]
    kept: dict[tuple[str, int], list[dict[str, object]]]  # table and Excel row -> the records kept of it
    refused: frozenset[int]
    left_out: frozenset[int]  # rows that a finding names as totals or notes
    told: frozenset[tuple[int, str]]  # Excel row and column letters that a finding names
    asked: frozenset[str]  # columns whose dates are asked about, or whose values are said to be worked out

    @property
    def columns_read(self) -> dict[str, str]:
        """The declared column that each column of the sheet is read as, by its letters and header row."""
        return {match.cell: match.column for table in self.tables for match in table.headings if match.column}


def measure(styles: Sequence[Style], store: Store) -> dict[str, Score]:
    """The score of each style, by its name. Every style's files are dropped together, and no two styles'."""
    made = {style.name: style.make() for style in styles}
    dropped = [Dropped(f"{number}/{file.name}", file.data) for number, files in enumerate(made.values()) for file in files]
    read = read_files(dropped)
    scores = {}
    for number, (name, files) in enumerate(made.items()):
        own = [one for one in read if one.file.startswith(f"{number}/")]
        scores[name] = score(files, examine_read(own, store, None, None, TODAY), store.key)
    return scores


def score(files: Iterable[MadeFile], examined: Examined, key: bytes) -> Score:
    """How the sheets, headings, cells and rows of some files came out."""
    counted = nothing_counted()
    for file, seen in zip(files, examined.files, strict=True):
        if seen.refused:
            counted["sheets"].add(Mark.WRONG, f"{file.name} refused: {seen.refused}")
            continue
        names = list(dict.fromkeys(sheet.sheet for sheet in seen.sheets))
        for made, name in zip(file.sheets, names, strict=True):
            found = _found(examined, seen.file, name, tuple(sheet for sheet in seen.sheets if sheet.sheet == name))
            _score_sheet(counted, made, found, f"{file.name} · {made.name}", key)
    return counted


def _found(examined: Examined, file: str, sheet: str, tables: tuple[ExaminedSheet, ...]) -> _Found:
    kept: defaultdict[tuple[str, int], list[dict[str, object]]] = defaultdict(list)
    for prepared in examined.prepared:
        for row in prepared.rows.to_pylist():
            if row["source"] == f"{file} · {sheet}":
                kept[prepared.table, row["source_row"]].append(row)
    refused, told, left_out, worked_out = set(), set(), set(), set()
    for finding in examined.findings:
        if finding.file != file or finding.sheet != sheet:
            continue
        for cell in {finding.cell, *finding.cells} - {None}:
            match = _CELL.fullmatch(str(cell))
            assert match
            told.add((int(match[2]), match[1]))
            if finding.refuses_row:
                refused.add(int(match[2]))
        if finding.code == "status_from_dates":  # where a child stands is worked out, and the screen says so
            worked_out.add("status")
        if finding.code in ("total_row", "note_row"):
            left_out |= _rows_in(finding.what)
        if finding.refuses_row and finding.rows > max(1, len(finding.cells)):  # a column that is missing keeps every row out
            refused |= set(range(1, 100_000))
    asked = frozenset(ask.partition(":")[2] for table in tables for ask in table.asks if ask.startswith("date_order:"))
    return _Found(tables, dict(kept), frozenset(refused), frozenset(left_out), frozenset(told), asked | worked_out)


def _rows_in(sentence: str) -> set[int]:
    """The rows that a sentence names: 'rows 4, 9 to 12'."""
    ranges = (match for said in _ROWS.findall(sentence) for match in _RANGE.finditer(said))
    return {row for match in ranges for row in range(int(match[1]), int(match[2] or match[1]) + 1)}


def _score_sheet(counted: Score, made: MadeSheet, found: _Found, where: str, key: bytes) -> None:
    truths = [truth for truth in made.truths if truth.table]
    taken = [table.table for table in found.tables if table.table]
    mark = (
        Mark.RIGHT
        if set(taken) == {truth.table for truth in truths} and len(taken) >= len(truths)
        else Mark.SAID
        if not taken
        else Mark.WRONG
    )
    counted["sheets"].add(mark, f"{where}: {taken or 'left'}, and is {[truth.table for truth in truths]}. {found.tables[0].why}")
    for truth in truths:
        _score_headings(counted, truth, found, where)
        for expected in truth.expected:
            _score_cell(counted, expected, found, where, key)
    _score_rows(counted, truths, found, where)


def _score_headings(counted: Score, truth: Truth, found: _Found, where: str) -> None:
    read = found.columns_read
    for cell, means in truth.headings.items():
        column = read.get(cell)
        mark = Mark.RIGHT if column in means else Mark.SAID if column is None else Mark.WRONG
        counted["headings"].add(mark, f"{where} {cell}: read as {column}, and is {means[0]}")


def _score_cell(counted: Score, expected: Expected, found: _Found, where: str, key: bytes) -> None:
    kind = BY_NAME[expected.table][expected.column].kind
    counter = counted["values" if kind in _VALUES else "dates" if kind is Kind.DATE else "others"]
    rows = found.kept.get((expected.table, expected.row), [])
    mine = [row for row in rows if all(row.get(name) == value for name, value in expected.record)]
    carried = expected.table not in {table.table for table in found.tables}
    if carried and not mine:
        return  # what a register says of the child is taken only where no list of children has it
    mark, stored = _mark(expected, mine, found, kind, key)
    if mark:
        about = "".join(f" ({name} {value})" for name, value in expected.record)
        place = f"{where} row {expected.row} {expected.cell or ''} {expected.column}{about}"
        counter.add(mark, f"{place}: “{expected.typed}” is {expected.truth}, stored {stored}")


def _mark(expected: Expected, mine: list[dict[str, object]], found: _Found, kind: Kind, key: bytes) -> tuple[Mark | None, object]:
    stored = mine[0].get(expected.column) if mine else None
    truth = expected.truth
    if truth is None:
        return (None, stored) if stored is None else (Mark.WRONG, stored)
    if truth is ASKED:
        return (Mark.RIGHT if _is_said(expected, bool(mine), found) and stored is None else Mark.WRONG), stored
    if stored is not None and _same(stored, truth, kind, expected.column, key):
        return Mark.RIGHT, stored
    if expected.column in found.asked or (stored is None and _is_said(expected, bool(mine), found)):
        return Mark.SAID, stored
    return Mark.WRONG, stored


def _is_said(expected: Expected, is_kept: bool, found: _Found) -> bool:
    """Whether a person is told that a cell was not read: its sheet is left, its row refused or left out, its heading not read, or a
    finding names it."""
    if expected.row in found.refused | found.left_out or not any(table.table for table in found.tables):
        return True
    if expected.cell is None:
        return not is_kept
    match = _CELL.fullmatch(expected.cell)
    assert match
    read = {cell.rstrip("0123456789") for cell in found.columns_read}
    return (expected.row, match[1]) in found.told or match[1] not in read


def _same(stored: object, truth: object, kind: Kind, column: str, key: bytes) -> bool:
    if isinstance(truth, frozenset):
        return stored in truth
    if kind in (Kind.NHS_NUMBER, Kind.UPN):
        return stored == hashed(column, str(truth), key)
    if kind in (Kind.WHOLE_NUMBER, Kind.NUMBER):
        return float(str(stored)) == float(str(truth))
    return stored == truth if isinstance(truth, date) else str(stored) == " ".join(str(truth).split())


def _score_rows(counted: Score, truths: list[Truth], found: _Found, where: str) -> None:
    """Each row of data is kept or refused, each row that is not data is neither, and every row is accounted for."""
    table_names = {table.table for table in found.tables}
    kept = {row for (table, row), _ in found.kept.items() if table in table_names}
    data = {row for truth in truths for row in truth.data_rows}
    for row in sorted(data):
        said = row in found.left_out or not any(table_names)
        mark = Mark.RIGHT if row in kept or row in found.refused else Mark.SAID if said else Mark.WRONG
        counted["rows"].add(mark, f"{where} row {row} is data, and was neither kept nor refused")
    for row in sorted(kept - data):
        counted["rows"].add(Mark.WRONG, f"{where} row {row} is not data, and was kept")
    for table in found.tables:
        accounted = table.rows_kept + table.rows_refused + table.rows_not_data
        if table.rows_read != accounted:
            counted["rows"].add(Mark.WRONG, f"{where}: {table.rows_read} rows read, {accounted} accounted for")
