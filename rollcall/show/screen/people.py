"""The administrator's page: who is signed in to the areas that are theirs to look after, and whom the file of people lets in."""

from __future__ import annotations

from datetime import datetime

import pandas as pd
import streamlit as st

from rollcall.access import Capability
from rollcall.access.people import People, Rule
from rollcall.access.served import Served
from rollcall.access.sessions import Session
from rollcall.answers.ask import Visit
from rollcall.audit import Action, record
from rollcall.errors import AccessRefused
from rollcall.show.screen import who
from rollcall.show.sentences import escaped

_ENDED = "ended_session_of"


def signed_in(visit: Visit) -> None:
    """Every live session of the area, and a button to end each."""
    _check(visit)
    found = who.own_session()
    if found is None:
        st.title("Nobody signs in on this computer", anchor=False)
        st.markdown("Whoever sits at it is the lead. To let others in, serve Rollcall with sign-in: `docs/serving.md` says how.")
        st.stop()
    at, own = found
    sessions = [one for one in at.sessions.live() if any(place.area == visit.viewer.area for place in one.places)]
    others = len(sessions) - 1
    st.title(
        f"{'Nobody else is' if not others else 'One other person is' if others == 1 else f'{others:,} others are'} signed in", anchor=False
    )
    if ended := st.session_state.pop(_ENDED, None):
        st.success(f"The session of {escaped(ended)} is ended, and their tabs are closing.", icon=":material/check:")
    for session in sessions:
        _one(at, session, session.number == own.number, visit)


def _one(at: Served, session: Session, is_own: bool, visit: Visit) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"session-{session.number}"):
        places = ", ".join(f"{who.ROLES[place.role]} of {place.title}" for place in session.places if place.area == visit.viewer.area)
        name = session.shown_name if session.shown_name == session.name else f"{session.shown_name} ({session.name})"
        st.markdown(
            f"**{escaped(name)}**  \n{escaped(places)}  \n:gray[Since {_time(session.began)}, last seen {_time(session.seen)}]",
            width="stretch",
        )
        if is_own:
            st.markdown(":gray[You]", width="content")
        else:
            st.button("End session", key=f"end-{session.number}", icon=":material/logout:", on_click=_end, args=(at, session, visit))


def _end(at: Served, session: Session, visit: Visit) -> None:
    _check(visit)
    viewer = visit.viewer
    if any(place.area == viewer.area for place in session.places) and at.sessions.revoke(session.number):
        record(Action.SESSION_ENDED, viewer.name, viewer.role, viewer.area, "of somebody else")
        st.session_state[_ENDED] = session.shown_name


def _check(visit: Visit) -> None:
    if not visit.viewer.may(Capability.MANAGE_PEOPLE):
        raise AccessRefused("Only an administrator can see who is signed in or let in, and end a session.")


def let_in(visit: Visit) -> None:
    """What the file of people says of the area, as it stands now."""
    _check(visit)
    if found := who.own_session():
        people = found[0].sessions.people
        st.header("Who is let in", anchor=False)
        st.markdown(
            f"From the file of people, which is read again when it changes: whoever it no longer lets in, or lets do something else, "
            f"is signed out within seconds. "
            f"Everybody is signed out after {people.idle_minutes:,} minutes of doing nothing, "
            f"and {people.signed_in_hours:,} hours after signing in."
        )
        rows = _rules(people, visit.viewer.area)
        st.dataframe(
            pd.DataFrame(rows, columns=["Who", "Role", "Services", "Granted beyond the role"]),
            hide_index=True,
            alt="The entries of the file of people for this area",
        )


def _rules(people: People, area: str) -> list[tuple[str, str, str, str]]:
    return [
        (
            _whom(rule),
            who.ROLES[place.role],
            ", ".join(place.services) or "all",
            "; ".join(sorted(capability.value for capability in place.granted)) or "nothing",
        )
        for rule in people.rules
        for place in rule.places
        if place.area == area
    ]


def _whom(rule: Rule) -> str:
    asks = f"{rule.claim} contains {rule.contains}" if rule.contains is not None else f"{rule.claim} is {rule.equals}"
    return f"{asks}, at {rule.provider}" if rule.provider else asks


def _time(seconds: float) -> str:
    return f"{datetime.fromtimestamp(seconds).astimezone():%H:%M, %d/%m/%Y}"
