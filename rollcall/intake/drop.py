"""Files that were dropped: read once, then examined again and again as things are said about them, until they are kept or thrown away."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import replace
from datetime import date

from rollcall.errors import FileRefused
from rollcall.intake import corrected
from rollcall.intake.changes import Change, rows_read_otherwise, sentence_of
from rollcall.intake.choices import NOTHING_CHOSEN, Choices, SheetKey
from rollcall.intake.examined import Examined, ExaminedSheet
from rollcall.intake.intake import NOTHING_SAID, READING, Said, find_file, find_or_refuse, find_sheet, put_together_or_refuse
from rollcall.intake.linkage.linkage import NOTHING_MATCHED, Matching
from rollcall.intake.linkage.model import Compared
from rollcall.intake.marked_copy import marked_copy, why_a_file_of_its_own
from rollcall.intake.memory import Memories
from rollcall.intake.reading.read import Dropped, ReadFile, read_files, unpack
from rollcall.intake.speaks_for import FoundFile, FoundSheet
from rollcall.store import Store

WAITS_SECONDS = 60 * 60  # a drop holds rows about children, so it does not stay in memory for ever


class Drop:
    """Files that were dropped: being read, then examined and waiting for a decision."""

    def __init__(self, count: int, store: Store) -> None:
        self.count = count
        self.fraction = 0.0
        self.doing = "Starting"
        self.dropped_at = self.used_at = time.monotonic()
        self.changes: tuple[Change, ...] = ()  # what was said about its sheets by hand, latest last
        self.compared_by: set[str] = set()  # who was shown its children beside those that are listed
        self._store = store
        self._memories = Memories(())
        self._today = date.today()
        self._files: tuple[FoundFile, ...] = ()
        self._bytes: dict[str, Dropped] = {}
        self._copies: dict[str, bytes | FileRefused] = {}  # of each file that was marked: its copy, or why there is none
        self._said: Said = replace(NOTHING_SAID, matching=Matching(compared=Compared()))
        self._before: list[tuple[SheetKey, Choices | None]] = []  # of each change: what was chosen until then
        self._matching_before: list[Matching] = []
        self._tried: tuple[SheetKey, Choices, FoundSheet] | None = None
        self._changing = threading.RLock()
        self._examined: Future[Examined] = Future()
        self._latest: Examined | None = None  # what was last found; the files that are being read are not in it yet

    def read(self, files: Sequence[Dropped]) -> None:
        """Read files into the drop in a thread of its own, so that a refresh or a look at another page does not stop it.

        A file takes the place of an earlier one of the same name; the others are not read again.
        """
        self.count, self.fraction, self.doing = len(files), 0.0, "Starting"
        examined: Future[Examined] = Future()
        self._examined = examined

        def work() -> None:
            try:
                with self._changing:
                    self._take(files)
                    self._latest, self._copies = self._counting_what_is_left(self._put_together()), {}
                    self.used_at = time.monotonic()
                    examined.set_result(self._latest)
            except BaseException as problem:  # noqa: BLE001 - it is raised again on the page that waits for the result
                examined.set_exception(problem)

        threading.Thread(target=work, name="examine", daemon=True).start()

    def wait(self, seconds: float) -> bool:
        """Wait at most so long; whether the files are examined."""
        try:
            self._examined.exception(seconds)
        except TimeoutError:
            return False
        return True

    @property
    def is_read(self) -> bool:
        """Whether the files are examined."""
        return self._examined.done()

    @property
    def is_readable(self) -> bool:
        """Whether the files are examined, and nothing stopped that."""
        return self.is_read and self._examined.exception() is None

    @property
    def examined(self) -> Examined:
        """What the files are. Raises what stopped the reading."""
        return self._examined.result()

    @property
    def matching(self) -> Matching:
        """What was said of children who may be the same."""
        return self._said.matching

    @property
    def can_undo_match(self) -> bool:
        """Whether anything was said of them that can be taken back."""
        return bool(self._matching_before)

    @property
    def is_forgotten(self) -> bool:
        """Whether it has waited too long since something was last said about it."""
        return self.is_read and time.monotonic() - self.used_at > WAITS_SECONDS

    def choose(self, key: SheetKey, choices: Choices) -> None:
        """Read one sheet as is chosen from now on."""
        with self._changing:
            shown = self.shown(key)
            old = shown.choices if shown else NOTHING_CHOSEN
            found = self._try(key, choices)
            change = Change(key, sentence_of(old, choices, shown), rows_read_otherwise(self.sheet(key), found))
            self._before.append((key, self._said.choices.get(key)))
            self._said = self._with(key, choices)
            self._replace(found)
            self.changes = (*self.changes, change)
            self._show()

    def would_change(self, key: SheetKey, choices: Choices) -> int:
        """How many rows would be read otherwise than now."""
        with self._changing:
            return rows_read_otherwise(self.sheet(key), self._try(key, choices))

    def undo_change(self) -> None:
        """Take the last change back."""
        with self._changing:
            if not self._before:
                return
            key, choices = self._before[-1]
            said = self._with(key, choices)
            found = self._find(self.sheet(key), said)
            self._before.pop()
            self._said, self.changes = said, self.changes[:-1]
            self._replace(found)
            self._show()

    def recall(self) -> None:
        """Read every sheet again by what is remembered now; what was said by hand goes before it."""
        with self._changing:
            self._memories = Memories.of(self._store)
            self._find_again(lambda _: True)
            self._tried = None
            self._show()

    def say_partner(self, file: str, partner: str) -> None:
        """Correct who sent a file."""
        with self._changing:
            self._said = replace(self._said, partners={**self._said.partners, file: partner})
            self._find_again(lambda found: found.read.file == file)
            self._show()

    def say_date(self, file: str, as_at: date) -> None:
        """Correct the date that a file speaks for."""
        with self._changing:
            self._said = replace(self._said, days={**self._said.days, file: as_at})
            self._show()

    def say_of_matches(self, matching: Matching) -> None:
        """Say which children without a shared number are the same, or how sure a link must be, in place of what was said before."""
        with self._changing:
            self._matching_before.append(self._said.matching)
            self._said = replace(self._said, matching=matching)
            self._show()

    def undo_match(self) -> None:
        """Take back what was last said of children who may be the same."""
        with self._changing:
            if self._matching_before:
                self._said = replace(self._said, matching=self._matching_before.pop())
                self._show()

    def remove(self, file: str) -> None:
        """Take a file out, with everything that was said about it."""
        with self._changing:
            self._files = tuple(found for found in self._files if found.read.file != file)
            self._bytes.pop(file, None)
            self._forget_what_was_said_of(file)
            self._show()

    def free(self) -> None:
        """Let go of everything that was read."""
        with self._changing:
            self._files, self._bytes, self._copies, self._tried, self._latest = (), {}, {}, None, None
            self._said, self._matching_before = replace(self._said, matching=NOTHING_MATCHED), []
            if self._examined.done() and self._examined.exception() is None:
                self._examined = _done(replace(self._examined.result(), prepared=(), linkage=None))

    def corrected(self, file: str) -> bytes:
        """The workbook to correct of a file. FileRefused when there can be none."""
        dropped = self._bytes.get(file)
        found = next((one for one in self._files if one.read.file == file), None)
        if dropped is None or found is None:
            raise FileRefused("This file is no longer here: the drop was kept or thrown away. Drop the file again to have it marked.")
        return marked_copy(dropped, found, self._said, self._store, self._today)

    def make_copy(self, file: str) -> None:
        """Mark a file, and hold its copy until something is read otherwise, to be taken away."""
        examined = self._latest
        try:
            copy: bytes | FileRefused = self.corrected(file)
        except FileRefused as refused:
            copy = refused
        with self._changing:
            if self._latest is examined:
                self._copies[file] = copy

    def copy_of(self, file: str) -> bytes | FileRefused | None:
        """The marked copy of a file as it is read now, or why there is none; nothing when none was asked for."""
        return self._copies.get(file)

    def shown(self, key: SheetKey) -> ExaminedSheet | None:
        """What one sheet is shown as."""
        files = self._latest.files if self._latest else ()
        sheets = (sheet for file in files for sheet in file.sheets if file.key_of(sheet) == key)
        return next(sheets, None)

    def sheet(self, key: SheetKey) -> FoundSheet:
        """What was found in a sheet by itself."""
        sheets = (one for file in self._files for one in file.sheets if (one.sheet.file, one.sheet.name) == (key.file, key.sheet))
        if sheet := next(sheets, None):
            return sheet
        raise FileRefused("This sheet is no longer here: its file was taken out, or the drop was kept or thrown away. Drop the file again.")

    def _report(self, fraction: float, doing: str) -> None:
        self.fraction, self.doing = fraction, doing

    def _take(self, files: Sequence[Dropped]) -> None:
        self._memories = Memories.of(self._store)
        taken = [file for file in unpack(files) if not self._is_here(file)]
        self._bytes |= {file.name: file for file in taken if file.data}
        read = read_files(taken, lambda done, what: self._report(done * READING, what))
        placed: set[str] = set()  # the files whose place a copy has taken
        for file in sorted(read, key=lambda one: corrected.original_of(one) is not None):  # a corrected copy after its original
            self._put_in(file, placed)
        there = {(one.sheet.file, one.sheet.name) for file in self._files for one in file.sheets}
        self._forget_choices(lambda key: (key.file, key.sheet) not in there)

    def _is_here(self, file: Dropped) -> bool:
        """Whether the same bytes came before under this name, so that nothing of it is new."""
        before = self._bytes.get(file.name)
        return before is not None and bool(file.data) and before.data == file.data

    def _put_in(self, read: ReadFile, placed: set[str]) -> None:
        told, before = None, self._latest
        if (original := corrected.original_of(read)) and (why := why_a_file_of_its_own(read.file, original[0], placed)):
            read = corrected.as_original(read, read.file)
            read = replace(read, notes=(*read.notes, why))
        elif original:
            name, told = original
            placed.add(name)
            copy = replace(self._bytes.pop(read.file), name=name)
            if self._is_here(copy):
                return
            self._bytes[name] = copy
            read = corrected.as_original(read, name)
        found = find_or_refuse(read, self._said, self._memories, self._store.key, self._today, self._report)
        if not any(one.read.file == read.file for one in self._files):
            self._files = (*self._files, replace(found, findings_before=told))
            return
        told = sum(finding.file == read.file for finding in before.findings) if before else told
        found = replace(found, findings_before=told)
        self._files = tuple(found if one.read.file == read.file else one for one in self._files)

    def _counting_what_is_left(self, examined: Examined) -> Examined:
        """Of each file that came back corrected, how many findings it has as it came back."""
        for file in examined.files:
            if file.findings_before is not None and file.findings_after is None:
                after = sum(finding.file == file.file for finding in examined.findings)
                self._files = tuple(replace(one, findings_after=after) if one.read.file == file.file else one for one in self._files)
        after_of = {one.read.file: one.findings_after for one in self._files}
        return replace(examined, files=tuple(replace(file, findings_after=after_of[file.file]) for file in examined.files))

    def _put_together(self) -> Examined:
        self._files, examined = put_together_or_refuse(self._files, self._said, self._store, self._today)
        return examined

    def _show(self) -> None:
        self.used_at = time.monotonic()
        self._latest, self._copies = self._put_together(), {}
        self._examined = _done(self._latest)

    def _with(self, key: SheetKey, choices: Choices | None) -> Said:
        others = {one: chosen for one, chosen in self._said.choices.items() if one != key}
        return replace(self._said, choices=others if choices is None else {**others, key: choices})

    def _try(self, key: SheetKey, choices: Choices) -> FoundSheet:
        """The sheet as it would be found with other choices; what was tried last is remembered, because it is often chosen next."""
        if self._tried and self._tried[:2] == (key, choices):
            return self._tried[2]
        found = self._find(self.sheet(key), self._with(key, choices))
        self._tried = (key, choices, found)
        return found

    def _find(self, sheet: FoundSheet, said: Said) -> FoundSheet:
        file = next(file for file in self._files if file.read.file == sheet.sheet.file)
        if any(one.published for one in file.sheets):
            again = find_file(file.read, said, self._memories, self._store.key, self._today)
            return next(one for one in again.sheets if one.sheet is sheet.sheet)
        return find_sheet(sheet.sheet, file.partner, None, said, self._memories, self._store.key, self._today)

    def _replace(self, found: FoundSheet) -> None:
        self._tried = None
        if found.published:  # what is said of one sheet of a published workbook can be true of the others
            self._find_again(lambda file: file.read.file == found.sheet.file)
            return
        self._files = tuple(
            replace(file, sheets=tuple(found if one.sheet is found.sheet else one for one in file.sheets)) for file in self._files
        )

    def _find_again(self, which: Callable[[FoundFile], bool]) -> None:
        self._files = tuple(
            replace(
                find_file(file.read, self._said, self._memories, self._store.key, self._today),
                findings_before=file.findings_before,
                findings_after=file.findings_after,
            )
            if which(file)
            else file
            for file in self._files
        )

    def _forget_what_was_said_of(self, file: str) -> None:
        said = self._said
        self._said = replace(
            said,
            partners={name: partner for name, partner in said.partners.items() if name != file},
            days={name: day for name, day in said.days.items() if name != file},
        )
        self._forget_choices(lambda key: key.file == file)

    def _forget_choices(self, gone: Callable[[SheetKey], bool]) -> None:
        """Forget what was chosen for sheets that are no longer here, and the way back from it."""
        self._said = replace(self._said, choices={key: chosen for key, chosen in self._said.choices.items() if not gone(key)})
        left = [number for number, (key, _) in enumerate(self._before) if not gone(key)]
        self.changes = tuple(self.changes[number] for number in left)
        self._before = [self._before[number] for number in left]
        self._tried = None


def _done(examined: Examined) -> Future[Examined]:
    future: Future[Examined] = Future()
    future.set_result(examined)
    return future
