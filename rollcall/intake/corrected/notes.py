"""Puts notes beside cells: the words in one part, the boxes that Excel draws them in in another; a person's own notes stay."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from rollcall.intake.corrected.package import Package
from rollcall.intake.corrected.plan import Mark, place_of
from rollcall.intake.corrected.scan import around_rows
from rollcall.intake.corrected.sheets import with_notes_drawn
from rollcall.intake.corrected.splice import Element, added_inside, as_text, children, elements, prefix_of, spliced, tag_end, with_attribute

AUTHOR = "Rollcall"
OPENING = "Rollcall: "  # how every note of ours begins, and is known again: not every program keeps the author
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_NO_COMMENTS = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="{_MAIN}">'
    "<authors></authors><commentList></commentList></comments>"
).encode()
_MEANINGS = {
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "x": "urn:schemas-microsoft-com:office:excel",
}
_NO_BOXES = b"""<xml><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>"""
_KIND_OF_BOX = """<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">\
<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>"""
_BOX = """<v:shape id="_x0000_s{id}" type="#_x0000_t202" style="position:absolute;margin-left:60pt;margin-top:2pt;width:260pt;\
height:{height}pt;z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>\
<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto">\
<div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>\
<x:Anchor>{left}, 15, {top}, 2, {right}, 31, {bottom}, 1</x:Anchor><x:AutoFill>False</x:AutoFill>\
<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"""
_TAGS = re.compile(rb"<[^>]*>")
_SHAPE = re.compile(rb"<v:shape\b.*?</v:shape>", re.DOTALL)
_SHAPE_PLACE = re.compile(rb"<x:Row>\s*(\d+)\s*</x:Row>\s*<x:Column>\s*(\d+)\s*</x:Column>")
_NUMBER = re.compile(rb'id="_x0000_s(\d+)"')
_NUMBERS = re.compile(rb'(<o:idmap\b[^>]*?\bdata=")[^"]*(")')
_LETTERS_A_LINE, _POINTS_A_LINE = 48, 14


@dataclass(frozen=True)
class _Comments:
    """The notes of one sheet as they are: the part, its elements, which notes are ours, and which cells have a person's own."""

    data: bytes
    every: list[Element]
    ours: dict[str, Element]
    theirs: frozenset[str]


def note(package: Package, sheet: str, marks: Mapping[str, Mark]) -> None:
    """Put the notes of marked cells beside them, in place of those of an earlier copy. A cell with a person's own note keeps that."""
    related = {relation.kind: relation.target for relation in package.relations(sheet)}
    has_comments = "comments" in related and related["comments"] in package
    comments = _comments(package[related["comments"]] if has_comments else _NO_COMMENTS)
    wanted = {cell: mark for cell, mark in marks.items() if mark.note and cell not in comments.theirs}
    if not wanted and not comments.ours:
        return
    part = related["comments"] if has_comments else package.free_name("xl/comments{}.xml")
    package[part] = _written(comments, wanted)
    if not has_comments:
        package.declare(part, _COMMENTS)
        package.relate(sheet, "comments", part)
    _draw(package, sheet, wanted, {place_of(cell) for cell in comments.ours})


def _comments(data: bytes) -> _Comments:
    every = elements(data)
    ours, theirs = {}, set()
    for each in every:
        if each.name == "comment":
            text = _TAGS.sub(b"", data[each.inside : each.inside_end]).decode("utf-8", "replace").strip()
            cell = each.attributes.get("ref", "")
            if text.startswith(OPENING):
                ours[cell] = each
            else:
                theirs.add(cell)
    return _Comments(data, every, ours, frozenset(theirs))


def _written(comments: _Comments, wanted: Mapping[str, Mark]) -> bytes:
    data, p = comments.data, prefix_of(comments.data)
    listed = next(each for each in comments.every if each.name == "commentList")
    authors = next(each for each in comments.every if each.name == "authors")
    known = [data[each.inside : each.inside_end] for each in children(comments.every, authors)]
    number = known.index(AUTHOR.encode()) if AUTHOR.encode() in known else len(known)
    font = f'<{p}rPr><{p}sz val="9"/><{p}color rgb="FF000000"/><{p}rFont val="Tahoma"/><{p}family val="2"/></{p}rPr>'
    more = "".join(
        f'<{p}comment ref="{cell}" authorId="{number}"><{p}text><{p}r>{font}'
        f'<{p}t xml:space="preserve">{as_text(OPENING + mark.note)}</{p}t></{p}r></{p}text></{p}comment>'
        for cell, mark in wanted.items()
    )
    edits = [(each.start, each.end, b"") for each in comments.ours.values()]
    edits.append(added_inside(data, listed, more.encode()))
    if number == len(known):
        edits.append(added_inside(data, authors, f"<{p}author>{AUTHOR}</{p}author>".encode()))
    return spliced(data, edits)


def _draw(package: Package, sheet: str, wanted: Mapping[str, Mark], gone: set[tuple[int, int]]) -> None:
    """Draw the boxes of the notes, and take those of earlier notes away."""
    key = next((each.attribute("id") for each in around_rows(package[sheet]) if each.name == "legacyDrawing"), None)
    part = next((relation.target for relation in package.relations(sheet) if relation.key == key), None)
    data = package[part] if part is not None else _NO_BOXES
    edits = [(found.start(), found.end(), b"") for found in _SHAPE.finditer(data) if _place(found[0]) in gone]
    at = data.rindex(b"</xml>")
    data = _with_numbers(_declared(spliced(data, [*edits, (at, at, _boxes(data, wanted).encode())])))
    if part is None:
        part = package.free_name("xl/drawings/vmlDrawing{}.vml")
        package.declare_extension("vml", _DRAWING)
        package[sheet] = with_notes_drawn(package[sheet], package.relate(sheet, "vmlDrawing", part))
    package[part] = data


def _declared(data: bytes) -> bytes:
    """A drawing that says what its prefixes stand for."""
    start = data.index(b"<xml")
    end = tag_end(data, start)
    tag = data[start:end]
    for prefix, meaning in _MEANINGS.items():
        if f"xmlns:{prefix}=".encode() not in tag:
            tag = with_attribute(tag, f"xmlns:{prefix}", meaning)
    return data[:start] + tag + data[end:]


def _with_numbers(data: bytes) -> bytes:
    """A drawing that says which thousands its boxes are numbered in, as Excel does."""
    used = sorted({int(number) // 1024 for number in _NUMBER.findall(data)} - {0})
    said = ",".join(map(str, used)).encode()
    return _NUMBERS.sub(lambda found: found[1] + said + found[2], data, count=1) if used else data


def _place(shape: bytes) -> tuple[int, int] | None:
    found = _SHAPE_PLACE.search(shape)
    return (int(found[1]) + 1, int(found[2]) + 1) if found else None


def _boxes(data: bytes, wanted: Mapping[str, Mark]) -> str:
    used = [int(number) for number in _NUMBER.findall(data)]
    following = max([1024, *used]) + 1
    kind = "" if b"_x0000_t202" in data else _KIND_OF_BOX
    pieces = [kind]
    for number, (cell, mark) in enumerate(wanted.items()):
        row, column = place_of(cell)
        lines = sum(1 + len(line) // _LETTERS_A_LINE for line in mark.note.splitlines()) + 1
        place = {
            "left": column,
            "right": column + 4,
            "top": max(row - 2, 0),
            "bottom": row - 1 + lines,
            "row": row - 1,
            "column": column - 1,
        }
        pieces.append(_BOX.format(id=following + number, height=lines * _POINTS_A_LINE, **place))
    return "".join(pieces)
