"""A choice that is shown before it is made: how many rows would be read otherwise, and the button that makes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from rollcall.errors import RollcallError
from rollcall.show.screen.bring_in.waiting import Change, choose, sheet_at
from rollcall.show.screen.bring_in.words import many
from rollcall.show.sentences import escaped

if TYPE_CHECKING:
    from rollcall.intake.choices import SheetKey
    from rollcall.intake.desk import Desk, Drop


def offer(desk: Desk, drop: Drop, key: SheetKey, change: Change | None, widget: str) -> None:
    """Say what a choice would change, with the button. It is never disabled, or whoever pressed it by keyboard would lose their place."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(_says(desk, drop, key, change), width="stretch")
        st.button(
            "Read it so",
            key=f"offer-{widget}",
            icon=":material/check:",
            on_click=lambda: choose(desk, drop, key, change) if change else None,
        )


def _says(desk: Desk, drop: Drop, key: SheetKey, change: Change | None) -> str:
    sheet = sheet_at(drop, key)
    if change is None or sheet is None:
        return ":small[Choose, and see here how many rows it changes.]"
    try:
        rows = desk.would_change(drop, key, change(sheet.choices))
    except RollcallError as refused:
        return escaped(str(refused))
    return f"**{many(rows, 'row')}** would be read otherwise." if rows else "No row would be read otherwise."
