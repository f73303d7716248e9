"""Lays a house style's rows out on a sheet as people do, and keeps what every row, heading and cell truly is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from tests.accuracy.house import Cell, Fact, Field, Typed


@dataclass(frozen=True)
class Expected:
    """What one cell truly says: found among the kept rows by table, row, record and column."""

    table: str
    row: int
    record: tuple[tuple[str, object], ...]
    column: str
    truth: object
    cell: str | None  # None: it is said by a section, a title or a name
    typed: Cell = None


@dataclass(frozen=True)
class Truth:
    """What one table on a sheet truly is."""

    table: str | None
    header_row: int | None = None
    data_rows: tuple[int, ...] = ()
    headings: Mapping[str, tuple[str | None, ...]] = field(default_factory=dict)
    expected: tuple[Expected, ...] = ()


@dataclass(frozen=True)
class MadeSheet:
    """A sheet as it is written, with the truth of each table on it."""

    name: str
    grid: tuple[tuple[Cell, ...], ...]
    truths: tuple[Truth, ...]
    merges: tuple[tuple[int, int, int, int], ...] = ()  # first row, first column, last row, last column, from 0
    hidden: tuple[int, ...] = ()

    @property
    def rows(self) -> int:
        """Rows down to the last with anything in it."""
        return max((number for number, row in enumerate(self.grid, start=1) if any(cell not in (None, "") for cell in row)), default=0)


@dataclass(frozen=True)
class Plan:
    """One table as a house style lays it out."""

    table: str
    fields: tuple[Field, ...]
    facts: tuple[Fact, ...]
    titles: tuple[tuple[Cell, ...], ...] = ()  # rows above the header; () is a blank row
    left: int = 0  # blank columns to its left
    implied: Mapping[str, object] = field(default_factory=dict)  # said by sheet, title or name for every row
    apart: bool = False  # other tables stand in the same rows: what is implied tells their records apart
    worked_out: tuple[str, ...] = ()  # columns whose values follow from others' cells
    section: str = ""  # the fact that rows are grouped by, each group under a row of its own
    section_words: Mapping[str, str] = field(default_factory=dict)
    again: int = 0  # the header is repeated after so many rows, as on printed pages
    gaps: int = 0  # a blank row after so many rows
    merged: tuple[str, ...] = ()  # headings whose equal cells are merged down
    foot: tuple[tuple[Cell, ...], ...] = ()
    limit: int = 60


class _Page:
    """A sheet while it is laid out."""

    def __init__(self, plan: Plan, seed: str, first: int) -> None:
        self.plan, self.chance, self.first = plan, Random(seed), first
        self.rows: list[list[Cell]] = []
        self.merges: list[tuple[int, int, int, int]] = []
        self.data_rows: list[int] = []
        self.expected: list[Expected] = []

    def add(self, cells: Sequence[Cell]) -> int:
        """Put a row down, and give its number in Excel."""
        self.rows.append([*([None] * self.plan.left), *cells])
        return self.first + len(self.rows)

    def header(self) -> int:
        """Put the header down: one row, or two when some fields have a heading above."""
        fields = self.plan.fields
        if any(one.above for one in fields):
            over = [one.above if place == 0 or fields[place - 1].above != one.above else None for place, one in enumerate(fields)]
            row = self.add(over)
            for first, last in _runs([one.above for one in fields]):
                if fields[first].above and last > first:
                    self.merges.append((row - 1, self.plan.left + first, row - 1, self.plan.left + last))
        return self.add([one.heading for one in fields])

    def data(self, fact: Fact) -> None:
        """Put a row of facts down, with its truth."""
        cells: list[Cell] = []
        told: list[tuple[Field, object]] = []
        for one in self.plan.fields:
            value = fact.get(one.source or one.column or "")
            typed = one.write(value, fact, self.chance)
            cell, truth = typed if isinstance(typed, Typed) else (typed, value if typed is not None else None)
            cells.append(cell)
            told.append((one, truth))
        row = self.add(cells)
        self.data_rows.append(row)
        filled = {one.record for (one, _), cell in zip(told, cells, strict=True) if one.record and cell not in (None, "")}
        said = dict(self.plan.implied) | {name: fact[name] for name in self.plan.worked_out}
        if self.plan.section:
            said[self.plan.section] = fact[self.plan.section]
        own = tuple(self.plan.implied.items()) if self.plan.apart else ()
        records = filled or {own}
        self.expected += [Expected(self.plan.table, row, record, name, truth, None) for record in records for name, truth in said.items()]
        for (one, truth), cell, place in zip(told, cells, range(len(cells)), strict=True):
            if one.column and one.counted and (not one.record or one.record in filled):
                address = f"{letters(self.plan.left + place)}{row}"
                self.expected.append(Expected(one.table or self.plan.table, row, one.record or own, one.column, truth, address, cell))

    def merge_down(self) -> None:
        """Merge equal cells of some columns that follow each other, as people tidy a list."""
        for place, one in enumerate(self.plan.fields):
            if one.heading not in self.plan.merged:
                continue
            at = self.plan.left + place
            column = [self.rows[row - self.first - 1][at] for row in self.data_rows]
            for first, last in _runs(column):
                if column[first] is None or last == first or self.data_rows[last] - self.data_rows[first] != last - first:
                    continue
                self.merges.append((self.data_rows[first] - 1, at, self.data_rows[last] - 1, at))
                for row in self.data_rows[first + 1 : last + 1]:
                    self.rows[row - self.first - 1][at] = None


def lay_out(plan: Plan, seed: str, first: int = 0) -> tuple[list[list[Cell]], Truth, list[tuple[int, int, int, int]]]:
    """The rows of one table, what they truly are, and which cells are merged; `first` rows stand above it already."""
    page = _Page(plan, seed, first)
    for title in plan.titles:
        page.add(title)
    header = page.header()
    facts = plan.facts[: plan.limit]
    if plan.section:
        facts = tuple(sorted(facts, key=lambda fact: list(plan.section_words).index(str(fact[plan.section]))))
    before = None
    for count, fact in enumerate(facts):
        if plan.section and fact[plan.section] != before:
            page.add([plan.section_words[str(fact[plan.section])]])
            before = fact[plan.section]
        if plan.again and count and count % plan.again == 0:
            page.header()
        page.data(fact)
        if plan.gaps and (count + 1) % plan.gaps == 0:
            page.add([])
    page.merge_down()
    for row in plan.foot:
        page.add(row)
    headings = {f"{letters(plan.left + place)}{header}": _right(one) for place, one in enumerate(plan.fields) if one.heading}
    return page.rows, Truth(plan.table, header, tuple(page.data_rows), headings, tuple(page.expected)), page.merges


def sheet(name: str, *plans: Plan, beside: bool = False, between: int = 2, hidden: tuple[int, ...] = ()) -> MadeSheet:
    """A sheet of one table, or of several: one under the other, or side by side."""
    grid: list[list[Cell]] = []
    truths, merges = [], []
    for number, plan in enumerate(plans):
        below = not beside and number > 0
        if below:
            grid += [[] for _ in range(between)]
        rows, truth, merged = lay_out(plan, f"{name}/{number}", len(grid) if below else 0)
        grid = [*grid, *rows] if below or not number else _beside(grid, rows)
        truths.append(truth)
        merges += merged
    return MadeSheet(name, tuple(tuple(row) for row in grid), tuple(truths), tuple(merges), hidden)


def nothing_of_ours(name: str, *rows: tuple[Cell, ...]) -> MadeSheet:
    """A sheet that should be left as it is."""
    return MadeSheet(name, rows, (Truth(None),))


def letters(place: int) -> str:
    """Excel's letters for a column counted from 0."""
    said = ""
    place += 1
    while place:
        place, left = divmod(place - 1, 26)
        said = chr(ord("A") + left) + said
    return said


def _right(one: Field) -> tuple[str | None, ...]:
    """What a heading may be read as: what a register says of the child itself need not be read, since a list of children says it."""
    meant = one.means if isinstance(one.means, tuple) else (one.means,)
    return (*meant, None) if one.table else meant


def _beside(left: list[list[Cell]], right: list[list[Cell]]) -> list[list[Cell]]:
    height = max(len(left), len(right))
    together = []
    for row in range(height):
        first = left[row] if row < len(left) else []
        second = right[row] if row < len(right) else []
        together.append([first[place] if place < len(first) else second[place] for place in range(max(len(first), len(second)))])
    return together


def _runs(values: Sequence[object]) -> Iterator[tuple[int, int]]:
    first = 0
    for place in range(1, len(values) + 1):
        if place == len(values) or values[place] != values[first]:
            yield first, place - 1
            first = place
