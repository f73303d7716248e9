"""Goes over a sheet's part once, and notes where the rows and cells stand that are to be changed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from rollcall.intake.corrected.plan import place_of
from rollcall.intake.corrected.splice import Element, elements, moved
from rollcall.intake.reading.cells import address

# A spreadsheet program writes rows and cells plainly, so they are found by their tags: thirty times faster than parsing all of
# them. A part written otherwise would give a copy that does not read as before, and such a copy is never given out.
_ROWS = re.compile(rb"<(\w+:)?sheetData\b[^>]*?(?:/>|>(.*)</(?:\w+:)?sheetData\s*>)", re.DOTALL)
_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*>")
_CELL = re.compile(rb"<(?:\w+:)?c(?:\s[^>]*)?/?>")
_ROW_END = re.compile(rb"</(?:\w+:)?row\s*>")
_PLACE = re.compile(rb"""\sr=["']([A-Z]{0,3}\d{1,7})["']""")
_STYLE = re.compile(rb"""\ss=["'](\d+)["']""")
_OWN_STYLE = re.compile(rb"""\scustomFormat=["'](?:1|true)["']""")


@dataclass(frozen=True)
class FoundCell:
    """Where a cell's start tag stands, and its style."""

    start: int
    style: int


@dataclass(frozen=True)
class FoundRow:
    """Where a row starts, where what is inside ends, its style, and its cells by column, where one was missing."""

    start: int
    inside_end: int
    style: int | None
    cells: tuple[tuple[int, FoundCell], ...]


@dataclass
class Scanned:
    """What was looked for in a sheet, and its outermost elements."""

    data: bytes
    outermost: tuple[Element, ...]
    rows: dict[int, FoundRow] = field(default_factory=dict)
    cells: dict[str, FoundCell] = field(default_factory=dict)
    starts: list[tuple[int, int]] = field(default_factory=list)  # every row's number, and where it starts
    marked_before: list[FoundCell] = field(default_factory=list)
    column_styles: list[tuple[int, int, int]] = field(default_factory=list)

    def of(self, name: str) -> Element | None:
        """One of the outermost elements, by name."""
        return next((each for each in self.outermost if each.name == name), None)

    def style_of_blank(self, row: int, column: int) -> int:
        """The style of a cell that is not written: its row's, or else its column's."""
        found = self.rows.get(row)
        if found is not None and found.style is not None:
            return found.style
        return next((style for first, last, style in self.column_styles if first <= column <= last), 0)


def scan(data: bytes, wanted: Collection[str], marked_styles: Collection[int]) -> Scanned:
    """Look for cells by their names, and for those that wear a mark of an earlier copy."""
    every = around_rows(data)
    found = Scanned(data, tuple(each for each in every if each.depth == 1))
    found.column_styles = [
        (int(each.attributes["min"]), int(each.attributes["max"]), int(each.attributes["style"]))
        for each in every
        if each.name == "col" and "style" in each.attributes
    ]
    rows = found.of("sheetData")
    if rows is None:
        raise ValueError("a sheet without rows")
    _find_rows(found, rows, wanted)
    if marked_styles:
        styled = ((tag.start(), _style(tag[0]) or 0) for tag in _CELL.finditer(data, rows.inside, rows.inside_end))
        found.marked_before = [FoundCell(start, style) for start, style in styled if style in marked_styles]
    return found


def around_rows(data: bytes) -> list[Element]:
    """Every element of a sheet but its rows and what is in them."""
    rows = _ROWS.search(data)
    if rows is None:
        return elements(data)
    start, end = rows.span(2) if rows[2] is not None else (rows.end(), rows.end())
    return [_back(each, start, end - start) for each in elements(data[:start] + data[end:])]


def _back(element: Element, at: int, by: int) -> Element:
    """An element of the part without its rows, as it stands with them."""
    if element.start >= at:
        return moved(element, by)
    if element.end <= at:
        return element
    return Element(
        element.name, element.attributes, element.depth, element.start, element.inside, element.inside_end + by, element.end + by
    )


def _find_rows(found: Scanned, rows: Element, wanted: Iterable[str]) -> None:
    by_row: dict[int, list[str]] = {}
    for cell in wanted:
        by_row.setdefault(place_of(cell)[0], []).append(cell)
    number = 0
    for tag in _ROW.finditer(found.data, rows.inside, rows.inside_end):
        place = _PLACE.search(tag[0])
        number = int(place[1]) if place else number + 1
        found.starts.append((number, tag.start()))
        if number in by_row:
            found.rows[number] = _row(found, tag, number, by_row[number])


def _row(found: Scanned, tag: re.Match[bytes], number: int, wanted: Sequence[str]) -> FoundRow:
    """A row, its wanted cells put among those found; all its cells are looked for only when one of them is not there by its name."""
    style = _style(tag[0]) if _OWN_STYLE.search(tag[0]) else None
    if tag[0].endswith(b"/>"):
        return FoundRow(tag.start(), tag.end(), style, ())
    end = _ROW_END.search(found.data, tag.end())
    if end is None:
        raise ValueError("a row does not end")
    missing = False
    for name in wanted:
        at = found.data.find(f' r="{name}"'.encode(), tag.end(), end.start())
        start = found.data.rfind(b"<", tag.end(), at) if at >= 0 else -1
        if start < 0:
            missing = True
        else:
            found.cells[name] = FoundCell(start, _style(found.data[start : found.data.index(b">", at) + 1]) or 0)
    if not missing:
        return FoundRow(tag.start(), end.start(), style, ())
    cells = _cells(found.data, tag.end(), end.start())
    names = {address(column - 1, number - 1): cell for column, cell in cells}
    found.cells |= {name: names[name] for name in wanted if name in names}
    return FoundRow(tag.start(), end.start(), style, cells)


def _cells(data: bytes, start: int, end: int) -> tuple[tuple[int, FoundCell], ...]:
    """Each cell between two places, with its column: said, or counted."""
    cells = []
    column = 0
    for cell in _CELL.finditer(data, start, end):
        place = _PLACE.search(cell[0])
        column = place_of(place[1].decode())[1] if place else column + 1
        cells.append((column, FoundCell(cell.start(), _style(cell[0]) or 0)))
    return tuple(cells)


def _style(tag: bytes) -> int | None:
    found = _STYLE.search(tag)
    return int(found[1]) if found else None


def first_after(places: Sequence[tuple[int, int]], number: int) -> int | None:
    """Where the first row or cell after a number starts."""
    return next((start for other, start in places if other > number), None)
