"""Headings that ask why in words of their own: over words that no list knows they are asked about, and never read unasked."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from rollcall.definitions.whys import COLUMN_OF, asks_why

if TYPE_CHECKING:
    from rollcall.intake.recognising.header_row import Header
    from rollcall.intake.recognising.shapes import Shape

_TEXT = 0.5  # share of sentences, numbers or dates from which it is no column of reasons


def open_whys(table: str, matched: Collection[str], taken: Collection[int], header: Header, shapes: Mapping[int, Shape]) -> dict[str, int]:
    """The reason or the barrier, and where a heading that nothing reads asks why over a few words that come again."""
    name = COLUMN_OF.get(table)
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
