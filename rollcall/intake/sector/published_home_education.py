"""Reads DfE's elective home education academic-year file, its symbols kept apart from 0."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

import pyarrow as pa

from rollcall.definitions.table import fold
from rollcall.definitions.tables import BY_NAME
from rollcall.intake.reading.read import Sheet
from rollcall.intake.recognising.columns import row_texts
from rollcall.intake.recognising.sheet import last_filled_row
from rollcall.intake.sector.published_sheet import HOME, LOOK_AT, FoundPublished
from rollcall.intake.values.numerals import real_number
from rollcall.intake.values.prepare import arrow_type

_SYMBOLS = frozenset(("x", "z", "c", "low", "k", "u", "~", ":", "..", "-", ""))


def home_education(sheet: Sheet, today: date) -> FoundPublished | None:
    """The rows of the file, or None when a sheet is not it."""
    top = row_texts(sheet.columns, 0, min(LOOK_AT, sheet.height))
    header = next(
        (
            number
            for number, row in enumerate(top)
            if {"time_period", "geographic_level"} <= set(row) and sum(text.startswith("ehe_") for text in row) >= 3
        ),
        None,
    )
    if header is None:
        return None
    headings = top[header]
    stop = last_filled_row(sheet)
    rows = row_texts(sheet.columns, header + 1, stop)
    measures = [(place, text) for place, text in enumerate(headings) if text.startswith("ehe_")]
    at = {text: place for place, text in enumerate(headings)}
    columns: dict[str, list] = {
        name: [] for name in ("academic_year", "level", "area_code", "area", "measure", "value", "why_blank", "source_row", "region")
    }
    kept = 0
    years: set[int] = set()
    for number, row in enumerate(rows, header + 2):
        year = row[at["time_period"]]
        if (
            not re.fullmatch(r"20\d{4}", year)
            or fold(row[at["time_identifier"]] if "time_identifier" in at else "academic year") != "academic year"
        ):
            continue
        kept += 1
        years.add(int(year[:4]))
        area, code, level = _area(row, at)
        region = next((row[at[name]] for name in ("region_code", "region_name") if name in at and row[at[name]]), None)
        for place, measure in measures:
            value, why = _value(row[place])
            values = (f"{year[:4]}/{year[4:]}", level, code, area, measure, value, why, number, region)
            for column, cell in zip(columns.values(), values, strict=True):
                column.append(cell)
    if not kept:
        return None
    table = BY_NAME[HOME]
    arrays = {name: pa.array(values, arrow_type(table[name])) for name, values in columns.items() if name in table.by_name}
    arrays["source_row"] = pa.array(columns["source_row"], pa.int32())
    arrays["region"] = pa.array(columns["region"], pa.string())  # not kept: the councils of a region are added up by it
    arrays["source"] = pa.repeat(pa.scalar(f"{sheet.file} · {sheet.name}"), len(columns["level"]))
    as_at = min(date(max(years) + 1, 8, 31), today)
    first, last = (f"{year}/{(year + 1) % 100:02d}" for year in (min(years), max(years)))
    why_told = f"DfE elective home education, academic years {first} to {last}, by its column names."
    return FoundPublished(HOME, 0.99, why_told, as_at, header + 1, len(rows), kept, 0, pa.table(arrays))


def _area(row: Sequence[str], at: Mapping[str, int]) -> tuple[str, str | None, str]:
    level = row[at["geographic_level"]]
    for name, code, wanted in (
        ("la_name", "new_la_code", "local authority"),
        ("region_name", "region_code", "regional"),
        ("country_name", "country_code", "national"),
    ):
        if fold(level) == wanted and name in at and row[at[name]]:
            return row[at[name]], (row[at[code]] or None) if code in at else None, level
    return (
        next((row[at[name]] for name in ("la_name", "region_name", "country_name") if name in at and row[at[name]]), "Unknown"),
        None,
        level,
    )


def _value(cell: str) -> tuple[float | None, str | None]:
    plain = cell.replace(",", "").strip()
    if plain.lower() in _SYMBOLS:
        return None, plain.lower() or "blank"
    number = real_number(plain)
    return (number, None) if number is not None else (None, plain.lower()[:20])
