"""What a change that was said by hand does: in one sentence, and in how many rows are then read otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from rollcall.definitions.tables import BY_NAME
from rollcall.intake.choices import LEFT, NOTHING_CHOSEN, Choices, DateOrder, SheetKey, word_key
from rollcall.intake.examined import ExaminedSheet
from rollcall.intake.found_table import FoundTable
from rollcall.intake.in_the_clear import is_hash
from rollcall.intake.speaks_for import FoundSheet
from rollcall.intake.values.prepare import row_marks

_MOST_TOLD = 3
_UNREAD = np.uint64(0x5DEE_CE66_D1CE_4E5B)  # what a row's mark moves by for a value that could not be read


@dataclass(frozen=True)
class Change:
    """One thing that was said by hand about a drop, and in how many rows it changed how they are read."""

    key: SheetKey | None
    sentence: str
    rows: int


@dataclass(frozen=True)
class _Shown:
    """How a sheet writes what choices are about: its spreadsheet kind, its headings by key, its words and its columns of dates."""

    table: str | None = None
    headings: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[tuple[str, str], str] = field(default_factory=dict)
    dates: Mapping[str, str] = field(default_factory=dict)


def sentence_of(old: Choices, new: Choices, sheet: ExaminedSheet | None) -> str:
    """What is different in the new choices: '“PRU link” is read as Unregistered alternative provision.'"""
    told = list(_different(old, new, _shown(sheet) if sheet else _Shown()))
    more = len(told) - _MOST_TOLD
    return "; ".join(told[:_MOST_TOLD]) + (f"; and {more:,} more" if more > 0 else "") + "." if told else "Nothing is different."


def choices_in_words(choices: Choices, table: str | None, finds_header: bool) -> tuple[str, ...]:
    """Everything that is chosen for sheets of one spreadsheet kind, a sentence each."""
    header = ["The row of headings is found by its words."] if finds_header else []
    return (*header, *(f"{told[0].upper()}{told[1:]}." for told in _different(NOTHING_CHOSEN, choices, _Shown(table))))


def _shown(sheet: ExaminedSheet) -> _Shown:
    return _Shown(
        sheet.table,
        {match.key: match.heading for match in sheet.headings},
        {(match.column, word_key(match.typed)): match.typed for match in sheet.values},
        {told.column: told.heading for told in sheet.dates},
    )


def _different(old: Choices, new: Choices, shown: _Shown) -> Iterator[str]:
    yield from _about_the_sheet(old, new)
    yield from _about_headings(old, new, shown)
    yield from _about_words(old, new, shown)
    yield from _about_dates(old, new, shown)
    yield from _about_every_row(old, new, shown)


def _about_the_sheet(old: Choices, new: Choices) -> Iterator[str]:
    if new.header_row != old.header_row:
        yield f"the headings are in row {new.header_row}" if new.header_row else "the headings are found again"
    if new.table == LEFT and old.table != LEFT:
        yield "the sheet is left as it is"
    elif new.table != old.table:
        yield f"the sheet is read as {BY_NAME[new.table].title}" if new.table in BY_NAME else "what the sheet is, is worked out again"
    if new.month != old.month:
        yield f"the month is {new.month:%B %Y}" if new.month else "the month is looked for again"


def _about_headings(old: Choices, new: Choices, shown: _Shown) -> Iterator[str]:
    for key in sorted({*old.columns, *new.columns}):
        heading = "a heading that is not told" if is_hash(key) else f"“{shown.headings.get(key) or key}”"
        if key not in new.columns:
            yield f"what {heading} is, is worked out again"
        elif key not in old.columns or old.columns[key] != new.columns[key]:
            column = new.columns[key]
            yield f"{heading} is read as {column.replace('_', ' ')}" if column else f"{heading} is not read"


def _about_words(old: Choices, new: Choices, shown: _Shown) -> Iterator[str]:
    for column in sorted({*old.values, *new.values}):
        before, after = old.values.get(column, {}), new.values.get(column, {})
        codes = BY_NAME[shown.table].by_name[column].codes if shown.table in BY_NAME and column in BY_NAME[shown.table].by_name else None
        for word in sorted({*before, *after}):
            typed = f"“{shown.words.get((column, word), word)}”"
            if word not in after:
                yield f"what {typed} stands for is worked out again"
            elif word not in before or before[word] != after[word]:
                code = after[word]
                label = codes.labels.get(code, code) if codes and code else code
                yield f"{typed} is read as {label}" if label else f"{typed} is read as blank"


def _about_dates(old: Choices, new: Choices, shown: _Shown) -> Iterator[str]:
    for column in sorted({*old.date_orders, *new.date_orders}):
        heading = f"“{shown.dates.get(column) or column.replace('_', ' ')}”"
        order = new.date_orders.get(column)
        if order is None:
            yield f"the order of the dates under {heading} is worked out again"
        elif order != old.date_orders.get(column):
            yield f"the dates under {heading} are read {'month' if order is DateOrder.MONTH_FIRST else 'day'} first"


def _about_every_row(old: Choices, new: Choices, shown: _Shown) -> Iterator[str]:
    columns = BY_NAME[shown.table].by_name if shown.table in BY_NAME else {}
    for name in sorted({*old.every, *new.every}):
        code = new.every.get(name)
        heading = columns[name].heading if name in columns else name.replace("_", " ")
        heading = heading if heading[1].isupper() else heading[0].lower() + heading[1:]
        if code is None:
            yield f"the {heading} is looked for in the sheet again"
        elif code != old.every.get(name):
            codes = columns[name].codes if name in columns else None
            yield f"the {heading} of every row is {codes.labels.get(code, code) if codes else code}"


def rows_read_otherwise(old: FoundSheet, new: FoundSheet) -> int:
    """How many rows of a sheet are read otherwise in one of two ways than in the other."""
    if old.published or new.published:
        kept = [sheet.published.rows_kept for sheet in (old, new) if sheet.published]
        same = old.published and new.published and (old.published.as_at, kept[0]) == (new.published.as_at, kept[-1])
        return 0 if same else max(kept)
    before, after = _marks(old), _marks(new)
    rows = np.union1d(before[0], after[0])
    return int((_at(rows, *before) != _at(rows, *after)).sum())


def _at(rows: np.ndarray, numbers: np.ndarray, marks: np.ndarray) -> np.ndarray:
    """The mark of each row, 0 for one that is not read."""
    found = np.zeros(len(rows), np.uint64)
    found[np.searchsorted(rows, numbers)] = marks
    return found


def _marks(sheet: FoundSheet) -> tuple[np.ndarray, np.ndarray]:
    """Excel's number of each row of data in a sheet, and a number that stands for all that is read in it."""
    parts = [_marks_of(table) for table in sheet.tables if table.block is not None]
    if not parts:
        return np.zeros(0, np.int64), np.zeros(0, np.uint64)
    numbers, marks = (np.concatenate(of) for of in zip(*parts, strict=True))
    distinct, which = np.unique(numbers, return_inverse=True)
    summed = np.zeros(len(distinct), np.uint64)
    np.add.at(summed, which, marks)
    return distinct, summed


def _marks_of(table: FoundTable) -> tuple[np.ndarray, np.ndarray]:
    assert table.block is not None
    block = table.block
    marks = row_marks(block.columns.values(), block.count)
    for values in block.columns.values():
        marks = marks + values.bad * _UNREAD
    return block.rows.astype(np.int64), marks + np.uint64(hash(block.table.name) & 0xFFFF_FFFF)
