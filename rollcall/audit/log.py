"""Writing down what somebody does, before it is done, and reading it again."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from rollcall.audit import files
from rollcall.audit.action import GOES_ON_UNWRITTEN, Action, clean_name, reason
from rollcall.audit.beginning import is_gone, note_beginning
from rollcall.audit.chain import Anchor, Entry, read_entry
from rollcall.audit.key import find_key, make_key
from rollcall.data_folder import data_folder
from rollcall.errors import AuditRefused, NotFinished
from rollcall.logs import Event, tell
from rollcall.own_words import Said, said

_writing = threading.Lock()
_missed = 0  # entries of this process that could not be written and stopped nothing


class Person(Protocol):
    """Whoever does something: a viewer."""

    @property
    def name(self) -> str: ...
    @property
    def role(self) -> str: ...
    @property
    def area(self) -> str: ...


def record(action: Action, who: str, role: str, area: str = "", about: str = "", **facts: object) -> None:
    """Write one entry and have it on the disk; AuditRefused when that cannot be done, unless the action is one that stops nothing.

    `about` is a Reason. Facts are numbers, members of our enumerations, and names of our questions, pages and spreadsheet kinds: any
    other text is written as "other".
    """
    global _missed
    told = {name: said(value) for name, value in facts.items()}
    if why := reason(about):
        told["why"] = why.value
    with _writing:
        if _missed:
            told["entries_missing_before"] = _missed
        try:
            _append(data_folder(), action, {"who": clean_name(who), "role": clean_name(role), "area": clean_name(area)}, told)
        except OSError as error:
            if action in GOES_ON_UNWRITTEN:
                _missed += 1
                tell(Event.AUDIT_NOT_WRITTEN, error, action=action)
                return
            raise AuditRefused(
                f"This was not done, because the audit log cannot be written ({error.strerror or 'the system refused'}): free some space "
                "on the disk, or have the data folder made writable, and try again."
            ) from None
        _missed = 0


@contextmanager
def audited(action: Action, person: Person, on: bool = True) -> Iterator[Callable[..., None]]:
    """A block in which something is done that has to be written down first: `note(upload=7)` writes it, and raises AuditRefused when that
    cannot be done. When the block raises after it, an entry says that it was not done after all, or with NotFinished that something of it
    is owed. Not `on`, nothing is written."""
    noted: list[dict[str, Any]] = []

    def note(about: str = "", **facts: object) -> None:
        if on:
            record(action, person.name, person.role, person.area, about, **facts)
            noted.append(facts)

    try:
        yield note
    except BaseException as error:
        came_of_it = Action.NOT_FINISHED if isinstance(error, NotFinished) else Action.NOT_DONE
        for facts in noted:
            record(came_of_it, person.name, person.role, person.area, what=action, **facts)
        raise
    assert noted or not on, f"{action} was done and not noted"


def read_entries(folder: Path | None = None) -> tuple[Entry, ...]:
    """Every entry that can be read, in the order of the file."""
    try:
        text = ((folder or data_folder()) / files.LOG).read_bytes()
    except FileNotFoundError:
        return ()
    return tuple(entry for line in text.split(b"\n") if line and (entry := read_entry(line)))


def read_anchor(folder: Path | None = None) -> Anchor | None:
    """Where the log ends, to be kept elsewhere."""
    folder = folder or data_folder()
    key = find_key(folder)
    return files.read_anchor(folder, key) if key else None


def _append(folder: Path, action: Action, by: dict[str, str], about: Mapping[str, Said]) -> None:
    if not folder.exists():
        folder.mkdir(parents=True, mode=0o700)
        os.chmod(folder, 0o700)
    at = datetime.now(UTC).isoformat(timespec="microseconds")
    with files.locked(folder):
        key = find_key(folder) or make_key(folder, partial(files.begin, folder))
        ours = {"at": at, "who": "Rollcall", "role": "", "area": ""}
        files.append(folder, key, partial(is_gone, folder), {"at": at, **by, "action": action, "about": about}, ours)
        note_beginning(folder)
