"""What each typed word stands for, and another meaning for one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from rollcall.definitions.tables import BY_NAME
from rollcall.show.screen.bring_in.answers import choose_code
from rollcall.show.screen.bring_in.grid import grid
from rollcall.show.screen.bring_in.words import heading_of, many
from rollcall.show.sentences import escaped

if TYPE_CHECKING:
    from rollcall.intake.choices import SheetKey
    from rollcall.intake.desk import Desk, Drop
    from rollcall.intake.examined import ExaminedSheet


def has(sheet: ExaminedSheet) -> bool:
    """A sheet with a column of coded words."""
    return bool(sheet.values)


def draw(desk: Desk, drop: Drop, key: SheetKey, sheet: ExaminedSheet) -> None:
    """One word and what it stands for, those that no list knows first; below, all of them."""
    matches = sorted(sheet.values, key=lambda match: (not match.unknown, match.column, -match.rows))
    labels = {f"{heading_of(sheet.table, match.column)}: “{match.typed}”, {many(match.rows, 'row')}": match for match in matches}
    with st.grid(2, min_column_width=260):
        label = st.selectbox("Word", list(labels), key="put-right-word")
        match = labels[label] if label in labels else matches[0]
        choose_code(
            desk, drop, sheet, key, match.column, match.typed, _asks(sheet, match.column, match.typed, match.code), "put-right-code"
        )
    st.caption(f"A choice changes the {many(match.rows, 'row')} in which it stands.")
    grid(
        ("Column", "Typed", "Read as", "Rows"),
        ((heading_of(sheet.table, one.column), one.typed, _meaning(sheet, one.column, one.code, one.unknown), one.rows) for one in matches),
        "Each word that was typed, the code it is read as, and in how many rows",
    )


def _asks(sheet: ExaminedSheet, column: str, typed: str, code: str | None) -> str:
    if sheet.choices.says_word(column, typed) or code is None:
        return f"“{escaped(typed)}” stands for"
    return f"“{escaped(typed)}” is read as {escaped(_meaning(sheet, column, code, unknown=False))}. Instead:"


def _meaning(sheet: ExaminedSheet, column: str, code: str | None, unknown: bool) -> str:
    """'Looked after': the label of a code, which is what people say."""
    codes = BY_NAME[sheet.table or ""][column].codes
    if code is None:
        return "not understood" if unknown else "blank"
    return codes.labels.get(code, code) if codes else code
