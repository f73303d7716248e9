"""Beside what a register would hold, for the lead: the day from which the law is in force, set or taken back."""

from __future__ import annotations

from datetime import date

import streamlit as st

from rollcall.access import Capability
from rollcall.answers.ask import Visit
from rollcall.definitions.register import ACT, LAST_READ
from rollcall.errors import RollcallError
from rollcall.show.sentences import escaped

_DAY, _REFUSED = "register-day-day", "register-day-refused"
_EARLIEST, _LATEST = date(2026, 1, 1), date(2039, 12, 31)


def set_it(visit: Visit) -> None:
    """A small button that opens the day, for whoever may set it; nothing at all for everyone else."""
    if not visit.viewer.may(Capability.WRITE_THE_SELF_EVALUATION):
        return
    with (
        st.container(key="controls-register-day"),
        st.popover("The day it is in force", type="tertiary", icon=":material/gavel:", key="register-day"),
    ):
        if refused := st.session_state.pop(_REFUSED, None):
            st.error(escaped(refused))
        st.caption(f"When regulations name the day from which it applies, set it here. Last read in {LAST_READ}: {ACT}.")
        known = visit.register_in_force_from
        st.date_input("In force from", value=known, min_value=_EARLIEST, max_value=_LATEST, key=_DAY, format="DD/MM/YYYY")
        with st.container(horizontal=True, gap="small"):
            st.button("Set the day", key="register-day-set", on_click=_set, args=(visit,))
            if known:
                st.button("Take it back", key="register-day-back", type="tertiary", on_click=_take_back, args=(visit,))


def _set(visit: Visit) -> None:
    day = st.session_state[_DAY]
    if not isinstance(day, date):
        st.session_state[_REFUSED] = "Choose a day first: day, month and year."
        return
    _keep(visit, day)


def _take_back(visit: Visit) -> None:
    _keep(visit, None)
    st.session_state.pop(_DAY, None)


def _keep(visit: Visit, day: date | None) -> None:
    try:
        visit.set_register_in_force_from(day)
    except RollcallError as refused:  # such as an audit log that cannot be written
        st.session_state[_REFUSED] = str(refused)
