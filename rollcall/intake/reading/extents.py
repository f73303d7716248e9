"""Explains a workbook that ended the reading process: where its stray cells lie, or how much it really unpacks to."""

import io
import re
import zipfile

from rollcall.intake.reading.cells import address
from rollcall.intake.reading.guard import unpacks_too_large
from rollcall.intake.reading.limits import MEGABYTE, Limits
from rollcall.intake.reading.merged import DAMAGED, sheet_parts
from rollcall.intake.reading.workbook import too_far_apart

CELL = re.compile(rb"""<(?:\w+:)?c\b[^>]*?\br=["']([A-Z]{1,7})(\d{1,12})["']""")
SHEET_PART = re.compile(r"^/?xl/worksheets/([^/]+\.xml)$", re.I)
OVERLAP = 512
UNKNOWN_SIZE = 1 << 48


def explain(data: bytes, limits: Limits) -> str | None:
    """One sentence on what is wrong with the workbook; None when nothing shows."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except DAMAGED:
        return None
    names = sheet_parts(archive)
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
