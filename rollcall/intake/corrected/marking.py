"""Gives a person's own workbook back with everything that was found marked in it, and knows such a copy when it comes in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from rollcall.errors import FileRefused
from rollcall.intake.corrected.plan import plan_for
from rollcall.intake.corrected.to_fix import marked_copy_of
from rollcall.intake.reading.limits import USUAL, Limits
from rollcall.intake.reading.processes import ProcessEnded, room
from rollcall.intake.reading.read import REASONS, Dropped, ReadFile

if TYPE_CHECKING:  # the reading process marks the copies, and has no need of the rooms that look at them
    from rollcall.intake.checking.findings import Finding
    from rollcall.intake.examined import ExaminedFile

_STAYS = (".xlsx", ".xlsm", ".xltx", ".xltm")
_ADDED = " corrected"
_NO_COPY = "No marked copy of this file could be made. Correct it by the list of findings, which can be downloaded."


def write(dropped: Dropped, findings: Iterable[Finding], file: ExaminedFile, limits: Limits = USUAL) -> bytes:
    """The workbook, its cells in question coloured and explained, with a first sheet that leads to each.

    FileRefused says in a sentence why there is none. The file is opened in the reading process, under its limits.
    """
    request: dict[str, object] = {"do": "correct", "name": dropped.name, "plan": plan_for(file, findings).as_json()}
    try:
        with room.process() as process, closing(process.ask(request, dropped.data, limits)) as answers:
            for header, body in answers:
                if "refused" in header:
                    raise FileRefused(str(header["refused"]))
                if "corrected" in header:
                    return body
    except ProcessEnded as ended:
        raise FileRefused(REASONS.get(ended.reason, _NO_COPY)) from ended
    raise FileRefused(_NO_COPY)


_NUMBERED = re.compile(r"(?: ?\(\d+\))+$")


def name_of_copy(file: str) -> str:
    """What the copy of a file is called: its own name and "corrected", a word that says nothing of who sent it."""
    path = PurePosixPath(file.replace("\\", "/"))
    ending = path.suffix if path.suffix.lower() in _STAYS else ".xlsx"
    return f"{path.stem.removesuffix(_ADDED)}{_ADDED}{ending}"


def original_of(read: ReadFile) -> tuple[str, int] | None:
    """Of which file this is a copy that Rollcall marked, and how many findings that had; None when it is no copy."""
    return next((told for sheet in read.sheets if (told := marked_copy_of(sheet.columns))), None)


def as_original(read: ReadFile, name: str) -> ReadFile:
    """A marked copy under the name of the file that it is a copy of, without the sheet that says what to fix."""
    sheets = tuple(replace(sheet, file=name) for sheet in read.sheets if marked_copy_of(sheet.columns) is None)
    return replace(read, file=name, sheets=sheets)


def is_called_as_copy(name: str, original: str) -> bool:
    """Whether a file is called as the copy of another is, or as that file itself; the number of a second download does not count."""
    return _stem(name) in (_stem(original), _stem(name_of_copy(original)))


def _stem(file: str) -> str:
    return _NUMBERED.sub("", PurePosixPath(file.replace("\\", "/")).stem).casefold()
