"""Says of every finding by how much its headline moves, and puts the findings that move most first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from rollcall.definitions.check import AS_THE_COLUMN, LEFT_OUT
from rollcall.definitions.weight import weight_of
from rollcall.intake.checking.findings import CHECKS, Finding
from rollcall.intake.found_table import FoundTable
from rollcall.intake.values.block import MOST_ALONE


def with_effects(findings: Sequence[Finding], tables: Iterable[FoundTable]) -> list[Finding]:
    """The findings with their effects, most first; those that move nothing keep their order at the end.

    The effect of findings that say the same of one column is told for all of them together, out of the rows of data that the drop has
    for that spreadsheet kind.
    """
    findings = _gathered(findings)
    rows_of = _rows_of_data(tables)
    alike = Counter[tuple[object, ...]]()
    for finding in findings:
        alike[finding.alike] += finding.rows
    told = [_told(finding, alike[finding.alike], rows_of) for finding in findings]
    return sorted(told, key=lambda finding: -finding.moves)


def _gathered(findings: Sequence[Finding]) -> list[Finding]:
    """The same findings, where more of them are alike than can be listed the rest as one, with all their cells."""
    count = Counter[tuple[object, ...]]()
    listed: list[Finding] = []
    rest: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        count[finding.alike] += 1
        past = count[finding.alike] > MOST_ALONE and finding.cell and not finding.cells
        (rest.setdefault(finding.alike, []) if past else listed).append(finding)
    return listed + [
        alike[0].with_the_like(tuple(each.cell for each in alike if each.cell), sum(each.rows for each in alike)) for alike in rest.values()
    ]


def _rows_of_data(tables: Iterable[FoundTable]) -> Counter[str]:
    rows: Counter[str] = Counter()
    for table in tables:
        if table.block is not None:
            rows[table.block.table.name] += len(np.unique(table.block.rows))
    return rows


def _told(finding: Finding, rows: int, rows_of: Counter[str]) -> Finding:
    template = _template(finding)
    if not template or not rows:
        return finding
    of = max(rows, rows_of[finding.table])
    said = {"rows": f"{rows:,} {'row' if rows == 1 else 'rows'}", "headline": finding.headline, "count": f"{rows:,}", "of": f"{of:,}"}
    return replace(finding, effect=template.format(**said), moves=rows)


def _template(finding: Finding) -> str:
    check = CHECKS[finding.code]
    if finding.refuses_row and not check.refuses_row:
        return LEFT_OUT
    return weight_of(finding.table, finding.column).effect if check.effect == AS_THE_COLUMN else check.effect
