"""The head of the page: where the numbers come from, and who may change that."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import streamlit as st

from rollcall.access import Capability
from rollcall.answers.ask import Visit
from rollcall.errors import AccessRefused
from rollcall.show.screen import drawing, meeting
from rollcall.show.screen.bring_in.words import many
from rollcall.show.screen.frame import in_meeting
from rollcall.show.sentences import day, escaped
from rollcall.show.tables import Grid

if TYPE_CHECKING:
    from rollcall.access import Viewer
    from rollcall.intake.desk import Desk
    from rollcall.store import Store


def enter(visit: Visit, open_desk: Callable[[Viewer, Store], Desk]) -> Desk:
    """Say what the numbers come from, and give the lead their desk. For everyone else, and in a meeting, the page ends there."""
    st.title("Bring in spreadsheets" if visit.viewer.may(Capability.BRING_IN) and not in_meeting() else _where_from(visit), anchor=False)
    if in_meeting():
        _files(visit.as_board())
        meeting.foot("Where the numbers come from.", 0, 1, "overview")
        st.stop()
    try:
        desk = open_desk(visit.viewer, visit.kept)
    except AccessRefused as refused:
        st.info(escaped(str(refused)), icon=":material/lock:")
        _files(visit)
        st.stop()
    st.markdown(_where_from(visit))
    return desk


def _where_from(visit: Visit) -> str:
    if visit.invented:
        return "Nothing is brought in yet: every page shows an invented area until the first spreadsheet is kept."
    files = visit.ask("files_kept").records()
    partners = {record["partner"] for record in files}
    return f"The numbers come from {many(len(files), 'spreadsheet')} of {many(len(partners), 'partner')}, up to {day(visit.as_at)}."


def _files(visit: Visit) -> None:
    drawing.draw_grid(
        Grid(
            ("Spreadsheet", "Partner", "Speaks for"),
            tuple((record["title"], record["partner"], day(record["as_at"])) for record in visit.ask("files_kept").records()),
        ),
        "The spreadsheets that the numbers come from",
    )
