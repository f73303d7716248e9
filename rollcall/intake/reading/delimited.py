"""Reads text files with separators: finds the encoding and the separator, and keeps every row where it stood."""

import csv
import io
import math
from collections import Counter
from dataclasses import dataclass
from itertools import islice

import numpy as np
import pyarrow as pa
import pyarrow.csv as pa_csv

from rollcall.errors import FileRefused
from rollcall.intake.reading.limits import Limits

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
SAMPLE_CHARACTERS = 200_000
SAMPLE_ROWS = 300
ROWS_NAMED = 5
WIDE = 100
BINARY = (
    "This file is not text and not a spreadsheet that Rollcall knows; it may be damaged. "
    "Open it in Excel, choose Save As, Excel Workbook (.xlsx), and bring in the new file."
)


@dataclass(frozen=True)
class Delimited:
    """The columns of a text file, all as text, and what a person should know about how they were read."""

    columns: tuple[pa.Array, ...]
    notes: tuple[str, ...]


def read_delimited(data: bytes, limits: Limits) -> Delimited:
    """Read a text file; FileRefused names the row when a quote mark is never closed."""
    csv.field_size_limit(10_000_000)
    text, notes = decode(data)
    text = text.rstrip("\r\n\x1a\x00")
    if not text.strip():
        raise FileRefused(
            "There is nothing in this file but blank lines. Save it again from where it came, or ask for it to be sent again."
        )
    separator, text = _separator(text)
    if separator not in {",", "\t"}:
        notes.append(f"Read with {SEPARATORS[separator]} between the cells.")
    columns = _read_straight(text, separator, limits)
    if columns is None:
        columns, ragged = _read_with_care(text, separator, limits)
        notes.extend(ragged)
    return Delimited(columns, tuple(notes))


def decode(data: bytes) -> tuple[str, list[str]]:
    """The text, and a note when its encoding had to be supposed: a byte order mark, else strict UTF-8, else old Windows."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace"), []
    if b"\x00" in data[:4096]:
        return _decode_unmarked_utf_16(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
        _refuse_binary(text)
        return text, ["Read as Windows-1252 text, as it is not UTF-8: check names and words with accents."]
    _refuse_binary(text)
    return text, []


def _decode_unmarked_utf_16(data: bytes) -> tuple[str, list[str]]:
    sample = data[:4096]
    for encoding, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if zeros.count(0) > len(zeros) * 0.7:
            return data.decode(encoding, errors="replace"), []
    raise FileRefused(BINARY)


def _refuse_binary(text: str) -> None:
    sample = text[:4096]
    strange = sum(1 for character in sample if (character < " " and character not in "\t\r\n\f\x1a") or character == "�")
    if strange > max(2, len(sample) // 50):
        raise FileRefused(BINARY)


def _separator(text: str) -> tuple[str, str]:
    first, _, rest = text.partition("\n")
    if first.lower().startswith("sep=") and first[4:5] in SEPARATORS:
        return first[4], rest
    sample = text[:SAMPLE_CHARACTERS]
    scores = {separator: _score(sample, separator) for separator in SEPARATORS}
    best = max(scores, key=lambda separator: scores[separator])
    return (best if scores[best] else ","), text


def _score(sample: str, separator: str) -> float:
    """How much the separator makes a table: many cells in most rows, and all the more when the first row is one of them."""
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=separator)
    try:
        widths = [len(row) for row in islice(reader, SAMPLE_ROWS) if row]
    except csv.Error:
        return 0.0
    if not widths:
        return 0.0
    width, rows = max(Counter(width for width in widths if width > 1).items(), key=lambda found: found[1] * found[0], default=(1, 0))
    share = rows / len(widths)
    return share * share * math.log(width) * (2 if widths[0] == width else 1)


def _read_straight(text: str, separator: str, limits: Limits) -> tuple[pa.Array, ...] | None:
    """The fast way, for files whose quotes are all in order and whose rows are all of one width; None otherwise."""
    data = text.encode()
    if not _quotes_in_order(data, separator.encode()):
        return None
    width = len(next(csv.reader(io.StringIO(text, newline=""), delimiter=separator)))
    _check_width(width, limits)
    try:
        table = pa_csv.read_csv(
            pa.BufferReader(data),
            read_options=pa_csv.ReadOptions(autogenerate_column_names=True, use_threads=True, block_size=1 << 24),
            parse_options=pa_csv.ParseOptions(delimiter=separator, newlines_in_values=b'"' in data, ignore_empty_lines=False),
            convert_options=pa_csv.ConvertOptions(
                check_utf8=False,
                column_types={f"f{number}": pa.string() for number in range(width)},
                strings_can_be_null=True,
                null_values=[""],
            ),
            memory_pool=_pool_for(width),
        )
    except pa.ArrowInvalid:
        return None
    return tuple(column.combine_chunks() for column in table.columns)


def _pool_for(width: int) -> pa.MemoryPool | None:
    """Where a wide table's columns are kept. Arrow sets aside a whole block for each column, which the system's own pool cannot reuse."""
    return pa.mimalloc_memory_pool() if width > WIDE and "mimalloc" in pa.supported_memory_backends() else None


def _quotes_in_order(data: bytes, separator: bytes) -> bool:
    """Whether each opening quote starts a cell and each closing quote ends one."""
    if b'"' not in data:
        return True
    marks = np.frombuffer(data, dtype=np.uint8)
    quotes = np.flatnonzero(marks == ord('"'))
    if len(quotes) % 2:
        return False
    opening, closing = quotes[0::2], quotes[1::2]
    edges = np.frombuffer(separator + b'\r\n"', dtype=np.uint8)
    before = marks[opening[opening > 0] - 1]
    after = marks[closing[closing < len(marks) - 1] + 1]
    return bool(np.isin(before, edges).all() and np.isin(after, edges).all())


def _read_with_care(text: str, separator: str, limits: Limits) -> tuple[tuple[pa.Array, ...], list[str]]:
    rows: list[list[str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        rows.extend(reader)
    except csv.Error as problem:
        raise FileRefused(
            f"A quote mark in row {len(rows) + 1} is not closed, so the rows after it cannot be told apart. "
            "Open the file in Excel or a text editor, mend that row, save, and bring it in again."
        ) from problem
    widths = [_filled_width(row) for row in rows]
    width = max(widths, default=0)
    _check_width(width, limits)
    padded = [row[:width] + [""] * (width - len(row)) for row in rows]
    columns = tuple(pa.array([cell or None for cell in column], pa.string()) for column in zip(*padded, strict=True))
    return columns, _ragged_notes(rows, widths)


def _filled_width(row: list[str]) -> int:
    width = len(row)
    while width and not row[width - 1]:
        width -= 1
    return width


def _ragged_notes(rows: list[list[str]], widths: list[int]) -> list[str]:
    """Notes on rows that are wider or shorter than most; title rows above the first full row are not counted."""
    usual = Counter(len(row) for row in rows if row).most_common(1)[0][0]
    first = next(number for number, row in enumerate(rows) if len(row) == usual)
    wider = [number + 1 for number, width in enumerate(widths) if width > usual]
    shorter = [number + 1 for number, row in enumerate(rows) if number > first and 1 < len(row) < usual]
    notes = []
    if wider:
        notes.append(f"{_rows_named(wider)} more cells than the other rows ({usual}): look for a separator inside a cell.")
    if shorter:
        notes.append(f"{_rows_named(shorter)} fewer cells than the other rows ({usual}): the missing ones are taken as blank.")
    return notes


def _rows_named(numbers: list[int]) -> str:
    if len(numbers) == 1:
        return f"Row {numbers[0]} has"
    named = ", ".join(str(number) for number in numbers[:ROWS_NAMED])
    more = f" and {len(numbers) - ROWS_NAMED:,} more rows" if len(numbers) > ROWS_NAMED else ""
    return f"Rows {named}{more} have"


def _check_width(width: int, limits: Limits) -> None:
    if width > limits.columns:
        raise FileRefused(too_many_columns(width, limits.columns))


def too_many_columns(width: int, most: int, sheet: str | None = None) -> str:
    """Say that a table is too wide."""
    which = f"Sheet “{sheet}”" if sheet else "This file"
    return (
        f"{which} has {width:,} columns, and Rollcall reads up to {most:,}. "
        "Delete the columns that are not needed, or copy the table into a new workbook, and bring that in."
    )
