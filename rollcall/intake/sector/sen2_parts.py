"""Finds the tables of a SEN2 person-level return in a sheet: one in each of COLLECT's files, all below one another in DfE's template."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import pyarrow.compute as pc

from rollcall.definitions.table import fold
from rollcall.definitions.tables import BY_NAME
from rollcall.intake.checking.findings import Finding
from rollcall.intake.reading.read import Sheet
from rollcall.intake.recognising.columns import Coded, encode, row_texts
from rollcall.intake.recognising.header_row import Header
from rollcall.intake.recognising.headings import tidy
from rollcall.intake.recognising.sheet import last_filled_row
from rollcall.intake.sector.sen2_fields import IDS, field_of, is_label, is_own
from rollcall.intake.values.dates import read_dates

LOOK_AT = 40  # rows of a sheet among which the first table of a return starts
_FEWEST_FIELDS = 2
_FIRST_COLUMNS = 8  # of a table, among which its first identifier stands
_OF_A_LIST = frozenset(
    BY_NAME["children"]["sen_status"].headings
)  # a return has no column that says who has a plan: a list of children has
_MOST_WORDS_OF_A_HEADER_COLUMN = 20_000
_IN_NAME = re.compile(
    r"[\s_\-]*(?:sen2|persons?|requests?|assessments?|named\s?plans?|plan\s?details?|active\s?plans?|placement\s?details?|sen\s?needs?|"
    r"module\s?\d[abc]?|m[1-5])(?:\s*\(\d+\))?(?=\.[a-z]+$)",
    re.IGNORECASE,
)
_FIRST_FIELDS = frozenset((*IDS, "collection", "reference_date"))
_OF_A_HEADER = re.compile("id|collection|reference", re.IGNORECASE)
_WORDS = {
    "persons": "persons",
    "requests": "requests",
    "assessments": "assessments",
    "named_plans": "plans issued",
    "plan_details": "schools named in plans",
    "active_plans": "active plans",
    "placements": "placements",
    "needs": "types of need",
    "header": "the return itself",
}


@dataclass(frozen=True, eq=False)
class Part:
    """One table of a return: its columns by field, and the rows below its header."""

    sheet: Sheet
    number: int
    header: Header
    columns: tuple[Coded, ...]
    fields: dict[str, Coded]

    @property
    def count(self) -> int:
        """How many rows below the header."""
        return len(self.columns[0].rows) if self.columns else 0

    @cached_property
    def kinds(self) -> frozenset[str]:
        """What the table tells of: a tool's table may tell of plans, placements and needs at once."""
        has = self.fields.keys()
        placed = bool(has & {"entry_date", "leaving_date"}) or ("active_plan_id" in has and bool(has & {"setting", "urn"}))
        told = {
            "persons": {"birth_date", "person_id"} <= has,
            "requests": "received_date" in has,
            "assessments": "assessment_outcome" in has,
            "named_plans": "plan_start" in has or "plan_ceased" in has,
            "placements": placed and bool(has & {"setting", "urn", "ukprn"}),
            "plan_details": not placed and bool(has & {"setting", "urn"}) and bool(has & set(IDS)),
            "active_plans": "review" in has,
            "needs": "need" in has and bool(has & set(IDS)),
            "header": "reference_date" in has,
        }
        return frozenset(kind for kind, is_told in told.items() if is_told)

    @property
    def words(self) -> str:
        """What the table tells of, for people."""
        return ", ".join(words for kind, words in _WORDS.items() if kind in self.kinds)

    def texts(self, field: str) -> list[str | None]:
        """The words of a field, one for each row."""
        if field not in self.fields:
            return [None] * self.count
        column = self.fields[field]
        words = [word or None for word in column.words]
        return [words[code] if code >= 0 else None for code in column.rows.tolist()]

    def ids(self, field: str) -> list[str | None]:
        """The identifiers of a field: 17, 17.0 and 017 are three ways to write one."""
        if field not in self.fields:
            return [None] * self.count
        column = self.fields[field]
        plain = [_plain_id(word) if word else None for word in column.words]
        return [plain[code] if code >= 0 else None for code in column.rows.tolist()]

    def dates(self, field: str, today: date) -> list[date | None]:
        """The dates of a field, one for each row."""
        if field not in self.fields:
            return [None] * self.count
        column = self.fields[field]
        read = read_dates(column.words, column.counts, today).dates
        return [read[code] if code >= 0 else None for code in column.rows.tolist()]

    def not_read(self, field: str, today: date) -> list[int]:
        """The rows whose word in a field of dates is no date."""
        if field not in self.fields:
            return []
        column = self.fields[field]
        bad = read_dates(column.words, column.counts, today).unreadable
        return [row for row, code in enumerate(column.rows.tolist()) if code >= 0 and bad[code]]


def find_parts(sheet: Sheet) -> tuple[Part, ...]:
    """The tables of a return in a sheet; none when the sheet is not of one."""
    if sheet.width < _FEWEST_FIELDS or sheet.height < 1:
        return ()
    top = row_texts(sheet.columns, 0, min(LOOK_AT, sheet.height))
    if not any(is_own(text) or is_label(text) for row in top for text in row if text):
        return ()
    height = last_filled_row(sheet)
    headers = [header for row in _header_rows(sheet, height) if (header := _header(sheet, row))]
    headings = {heading for header in headers for heading in header.headings}
    if not any(map(is_own, headings)) or any(fold(heading) in _OF_A_LIST for heading in headings):
        return ()
    stops = [*(_starts(sheet, header.first) for header in headers[1:]), height]
    parts = []
    for number, (header, stop) in enumerate(zip(headers, stops, strict=True)):
        stop = max(_trimmed(sheet, header.last + 1, stop), header.last + 1)
        columns = tuple(encode(column, place, header.last + 1, stop) for place, column in enumerate(sheet.columns))
        fields: dict[str, Coded] = {}
        for place, heading in enumerate(header.headings):
            if field := field_of(heading):
                fields.setdefault(field, columns[place])
        parts.append(Part(sheet, number, header, columns, fields))
    return tuple(part for part in parts if part.kinds)


def return_of(file: str) -> str:
    """What the files of one return have in common: their name without the part they hold."""
    return fold(_IN_NAME.sub("", file).rsplit(".", 1)[0])


def _header_rows(sheet: Sheet, height: int) -> list[int]:
    """Rows among whose first cells is the heading of an identifier, or of the header of a return."""
    found: set[int] = set()
    for column in sheet.columns[:_FIRST_COLUMNS]:
        coded = encode(column, 0, 0, height)
        if len(coded.dictionary) > _MOST_WORDS_OF_A_HEADER_COLUMN:
            coded = encode(column, 0, 0, min(height, 60))
        wanted = [number for number, word in enumerate(coded.words) if _OF_A_HEADER.search(word) and field_of(word) in _FIRST_FIELDS]
        if wanted:
            found |= set(np.flatnonzero(np.isin(coded.rows, wanted)).tolist())
    return sorted(found)


def _header(sheet: Sheet, row: int) -> Header | None:
    headings = tuple(tidy(text) for text in row_texts(sheet.columns, row, row + 1)[0])
    fields = {field for heading in headings if (field := field_of(heading))}
    return Header(row, row, headings, float(len(fields))) if len(fields) >= _FEWEST_FIELDS else None


def _starts(sheet: Sheet, header: int) -> int:
    """Where the table of a header starts: its title may stand in one of the rows above."""
    for row in range(header - 1, max(header - 4, -1), -1):
        texts = [text for text in row_texts(sheet.columns, row, row + 1)[0] if text]
        if any(is_label(text) for text in texts[:2]):
            return row
        if len(texts) > 2:
            break
    return header


def _trimmed(sheet: Sheet, start: int, stop: int) -> int:
    """Where a table's rows end, blank rows at the end left out."""
    filled = np.zeros(max(stop - start, 0), bool)
    for column in sheet.columns:
        piece = column.slice(start, stop - start)
        filled |= pc.fill_null(pc.greater(pc.utf8_length(pc.utf8_trim_whitespace(piece)), 0), False).to_numpy(zero_copy_only=False)
    return start + (int(np.flatnonzero(filled)[-1]) + 1 if filled.any() else 0)


def _plain_id(text: str) -> str:
    plain = text.strip().removesuffix(".0")
    return plain.lstrip("0") or "0" if plain.isdigit() else plain.casefold()


@dataclass(frozen=True)
class Account:
    """What became of a table of a return that is read together with the table of persons."""

    why: str
    rows_kept: int
    joined: bool
    findings: tuple[Finding, ...] = ()
