"""What can be done with one file of a drop: take its corrected workbook away, or take the file out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from rollcall.errors import RollcallError
from rollcall.logs import Event, tell
from rollcall.show.screen.bring_in.waiting import try_it
from rollcall.show.screen.bring_in.words import many
from rollcall.show.screen.taking_away import take_away
from rollcall.show.sentences import escaped

if TYPE_CHECKING:
    from rollcall.intake.desk import Desk, Drop
    from rollcall.intake.examined import ExaminedFile


def file_tools(desk: Desk, drop: Drop, file: ExaminedFile, number: int, apart: int = 0) -> None:
    """How much was found in the file, how much there was before it was corrected, and its buttons. `apart` are totals that do not match."""
    found = sum(one.file == file.file for one in drop.examined.findings)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(_found(found, file, apart) if not file.refused else "", width="stretch")
        if found and not file.refused:
            _marked_copy(desk, drop, file, number)
        st.button(
            "Take out",
            on_click=try_it,
            args=(desk.remove_file, drop, file.file),
            key=f"take-out-{id(drop)}-{number}",
            icon=":material/close:",
            type="tertiary",
            help="Leave this file out of what is kept.",
        )
    copy = drop.copy_of(file.file)
    if isinstance(copy, RollcallError):
        st.warning(escaped(str(copy)), title="No workbook to correct", icon=":material/block:")


def _marked_copy(desk: Desk, drop: Drop, file: ExaminedFile, number: int) -> None:
    """The button that writes it, and beside it, once it is written, the one that saves it. The first stays: whoever pressed it is there."""
    if st.button(
        "Workbook to correct",
        key=f"corrected-{id(drop)}-{number}",
        icon=":material/edit_square:",
        help="This file as it came, with the cells in question coloured, a note on each, and a first sheet that leads there. "
        "What other files say of the children in it is left out.",
    ):
        with st.spinner("Marking the cells"):
            _write(desk, drop, file)
    copy = drop.copy_of(file.file)
    if isinstance(copy, bytes):
        take_away("Save it", lambda: copy, desk.name_of_copy(file.file), f"save-corrected-{id(drop)}-{number}")
        st.caption("It can go back to its partner: what other files say of these children is left out of it.")


def _write(desk: Desk, drop: Drop, file: ExaminedFile) -> None:
    try:
        desk.make_copy(drop, file.file)
    except Exception as mistake:  # noqa: BLE001 our own, whatever it is: the page stays, and the log says where and no value
        tell(Event.MARKING_FAILED, mistake)
        st.error(
            "Rollcall made a mistake of its own while it marked this file; its log says which. Correct the file by the list of findings, "
            "which can be downloaded."
        )


def _found(now: int, file: ExaminedFile, apart: int) -> str:
    sound = (
        "No cell of this file is in question, but for those totals." if apart else ":material/check: Nothing was found wrong in this file."
    )
    left = f"{many(now, 'finding')} in this file." if now else sound
    if file.findings_before is None:
        return left
    return f":material/task_alt: **{file.findings_before:,} → {file.findings_after or 0:,}** findings when it came back. {left}"
