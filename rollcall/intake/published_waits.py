"""Reads NHS England's community health waiting lists as published each month: services across or down, one band a sheet or several."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import pyarrow as pa

from rollcall.definitions.calendar import month_end
from rollcall.definitions.table import fold
from rollcall.definitions.tables import BY_NAME
from rollcall.intake.columns import cell_address, row_texts
from rollcall.intake.findings import CHECKS, Place
from rollcall.intake.prepare import arrow_type
from rollcall.intake.published_sheet import TOP, WAITS, FoundPublished
from rollcall.intake.read import ReadFile, Sheet
from rollcall.intake.sheet import last_filled_row

_ENGLAND = frozenset(("england", "england total", "total england", "national", "national total", "all england"))
_LEVELS = {
    "national": "National",
    "england": "National",
    "region": "Region",
    "icb": "ICB",
    "icb stp": "ICB",
    "stp": "ICB",
    "provider": "Provider",
    "organisation": "Provider",
    "trust": "Provider",
    "sub icb": "Sub ICB",
    "system": "ICB",
    "nhs region": "Region",
}
_SUPPRESSED = frozenset(("*", "c", "#", "†", "[c]", "s"))
_NOT_SUBMITTED = frozenset(("", "-", "–", "—", "n/a", "na", "..", ".", ":", "z", "[z]", "x", "[x]", "null", "n/s", "ns"))
_BANDS = {(0, 1): "0-7", (1, 2): "8-14", (2, 4): "15-28", (4, 12): "29-84", (12, 18): "85-126", (18, 52): "127-364", (52, None): "365+"}
_LONG_PARTS = ((52, 104), (104, None))  # later workbooks split the longest band
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_MONTH = re.compile(
    r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)(?:uary|ruary|ch|il|e|y|ust|tember|ober|ember)?[\s\-,]+(20\d{2}|\d{2})(?!\d)",
    re.IGNORECASE,
)
_ISO_MONTH = re.compile(r"\b(20\d{2})-(\d{2})(?:-\d{2})?\b")
_WEEKS = re.compile(r"(\d+)\s*(?:-|–|to|and up to)\s*(\d+)\s*(?:weeks|wks)", re.IGNORECASE)
_OVER = re.compile(
    r"(?:over|more than|longer than|>=?|≥)\s*(\d+)\s*(?:weeks|wks)|(\d+)\s*\+\s*(?:weeks|wks)|"
    r"(\d+)\s*(?:weeks|wks)\s*(?:\+|or more|and over|and above|plus)",
    re.IGNORECASE,
)

Span = tuple[int, int | None]


@dataclass
class _Waits:
    """One sheet of waiting lists on its way."""

    sheet: Sheet
    header_row: int  # from 0
    month: date | None
    rows_read: int
    entries: list[tuple[str, str, str | None, str, Span | None, str, int]] = field(
        default_factory=list
    )  # level, organisation, code, service, band, cell, row


def waiting_lists(file: ReadFile, but: Mapping[str, object]) -> dict[str, FoundPublished]:
    """The sheets of a workbook that are published waiting lists, by name."""
    waits = [read for sheet in file.sheets if sheet.name not in but and (read := _waits(sheet))]
    return _settle_waits(waits, _month_of_workbook(file, waits)) if waits else {}


def band_of(text: str) -> tuple[bool, Span | None]:
    """Whether a title or a heading names a band of waiting, and which: None is the total."""
    words = fold(text)
    if "percent" in words or "%" in text or "median" in words or "average" in words:
        return False, None
    if found := _WEEKS.search(text):
        span = (int(found[1]), int(found[2]))
        return span in _BANDS or span in _LONG_PARTS, span
    if found := _OVER.search(text):
        span_over = (int(next(group for group in found.groups() if group)), None)
        return span_over in _BANDS or span_over in _LONG_PARTS, span_over
    return "total" in words and "wait" in words, None


def _waits(sheet: Sheet) -> _Waits | None:
    if sheet.width < 4 or sheet.height < 4:
        return None
    top = row_texts(sheet.columns, 0, min(TOP, sheet.height))
    titles = [text for row in top for text in row[:4] if text and len(text) < 160]
    if not any("waiting" in title.lower() for title in titles):
        return None
    for number, row in enumerate(top):
        services = [place for place, text in enumerate(row) if re.match(r"\((?:A|CYP|C|Adult|Adults)\)", text, re.IGNORECASE)]
        if len(services) >= 3:
            return _matrix(sheet, top[:number], number, services[0])
        bands = _bands_across(row)
        if bands:
            return _overview(sheet, top[:number], number, bands)
    return None


def _bands_across(row: Sequence[str]) -> dict[int, Span | None]:
    """The bands that the cells of a header name, with the total among them; empty when there are too few."""
    named = {place: band_of(text) for place, text in enumerate(row) if text and len(text) < 80}
    bands = {place: band for place, (is_band, band) in named.items() if is_band and band is not None}
    totals = [place for place in named if "total" in fold(row[place]).split() and "%" not in row[place] and place not in bands]
    return {totals[0]: None} | bands if totals and len(bands) >= 3 else {}


def _title_with_band(titles: Iterable[Sequence[str]]) -> tuple[bool, Span | None]:
    for row in titles:
        for text in row:
            if "waiting" in text.lower() and len(text) < 160 and (named := band_of(text))[0]:
                return named
    return False, None


def _matrix(sheet: Sheet, above: Sequence[Sequence[str]], header: int, first: int) -> _Waits | None:
    """Organisations down, services across, one band a sheet: the title says which."""
    named, band = _title_with_band(above)
    if not named:
        return None
    stop = last_filled_row(sheet)
    rows = row_texts(sheet.columns, header, stop)
    headings, rows = rows[0], rows[1:]
    name, level, code = _organisation_columns(headings, rows, first)
    if name is None:
        return None
    read = _Waits(sheet, header, _month_of(above), len(rows))
    services = [(place, text) for place, text in enumerate(headings) if place >= first and text and place not in (name, level, code)]
    told = ""
    for number, row in enumerate(rows):
        told = (row[level] if level is not None and row[level] else told) if row[name] else told
        if not row[name] or not any(row[place] for place, _ in services):
            continue
        england = fold(row[name]) in _ENGLAND
        place_level = "National" if england else _LEVELS.get(fold(told), told or "Provider")
        organisation = "England" if england else row[name]
        for place, service in services:
            read.entries.append(
                (
                    place_level,
                    organisation,
                    (row[code] or None) if code is not None else None,
                    service,
                    band,
                    row[place],
                    header + 2 + number,
                )
            )
    return read


def _organisation_columns(headings: Sequence[str], rows: Sequence[Sequence[str]], first: int) -> tuple[int | None, int | None, int | None]:
    """Which columns before the services hold the organisation's name, its level and its code."""
    before = range(first)
    name = next((place for place in reversed(before) if any(fold(row[place]) in _ENGLAND for row in rows[:12])), None)
    named = [place for place in before if "name" in fold(headings[place])]
    if named and (name is None or not any(len(row[name]) > 12 for row in rows)):
        name = named[-1]
    level = next((place for place in before if place != name and any(fold(row[place]) in _LEVELS for row in rows[:60])), None)
    code = next((place for place in before if place not in (name, level) and _are_codes([row[place] for row in rows if row[place]])), None)
    return name, level, code


def _are_codes(texts: Sequence[str]) -> bool:
    return bool(texts) and sum(bool(re.fullmatch(r"[A-Z0-9]{3,9}", text)) for text in texts) >= 0.8 * len(texts)


def _overview(sheet: Sheet, above: Sequence[Sequence[str]], header: int, bands: Mapping[int, Span | None]) -> _Waits | None:
    """Services down, bands across, for England."""
    stop = last_filled_row(sheet)
    rows = row_texts(sheet.columns, header, stop)
    rows = rows[1:]
    first = min(bands)
    label = next((place for place in reversed(range(first)) if any(row[place] for row in rows)), None)
    if label is None:
        return None
    read = _Waits(sheet, header, _month_of(above), len(rows))
    for number, row in enumerate(rows):
        if row[label] and any(row[place] for place in bands):
            read.entries += [
                ("National", "England", None, row[label], band, row[place], header + 2 + number) for place, band in bands.items()
            ]
    return read


def _month_of(rows: Iterable[Sequence[str]]) -> date | None:
    """The one month that the titles name."""
    months = {month for row in rows for text in row if text and len(text) < 160 for month in months_in(text)}
    return months.pop() if len(months) == 1 else None


def months_in(text: str) -> set[date]:
    """The months, as their first days, that a title names."""
    months = set()
    for found in _MONTH.finditer(text):
        year = int(found[2]) if len(found[2]) == 4 else 2000 + int(found[2])
        number = next(number for number, name in enumerate(_MONTHS, 1) if name.startswith(found[1][:3].lower()))
        months.add(date(year, number, 1))
    if not months and (iso := _ISO_MONTH.fullmatch(text.strip())) and 1 <= int(iso[2]) <= 12:
        months.add(date(int(iso[1]), int(iso[2]), 1))
    return months


def _month_of_workbook(file: ReadFile, waits: Sequence[_Waits]) -> date | None:
    """The month that the titles of all its tables agree on, or that its list of contents gives."""
    months = {read.month for read in waits if read.month}
    if len(months) == 1:
        return months.pop()
    if months:
        return None
    listed: set[date] = set()
    for sheet in file.sheets:
        if sheet.width <= 6 and sheet.height <= 60:
            for row in row_texts(sheet.columns, 0, sheet.height):
                for text in row:
                    if re.match(r"table\s*\d", text, re.IGNORECASE):
                        listed |= months_in(text)
    return listed.pop() if len(listed) == 1 else None


def _settle_waits(waits: Sequence[_Waits], month_of_workbook: date | None) -> dict[str, FoundPublished]:
    """Each figure once: England's from the overview first, the longest band whole or as the sum of its parts."""
    overviews = [read for read in waits if len({entry[4] for entry in read.entries}) > 1]
    ordered = [*overviews, *(read for read in waits if read not in overviews)]
    whole = {(entry[:4]) for read in waits for entry in read.entries if entry[4] == (52, None)}
    taken: set[tuple[date, str, str, str, Span | None]] = set()
    found = {}
    parts = _long_parts(waits, whole)
    for read in ordered:
        month = read.month or month_of_workbook
        place = Place(read.sheet.file, read.sheet.name, BY_NAME[WAITS].headline)
        if month is None:
            finding = place.finding(CHECKS["published_no_month"], cell_address(0, 0), {}, read.rows_read)
            rows = len({entry[6] for entry in read.entries})
            why = "Community health waiting lists, but no title says for which month."
            found[read.sheet.name] = FoundPublished(WAITS, 0.9, why, None, read.header_row + 1, read.rows_read, 0, rows, None, (finding,))
            continue
        found[read.sheet.name] = _sheet_of_waits(read, month, taken, parts)
    return {read.sheet.name: found[read.sheet.name] for read in waits}


def _long_parts(waits: Sequence[_Waits], whole: set[tuple]) -> dict[tuple, list[str]]:
    """For lines whose longest band comes in parts only, the cells of the parts."""
    parts: dict[tuple, dict[Span, str]] = {}
    for read in waits:
        for entry in read.entries:
            if entry[4] in _LONG_PARTS and entry[:4] not in whole:
                parts.setdefault(entry[:4], {}).setdefault(entry[4], entry[5])
    return {line: list(cells.values()) for line, cells in parts.items() if len(cells) == len(_LONG_PARTS)}


def _sheet_of_waits(read: _Waits, month: date, taken: set[tuple], parts: Mapping[tuple, list[str]]) -> FoundPublished:
    columns: dict[str, list] = {
        name: [] for name in ("level", "organisation", "organisation_code", "service", "band", "waiting", "why_blank", "source_row")
    }
    kept_rows: set[int] = set()
    for level, organisation, code, service, band, cell, row in read.entries:
        key = (month, level, organisation, service, band if band not in _LONG_PARTS else (52, None))
        kept_rows.add(row)
        if key in taken or (band in _LONG_PARTS and (level, organisation, code, service) not in parts):
            continue
        taken.add(key)
        waiting, why = _figure(cell) if band not in _LONG_PARTS else _sum(parts[level, organisation, code, service])
        values = (level, organisation, code, service, "total" if band is None else _BANDS[key[4]], waiting, why, row)  # type: ignore[index]
        for column, value in zip(columns.values(), values, strict=True):
            column.append(value)
    table = BY_NAME[WAITS]
    arrays = {name: pa.array(values, arrow_type(table[name]) if name in table.by_name else pa.int32()) for name, values in columns.items()}
    count = len(columns["level"])
    arrays = {
        "month": pa.repeat(pa.scalar(month, pa.date32()), count),
        **arrays,
        "source": pa.repeat(pa.scalar(f"{read.sheet.file} · {read.sheet.name}"), count),
    }
    why_told = f"NHS England community health waiting lists for {month:%B %Y}, by their title, services and organisations."
    return FoundPublished(WAITS, 0.99, why_told, month_end(month), read.header_row + 1, read.rows_read, len(kept_rows), 0, pa.table(arrays))


def _figure(cell: str) -> tuple[int | None, str | None]:
    plain = cell.replace(",", "").replace(" ", "")
    if plain.isdigit():
        return int(plain), None
    if plain.lower() in _NOT_SUBMITTED:
        return None, "not_submitted"
    if plain.lower() in _SUPPRESSED:
        return None, "suppressed"
    try:
        return round(float(plain)), None
    except ValueError:
        return None, "not_submitted"


def _sum(cells: Sequence[str]) -> tuple[int | None, str | None]:
    figures = [_figure(cell) for cell in cells]
    whys = {why for _, why in figures}
    if "suppressed" in whys:
        return None, "suppressed"
    numbers = [number for number, _ in figures if number is not None]
    return (sum(numbers), None) if numbers else (None, "not_submitted")
