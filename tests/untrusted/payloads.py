"""Texts made to become markup, a script, a request or a formula, each with a number of its own by which it is found again on a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# `MARK` becomes the payload's own number, `BEACON` the address of a server that must never be called. A space where a real attack has none
# would only make it weaker, so there are few.
_MARKUP = (
    '<a href="BEACON/MARK">MARK</a>',
    "<a href=\"javascript:window.stolen='MARK'\">MARK</a>",
    "![MARK](BEACON/MARK.png)",
    "[MARK](BEACON/MARK)",
    "<b>MARK</b><br><i>s</i>",
    '<img src="BEACON/MARK.png">',
    "%{y}%{x}%{customdata} MARK",
    "$\\href{BEACON/MARK}{MARK}$",
    ":red[MARK]",
    ":material/delete: MARK",
    "BEACON/MARK",
    "MARK@example.invalid",
    "[MARK](javascript:window.stolen='MARK')",
    "<img src=x onerror=\"window.stolen='MARK'\">",
    "<script>window.stolen='MARK'</script>",
    "<svg onload=window.stolen='MARK'>",
    "<iframe src=BEACON/MARK></iframe>",
    "\"><img src='BEACON/MARK'>",
    "'><svg/onload=window.stolen='MARK'>",
    "</style><link rel=stylesheet href=BEACON/MARK>",
    '<a xlink:href="BEACON/MARK" target="_blank">MARK</a>',
    '<span style="background:url(BEACON/MARK)">MARK</span>',
    "<BEACON/MARK>",
    "www.example.invalid/MARK",
    "WWW.example.invalid/MARK",
    "HTTPS://example.invalid/MARK",
    "[MARK]: BEACON/MARK",
    "[![MARK](BEACON/MARK.png)](BEACON/MARK)",
    ":rainbow-background[MARK]",
    ":blue-badge[MARK]",
    ":image[MARK]",
    ":streamlit: MARK",
    ":small[MARK]",
    "::link[MARK]{href=BEACON/MARK}",
    ":smile: MARK",
    ":+1: MARK",
    ":material_delete: MARK",
    "$MARK^2$",
    "$$\\frac{MARK}{2}$$",
    "# MARK",
    "- MARK",
    "1. MARK",
    "> MARK",
    "| MARK | b |",
    "```MARK```",
    "`MARK`",
    "~~MARK~~",
    "**MARK**",
    "__MARK__",
    "MARK[^1]",
    "&lt;b&gt;MARK&amp;",
    "&#60;b&#62;MARK",
    "- [x] MARK",
    "\\*MARK\\*",
    "--- MARK",
    "{{MARK}} {MARK} ${MARK}",
    "%(MARK)s %s {0}",
    '{"$schema":"BEACON/MARK"}',
    "'); DROP TABLE spells; -- MARK",
)
_FORMULAS = (
    '=HYPERLINK("BEACON/MARK","MARK")',
    '=WEBSERVICE("BEACON/MARK")',
    '=IMAGE("BEACON/MARK.png")',
    "=cmd|'/c MARK'!A0",
    '=DDE("soffice","MARK","A1")',
    "=1+1 MARK",
    "+1+MARK",
    "-1-MARK",
    "@SUM(1,MARK)",
    " =1+MARK",
    "\t=1+MARK",
    "＝1+MARK",
    "＋1+MARK",
    "－1-MARK",
    "＠SUM(MARK)",
    '"=1+MARK',
    "{=1+MARK}",
    "%=1+MARK",
    "'=1+MARK",
)
_LETTERS = (
    "MARK" + "W" * 300,
    "MARK \u202egnp.exe\u202c",
    "MARK\u2066\u2067gnp\u2069",
    "MARK\u200b\u200d\ufeffx",
    "MARK\u2028x",
    "MARK\u0085x",
    "MARK\x1b[31mx",
    "MARK\u0301\u0301\u0301\u0301\u0301\u0301x",
)
STEERING = re.compile(
    "[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)  # letters that show nothing and steer what is beside them
ALL = (*_MARKUP, *_FORMULAS, *_LETTERS)


@dataclass(frozen=True)
class Payload:
    """One text, with the mark that is in it."""

    mark: str
    text: str


def payloads(beacon: str, start: int = 100) -> Iterator[Payload]:
    """Every payload, aimed at a beacon's address; those that become markup first. `start` gives the marks of another place."""
    for number, text in enumerate(ALL, start):
        mark = f"Zq{number}x"
        yield Payload(mark, text.replace("MARK", mark).replace("BEACON", beacon))


def formulas(beacon: str) -> list[Payload]:
    """The payloads that a spreadsheet would run."""
    return [one for one, text in zip(payloads(beacon), ALL, strict=True) if text in _FORMULAS]


def as_read(text: str) -> str:
    """A text without what cannot be seen: white space and letters that show nothing, in which a page may differ from a file."""
    return re.sub(r"[\s\x00-\x1f\x7f-\x9f]", "", STEERING.sub("", text)).casefold()
