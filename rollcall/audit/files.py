"""The log's files: one writer at a time, each line on the disk before it is said to be, and an unfinished one told from a forged one."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from rollcall.audit.action import Action
from rollcall.audit.chain import START, Anchor, Line, read_line, read_signed_anchor, sign, sign_anchor

LOG, ANCHOR, LOCK = "audit.log", "audit.head", "audit.lock"
_ANCHOR_SIZE = 512  # one sector, written in place, so that a full disk cannot stop it half way
_TAIL = 64 * 1024  # far longer than any line
_BINARY = getattr(os, "O_BINARY", 0)

Content = Mapping[str, object]


@dataclass(frozen=True)
class _Ending:
    """How a log ends: where the next line goes on from, where it is written, and what has to be said first."""

    anchor: Anchor
    size: int
    first: bytes = b""
    found: tuple[tuple[Action, Mapping[str, int]], ...] = ()


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Alone with the log, among all threads and processes."""
    descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)  # which lets go of the lock


def begin(folder: Path, key: bytes) -> None:
    """Say that the log begins here: a log that is gone later is then told from one that never was."""
    _write_anchor(folder, sign_anchor(key, Anchor(0, START)))


def append(folder: Path, key: bytes, is_gone: Callable[[Anchor | None], bool], content: Content, ours: Content) -> None:
    """Add a line; before it, as said by `ours`, what was found wrong with the end of the log. `is_gone` says, of a log
    without a line and its anchor, whether it had one."""
    log = os.open(folder / LOG, os.O_RDWR | os.O_CREAT | _BINARY, 0o600)
    try:
        ending = _ending(log, key, read_anchor(folder, key), is_gone)
        lines: list[Content] = [{**ours, "action": action, "about": dict(about)} for action, about in ending.found]
        _write(log, folder, key, ending, [*lines, content])
    finally:
        os.close(log)


def read_anchor(folder: Path, key: bytes) -> Anchor | None:
    """The anchor beside the log, or None when there is none that the key has signed."""
    try:
        return read_signed_anchor(key, (folder / ANCHOR).read_bytes())
    except FileNotFoundError:
        return None


def _ending(log: int, key: bytes, anchor: Anchor | None, is_gone: Callable[[Anchor | None], bool]) -> _Ending:
    size = os.fstat(log).st_size
    os.lseek(log, max(0, size - _TAIL), os.SEEK_SET)
    whole, _, unfinished = os.read(log, _TAIL).rpartition(b"\n")
    last = read_line(key, whole.rpartition(b"\n")[2]) if whole else None
    found: list[tuple[Action, Mapping[str, int]]] = []
    gone = not whole and is_gone(anchor)
    if gone:
        found.append((Action.LOG_MISSING, {}))
    if anchor is None:
        end = _end_without_anchor(log, key, last)
        # a first line may stand without: that is how the first writing can end
        if not gone and (end.number > 1 or (whole and end.number == 0)):
            found.append((Action.ANCHOR_MISSING, {}))
    elif last and last.sound and last.number == anchor.number + 1 and last.before == anchor.hash:
        end = last.anchor  # written, and then the process ended
    else:
        end = anchor
    if not unfinished:
        return _Ending(end, size, found=tuple(found))
    if end.number == 0 or (last and last.sound and last.anchor == end):  # all that was ever said to be written is there
        found.append((Action.LINE_REPAIRED, {"bytes": len(unfinished)}))
        return _Ending(end, size - len(unfinished), found=tuple(found))
    return _Ending(end, size, b"\n", tuple(found))


def _end_without_anchor(log: int, key: bytes, last: Line | None) -> Anchor:
    """The last sound line, the last of all nearly always."""
    if last is None or not last.sound:
        os.lseek(log, 0, os.SEEK_SET)
        with os.fdopen(os.dup(log), "rb") as file:
            for text in file:
                line = read_line(key, text.rstrip(b"\n"))
                last = line if line and line.sound else last
    return last.anchor if last and last.sound else Anchor(0, START)


def _write(log: int, folder: Path, key: bytes, ending: _Ending, contents: Sequence[Content]) -> None:
    """Write lines and then the anchor. Whatever of it fails, the log is as long as before."""
    anchor, text = ending.anchor, ending.first
    for content in contents:
        line, anchor = sign(key, anchor, content)
        text += line
    os.ftruncate(log, ending.size)
    os.lseek(log, ending.size, os.SEEK_SET)
    try:
        _write_all(log, text)
        os.fsync(log)
        _write_anchor(folder, sign_anchor(key, anchor))
    except OSError:
        with suppress(OSError):
            os.ftruncate(log, ending.size)
        raise


def _write_all(descriptor: int, text: bytes) -> None:
    while text:
        text = text[os.write(descriptor, text) :]


def _write_anchor(folder: Path, text: bytes) -> None:
    descriptor = os.open(folder / ANCHOR, os.O_WRONLY | os.O_CREAT | _BINARY, 0o600)
    try:
        _write_all(descriptor, text.ljust(_ANCHOR_SIZE))
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
