"""Works out the day that each table speaks for, and says where it is from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from rollcall.intake.found_table import FoundTable
from rollcall.intake.reading.read import ReadFile, Sheet
from rollcall.intake.recognising.columns import row_texts
from rollcall.intake.recognising.sheet import title_lines
from rollcall.intake.recognising.stated import day_in_name, day_in_titles, file_stem, month_in_name, month_in_titles
from rollcall.intake.sector.published_sheet import FoundPublished
from rollcall.intake.values.prepare import latest_day
from rollcall.store import VersionRecord

_TITLES = 20  # rows of a sheet in which a stated day is looked for
_MONTH = timedelta(31)  # how long after the day that is stated something may have happened in a sheet
_GUESSED, _COUNTED, _STATED, _SAID = range(4)  # how well a day is known


@dataclass(frozen=True, eq=False)
class FoundSheet:
    """One sheet on its way: what was found in it."""

    sheet: Sheet
    partner: str
    tables: tuple[FoundTable, ...]
    published: FoundPublished | None


@dataclass(frozen=True, eq=False)
class FoundFile:
    """One file on its way: as it was read, and what was found in each of its sheets."""

    read: ReadFile
    partner: str
    sheets: tuple[FoundSheet, ...]
    findings_before: int | None = None  # how many findings it had before it was corrected and dropped again
    findings_after: int | None = None  # and how many as it came back, whatever was said about it since


@dataclass(frozen=True)
class Spoken:
    """The day that a table speaks for, where that is from, and why somebody has to look at it."""

    day: date
    source: str  # "from the title", "latest date under “Last seen”"
    known: int = _STATED
    doubt: str = ""  # a sentence, when the day has to be looked at
    last_kept: date | None = None  # the day of what is kept of the same partner and spreadsheet kind

    @property
    def is_stated(self) -> bool:
        """Whether the day is said by hand or in writing, and not worked out."""
        return self.known >= _STATED

    @property
    def is_older(self) -> bool:
        """Whether something later is kept already, so that the rows would be history."""
        return self.last_kept is not None and self.day < self.last_kept


def days_spoken_for(
    files: Sequence[FoundFile], today: date, said: Mapping[str, date], kept: Iterable[VersionRecord] = ()
) -> dict[int, Spoken]:
    """The day that each table speaks for, by the table's identity: said for its file, or stated, else its file's latest, else the other
    files', else today. Tables of one kind from one partner speak for one day: the latest that is stated, else the latest."""
    own: dict[int, Spoken] = {}
    for file in files:
        own |= _of_file(file, today)
    found = [(sheet, table) for file in files for sheet in file.sheets for table in sheet.tables if table.block is not None]
    together: dict[tuple[str, str], tuple[Spoken, FoundSheet]] = {}
    for sheet, table in found:
        mine = own.get(id(table)) or _as_the_others(sheet, found, own, today)
        key = (sheet.partner, _kind(table))
        if key not in together or _rank(mine) > _rank(together[key][0]):
            together[key] = (mine, sheet)
    last = _last_kept(kept)
    return {id(table): _told(sheet, table, said, own, together[sheet.partner, _kind(table)], last, today) for sheet, table in found}


def _told(
    sheet: FoundSheet,
    table: FoundTable,
    said: Mapping[str, date],
    own: Mapping[int, Spoken],
    together: tuple[Spoken, FoundSheet],
    last: Mapping[tuple[str, str], date],
    today: date,
) -> Spoken:
    last_kept = last.get((sheet.partner, _kind(table)))
    if day := said.get(sheet.sheet.file):
        return Spoken(day, "as you said", _SAID, last_kept=last_kept)
    spoken, other = together
    mine = own.get(id(table))
    if mine and _rank(mine) == _rank(spoken):
        spoken = mine
    elif other is not sheet:
        whose = f"sheet {other.sheet.name}" if other.sheet.file == sheet.sheet.file else other.sheet.file
        spoken = replace(spoken, source=f"as in {whose}, with which it is counted")
    spoken = replace(spoken, last_kept=last_kept)
    return replace(spoken, doubt=_doubt(spoken, sheet.partner, _latest(table, today)))


def _doubt(spoken: Spoken, partner: str, latest: tuple[date, str] | None) -> str:
    """Why the day has to be looked at, in one or more sentences; nothing when it is stated and new."""
    doubts = []
    if spoken.known == _COUNTED:
        doubts.append(
            f"No title and no name of a file or sheet says its day. It is taken to speak for {_words(spoken.day)}: {spoken.source}."
        )
    elif spoken.known == _GUESSED:
        doubts.append(f"Nothing in the file says its day. It is taken to speak for {_words(spoken.day)}: {spoken.source}.")
    elif latest and latest[0] - spoken.day > _MONTH:
        doubts.append(f"Its day is {_words(spoken.day)}, {spoken.source}, and a date under “{latest[1]}” is {_words(latest[0])}.")
    if spoken.last_kept and spoken.day == spoken.last_kept:
        doubts.append(f"What is kept of {partner} speaks for the same day, and would be replaced. Say the day if this is a newer one.")
    elif spoken.is_older:
        doubts.append(
            f"What is kept of {partner} speaks for {_words(spoken.last_kept or spoken.day)}, which is later: this would be history."
        )
    return " ".join(doubts)


def _words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _kind(table: FoundTable) -> str:
    assert table.block is not None
    return table.block.table.name


def _rank(spoken: Spoken) -> tuple[int, date]:
    return spoken.known, spoken.day


def _last_kept(kept: Iterable[VersionRecord]) -> dict[tuple[str, str], date]:
    last: dict[tuple[str, str], date] = {}
    for version in kept:
        if version.active and version.edition is None:
            last[version.partner, version.table] = max(last.get((version.partner, version.table), date.min), version.as_at)
    return last


def _of_file(file: FoundFile, today: date) -> dict[int, Spoken]:
    """The day of each table of one file, as far as the file tells it."""
    tables = [table for sheet in file.sheets for table in sheet.tables if table.block is not None]
    full = _full_day(file, today)
    stated = {id(table): spoken for table in tables if (spoken := _of_table(table, file.read.file, full, today))}
    if stated:
        first = max(stated.values(), key=lambda one: one.day)
        other = full or replace(first, source=first.source if first.source.endswith("file's name") else "as the other sheets of its file")
        return {id(table): stated.get(id(table), other) for table in tables}
    latest = max((day for table in tables if (day := _latest(table, today))), default=None)
    if latest is None:
        return {}
    return dict.fromkeys(map(id, tables), Spoken(latest[0], f"the latest date under “{latest[1]}”", _COUNTED))


def _of_table(table: FoundTable, file: str, full: Spoken | None, today: date) -> Spoken | None:
    """The day that the labels of one table state: a full date before a month, a title before a name."""
    of_file = "from the file's name"
    of_sheet = of_file if table.sheet.name == file_stem(file) else "from the sheet's name"
    if day := day_in_titles(table.titles, today):
        return Spoken(day, "from the title")
    if day := day_in_name(table.sheet.name, today):
        return Spoken(day, of_sheet)
    if full:
        return full
    if day := month_in_titles(table.titles, today):
        return Spoken(day, "from the title")
    if day := month_in_name(file, today):
        return Spoken(day, of_file)
    day = month_in_name(table.sheet.name, today)
    return Spoken(day, of_sheet) if day else None


def _full_day(file: FoundFile, today: date) -> Spoken | None:
    """A day stated on a cover sheet or, in full, in the file's name."""
    for sheet in file.sheets:
        if not any(table.block for table in sheet.tables) and not sheet.published and sheet.sheet.width <= 12:
            lines = title_lines(row_texts(sheet.sheet.columns, 0, min(_TITLES, sheet.sheet.height)))
            labelled = [line for line in lines if "as at" in line.lower() or "extract" in line.lower() or "data to" in line.lower()]
            if day := day_in_titles(labelled, today):
                return Spoken(day, f"from sheet {sheet.sheet.name}")
    day = day_in_name(file.read.file, today)
    return Spoken(day, "from the file's name") if day else None


def _as_the_others(sheet: FoundSheet, found: Sequence[tuple[FoundSheet, FoundTable]], own: Mapping[int, Spoken], today: date) -> Spoken:
    """The day of the other files, those of the same partner before those of others; else today."""
    others = [(one.partner == sheet.partner, own[id(table)].day, one) for one, table in found if id(table) in own]
    if not others:
        return Spoken(today, "today", _GUESSED)
    same, day, other = max(others, key=lambda one: one[:2])
    whose = "" if same else f" of {other.partner}"
    return Spoken(day, f"as {other.sheet.file}{whose}, which came with it", _GUESSED)


def _latest(table: FoundTable, today: date) -> tuple[date, str] | None:
    """The latest day of something that has happened, and the heading it stands under."""
    if table.block is None or table.judged is None:
        return None
    days = ((latest_day([values], ~table.judged.refused, today), values) for values in table.block.columns.values())
    return max(((day, values.heading or values.column.heading) for day, values in days if day), default=None, key=lambda one: one[0])
