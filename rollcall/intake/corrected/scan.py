"""Goes over a sheet's part once, and notes where the rows and cells stand that are to be changed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from rollcall.intake.cells import address
from rollcall.intake.corrected.plan import place_of
from rollcall.intake.corrected.splice import Element, local, tag_end


@dataclass
class FoundCell:
    """Where a cell's start tag stands, and its style."""

    start: int
    style: int


@dataclass
class FoundRow:
    """Where a row starts, where what is inside ends, its style, and where each of its cells starts, by column."""

    number: int
    start: int
    style: int | None
    inside_end: int = 0
    cells: list[tuple[int, int]] = field(default_factory=list)


@dataclass
class Scanned:
    """What was looked for in a sheet, and its outermost elements."""

    data: bytes
    cells: dict[str, FoundCell] = field(default_factory=dict)
    rows: dict[int, FoundRow] = field(default_factory=dict)
    starts: list[tuple[int, int]] = field(default_factory=list)  # every row's number, and where it starts
    marked_before: list[FoundCell] = field(default_factory=list)
    column_styles: list[tuple[int, int, int]] = field(default_factory=list)
    outermost: list[Element] = field(default_factory=list)
    root: Element | None = None

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
    return _Scan(data, frozenset(wanted), {str(style): style for style in marked_styles}).result


class _Scan:
    """One pass of the parser, told of each element as it comes."""

    def __init__(self, data: bytes, wanted: frozenset[str], marked_styles: Mapping[str, int]) -> None:
        self.result = Scanned(data)
        self._wanted, self._marked_styles = wanted, marked_styles
        self._wanted_rows = {place_of(cell)[0] for cell in wanted}
        self._row = self._column = self._depth = 0
        self._in_rows = False
        self._at: FoundRow | None = None
        self._open: tuple[str, dict[str, str], int] | None = None
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._begins
        self._parser.EndElementHandler = self._ends
        self._parser.Parse(data, True)

    def _begins(self, name: str, attributes: dict[str, str]) -> None:
        depth = self._depth
        self._depth = depth + 1
        if depth == 3:
            if self._in_rows and local(name) == "c":
                self._cell(attributes)
        elif depth == 2:
            if self._in_rows and local(name) == "row":
                self._row_begins(attributes)
            elif local(name) == "col" and "style" in attributes:
                self.result.column_styles.append((int(attributes["min"]), int(attributes["max"]), int(attributes["style"])))
        elif depth == 1:
            self._open = (local(name), attributes, self._parser.CurrentByteIndex)
            self._in_rows = self._open[0] == "sheetData"
        elif depth == 0:
            start = self._parser.CurrentByteIndex
            self.result.root = Element(local(name), attributes, 0, start, tag_end(self.result.data, start), 0, 0)

    def _row_begins(self, attributes: dict[str, str]) -> None:
        self._row = int(attributes.get("r", self._row + 1))
        self._column = 0
        start = self._parser.CurrentByteIndex
        self.result.starts.append((self._row, start))
        self._at = None
        if self._row in self._wanted_rows:
            own = "s" in attributes and attributes.get("customFormat") in ("1", "true")
            self._at = self.result.rows[self._row] = FoundRow(self._row, start, int(attributes["s"]) if own else None)

    def _cell(self, attributes: dict[str, str]) -> None:
        style = attributes.get("s", "0")
        if style in self._marked_styles:
            self.result.marked_before.append(FoundCell(self._parser.CurrentByteIndex, self._marked_styles[style]))
        if self._at is None:
            return
        self._column = place_of(attributes["r"])[1] if "r" in attributes else self._column + 1
        start = self._parser.CurrentByteIndex
        self._at.cells.append((self._column, start))
        cell = address(self._column - 1, self._row - 1)
        if cell in self._wanted:
            self.result.cells[cell] = FoundCell(start, int(style))

    def _ends(self, _name: str) -> None:
        self._depth -= 1
        if self._depth == 2 and self._at is not None:
            self._at.inside_end = self._parser.CurrentByteIndex
            self._at = None
        elif self._depth == 1 and self._open is not None:
            self._close(*self._open)

    def _close(self, name: str, attributes: dict[str, str], start: int) -> None:
        data, at = self.result.data, self._parser.CurrentByteIndex
        inside = tag_end(data, start)
        as_one = data[inside - 2 : inside] == b"/>"
        end = inside if as_one else data.index(b">", at) + 1
        self.result.outermost.append(Element(name, attributes, 1, start, inside, inside if as_one else at, end))
        self._open = None
