"""Settles the figures of published waiting lists: each once, bands whole or as the sum of their parts, and every cell accounted for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import pyarrow as pa

from rollcall.definitions.calendar import month_end
from rollcall.definitions.table import fold
from rollcall.definitions.tables import BY_NAME
from rollcall.intake.checking.findings import CHECKS, Finding, Place
from rollcall.intake.reading.read import Sheet
from rollcall.intake.recognising.columns import cell_address
from rollcall.intake.sector.published_bands import BANDS, Span, tiles, whole_of
from rollcall.intake.sector.published_sheet import WAITS, FoundPublished
from rollcall.intake.values.numerals import real_number
from rollcall.intake.values.prepare import arrow_type

_SUPPRESSED = frozenset(("*", "**", "c", "#", "†", "[c]", "s", "[s]", "low", "[low]", "suppressed"))
_NOT_SUBMITTED = frozenset(
    ("", "-", "–", "—", "n/a", "na", "..", ".", ":", "z", "[z]", "x", "[x]", "null", "n/s", "ns", "nodata", "notsubmitted")
)
_COLUMNS = ("level", "organisation", "organisation_code", "service", "band", "waiting", "why_blank", "source_row")
_MOST_NAMED = 40  # cells or sheets that one finding names


class Entry(NamedTuple):
    """One figure: whose, of which service, in which band of waiting, and the cell it stands in (from 0)."""

    level: str
    organisation: str
    code: str | None
    service: str
    band: Span | None
    text: str
    cell: tuple[int, int]

    @property
    def line(self) -> tuple[str, str, str | None, str]:
        """What all bands of one list have in common, in whatever capitals each sheet writes it."""
        return self.level, fold(self.organisation), self.code, fold(self.service)


@dataclass(frozen=True)
class Figures:
    """What the sheets of one workbook have to say together, from which each takes its own part."""

    parts: Mapping[tuple, list[str]]  # line and band -> the cells of the parts that add up to it
    counted: set[tuple]  # figures that a sheet before has given


def settle(
    waits: Sequence[tuple[Sheet, int, int, Sequence[Entry]]], months: Mapping[str, date | None], why_not: str, chosen: bool
) -> dict[str, FoundPublished]:
    """Each figure once: England's from the overview first, a band whole or as the sum of its parts."""
    ordered = sorted(waits, key=lambda each: len({entry.band for entry in each[3]}) <= 1)
    figures = Figures(_parts([entry for *_, entries in waits for entry in entries]), set())
    found: dict[str, FoundPublished] = {}
    undated = [(sheet, rows_read) for sheet, _, rows_read, _ in waits if not months[sheet.name]]
    for sheet, header, rows_read, entries in ordered:
        month = months[sheet.name]
        read = _Read(sheet, header, rows_read, entries)
        found[sheet.name] = read.kept(month, figures, chosen) if month else read.asked(why_not, undated)
    return {sheet.name: found[sheet.name] for sheet, *_ in waits}


def _listed(names: Sequence[str]) -> str:
    """“Table 4”, “Table 4a” and “Table 4b”; of very many the first."""
    *others, last = [f"“{name}”" for name in names[:_MOST_NAMED]]
    if len(names) > _MOST_NAMED:
        return f"{', '.join([*others, last])} and {len(names) - _MOST_NAMED:,} more sheets"
    return f"{', '.join(others)} and {last}" if others else last


@dataclass(frozen=True)
class _Read:
    sheet: Sheet
    header: int
    rows_read: int
    entries: Sequence[Entry]

    @property
    def _place(self) -> Place:
        return Place(self.sheet.file, self.sheet.name, BY_NAME[WAITS].headline)

    def asked(self, why_not: str, undated: Sequence[tuple[Sheet, int]]) -> FoundPublished:
        """The sheet when nobody has said its month. The first of them tells of all: a month in one title is enough."""
        findings: tuple[Finding, ...] = ()
        if self.sheet is undated[0][0]:
            told = {"sheets": _listed([sheet.name for sheet, _ in undated])}
            rows = sum(rows_read for _, rows_read in undated)
            findings = (self._place.finding(CHECKS["published_no_month"], cell_address(0, 0), told, rows),)
        refused = len({entry.cell[1] for entry in self.entries})
        why = f"NHS England community health waiting lists, but {why_not}. Say which month it is about."
        return FoundPublished(WAITS, 0.9, why, None, self.header + 1, self.rows_read, 0, refused, None, findings, ("month",))

    def kept(self, month: date, figures: Figures, chosen: bool) -> FoundPublished:
        """The sheet's figures for a month."""
        columns: dict[str, list] = {name: [] for name in _COLUMNS}
        unread: list[Entry] = []
        for entry in self.entries:
            whole = whole_of(entry.band) if entry.band else None
            key = (*entry.line, whole)
            is_part = entry.band is not None and entry.band != whole
            if key in figures.counted or (is_part and (*entry.line, whole) not in figures.parts):
                continue
            figures.counted.add(key)
            waiting, why = _sum(figures.parts[key]) if is_part else _figure(entry.text)
            if why == "unreadable":
                unread.append(entry)
            band = "total" if whole is None else BANDS[whole]
            values = (entry.level, entry.organisation, entry.code, entry.service, band, waiting, why, entry.cell[1] + 1)
            for column, value in zip(columns.values(), values, strict=True):
                column.append(value)
        rows = self._table(columns, month)
        how = "as chosen" if chosen else "by their title, services and organisations"
        why_told = f"NHS England community health waiting lists for {month:%B %Y}, {how}."
        kept = len({entry.cell[1] for entry in self.entries})
        findings = self._findings(unread)
        return FoundPublished(WAITS, 0.99, why_told, month_end(month), self.header + 1, self.rows_read, kept, 0, rows, findings)

    def _findings(self, unread: Sequence[Entry]) -> tuple[Finding, ...]:
        if not unread:
            return ()
        cells = [cell_address(*entry.cell) for entry in unread]
        named = ", ".join(cells[:_MOST_NAMED]) + (f" and {len(cells) - _MOST_NAMED} more" if len(cells) > _MOST_NAMED else "")
        rows = len({entry.cell[1] for entry in unread})
        return (self._place.finding(CHECKS["published_unreadable"], cells[0], {"cells": named}, rows),)

    def _table(self, columns: Mapping[str, list], month: date) -> pa.Table:
        table = BY_NAME[WAITS]
        arrays = {
            name: pa.array(values, arrow_type(table[name]) if name in table.by_name else pa.int32()) for name, values in columns.items()
        }
        count = len(columns["level"])
        source = pa.repeat(pa.scalar(f"{self.sheet.file} · {self.sheet.name}"), count)
        return pa.table({"month": pa.repeat(pa.scalar(month, pa.date32()), count), **arrays, "source": source})


def _parts(entries: Sequence[Entry]) -> dict[tuple, list[str]]:
    """For bands that come in parts only, the cells of the parts that add up to them."""
    given: dict[tuple, dict[Span, str]] = {}
    for entry in entries:
        if entry.band is not None:
            given.setdefault((*entry.line, whole_of(entry.band)), {}).setdefault(entry.band, entry.text)
    found = {}
    for key, cells in given.items():
        if key[-1] not in cells and (chain := tiles(cells, key[-1])):
            found[key] = [cells[span] for span in chain]
    return found


def _figure(cell: str) -> tuple[int | None, str | None]:
    plain = cell.replace(",", "").replace(" ", "").lower()
    if plain in _NOT_SUBMITTED:
        return None, "not_submitted"
    if plain in _SUPPRESSED or plain.startswith(("<", "≤", "fewerthan", "lessthan")):
        return None, "suppressed"
    number = real_number(plain)
    return (round(number), None) if number is not None and number >= 0 and number == round(number) else (None, "unreadable")


def _sum(cells: Sequence[str]) -> tuple[int | None, str | None]:
    figures = [_figure(cell) for cell in cells]
    whys = {why for _, why in figures}
    for why in ("unreadable", "suppressed"):
        if why in whys:
            return None, why
    numbers = [number for number, _ in figures if number is not None]
    return (sum(numbers), None) if numbers else (None, "not_submitted")
