"""Verifying the log: is every line there, in its order, as it was written, up to the end that the anchor says?"""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from rollcall.audit import files
from rollcall.audit.action import Action
from rollcall.audit.beginning import is_gone, noted
from rollcall.audit.chain import START, Anchor, Entry, Line, read_entry, read_line
from rollcall.audit.key import find_key
from rollcall.audit.log import read_entries
from rollcall.data_folder import data_folder

_OWN_NOTES = tuple(f'"action":"{action}"'.encode() for action in (Action.LINE_REPAIRED, Action.ANCHOR_MISSING, Action.LOG_MISSING))

_lock = threading.Lock()
_last: dict[str, Any] = {}


@dataclass(frozen=True)
class Trouble:
    """One thing that is wrong with the log. `line` is its line in the file, or None where it has none."""

    line: int | None
    what: str

    def __str__(self) -> str:
        return self.what if self.line is None else f"Line {self.line:,}: {self.what}"


@dataclass(frozen=True)
class Verified:
    """What came of verifying: how many lines, since when and until when, what is wrong, and what is only worth knowing."""

    lines: int
    since: datetime | None
    until: datetime | None
    troubles: tuple[Trouble, ...]
    notes: tuple[Trouble, ...] = ()
    anchor: Anchor | None = None

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong."""
        return not self.troubles


def verify(folder: Path | None = None, kept_elsewhere: Collection[Anchor] = ()) -> Verified:
    """Verify the log of a data folder, and that it still holds the lines whose numbers and hashes were kept elsewhere."""
    folder = folder or data_folder()
    key = find_key(folder)
    if key is None:
        return _without_a_key(folder)
    with ExitStack() as alone:
        with suppress(OSError):  # whoever may only read may verify all the same
            alone.enter_context(files.locked(folder))
        anchor = files.read_anchor(folder, key)
        text = (folder / files.LOG).read_bytes() if (folder / files.LOG).exists() else b""
    *texts, unfinished = text.split(b"\n")
    lines = [read_line(key, line) for line in texts]
    if lines and not anchor and not any(line and line.sound for line in lines):
        return Verified(
            len(lines), None, None, (Trouble(None, "No line fits the key: the key is another one, or every line was changed."),)
        )
    hashes = {line.number: line.hash for line in lines if line and line.sound}
    troubles = [*_chain(lines), *_at_the_end(lines, anchor, hashes, bool(unfinished)), *_against(kept_elsewhere, hashes)]
    found, notes = _said_by_the_log(texts, lines)
    if unfinished and not troubles:
        notes.append(
            Trouble(len(texts) + 1, "the last line is unfinished, because the process ended; the next entry removes it and says so.")
        )
    found += () if found else _at_the_beginning(folder, texts, anchor, hashes)
    entries = [entry for line in (texts[:1], texts[-1:]) for one in line if (entry := read_entry(one))]
    since, until = (entries[0].at, entries[-1].at) if entries else (None, None)
    return Verified(len(texts), since, until, (*troubles, *found), tuple(notes), anchor)


def verify_and_read() -> tuple[Verified, tuple[Entry, ...]]:
    """The log verified, and its entries; neither is done anew while its files stay as they are."""
    folder = data_folder()
    paths = [folder / name for name in (files.LOG, files.ANCHOR)]
    stamp = (folder, noted(folder), *((path.stat().st_size, path.stat().st_mtime_ns) for path in paths if path.exists()))
    with _lock:
        if _last.get("stamp") != stamp:
            _last.update(stamp=stamp, found=(verify(folder), read_entries(folder)))
        found: tuple[Verified, tuple[Entry, ...]] = _last["found"]
    return found


def _without_a_key(folder: Path) -> Verified:
    """A log that was never begun has no key either; one that was cannot be verified without."""
    if not (folder / files.LOG).exists() and not (folder / files.ANCHOR).exists():
        return Verified(0, None, None, tuple(_at_the_beginning(folder, (), None, {})))
    return Verified(0, None, None, (Trouble(None, "The key is missing: set ROLLCALL_AUDIT_KEY, or put audit.key back beside the log."),))


def _chain(lines: Sequence[Line | None]) -> Iterator[Trouble]:
    """What is wrong from line to line."""
    sound = {line.number for line in lines if line and line.sound}
    seen: set[int] = set()
    expected, before = 1, START
    for place, line in enumerate(lines, 1):
        if line is None or not line.sound:
            if expected in sound:
                yield Trouble(place, "inserted: it was not written with the key, and no entry is missing for it.")
                continue
            yield Trouble(place, f"changed: entry {expected:,} stood here.")
            expected, before = expected + 1, ""
            continue
        if line.number in seen:
            yield Trouble(place, f"inserted: entry {line.number:,} stands here a second time.")
            continue
        seen.add(line.number)
        if line.number < expected:
            yield Trouble(place, f"reordered: entry {line.number:,} stands after entry {expected - 1:,}.")
            continue
        if line.number > expected:
            if missing := [number for number in range(expected, line.number) if number not in sound]:
                yield Trouble(place, f"missing: {_entries(missing[0], missing[-1])} not here.")
        elif before and line.before != before:
            yield Trouble(place, f"entry {expected:,} does not follow from the one before it: it comes from another copy of this log.")
        expected, before = line.number + 1, line.hash


def _at_the_end(lines: Sequence[Line | None], anchor: Anchor | None, hashes: Mapping[int, str], unfinished: bool) -> Iterator[Trouble]:
    """What the anchor says of the end."""
    last = max(hashes, default=0)
    if anchor is None:
        if last > 1 or (lines and not last):
            yield Trouble(None, "The anchor (audit.head) is missing or changed, so nobody can tell whether the end was cut off.")
        return
    if anchor.number > max(last, len(lines)):
        cut = _entries(max(last, len(lines)) + 1, anchor.number)
        damaged = " Its first is there in part." if unfinished else ""
        yield Trouble(len(lines) + 1, f"cut at the end: {cut} not here.{damaged}")
    elif hashes.get(anchor.number, anchor.hash) != anchor.hash:
        yield Trouble(None, "The anchor (audit.head) belongs to another copy of this log.")
    elif last > anchor.number + 1:
        yield Trouble(None, f"The anchor (audit.head) is an old one: it ends at entry {anchor.number:,}, and the log at entry {last:,}.")


def _at_the_beginning(folder: Path, texts: Sequence[bytes], anchor: Anchor | None, hashes: Mapping[int, str]) -> Iterator[Trouble]:
    """Whether the log is there, and is the one that was begun."""
    if not texts and is_gone(folder, anchor):
        yield Trouble(None, "The log is missing, though this Rollcall wrote one: put audit.log and audit.head back, if you have them.")
    elif 1 in hashes and noted(folder) - {hashes[1]}:
        yield Trouble(None, "The log was begun anew: its first entry is not the one that was noted when the log began.")


def _against(kept_elsewhere: Collection[Anchor], hashes: Mapping[int, str]) -> Iterator[Trouble]:
    for kept in kept_elsewhere:
        if hashes.get(kept.number) != kept.hash:
            yield Trouble(
                None, f"Entry {kept.number:,} is not the one whose hash was kept elsewhere: the log was written anew, or put back."
            )


def _said_by_the_log(texts: Sequence[bytes], lines: Sequence[Line | None]) -> tuple[list[Trouble], list[Trouble]]:
    """What the log itself noticed when it was written: what is wrong, and what is only worth knowing."""
    wrong: list[Trouble] = []
    notes: list[Trouble] = []
    for place, (text, line) in enumerate(zip(texts, lines, strict=True), 1):
        if not (line and line.sound and any(note in text for note in _OWN_NOTES)):
            continue
        match read_entry(text):
            case Entry(action=Action.LINE_REPAIRED):
                notes.append(Trouble(place, "before it a line was left unfinished, because the process ended, and was removed."))
            case Entry(action=Action.ANCHOR_MISSING):
                wrong.append(
                    Trouble(place, "when it was written the anchor (audit.head) was gone: entries before it may have been cut off.")
                )
            case Entry(action=Action.LOG_MISSING):
                wrong.append(
                    Trouble(place, "when it was written the log before it was gone, though this Rollcall wrote one: this is another.")
                )
    return wrong, notes


def _entries(first: int, last: int) -> str:
    return f"entry {first:,} is" if first == last else f"entries {first:,} to {last:,} are"
