"""Reads XML spreadsheets of 2003, which older systems still export with the ending .xls or .xml."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from xml.parsers import expat

import pyarrow as pa

from rollcall.errors import FileRefused
from rollcall.intake.reading.grid import Grid
from rollcall.intake.reading.guard import HAS_DOCTYPE, IF_IT_OPENS
from rollcall.intake.reading.limits import Limits

OF = "urn:schemas-microsoft-com:office:spreadsheet "
BOOLEANS = {"0": "false", "1": "true"}
DAMAGED = f"This XML spreadsheet is damaged or cut short. {IF_IT_OPENS}"


def read_xml_spreadsheet(data: bytes, limits: Limits) -> Iterator[tuple[str, tuple[pa.Array, ...]]]:
    """Each sheet's name and columns, every cell as text."""
    book = _Book(limits)
    try:
        book.parse(data)
    except expat.ExpatError as problem:
        raise FileRefused(DAMAGED) from problem
    for name, (_, grid) in zip(_told_apart([name for name, _ in book.sheets]), book.sheets, strict=True):
        yield name, grid.columns()


class _Book:
    """Goes through the file once; rows and cells may name their own place, counted from 1."""

    def __init__(self, limits: Limits) -> None:
        self.sheets: list[tuple[str, Grid]] = []
        self._limits = limits
        self._row: list[str] = []
        self._row_at = self._next_row = 0
        self._cell_at = 0
        self._kind = ""
        self._text: list[str] | None = None
        self._in_comment = False

    def parse(self, data: bytes) -> None:
        """Read the whole file."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse_doctype
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._take_text
        parser.Parse(data, True)

    def _begin(self, name: str, said: dict[str, str]) -> None:
        match name.removeprefix(OF):
            case "Worksheet":
                self.sheets.append((said.get(f"{OF}Name", f"Sheet{len(self.sheets) + 1}"), Grid(self._limits)))
                self._next_row = 0
            case "Row":
                self._row, self._cell_at = [], 0
                self._row_at = _place(said.get(f"{OF}Index"), self._next_row)
                self._next_row = self._row_at + 1 + _place(said.get(f"{OF}Span"), 0, 0)
            case "Cell":
                self._cell_at = min(_place(said.get(f"{OF}Index"), self._cell_at), self._limits.columns)
                self._row += [""] * (self._cell_at + 1 - len(self._row))
                self._cell_at += min(_place(said.get(f"{OF}MergeAcross"), 0, 0), self._limits.columns)
            case "Comment":
                self._in_comment = True
            case "Data" if not self._in_comment:
                self._kind, self._text = said.get(f"{OF}Type", "String"), []

    def _end(self, name: str) -> None:
        match name.removeprefix(OF):
            case "Row" if self.sheets and any(self._row):
                self.sheets[-1][1].add(self._row, self._row_at)
            case "Cell":
                self._cell_at += 1
            case "Comment":
                self._in_comment = False
            case "Data" if self._text is not None:
                if self._row:
                    self._row[-1] = _shown("".join(self._text), self._kind)
                self._text = None

    def _take_text(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)


def _told_apart(names: Sequence[str]) -> Iterator[str]:
    """The names with a number after each that stands before already: Excel writes no such file, and other systems do."""
    taken: set[str] = set()
    came: Counter[str] = Counter()
    for name in names:
        unique = name
        while unique in taken:
            came[name] += 1
            unique = f"{name} ({came[name] + 1})"
        taken.add(unique)
        yield unique


def _place(said: str | None, otherwise: int, counted_from: int = 1) -> int:
    return max(0, int(said) - counted_from) if said and said.isdecimal() and len(said) < 10 else otherwise


def _shown(text: str, kind: str) -> str:
    if kind == "DateTime":
        return text[:19].replace("T", " ")
    return BOOLEANS.get(text, text) if kind == "Boolean" else text.strip()


def _refuse_doctype(*_: object) -> None:
    raise FileRefused(HAS_DOCTYPE)
