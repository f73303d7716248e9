"""Reads workbooks of every kind, sheet by sheet, with each cell where Excel has it and each error value named."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace

import fastexcel
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from rollcall.errors import FileRefused
from rollcall.intake.reading import cells
from rollcall.intake.reading.delimited import too_many_columns
from rollcall.intake.reading.guard import IF_IT_OPENS, OLE
from rollcall.intake.reading.limits import Limits
from rollcall.intake.reading.merged import filled_down, merged_down
from rollcall.intake.reading.password import NEEDS_ITS_KEY, is_locked, unlock

ERROR_DETAIL = re.compile(r"Error\((\w+)\)")
LENGTH_DETAIL = re.compile(r'DurationIso\("PT(?:(\d+)H)?(?:(\d+)M)?(?:[\d.]+S)?"\)')
NEW_ERROR = "Unsupported cell error value"


@dataclass(frozen=True)
class ReadSheet:
    """One sheet of a workbook: its columns from A on, its error cells, and why it could not be read, if so."""

    name: str
    columns: tuple[pa.Array, ...]
    errors: tuple[tuple[str, str], ...] = ()
    note: str | None = None


def read_workbook(data: bytes, limits: Limits) -> Iterator[tuple[ReadSheet, float]]:
    """Each sheet, hidden ones too, with the share of the file that is then done."""
    reader = _open(data)
    names = reader.sheet_names
    merged = merged_down(data)
    for number, name in enumerate(names):
        try:
            sheet = _read_sheet(reader, number, name, limits)
        except fastexcel.FastExcelError as problem:
            if NEW_ERROR not in str(problem):
                sheet = ReadSheet(name, (), note=f"Sheet “{name}” could not be read: it is damaged. Copy it into a new workbook.")
            else:
                reader = _open(_with_errors_as_text(data))
                sheet = _read_sheet(reader, number, name, limits)
        runs = merged.get(name)
        yield replace(sheet, columns=filled_down(sheet.columns, runs)) if runs else sheet, (number + 1) / len(names)


def _open(data: bytes) -> fastexcel.ExcelReader:
    try:
        return fastexcel.read_excel(data)
    except fastexcel.FastExcelError as problem:
        if data.startswith(OLE) and is_locked(data):
            return fastexcel.read_excel(unlock(data))
        if "assword" in str(problem):
            raise FileRefused(NEEDS_ITS_KEY) from problem
        raise FileRefused(f"This workbook is damaged, or is not one that Rollcall can read. {IF_IT_OPENS}") from problem


def _with_errors_as_text(data: bytes) -> bytes:
    """Pack the workbook anew with its error cells as text, for error values younger than the reader, such as #SPILL!."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename.startswith("xl/worksheets/"):
                content = content.replace(b't="e"', b't="str"').replace(b"t='e'", b"t='str'")
            new.writestr(part.filename, content)
    return held.getvalue()


def _read_sheet(reader: fastexcel.ExcelReader, number: int, name: str, limits: Limits) -> ReadSheet:
    sheet = reader.load_sheet(number, header_row=None, skip_rows=0, dtypes="string", whitespace_as_null=True)
    found = sheet.available_columns()
    if not found:
        return ReadSheet(name, ())
    first = found[0].absolute_index
    width = first + len(found)
    if width > limits.columns:
        raise FileRefused(too_many_columns(width, limits.columns, name))
    if sheet.total_height * width > limits.cells:
        raise FileRefused(too_far_apart(name, cells.address(width - 1, sheet.total_height - 1)))
    batch, problems = sheet.to_arrow_with_errors()
    return _tidy_sheet(name, first, list(batch.columns), [] if problems is None else problems.errors)


def too_far_apart(sheet: str, last: str) -> str:
    """Say that a sheet's last cell lies too far out."""
    return (
        f"Sheet “{sheet}” reaches to cell {last}, more than Rollcall can read, as a stray cell far from the table makes it do. "
        "In Excel, press Ctrl+End to find the last cell, delete the rows and columns beyond the table, save, and bring it in again."
    )


def _tidy_sheet(name: str, first: int, columns: list[pa.Array], problems: list[fastexcel.CellError]) -> ReadSheet:
    errors: list[tuple[int, int, str]] = []
    lengths: dict[int, list[tuple[int, str]]] = {}
    for problem in problems:
        row, column = problem.position
        length = LENGTH_DETAIL.search(problem.detail)
        if length:
            lengths.setdefault(column, []).append((row, f"{int(length[1] or 0):02}:{int(length[2] or 0):02}"))
            continue
        word = ERROR_DETAIL.search(problem.detail)
        errors.append((row, first + column, cells.ERROR_NAMES.get(word[1], "#ERROR") if word else "#ERROR"))
    tidied = []
    for number, column in enumerate(columns):
        tidy, more = cells.tidy(column.cast(pa.string()))
        errors.extend((row, first + number, word) for row, word in more)
        tidied.append(_put(tidy, lengths[number]) if number in lengths else tidy)
    height = _filled_height(tidied, max((row for row, _, _ in errors), default=-1))
    tidied = [column.slice(0, height) for column in tidied]
    blank = pa.nulls(height, pa.string())
    named = tuple((cells.address(column, row), word) for row, column, word in sorted(errors))
    return ReadSheet(name, (*[blank] * first, *tidied), named)


def _put(column: pa.Array, texts: list[tuple[int, str]]) -> pa.Array:
    mask = np.zeros(len(column), dtype=bool)
    mask[[row for row, _ in texts]] = True
    return pc.replace_with_mask(column, pa.array(mask), pa.array([text for _, text in sorted(texts)], pa.string()))


def _filled_height(columns: list[pa.Array], last_error: int) -> int:
    """The height without the blank rows at the foot, which cells of nothing but spaces leave."""
    height = len(columns[0])
    if not height or any(column[height - 1].is_valid for column in columns):
        return height
    filled = np.zeros(height, dtype=bool)
    for column in columns:
        filled |= column.is_valid().to_numpy(zero_copy_only=False)
    rows = np.flatnonzero(filled)
    return max(int(rows[-1]) + 1 if len(rows) else 0, last_error + 1)
