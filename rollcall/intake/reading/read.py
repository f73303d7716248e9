"""Reads any mix of spreadsheets into columns of text, each cell where Excel shows it; nothing is understood yet."""

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace

import pyarrow as pa

from rollcall.intake.reading.archive import may_be_archive, told_apart
from rollcall.intake.reading.limits import USUAL, Limits
from rollcall.intake.reading.processes import DIED, NEVER_STARTED, OUT_OF_MEMORY, OUT_OF_TIME, ProcessEnded, room

Progress = Callable[[float, str], None]

TOO_SLOW = (
    "Reading this file took too long, so Rollcall stopped. "
    "Copy the table into a new workbook without formulas (Paste Special, Values), or split it, and bring that in."
)
UNPACKED_TOO_SLOWLY = (
    "Unpacking this zip file took too long, so Rollcall stopped. "
    "Unzip it yourself, and bring in the spreadsheets that matter, or zip those anew by themselves."
)
TOO_LARGE = (
    "Reading this file needs more memory than Rollcall gives to one file: it is very large, or damaged. "
    "Open it in Excel, copy the table into a new workbook, or split it into several, and bring those in."
)
BROKEN = (
    "This file stopped the reader, so it is probably damaged. "
    "Open it in Excel, choose Save As, Excel Workbook (.xlsx), and bring in the new file."
)
NO_READER = (
    "Rollcall could not start the process that reads files, so this one was not looked at; there may be nothing wrong with it. "
    "Tell the person who looks after Rollcall, and bring it in again later."
)
NOTHING_INSIDE = (
    "There is no spreadsheet in this zip file. Look whether the right files were zipped, or bring in the spreadsheets themselves."
)
UNPACK_SECONDS = 15
EXPLAIN_SECONDS = 10  # with the reading before it, a file is done with in a minute and a half, whatever it is
REASONS = {OUT_OF_TIME: TOO_SLOW, OUT_OF_MEMORY: TOO_LARGE, DIED: BROKEN}


@dataclass(frozen=True)
class Dropped:
    """One file as it came, by itself or out of a zip file."""

    name: str
    data: bytes = field(repr=False)
    archive: str | None = None  # the zip file that it came in
    refused: str | None = None  # why it could not be taken out of there
    notes: tuple[str, ...] = ()  # what was left in a zip file or a folder: such an entry stands for that itself and has no bytes
    left: int = 0  # and how many files that is


@dataclass(frozen=True)
class Sheet:
    """One sheet: every cell as text, None where blank; column 0 is Excel's column A, row 0 its row 1."""

    file: str
    name: str
    columns: tuple[pa.Array, ...]
    error_cells: tuple[tuple[str, str], ...] = ()

    @property
    def width(self) -> int:
        """How many columns, counted from A."""
        return len(self.columns)

    @property
    def height(self) -> int:
        """How many rows, counted from row 1."""
        return len(self.columns[0]) if self.columns else 0

    def row(self, number: int) -> list[str | None]:
        """Every cell of a row; 0 is Excel's row 1."""
        return [column[number].as_py() for column in self.columns]


@dataclass(frozen=True)
class ReadFile:
    """What came of one file: its sheets, or the one sentence that says why it was refused, and notes on how it was read."""

    file: str
    refused: str | None
    sheets: tuple[Sheet, ...] = ()
    notes: tuple[str, ...] = ()
    archive: str | None = None  # the zip file that it came in
    left: int = 0  # of a zip file or a folder that it stands for: how many files were left in it


def unpack(files: Sequence[Dropped], limits: Limits = USUAL) -> tuple[Dropped, ...]:
    """The files, with those that are zips of spreadsheets replaced by what is inside, named "the zip/the file".

    A zip that cannot be opened is one entry that says why, in `refused`; what is left in one is said by an entry with `notes`.
    Files that were unpacked already stay as they are.
    """
    taken: list[Dropped] = []
    for file in files:
        taken += [file] if file.refused or file.archive or not may_be_archive(file.data) else _take_out(file, limits)
    names = _told_apart([file.name for file in taken])
    return tuple(replace(file, name=name) if file.archive else file for file, name in zip(taken, names, strict=True))


def read_files(files: Sequence[Dropped], progress: Progress | None = None, limits: Limits = USUAL) -> tuple[ReadFile, ...]:
    """Read each file in a process of its own, zips unpacked; one that cannot be read says why, and the others go on."""
    files = unpack(files, limits)
    results = []
    for number, file in enumerate(files):

        def tell(done: float, what: str, number: int = number) -> None:
            if progress:
                progress((number + done) / len(files), what)

        tell(0.0, f"Reading {file.name}")
        results.append(_read_file(file, limits, tell))
        tell(1.0, f"Read {file.name}")
    return tuple(results)


def warm() -> None:
    """Start the reading process before the first file comes."""
    room.warm()


def _take_out(file: Dropped, limits: Limits) -> list[Dropped]:
    taken: list[Dropped] = []
    try:
        with room.process() as process, closing(process.ask({"do": "unpack"}, file.data, limits.within(UNPACK_SECONDS))) as answers:
            for header, body in answers:
                if "whole" in header:
                    return [file]
                if "file" in header:
                    taken.append(Dropped(f"{file.name}/{header['file']}", body, file.name, header["refused"]))
                elif "refused" in header:
                    return [replace(file, data=b"", refused=header["refused"])]
                elif header["notes"]:
                    taken.append(Dropped(file.name, b"", notes=tuple(header["notes"]), left=header["left"]))
    except ProcessEnded as ended:
        why = UNPACKED_TOO_SLOWLY if ended.reason == OUT_OF_TIME else _why_it_ended(file, limits, ended.reason)
        return [replace(file, data=b"", refused=why)]
    return taken or [replace(file, data=b"", refused=NOTHING_INSIDE)]


def _told_apart(names: Sequence[str]) -> list[str]:
    told: list[str] = []
    for name in names:
        told.append(told_apart(name, set(told)))
    return told


def _read_file(file: Dropped, limits: Limits, tell: Progress) -> ReadFile:
    if file.refused or file.notes:
        return ReadFile(file.name, file.refused, notes=file.notes, archive=file.archive, left=file.left)
    return replace(_read_sheets(file, limits, tell), archive=file.archive)


def _read_sheets(file: Dropped, limits: Limits, tell: Progress) -> ReadFile:
    sheets: list[Sheet] = []
    request: dict[str, object] = {"do": "read", "name": file.name}
    try:
        with room.process() as process, closing(process.ask(request, file.data, limits.for_size(len(file.data)))) as answers:
            for header, body in answers:
                if "refused" in header:
                    return ReadFile(file.name, header["refused"])
                if "notes" in header:
                    return ReadFile(file.name, None, tuple(sheets), tuple(header["notes"]))
                sheets.append(_sheet(file.name, header["sheet"], header["errors"], body))
                tell(header["done"], f"Reading {file.name}: {header['sheet']}")
    except ProcessEnded as ended:
        return ReadFile(file.name, _why_it_ended(file, limits, ended.reason))
    return ReadFile(file.name, BROKEN)


def _sheet(file: str, name: str, errors: list[list[str]], body: bytes) -> Sheet:
    with pa.ipc.open_stream(body) as reader:
        batch = reader.read_next_batch()
    return Sheet(file, name, tuple(batch.columns), tuple((cell, word) for cell, word in errors))


def _why_it_ended(file: Dropped, limits: Limits, reason: str) -> str:
    if reason == NEVER_STARTED:
        return NO_READER
    room_to_look = replace(limits, memory_megabytes=USUAL.memory_megabytes, cpu_seconds=EXPLAIN_SECONDS, wall_seconds=EXPLAIN_SECONDS)
    try:
        with room.process() as process, closing(process.ask({"do": "explain"}, file.data, room_to_look)) as answers:
            why = next(iter(answers))[0].get("refused")
    except ProcessEnded:
        why = None
    return str(why) if why else REASONS[reason]
