"""Explains a file that ended the reading process: where its stray cells lie, or how much it really unpacks to."""

import io
import re
import zipfile
import zlib

from rollcall.intake.guard import unpacks_too_large
from rollcall.intake.limits import MEGABYTE, Limits

CELL = re.compile(rb'<c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>/]*>')
SHEET = re.compile(r"^xl/worksheets/[^/]+\.xml$", re.I)
CHUNK = MEGABYTE
OVERLAP = 512


def explain(data: bytes, limits: Limits) -> str | None:
    """One sentence on what is wrong with the file; None when nothing shows."""
    try:
        return _explain(zipfile.ZipFile(io.BytesIO(data)), limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError):
        return None


def _explain(archive: zipfile.ZipFile, limits: Limits) -> str | None:
    unpacked = 0
    for part in archive.infolist():
        columns = rows = 0
        tail = b""
        with archive.open(part) as opened:
            while chunk := opened.read(CHUNK):
                unpacked += len(chunk)
                if unpacked > limits.unpacked_megabytes * MEGABYTE:
                    return unpacks_too_large(unpacked)
                if SHEET.match(part.filename):
                    for letters, digits in CELL.findall(tail + chunk):
                        columns, rows = max(columns, _number(letters)), max(rows, int(digits))
                    tail = chunk[-OVERLAP:]
        if columns * rows > limits.cells:
            return _reach(part.filename, columns, rows)
    return None


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _reach(part: str, columns: int, rows: int) -> str:
    from rollcall.intake.cells import address
    from rollcall.intake.workbook import too_far_apart

    return too_far_apart(part.rsplit("/", 1)[-1].removesuffix(".xml"), address(columns - 1, rows - 1))
