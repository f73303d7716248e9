"""Reads the tables of a web page that was given a spreadsheet's name, as many systems export them: rows where Excel would show them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

import pyarrow as pa

from rollcall.errors import FileRefused
from rollcall.intake.reading.delimited import decode
from rollcall.intake.reading.grid import Grid
from rollcall.intake.reading.limits import Limits

CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*(utf-8|utf-16|iso-8859-1|windows-1252|us-ascii)""", re.I)
READ_AS = {"utf-8": "utf-8", "utf-16": "utf-16", "iso-8859-1": "cp1252", "windows-1252": "cp1252", "us-ascii": "utf-8"}
HEAD = 4096
NOT_SHOWN = frozenset({"title", "xml", "script", "style"})
LINES = frozenset({"p", "div", "br", "li", "h1", "h2", "h3", "h4", "h5", "h6", "center", "hr", "caption"})
BREAK = "\v"
NO_TABLE = (
    "This is a web page without a table in it, whatever its name says. "
    "Open it in Excel, choose Save As, Excel Workbook (.xlsx), and bring in the new file."
)


def read_web_page(data: bytes, limits: Limits) -> tuple[tuple[pa.Array, ...], list[str]]:
    """The page's rows as columns, and notes on how it was read; FileRefused when it holds no table."""
    text, notes = _decode(data)
    page = _Page(limits)
    page.feed(text)
    page.close()
    page.finish()
    if not page.tables or not any(cell for row in page.grid.rows for cell in row):
        raise FileRefused(NO_TABLE)
    return page.grid.columns(), notes


def _decode(data: bytes) -> tuple[str, list[str]]:
    said = CHARSET.search(data[:HEAD])
    if said and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        try:
            return data.decode(READ_AS[said[1].decode().lower()]), []
        except UnicodeError:
            pass
    return decode(data)


@dataclass
class _Table:
    """A table that is open: the row and the cell being read, and the places that cells of earlier rows reach down into."""

    row: list[str] | None = None
    cell: list[str] | None = None
    across: int = 1
    down: int = 1
    reached: dict[int, int] = field(default_factory=dict)
    holds_another: bool = False


class _Page(HTMLParser):
    """Goes through the page once. A table inside a cell gives rows of its own."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(convert_charrefs=True)
        self.grid = Grid(limits)
        self.tables = 0
        self._most = limits.columns
        self._open: list[_Table] = []
        self._outside: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        if tag in {"body", "table"}:
            self._hidden = 0
        if tag in NOT_SHOWN:
            self._hidden += 1
        elif tag == "table":
            self._begin_table()
        elif tag in {"td", "th"} and self._open:
            self._begin_cell(dict(attrs))
        elif tag == "tr" and self._open:
            self._end_row()
            self._open[-1].row = []
        elif tag in LINES:
            self._break_line()

    def handle_endtag(self, tag: str) -> None:
        if tag in NOT_SHOWN:
            self._hidden = max(0, self._hidden - 1)
        elif tag in {"td", "th"} and self._open:
            self._end_cell()
        elif tag == "tr" and self._open:
            self._end_row()
        elif tag == "table" and self._open:
            self._end_row()
            self._open.pop()
        elif tag in LINES:
            self._break_line()

    def handle_data(self, data: str) -> None:
        if self._hidden:
            return
        cell = self._open[-1].cell if self._open else None
        (self._outside if cell is None else cell).append(data)

    def finish(self) -> None:
        """Take what the page leaves open at its end."""
        while self._open:
            self._end_row()
            self._open.pop()
        self._end_outside()

    def _begin_table(self) -> None:
        self._end_outside()
        if self._open:
            self._open[-1].holds_another = True
        self._open.append(_Table())
        self.tables += 1

    def _begin_cell(self, said: dict[str, str | None]) -> None:
        self._end_cell()
        self._end_outside()
        table = self._open[-1]
        if table.row is None:
            table.row = []
        table.cell, table.across, table.down = [], _count(said.get("colspan"), self._most), _count(said.get("rowspan"), self._most)

    def _end_cell(self) -> None:
        table = self._open[-1]
        if table.cell is None or table.row is None:
            return
        while table.reached.get(len(table.row), 0) > 0:
            table.row.append("")
        for place in range(len(table.row), len(table.row) + table.across if table.down > 1 else 0):
            table.reached[place] = table.down
        table.row += [_shown("".join(table.cell)), *[""] * (table.across - 1)]
        table.cell = None

    def _end_row(self) -> None:
        self._end_cell()
        table = self._open[-1]
        if table.row is None:
            return
        if any(table.row) or not table.holds_another:
            self.grid.add(_without_end(table.row))
        table.reached = {place: left - 1 for place, left in table.reached.items() if left > 1}
        table.row, table.holds_another = None, False

    def _break_line(self) -> None:
        if self._open and self._open[-1].cell is not None:
            self._open[-1].cell.append(BREAK)
        else:
            self._end_outside()

    def _end_outside(self) -> None:
        """A line of text outside every table is a row of its own, as Excel has it: titles and dates stand there."""
        text = _shown("".join(self._outside))
        self._outside.clear()
        if text:
            self.grid.add([text])


def _count(said: str | None, most: int) -> int:
    return min(int(said), most) if said and said.isdecimal() and len(said) < 6 and int(said) else 1


def _shown(text: str) -> str:
    """The text as a page shows it: runs of white space are one space, and breaks are line breaks."""
    lines = [" ".join(line.split()) for line in text.split(BREAK)]
    return "\n".join(lines).strip()


def _without_end(row: list[str]) -> list[str]:
    while row and not row[-1]:
        row.pop()
    return row
