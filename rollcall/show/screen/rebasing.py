"""Beside a chart with limits, for the lead: a change that is known, from which the limits begin anew, written down or withdrawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import streamlit as st

from rollcall.access import Capability
from rollcall.answers.ask import Visit
from rollcall.answers.process import ENOUGH_POINTS
from rollcall.answers.rebases import FEWEST_SINCE, LONGEST_REASON, RebaseVersion, months_to_begin, rebase, versions, withdraw
from rollcall.definitions.monthly import Monthly
from rollcall.errors import RollcallError
from rollcall.show.sentences import escaped

_REFUSED = "rebase-refused"
_MONTH, _WHY = "From which month", "What changed, apart from these numbers"
Versions = Mapping[date, tuple[RebaseVersion, ...]]


def known_change(visit: Visit, measure: Monthly) -> None:
    """A small button that opens what stands and the form, for whoever may; nothing at all for everyone else."""
    if not visit.viewer.may(Capability.WRITE_THE_SELF_EVALUATION):
        return
    with (
        st.container(key=f"controls-rebase-{measure.code}"),
        st.popover("A change that is known", type="tertiary", icon=":material/flag:", key=f"rebase-{measure.code}"),
    ):
        if refused := st.session_state.pop(f"{_REFUSED}-{measure.code}", None):
            st.error(escaped(refused))
        kept = versions(visit, measure)
        _standing(visit, measure, kept)
        _form(visit, measure, kept)


def _standing(visit: Visit, measure: Monthly, kept: Versions) -> None:
    """What stands, each with a way to withdraw it, and what was withdrawn."""
    for month, of_month in kept.items():
        if of_month[0].withdrawn:
            continue
        with st.container(border=True, gap="small", key=f"rebase-{measure.code}-{month:%Y-%m}"):
            st.caption(f"Limits begin anew in **{month:%B %Y}**. {_by(of_month[0])}.")
            st.text(of_month[0].reason)
            st.button(
                "Withdraw",
                key=f"rebase-{measure.code}-{month:%Y-%m}-withdraw",
                help="The limits run on through this month again. What was written is kept.",
                on_click=_withdraw,
                args=(visit, measure, month, of_month[0].version),
            )
    for month, of_month in kept.items():
        if of_month[0].withdrawn:
            st.caption(f"Withdrawn: {month:%B %Y}. {_by(of_month[0])}.")


def _form(visit: Visit, measure: Monthly, kept: Versions) -> None:
    months = months_to_begin(visit, measure)
    if not months:
        st.caption(f"No month can be chosen: {ENOUGH_POINTS} months have to lie before it, and {FEWEST_SINCE} since.")
        return
    st.caption(
        "When it is known from elsewhere that a process changed, such as a merged register or a new team, its limits can be "
        "worked out anew from that month. To do it because of a bad month hides that month, from you too. Everyone sees that limits begin "
        "anew, however the chart is filtered; leads alone read why. Name no child."
    )
    form = f"rebase-{visit.viewer.area}-{measure.code}"
    key = f"{form}-{st.session_state.get(f'{form}-saved', 0):d}"  # after each saving the fields are new, and until then what is typed stays
    with st.form(key, border=False):
        st.selectbox(
            _MONTH,
            list(reversed(months)),
            index=None,
            format_func=lambda month: f"{month:%B %Y}",
            placeholder=f"{FEWEST_SINCE} months or more back",
            key=f"{key}-month",
        )
        st.text_area(_WHY, key=f"{key}-why", height=90, max_chars=LONGEST_REASON)
        st.form_submit_button("Begin limits anew", key=f"{key}-save", on_click=_save, args=(visit, measure, form, key, kept))


def _save(visit: Visit, measure: Monthly, form: str, key: str, kept: Versions) -> None:
    month = st.session_state[f"{key}-month"]
    if month is None:
        st.session_state[f"{_REFUSED}-{measure.code}"] = "Choose the month from which limits begin anew, and save it again."
        return
    seen = kept[month][0].version if month in kept else 0
    if _is_done(measure, lambda: rebase(visit, measure, month, st.session_state[f"{key}-why"], seen)):
        st.session_state[f"{form}-saved"] = st.session_state.get(f"{form}-saved", 0) + 1


def _withdraw(visit: Visit, measure: Monthly, month: date, seen: int) -> None:
    _is_done(measure, lambda: withdraw(visit, measure, month, seen))


def _is_done(measure: Monthly, do: Callable[[], object]) -> bool:
    """Do it, or have the form say why it is refused."""
    try:
        do()
    except RollcallError as refused:
        st.session_state[f"{_REFUSED}-{measure.code}"] = str(refused)
        return False
    return True


def _by(version: RebaseVersion) -> str:
    return f"{escaped(version.author)}, {version.written_at.astimezone():%d/%m/%Y %H:%M}"
