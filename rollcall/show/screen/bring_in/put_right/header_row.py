"""Which row holds the headings, with the top of the sheet to choose it from."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from rollcall.show.screen.bring_in.grid import grid
from rollcall.show.screen.bring_in.put_right.offer import offer

if TYPE_CHECKING:
    from rollcall.intake.choices import SheetKey
    from rollcall.intake.desk import Desk, Drop
    from rollcall.intake.examined import ExaminedSheet

_ROWS = 15
_WIDE = 12  # columns that are shown
_LONG = 90  # letters of a row in the list


def has(sheet: ExaminedSheet) -> bool:
    """A sheet with anything in it has a row that could be the headings."""
    return sheet.rows_read > 0


def draw(desk: Desk, drop: Drop, key: SheetKey, sheet: ExaminedSheet) -> None:
    """The first rows as they stand, and a choice of one of them."""
    rows = desk.top_rows(drop, key, _ROWS)
    if not rows:
        st.markdown("There is nothing at the top of this sheet to choose from.")
        return
    labels = {f"Row {number}: {_told(cells)}": number for number, cells in rows if any(cells)}
    now = next((label for label, number in labels.items() if number == sheet.header_row), None)
    chosen = st.selectbox(
        "The headings end in",
        list(labels),
        index=list(labels).index(now) if now else None,
        key="put-right-header",
        placeholder="Choose a row",
    )
    row = labels.get(chosen or "")
    offer(desk, drop, key, (lambda choices: replace(choices, header_row=row)) if row and row != sheet.header_row else None, "header")
    width = min(_WIDE, max((len(cells) for _, cells in rows), default=0))
    letters = tuple(_letter(place) for place in range(width))
    grid(
        ("Row", *letters),
        ((str(number), *(cells[place] if place < len(cells) else "" for place in range(width))) for number, cells in rows),
        "The first rows of the sheet, as they stand",
    )


def _told(cells: tuple[str, ...]) -> str:
    told = " | ".join(cell for cell in cells if cell)
    return told if len(told) <= _LONG else told[:_LONG].rstrip() + "…"


def _letter(place: int) -> str:
    """A column as Excel names it."""
    return (chr(64 + place // 26) if place >= 26 else "") + chr(65 + place % 26)
