"""Cells merged down a column: each row under the first of them says what the merged cell says."""

import html
import io
import re
import zipfile
import zlib

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from rollcall.intake.reading.limits import MEGABYTE

LARGEST_PART = 4 * MEGABYTE  # larger sheets come from systems, which merge nothing, and would be unpacked a second time for this alone
MOST_MERGES = 20_000
MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\b[^>]*?\bref=["']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})["']""")
SHEET_NAME = re.compile(r"""<(?:\w+:)?sheet\b[^>]*?\bname="([^"]*)"[^>]*?\b\w+:id="([^"]*)\"""")
RELATION = re.compile(r"<(?:\w+:)?Relationship\b[^>]*>")
ATTRIBUTE = re.compile(r"""\b(Id|Target)="([^"]*)\"""")
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, KeyError, NotImplementedError)

Runs = dict[int, list[tuple[int, int]]]  # column from 0 -> first and last row from 0


def merged_down(data: bytes) -> dict[str, Runs]:
    """By sheet name, the runs of cells of one column that are merged into one; nothing for a workbook that is not .xlsx."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        parts = {part.filename.rsplit("/", 1)[-1]: part for part in archive.infolist() if part.filename.startswith("xl/worksheets/")}
        found = {}
        for file, name in sheet_parts(archive).items():
            part = parts.get(file)
            if part is not None and part.file_size <= LARGEST_PART and (runs := _runs(archive.read(part))):
                found[name] = runs
    except DAMAGED:
        return {}
    return found


def _runs(content: bytes) -> Runs:
    start = content.find(b"mergeCells")
    if start < 0:
        return {}
    runs: Runs = {}
    for first_column, first, last_column, last in MERGED.findall(content, start)[:MOST_MERGES]:
        if first_column == last_column and int(last) > int(first):
            runs.setdefault(_place(first_column), []).append((int(first) - 1, int(last) - 1))
    return runs


def filled_down(columns: tuple[pa.Array, ...], runs: Runs) -> tuple[pa.Array, ...]:
    """The columns of a sheet with each merged run saying all the way down what its first cell says."""
    return tuple(_filled(column, runs[place]) if place in runs else column for place, column in enumerate(columns))


def _filled(column: pa.Array, runs: list[tuple[int, int]]) -> pa.Array:
    rows = np.arange(len(column))
    for first, last in runs:
        rows[first : last + 1] = min(first, len(column) - 1)
    return pc.take(column, pa.array(rows))


def _place(letters: bytes) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + letter - ord("A") + 1
    return place - 1


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """The name on each sheet's tab, by the name of its part."""
    try:
        book = archive.read("xl/workbook.xml").decode("utf-8", "replace")
        relations = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    except DAMAGED:
        return {}
    parts = {}
    for relation in RELATION.findall(relations):
        said = dict(ATTRIBUTE.findall(relation))
        parts[said.get("Id")] = said.get("Target", "").rsplit("/", 1)[-1]
    return {parts[key]: html.unescape(name) for name, key in SHEET_NAME.findall(book) if key in parts}
