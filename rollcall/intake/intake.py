"""The one door in: files are examined, everything found is shown, and only then the rows are kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import numpy as np
import pyarrow as pa

from rollcall.intake.block import Block
from rollcall.intake.columns import cell_address
from rollcall.intake.examined import Examined, ExaminedFile, ExaminedSheet, HeadingMatch
from rollcall.intake.findings import Finding
from rollcall.intake.found_table import FoundTable, examine_table
from rollcall.intake.labels import partner_of
from rollcall.intake.link import link
from rollcall.intake.listed import carried_by
from rollcall.intake.notices import about_headings, about_left_rows
from rollcall.intake.published import find_published
from rollcall.intake.read import Dropped, ReadFile, read_files
from rollcall.intake.rows import DATA
from rollcall.intake.sheet import find_tables, last_filled_row, says_not_loaded
from rollcall.intake.speaks_for import FoundSheet, days_spoken_for
from rollcall.intake.values import yes_or_no
from rollcall.store import Prepared, Store, UploadRecord

__all__ = ["Examined", "ExaminedFile", "ExaminedSheet", "Finding", "HeadingMatch", "examine", "examine_read", "keep"]

Progress = Callable[[float, str], None]

_READING = 0.7  # the share of the time that reading takes


def examine(
    files: Sequence[Dropped], store: Store, partners: Mapping[str, str] | None = None, progress: Progress | None = None
) -> Examined:
    """Say what every sheet is, how each heading and value was matched, and what is wrong with which cell. Keeps nothing."""

    def reading(done: float, what: str) -> None:
        if progress:
            progress(done * _READING, what)

    return examine_read(read_files(files, reading), store, partners, progress, date.today())


def examine_read(
    read: Sequence[ReadFile], store: Store, partners: Mapping[str, str] | None, progress: Progress | None, today: date
) -> Examined:
    """The same for files that are read already, as on a given day."""
    found = {number: _find(file, _partner(file, partners), store, today, progress) for number, file in enumerate(read)}
    return _put_together(read, found, partners, store, today)


def keep(examined: Examined, store: Store, by: str) -> UploadRecord:
    """Keep what was examined as new versions, in one transaction."""
    return store.keep(examined.prepared, by)


def _partner(file: ReadFile, partners: Mapping[str, str] | None) -> str:
    return (partners or {}).get(file.file) or partner_of(file.file)


def _find(file: ReadFile, partner: str, store: Store, today: date, progress: Progress | None) -> list[FoundSheet]:
    if file.refused:
        return []
    published = find_published(file, today)
    sheets = []
    for number, sheet in enumerate(file.sheets):
        if progress:
            progress(_READING + (1 - _READING) * number / len(file.sheets), f"Recognising {sheet.name}")
        told = published.get(sheet.name)
        tables = [] if told else [examine_table(sheet, table, store.key, today) for table in find_tables(sheet)]
        sheets.append(FoundSheet(sheet, told.partner if told else partner, tables, told))
    return sheets


def _put_together(
    read: Sequence[ReadFile], found: Mapping[int, list[FoundSheet]], partners: Mapping[str, str] | None, store: Store, today: date
) -> Examined:
    tables = [(table, sheet) for sheets in found.values() for sheet in sheets for table in sheet.tables]
    linked = link([table for table, _ in tables], [sheet.partner for _, sheet in tables], store)
    for (old, sheet), new in zip(tables, linked.tables, strict=True):
        sheet.tables[sheet.tables.index(old)] = new
    days = days_spoken_for(read, found, today)
    examined, findings, prepared = [], [], []
    for number, file in enumerate(read):
        sheets = [each for sheet in found[number] for each in _examined_sheets(sheet, days)]
        shown = next((sheet.partner for sheet in found[number] if sheet.published), _partner(file, partners))
        examined.append(ExaminedFile(file.file, file.refused, shown, tuple(sheets), file.notes))
        for sheet in found[number]:
            findings += _findings_of(sheet)
            prepared += _prepared(sheet, days)
    order = {(file.file, sheet.name): place for place, (file, sheet) in enumerate((file, sheet) for file in read for sheet in file.sheets)}
    findings = sorted([*findings, *linked.findings], key=lambda one: order.get((one.file, one.sheet), len(order)))
    return Examined(tuple(examined), tuple(findings), tuple(prepared))


def _examined_sheets(sheet: FoundSheet, days: Mapping[int, date]) -> list[ExaminedSheet]:
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
            )
        ]
    if not sheet.tables:
        rows = last_filled_row(sheet.sheet)
        return [ExaminedSheet(sheet.sheet.name, None, "", 0.0, _why_left(sheet, rows), None, None, rows, 0, 0, rows)]
    return [_examined_table(table, days.get(id(table))) for table in sheet.tables]


def _why_left(sheet: FoundSheet, rows: int) -> str:
    if rows == 0:
        return "The sheet is empty."
    if says_not_loaded(sheet.sheet):
        return "The sheet says that it is not to be loaded."
    return "No heading row of a spreadsheet that Rollcall knows was found, so the sheet is left as it is."


def _examined_table(table: FoundTable, day: date | None) -> ExaminedSheet:
    recognised, header = table.recognised, table.header
    headings = tuple(
        HeadingMatch(cell_address(match.place, header.last), match.heading, match.column, match.confidence, match.personal)
        for match in recognised.matches
    )
    not_stored = tuple(match.heading for match in recognised.matches if match.personal)
    name = table.sheet.name
    if table.block is None or table.judged is None:
        return ExaminedSheet(
            name, None, "", recognised.confidence, recognised.why, None, header.last + 1, table.rows_read, 0, 0, table.rows_read, headings
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
    )


def _findings_of(sheet: FoundSheet) -> list[Finding]:
    if sheet.published:
        return list(sheet.published.findings)
    findings: list[Finding] = []
    for table in sheet.tables:
        if table.block is not None and table.judged is not None:
            findings += [*about_headings(table), *table.judged.findings, *about_left_rows(table)]
    return findings


def _prepared(sheet: FoundSheet, days: Mapping[int, date]) -> list[Prepared]:
    if sheet.published:
        return list(sheet.published.prepared(sheet.sheet.file))
    prepared = []
    for table in sheet.tables:
        if table.block is not None and table.judged is not None and not table.judged.refused.all():
            prepared.append(_rows_of(table, table.block, ~table.judged.refused, sheet.partner, days[id(table)]))
        if table.carried is not None and table.carried_rows is not None:
            prepared.append(_rows_of(table, table.carried, table.carried_rows, carried_by(sheet.partner), days[id(table)]))
    return prepared


def _rows_of(table: FoundTable, block: Block, kept: np.ndarray, partner: str, as_at: date) -> Prepared:
    """The kept rows of one table, as the store takes them."""
    keep_rows = np.flatnonzero(kept)
    arrays = {name: values.array(keep_rows) for name, values in block.columns.items()}
    if block.table.name == "children":
        arrays["child_id"] = _child_ids(arrays, len(keep_rows))
        if (place := table.recognised.helpers.get("home_educated_flag")) is not None:
            column = next(column for column in table.columns if column.place == place)
            rows = block.rows[keep_rows] - table.first_row
            arrays["home_educated_flag"] = pa.array(column.mask(lambda word: yes_or_no(word) is True)[rows])
    arrays["source"] = pa.repeat(pa.scalar(f"{table.sheet.file} · {table.sheet.name}"), len(keep_rows))
    arrays["source_row"] = pa.array(block.rows[keep_rows], pa.int32())
    columns = tuple(dict.fromkeys([*block.columns, "child_id"] if block.table.name == "children" else block.columns))
    return Prepared(block.table.name, partner, as_at, (table.sheet.file,), columns, pa.table(arrays))


def _child_ids(arrays: Mapping[str, pa.Array], count: int) -> pa.Array:
    """Children that have no reference are named by their UPN's or NHS number's hash."""
    ids = arrays["child_id"].to_pylist() if "child_id" in arrays else [None] * count
    for name, prefix in (("upn", "upn-"), ("nhs_number", "nhs-")):
        if name in arrays and None in ids:
            ids = [own or (prefix + other[:12] if other else None) for own, other in zip(ids, arrays[name].to_pylist(), strict=True)]
    return pa.array(ids, pa.string())
