"""What to tell about a table beside its rows: personal columns, headings that stand twice, rows left out, errors elsewhere."""

from __future__ import annotations

from rollcall.definitions.table import fold
from rollcall.intake.block import row_ranges
from rollcall.intake.columns import cell_address
from rollcall.intake.findings import CHECKS, Finding
from rollcall.intake.found_table import FoundTable
from rollcall.intake.rows import NOTE, TOTAL


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
    status = table.block.columns.get("status")
    if table.block.table.name == "health_access" and status and status.place is None and "status" not in table.recognised.said:
        findings.append(place.finding(CHECKS["status_from_dates"], table.block.header_cell, {}, table.block.count))
    return findings


_OVER = frozenset(("closed", "ended", "discharged", "assessed", "complete", "completed", "inactive", "ceased", "finished", "resolved"))
_END_COLUMNS = {"spells": "end_date", "diagnostic_waits": "closed_date"}


def _about_endings(table: FoundTable) -> list[Finding]:
    """Columns that are not read and say in words that rows are over: their rows would count as still going on, unsaid."""
    assert table.block is not None
    end = _END_COLUMNS.get(table.block.table.name)
    if end is None:
        return []
    unread = {match.place: match.heading for match in table.recognised.matches if match.column is None and not match.personal}
    told = table.block.table[end].heading
    return [
        table.block.place.finding(
            CHECKS["ending_not_read"], cell_address(coded.place, table.header.last), {"heading": unread[coded.place], "column": told}, 0
        )
        for coded in table.columns
        if coded.place in unread and any(fold(word) in _OVER for word in coded.words)
    ]


def about_left_rows(table: FoundTable) -> list[Finding]:
    assert table.block is not None
    findings = []
    for kind, code in ((TOTAL, "total_row"), (NOTE, "note_row")):
        rows = table.kinds.rows(kind)
        if len(rows):
            numbers = rows + table.first_row
            column = next((coded.place for coded in table.columns if coded.rows[rows[0]] >= 0), 0)
            cell = cell_address(column, int(numbers[0]) - 1)
            findings.append(table.block.place.finding(CHECKS[code], cell, {"rows": len(rows), "cells": row_ranges(numbers)}, len(rows)))
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
    return [
        table.block.place.finding(CHECKS["error_cells_elsewhere"], cell_address(place, number - 1), {"count": len(other), "word": word}, 0)
    ]
