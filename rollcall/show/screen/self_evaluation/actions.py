"""The actions of a chapter: what will be done, by whom and by when, and how far it is."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import streamlit as st

from rollcall.answers.ask import Visit
from rollcall.answers.self_evaluation import ActionVersion, Written, save_action
from rollcall.definitions.self_evaluation import LONGEST_ACTION, LONGEST_OWNER, Chapter, State
from rollcall.errors import ChangedMeanwhile, RollcallError
from rollcall.show.sentences import escaped

_STATES = {state.code: state for state in State}
_REFUSED, _MINE = "action-refused", "action-mine"


class Mine(NamedTuple):
    """An action as the reader would have it."""

    chapter: Chapter
    number: int | None
    action: str
    owner: str
    due: date | None
    state: State


def plan(visit: Visit, kept: Written, chapter: Chapter) -> None:
    """The actions as they stand, and a form for a new one or a change."""
    st.subheader("Actions", anchor=False)
    mine = {action.number: action for action in kept.actions_of(chapter)}
    if mine:
        _table(tuple(mine.values()))
    if refused := st.session_state.pop(_REFUSED, None):
        st.error(escaped(refused))
    held: Mine | None = st.session_state.get(_MINE)
    if held and held.chapter is chapter and held.number in mine:
        _settle(visit, held, mine[held.number])
    number = st.selectbox(
        "Write down or change",
        [None, *mine],
        format_func=lambda chosen: "A new action" if chosen is None else mine[chosen].action,
        key=f"action-{chapter.code}",
    )
    _form(visit, kept, chapter, mine.get(number) if number else None)


def _table(actions: tuple[ActionVersion, ...]) -> None:
    st.dataframe(
        {
            "Action": [one.action for one in actions],
            "Owner": [one.owner or "No owner yet" for one in actions],
            "Due": [f"{one.due_date:%d/%m/%Y}" if one.due_date else "No date yet" for one in actions],
            "State": [_STATES[one.state].value if one.state in _STATES else one.state for one in actions],
            "Last saved": [f"{one.author}, {one.written_at.astimezone():%d/%m/%Y}, version {one.version}" for one in actions],
        },
        hide_index=True,
        height="content",
        alt="The actions: what, by whom, by when, how far, and who saved it last",
    )


def _form(visit: Visit, kept: Written, chapter: Chapter, now: ActionVersion | None) -> None:
    # A new version, or one action more, begins with fields of its own.
    key = f"action-{chapter.code}-{now.number}-{now.version}" if now else f"action-{chapter.code}-new-{len(kept.actions)}"
    with st.form(key, border=False):
        st.text_input("What will be done", now.action if now else "", key=f"{key}-what", max_chars=LONGEST_ACTION)
        with st.container(horizontal=True):
            st.text_input("Owner", now.owner if now else "", key=f"{key}-owner", max_chars=LONGEST_OWNER)
            st.date_input("Due", now.due_date if now else None, format="DD/MM/YYYY", key=f"{key}-due")
            st.selectbox(
                "State",
                list(_STATES),
                index=list(_STATES).index(now.state) if now and now.state in _STATES else 0,
                format_func=lambda code: _STATES[code].value,
                key=f"{key}-state",
            )
        st.form_submit_button("Save action", key=f"{key}-save", on_click=_save_form, args=(visit, chapter, now, key))


def _save_form(visit: Visit, chapter: Chapter, now: ActionVersion | None, key: str) -> None:
    action, owner, due, state = (st.session_state[f"{key}-{field}"] for field in ("what", "owner", "due", "state"))
    _save(visit, Mine(chapter, now.number if now else None, action, owner, due, _STATES[state]), now.version if now else 0)


def _save(visit: Visit, mine: Mine, based_on: int) -> None:
    st.session_state.pop(_MINE, None)
    try:
        save_action(visit, mine.chapter, mine.number, mine.action, mine.owner, mine.due, mine.state, based_on)
    except ChangedMeanwhile as changed:
        st.session_state[_REFUSED], st.session_state[_MINE] = str(changed), mine
    except RollcallError as refused:
        st.session_state[_REFUSED] = str(refused)


def _settle(visit: Visit, mine: Mine, theirs: ActionVersion) -> None:
    """What the reader would have, beside what is saved meanwhile, and the choice."""
    with st.container(border=True, key="action-both"):
        for whose, action, owner, due, state in (
            ("Yours", mine.action, mine.owner, mine.due, mine.state.code),
            ("The latest", theirs.action, theirs.owner, theirs.due_date, theirs.state),
        ):
            told = f"{owner or 'no owner'}, {f'{due:%d/%m/%Y}' if due else 'no date'}, {_STATES[state].value}"
            st.caption(whose)
            st.text(f"{action} ({told})")
        with st.container(horizontal=True, key="controls-action-both"):
            st.button("Save mine after it", key="action-keep-mine", on_click=_save, args=(visit, mine, theirs.version))
            st.button("Keep the latest, and drop mine", key="action-drop", on_click=st.session_state.pop, args=(_MINE, None))
