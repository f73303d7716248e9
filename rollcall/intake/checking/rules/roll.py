"""The roll of a drop: every child that a list of children or the store tells of, by number, and what is told of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rollcall.intake.checking.listed import is_event
from rollcall.intake.found_table import FoundTable
from rollcall.intake.values.block import Block
from rollcall.intake.values.no_school import SCHOOL_COLUMNS, says_no_school
from rollcall.intake.values.prepare import NO_DAY, Values, day_number, mark_of
from rollcall.store import Store

NAMES = ("child_id", "nhs_number", "upn")
NOBODY = -1
KEPT_EARLIER = "the list of children that is kept"


@dataclass(frozen=True, eq=False)
class Roll:
    """Children by number, and for each the day of birth and whether a school has it on roll, with the row that told so last."""

    marks: dict[str, tuple[np.ndarray, np.ndarray]]  # identifier -> sorted marks of its values, and the child that each names
    born: np.ndarray  # days since 1970, NO_DAY when not told
    on_roll: np.ndarray
    tables: tuple[FoundTable | None, ...]  # the tables that told, by number; None is the store
    told_by: np.ndarray  # for each child the number of the table that told of it last
    told_in: np.ndarray  # and its row there

    def children_of(self, block: Block) -> np.ndarray:
        """The child that each row of data names, by reference, else NHS number, else UPN; NOBODY when no list has it."""
        children = np.full(block.count, NOBODY, np.int64)
        for name in NAMES:
            if name in block.columns and name in self.marks:
                children = np.where(children < 0, _look_up(self.marks[name], block.columns[name].marks), children)
        return children

    def children_called(self, names: Sequence[tuple[str | None, ...]]) -> np.ndarray:
        """The same for names that are kept: a child id, an NHS number's hash and a UPN's hash each, None where there is none."""
        children = np.full(len(names), NOBODY, np.int64)
        for place, name in enumerate(NAMES):
            if name in self.marks:
                marks = np.array([0 if each[place] is None else mark_of(name, each[place]) for each in names], np.uint64)
                children = np.where(children < 0, _look_up(self.marks[name], marks), children)
        return children

    def where(self, child: int, seen_from: FoundTable) -> str:
        """How to name what told of a child to somebody who reads about another table."""
        table = self.tables[int(self.told_by[child])]
        return KEPT_EARLIER if table is None else table.row_seen_from(seen_from, int(self.told_in[child]))


def call_the_roll(tables: Sequence[FoundTable], store: Store) -> Roll:
    """All that the lists of children of a drop tell, a later one's word before an earlier's, and the store of those it alone has.
    Nobody is called where nothing is about them."""
    if not any(is_event(table) for table in tables):
        return _Calling().called()
    lists = [table for table in tables if table.block is not None and table.block.table.name == "children"]
    carried = [table for table in tables if table.carried is not None and table.carried_rows is not None]
    roll = _Calling()
    for table in lists:
        assert table.block is not None
        roll.call(table, table.block, np.flatnonzero(table.kept))
    for table in carried:
        assert table.carried is not None
        assert table.carried_rows is not None
        roll.call(table, table.carried, np.flatnonzero(table.carried_rows))
    if not store.is_empty:
        roll.call_store([table for table in tables if is_event(table)], store)
    return roll.called()


class _Calling:
    """A roll that is being called."""

    def __init__(self) -> None:
        self._count = 0
        self._marks: dict[str, list[tuple[np.ndarray, np.ndarray]]] = {name: [] for name in NAMES}
        self._told: list[tuple[FoundTable | None, np.ndarray, np.ndarray, np.ndarray, np.ndarray]] = []

    def call(self, table: FoundTable, block: Block, rows: np.ndarray) -> None:
        """Number the children of some rows: those known already keep their number."""
        named = {name: block.columns[name].marks[rows] for name in NAMES if name in block.columns}
        children = np.full(len(rows), NOBODY, np.int64)
        for name, marks in named.items():
            for known in reversed(self._marks[name]):
                children = np.where(children < 0, _look_up(known, marks), children)
        new = np.flatnonzero(children < 0)
        key = np.zeros(len(new), np.uint64)
        for marks in named.values():
            key = np.where(key == 0, marks[new], key)
        new, key = new[key != 0], key[key != 0]
        distinct, which = np.unique(key, return_inverse=True)
        children[new] = self._count + which
        self._count += len(distinct)
        for name, marks in named.items():
            said = np.flatnonzero((marks != 0) & (children >= 0))
            words, first = np.unique(marks[said], return_index=True)
            self._marks[name].append((words, children[said][first]))
        called = np.flatnonzero(children >= 0)
        rows, children = rows[called], children[called]
        birth = block.columns.get("date_of_birth")
        born = birth.days[rows] if birth else np.full(len(rows), NO_DAY, np.int32)
        self._told.append((table, children, rows, born, has_school(block)[rows]))

    def call_store(self, events: Sequence[FoundTable], store: Store) -> None:
        """Number the children whom only the lists that are kept name."""
        for name in NAMES:
            asked = [
                (values.values, values.marks)
                for table in events
                if table.block and (values := table.block.columns.get(name)) and _nobody(self._marks[name], values.marks).any()
            ]
            wanted = sorted({value for values, _ in asked for value in values if value is not None})
            told = store.children_named(name, wanted) if wanted else []
            marks = np.array([mark_of(name, value) for value, *_ in told], np.uint64)
            new = np.flatnonzero(_nobody(self._marks[name], marks)) if told else np.zeros(0, np.int64)
            if not len(new):
                continue
            order = new[np.argsort(marks[new])]
            children = self._count + np.arange(len(order))
            self._count += len(order)
            self._marks[name].append((marks[order], children))
            born = np.array([NO_DAY if told[at][1] is None else day_number(told[at][1]) for at in order.tolist()], np.int32)
            schools = np.array([_is_school(told[at][2]) or _is_school(told[at][3]) for at in order.tolist()], bool)
            self._told.append((None, children, np.zeros(len(order), np.int64), born, schools))

    def called(self) -> Roll:
        """The roll, with what was told last of each child."""
        born = np.full(self._count, NO_DAY, np.int64)
        on_roll = np.zeros(self._count, bool)
        told_by, told_in = np.zeros(self._count, np.int64), np.zeros(self._count, np.int64)
        for number, (_, children, rows, births, schools) in enumerate(self._told):
            known = births != NO_DAY
            born[children[known]] = births[known]
            on_roll[children], told_by[children], told_in[children] = schools, number, rows
        marks = {name: _merged(parts) for name, parts in self._marks.items() if parts}
        return Roll(marks, born, on_roll, tuple(table for table, *_ in self._told), told_by, told_in)


def has_school(block: Block) -> np.ndarray:
    """Which rows of a list of children name a school, and not a word for having none."""
    columns = [block.columns[name] for name in SCHOOL_COLUMNS if name in block.columns]
    return np.logical_or.reduce([_names_school(values) for values in columns]) if columns else np.zeros(block.count, bool)


def _names_school(values: Values) -> np.ndarray:
    return np.append(np.array([_is_school(value) for value in values.values], bool), False)[values.rows]


def _is_school(value: object) -> bool:
    return value is not None and not says_no_school(str(value))


def _nobody(known: Sequence[tuple[np.ndarray, np.ndarray]], marks: np.ndarray) -> np.ndarray:
    """Which marks name nobody who is known."""
    nobody = marks != 0
    for words_and_children in known:
        nobody &= _look_up(words_and_children, marks) < 0
    return nobody


def _look_up(known: tuple[np.ndarray, np.ndarray], marks: np.ndarray) -> np.ndarray:
    words, children = known
    if not len(words):
        return np.full(len(marks), NOBODY, np.int64)
    at = np.minimum(np.searchsorted(words, marks), len(words) - 1)
    return np.where((words[at] == marks) & (marks != 0), children[at], NOBODY)


def _merged(parts: Sequence[tuple[np.ndarray, np.ndarray]]) -> tuple[np.ndarray, np.ndarray]:
    words = np.concatenate([words for words, _ in parts])
    children = np.concatenate([children for _, children in parts])
    distinct, first = np.unique(words, return_index=True)
    return distinct, children[first]
