"""What an examination found, as text for a terminal and as JSON for a program."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from rollcall.intake.checking.findings import Finding
from rollcall.intake.examined import Examined, ExaminedFile, ExaminedSheet, HeadingMatch

_CELLS_TOLD = 5
_ASKS = {
    "month": "which month it is about",
    "as_at": "which day it speaks for",
    "table": "which spreadsheet it is, if it is one of ours",
    "column": "which column holds the {0}",
    "date_order": "whether the dates of the {0} are day first or month first; they could be either, and are read day first",
    "values": "what the words under {0} that are on no list stand for",
}


def as_json(examined: Examined) -> dict[str, Any]:
    """Every file with its sheets and their matches, and every finding."""
    return {"files": [_file(file) for file in examined.files], "findings": [_finding(finding) for finding in examined.findings]}


def as_text(examined: Examined) -> str:
    """The same, to be read: findings that say the same of one sheet are told once, with their cells."""
    lines = [line for file in examined.files for line in (*_file_lines(file), "")]
    if not examined.findings:
        return "\n".join([*lines, "Nothing was found that needs a look."])
    alike: dict[tuple[str, ...], list[Finding]] = {}
    for finding in examined.findings:
        alike.setdefault((finding.file, finding.sheet, finding.what, finding.what_to_do, finding.headline), []).append(finding)
    lines.append(f"Findings ({len(examined.findings):,})")
    return "\n".join([*lines, *(f"  {line}" for findings in alike.values() for line in _finding_lines(findings))])


def _file(file: ExaminedFile) -> dict[str, Any]:
    return {
        "file": file.file,
        "refused": file.refused,
        "partner": file.partner,
        "notes": list(file.notes),
        "sheets": [_sheet(sheet) for sheet in file.sheets],
    }


def _sheet(sheet: ExaminedSheet) -> dict[str, Any]:
    return {
        "sheet": sheet.sheet,
        "table": sheet.table,
        "confidence": round(sheet.confidence, 3),
        "why": sheet.why,
        "as_at": sheet.as_at.isoformat() if sheet.as_at else None,
        "as_at_from": sheet.as_at_from,
        "header_row": sheet.header_row,
        "rows_read": sheet.rows_read,
        "rows_kept": sheet.rows_kept,
        "rows_refused": sheet.rows_refused,
        "rows_not_data": sheet.rows_not_data,
        "rows_repeated": sheet.rows_repeated,
        "combined_with": list(sheet.combined_with),
        "asks": list(sheet.asks),
        "remembered": {"said": sheet.memory.said, "drift": list(sheet.memory.drift)} if sheet.memory else None,
        "headings": [_heading(match) for match in sheet.headings],
    }


def _heading(match: HeadingMatch) -> dict[str, Any]:
    return {"cell": match.cell, "heading": match.heading, "column": match.column, "confidence": round(match.confidence, 3)}


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "file": finding.file,
        "sheet": finding.sheet,
        "cell": finding.cell,
        "what": finding.what,
        "what_to_do": finding.what_to_do,
        "headline": finding.headline,
        "effect": finding.effect,
        "moves": finding.moves,
        "refuses_row": finding.refuses_row,
        "rows": finding.rows,
        "cells": list(finding.cells),
        "table": finding.table,
        "column": finding.column,
    }


def _file_lines(file: ExaminedFile) -> Iterator[str]:
    yield _one_line(file.file)
    if file.refused:
        yield f"  Refused: {file.refused}"
        return
    for note in file.notes:
        yield f"  {_one_line(note)}"
    for sheet in file.sheets:
        yield from (f"  {line}" for line in _sheet_lines(sheet))


def _sheet_lines(sheet: ExaminedSheet) -> Iterator[str]:
    if sheet.table is None:
        yield f"{_one_line(sheet.sheet)}: not a spreadsheet that Rollcall knows. {_one_line(sheet.why)}".rstrip()
        return
    yield f"{_one_line(sheet.sheet)}: {sheet.title} ({sheet.table}), {sheet.confidence:.0%} sure. {_one_line(sheet.why)}".rstrip()
    day = f"{sheet.as_at.day} {sheet.as_at:%B %Y}" if sheet.as_at else "an unknown date"
    account = f"{sheet.rows_kept:,} kept, {sheet.rows_refused:,} refused, {sheet.rows_not_data:,} not data"
    source = f" ({_one_line(sheet.as_at_from)})" if sheet.as_at_from else ""
    yield f"  speaks for {day}{source}; {sheet.rows_read:,} rows read: {account}"
    yield from (f"  {_one_line(line)}" for line in _more_about(sheet))
    widest = max((len(_one_line(match.heading)) for match in sheet.headings), default=0)
    for match in sheet.headings:
        yield f"  {match.cell:<6} {_one_line(match.heading):<{min(widest, 48)}}  {_taken_for(match)}"


def _more_about(sheet: ExaminedSheet) -> Iterator[str]:
    """What is put together with it, what is remembered of the last one, and what has to be said about it."""
    if sheet.combined_with:
        yield f"put together with {', '.join(sheet.combined_with)}: a row that says exactly what another says is counted once"
    if sheet.memory:
        yield from (sheet.memory.said, *sheet.memory.drift)
    for ask in sheet.asks:
        kind, _, column = ask.partition(":")
        about = f". {_one_line(sheet.as_at_doubt)}" if kind == "as_at" else ""
        yield f"to be said: {_ASKS[kind].format(column.replace('_', ' '))}{about}"


def _taken_for(match: HeadingMatch) -> str:
    if match.column:
        return f"{match.column}, {match.confidence:.0%} sure"
    return "recognised as personal, and not stored" if match.personal else "not known, and not read"


def _finding_lines(findings: Sequence[Finding]) -> Iterator[str]:
    first = findings[0]
    cells = [cell for finding in findings for cell in (finding.cells or (finding.cell,)) if cell]
    more = f" and {len(cells) - _CELLS_TOLD:,} more" if len(cells) > _CELLS_TOLD else ""
    where = " · ".join(_one_line(part) for part in (first.file, first.sheet, ", ".join(cells[:_CELLS_TOLD]) + more) if part)
    yield f"{where}: {_one_line(first.what)}"
    effect = f" {first.effect}." if first.effect else ""
    yield f"  {_one_line(first.what_to_do)}{effect}"


def _one_line(text: str) -> str:
    """The text with its line breaks and runs of spaces folded: a heading may hold several lines."""
    return " ".join(text.split())
