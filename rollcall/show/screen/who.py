"""Who is looking: whoever sits at this laptop, or the person whom the gate let in; and what stands about them in the side bar."""

from __future__ import annotations

import sys
from functools import cache
from typing import NoReturn

import streamlit as st
from streamlit import config
from streamlit.runtime.scriptrunner import get_script_run_ctx

from rollcall.access import Role, Viewer
from rollcall.access.people import Place
from rollcall.access.served import Served, served
from rollcall.access.sessions import Session
from rollcall.show.screen import alone
from rollcall.show.sentences import escaped

ROLES = {Role.LEAD: "Lead", Role.COMMISSIONER: "Commissioner", Role.BOARD: "Board", Role.ADMINISTRATOR: "Administrator"}
_WORKING_AS = "working_as"


def person() -> Viewer:
    """Who is looking. Whoever may not is told why, and nothing more is done for them."""
    at = served()
    if at is None:
        _refuse_strangers()
        return Viewer("This computer", Role.LEAD, alone=True)
    session = _session(at)
    return _place(session).viewer(session.name)


def called(role: Role) -> str:
    """'a lead', 'an administrator'."""
    name = ROLES[role].lower()
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def own_session() -> tuple[Served, Session] | None:
    """The session of whoever is looking; None on one laptop."""
    at = served()
    return (at, _session(at)) if at else None


def secret() -> str | None:
    """What the browser holds to say who it is."""
    at = served()
    return st.context.cookies.get(at.cookie) if at else None


def say() -> None:
    """The person's name, role and area, with a choice where they have several."""
    if found := own_session():
        _, session = found
        alone = f"  \n{escaped(_called(session.places[0]))}" if len(session.places) == 1 else ""
        with st.container(key="viewer", gap="small"):
            st.markdown(f"**{escaped(session.shown_name)}**{alone}")
            choose_place()


def choose_place() -> None:
    """The choice between roles and areas, for those who have several."""
    found = own_session()
    if found and len(found[1].places) > 1:
        names = {place.key: _called(place) for place in found[1].places}
        st.selectbox("Work as", list(names), format_func=names.__getitem__, key=_WORKING_AS, bind="query-params", on_change=_start_afresh)


def sign_out() -> None:
    """The way out, for those who came in by signing in."""
    if served():
        st.button("Sign out", key="sign_out", icon=":material/logout:", on_click=st.logout, width="stretch")


def _session(at: Served) -> Session:
    """The live session of the tab. The gate lets no tab in without one; this is the second look, at each run."""
    held = secret()
    session = at.sessions.find(held)
    if session is None or held is None:
        st.title("You are signed out", anchor=False)
        st.markdown("[Sign in again](/sign-in)")
        st.stop()
    if (run := get_script_run_ctx()) and run.session_id not in session.tabs:
        at.sessions.note_tab(held, run.session_id)
    return session


def _place(session: Session) -> Place:
    wanted = st.session_state.get(_WORKING_AS) or st.query_params.get(_WORKING_AS)
    # The tab remembers the key, and the address what the choice is called.
    return next((place for place in session.places if wanted in (place.key, _called(place))), session.places[0])


def _called(place: Place) -> str:
    return f"{ROLES[place.role]}, {place.title}"


def _start_afresh() -> None:
    """What was chosen in one area says nothing in another, and may name what only it has."""
    for key in list(st.session_state):
        if key != _WORKING_AS:
            del st.session_state[key]
    for name in list(st.query_params):
        if name != _WORKING_AS:
            st.query_params.pop(name, None)


def _refuse_strangers() -> None:
    """The second look, at each run: whoever started or embedded Rollcall in another way than dashboard.py is refused here."""
    headers = st.context.headers
    told = [(name, value) for name in headers for value in headers.get_all(name)]
    if sentence := alone.why_not_at(config.get_option("server.address")) or alone.why_not_for(told):
        _refuse(sentence)


def _refuse(sentence: str) -> NoReturn:
    _say_in_the_terminal(sentence)
    st.title("Rollcall is closed", anchor=False)
    st.error(escaped(sentence), icon=":material/lock:")
    st.stop()


@cache
def _say_in_the_terminal(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")
