"""Takes the spreadsheets out of a zip file, in memory and under their names alone: nothing is written where a zip says."""

from __future__ import annotations

import io
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from rollcall.errors import FileRefused
from rollcall.intake.reading import guard
from rollcall.intake.reading.limits import MEGABYTE, Limits

DEEPEST = 1  # a zip in the zip is opened, one inside that is not
LONGEST_NAME = 120
NAMED = 5
FIRST_NAME = struct.Struct("<26xHH")
DOCUMENT_STARTS = (b"[Content_Types].xml", b"_rels/", b"docProps/", b"xl/", b"customXml/", b"mimetype", b"word/", b"ppt/", b"Index/")
PACKED_AS_USUAL = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the others unpack without a bound on what one step may give
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, KeyError, NotImplementedError, RuntimeError, struct.error)
SYSTEM_FILES = frozenset({"thumbs.db", "desktop.ini", "ehthumbs.db"})
OUTSIDE = "Take it out of the zip file, and bring it in by itself."


@dataclass(frozen=True)
class Inside:
    """One file of a zip: its bytes, or the sentence that says why it was not taken out, and the share of the zip that is then done."""

    name: str
    data: bytes
    refused: str | None
    done: float


@dataclass(frozen=True)
class Left:
    """Files that are no spreadsheets, in a zip or a folder: how many, and the sentence that says so."""

    count: int
    said: str


@dataclass(frozen=True)
class _Part:
    """A file in the zip under the name that it is shown by."""

    name: str
    info: zipfile.ZipInfo


def may_be_archive(data: bytes) -> bool:
    """Whether the first bytes leave open that this is a zip of files, and not one workbook: looked at before the zip is opened."""
    if not data.startswith(b"PK\x03\x04") or len(data) < FIRST_NAME.size:
        return False
    length, _ = FIRST_NAME.unpack_from(data)
    return not data[30 : 30 + length].startswith(DOCUMENT_STARTS)


def is_archive(data: bytes) -> bool:
    """Whether these bytes are a zip with spreadsheets inside, which no password locks."""
    try:
        entries = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except DAMAGED:
        return False
    return not any(info.flag_bits & 0x1 for info in entries) and guard.holds_spreadsheets([info.filename for info in entries])


def take_out(data: bytes, limits: Limits) -> Iterator[Inside | Left]:
    """Each spreadsheet inside; and, for each zip, a sentence on what was left in it."""
    count = 0
    for taken in _take_out(data, limits, limits.archive_megabytes * MEGABYTE, 0):
        count += isinstance(taken, Inside)
        if count > limits.archive_files:
            raise FileRefused(_too_many(limits))
        yield taken


def _too_many(limits: Limits) -> str:
    return (
        f"This zip file holds more than the {limits.archive_files} files that Rollcall takes out of one. "
        "Zip the spreadsheets that matter by themselves, or split them over several zip files, and bring those in."
    )


def _take_out(data: bytes, limits: Limits, room: int, depth: int) -> Iterator[Inside | Left]:
    parts, left = _sorted_out(zipfile.ZipFile(io.BytesIO(data)).infolist(), limits)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for number, part in enumerate(parts):
            taken = _take(archive, part, limits, room, (number + 1) / len(parts))
            for each in _nested(taken, limits, room, depth) if is_archive(taken.data) else (taken,):
                room -= 0 if isinstance(each, Left) else len(each.data)
                yield each
    if left:
        yield left_out("Left in the zip file", left)


def _nested(zipped: Inside, limits: Limits, room: int, depth: int) -> Iterator[Inside | Left]:
    """What a zip inside the zip holds. What it unpacks to counts towards the room of the outer one."""
    if depth >= DEEPEST:
        yield replace(zipped, data=b"", refused=f"This zip file lies too deep: inside a zip file in a zip file. {OUTSIDE}")
        return
    for taken in _take_out(zipped.data, limits, room, depth + 1):
        if isinstance(taken, Left):
            yield replace(taken, said=f"{zipped.name}: {taken.said}")
        else:
            yield replace(taken, name=f"{zipped.name}/{taken.name}", done=zipped.done)


def _take(archive: zipfile.ZipFile, part: _Part, limits: Limits, room: int, done: float) -> Inside:
    """Unpack one file, never more of it than there is room for, whatever the zip says of its size."""
    most = min(limits.file_megabytes * MEGABYTE, room)
    try:
        if part.info.compress_type not in PACKED_AS_USUAL:
            return Inside(part.name, b"", f"This file is packed in a way that few programs use, so it was not unpacked. {OUTSIDE}", done)
        if part.info.file_size > most or _is_bomb(part.info):
            return Inside(part.name, b"", _too_large(part.info, limits), done)
        with archive.open(part.info) as opened:
            return Inside(part.name, opened.read(), None, done)
    except DAMAGED:
        broken = "This file cannot be unpacked: the zip file is damaged here. Zip it anew, or bring it in by itself."
        return Inside(part.name, b"", broken, done)


def _is_bomb(info: zipfile.ZipInfo) -> bool:
    return info.file_size > guard.LARGE_PART and info.file_size > guard.LARGEST_RATIO * max(info.compress_size, 1)


def _too_large(info: zipfile.ZipInfo, limits: Limits) -> str:
    size = f"{info.file_size // MEGABYTE:,} MB"
    if _is_bomb(info):
        return f"This file unpacks to {size}, far more than is packed in it, so Rollcall did not open it. {OUTSIDE}"
    if info.file_size > limits.file_megabytes * MEGABYTE:
        return (
            f"This file is {size}, and Rollcall reads files of up to {limits.file_megabytes} MB. "
            "Split it into smaller workbooks, or delete the sheets that are not needed, and bring those in."
        )
    return f"With this file ({size}) the zip file unpacks to more than {limits.archive_megabytes} MB, so it was left. {OUTSIDE}"


def _sorted_out(entries: Sequence[zipfile.ZipInfo], limits: Limits) -> tuple[list[_Part], list[str]]:
    """The files to take out, under names that are told apart, and the names of those that are no spreadsheets."""
    parts: list[_Part] = []
    left: list[str] = []
    names: set[str] = set()
    for info in entries:
        name = shown_name(info)
        if info.is_dir() or stat.S_ISLNK(info.external_attr >> 16) or is_of_the_system(name):
            continue
        if guard.extension(name) not in guard.EXTENSIONS and guard.extension(name) != ".zip":
            left.append(name.rsplit("/", 1)[-1])
            continue
        if len(parts) == limits.archive_files:
            raise FileRefused(_too_many(limits))
        parts.append(_Part(told_apart(name, names), info))
        names.add(parts[-1].name)
    return parts, left


def shown_name(info: zipfile.ZipInfo) -> str:
    """The entry's path as a person would read it: forward, downward, and with nothing that would hide what it is."""
    name = info.filename
    if not info.flag_bits & 0x800:
        name = _as_utf_8(name)
    printed = "".join(
        letter for letter in unicodedata.normalize("NFC", name) if unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    )
    steps = [step.strip() for step in printed.replace("\\", "/").split("/")]
    path = "/".join(step for step in steps if step not in {"", ".", ".."} and not step.endswith(":"))
    return path if len(path) <= LONGEST_NAME else "…" + path[-LONGEST_NAME:]


def _as_utf_8(name: str) -> str:
    """Some programs write UTF-8 without saying so, and zipfile then reads it as the letters of old DOS."""
    try:
        return name.encode("cp437").decode("utf-8")
    except UnicodeError:
        return name


def told_apart(name: str, taken: set[str]) -> str:
    """The name, with a number when another file has it already."""
    path = PurePosixPath(name)
    number, unique = 1, name
    while unique in taken:
        number += 1
        unique = str(path.with_name(f"{path.stem} ({number}){path.suffix}"))
    return unique


def is_of_the_system(name: str) -> bool:
    """What operating systems and Excel leave beside the files: macOS's second halves, thumbnails, owners of open workbooks."""
    *folders, file = name.split("/")
    return not file or "__MACOSX" in folders or file.startswith((".", "~$")) or file.lower() in SYSTEM_FILES


def left_out(where: str, names: Sequence[str]) -> Left:
    """Say that files were passed over, the first few by name."""
    named = ", ".join(names[:NAMED]) + (f" and {len(names) - NAMED} more" if len(names) > NAMED else "")
    return Left(len(names), f"{where}, as {'it is no spreadsheet' if len(names) == 1 else 'they are no spreadsheets'}: {named}.")
