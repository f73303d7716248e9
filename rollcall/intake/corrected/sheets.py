"""Marks one sheet in place: its cells coloured, drop-down lists on its coded columns, and room for its notes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from rollcall.intake.corrected.package import OFFICE
from rollcall.intake.corrected.plan import LAST_ROW, DropDown, SheetPlan, place_of
from rollcall.intake.corrected.scan import FoundRow, Scanned, around_rows, first_after, scan
from rollcall.intake.corrected.splice import (
    Edit,
    Element,
    added_inside,
    as_attribute,
    elements,
    moved,
    prefix_of,
    spliced,
    tag_end,
    with_attribute,
    without_attribute,
)
from rollcall.intake.corrected.styles import Styles

_ORDER = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection", "protectedRanges",
    "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting",
    "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks",
    "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture",
    "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
)  # fmt: skip
_LATE = _ORDER.index("oleObjects")  # where an element of later versions stands
_SELECTED = re.compile(rb"""(<(?:\w+:)?sheetView\b[^>]*?)\s+tabSelected="[^"]*\"""")
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?")
_WHOLE_COLUMNS = re.compile(r"\$?([A-Z]{1,3}):\$?([A-Z]{1,3})")

Box = tuple[int, int, int, int]  # first row, first column, last row, last column


@dataclass(frozen=True)
class Lists:
    """The lists of words that drop-downs offer, as cells of the first sheet."""

    sheet: str  # as formulas name it, with its mark: 'To fix'!
    cells: Sequence[str]


def marked_sheet(data: bytes, plan: SheetPlan, styles: Styles, lists: Lists, was_marked: Mapping[int, int]) -> bytes:
    """A sheet's part with its cells coloured and its lists in place. What an earlier copy marked is taken off first."""
    found = scan(data, {mark.cell for mark in plan.marks}, was_marked)
    prefix = prefix_of(data)
    restyled = {cell.start: was_marked[cell.style] for cell in found.marked_before}
    for mark in plan.marks:
        if (cell := found.cells.get(mark.cell)) is not None:
            restyled[cell.start] = styles.marked(was_marked.get(cell.style, cell.style), mark.refuses)
    blanks = {mark.cell: mark.refuses for mark in plan.marks if mark.cell not in found.cells}
    edits = [_restyled(data, start, style) for start, style in restyled.items()]
    return spliced(data, [*edits, *_new_cells(found, blanks, styles, prefix), *_drop_downs(found, plan.drop_downs, lists, prefix)])


def _restyled(data: bytes, start: int, style: int) -> Edit:
    end = tag_end(data, start)
    return start, end, with_attribute(data[start:end], "s", str(style))


def not_selected(data: bytes) -> bytes:
    """A sheet's part as one that is not in front: typing in two selected sheets at once would change both."""
    return _SELECTED.sub(rb"\1", data, count=4)


def with_notes_drawn(data: bytes, key: str) -> bytes:
    """A sheet's part that says where its notes are drawn."""
    outermost = [each for each in around_rows(data) if each.depth == 1]
    piece = f'<{prefix_of(data)}legacyDrawing xmlns:r="{OFFICE}" r:id="{key}"/>'
    return spliced(data, [_insert(data, outermost, "legacyDrawing", piece.encode())])


def _insert(data: bytes, outermost: Iterable[Element], name: str, piece: bytes) -> Edit:
    """The edit that puts an element where the order of a sheet's parts wants it."""
    place = _ORDER.index(name)
    later = [each.start for each in outermost if (_ORDER.index(each.name) if each.name in _ORDER else _LATE) > place]
    at = min(later) if later else data.rindex(b"</")
    return at, at, piece


def _new_cells(found: Scanned, blanks: Mapping[str, bool], styles: Styles, prefix: str) -> list[Edit]:
    """Edits that write cells which are blank and so are not in the part, each in its place among the others."""
    by_row: dict[int, list[tuple[int, str]]] = {}
    for cell in blanks:
        row, column = place_of(cell)
        by_row.setdefault(row, []).append((column, cell))
    edits: list[Edit] = []
    for row, cells in sorted(by_row.items()):
        written = [
            (column, f'<{prefix}c r="{cell}" s="{styles.marked(found.style_of_blank(row, column), blanks[cell])}"/>'.encode())
            for column, cell in sorted(cells)
        ]
        at = found.rows.get(row)
        edits += _in_row(found.data, at, written) if at else [_new_row(found, row, b"".join(piece for _, piece in written), prefix)]
    return edits


def _in_row(data: bytes, row: FoundRow, written: Sequence[tuple[int, bytes]]) -> list[Edit]:
    end = tag_end(data, row.start)
    tag = without_attribute(data[row.start : end], "spans")
    if data[end - 2 : end] == b"/>":
        name = re.match(rb"<([^\s/>]+)", tag)
        assert name is not None
        return [(row.start, end, tag[:-2].rstrip() + b">" + b"".join(piece for _, piece in written) + b"</" + name[1] + b">")]
    edits: list[Edit] = [(row.start, end, tag)]
    at_place: dict[int, bytes] = {}
    for column, piece in written:
        later = first_after([(other, cell.start) for other, cell in row.cells], column)
        at = row.inside_end if later is None else later
        at_place[at] = at_place.get(at, b"") + piece
    return edits + [(at, at, piece) for at, piece in at_place.items()]


def _new_row(found: Scanned, number: int, cells: bytes, prefix: str) -> Edit:
    piece = f'<{prefix}row r="{number}">'.encode() + cells + f"</{prefix}row>".encode()
    later = first_after(found.starts, number)
    if later is not None:
        return later, later, piece
    rows = found.of("sheetData")
    assert rows is not None
    return added_inside(found.data, rows, piece)


def _drop_downs(found: Scanned, downs: Sequence[DropDown], lists: Lists, prefix: str) -> list[Edit]:
    """Edits that put drop-down lists on columns which have no list, or other check, of their own; those of an earlier copy go."""
    data, group = found.data, found.of("dataValidations")
    held = _validations(data, group)
    ours = [element for element, formula in held if formula.startswith(lists.sheet)]
    theirs = [box for element, _ in held if element not in ours for box in boxes(element.attributes.get("sqref", ""))]
    theirs += _boxes_of_extensions(data, found.of("extLst"))
    pieces = []
    for down in downs:
        if not _meets(_box(down), theirs):
            theirs.append(_box(down))
            pieces.append(_validation(down, lists.cells[down.words], prefix))
    edits: list[Edit] = [(each.start, each.end, b"") for each in ours]
    count = len(held) - len(ours) + len(pieces)
    if group is None:
        whole = f'<{prefix}dataValidations count="{count}">{"".join(pieces)}</{prefix}dataValidations>'.encode()
        return [_insert(data, found.outermost, "dataValidations", whole)] if pieces else []
    if count == 0:
        return [(group.start, group.end, b"")]
    edits.append((group.start, group.inside, with_attribute(data[group.start : group.inside], "count", str(count))))
    if group.inside == group.end:
        whole = f'<{prefix}dataValidations count="{count}">{"".join(pieces)}</{prefix}dataValidations>'.encode()
        return [(group.start, group.end, whole)]
    return [*edits, (group.inside_end, group.inside_end, "".join(pieces).encode())]


def _validations(data: bytes, group: Element | None) -> list[tuple[Element, str]]:
    """Each check that a sheet has, where it stands in the part, and what its list points to."""
    if group is None:
        return []
    held = []
    for each in elements(data[group.start : group.end]):
        if each.name == "dataValidation":
            text = re.sub(rb"<[^>]*>", b" ", data[group.start + each.inside : group.start + each.inside_end]).decode("utf-8", "replace")
            held.append((moved(each, group.start), text.strip()))
    return held


def _boxes_of_extensions(data: bytes, group: Element | None) -> list[Box]:
    """The cells with checks that newer versions write at the end of the part."""
    if group is None:
        return []
    said = re.findall(rb"<(?:\w+:)?sqref>([^<]*)<", data[group.start : group.end])
    return [box for text in said for box in boxes(text.decode("utf-8", "replace"))]


def _validation(down: DropDown, words: str, prefix: str) -> str:
    title, text = (
        as_attribute("Not in the list"),
        as_attribute("Rollcall may still know this word. If not, it says so when you bring the file in."),
    )
    look = f'type="list" errorStyle="information" allowBlank="1" showErrorMessage="1" errorTitle={title} error={text}'
    formula = f"<{prefix}formula1>{words.replace('&', '&amp;')}</{prefix}formula1>"
    return f'<{prefix}dataValidation {look} sqref="{down.first}:{down.last}">{formula}</{prefix}dataValidation>'


def boxes(sqref: str) -> list[Box]:
    """The rectangles of cells that an attribute names."""
    found: list[Box] = []
    for part in sqref.split():
        if cells := _RANGE.fullmatch(part):
            first = place_of(cells[1] + cells[2])
            found.append((*first, *(place_of(cells[3] + cells[4]) if cells[3] else first)))
        elif columns := _WHOLE_COLUMNS.fullmatch(part):
            found.append((1, place_of(f"{columns[1]}1")[1], LAST_ROW, place_of(f"{columns[2]}1")[1]))
    return found


def _box(down: DropDown) -> Box:
    return (*place_of(down.first), *place_of(down.last))


def _meets(box: Box, others: Collection[Box]) -> bool:
    return any(box[0] <= other[2] and other[0] <= box[2] and box[1] <= other[3] and other[1] <= box[3] for other in others)
