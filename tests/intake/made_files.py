"""Spreadsheets made byte by byte for the reading tests: ordinary ones, and those no spreadsheet program would write."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

import msoffcrypto.format.ooxml
import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - Excel's dates have no time zone
XML = '<?xml version="1.0" encoding="UTF-8"?>'


def workbook(write: Callable[[xlsxwriter.Workbook], object], **options: object) -> bytes:
    """Make an ordinary .xlsx."""
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, options) as book:
        write(book)
    return held.getvalue()


def one_sheet(rows: Sequence[Sequence[object]], name: str = "Sheet1", **options: object) -> bytes:
    """Make an ordinary .xlsx with one sheet."""

    def write(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet(name)
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                sheet.write(number, column, value, *([day] if isinstance(value, date) else []))

    return workbook(write, strings_to_numbers=False, **options)


def zipped(parts: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Zip the parts as they are."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return held.getvalue()


def relations(**targets: str) -> str:
    """A .rels part of worksheets."""
    inside = "".join(f'<Relationship Id="{key}" Type="{RELATIONS}/worksheet" Target="{target}"/>' for key, target in targets.items())
    return f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{inside}</Relationships>'


def workbook_parts(sheet_data: str, name: str = "Sheet1") -> dict[str, str | bytes]:
    """The parts of a smallest workbook around the rows' XML."""
    document = f'<Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/>'
    return {
        "[Content_Types].xml": f'{XML}<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{document}</Relationships>',
        "xl/workbook.xml": f'{XML}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>'
        f'<sheet name="{name}" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(rId1="worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": f'{XML}<worksheet xmlns="{MAIN}"><sheetData>{sheet_data}</sheetData></worksheet>',
    }


def from_xml(sheet_data: str, name: str = "Sheet1") -> bytes:
    """Make an .xlsx whose one sheet holds the rows' XML as given."""
    return zipped(workbook_parts(sheet_data, name))


def far_apart(last: str) -> bytes:
    """Make a tiny workbook with a cell in A1 and one at `last`."""
    row = last.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return from_xml(f'<row r="1"><c r="A1"><v>1</v></c></row><row r="{row}"><c r="{last}"><v>1</v></c></row>', "Register")


def lying_about_sizes(data: bytes, said: int = 100) -> bytes:
    """Make every entry of the zip's contents list claim to unpack to `said` bytes."""
    lying = bytearray(data)
    at = lying.find(b"PK\x01\x02")
    while at >= 0:
        lying[at + 24 : at + 28] = struct.pack("<I", said)
        at = lying.find(b"PK\x01\x02", at + 4)
    return bytes(lying)


def strings_bomb(megabytes: int) -> bytes:
    """Make a workbook whose shared strings unpack to so many megabytes."""
    parts = workbook_parts('<row r="1"><c r="A1" t="s"><v>0</v></c></row>')
    parts["xl/_rels/workbook.xml.rels"] = str(parts["xl/_rels/workbook.xml.rels"]).replace(
        "</Relationships>", f'<Relationship Id="rId2" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    )
    held = io.BytesIO(zipped(parts))
    with zipfile.ZipFile(held, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/sharedStrings.xml", "w") as part:
        part.write(f'{XML}<sst xmlns="{MAIN}">'.encode())
        item = b"<si><t>" + b"A" * 1013 + b"</t></si>"
        for _ in range(megabytes):
            part.write(item * 1024)
        part.write(b"</sst>")
    return held.getvalue()


def encrypted(data: bytes, password: str) -> bytes:
    """Protect an .xlsx with a password, as Excel does."""
    held = io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(data)).encrypt(password, held)
    return held.getvalue()


def old_workbook(rows: Sequence[Sequence[object]], errors: Mapping[tuple[int, int], int] | None = None) -> bytes:
    """Make an .xls; errors are codes by (row, column)."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Sheet1")
    day = xlwt.easyxf(num_format_str="dd/mm/yyyy")
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if value is not None:
                sheet.write(number, column, value, *([day] if isinstance(value, date) else []))
    for (number, column), code in (errors or {}).items():
        sheet.row(number).set_cell_error(column, code)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def old_workbook_with_password() -> bytes:
    """Make an .xls that says, as Excel does, that what follows is encrypted."""
    plain = old_workbook([["Name"]])
    at = plain.find(struct.pack("<HH", 0x809, 16))
    file_pass = struct.pack("<HHHHH", 0x2F, 54, 1, 1, 1) + bytes(48)
    end = at + 20
    return plain[:end] + file_pass + plain[end + len(file_pass) :]


def open_document(rows: Sequence[Sequence[tuple[dict[str, str], str]]], leading: tuple[int, int] = (0, 0)) -> bytes:
    """Make an .ods: each cell is its attributes and its text, after so many blank rows and columns."""
    document = OpenDocumentSpreadsheet()
    table = Table(name="Sheet1")
    if leading[0]:
        table.addElement(TableRow(numberrowsrepeated=leading[0]))
    for row in rows:
        made = TableRow()
        if leading[1]:
            made.addElement(TableCell(numbercolumnsrepeated=leading[1]))
        for attributes, text in row:
            cell = TableCell(**attributes)
            if text:
                cell.addElement(P(text=text))
            made.addElement(cell)
        table.addElement(made)
    document.spreadsheet.addElement(table)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def binary_workbook(cells: Sequence[tuple[int, int, object]]) -> bytes:
    """Make an .xlsb of (row, column, value): text, number, bool, date, or bytes of one error code."""

    def wide(text: str) -> bytes:
        return struct.pack("<I", len(text)) + text.encode("utf-16-le")

    sheet = [_record(129), _record(148, struct.pack("<4I", 0, 9, 0, 9)), _record(145)]
    for row in sorted({row for row, _, _ in cells}):
        sheet.append(_record(0, struct.pack("<IIHHBI", row, 0, 300, 0, 0, 0)))
        sheet.extend(_binary_cell(column, value, wide) for at, column, value in cells if at == row)
    sheet += [_record(146), _record(130)]
    bundle = struct.pack("<II", 0, 1) + wide("rId1") + wide("Sheet1")
    book = [_record(131), _record(143), _record(156, bundle), _record(144), _record(132)]
    plain, day = (struct.pack("<HH", 0, number) + bytes(12) for number in (0, 14))
    styles = [_record(278), _record(617, struct.pack("<I", 2)), _record(47, plain), _record(47, day), _record(618), _record(279)]
    rels = relations(rId1="worksheets/sheet1.bin").replace(
        "</Relationships>", f'<Relationship Id="rId2" Type="{RELATIONS}/styles" Target="styles.bin"/></Relationships>'
    )
    return zipped(
        {
            "[Content_Types].xml": f'{XML}<Types xmlns="{PACKAGE}/content-types"/>',
            "xl/workbook.bin": b"".join(book),
            "xl/_rels/workbook.bin.rels": rels,
            "xl/styles.bin": b"".join(styles),
            "xl/worksheets/sheet1.bin": b"".join(sheet),
        }
    )


def _record(kind: int, content: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length, left = b"", len(content)
    while True:
        length += bytes([left & 0x7F | (0x80 if left > 0x7F else 0)])
        left >>= 7
        if not left:
            return head + length + content


def _binary_cell(column: int, value: object, wide: Callable[[str], bytes]) -> bytes:
    style = 1 if isinstance(value, datetime) else 0
    start = struct.pack("<II", column, style)
    match value:
        case bool():
            return _record(4, start + bytes([value]))
        case bytes():
            return _record(3, start + value)
        case datetime():
            return _record(5, start + struct.pack("<d", (value - EPOCH).total_seconds() / 86400))
        case int() | float():
            return _record(5, start + struct.pack("<d", value))
    return _record(6, start + wide(str(value)))


def png() -> bytes:
    """A picture of one dot."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")
