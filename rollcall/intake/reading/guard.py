"""Looks at a file's bytes before anything parses it: what it is, and whether it is safe to open."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterable
from enum import StrEnum
from pathlib import PurePath

from rollcall.errors import FileRefused
from rollcall.intake.reading.limits import MEGABYTE, Limits


class Kind(StrEnum):
    """What a file turned out to be, whatever it is called."""

    XLSX = "Excel workbook (.xlsx)"
    XLSB = "Excel binary workbook (.xlsb)"
    XLS = "older Excel workbook (.xls)"
    LOCKED = "Excel workbook with a password"
    ODS = "OpenDocument spreadsheet (.ods)"
    WEB_PAGE = "web page with a table (.html)"
    XML_2003 = "XML spreadsheet of 2003 (.xml)"
    TEXT = "text with separators (.csv)"


EXTENSIONS = {
    ".xlsx": Kind.XLSX,
    ".xlsm": Kind.XLSX,
    ".xltx": Kind.XLSX,
    ".xltm": Kind.XLSX,
    ".xlsb": Kind.XLSB,
    ".xls": Kind.XLS,
    ".xlt": Kind.XLS,
    ".ods": Kind.ODS,
    ".htm": Kind.WEB_PAGE,
    ".html": Kind.WEB_PAGE,
    ".xml": Kind.XML_2003,
    ".csv": Kind.TEXT,
    ".txt": Kind.TEXT,
    ".tsv": Kind.TEXT,
    ".tab": Kind.TEXT,
    ".dat": Kind.TEXT,
    "": Kind.TEXT,
}
MAY_HOLD_A_TABLE = frozenset(
    (
        ".numbers",
        ".fods",
        ".mht",
        ".mhtml",
        ".msg",
        ".eml",
        ".gz",
        ".7z",
        ".rar",
        ".tar",
        ".parquet",
        ".mdb",
        ".accdb",
        ".sqlite",
        ".db",
        ".json",
    )
)
TAKEN = "Rollcall takes .xlsx, .xlsm, .xlsb, .xls, .ods, .csv, .tsv and .txt, and a .zip of them."
SAVE_AS = "Open it in Excel, choose Save As, Excel Workbook (.xlsx), and bring in the new file."
IF_IT_OPENS = (
    "If it opens in Excel, choose Save As there, Excel Workbook (.xlsx), and bring in the new file; if not, ask for it to be sent again."
)
DAMAGED_ZIP = "This zip file is damaged or cut short. Zip the spreadsheets anew, or bring them in by themselves."
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PICTURES = (
    (b"\x89PNG", "PNG picture"),
    (b"\xff\xd8\xff", "JPEG picture"),
    (b"GIF8", "GIF picture"),
    (b"BM", "bitmap picture"),
    (b"II*\x00", "TIFF picture"),
    (b"MM\x00*", "TIFF picture"),
)
DOCUMENTS = (
    (b"%PDF", "PDF document"),
    (b"{\\rtf", "rich text document"),
    (b"\x1f\x8b", "compressed file (gzip)"),
    (b"7z\xbc\xaf", "compressed file (7-Zip)"),
    (b"Rar!", "compressed file (RAR)"),
    (b"PAR1", "Parquet file"),
    (b"SQLite format 3", "database"),
    (b"\x00\x01\x00\x00Standard", "Access database"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
)
# Possessive (`*+`): what a comment may be is not tried again in every other way when no page follows.
WEB_PAGE = re.compile(
    r"\s*+(<\?xml[^>]*+>\s*+)?(<!--.*?-->\s*+)*+<(!doctype\s+html|html|head|body|table|meta|style|div|center)\b", re.I | re.S
)
XML_SPREADSHEET = "urn:schemas-microsoft-com:office:spreadsheet"
XML = re.compile(r"\s*<(\?xml|\w+:?\w*[\s>])", re.I)
HAS_DOCTYPE = (
    "This workbook holds a document type declaration, which no spreadsheet program writes and which can be used "
    f"to harm the reader, so Rollcall did not open it. {SAVE_AS}"
)
HEAD = 64 * 1024
PROLOG = 1024
LONGEST_PROLOG = 64 * 1024
ROOT = re.compile(rb"<\x00?[A-Za-z]")
DOCTYPES = tuple(mark.encode(encoding) for mark in ("<!DOCTYPE", "<!ENTITY") for encoding in ("ascii", "utf-16-le", "utf-16-be"))
LARGE_PART = 20 * MEGABYTE
LARGEST_RATIO = 250
MOST_PARTS = 10_000


def check(name: str, data: bytes, limits: Limits) -> Kind:
    """Say what the file is; raise FileRefused with a sentence when it cannot be opened."""
    if not data:
        raise FileRefused("This file is empty (0 bytes). Save it again from where it came, or ask for it to be sent again.")
    if len(data) > limits.file_megabytes * MEGABYTE:
        raise FileRefused(
            f"This file is {len(data) // MEGABYTE} MB, and Rollcall reads files of up to {limits.file_megabytes} MB. "
            "Split it into smaller workbooks, or delete the sheets that are not needed, and bring those in."
        )
    head = data[:HEAD]
    if head.startswith(OLE):
        return _check_ole(data)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _check_zip(name, data, limits)
    _refuse_by_first_bytes(head)
    return _check_text(name, head)


def extension(name: str) -> str:
    """Give the file name's ending in lower case, with its dot."""
    return PurePath(name).suffix.lower()


def is_of_another_kind(name: str) -> bool:
    """Whether a file is by its ending no spreadsheet, and nothing that one may be taken out of: a letter, a picture, a slide."""
    ending = extension(name)
    return ending not in EXTENSIONS and ending != ".zip" and ending not in MAY_HOLD_A_TABLE


def _refuse_by_first_bytes(head: bytes) -> None:
    for start, what in PICTURES:
        if head.startswith(start) and (what != "bitmap picture" or b"\x00" in head[:64]):
            raise FileRefused(f"This is a {what}, not a spreadsheet, whatever its name says. Bring in the workbook that it was made from.")
    for start, what in DOCUMENTS:
        if head.startswith(start) and (start != b"MZ" or b"\x00" in head[:64]):
            raise FileRefused(f"This is a {what}, not a spreadsheet. {TAKEN}")
    if head[:4] == b"RIFF" or head[4:8] == b"ftyp":
        raise FileRefused(f"This is a picture, sound or film, not a spreadsheet. {TAKEN}")


def _check_ole(data: bytes) -> Kind:
    if names_stream(data, "EncryptedPackage"):
        return Kind.LOCKED
    if names_stream(data, "Workbook") or names_stream(data, "Book"):
        return Kind.XLS
    if names_stream(data, "WordDocument"):
        raise FileRefused(f"This is a Word document, not a spreadsheet. {TAKEN}")
    if names_stream(data, "PowerPoint Document"):
        raise FileRefused(f"This is a PowerPoint file, not a spreadsheet. {TAKEN}")
    if names_stream(data, "__properties_version1.0"):
        raise FileRefused("This is a saved e-mail, not a spreadsheet. Open it, save its attachment, and bring that in.")
    raise FileRefused(f"This file is damaged, or is not a spreadsheet. {IF_IT_OPENS}")


def names_stream(data: bytes, name: str) -> bool:
    """Whether an OLE file's directory has a stream of this name."""
    return (name + "\0").encode("utf-16-le") in data


def _check_zip(name: str, data: bytes, limits: Limits) -> Kind:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as problem:
        if extension(name) == ".zip":
            raise FileRefused(DAMAGED_ZIP) from problem
        raise FileRefused(f"This workbook is damaged or cut short: its contents list cannot be found. {IF_IT_OPENS}") from problem
    kind = _zip_kind(archive, parts)
    _check_sizes(parts, limits)
    for part in parts:
        if _is_xml(part):
            _check_no_doctype(archive, part)
    return kind


def _zip_kind(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> Kind:
    names = {part.filename.replace("\\", "/").lower().lstrip("/") for part in parts}
    if any(part.flag_bits & 0x1 for part in parts):
        raise FileRefused("This is a zip file with a password. Unzip it, and bring in the spreadsheets that were inside.")
    if "mimetype" in names:
        return _open_document_kind(archive)
    if "xl/workbook.bin" in names:
        return Kind.XLSB
    if "xl/workbook.xml" in names or ("[content_types].xml" in names and any(name.startswith("xl/") for name in names)):
        return Kind.XLSX
    for folder, what in (("word/", "Word document"), ("ppt/", "PowerPoint file"), ("visio/", "Visio drawing")):
        if any(name.startswith(folder) for name in names):
            raise FileRefused(f"This is a {what}, not a spreadsheet. {TAKEN}")
    if any(name.endswith(".iwa") for name in names):
        raise FileRefused("This is an Apple Numbers file. In Numbers choose File, Export To, Excel, and bring in the new file.")
    if holds_spreadsheets(names):
        raise FileRefused("This is a zip file with spreadsheets inside. Unzip it, and bring in the spreadsheets themselves.")
    raise FileRefused(f"This is a zip file without a workbook inside. {TAKEN}")


def holds_spreadsheets(names: Iterable[str]) -> bool:
    """Whether a zip with these names inside is a folder of spreadsheets, and not one document."""
    known = {name.replace("\\", "/").lower().lstrip("/") for name in names}
    of_a_document = any(name in {"mimetype", "[content_types].xml"} or name.startswith("xl/") or name.endswith(".iwa") for name in known)
    return not of_a_document and any(extension(name) == ".zip" or (extension(name) and extension(name) in EXTENSIONS) for name in known)


def _open_document_kind(archive: zipfile.ZipFile) -> Kind:
    try:
        with archive.open("mimetype") as part:
            said = part.read(200)
    except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, OSError) as problem:
        raise FileRefused("This OpenDocument file is damaged. Open it in LibreOffice, save it again, and bring it in.") from problem
    if b"spreadsheet" not in said:
        raise FileRefused(f"This is an OpenDocument text, drawing or presentation, not a spreadsheet. {TAKEN}")
    return Kind.ODS


def _is_xml(part: zipfile.ZipInfo) -> bool:
    return part.filename.lower().endswith((".xml", ".rels", ".vml"))


def _check_sizes(parts: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(parts) > MOST_PARTS:
        raise FileRefused(f"This workbook has {len(parts):,} parts inside, far more than a real one. Rollcall did not open it. {SAVE_AS}")
    read = [part for part in parts if _is_xml(part) or part.filename.lower().endswith(".bin")]
    unpacked = sum(part.file_size for part in read)
    if unpacked > limits.unpacked_megabytes * MEGABYTE:
        raise FileRefused(unpacks_too_large(unpacked))
    for part in read:
        if part.file_size > LARGE_PART and part.file_size > LARGEST_RATIO * max(part.compress_size, 1):
            raise FileRefused(unpacks_too_large(part.file_size))


def unpacks_too_large(size: int) -> str:
    """Say that a file unpacks to far more than it should."""
    return (
        f"This file unpacks to at least {size // MEGABYTE:,} MB, far more than its table could need, so Rollcall did not open it. "
        "Copy the table into a new workbook, save that, and bring it in."
    )


def _check_no_doctype(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """A document type can stand only before the first element, so the part is looked at down to there."""
    try:
        with archive.open(part) as opened:
            head = opened.read(PROLOG)
            if ROOT.search(head) is None:
                head += opened.read(LONGEST_PROLOG)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as problem:
        raise FileRefused(f"This workbook is damaged: a part inside it cannot be unpacked. {IF_IT_OPENS}") from problem
    if any(mark in head for mark in DOCTYPES):
        raise FileRefused(HAS_DOCTYPE)


def _check_text(name: str, head: bytes) -> Kind:
    ending = extension(name)
    text = _as_text(head)
    if WEB_PAGE.match(text):
        return Kind.WEB_PAGE
    if XML_SPREADSHEET in text and XML.match(text):
        return Kind.XML_2003
    if "opendocument:xmlns:office" in text:
        raise FileRefused("This is a flat OpenDocument file. Open it in LibreOffice, save it as .ods or .xlsx, and bring that in.")
    if text.lstrip().lower().startswith("mime-version:"):
        raise FileRefused(f"This is a web archive with the name of a spreadsheet, as some systems export them. {SAVE_AS}")
    if XML.match(text) and ending not in {".csv", ".tsv", ".tab"}:
        raise FileRefused(
            f"This is an XML file, and not one that holds a spreadsheet. If it opens as a table in Excel, choose Save As there. {TAKEN}"
        )
    if ending == ".zip":
        raise FileRefused(DAMAGED_ZIP)
    if ending not in EXTENSIONS:
        raise FileRefused(f"Files that end in {ending} are not spreadsheets that Rollcall can read. {TAKEN}")
    return Kind.TEXT


def _as_text(head: bytes) -> str:
    """The first bytes as text, to look for marks in."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, "replace")
    return head.decode("latin-1")
