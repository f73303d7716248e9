"""Explains a workbook that ended the reading process: where its stray cells lie, or how much it really unpacks to."""

import html
import io
import re
import zipfile
import zlib

from rollcall.intake.cells import address
from rollcall.intake.guard import unpacks_too_large
from rollcall.intake.limits import MEGABYTE, Limits
from rollcall.intake.workbook import too_far_apart

CELL = re.compile(rb"""<(?:\w+:)?c\b[^>]*?\br=["']([A-Z]{1,7})(\d{1,12})["']""")
SHEET_PART = re.compile(r"^/?xl/worksheets/([^/]+\.xml)$", re.I)
SHEET_NAME = re.compile(r"""<(?:\w+:)?sheet\b[^>]*?\bname="([^"]*)"[^>]*?\b\w+:id="([^"]*)\"""")
RELATION = re.compile(r"<(?:\w+:)?Relationship\b[^>]*>")
ATTRIBUTE = re.compile(r"""\b(Id|Target)="([^"]*)\"""")
OVERLAP = 512
UNKNOWN_SIZE = 1 << 48
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, KeyError, NotImplementedError)


def explain(data: bytes, limits: Limits) -> str | None:
    """One sentence on what is wrong with the workbook; None when nothing shows."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except DAMAGED:
        return None
    names = _sheet_names(archive)
    unpacked = 0
    for part in archive.infolist():
        size, columns, rows = _measure(archive, part, limits.unpacked_megabytes * MEGABYTE - unpacked)
        unpacked += size
        if unpacked >= limits.unpacked_megabytes * MEGABYTE:
            return unpacks_too_large(unpacked)
        if columns * rows > limits.cells:
            sheet = SHEET_PART.match(part.filename)
            return too_far_apart(names.get(sheet[1], sheet[1]) if sheet else part.filename, address(columns - 1, rows - 1))
    return None


def _measure(archive: zipfile.ZipFile, part: zipfile.ZipInfo, most: int) -> tuple[int, int, int]:
    """How many bytes the part really unpacks to, whatever it says, and the furthest column and row of its cells."""
    part.file_size = UNKNOWN_SIZE
    is_sheet = SHEET_PART.match(part.filename) is not None
    size = columns = rows = 0
    tail = b""
    try:
        with archive.open(part) as opened:
            while size < most and (chunk := opened.read(MEGABYTE)):
                size += len(chunk)
                if is_sheet:
                    for letters, digits in CELL.findall(tail + chunk):
                        columns, rows = max(columns, _number(letters)), max(rows, int(digits))
                    tail = chunk[-OVERLAP:]
    except DAMAGED:
        pass  # what was unpacked until here still counts
    return size, columns, rows


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _sheet_names(archive: zipfile.ZipFile) -> dict[str, str]:
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
