"""The rules of the Annex A lists of an Area SEND inspection, for any list of children, also over columns that are not kept."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from rollcall.definitions.calendar import add_years, school_age_ends, school_age_starts
from rollcall.definitions.table import fold
from rollcall.intake.checking.findings import CHECKS, Finding
from rollcall.intake.checking.rules.ages import by_day
from rollcall.intake.checking.rules.periods import Periods
from rollcall.intake.checking.rules.roll import NAMES, Roll, has_school
from rollcall.intake.found_table import FoundTable
from rollcall.intake.recognising.columns import Coded, cell_address
from rollcall.intake.values.block import Block, row_ranges
from rollcall.intake.values.dates import read_dates
from rollcall.intake.values.identifiers import says_upn_is_unknown
from rollcall.intake.values.no_school import SCHOOL_COLUMNS
from rollcall.intake.values.prepare import NO_DAY, day_number, mark_of
from rollcall.intake.values.words import is_blank_word, yes_or_no
from rollcall.store import Store

_PARTICULARS = ("sex", "ethnicity", "primary_need")
_SEND = ("E", "K")
_UPN_FROM = 6  # the age from which every child has a UPN
_ULN = frozenset(  # and the reason why there is neither, as SEN2 has it
    (
        "uln", "unique learner number", "uniquelearnernumber", "uln young persons unique learner number",
        "upnunknown", "upn and uln unavailable reason",
    )
)  # fmt: skip
_SUBSIDIARY = "subsidiary"
_DISABILITY = frozenset(("disability", "disabled", "has disability", "does the child or young person have a disability"))
_FIRST_PLAN = frozenset(("date initial ehc plan issued", "date initial ehcp issued", "initial ehc plan issued", "initial ehcp date"))
_UPDATED_PLAN = frozenset(("date updated ehc plan issued", "date updated ehcp issued", "updated ehc plan issued", "updated ehcp date"))
_REVIEWED = frozenset(("date ehc plan last reviewed", "date ehcp last reviewed", "ehc plan last reviewed", "ehcp last review date"))


def broken_rules(tables: Sequence[FoundTable], roll: Roll, out: Periods, store: Store, day: date) -> Iterator[Finding]:
    """What the lists of children lack, or say that cannot be."""
    for table in tables:
        if table.block is not None and table.block.table.name == "children":
            yield from _particulars(table)
            yield from _without_upn(table, day)
            yield from _without_school(table, roll, out, store, day)
            yield from _disability(table)
            yield from _plan_dates(table, day)


def _has_send(table: FoundTable) -> np.ndarray:
    assert table.block is not None
    status = table.block.columns.get("sen_status")
    if status is None:  # a sheet that was said to be a list of children by hand
        return np.zeros_like(table.kept)
    return table.kept & np.logical_or.reduce([status.is_value(code) for code in _SEND])


def _particulars(table: FoundTable) -> Iterator[Finding]:
    """Rules 101b to 101d and 201b to 201d."""
    block = table.block
    assert block is not None
    for name in _PARTICULARS:
        values = block.columns.get(name)
        if values is not None:
            rows = np.flatnonzero(_has_send(table) & ~values.has & ~values.bad & ~block.shows_error(values))
            yield from block.finding_together(
                "particulars_blank",
                name,
                rows,
                {"heading": values.heading, "children": "1 child" if len(rows) == 1 else f"{len(rows):,} children"},
            )


def _without_upn(table: FoundTable, day: date) -> Iterator[Finding]:
    """Rules 107 and 207."""
    block = table.block
    assert block is not None
    values = block.columns.get("upn")
    if values is None:
        return
    lacking = _has_send(table) & ~values.has & ~values.bad & ~block.shows_error(values)
    if not lacking.any():
        return
    old_enough = block.columns["date_of_birth"].days <= day_number(add_years(day, -_UPN_FROM))
    codes = np.unique(values.rows[lacking & old_enough]).tolist()
    excused = np.isin(values.rows, [code for code in codes if code >= 0 and says_upn_is_unknown(values.words[code])])
    for uln in _columns(table, _ULN):
        excused = excused | _filled(table, uln)
    yield from block.findings("aged_6_without_upn", "upn", np.flatnonzero(lacking & old_enough & ~excused))


def _without_school(table: FoundTable, roll: Roll, out: Periods, store: Store, day: date) -> Iterator[Finding]:
    """Rules 108a and 208a, for children whom no register explains."""
    block = table.block
    assert block is not None
    name = next((name for name in SCHOOL_COLUMNS if name in block.columns), None)
    if name is None:
        return
    missing = _has_send(table) & ~has_school(block)
    for coded in table.columns:
        if _SUBSIDIARY in fold(_heading(table, coded)):
            missing &= ~_filled(table, coded)
    if (place := table.recognised.helpers.get("home_educated_flag")) is not None:
        flagged = next(coded for coded in table.columns if coded.place == place)
        missing &= ~flagged.mask(lambda word: yes_or_no(word) is True)[block.rows - table.first_row]
    missing &= _of_school_age(np.where(missing, block.columns["date_of_birth"].days, NO_DAY), day)
    if not missing.any():
        return
    explained = np.isin(roll.children_of(block), np.unique(out.children[out.open_on(day)]))
    explained |= _explained_by(store, block, day)
    yield from block.findings("school_age_without_school", name, np.flatnonzero(missing & ~explained))


def _of_school_age(births: np.ndarray, day: date) -> np.ndarray:
    today = day_number(day)
    return (births != NO_DAY) & (today >= by_day(births, school_age_starts)) & (today <= by_day(births, school_age_ends))


def _explained_by(store: Store, block: Block, day: date) -> np.ndarray:
    """Children whom a register that is kept has out of school."""
    explained = np.zeros(block.count, bool)
    if store.is_empty:
        return explained
    out = store.names_of_children_out(day)
    for place, name in enumerate(NAMES):
        if name in block.columns:
            marks = np.array([mark_of(name, row[place]) for row in out if row[place] is not None], np.uint64)
            explained |= np.isin(block.columns[name].marks, marks)
    return explained


def _disability(table: FoundTable) -> Iterator[Finding]:
    """Rules 103 and 203."""
    block = table.block
    assert block is not None
    for coded in _columns(table, _DISABILITY):
        rows = np.flatnonzero(_has_send(table) & ~_filled(table, coded))
        if len(rows):
            cells = tuple(cell_address(coded.place, number - 1) for number in block.rows[rows].tolist())
            told = {"heading": _heading(table, coded), "rows": row_ranges(block.rows[rows])}
            yield replace(block.place.finding(CHECKS["disability_blank"], cells[0], told, len(rows)), cells=cells)


def _plan_dates(table: FoundTable, day: date) -> Iterator[Finding]:
    """Rules 105b to 105d, and 106a and 106b."""
    block = table.block
    assert block is not None
    first, updated, reviewed = (next(_columns(table, names), None) for names in (_FIRST_PLAN, _UPDATED_PLAN, _REVIEWED))
    for coded in (first, updated, reviewed):
        if coded is not None:
            rows = np.flatnonzero(table.kept & (_days(table, coded, day) > day_number(day)))
            yield from _told(table, "plan_date_in_future", coded, rows, {"heading": _heading(table, coded)})
    for later in (updated, reviewed):
        if first is not None and later is not None:
            before, after = _days(table, first, day), _days(table, later, day)
            rows = np.flatnonzero(table.kept & (after != NO_DAY) & (after < before))
            told = {"earlier": _heading(table, first), "later": _heading(table, later)}
            yield from _told(table, "plan_dates_out_of_order", later, rows, told)


def _told(table: FoundTable, code: str, coded: Coded, rows: np.ndarray, told: dict[str, str]) -> Iterator[Finding]:
    assert table.block is not None
    for row in rows.tolist():
        cell = cell_address(coded.place, int(table.block.rows[row]) - 1)
        yield table.block.place.finding(CHECKS[code], cell, told)


def _columns(table: FoundTable, names: Collection[str]) -> Iterator[Coded]:
    """The columns with one of some headings, whatever they were taken for."""
    return (coded for coded in table.columns if fold(_heading(table, coded)) in names)


def _heading(table: FoundTable, coded: Coded) -> str:
    return table.header.headings[coded.place] if coded.place < len(table.header.headings) else ""


def _filled(table: FoundTable, coded: Coded) -> np.ndarray:
    assert table.block is not None
    return coded.mask(lambda word: not is_blank_word(word))[table.block.rows - table.first_row]


def _days(table: FoundTable, coded: Coded, day: date) -> np.ndarray:
    """The days of a column of dates that is not kept, one for each row of data; NO_DAY where there is none."""
    assert table.block is not None
    dates = read_dates(coded.words, coded.counts, day).dates
    numbers = [NO_DAY if each is None else day_number(each) for each in dates]
    return np.append(np.array(numbers, np.int64), NO_DAY)[coded.rows[table.block.rows - table.first_row]]
