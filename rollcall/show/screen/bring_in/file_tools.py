"""What can be done with one file of a drop: take its corrected workbook away, or take the file out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from rollcall.show.screen.bring_in.words import many

if TYPE_CHECKING:
    from rollcall.intake.desk import Desk, Drop
    from rollcall.intake.examined import ExaminedFile


def file_tools(desk: Desk, drop: Drop, file: ExaminedFile, number: int) -> None:
    """How much was found in the file, how much there was before it was corrected, and its buttons."""
    found = sum(one.file == file.file for one in drop.examined.findings)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(_found(found, file.findings_before) if not file.refused else "", width="stretch")
        if found and not file.refused:
            st.download_button(
                "Workbook to correct",
                lambda: desk.corrected(drop, file.file),
                desk.name_of_copy(file.file),
                key=f"corrected-{id(drop)}-{number}",
                icon=":material/edit_square:",
                on_click="ignore",
                help="This file as it came, with the cells in question coloured, a note on each, and a first sheet that leads there.",
            )
        st.button(
            "Take out",
            on_click=desk.remove_file,
            args=(drop, file.file),
            key=f"take-out-{id(drop)}-{number}",
            icon=":material/close:",
            type="tertiary",
            help="Leave this file out of what is kept.",
        )


def _found(now: int, before: int | None) -> str:
    if before is None:
        return f"{many(now, 'finding')} in this file." if now else ":material/check: Nothing was found wrong in this file."
    return f":material/task_alt: **{before:,} → {now:,}** findings since it was corrected."
