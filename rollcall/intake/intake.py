"""The one door in: files are examined, everything found is shown, and only then the rows are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

from rollcall.errors import RollcallError
from rollcall.intake.checking.effects import with_effects
from rollcall.intake.checking.findings import Finding
from rollcall.intake.checking.link import link
from rollcall.intake.checking.rules import broken_rules
from rollcall.intake.choices import LEFT, NOTHING_CHOSEN, Choices, SheetKey
from rollcall.intake.examined import Examined, ExaminedFile, ExaminedSheet, HeadingMatch
from rollcall.intake.examined_sheet import day_first_is_proven, examined_sheets, sheets_together
from rollcall.intake.found_table import examine_table
from rollcall.intake.linkage.linkage import NOTHING_MATCHED, Matching
from rollcall.intake.memory import Memories, examine_as_before, label_of, to_remember
from rollcall.intake.prepared_rows import days_to_come, findings_of, prepared_rows
from rollcall.intake.reading.read import Dropped, ReadFile, Sheet, read_files
from rollcall.intake.recognising.labels import partner_of
from rollcall.intake.recognising.sheet import find_tables, first_wordy_row
from rollcall.intake.sector.published import find_published
from rollcall.intake.sector.published_sheet import FoundPublished
from rollcall.intake.sector.sen2 import PARTNER as SEN2
from rollcall.intake.sector.sen2 import return_tables, with_returns
from rollcall.intake.speaks_for import FoundFile, FoundSheet, Spoken, days_spoken_for
from rollcall.logs import Event, tell
from rollcall.store import Prepared, SheetProfile, Store, UploadRecord

__all__ = ["Examined", "ExaminedFile", "ExaminedSheet", "Finding", "HeadingMatch", "examine", "examine_read", "keep"]

Progress = Callable[[float, str], None]

READING = 0.7  # the share of the time that reading takes
OUR_MISTAKE = (
    "Rollcall made a mistake of its own while it looked at this file, so nothing of it is read; its log says where. "
    "Bring in the other files, and ask the person who looks after Rollcall to have this one looked into."
)


@dataclass(frozen=True)
class Said:
    """What was said by hand about a drop: choices for its sheets, who sent a file, and the day that a file speaks for."""

    choices: Mapping[SheetKey, Choices] = field(default_factory=dict)
    partners: Mapping[str, str] = field(default_factory=dict)
    days: Mapping[str, date] = field(default_factory=dict)
    matching: Matching = NOTHING_MATCHED

    def of_sheet(self, sheet: Sheet) -> dict[int, Choices]:
        """The choices for each table of a sheet, by its number."""
        return {key.number: chosen for key, chosen in self.choices.items() if (key.file, key.sheet) == (sheet.file, sheet.name)}


NOTHING_SAID = Said(MappingProxyType({}), MappingProxyType({}), MappingProxyType({}))


def examine(
    files: Sequence[Dropped], store: Store, partners: Mapping[str, str] | None = None, progress: Progress | None = None
) -> Examined:
    """Say what every sheet is, how each heading and value was matched, and what is wrong with which cell. Keeps nothing."""

    def reading(done: float, what: str) -> None:
        if progress:
            progress(done * READING, what)

    return examine_read(read_files(files, reading), store, partners, progress, date.today())


def examine_read(
    read: Sequence[ReadFile], store: Store, partners: Mapping[str, str] | None, progress: Progress | None, today: date
) -> Examined:
    """The same for files that are read already, as on a given day."""
    said = replace(NOTHING_SAID, partners=partners or {})
    memories = Memories.of(store)
    files = [find_or_refuse(file, said, memories, store.key, today, progress) for file in read]
    return put_together_or_refuse(files, said, store, today)[1]


def keep(examined: Examined, store: Store, by: str, noting: Callable[[int], object] = lambda _number: None) -> UploadRecord:
    """Keep what was examined as new versions, in one transaction; `noting` is told the upload's number, and may stop it."""
    return store.keep(examined.prepared, by, examined.linkage.to_keep if examined.linkage else (), examined.remembered, noting)


def find_or_refuse(file: ReadFile, said: Said, memories: Memories, key: bytes, today: date, progress: Progress | None = None) -> FoundFile:
    """What is found in a file; a mistake of our own over one cell of it refuses this file, and the others go on."""
    try:
        return find_file(file, said, memories, key, today, progress)
    except RollcallError:
        raise
    except Exception as mistake:  # noqa: BLE001 - whatever it is, it is no reason to lose the other files
        tell(Event.LOOKING_FAILED, mistake)
        return _refused(file)


def put_together_or_refuse(files: Sequence[FoundFile], said: Said, store: Store, today: date) -> tuple[tuple[FoundFile, ...], Examined]:
    """The files compared across all of them, those refused over which we make a mistake, each by itself."""
    try:
        return tuple(files), put_together(files, said, store, today)
    except RollcallError:
        raise
    except Exception as mistake:  # noqa: BLE001 - as above
        tell(Event.COMPARING_FAILED, mistake)
        sound = tuple(
            file if _stands_alone(file, said, store, today) else replace(file, read=_refused(file.read).read, sheets=()) for file in files
        )
        return sound, put_together(sound, said, store, today)


def _stands_alone(file: FoundFile, said: Said, store: Store, today: date) -> bool:
    try:
        put_together((file,), said, store, today)
    except Exception:  # noqa: BLE001 - the log has it
        return False
    return True


def _refused(file: ReadFile) -> FoundFile:
    return FoundFile(replace(file, refused=OUR_MISTAKE, sheets=()), partner_of(file.file), ())


def find_file(file: ReadFile, said: Said, memories: Memories, key: bytes, today: date, progress: Progress | None = None) -> FoundFile:
    """What is found in each sheet of one file by itself, and who sent it: as is said, as for the last file of its name, or by its name."""
    partner = said.partners.get(file.file)
    found = _find_file(file, partner or partner_of(file.file), said, memories, key, today, progress)
    if partner is None and (sender := memories.sender([table for sheet in found.sheets for table in sheet.tables], found.partner)):
        return _find_file(file, sender, said, memories, key, today, None)
    return found


def _find_file(
    file: ReadFile, partner: str, said: Said, memories: Memories, key: bytes, today: date, progress: Progress | None
) -> FoundFile:
    if file.refused:
        return FoundFile(file, partner, ())
    published = find_published(file, today, {sheet.name: said.of_sheet(sheet).get(0, NOTHING_CHOSEN) for sheet in file.sheets})
    sheets = []
    for number, sheet in enumerate(file.sheets):
        if progress:
            progress(READING + (1 - READING) * number / len(file.sheets), f"Recognising {sheet.name}")
        sheets.append(find_sheet(sheet, partner, published.get(sheet.name), said, memories, key, today))
    return FoundFile(file, partner, tuple(sheets))


def find_sheet(
    sheet: Sheet, partner: str, told: FoundPublished | None, said: Said, memories: Memories, key: bytes, today: date
) -> FoundSheet:
    """What is found in one sheet by itself: a part of a published statistic, or its tables."""
    chosen = said.of_sheet(sheet)
    if told and chosen.get(0, NOTHING_CHOSEN).table in (None, told.table):
        return FoundSheet(sheet, told.partner, (), told)
    if parts := return_tables(sheet, chosen):
        return FoundSheet(sheet, said.partners.get(sheet.file) or SEN2, parts, None)
    rows = {number: choices.header_row for number, choices in chosen.items() if choices.header_row}
    if 0 not in chosen and (row := memories.header_row(partner, sheet)):
        rows[0] = row
    found = find_tables(sheet, rows)
    if not found and chosen.get(0, NOTHING_CHOSEN).table not in (None, LEFT) and (row := first_wordy_row(sheet)):
        found = find_tables(sheet, {0: row})
    tables = []
    for number, table in enumerate(found):
        recalled = memories.recall(partner, label_of(sheet, number), table.header.headings)
        if number in chosen or recalled is None:
            tables.append(examine_table(sheet, table, key, today, number, chosen.get(number, NOTHING_CHOSEN), recalled))
        else:
            tables.append(examine_as_before(sheet, table, key, today, number, recalled))
    return FoundSheet(sheet, partner, tuple(tables), None)


def put_together(files: Sequence[FoundFile], said: Said, store: Store, today: date) -> Examined:
    """What was found in each file, compared across all of them and with what is kept."""
    files = with_returns(files, store.key, today)
    tables = [(table, sheet) for file in files for sheet in file.sheets for table in sheet.tables]
    linked = link([table for table, _ in tables], [sheet.partner for _, sheet in tables], store, said.matching)
    after = iter(linked.tables)
    files = [
        replace(file, sheets=tuple(replace(sheet, tables=tuple(next(after) for _ in sheet.tables)) for sheet in file.sheets))
        for file in files
    ]
    spoken = days_spoken_for(files, today, said.days, store.versions())
    days = {table: of.day for table, of in spoken.items()}
    findings = [
        *linked.findings,
        *broken_rules(linked.tables, [sheet.partner for _, sheet in tables], store, max(days.values(), default=today)),
    ]
    prepared: list[Prepared] = []
    for file in files:
        for sheet in file.sheets:
            findings += [*findings_of(sheet), *days_to_come(sheet, spoken, today)]
            prepared += prepared_rows(sheet, days)
    places = [(file.read.file, sheet.sheet.name) for file in files for sheet in file.sheets]
    order = {place: number for number, place in enumerate(places)}
    findings = sorted(findings, key=lambda one: order.get((one.file, one.sheet), len(order)))
    together = sheets_together(sheet for file in files for sheet in file.sheets)
    examined = tuple(_examined_file(file, spoken, said, together) for file in files)
    return Examined(
        examined, tuple(with_effects(findings, linked.tables)), tuple(prepared), linked.linkage, tuple(_remembered(files, days, today))
    )


def _remembered(files: Sequence[FoundFile], days: Mapping[int, date], today: date) -> Iterator[SheetProfile]:
    latest = max(days.values(), default=today)
    for file in files:
        for sheet in file.sheets:
            for table in sheet.tables:
                if told := to_remember(table, sheet.partner, days.get(id(table), latest)):
                    yield told


def _examined_file(
    file: FoundFile, spoken: Mapping[int, Spoken], said: Said, together: Mapping[tuple[str, str], Sequence[str]]
) -> ExaminedFile:
    read = file.read
    proven = day_first_is_proven(file.sheets)
    sheets = [
        each
        for sheet in file.sheets
        for each in examined_sheets(sheet, spoken, said.of_sheet(sheet.sheet).get(0, NOTHING_CHOSEN), together, proven)
    ]
    shown = next((sheet.partner for sheet in file.sheets if sheet.published or any(table.part for table in sheet.tables)), file.partner)
    return ExaminedFile(
        read.file, read.refused, shown, tuple(sheets), read.notes, read.archive, file.findings_before, file.findings_after, read.left
    )
