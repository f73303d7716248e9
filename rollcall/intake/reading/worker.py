"""The reading process: takes one file after another from its standard input and answers with its sheets."""

import contextlib
import os
import signal
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.compute as pc

from rollcall.errors import FileRefused
from rollcall.intake.reading import archive, cells, guard
from rollcall.intake.reading.delimited import read_delimited
from rollcall.intake.reading.extents import explain
from rollcall.intake.reading.frames import WANTED_MORE_MEMORY, receive, send
from rollcall.intake.reading.limits import MEGABYTE, Limits
from rollcall.intake.reading.password import unlock
from rollcall.intake.reading.web_page import read_web_page
from rollcall.intake.reading.workbook import ReadSheet, read_workbook
from rollcall.intake.reading.xml_spreadsheet import read_xml_spreadsheet

ARTICLES = dict.fromkeys(guard.Kind, "an") | {guard.Kind.TEXT: "", guard.Kind.WEB_PAGE: "a"}
MOST_TOLD_EMPTY = 5  # each by itself; more are counted
Request = dict[str, Any]
Answer = tuple[dict[str, Any], bytes]  # the message that ends the answer, and its body
DAMAGED = f"This file could not be read: it is damaged. {guard.IF_IT_OPENS}"
EMPTY = "There is nothing in this workbook: every sheet is empty. Look whether the right file was saved, and bring that in."


@dataclass(frozen=True)
class Line:
    """Where answers go."""

    stream: BinaryIO

    def sheet(self, sheet: ReadSheet, done: float) -> None:
        """Send one sheet's columns, as Arrow writes them."""
        batch = pa.RecordBatch.from_arrays(list(sheet.columns), names=[str(number) for number in range(len(sheet.columns))])
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, batch.schema) as writer:
            writer.write_batch(batch)
        send(self.stream, {"sheet": sheet.name, "errors": sheet.errors, "done": done}, memoryview(sink.getvalue()))

    def file(self, inside: archive.Inside) -> None:
        """Send one file out of a zip."""
        send(self.stream, {"file": inside.name, "refused": inside.refused, "done": inside.done}, inside.data)


def main() -> None:
    """Answer until the server closes the line."""
    source, line = _take_over_streams()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    pa.set_memory_pool(pa.system_memory_pool())
    pc.utf8_upper(pa.array(["warm"]))
    send(line.stream, {"ready": True})
    while True:
        try:
            request, data = receive(source)
        except EOFError:
            return
        limits = Limits(**request["limits"])
        _hold(limits)
        try:
            header, body = HANDLERS[request["do"]](request, data, limits, line)
        except FileRefused as refusal:
            send(line.stream, {"refused": str(refusal)})
        except MemoryError:
            os._exit(WANTED_MORE_MEMORY)
        except BaseException:  # noqa: BLE001 - a panic in the reader is a BaseException, and its words could hold a child's value
            send(line.stream, {"refused": DAMAGED})
        else:
            send(line.stream, header, body)


def _take_over_streams() -> tuple[BinaryIO, Line]:
    """Keep the answering line to ourselves, so that nothing a library prints can reach it."""
    line = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    source = os.fdopen(os.dup(0), "rb")
    return source, Line(line)


def _hold(limits: Limits) -> None:
    """Let the system end this process when a file asks for too much; elsewhere than on Unix the server watches alone."""
    with contextlib.suppress(ImportError):
        import resource

        most = limits.memory_megabytes * MEGABYTE
        for kind, value in (
            (resource.RLIMIT_DATA, most),
            (resource.RLIMIT_CPU, int(time.process_time()) + 1 + limits.cpu_seconds),
            (resource.RLIMIT_CORE, 0),
            (resource.RLIMIT_FSIZE, 0),
        ):
            with contextlib.suppress(ValueError, OSError):
                resource.setrlimit(kind, (value, resource.getrlimit(kind)[1]))


def _explain(_: Request, data: bytes, limits: Limits, __: Line) -> Answer:
    return {"refused": explain(data, limits)}, b""


def _unpack(_: Request, data: bytes, limits: Limits, line: Line) -> Answer:
    if not archive.is_archive(data):
        return {"whole": True}, b""
    left = []
    for taken in archive.take_out(data, limits):
        if isinstance(taken, archive.Left):
            left.append(taken)
        else:
            line.file(taken)
    return {"notes": [each.said for each in left], "left": sum(each.count for each in left)}, b""


def _read(request: Request, data: bytes, limits: Limits, line: Line) -> Answer:
    return {"notes": _read_sheets(str(request["name"]), data, limits, line)}, b""


def _read_sheets(name: str, data: bytes, limits: Limits, line: Line) -> list[str]:
    kind = guard.check(name, data, limits)
    if kind is guard.Kind.LOCKED:
        data = unlock(data)
        kind = guard.check(name, data, limits)
    notes = _kind_notes(name, kind)
    if kind is guard.Kind.TEXT:
        found = read_delimited(data, limits)
        return [*notes, *found.notes, *_send_text(_stem(name), found.columns, limits, line)]
    if kind is guard.Kind.WEB_PAGE:
        columns, how = read_web_page(data, limits)
        return [*notes, *how, *_send_text(_stem(name), columns, limits, line)]
    sheets = _xml_sheets(data, limits) if kind is guard.Kind.XML_2003 else read_workbook(data, limits)
    return notes + _send_sheets(sheets, limits, line)


def _send_text(name: str, columns: tuple[pa.Array, ...], limits: Limits, line: Line) -> list[str]:
    sheet, notes = _cut(_text_sheet(name, columns), limits)
    line.sheet(sheet, 1.0)
    return notes


def _xml_sheets(data: bytes, limits: Limits) -> Iterator[tuple[ReadSheet, float]]:
    sheets = list(read_xml_spreadsheet(data, limits))
    for number, (name, columns) in enumerate(sheets):
        yield _text_sheet(name, columns), (number + 1) / len(sheets)


def _send_sheets(sheets: Iterable[tuple[ReadSheet, float]], limits: Limits, line: Line) -> list[str]:
    """Send each sheet that holds something, and give notes on the others."""
    notes: list[str] = []
    empty: list[str] = []
    filled = 0
    for sheet, done in sheets:
        if sheet.note:
            notes.append(sheet.note)
        elif sheet.columns and len(sheet.columns[0]):
            filled += 1
            if filled > limits.sheets:
                raise FileRefused(
                    f"This workbook has more than the {limits.sheets} sheets with something in them that Rollcall reads of one. "
                    "Copy the tables onto fewer sheets, or split the workbook into several, and bring those in."
                )
            short, cut = _cut(sheet, limits)
            notes += cut
            line.sheet(short, done)
        else:
            empty.append(sheet.name)
    if not filled:
        unread = [note for note in notes if "could not be read" in note]
        raise FileRefused(unread[0] if unread else EMPTY)
    return notes + _told_empty(empty)


def _told_empty(names: Sequence[str]) -> list[str]:
    if len(names) <= MOST_TOLD_EMPTY:
        return [f"Sheet “{name}” is empty." for name in names]
    return [f"{len(names):,} sheets are empty: “{names[0]}” is the first of them, “{names[-1]}” the last."]


def _cut(sheet: ReadSheet, limits: Limits) -> tuple[ReadSheet, list[str]]:
    """The sheet with no cell longer than Excel's own, and a note when there were any."""
    cut = [cells.cut(column, limits.cell_characters) for column in sheet.columns]
    count = sum(number for _, number in cut)
    if not count:
        return sheet, []
    these = "1 cell holds" if count == 1 else f"{count:,} cells hold"
    note = (
        f"Sheet “{sheet.name}”: {these} more text than a cell of Excel can ({limits.cell_characters:,} characters) and "
        f"{'is' if count == 1 else 'are'} cut there: look whether a quote mark or a separator is missing."
    )
    return replace(sheet, columns=tuple(column for column, _ in cut)), [note]


def _kind_notes(name: str, kind: guard.Kind) -> list[str]:
    ending = guard.extension(name)
    if guard.EXTENSIONS.get(ending) is kind:
        return []
    is_this = f"{ARTICLES[kind]} {kind.value}".strip()
    called = f"The name ends in {ending}" if ending else "The name has no ending"
    return [f"{called}, but this is {is_this}; read as that."]


def _stem(name: str) -> str:
    return name.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]


def _text_sheet(name: str, columns: tuple[pa.Array, ...]) -> ReadSheet:
    errors: list[tuple[int, int, str]] = []
    tidied = []
    for number, column in enumerate(columns):
        tidy, found = cells.tidy(column)
        errors.extend((row, number, word) for row, word in found)
        tidied.append(tidy)
    return ReadSheet(name, tuple(tidied), tuple((cells.address(column, row), word) for row, column, word in sorted(errors)))


@dataclass(frozen=True)
class _Shelf(Line):
    """Where sheets are kept instead of sent."""

    sheets: list[ReadSheet] = field(default_factory=list)

    def sheet(self, sheet: ReadSheet, done: float) -> None:  # noqa: ARG002 - nobody waits for it
        self.sheets.append(sheet)


def _correct(request: Request, data: bytes, limits: Limits, line: Line) -> Answer:
    from rollcall.intake.corrected.copy import marked_copy
    from rollcall.intake.corrected.plan import Plan

    def read(name: str, data: bytes, limits: Limits) -> list[ReadSheet]:
        shelf = _Shelf(line.stream)
        _read_sheets(name, data, limits, shelf)
        return shelf.sheets

    return {"corrected": True}, marked_copy(str(request["name"]), data, Plan.from_json(request["plan"]), limits, read)


HANDLERS: dict[str, Callable[[Request, bytes, Limits, Line], Answer]] = {
    "read": _read,
    "explain": _explain,
    "unpack": _unpack,
    "correct": _correct,
}


if __name__ == "__main__":
    main()
