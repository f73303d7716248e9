"""What is shown of each table of a sheet: what it was taken for, the account of its rows, and what has to be said about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from rollcall.definitions.tables import BY_NAME
from rollcall.intake.choices import Choices, heading_keys
from rollcall.intake.examined import ExaminedSheet, HeadingMatch
from rollcall.intake.found_table import FoundTable
from rollcall.intake.memory import memory_of
from rollcall.intake.recognising.columns import cell_address
from rollcall.intake.recognising.rows import DATA
from rollcall.intake.recognising.sheet import last_filled_row, says_not_loaded
from rollcall.intake.recognising.whole_area import leaves_statuses_unread
from rollcall.intake.sector.sen2_parts import Account
from rollcall.intake.speaks_for import FoundSheet, Spoken
from rollcall.intake.values.prepare import Values

_COULD_BE_OURS = 0.3  # how far a sheet that is left must look like a table of ours for its table to be asked about


def examined_sheets(
    sheet: FoundSheet, spoken: Mapping[int, Spoken], chosen: Choices, together: Mapping[tuple[str, str], Sequence[str]], proven: bool
) -> list[ExaminedSheet]:
    """What one sheet is shown as: one for each of its tables.

    `chosen` is what was said of a sheet that has none; `together` are the sheets of one partner and spreadsheet kind; `proven` says
    that other dates of the file prove that it writes them day first.
    """
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
    return [
        replace(shown, combined_with=_others(sheet, together.get((sheet.partner, shown.table or ""), ())))
        for shown in (_examined_table(table, spoken.get(id(table)), proven) for table in sheet.tables)
    ]


def sheets_together(sheets: Iterable[FoundSheet]) -> dict[tuple[str, str], tuple[str, ...]]:
    """The sheets whose rows are put together, as "file · sheet", by their partner and spreadsheet kind."""
    together: dict[tuple[str, str], dict[str, None]] = {}
    for sheet in sheets:
        for table in sheet.tables:
            if table.block is not None:
                together.setdefault((sheet.partner, table.block.table.name), {})[_full_name(sheet)] = None
    return {key: tuple(names) for key, names in together.items()}


def _full_name(sheet: FoundSheet) -> str:
    return f"{sheet.sheet.file} · {sheet.sheet.name}"


def _others(sheet: FoundSheet, together: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for name in together if name != _full_name(sheet))


def _why_left(sheet: FoundSheet, rows: int) -> str:
    if rows == 0:
        return "The sheet is empty."
    if says_not_loaded(sheet.sheet):
        return "The sheet says that it is not to be loaded."
    return "No heading row of a spreadsheet that Rollcall knows was found, so the sheet is left as it is."


def _examined_table(table: FoundTable, spoken: Spoken | None, proven: bool) -> ExaminedSheet:
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
    if table.account:
        return _examined_part(table, table.account, headings)
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
            memory=memory_of(table, None, ()),
            asks=("table",) if not table.choices.table and recognised.confidence > _COULD_BE_OURS else (),
        )
    data = len(table.kinds.rows(DATA))
    kept = len(np.unique(table.block.rows[~table.judged.refused]))  # a sheet with a column for each service gives several rows for one
    columns = table.block.columns.values()
    asks = _asks(table, proven) + (["as_at"] if spoken and spoken.doubt and kept else [])
    return ExaminedSheet(
        name,
        table.block.table.name,
        table.block.table.title,
        recognised.confidence,
        recognised.why,
        spoken.day if spoken else None,
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
        memory=memory_of(table, spoken, asks),
        rows_repeated=data - kept - _refused_for_good(table, data),
        as_at_from=spoken.source if spoken else "",
        as_at_doubt=spoken.doubt if spoken and kept else "",
        asks=tuple(asks),
    )


def _refused_for_good(table: FoundTable, data: int) -> int:
    """Rows of data that are refused for another reason than that they repeat a row."""
    assert table.block is not None
    assert table.judged is not None
    counted = ~table.judged.refused if table.repeated is None else ~table.judged.refused | table.repeated
    return data - len(np.unique(table.block.rows[counted]))


def _examined_part(table: FoundTable, account: Account, headings: tuple[HeadingMatch, ...]) -> ExaminedSheet:
    """A table of a SEN2 return that is read together with its table of persons."""
    children = BY_NAME["children"]
    return ExaminedSheet(
        table.sheet.name,
        children.name if account.joined else None,
        children.title if account.joined else "",
        table.recognised.confidence,
        account.why,
        None,
        table.header.last + 1,
        table.rows_read,
        account.rows_kept,
        0,
        table.rows_read - account.rows_kept,
        headings,
        number=table.number,
        choices=table.choices,
    )


def _asks(table: FoundTable, proven: bool) -> list[str]:
    """What has to be said before the table can be kept well."""
    assert table.block is not None
    kind, columns = table.block.table, table.block.columns
    asks = [f"column:{name}" for name in kind.required if name not in columns and name not in table.choices.columns.values()]
    asks += [f"column:{name}" for name in (*table.recognised.assumed, *table.recognised.could_be)]
    if kind.identifiers and not any(name in columns for name in kind.identifiers):
        asks.append(f"column:{kind.identifiers[0]}")
    if leaves_statuses_unread(table.recognised) and "sen_status" not in {*columns, *table.choices.columns.values()}:
        asks.append("column:sen_status")
    dated = {name: values.evidence for name, values in columns.items() if values.evidence and values.evidence.is_open}
    asks += [f"date_order:{name}" for name, evidence in dated.items() if evidence.turned or evidence.is_mixed or not proven]
    asks += [f"values:{name}" for name, values in columns.items() if _has_unknown_words(values)]
    return asks


def day_first_is_proven(sheets: Iterable[FoundSheet]) -> bool:
    """Whether some column of dates in a file proves that they are written day first, and none that they are not."""
    tables = [table for sheet in sheets for table in sheet.tables]
    told = [values.evidence for table in tables if table.block for values in table.block.columns.values() if values.evidence]
    return any(one.day_first for one in told) and not any(one.month_first or one.turned for one in told)


def _has_unknown_words(values: Values) -> bool:
    return any(match.unknown for match in values.matches)
