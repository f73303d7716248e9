"""Refuses rows that repeat another row of the same partner and spreadsheet, or tell of the same period before it ended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from rollcall.intake.checking.findings import Finding
from rollcall.intake.found_table import FoundTable
from rollcall.intake.values.block import Block
from rollcall.intake.values.prepare import row_marks


def refuse_repeats(tables: Sequence[FoundTable], partners: Sequence[str], findings: list[Finding]) -> list[FoundTable]:
    """Refuse rows that say exactly what an earlier row of the same partner and spreadsheet says."""
    repeats = _repeats(tables, partners)
    linked = []
    for table in tables:
        if id(table) not in repeats:
            linked.append(table)
            continue
        again, others = repeats[id(table)]
        assert table.block is not None
        assert table.judged is not None
        findings += table.block.findings_told_apart("duplicate_row", _first_column(table), again, _telling_of(others, table))
        refused, repeated = (_with(rows, again) for rows in (table.judged.refused, np.zeros(table.block.count, bool)))
        linked.append(replace(table, judged=replace(table.judged, refused=refused), repeated=repeated))
    return linked


def _may_repeat(block: Block) -> bool:
    """Whether two rows that say the same may be two: answers of a survey that does not number its responses."""
    return block.table.name == "survey_responses" and "response" not in block.columns


def _names_each_once(table: FoundTable) -> bool:
    """Whether an identifier differs in every kept row, so that none can repeat another."""
    assert table.block is not None
    values = table.block.columns[_first_column(table)]
    kept = table.kept
    if not values.has[kept].all():
        return False
    spoken = [value for value in values.values if value is not None]
    return len(set(spoken)) == len(spoken) and int(np.bincount(values.rows[kept]).max(initial=0)) <= 1


@dataclass(frozen=True, eq=False)
class _Marked:
    """The kept rows of a table, and a number for each that stands for all it says."""

    table: FoundTable
    rows: np.ndarray
    marks: np.ndarray


OtherRow = Callable[[int], tuple[FoundTable, int]]  # for the place of a row among those refused, a table and the row of data it repeats


def _repeats(tables: Sequence[FoundTable], partners: Sequence[str]) -> dict[int, tuple[np.ndarray, OtherRow]]:
    """By the identity of each table that was compared: its rows that repeat an earlier one, and the first that each repeats."""
    alike = Counter((partner, table.block.table.name) for table, partner in zip(tables, partners, strict=True) if table.block)
    together: dict[tuple[str, str], list[_Marked]] = {}
    for table, partner in zip(tables, partners, strict=True):
        if table.block is None or table.judged is None or not table.block.columns or _may_repeat(table.block):
            continue
        key = (partner, table.block.table.name)
        if alike[key] > 1 or not _names_each_once(table):
            rows = np.flatnonzero(table.kept)
            marked = _Marked(table, rows, row_marks(table.block.columns.values(), table.block.count)[rows])
            together.setdefault(key, []).append(marked)
    return {id(table): (again, others) for marked in together.values() for table, again, others in _repeats_among(marked)}


def _repeats_among(marked: Sequence[_Marked]) -> Iterator[tuple[FoundTable, np.ndarray, OtherRow]]:
    """All rows of all tables in one pass, however many tables there are."""
    tables = np.repeat(np.arange(len(marked)), [len(each.rows) for each in marked])
    rows = np.concatenate([each.rows for each in marked])
    _, first, which = np.unique(np.concatenate([each.marks for each in marked]), return_index=True, return_inverse=True)
    earlier = first[which]
    again = np.flatnonzero(earlier != np.arange(len(rows)))
    starts = np.searchsorted(tables[again], np.arange(len(marked) + 1))
    for number, each in enumerate(marked):
        of_table = again[starts[number] : starts[number + 1]]
        yield each.table, rows[of_table], _rows_at(earlier[of_table], marked, tables, rows)


def _telling_of(others: OtherRow, table: FoundTable) -> Callable[[int], Mapping[str, object]]:
    """How to name the other row to somebody who reads about a table."""

    def told(at: int) -> Mapping[str, object]:
        other, row = others(at)
        return {"other": other.row_seen_from(table, row)}

    return told


# What makes two rows one period or one referral, and the dates that say it is over.
_PERIODS = {
    "spells": (("category", "start_date"), ("end_date",)),
    "diagnostic_waits": (("assessment", "referral_received_date"), ("assessment_start_date", "closed_date")),
}


def refuse_earlier_tellings(tables: Sequence[FoundTable], partners: Sequence[str], findings: list[Finding]) -> list[FoundTable]:
    """Refuse rows that tell of a period or a referral as it stood before another row of the same partner said how it ended.

    A register with a tab for each month tells of one period again and again; the telling with an end counts, else the last.
    """
    told: dict[tuple[str, str], list[_Tellings]] = {}
    for table, partner in zip(tables, partners, strict=True):
        if tellings := _tellings(table):
            told.setdefault((partner, tellings.table_name), []).append(tellings)
    refused: dict[int, np.ndarray] = {}
    for alike in told.values():
        for tellings, rows in _earlier(alike, findings):
            refused[id(tellings.table)] = rows
    return [
        replace(table, judged=replace(table.judged, refused=_with(table.judged.refused, refused[id(table)])))
        if table.judged is not None and id(table) in refused
        else table
        for table in tables
    ]


@dataclass(frozen=True, eq=False)
class _Tellings:
    """The kept rows of a table, a number for the period that each tells of, and one for how it says that ended, 0 when it goes on."""

    table: FoundTable
    table_name: str
    rows: np.ndarray
    periods: np.ndarray
    ends: np.ndarray


def _tellings(table: FoundTable) -> _Tellings | None:
    block = table.block
    if block is None or table.judged is None or block.table.name not in _PERIODS:
        return None
    period, ends = _PERIODS[block.table.name]
    names = (_first_column(table), *period)
    if not all(name in block.columns for name in names):
        return None
    rows = np.flatnonzero(table.kept)
    periods = row_marks([block.columns[name] for name in names], block.count)[rows]
    over = row_marks([block.columns[name] for name in ends if name in block.columns], block.count)[rows]
    goes_on = ~np.any([block.columns[name].has for name in ends if name in block.columns] or [np.zeros(block.count, bool)], axis=0)[rows]
    return _Tellings(table, block.table.name, rows, periods, np.where(goes_on, np.uint64(0), over))


def _earlier(alike: Sequence[_Tellings], findings: list[Finding]) -> Iterator[tuple[_Tellings, np.ndarray]]:
    """The rows of each table that tell of a period as it stood before the telling that counts: the last with an end, else the last."""
    ends = np.concatenate([tellings.ends for tellings in alike])
    tables = np.repeat(np.arange(len(alike)), [len(tellings.rows) for tellings in alike])
    rows = np.concatenate([tellings.rows for tellings in alike])
    _, period = np.unique(np.concatenate([tellings.periods for tellings in alike]), return_inverse=True)
    order = np.lexsort((ends > 0, period))  # of each period those with an end last, else as they stand
    counts = order[np.searchsorted(period[order], period, side="right") - 1]
    earlier = ends != ends[counts]
    places = np.flatnonzero(earlier)
    starts = np.searchsorted(tables[places], np.arange(len(alike) + 1))
    for number, tellings in enumerate(alike):
        again = places[starts[number] : starts[number + 1]]
        if len(again):
            assert tellings.table.block is not None
            told = _telling_of(_rows_at(counts[again], alike, tables, rows), tellings.table)
            findings += tellings.table.block.findings_told_apart("told_again", _first_column(tellings.table), rows[again], told)
            yield tellings, rows[again]


def _rows_at(numbers: np.ndarray, alike: Sequence[_Marked] | Sequence[_Tellings], tables: np.ndarray, rows: np.ndarray) -> OtherRow:
    return lambda at: (alike[int(tables[numbers[at]])].table, int(rows[numbers[at]]))


def _with(refused: np.ndarray, rows: np.ndarray) -> np.ndarray:
    more = refused.copy()
    more[rows] = True
    return more


def _first_column(table: FoundTable) -> str:
    assert table.block is not None
    return next((name for name in table.block.table.identifiers if name in table.block.columns), next(iter(table.block.columns), ""))
