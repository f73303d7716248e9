"""Where files are dropped, and the progress of reading them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from rollcall.errors import RollcallError
from rollcall.logs import Event, tell
from rollcall.show.screen.bring_in.words import many
from rollcall.show.sentences import escaped

if TYPE_CHECKING:
    from rollcall.intake.desk import Desk, Drop

Take = Callable[[list[tuple[str, bytes]]], object]
"""What is done with dropped files, each a name and its bytes."""

_ABOUT = "Excel (.xlsx, .xls, .xlsb), OpenDocument (.ods), .csv, or a .zip of them. They are read on this computer and sent nowhere."
_NUMBER = "uploader_number"
_A_MOMENT = 0.8  # seconds
_SAID = "drop"  # in the address, so that a drop that went missing with the server can be spoken of


def drop_box(desk: Desk) -> Drop | None:
    """The drop that waits for a decision, once it is read; where there is none, the box to drop files into."""
    drop = desk.drop
    if drop is None:
        _say_when_a_drop_is_gone()
        uploader(
            "Drop the spreadsheets here, as the partners sent them: a whole folder, a .zip, any mix, all at once", partial(_look, desk)
        )
        return None
    st.query_params[_SAID] = "waiting"
    if not drop.is_read:
        _show_progress(drop)
    return drop if _is_readable(desk, drop) else None


def _look(desk: Desk, files: Sequence[tuple[str, bytes]]) -> None:
    """Begin to read. What takes a moment is waited for here, so that the page is drawn once and not twice."""
    desk.look(files).wait(_A_MOMENT)


def uploader(label: str, take: Take, endings: Sequence[str] | None = None, about: str = _ABOUT, box: str = "spreadsheets") -> None:
    """A box for files. What is dropped is handed on, each a name and its bytes, and the box is empty again.

    Without `endings` every file is let in: what is no spreadsheet is refused in a sentence of our own, and not passed over in silence.
    """
    number = st.session_state.setdefault(f"{box}_{_NUMBER}", 0)
    files = st.file_uploader(label, type=list(endings) if endings else None, accept_multiple_files=True, key=f"{box}-{number}", help=about)
    if files:
        take([(file.name, file.getvalue()) for file in files])
        _forget(files)
        st.session_state[f"{box}_{_NUMBER}"] = number + 1  # a new key empties the box
        st.session_state.pop("kept_upload", None)
        st.rerun()


def _forget(files: list[UploadedFile]) -> None:
    """Let go of the uploaded bytes, as Streamlit itself does for a chat's files. It would hold them until the browser's tab is closed."""
    context = get_script_run_ctx()
    if context and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        for file in files:
            context.uploaded_file_mgr.remove_file(session_id=context.session_id, file_id=file.file_id)


def _show_progress(drop: Drop) -> None:
    st.markdown(f"Reading {many(drop.count, 'file')}. You may look at other pages meanwhile; nothing is kept until you say so.")
    bar = st.progress(drop.fraction, escaped(drop.doing))
    while not drop.wait(0.15):
        bar.progress(min(1.0, drop.fraction), escaped(drop.doing))
    st.rerun()


def _is_readable(desk: Desk, drop: Drop) -> bool:
    try:
        return bool(drop.examined.files)
    except RollcallError as refused:
        st.error(escaped(str(refused)), title="Nothing was kept")
    except Exception as mistake:  # noqa: BLE001 our own, whatever it is: without this the page would not open again while the drop waits
        tell(Event.SHOWING_FAILED, mistake)
        st.error(
            "Rollcall made a mistake of its own while it looked at these files; its log says which. "
            "Drop the files one at a time to find the one that it cannot look at, and bring in the others.",
            title="Nothing was kept",
        )
    st.button("Drop other files", on_click=desk.throw_away)
    return False


def _say_when_a_drop_is_gone() -> None:
    if st.query_params.pop(_SAID, None):
        st.session_state["drop_is_gone"] = not st.session_state.pop("drop_is_decided", False)
    if st.session_state.pop("drop_is_gone", False):
        st.warning(
            "The files you dropped were not kept, and Rollcall no longer holds them: it was restarted, or an hour went by. "
            "Drop them again.",
            title="A drop was not kept",
        )
