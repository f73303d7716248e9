"""Deleting for good: what goes is shown first, and a word is typed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from rollcall.answers.holding import Going, Holding, What
from rollcall.show.screen.holding.words import say, title, went, would_go

SURE = "delete for good"
_NOT_SURE = f"Nothing was deleted: the words to type are “{SURE}”."


def delete(holding: Holding) -> None:
    """The choice of what goes, what that is, and the word to be sure."""
    held, written = holding.held, holding.written
    choices = [what for what in What if held or what not in (What.PARTNER, What.BEFORE)]
    choices = [what for what in choices if written or what is not What.SELF_EVALUATION]
    if not held and not written:
        return
    st.header("Delete for good", anchor=False)
    st.markdown(
        "An upload can be undone and put back on the page Bring in spreadsheets. **What is deleted here is gone**: from the database, "
        "from the backups in the data folder, and from every byte of both. Copies of backups that you keep elsewhere are yours to delete."
    )
    with st.container(border=True):
        what = What(st.radio("What", choices, key="delete-what", horizontal=True) or choices[0])
        partner = before = None
        if what is What.PARTNER:
            partner = st.selectbox("Partner", list(dict.fromkeys(one.partner for one in held)), key="delete-partner")
        elif what is What.BEFORE:
            before = st.date_input("Kept before", date.today(), key="delete-before", format="DD/MM/YYYY", max_value=date.today())
        going = holding.would_go(what, partner, before)
        of_ours = written if what in (What.SELF_EVALUATION, What.EVERYTHING) else None
        st.markdown(would_go(going, of_ours))
        if not going and not of_ours:
            return
        if going:
            _table(holding, going)

        def sure() -> None:
            typed = st.session_state["delete-typed"].strip().lower()
            say(lambda: _deleted(holding, what, partner, before) if typed == SURE else _NOT_SURE)

        with st.form("delete-sure", border=False, clear_on_submit=True):
            st.text_input(f"To be sure, type: {SURE}", key="delete-typed")
            st.form_submit_button("Delete for good", icon=":material/delete_forever:", on_click=sure)


def _table(holding: Holding, going: Sequence[Going]) -> None:
    st.dataframe(
        {
            "Partner": [one.partner for one in going],
            "Spreadsheet": [title(one.table) for one in going],
            **({"Rows": [f"{one.rows:,}" for one in going]} if holding.viewer.sees_exact_numbers else {}),
            "Versions": [len(one.version_ids) for one in going],
        },
        hide_index=True,
        height="content" if len(going) < 12 else 400,
        alt="What would be deleted",
    )


def _deleted(holding: Holding, what: What, partner: str | None, before: date | None) -> str:
    return went(holding.delete(what, partner, before))
