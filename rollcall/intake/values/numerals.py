"""Tells numbers that can be kept from what only looks like one: `²`, thousands of digits, infinity."""

from __future__ import annotations

import math

MOST_DIGITS = 15  # as many as Excel keeps, and well within what the store holds
LARGEST = 10.0**MOST_DIGITS


def whole_number(text: str) -> int | None:
    """A number of plain digits; None for anything else, and for more digits than any count or rank has."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS else None


def real_number(text: str) -> float | None:
    """A number as Python writes it; None for anything else, for infinity, and for one too large to be kept."""
    try:
        number = float(text)
    except ValueError:
        return None
    return number if "_" not in text and math.isfinite(number) and abs(number) < LARGEST else None
