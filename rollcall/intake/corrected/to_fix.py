"""The first sheet of a marked copy: what to correct, what moves most first, each line with a link to its cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from rollcall.intake.corrected.plan import Plan
from rollcall.intake.corrected.splice import as_attribute, as_text
from rollcall.intake.corrected.styles import REFUSED, Styles
from rollcall.intake.reading.cells import address, column_letters
from rollcall.intake.values.numerals import whole_number

NAME = "To fix"
SAID_FIRST = "TO FIX - not loaded"  # a sheet whose first cell ends so is not read
MARKER = "Rollcall made this copy of"
MARKER_PLACE = 26  # column AA, which is hidden
MOST_LINKS = 60_000  # Excel takes 65,530 a sheet
_LISTS_FROM = MARKER_PLACE + 3
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_COLUMNS = (("Where", 26), ("What is wrong", 62), ("What to do", 56), ("What it changes", 40), ("What happens to the row", 18))
_LINE, _MOST_LINES = 15, 27  # points; Excel takes no row higher than 409
_TABLE_FROM = 8  # Excel's row of the headings


@dataclass(frozen=True)
class Looks:
    """The numbers of the styles that the sheet uses."""

    title: int
    heading: int
    text: int
    line: int
    link: int
    refused: int
    look: int

    @classmethod
    def of(cls, styles: Styles) -> Looks:
        """Add them to a workbook's styles."""
        text = styles.text()
        return cls(
            styles.title(), styles.heading(), text, styles.line(), styles.link(), styles.marked(text, True), styles.marked(text, False)
        )


def first_sheet(plan: Plan, names: Mapping[str, str], pairs: Sequence[tuple[int, int]], looks: Looks, notes: Sequence[str]) -> bytes:
    """The sheet's part. `names` gives the name in this workbook of each sheet; `pairs` the styles before and after marking."""
    rows: dict[int, list[tuple[int, str, int]]] = {}
    rows[1] = [(0, SAID_FIRST, looks.title)]
    for number, said in enumerate(_opening(plan, notes), start=2):
        rows[number] = [(0, said, looks.line)]
    rows[_TABLE_FROM - 2] = [(0, "Row left out until corrected", looks.refused), (1, "Kept, but look at it", looks.look)]
    rows[_TABLE_FROM] = [(place, heading, looks.heading) for place, (heading, _) in enumerate(_COLUMNS)]
    links: list[str] = []
    for number, line in enumerate(plan.lines, start=_TABLE_FROM + 1):
        where = _where(line.sheet, line.cell, line.cells)
        linked = bool(line.cell) and len(links) < MOST_LINKS
        cells = (where, line.what, line.what_to_do, line.moves, line.kind)
        rows[number] = [(place, text, looks.link if linked and place == 0 else looks.text) for place, text in enumerate(cells) if text]
        if linked:
            there = f"'{names.get(line.sheet, line.sheet).replace(chr(39), chr(39) * 2)}'!{line.cell}"
            links.append(f'<hyperlink ref="A{number}" location={as_attribute(there)} display={as_attribute(where)}/>')
    _put_hidden(rows, plan, pairs, looks)
    return _part(rows, links, _TABLE_FROM + len(plan.lines)).encode()


def marked_copy_of(columns: Sequence[pa.Array]) -> tuple[str, int] | None:
    """Of which file the workbook with this sheet is a marked copy, and how many findings that had; None when it is no such sheet."""
    if len(columns) <= MARKER_PLACE or len(columns[MARKER_PLACE]) < 3:
        return None
    marker, name, findings = (columns[MARKER_PLACE][row].as_py() for row in range(3))
    count = whole_number(str(findings))
    return (str(name), count) if marker == MARKER and name and count is not None else None


def cells_of_lists(plan: Plan, sheet: str) -> list[str]:
    """Where each list of words stands, as formulas name it."""
    letters = [column_letters(_LISTS_FROM + number) for number in range(len(plan.lists))]
    return [f"{sheet}${letter}$1:${letter}${len(words)}" for letter, words in zip(letters, plan.lists, strict=True)]


def _opening(plan: Plan, notes: Sequence[str]) -> list[str]:
    things = "1 thing was" if plan.findings == 1 else f"{plan.findings:,} things were"
    left = sum(line.kind == "Row left out" for line in plan.lines)
    lines = [
        f"{things} found in {plan.file}, {left:,} of which keep a row out. What moves the headlines most stands first.",
        "Correct the coloured cells in their own sheets, save, and drop this workbook into Rollcall: it takes the place of the first one.",
    ]
    if plan.without_notes:
        lines.append(
            f"{plan.without_notes:,} coloured cells have no note, because a spreadsheet slows down under so many; they are listed here."
        )
    return [*lines, *notes][: _TABLE_FROM - 4]


def _where(sheet: str, cell: str, cells: int) -> str:
    if not cell:
        return sheet
    return f"{sheet}!{cell}" + (f" and {cells - 1:,} more" if cells > 1 else "")


def _put_hidden(rows: dict[int, list[tuple[int, str, int]]], plan: Plan, pairs: Sequence[tuple[int, int]], looks: Looks) -> None:
    """In hidden columns: whose copy this is, each style before and after marking, and the words of the lists."""
    for number, text in enumerate((MARKER, plan.file, str(plan.findings)), start=1):
        rows.setdefault(number, []).append((MARKER_PLACE, text, looks.line))
    for number, (plain, marked) in enumerate(pairs, start=1):
        rows.setdefault(number, []).extend(((MARKER_PLACE + 1, "plain", plain), (MARKER_PLACE + 2, "marked", marked)))
    for place, words in enumerate(plan.lists, start=_LISTS_FROM):
        for number, word in enumerate(words, start=1):
            rows.setdefault(number, []).append((place, word, looks.line))


def _part(rows: dict[int, list[tuple[int, str, int]]], links: Sequence[str], last: int) -> str:
    widths = "".join(
        f'<col min="{place}" max="{place}" width="{width}" customWidth="1"/>' for place, (_, width) in enumerate(_COLUMNS, start=1)
    )
    hidden = f'<col min="{MARKER_PLACE + 1}" max="{MARKER_PLACE + 100}" width="9" hidden="1" customWidth="1"/>'
    pane = f'<pane ySplit="{_TABLE_FROM}" topLeftCell="A{_TABLE_FROM + 1}" activePane="bottomLeft" state="frozen"/>'
    filtered = f'<autoFilter ref="A{_TABLE_FROM}:{column_letters(len(_COLUMNS) - 1)}{max(last, _TABLE_FROM + 1)}"/>'
    data = "".join(_row(number, sorted(cells)) for number, cells in sorted(rows.items()))
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{_MAIN}"><sheetPr>'
        f'<tabColor rgb="{REFUSED}"/><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<sheetViews><sheetView showGridLines="0" tabSelected="1" workbookViewId="0">{pane}</sheetView></sheetViews>'
        f"<cols>{widths}{hidden}</cols><sheetData>{data}</sheetData>{filtered}"
        + (f"<hyperlinks>{''.join(links)}</hyperlinks>" if links else "")
        + '<pageSetup orientation="landscape" fitToHeight="0"/></worksheet>'
    )


def _row(number: int, cells: Sequence[tuple[int, str, int]]) -> str:
    wrapped = [(len(text), _COLUMNS[place][1]) for place, text, _ in cells if place < len(_COLUMNS)] if number >= _TABLE_FROM else []
    lines = min(max((1 + length // width for length, width in wrapped), default=1), _MOST_LINES)
    height = f' ht="{lines * _LINE}" customHeight="1"' if lines > 1 else ""
    return f'<row r="{number}"{height}>{"".join(_cell(number, *cell) for cell in cells)}</row>'


def _cell(row: int, place: int, text: str, style: int) -> str:
    return f'<c r="{address(place, row - 1)}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{as_text(text)}</t></is></c>'
