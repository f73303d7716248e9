"""Headings that ask why in words of their own: over words that no list knows they are asked about, and never read unasked."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from rollcall.definitions.table import fold

if TYPE_CHECKING:
    from rollcall.intake.recognising.header_row import Header
    from rollcall.intake.recognising.shapes import Shape

_COLUMN = {"spells": "reason", "health_access": "barrier"}
WHYS = frozenset(_COLUMN.values())  # columns that rows can do without
_WHY = re.compile(
    r"(?:say |reason )?why(?: not)?(?: (?:in|at|out of|not in|not at) school| in place| seen| accessing| missing)?|"
    r"(?:the |main )?(?:problems?|obstacles?|difficult(?:y|ies)|issues?)"
    r"(?: (?:getting in|getting access|with access|accessing|in the way|stopping access))?|"
    r"what (?:is|s) (?:in the way|stopping (?:it|access|them))|whats (?:in the way|stopping (?:it|access|them))"
)
_TEXT = 0.5  # share of sentences, numbers or dates from which it is no column of reasons


def asks_why(heading: str) -> bool:
    """Whether a heading, whole, asks why."""
    return _WHY.fullmatch(fold(heading)) is not None


def open_whys(table: str, matched: Collection[str], taken: Collection[int], header: Header, shapes: Mapping[int, Shape]) -> dict[str, int]:
    """The reason or the barrier, and where a heading that nothing reads asks why over a few words that come again."""
    name = _COLUMN.get(table)
    if name is None or name in matched:
        return {}
    places = (
        place
        for place, heading in enumerate(header.headings)
        if heading and place not in taken and place in shapes and asks_why(heading) and _could_be_reasons(shapes[place])
    )
    place = next(places, None)
    return {} if place is None else {name: place}


def _could_be_reasons(shape: Shape) -> bool:
    return shape.seen >= 1 and shape.repeats and max(shape.long_text, shape.yes_or_no) < _TEXT
