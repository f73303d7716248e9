"""Reads NHS England's community health waiting lists as published each month: services across or down, one band a sheet or several."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from rollcall.definitions.table import fold
from rollcall.intake.choices import NOTHING_CHOSEN, Choices
from rollcall.intake.reading.read import ReadFile, Sheet
from rollcall.intake.recognising.columns import row_texts
from rollcall.intake.recognising.sheet import last_filled_row
from rollcall.intake.sector.published_bands import Span, band_of
from rollcall.intake.sector.published_months import month_in_name, month_of_titles, months_listed
from rollcall.intake.sector.published_sheet import LOOK_AT, FoundPublished
from rollcall.intake.sector.published_waits_rows import Entry, settle

_ENGLAND = frozenset(("england", "england total", "total england", "national", "national total", "all england", "england national"))
_LEVELS = {
    "national": "National",
    "england": "National",
    "region": "Region",
    "nhs region": "Region",
    "nhs england region": "Region",
    "icb": "ICB",
    "icb stp": "ICB",
    "ics": "ICB",
    "stp": "ICB",
    "system": "ICB",
    "integrated care board": "ICB",
    "integrated care system": "ICB",
    "provider": "Provider",
    "providers": "Provider",
    "organisation": "Provider",
    "trust": "Provider",
    "sub icb": "Sub ICB",
    "sub icb location": "Sub ICB",
}
_OF_A_SERVICE = re.compile(
    r"\((?:A|CYP|C|Adults?|Children(?: and young people)?)\)|(?:CYP|Adults?|Children(?: and young people)?)\s*[-–—:]\s*\S", re.IGNORECASE
)
_FEWEST_SERVICES, _FEWEST_BANDS = 3, 3
_LONGEST_TITLE, _LONGEST_HEADING = 160, 80


@dataclass
class Waits:
    """One sheet of waiting lists on its way."""

    sheet: Sheet
    header_row: int  # from 0
    month: date | None
    rows_read: int
    entries: list[Entry] = field(default_factory=list)


def waiting_lists(file: ReadFile, but: Container[str], choices: Mapping[str, Choices]) -> dict[str, FoundPublished]:
    """The sheets of a workbook that are published waiting lists, by name."""
    waits = [read for sheet in file.sheets if sheet.name not in but and (read := _waits(sheet))]
    if not waits:
        return {}
    chosen = {read.sheet.name: month for read in waits if (month := choices.get(read.sheet.name, NOTHING_CHOSEN).month)}
    of_all = next(iter(chosen.values()), None)
    told, why_not = _month_of_workbook(file, waits)
    months = {read.sheet.name: chosen.get(read.sheet.name) or of_all or told for read in waits}
    return settle([(read.sheet, read.header_row, read.rows_read, read.entries) for read in waits], months, why_not, bool(of_all))


def _waits(sheet: Sheet) -> Waits | None:
    if sheet.width < 4 or sheet.height < 4:
        return None
    top = row_texts(sheet.columns, 0, min(LOOK_AT, sheet.height))
    titles = [text for row in top for text in row[:4] if text and len(text) < _LONGEST_TITLE]
    if not any("waiting" in title.lower() for title in titles):
        return None
    for number, row in enumerate(top):
        services = [place for place, text in enumerate(row) if _OF_A_SERVICE.match(text)]
        if len(services) >= _FEWEST_SERVICES:
            return _matrix(sheet, top[:number], number, services[0])
        bands = _bands_across(row)
        if bands:
            return _overview(sheet, top[:number], number, bands)
    return None


def _bands_across(row: Sequence[str]) -> dict[int, Span | None]:
    """The bands that the cells of a header name, with the total among them; empty when there are too few."""
    named = {place: band_of(text) for place, text in enumerate(row) if text and len(text) < _LONGEST_HEADING}
    bands = {place: band for place, (is_band, band) in named.items() if is_band and band is not None}
    totals = [place for place in named if "total" in fold(row[place]).split() and "%" not in row[place] and place not in bands]
    return {totals[0]: None} | bands if totals and len(bands) >= _FEWEST_BANDS else {}


def _title_with_band(titles: Iterable[Sequence[str]]) -> tuple[bool, Span | None]:
    for row in titles:
        for text in row:
            if "waiting" in text.lower() and len(text) < _LONGEST_TITLE and (named := band_of(text))[0]:
                return named
    return False, None


def _matrix(sheet: Sheet, above: Sequence[Sequence[str]], header: int, first: int) -> Waits | None:
    """Organisations down, services across, one band a sheet: the title says which."""
    named, band = _title_with_band(above)
    if not named:
        return None
    rows = row_texts(sheet.columns, header, last_filled_row(sheet))
    headings, rows = rows[0], rows[1:]
    name, level, code = _organisation_columns(headings, rows, first)
    if name is None:
        return None
    read = Waits(sheet, header, month_of_titles(above), len(rows))
    services = [(place, text) for place, text in enumerate(headings) if place >= first and text and place not in (name, level, code)]
    told = ""
    for number, row in enumerate(rows):
        own = row[level] if level is not None else ""
        told = own or told
        organisation = row[name] or (own if fold(own) in _ENGLAND else "")
        if not organisation or not any(row[place] for place, _ in services):
            continue
        england = fold(organisation) in _ENGLAND
        at = "National" if england else _LEVELS.get(fold(told), told or "Provider")
        of = row[code] or None if code is not None and not england else None
        for place, service in services:
            cell = (place, header + 1 + number)
            read.entries.append(Entry(at, "England" if england else organisation, of, service, band, row[place], cell))
    return read


def _organisation_columns(headings: Sequence[str], rows: Sequence[Sequence[str]], first: int) -> tuple[int | None, int | None, int | None]:
    """Which columns before the services hold the organisation's name, its level and its code."""
    before = [place for place in range(first) if any(row[place] for row in rows)]
    codes = [place for place in before if _are_codes([row[place] for row in rows if row[place] and fold(row[place]) not in _ENGLAND])]
    name = next(
        (place for place in reversed(before) if place not in codes and any(fold(row[place]) in _ENGLAND for row in rows[:12])), None
    )
    named = [place for place in before if "name" in fold(headings[place]).split() and place not in codes]
    if named and (name is None or not any(len(row[name]) > 12 for row in rows)):
        name = named[-1]
    level = next((place for place in before if place != name and _are_levels([row[place] for row in rows if row[place]])), None)
    code = next((place for place in codes if place not in (name, level)), None)
    return name, level, code


def _are_levels(texts: Sequence[str]) -> bool:
    return bool(texts) and sum(fold(text) in _LEVELS for text in texts) >= 0.5 * len(texts)


def _are_codes(texts: Sequence[str]) -> bool:
    codes = sum(bool(re.fullmatch(r"[A-Z0-9]{3,9}", text)) and fold(text) not in _LEVELS for text in texts)
    return bool(texts) and codes >= 0.8 * len(texts)


def _overview(sheet: Sheet, above: Sequence[Sequence[str]], header: int, bands: Mapping[int, Span | None]) -> Waits | None:
    """Services down, bands across, for England."""
    rows = row_texts(sheet.columns, header, last_filled_row(sheet))[1:]
    label = next((place for place in reversed(range(min(bands))) if any(row[place] for row in rows)), None)
    if label is None:
        return None
    read = Waits(sheet, header, month_of_titles(above), len(rows))
    for number, row in enumerate(rows):
        if row[label] and any(row[place] for place in bands):
            cells = [(place, header + 1 + number) for place in bands]
            read.entries += [
                Entry("National", "England", None, row[label], band, row[cell[0]], cell)
                for cell, band in zip(cells, bands.values(), strict=True)
            ]
    return read


def _month_of_workbook(file: ReadFile, waits: Sequence[Waits]) -> tuple[date | None, str]:
    """The month that the titles of all its tables agree on, or that its list of contents gives; else why there is none."""
    months = {read.month for read in waits if read.month}
    if len(months) > 1:
        return None, f"titles name {_listed(months)}"
    if months:
        return months.pop(), ""
    listed = months_listed(file.sheets)
    if len(listed) == 1:
        return listed.pop(), ""
    seems = month_in_name(file.file)
    return None, f"no title says for which month{f'; its file name seems to say {seems:%B %Y}' if seems else ''}"


def _listed(months: Iterable[date]) -> str:
    *others, last = [f"{month:%B %Y}" for month in sorted(months)]
    return f"{', '.join(others)} and {last}"
