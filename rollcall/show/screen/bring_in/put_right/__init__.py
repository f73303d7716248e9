"""The drawer in which one sheet's reading is looked at and put right: what it is, its heading row, headings, words and dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from rollcall.show.screen.bring_in.put_right import dates, every_row, header_row, headings, kind, words
from rollcall.show.screen.bring_in.waiting import account, place_of, sheet_at, undo_button

if TYPE_CHECKING:
    from rollcall.intake.choices import SheetKey
    from rollcall.intake.desk import Desk, Drop

_PARTS = {"Headings": headings, "Words": words, "Dates": dates, "Every row": every_row, "Heading row": header_row, "What it is": kind}


_PART = "put-right-part"


def opener(desk: Desk, drop: Drop, key: SheetKey, widget: str, label: str = "How it was read") -> None:
    """The button that opens the drawer of one sheet."""
    if st.button(label, key=f"how-{id(drop)}-{widget}", icon=":material/tune:", help="See how it was read, and put it right."):
        st.session_state.pop(_PART, None)
        _drawer(desk, drop, key)


@st.dialog("How it was read", width="medium", position="right", on_dismiss="rerun")
def _drawer(desk: Desk, drop: Drop, key: SheetKey) -> None:
    sheet = sheet_at(drop, key)
    if sheet is None:
        st.markdown("This sheet is read otherwise now: close this, and look at its card.")
        return
    st.markdown(f"**{sheet.title or 'Left out'}**: {place_of(key)}")
    st.markdown(f"{account([sheet])}.")
    parts = [name for name, part in _PARTS.items() if part.has(sheet)]
    if not sheet.table:
        parts.reverse()
    chosen = st.segmented_control("Part", parts, default=parts[0], required=True, key=_PART, label_visibility="collapsed")
    with st.container(key="put-right"):
        _PARTS[chosen or parts[0]].draw(desk, drop, key, sheet)
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="right", key="controls-put-right"):
        undo_button(desk, drop, "undo-in-drawer")
        if st.button("Done", type="primary", key="put-right-done"):
            st.rerun()
