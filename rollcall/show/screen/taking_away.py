"""The one way in which a file leaves the screen: on one laptop by Streamlit's own button, served by an address for the one who asked."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.scriptrunner import get_script_run_ctx

from rollcall.errors import RollcallError
from rollcall.show.screen import who
from rollcall.show.sentences import escaped

_ICON = ":material/download:"


def take_away(label: str, write: Callable[[], bytes], name: str, key: str, kind: str = "application/octet-stream") -> None:
    """A button that writes a file and saves it. It is written only when it is asked for.

    Streamlit's own button puts the file at an address that follows from its content, and gives it to whoever asks there. So where
    people sign in, the file goes to this session alone, once, and Streamlit's addresses of files are not answered at all.
    """
    found = who.own_session()
    if found is None:
        st.download_button(label, write, name, kind, key=key, icon=_ICON, on_click="ignore")
    elif st.button(label, key=key, icon=_ICON):
        at, session = found
        try:
            with st.spinner("Writing the file"):
                data = write()
        except RollcallError as refused:  # it could not be written into the audit log, so it does not leave
            st.error(escaped(str(refused)))
            return
        _send_to(f"/download/{at.downloads.offer(session.number, name, kind, data)}")


def _send_to(address: str) -> None:
    """Let the tab fetch a file: it stays where it is, because what comes back is a file to save."""
    if run := get_script_run_ctx():
        message = ForwardMsg()
        message.auth_redirect.url = address
        run.enqueue(message)
