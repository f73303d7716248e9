"""The page What we hold: what is held of each partner, how, for how long, and the way to delete it for good."""

from __future__ import annotations

import streamlit as st

from rollcall.answers.ask import Visit
from rollcall.answers.holding import open_holding
from rollcall.errors import AccessRefused
from rollcall.show.screen.frame import in_meeting
from rollcall.show.screen.holding.care import backups, retention
from rollcall.show.screen.holding.delete import delete
from rollcall.show.screen.holding.held import columns, deletions, held, written
from rollcall.show.screen.holding.words import SAID, headline, how_it_lies
from rollcall.show.sentences import escaped

__all__ = ["tell"]


def tell(visit: Visit) -> None:
    """The whole page. On a wall nothing of it is shown: what is held is for two people, not for a room."""
    st.markdown(":gray[**What we hold**]")
    try:
        holding = open_holding(visit.as_board() if in_meeting() else visit)
    except AccessRefused as refused:
        st.title("What we hold is not shown to everybody", anchor=False)
        st.info(escaped(str(refused)), icon=":material/lock:")
        return
    st.title(headline(holding), anchor=False)
    st.markdown(how_it_lies(holding))
    for refused_or_done in st.session_state.pop(SAID, ()):
        st.info(escaped(refused_or_done), icon=":material/info:")
    held(holding)
    written(holding)
    columns(holding)
    if holding.may_delete:
        retention(holding)
        delete(holding)
        backups(holding)
    deletions(holding)
