"""What to tell about a table beside its rows: personal columns, headings that stand twice, rows left out, errors elsewhere."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pyarrow.compute as pc

from rollcall.definitions.table import fold
from rollcall.intake.checking.findings import CHECKS, Finding
from rollcall.intake.found_table import FoundTable
from rollcall.intake.recognising.columns import Coded, cell_address
from rollcall.intake.recognising.rows import NOTE, TOTAL
from rollcall.intake.values.block import row_ranges


def about_headings(table: FoundTable) -> list[Finding]:
    assert table.block is not None
    findings = []
    place = table.block.place
    personal = [match for match in table.recognised.matches if match.personal]
    if personal:
        headings = ", ".join(f"“{match.heading}”" for match in personal)
        findings.append(
            place.finding(CHECKS["personal_not_stored"], cell_address(personal[0].place, table.header.last), {"headings": headings}, 0)
        )
    used = {match.heading.casefold(): match for match in table.recognised.matches if match.column}
    for match in table.recognised.matches:
        twin = used.get(match.heading.casefold())
        if match.column is None and not match.personal and twin and twin.place != match.place:
            cell = cell_address(twin.place, table.header.last)
            told = {"heading": match.heading, "cell": cell}
            findings.append(place.finding(CHECKS["duplicate_heading"], cell_address(match.place, table.header.last), told, 0))
    findings += _about_endings(table)
    findings += _about_assumed(table)
    status = table.block.columns.get("status")
    if table.block.table.name == "health_access" and status and status.place is None and "status" not in table.recognised.said:
        findings.append(place.finding(CHECKS["status_from_dates"], table.block.header_cell, {}, table.block.count))
    return findings


def _about_assumed(table: FoundTable) -> list[Finding]:
    """What a label says of every row although a column that is not read may say otherwise."""
    assert table.block is not None
    findings = []
    for name, place in table.recognised.assumed.items():
        said, column = table.recognised.said[name], table.block.table[name]
        value = column.codes.labels[said.value] if column.codes else said.value
        heading = next(match.heading for match in table.recognised.matches if match.place == place)
        rows = int(table.block.columns[name].is_value(said.value).sum())
        told = {"heading": heading, "count": f"{rows:,}", "value": value, "where": said.where, "column": column.heading.lower()}
        cell = cell_address(place, table.header.last)
        findings.append(table.block.place.finding(CHECKS["assumed_for_every_row"], cell, told, rows, column=name))
    return findings


_OVER = frozenset(("closed", "ended", "discharged", "assessed", "complete", "completed", "inactive", "ceased", "finished", "resolved"))
_COULD_SAY_OVER = rf"(?i)^[^a-z0-9]*(?:{'|'.join(sorted(_OVER))})[^a-z0-9]*$"
_END_COLUMNS = {"spells": "end_date", "diagnostic_waits": "closed_date"}


def _about_endings(table: FoundTable) -> list[Finding]:
    """Columns that are not read and say in words that rows are over: their rows would count as still going on, unsaid."""
    assert table.block is not None
    end = _END_COLUMNS.get(table.block.table.name)
    if end is None:
        return []
    unread = {match.place: match.heading for match in table.recognised.matches if match.column is None and not match.personal}
    told = table.block.table[end].heading
    going_on = table.kept & ~table.block.columns[end].has if end in table.block.columns else table.kept
    findings = []
    for coded in (coded for coded in table.columns if coded.place in unread):
        over = _says_over(coded)[table.block.rows - table.first_row]
        cells = tuple(cell_address(coded.place, number - 1) for number in table.block.rows[over & going_on].tolist())
        if cells:
            about = {"heading": unread[coded.place], "column": told}
            found = table.block.place.finding(CHECKS["ending_not_read"], cells[0], about, len(cells), column=end)
            findings.append(replace(found, cells=cells))
    return findings


def _says_over(coded: Coded) -> np.ndarray:
    """Which rows of a column say that they are over. A column of notes has a word of its own in each row, so few are folded."""
    could = pc.or_(pc.match_substring_regex(coded.dictionary, _COULD_SAY_OVER), pc.invert(pc.string_is_ascii(coded.dictionary)))
    over = np.zeros(len(coded.dictionary) + 1, bool)
    for number in np.flatnonzero(could.to_numpy(zero_copy_only=False)).tolist():
        over[number] = fold(coded.dictionary[number].as_py()) in _OVER
    return over[coded.rows]


def about_left_rows(table: FoundTable) -> list[Finding]:
    assert table.block is not None
    findings = []
    for kind, code in ((TOTAL, "total_row"), (NOTE, "note_row")):
        rows = table.kinds.rows(kind)
        if len(rows):
            numbers = rows + table.first_row
            column = next((coded.place for coded in table.columns if coded.rows[rows[0]] >= 0), 0)
            cells = tuple(cell_address(column, number - 1) for number in numbers.tolist())
            found = table.block.place.finding(CHECKS[code], cells[0], {"rows": row_ranges(numbers)}, len(rows))
            findings.append(replace(found, cells=cells))
    return findings + _about_other_errors(table)


def _about_other_errors(table: FoundTable) -> list[Finding]:
    """Error cells under columns that are not read, or in rows that are not data: counted, never passed over in silence."""
    assert table.block is not None
    places = {values.place for values in table.block.columns.values() if values.place is not None}
    numbers = set(table.block.rows.tolist())
    last = table.header.last + 1 + table.rows_read
    other = [
        (place, number)
        for place, number in table.block.error_cells
        if table.header.last + 1 < number <= last and (place not in places or number not in numbers)
    ]
    if not other:
        return []
    place, number = other[0]
    word = table.block.error_cells[place, number]
    cells = tuple(cell_address(place, number - 1) for place, number in other)
    found = table.block.place.finding(CHECKS["error_cells_elsewhere"], cells[0], {"count": len(other), "word": word}, 0)
    return [replace(found, cells=cells)]
