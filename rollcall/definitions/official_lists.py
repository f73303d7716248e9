"""Reads the official lists, as their publishers have them, from the files in `official/`."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from io import StringIO


@cache
def official(name: str) -> tuple[dict[str, str], ...]:
    """The rows of one official list (`rollcall/definitions/official/NAME.csv`), as read."""
    text = files("rollcall.definitions").joinpath("official", f"{name}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(StringIO(text, newline="")))
