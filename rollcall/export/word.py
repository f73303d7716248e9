"""A Word document's own parts: paper, styles, tables whose headings are repeated, and the foot with the page's number."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

from docx.document import Document as Paper
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph

_FONT, _INK, _GREY = "Arial", RGBColor(0x12, 0x43, 0x6D), RGBColor(0x59, 0x59, 0x59)
_HEAD = "E3E9EF"
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TEXT = Pt(10)
_BODY = ("Normal", "Subtitle", "List Bullet")
_HEADINGS = {"Title": Pt(22), "Heading 1": Pt(16), "Heading 2": Pt(12)}


def legible(told: Any) -> Any:
    """What is told without the letters that no document can hold: one of them in a partner's name would leave none to be taken away."""
    if isinstance(told, str):
        return _NOT_IN_XML.sub("", told)
    if isinstance(told, tuple):
        return tuple(map(legible, told))
    if isinstance(told, Mapping):
        return {key: legible(value) for key, value in told.items()}
    if is_dataclass(told) and not isinstance(told, type):
        return replace(told, **{field.name: legible(getattr(told, field.name)) for field in fields(told)})
    return told


def set_up(paper: Paper, foot: str) -> None:
    """A4, one typeface, English as it is written in Britain, and a foot with the page's number."""
    section = paper.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.25)
    section.top_margin = section.bottom_margin = Cm(2)
    for name in (*_BODY, *_HEADINGS):
        style = paper.styles[name]
        style.font.name, style.font.size = _FONT, _HEADINGS.get(name, _TEXT)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in [key for key in fonts.attrib if key.endswith("Theme")]:
            del fonts.attrib[theme]  # a typeface of the theme would win
        for script in ("w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(script), _FONT)
        if name in _HEADINGS:
            style.font.color.rgb = _INK
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    paper.styles["Normal"].element.get_or_add_rPr().append(language)
    paper.core_properties.language = "en-GB"
    paper.core_properties.title = foot.split(".")[0]
    paper.core_properties.author, paper.core_properties.comments = "Rollcall", ""
    _foot(section.footer.paragraphs[0], foot)


def table(paper: Paper, headings: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float], size: Pt | None = None) -> Table:
    """A table with its widths in centimetres. Without headings, its first column is what heads each row."""
    made = paper.add_table(rows=0, cols=len(widths), style="Table Grid")
    made.autofit = False
    _pad(made._tbl.tblPr)
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Cm(width)  # LibreOffice goes by these, Word by those of the cells
    for place, texts in enumerate([*([headings] if headings else []), *rows]):
        row = made.add_row()
        _keep_whole(row._tr.get_or_add_trPr(), repeated=bool(headings) and place == 0)
        for across, (cell, text, width) in enumerate(zip(row.cells, texts, widths, strict=True)):
            cell.width = Cm(width)
            cell.paragraphs[0].paragraph_format.space_after = Pt(2)
            if headings and place == 0:
                _shade(cell._tc.get_or_add_tcPr())
            if not text:
                continue
            run = cell.paragraphs[0].add_run(text)
            run.bold = (bool(headings) and place == 0) or (not headings and across == 0)
            run.font.size = size or _TEXT
    paper.add_paragraph().paragraph_format.space_after = Pt(0)
    return made


def small(paragraph: Paragraph, text: str) -> None:
    """A line that stands back."""
    run = paragraph.add_run(text)
    run.font.size, run.font.color.rgb = Pt(8), _GREY


def day(on: date) -> str:
    """31 October 2026."""
    return f"{on.day} {on:%B %Y}"


def _keep_whole(properties: Any, repeated: bool) -> None:
    for name in ("w:cantSplit", *(("w:tblHeader",) if repeated else ())):
        properties.append(OxmlElement(name))


def _pad(properties: Any) -> None:
    """Room between the lines of a table and its words, in twentieths of a point."""
    margins = OxmlElement("w:tblCellMar")
    for side, room in (("top", 50), ("left", 100), ("bottom", 50), ("right", 100)):
        one = OxmlElement(f"w:{side}")
        one.set(qn("w:w"), str(room))
        one.set(qn("w:type"), "dxa")
        margins.append(one)
    properties.append(margins)


def _shade(properties: Any) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", _HEAD)):
        shade.set(qn(f"w:{name}"), value)
    properties.append(shade)


def _foot(paragraph: Paragraph, text: str) -> None:
    small(paragraph, f"{text}. Page ")
    run = paragraph.add_run()
    run.font.size, run.font.color.rgb = Pt(8), _GREY
    for kind, inside in (("begin", None), (None, "PAGE"), ("end", None)):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        part.text = inside
        run._r.append(part)
