"""Adds the looks that marked cells and the first sheet need to a workbook's styles; every look that is there stays."""

from __future__ import annotations

import re
from collections.abc import Mapping

from rollcall.intake.corrected.package import NotMarkable
from rollcall.intake.corrected.splice import Element, added_inside, children, elements, prefix_of, spliced, with_attribute

REFUSED, LOOK = "FFFFC2A1", "FFFFF1A8"  # light enough for black text; the note and the list say the same in words
_MARKED_FILL = re.compile(rf"""rgb=["'](?:{REFUSED}|{LOOK})["']""".encode(), re.IGNORECASE)
_HEADING = "FF12436D"
_BLACK = "FF000000"
_DARK_ENOUGH = re.compile(rb"""(?:theme="1"|rgb="FF000000"|indexed="(?:8|64)"|auto="1")""")
_COLOUR = re.compile(rb"<(?:\w+:)?color\b[^>]*?(?:/>|>\s*</(?:\w+:)?color>)")


class Styles:
    """A workbook's styles, and those added to them."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._prefix = prefix_of(data)
        self._every = elements(data)
        self._groups = {each.name: each for each in self._every if each.depth == 1}
        if not {"fonts", "fills", "cellXfs"} <= set(self._groups):
            raise NotMarkable
        self._held = {
            name: [self._bytes(each) for each in children(self._every, self._groups[name])] for name in ("fonts", "fills", "cellXfs")
        }
        self._had = {name: len(held) for name, held in self._held.items()}
        self._marked: dict[tuple[int, bool], int] = {}

    def marked(self, style: int, refuses: bool) -> int:
        """The number of the style that looks like another, but coloured as a cell to look at."""
        known = self._marked.get((style, refuses))
        if known is None:
            known = self._marked[style, refuses] = self._add_marked(style, REFUSED if refuses else LOOK)
        return known

    def unmarked(self, pairs: Mapping[int, int]) -> dict[int, int]:
        """For each style coloured by an earlier marking, the number of the style to wear again.

        `pairs` gives it for the styles that were made then. A marked cell that was given another look since, as a program does
        when a date is typed, goes back to the fill of what was marked with the same letters and border.
        """
        ours = {number for number, fill in enumerate(self._held["fills"]) if _MARKED_FILL.search(fill)}
        back = {}
        for number, look in enumerate(self._held["cellXfs"][: self._had["cellXfs"]]):
            if _number(look, "fillId") in ours:
                back[number] = pairs[number] if number in pairs else self._like_before(look, pairs)
        return back

    def _like_before(self, look: bytes, pairs: Mapping[int, int]) -> int:
        held = self._held["cellXfs"]
        same = (
            plain for marked, plain in pairs.items() if all(_number(held[marked], of) == _number(look, of) for of in ("fontId", "borderId"))
        )
        before = next(same, None)
        end = look.index(b">") + 1
        tag = with_attribute(look[:end], "fillId", str(_number(held[before], "fillId") if before is not None else 0))
        if before is not None:
            tag = with_attribute(tag, "fontId", str(_number(held[before], "fontId")))
        return self._put("cellXfs", tag + look[end:])

    @property
    def pairs(self) -> list[tuple[int, int]]:
        """The number of each style that was marked, and of the marked one."""
        return [(style, marked) for (style, _), marked in self._marked.items()]

    def _add_marked(self, style: int, colour: str) -> int:
        plain = self._held["cellXfs"][style if style < self._had["cellXfs"] else 0]
        tag = plain[: plain.index(b">") + 1]
        for name, value in (("fillId", self._fill(colour)), ("fontId", self._readable_font(tag))):
            tag = with_attribute(tag, name, str(value))
        tag = with_attribute(with_attribute(tag, "applyFill", "1"), "applyFont", "1")
        return self._put("cellXfs", tag + plain[plain.index(b">") + 1 :])

    def _readable_font(self, tag: bytes) -> int:
        """The style's own font; in black when its letters are of a colour that a light fill could swallow."""
        number = _number(tag, "fontId")
        font = self._held["fonts"][number] if number < len(self._held["fonts"]) else b""
        colour = _COLOUR.search(font)
        if colour is None or _DARK_ENOUGH.search(colour[0]):
            return number
        black = f'<{self._prefix}color rgb="{_BLACK}"/>'.encode()
        return self._put("fonts", font[: colour.start()] + black + font[colour.end() :])

    def _fill(self, colour: str) -> int:
        p = self._prefix
        inside = f'<{p}patternFill patternType="solid"><{p}fgColor rgb="{colour}"/><{p}bgColor indexed="64"/></{p}patternFill>'
        return self._put("fills", f"<{p}fill>{inside}</{p}fill>".encode())

    def _font(self, inside: str) -> int:
        p = self._prefix
        parts = "".join(f"<{p}{part}/>" for part in inside.split("|"))
        return self._put("fonts", f"<{p}font>{parts}</{p}font>".encode())

    def title(self) -> int:
        """Large and bold."""
        return self._look(self._font('b|sz val="14"|name val="Calibri"|family val="2"'), 0, wraps=False)

    def heading(self) -> int:
        """White on dark, as the headings of the first sheet are."""
        font = self._font('b|sz val="11"|color rgb="FFFFFFFF"|name val="Calibri"|family val="2"')
        return self._look(font, self._fill(_HEADING), wraps=True)

    def text(self) -> int:
        """Plain, on as many lines as it takes."""
        return self._look(self._font('sz val="11"|color rgb="FF000000"|name val="Calibri"|family val="2"'), 0, wraps=True)

    def line(self) -> int:
        """Plain, on one line."""
        return self._look(self._font('sz val="11"|color rgb="FF000000"|name val="Calibri"|family val="2"'), 0, wraps=False)

    def link(self) -> int:
        """Underlined, as links are."""
        return self._look(self._font('u|sz val="11"|color rgb="FF0B5394"|name val="Calibri"|family val="2"'), 0, wraps=False)

    def _look(self, font: int, fill: int, wraps: bool) -> int:
        p = self._prefix
        wrap = ' wrapText="1"' if wraps else ""
        numbers = f'numFmtId="0" fontId="{font}" fillId="{fill}" borderId="0" xfId="0" quotePrefix="1"'  # typed again, it stays text
        applied = 'applyFont="1" applyFill="1" applyAlignment="1"'
        return self._put("cellXfs", f'<{p}xf {numbers} {applied}><{p}alignment vertical="top"{wrap}/></{p}xf>'.encode())

    def _put(self, group: str, piece: bytes) -> int:
        held = self._held[group]
        if piece in held[self._had[group] :]:
            return held.index(piece, self._had[group])
        held.append(piece)
        return len(held) - 1

    def written(self) -> bytes:
        """The styles part with what was added."""
        edits = []
        for name, held in self._held.items():
            group, more = self._groups[name], b"".join(held[self._had[name] :])
            start, end, instead = added_inside(self._data, group, more)
            if start == group.start:
                raise NotMarkable
            edits.append((start, end, instead))
            tag = self._data[group.start : group.inside]
            edits.append((group.start, group.inside, with_attribute(tag, "count", str(len(held)))))
        return spliced(self._data, edits)

    def _bytes(self, element: Element) -> bytes:
        return self._data[element.start : element.end]


def _number(look: bytes, of: str) -> int:
    found = re.search(rb"\b" + of.encode() + rb"""=["'](\d+)["']""", look[: look.index(b">")])
    return int(found[1]) if found else 0
