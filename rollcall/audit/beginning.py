"""Where the log began: noted in a file beside it and beside each database, so that a log that was removed or begun anew is found."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from rollcall.audit.chain import Anchor, read_line
from rollcall.audit.files import LOG
from rollcall.audit.key import find_key, is_from_a_file
from rollcall.data_folder import ACKNOWLEDGED

NOTE = "audit.begun"
_LONGEST = 64 * 1024


def beginning(folder: Path) -> str | None:
    """The hash of the log's first line: empty where it has no line, None where that line cannot be read or verified."""
    try:
        with (folder / LOG).open("rb") as file:
            text = file.readline(_LONGEST)
    except FileNotFoundError:
        return ""
    except OSError:
        return None
    if not text.endswith(b"\n"):
        return ""
    key = find_key(folder)
    line = read_line(key, text[:-1]) if key else None
    return line.hash if line and line.sound and line.number == 1 else None


def note_beginning(folder: Path) -> None:
    """Note where the log begins, unless it is noted: what was noted first stays, whatever is written later."""
    note = folder / NOTE
    if note.exists() or not (begun := beginning(folder)):
        return
    new = note.with_suffix(".new")
    with suppress(OSError):  # the next entry tries again
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(begun.encode("ascii"))
            file.flush()
            os.fsync(file.fileno())
        new.replace(note)


def noted(folder: Path) -> frozenset[str]:
    """Every beginning that is noted: beside the log, and by the databases in the folder and in those of its areas."""
    found = set()
    for path in (folder / NOTE, *folder.glob(ACKNOWLEDGED), *folder.glob(f"*/{ACKNOWLEDGED}")):
        with suppress(OSError, ValueError):
            found.add(path.read_text(encoding="ascii").strip().rpartition("\n")[2])
    return frozenset(begun for begun in found if len(begun) == 64)


def is_gone(folder: Path, anchor: Anchor | None) -> bool:
    """Of a log without a line: whether it had one. A key in a file counts only once an anchor was written."""
    without = anchor is None and is_from_a_file(folder)
    return without or ((anchor is None or anchor.number == 0) and bool(noted(folder)))
