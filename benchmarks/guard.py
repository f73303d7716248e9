"""What the guard costs on an honest workbook of 17 MB: looking at its bytes, against reading it in the process that reads."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Sequence

from benchmarks.measure import Line, at_most, in_turn, seconds
from rollcall.intake.reading import archive, guard
from rollcall.intake.reading.cells import column_letters
from rollcall.intake.reading.limits import MEGABYTE, USUAL
from rollcall.intake.reading.read import Dropped, read_files, warm

TIMES = 5
MEGABYTES = 17
MOST = 0.15  # of the reading time, as promised
COLUMNS = 30
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
NAME = "caseload.xlsx"


def measure() -> Sequence[Line]:
    """One promise: what is looked at before a parser sees the file is a small part of the whole."""
    data = large_workbook()
    assert MEGABYTES * MEGABYTE < len(data) < 1.3 * MEGABYTES * MEGABYTE
    warm()
    read_files([Dropped("first.csv", b"a,b\n1,2\n")])

    def look() -> None:
        assert archive.may_be_archive(data) is False
        guard.check(NAME, data, USUAL)

    def read() -> None:
        (file,) = read_files([Dropped(NAME, data)])
        assert file.refused is None

    looked, taken = in_turn((lambda: seconds(look), lambda: seconds(read)), TIMES)
    return (at_most(f"guard over a workbook of {len(data) // MEGABYTE} MB", looked, "reading it, guard included", taken, MOST),)


def large_workbook() -> bytes:
    """Rows of numbers, dates and shared words as Excel packs them, until it is as large as promised."""
    pick = random.Random(7)
    words = [f"Word {number}" for number in range(20_000)]
    rows: list[str] = []
    for number in range(1, 85_000):
        cells = "".join(
            f'<c r="{column_letters(place)}{number}"'
            + (f' t="s"><v>{pick.randrange(20_000)}' if place % 2 else f"><v>{pick.random() * 50_000:.4f}")
            + "</v></c>"
            for place in range(COLUMNS)
        )
        rows.append(f'<row r="{number}">{cells}</row>')
    shared = "".join(f"<si><t>{word}</t></si>" for word in words)
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate((("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml")), start=1)
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": _relations(f'<Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/>'),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">'
        '<sheets><sheet name="List" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations(relations),
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{shared}</sst>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{"".join(rows)}</sheetData></worksheet>',
    }
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>' + content)
    return held.getvalue()


def _relations(inside: str) -> str:
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inside}</Relationships>'
