"""What is shown of each table of a sheet: what it was taken for, the account of its rows, and what has to be said about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np

from rollcall.intake.choices import NOTHING_CHOSEN, Choices, heading_keys
from rollcall.intake.columns import cell_address
from rollcall.intake.examined import ExaminedSheet, HeadingMatch
from rollcall.intake.found_table import FoundTable
from rollcall.intake.prepare import Values
from rollcall.intake.rows import DATA
from rollcall.intake.sheet import last_filled_row, says_not_loaded
from rollcall.intake.speaks_for import FoundSheet

_COULD_BE_OURS = 0.3  # how far a sheet that is left must look like a table of ours for its table to be asked about


def examined_sheets(sheet: FoundSheet, days: Mapping[int, date], chosen: Choices = NOTHING_CHOSEN) -> list[ExaminedSheet]:
    """What one sheet is shown as: one for each of its tables. `chosen` is what was said of a sheet that has none."""
    if sheet.published:
        told = sheet.published
        rows = told.rows_read
        return [
            ExaminedSheet(
                sheet.sheet.name,
                told.table,
                told.title,
                told.confidence,
                told.why,
                told.as_at,
                told.header_row,
                rows,
                told.rows_kept,
                told.rows_refused,
                rows - told.rows_kept - told.rows_refused,
                choices=chosen,
                asks=told.asks,
            )
        ]
    if not sheet.tables:
        rows = last_filled_row(sheet.sheet)
        why = _why_left(sheet, rows)
        return [ExaminedSheet(sheet.sheet.name, None, "", 0.0, why, None, None, rows, 0, 0, rows, choices=chosen)]
    proven = _orders_proven(sheet.tables)
    return [_examined_table(table, days.get(id(table)), proven) for table in sheet.tables]


def _why_left(sheet: FoundSheet, rows: int) -> str:
    if rows == 0:
        return "The sheet is empty."
    if says_not_loaded(sheet.sheet):
        return "The sheet says that it is not to be loaded."
    return "No heading row of a spreadsheet that Rollcall knows was found, so the sheet is left as it is."


def _examined_table(table: FoundTable, day: date | None, proven: bool) -> ExaminedSheet:
    recognised, header = table.recognised, table.header
    keys = heading_keys(header.headings)
    headings = tuple(
        HeadingMatch(
            cell_address(match.place, header.last), match.heading, match.column, match.confidence, match.personal, keys[match.place]
        )
        for match in recognised.matches
    )
    not_stored = tuple(match.heading for match in recognised.matches if match.personal)
    name = table.sheet.name
    if table.block is None or table.judged is None:
        return ExaminedSheet(
            name,
            None,
            "",
            recognised.confidence,
            recognised.why,
            None,
            header.last + 1,
            table.rows_read,
            0,
            0,
            table.rows_read,
            headings,
            number=table.number,
            choices=table.choices,
            asks=("table",) if not table.choices.table and recognised.confidence > _COULD_BE_OURS else (),
        )
    data = len(table.kinds.rows(DATA))
    kept = len(np.unique(table.block.rows[~table.judged.refused]))  # a sheet with a column for each service gives several rows for one
    columns = table.block.columns.values()
    return ExaminedSheet(
        name,
        table.block.table.name,
        table.block.table.title,
        recognised.confidence,
        recognised.why,
        day,
        header.last + 1,
        table.rows_read,
        kept,
        data - kept,
        table.rows_read - data,
        headings,
        tuple(match for values in columns for match in values.matches),
        tuple(values.evidence for values in columns if values.evidence),
        not_stored,
        number=table.number,
        choices=table.choices,
        asks=tuple(_asks(table, proven)),
    )


def _asks(table: FoundTable, proven: bool) -> list[str]:
    """What has to be said before the table can be kept well."""
    assert table.block is not None
    kind, columns = table.block.table, table.block.columns
    asks = [f"column:{name}" for name in kind.required if name not in columns and name not in table.choices.columns.values()]
    if kind.identifiers and not any(name in columns for name in kind.identifiers):
        asks.append(f"column:{kind.identifiers[0]}")
    asks += [f"date_order:{name}" for name, values in columns.items() if not proven and _could_be_either(values)]
    asks += [f"values:{name}" for name, values in columns.items() if _has_unknown_words(values)]
    return asks


def _could_be_either(values: Values) -> bool:
    """Whether some dates of a column can be read both ways, and neither another date nor anybody says which."""
    told = values.evidence
    return told is not None and told.either > 0 and not told.day_first and not told.month_first and not told.chosen


def _orders_proven(tables: Sequence[FoundTable]) -> bool:
    """Whether some column of a sheet proves that its dates are written day first, and none that they are not."""
    told = [values.evidence for table in tables if table.block for values in table.block.columns.values() if values.evidence]
    return any(one.day_first for one in told) and not any(one.month_first for one in told)


def _has_unknown_words(values: Values) -> bool:
    return "unknown_code" in values.problems
