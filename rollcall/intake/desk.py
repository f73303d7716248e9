"""The lead's desk: drops are read and looked at here, then kept, changed back or deleted; a drop waits until one or the other is said."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import ParamSpec

from rollcall.access import Capability, Viewer
from rollcall.audit import Action, Leaves, Reason, audited, record
from rollcall.errors import AccessRefused, StoreRefused
from rollcall.intake import examples
from rollcall.intake.changes import Change, choices_in_words
from rollcall.intake.choices import Choices, SheetKey, heading_keys
from rollcall.intake.corrected import name_of_copy
from rollcall.intake.drop import WAITS_SECONDS, Drop
from rollcall.intake.examined import Examined
from rollcall.intake.first_look import FirstLook, first_look
from rollcall.intake.intake import keep
from rollcall.intake.linkage.linkage import Linkage
from rollcall.intake.mapping import RememberedMapping, export_mappings, import_mappings, remembered
from rollcall.intake.reading.archive import is_of_the_system, told_apart
from rollcall.intake.reading.read import Dropped, Sheet
from rollcall.intake.recognising.columns import encode
from rollcall.intake.recognising.header_row import LOOK_AT
from rollcall.intake.reconciling.comparison import Reconciled
from rollcall.store import Prepared, Store, UploadRecord, VersionRecord

__all__ = ["WAITS_SECONDS", "Change", "Desk", "Drop", "Leaves", "RememberedMapping", "open_desk"]

LOOKS_SECONDS = 60.0  # how often it is seen whether a drop has waited too long
_WORDS_SHOWN = 8
_P = ParamSpec("_P")

_waiting: dict[tuple[str, str], Drop] = {}  # one a viewer and area; in this process only
_lock = threading.Lock()
_looking = threading.Event()  # whether a thread sees to it that drops are forgotten in their time


@dataclass(frozen=True)
class Desk:
    """What one lead may do with spreadsheets."""

    viewer: Viewer
    store: Store = field(repr=False)

    @property
    def _whose(self) -> tuple[str, str]:
        return self.viewer.area, self.viewer.name

    @property
    def drop(self) -> Drop | None:
        """The drop that waits for this lead's decision."""
        _forget_old()
        with _lock:
            return _waiting.get(self._whose)

    def look(self, files: Sequence[tuple[str, bytes]]) -> Drop:
        """Begin to read files, each a name and its bytes. Nothing of them is kept. They take the place of a drop that still waits."""
        drop = Drop(len(files), self.store)
        with _lock:
            before = _waiting.get(self._whose)
            _waiting[self._whose] = drop
        if before and before.is_read:
            before.free()
        self.add(drop, files)
        _forget_later()
        return drop

    def add(self, drop: Drop, files: Sequence[tuple[str, bytes]]) -> None:
        """Begin to read more files into a drop that waits, or corrected ones, which take the place of those of the same name.

        What systems leave in a folder beside the files is passed over.
        """
        dropped = [Dropped(name, data) for name, data in files]
        drop.read(_told_apart([file for file in dropped if not is_of_the_system(file.name)] or dropped))

    def throw_away(self) -> None:
        """Forget the drop that waits."""
        with _lock:
            drop = _waiting.pop(self._whose, None)
        if drop and drop.is_read:
            drop.free()

    def keep(self, drop: Drop, shown: Examined | None = None) -> UploadRecord:
        """Keep what was examined, in one transaction. Given what was shown of it, nothing else is kept: another tab may have changed it."""
        with _lock:
            if _waiting.get(self._whose) is not drop:
                raise StoreRefused("This drop was already kept or thrown away, perhaps in another tab: see below what is kept.")
            if not drop.is_read:
                raise StoreRefused("More files are being read into this drop, perhaps from another tab. Look at them, then keep.")
            examined = drop.examined
            if shown is not None and shown is not examined:
                raise StoreRefused(
                    "This drop was changed meanwhile, perhaps in another tab. Nothing is kept yet: look at it again, then keep."
                )
            del _waiting[self._whose]
        try:
            with audited(Action.UPLOADED, self.viewer, self.store.on_disk) as note:
                kinds = tuple(dict.fromkeys(part.table for part in examined.prepared))
                upload = keep(examined, self.store, self.viewer.name, lambda number: note(upload=number, kinds=kinds))
        except BaseException:
            with _lock:
                _waiting.setdefault(self._whose, drop)
            raise
        drop.free()
        return upload

    def undo(self, upload_id: int) -> None:
        """Take an upload back: the versions it replaced are active again."""
        with audited(Action.UNDONE, self.viewer, self.store.on_disk) as note:
            note(upload=upload_id)
            self.store.undo(upload_id)

    def put_back(self, version_id: int) -> None:
        """Make an earlier version the active one."""
        with audited(Action.PUT_BACK, self.viewer, self.store.on_disk) as note:
            note(version=version_id)
            self.store.put_back(version_id)

    def delete_everything(self) -> None:
        """Delete every row, version and upload for good, and every remembered mapping."""
        with audited(Action.DELETED, self.viewer, self.store.on_disk) as note:
            note(Reason.ALL, uploads=len(self.store.uploads()))
            self.store.delete_everything(self.viewer.name)

    def choose(self, drop: Drop, key: SheetKey, choices: Choices) -> None:
        """Read one sheet of the drop as is chosen, in place of all that was chosen for it before. The other sheets are not read again."""
        drop.choose(key, choices)

    def would_change(self, drop: Drop, key: SheetKey, choices: Choices) -> int:
        """In how many rows of a sheet something would be read otherwise than now."""
        return drop.would_change(key, choices)

    def undo_change(self, drop: Drop) -> None:
        """Take the last choice back."""
        drop.undo_change()

    def say_partner(self, drop: Drop, file: str, partner: str) -> None:
        """Correct who sent a file of the drop."""
        drop.say_partner(file, partner)

    def say_date(self, drop: Drop, file: str, as_at: date) -> None:
        """Correct the date that a file of the drop speaks for."""
        drop.say_date(file, as_at)

    def matches(self, drop: Drop) -> Linkage | None:
        """How the drop's children were matched, once it is written down that they are shown beside those whom kept lists name."""
        linkage = drop.examined.linkage if drop.is_readable else None
        if linkage and linkage.unlisted and self.store.on_disk and self.viewer.name not in drop.compared_by:
            viewer = self.viewer
            record(Action.LIST_VIEWED, viewer.name, viewer.role, viewer.area, page="match_children")
            drop.compared_by.add(viewer.name)
        return linkage

    def say_match(self, drop: Drop, key: str, same: bool | None) -> None:
        """Say whether a pair, by its key, is one child; None takes the answer back. It is remembered when the drop is kept."""
        others = {pair: answer for pair, answer in drop.matching.answers.items() if pair != key}
        drop.say_of_matches(replace(drop.matching, answers=others if same is None else {**others, key: same}))

    def say_sure(self, drop: Drop, sure: float) -> None:
        """Say how sure a link must be to be made unasked, from 0 to 1."""
        drop.say_of_matches(replace(drop.matching, sure=sure))

    def undo_match(self, drop: Drop) -> None:
        """Take the last answer about a pair back."""
        drop.undo_match()

    def remove_file(self, drop: Drop, file: str) -> None:
        """Take one file out of the drop; a drop without a file is thrown away."""
        drop.remove(file)
        if not drop.examined.files:
            self.throw_away()

    def corrected(self, drop: Drop, file: str) -> bytes:
        """The person's own workbook with everything that was found in it marked; dropped again, it takes the file's place."""
        return drop.corrected(file)

    def make_copy(self, drop: Drop, file: str) -> None:
        """Write that workbook; `drop.copy_of(file)` is then its bytes, or why there is none."""
        with audited(Action.EXPORTED, self.viewer, self.store.on_disk) as note:
            note(what=Leaves.WORKBOOK_TO_CORRECT)
            drop.make_copy(file)

    def written_down(self, what: Leaves, write: Callable[_P, bytes]) -> Callable[_P, bytes]:
        """What writes a file of the desk's, once it is in the audit log that such a file leaves."""

        def writes(*given: _P.args, **named: _P.kwargs) -> bytes:
            with audited(Action.EXPORTED, self.viewer, self.store.on_disk) as note:
                note(what=what)
            return write(*given, **named)

        return writes

    def name_of_copy(self, file: str) -> str:
        """What the marked copy of a file is called."""
        return name_of_copy(file)

    def reconciled(self, drop: Drop, file: str, title: str) -> Reconciled | None:
        """The totals of a published file of the drop as they add up, against those that are published."""
        return next((one for one in drop.examined.reconciled if (one.file, one.title) == (file, title)), None)

    def first_look(self, drop: Drop) -> FirstLook | None:
        """What the rows of a drop say at a glance."""
        return first_look(drop.examined.prepared)

    def top_rows(self, drop: Drop, key: SheetKey, count: int = 15) -> tuple[tuple[int, tuple[str, ...]], ...]:
        """The first rows of a sheet in which something stands, each as Excel's row number and its cells. Below the headings nothing is
        told by which a child is known."""
        sheet = drop.sheet(key)
        table = next((table for table in sheet.tables if table.number == key.number), None)
        rows = _top_rows(sheet.sheet, count, LOOK_AT)
        first = table.header.last + 2 if table else rows[-1][0] + 1 if rows else 0
        unsaid = {place: first for place in range(sheet.sheet.width) if examples.is_not_told(sheet.sheet, table, place)}
        return examples.top_of(rows, unsaid | (examples.places_to_hide(rows) if table is None else {}), date.today())

    def column_words(self, drop: Drop, key: SheetKey, column: int | str) -> tuple[tuple[str, int], ...]:
        """The most frequent words of a column, by its place from 0 or its heading's key, each with its rows. Names,
        dates of birth and numbers of children are not told."""
        sheet = drop.sheet(key)
        table = next((table for table in sheet.tables if table.number == key.number), None)
        keys = heading_keys(table.header.headings) if table else ()
        place = column if isinstance(column, int) else dict(zip(keys, range(len(keys)), strict=True)).get(column)
        if place is None or place >= sheet.sheet.width:
            return ()
        if examples.is_not_told(sheet.sheet, table, place):
            return ()
        coded = (
            next(one for one in table.columns if one.place == place)
            if table
            else encode(sheet.sheet.columns[place], place, 0, sheet.sheet.height)
        )
        return examples.frequent(zip(coded.words, coded.counts, strict=True), _WORDS_SHOWN)

    def mappings(self) -> tuple[RememberedMapping, ...]:
        """How sheets of each shape are read from now on, latest first."""
        return tuple(remembered(record) for record in self.store.mappings())

    def mapping_in_words(self, mapping: RememberedMapping) -> tuple[str, ...]:
        """What a mapping says, a sentence for each choice."""
        return choices_in_words(mapping.choices, mapping.read_as, mapping.finds_header)

    def export_mappings(self, mapping_ids: Collection[int] | None = None) -> bytes:
        """Some mappings, or all that hold a choice, as a JSON file for another council."""
        chosen = [one for one in self.mappings() if (one.count if mapping_ids is None else one.mapping_id in mapping_ids)]
        return self.written_down(Leaves.MAPPINGS, export_mappings)(chosen)

    def import_mappings(self, data: bytes) -> str:
        """Remember the mappings of such a file, and say so. They are used for whatever partner's sheets have their headings, also for
        those of the drop that waits."""
        mappings = import_mappings(data)
        with audited(Action.MAPPING_IMPORTED, self.viewer, self.store.on_disk) as note:
            note(mappings=len(mappings))
            self.store.remember(mappings)
        if (drop := self.drop) and drop.is_readable:
            drop.recall()
        count = len(mappings)
        many = f"{count:,} mappings are" if count > 1 else "1 mapping is"
        return f"{many} remembered, and used for every spreadsheet with the same headings."

    def forget_mapping(self, mapping_id: int) -> None:
        """Read sheets of one shape as if none had come before, also those of the drop that waits."""
        with audited(Action.MAPPING_FORGOTTEN, self.viewer, self.store.on_disk) as note:
            note(mapping=mapping_id)
            self.store.forget_mapping(mapping_id)
        if (drop := self.drop) and drop.is_readable:
            drop.recall()

    def takes_the_place_of(self, prepared: Prepared) -> VersionRecord | None:
        """The version that the answers use now, of the same spreadsheet from the same partner."""
        versions = (version for version in self.store.versions() if version.active and version.edition is None)
        return next((version for version in versions if (version.table, version.partner) == (prepared.table, prepared.partner)), None)


def _forget_old() -> None:
    with _lock:
        old = [name for name, drop in _waiting.items() if drop.is_forgotten]
        forgotten = [_waiting.pop(name) for name in old]
    for drop in forgotten:
        drop.free()


def _forget_later() -> None:
    """Forget drops in their time, also when nobody comes back: their lead may have signed out or been put out."""
    with _lock:
        if _looking.is_set():
            return
        _looking.set()

    def looks() -> None:
        while _looking.is_set():
            time.sleep(LOOKS_SECONDS)
            _forget_old()
            with _lock:
                if not _waiting:
                    _looking.clear()

    threading.Thread(target=looks, name="forget drops that wait", daemon=True).start()


def open_desk(viewer: Viewer, store: Store) -> Desk:
    """The desk of a lead. Everyone else is refused."""
    if not viewer.may(Capability.BRING_IN):
        if store.on_disk:
            record(Action.REFUSED, viewer.name, viewer.role, viewer.area, page="bring_in_spreadsheets")
        raise AccessRefused("Only the lead can bring in spreadsheets, because they name children. Ask the lead to bring yours in.")
    return Desk(viewer, store)


def _top_rows(sheet: Sheet, count: int, look_at: int) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """The first few rows of a sheet that have anything in them: Excel's number of each, and its cells."""
    rows = ((number, tuple((cell or "").strip() for cell in sheet.row(number))) for number in range(min(look_at, sheet.height)))
    filled = [(number + 1, cells) for number, cells in rows if any(cells)]
    return tuple(filled[:count])


def _told_apart(files: Sequence[Dropped]) -> list[Dropped]:
    """The files with a number in the name of each that has the name of an earlier one: out of several folders, say."""
    names: list[str] = []
    for file in files:
        names.append(told_apart(file.name, set(names)))
    return [replace(file, name=name) for file, name in zip(files, names, strict=True)]
