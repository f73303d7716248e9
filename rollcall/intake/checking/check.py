"""Judges the rows of one table: a row that lacks what it must have is refused, with the cell and the reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from rapidfuzz import process

from rollcall.definitions.table import Column, fold
from rollcall.intake.checking.doubts import DOUBTS
from rollcall.intake.checking.findings import CHECKS, Finding
from rollcall.intake.recognising.columns import cell_address
from rollcall.intake.values.block import MOST_ALONE, Block
from rollcall.intake.values.people_named import shown_word
from rollcall.intake.values.prepare import Values

_CODES_SHOWN = 8

Found = tuple[np.ndarray, list[Finding]]  # which rows are refused, and the findings that say why


@dataclass(frozen=True, eq=False)
class Judged:
    """Which rows of data are refused, and everything that was found."""

    refused: np.ndarray
    findings: tuple[Finding, ...]


def judge(block: Block, today: date) -> Judged:
    """Run every check over one table."""
    refused = np.zeros(block.count, bool)
    findings: list[Finding] = []
    for check in (_error_cells, _unreadable, _required, _identified):
        wrong, found = check(block)
        refused |= wrong
        findings += found
    for doubt in DOUBTS:
        findings += doubt(block, ~refused, today)
    return Judged(refused, tuple(findings))


def only_nameless(block: Block) -> np.ndarray:
    """Which rows would be kept if something in them named their child."""
    nameless, _ = _identified(block)
    if nameless.any():
        for check in (_error_cells, _unreadable, _required):
            nameless &= ~check(block)[0]
    return nameless


def named_after_all(block: Block, judged: Judged, named: np.ndarray) -> Judged:
    """The same once some rows were given their child."""
    nameless, found = _identified(block)
    others = [finding for finding in judged.findings if finding.code not in ("no_identifier", "no_identifier_column")]
    return Judged((judged.refused & ~named) | nameless, (*others, *found))


def _rest(refuses: bool) -> str:
    return "not kept until then" if refuses else "kept"


def _error_cells(block: Block) -> Found:
    """Cells that show #REF! and the like, under the columns that are read: never taken for blank."""
    refused = np.zeros(block.count, bool)
    findings: list[Finding] = []
    if not block.error_cells:
        return refused, findings
    row_of = {number: row for row, number in enumerate(block.rows.tolist())}
    by_place = {values.place: values.column for values in block.columns.values() if values.place is not None}
    for (place, number), word in block.error_cells.items():
        if place in by_place and number in row_of:
            needed = by_place[place].name in block.table.required
            refused[row_of[number]] |= needed
            told = {"word": word, "rest": _rest(needed)}
            findings.append(
                block.place.finding(CHECKS["error_cell"], cell_address(place, number - 1), told, 1, needed, by_place[place].name)
            )
    return refused, findings


def _unreadable(block: Block) -> Found:
    """Values that could not be read: the row is refused when it cannot do without, else the value is left out."""
    refused = np.zeros(block.count, bool)
    findings: list[Finding] = []
    for values in block.columns.values():
        if not values.bad.any():
            continue
        needed = values.column.name in block.table.required
        if needed:
            refused |= values.bad
        told = _about(values.column) | {"heading": values.heading, "rest": _rest(needed)}
        for problem in sorted({problem for problem in values.problems if problem}):
            rows = np.flatnonzero(np.append(np.array([each == problem for each in values.problems], bool), False)[values.rows])
            if problem == "unknown_code":
                findings += _by_word(block, problem, values, rows, told, needed)
            else:
                findings += block.findings(problem, values.column.name, rows, told, needed)
    return refused, findings


def _by_word(block: Block, code: str, values: Values, rows: np.ndarray, told: dict[str, str], needed: bool) -> list[Finding]:
    """Findings that say the typed word; where there are very many words, the rest of them in one finding."""
    if not len(rows):
        return []
    rows = rows[np.argsort(values.rows[rows], kind="stable")]
    words, starts = np.unique(values.rows[rows], return_index=True)
    findings: list[Finding] = []
    for word, start, stop in zip(words.tolist(), starts.tolist(), [*starts.tolist()[1:], len(rows)], strict=True):
        if len(findings) >= MOST_ALONE:
            more = told | {"count": f"{len(words) - int(np.searchsorted(words, word)):,}"}
            return findings + block.finding_together("unknown_codes", values.column.name, np.sort(rows[start:]), more, needed)
        said = {"typed": _shown(values.column, values.words[word], int(stop - start))} | _known(values.column, values.words[word])
        findings += block.findings(code, values.column.name, rows[start:stop], told | said, needed)
    return findings


def _shown(column: Column, word: str, rows: int) -> str:
    """A typed word as people are shown it. One with a digit under a date of birth can be that date, mistyped."""
    if column.name == "date_of_birth" and any(letter.isdigit() for letter in word):
        return "(not shown: it could be a date of birth)"
    return shown_word(word, rows)


def _about(column: Column) -> dict[str, str]:
    return {"kind": column.kind.value} | _known(column, "")


def _known(column: Column, typed: str) -> dict[str, str]:
    """The words of a column's list; of a long list those most like what was typed."""
    labels = list(column.codes.labels.values()) if column.codes else []
    if len(labels) <= _CODES_SHOWN:
        return {"known": ", ".join(labels)}
    nearest = [label for label, _, _ in process.extract(typed, labels, processor=fold, limit=_CODES_SHOWN // 2)]
    return {"known": f"{', '.join(nearest)} or another word of its list"}


def _required(block: Block) -> Found:
    """What every row must have: a column for it, and something in it."""
    refused = np.zeros(block.count, bool)
    findings: list[Finding] = []
    for name in block.table.required:
        values, said = block.columns.get(name), name.replace("_", " ")
        if values is None:
            told = {"title": block.table.title, "column": said, "meaning": block.table[name].meaning.rstrip(".")}
            findings.append(block.place.finding(CHECKS["missing_required_column"], block.header_cell, told, block.count, column=name))
            refused[:] = True
            continue
        blank = ~values.has & ~values.bad
        refused |= blank
        told = {"heading": values.heading or said, "column": said}
        unsaid = blank & ~block.shows_error(values)
        says = np.append(np.array([bool(word) for word in values.words], bool), False)  # 'ongoing', 'TBC': not empty, and no value either
        worded = unsaid & says[values.rows]
        findings += _by_word(block, "no_value_said", values, np.flatnonzero(worded), told | _about(values.column), True)
        findings += block.findings("missing_required", name, np.flatnonzero(unsaid & ~worded), told)
    return refused, findings


def _identified(block: Block) -> Found:
    """Every row about a child names the child."""
    if not block.table.identifiers:
        return np.zeros(block.count, bool), []
    columns = [block.columns[name] for name in block.table.identifiers if name in block.columns]
    if not columns:
        told = {"title": block.table.title}
        return np.ones(block.count, bool), [block.place.finding(CHECKS["no_identifier_column"], block.header_cell, told, block.count)]
    nameless = ~np.logical_or.reduce([values.has for values in columns])
    leftmost = min(columns, key=lambda values: values.place or 0)
    return nameless, block.findings("no_identifier", leftmost.column.name, np.flatnonzero(nameless))
