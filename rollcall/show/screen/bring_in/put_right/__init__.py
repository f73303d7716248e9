"""The drawer in which one sheet's reading is looked at and put right: what it is, its heading row, headings, words and dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from rollcall.show.screen.bring_in.put_right import dates, every_row, header_row, headings, kind, words
from rollcall.show.screen.bring_in.waiting import account, place_of, sheet_at, undo_button
from rollcall.show.sentences import escaped

if TYPE_CHECKING:
    from rollcall.intake.choices import SheetKey
    from rollcall.intake.desk import Desk, Drop
    from rollcall.intake.examined import ExaminedSheet

_PARTS = {"Headings": headings, "Words": words, "Dates": dates, "Every row": every_row, "Heading row": header_row, "What it is": kind}
_PART = "put-right-part"
_OPENED = "put-right-opened"


def opener(desk: Desk, drop: Drop, key: SheetKey, widget: str, label: str = "How it was read") -> None:
    """The button that opens the drawer of one sheet."""
    if st.button(label, key=f"how-{id(drop)}-{widget}", icon=":material/tune:", help="See how it was read, and put it right."):
        st.session_state.pop(_PART, None)
        st.session_state[_OPENED] = True
        _drawer(desk, drop, key)


def hears_the_shortcut() -> bool:
    """Whether a drawer was opened while the page was drawn this time: the page is not drawn again until it is closed."""
    return bool(st.session_state.pop(_OPENED, False))


@st.dialog("How it was read", width="medium", position="right", on_dismiss="rerun")
def _drawer(desk: Desk, drop: Drop, key: SheetKey) -> None:
    if sheet := sheet_at(drop, key):
        _sheet(desk, drop, key, sheet)
    else:
        st.markdown("This sheet is read otherwise now: close this, and look at its card.")
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="right", key="controls-put-right"):
        undo_button(desk, drop, "undo-in-drawer", hears=True)
        if st.button("Done", type="primary", key="put-right-done"):
            st.rerun()


def _sheet(desk: Desk, drop: Drop, key: SheetKey, sheet: ExaminedSheet) -> None:
    st.markdown(f"**{escaped(sheet.title or 'Left out')}**: {place_of(key)}")
    st.markdown(f"{account([sheet])}.")
    parts = [name for name, part in _PARTS.items() if part.has(sheet)]
    if not sheet.table:
        parts.reverse()
    chosen = st.segmented_control("Part", parts, default=parts[0], required=True, key=_PART, label_visibility="collapsed")
    with st.container(key="put-right"):
        _PARTS[chosen or parts[0]].draw(desk, drop, key, sheet)
