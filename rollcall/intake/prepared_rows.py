"""The kept rows of each table, as the store takes them, and everything that was found in a sheet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np
import pyarrow as pa

from rollcall.intake.checking.findings import CHECKS, Finding
from rollcall.intake.checking.listed import carried_by
from rollcall.intake.checking.notices import about_headings, about_left_rows
from rollcall.intake.found_table import FoundTable
from rollcall.intake.recognising.stated import day_to_come
from rollcall.intake.speaks_for import FoundSheet, Spoken
from rollcall.intake.values.block import Block
from rollcall.intake.values.words import yes_or_no
from rollcall.store import Prepared


def findings_of(sheet: FoundSheet) -> list[Finding]:
    """What was found in a sheet by itself."""
    if sheet.published:
        return list(sheet.published.findings)
    findings: list[Finding] = []
    for table in sheet.tables:
        if table.account:
            findings += table.account.findings
        if table.block is not None and table.judged is not None:
            findings += [*about_headings(table), *table.judged.findings, *about_left_rows(table)]
    return findings


def days_to_come(sheet: FoundSheet, spoken: Mapping[int, Spoken], today: date) -> list[Finding]:
    """Titles that say a day after today, which is not used."""
    told = [(table, table.block, day) for table in sheet.tables if table.block is not None and (day := day_to_come(table.titles, today))]
    return [
        block.place.finding(
            CHECKS["title_to_come"],
            block.header_cell,
            {"said": f"{day.day} {day:%B %Y}", "day": f"{spoken[id(table)].day.day} {spoken[id(table)].day:%B %Y}"},
            0,
        )
        for table, block, day in told
    ]


def prepared_rows(sheet: FoundSheet, days: Mapping[int, date]) -> list[Prepared]:
    """The rows of a sheet that are kept, for the day that each of its tables speaks for."""
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
