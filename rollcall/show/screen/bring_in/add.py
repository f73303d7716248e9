"""More files for a drop that waits, or corrected ones, which take the place of those they correct."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from rollcall.show.screen.bring_in.drop import uploader

if TYPE_CHECKING:
    from rollcall.intake.desk import Desk, Drop


def add(desk: Desk, drop: Drop) -> None:
    """A second box for files, out of the way until it is wanted."""
    with st.expander("Add files, or drop a corrected one", icon=":material/note_add:", key="add-files"):
        uploader(
            "Only these files are read. One with the name of a file above, or its corrected workbook, takes its place.",
            lambda files: desk.add(drop, files),
        )
