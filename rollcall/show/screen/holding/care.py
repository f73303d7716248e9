"""How long each spreadsheet kind is held, and the backups."""

from __future__ import annotations

import streamlit as st

from rollcall.answers.holding import Holding
from rollcall.definitions.tables import TABLES
from rollcall.show.screen.bring_in.words import many, moment
from rollcall.show.screen.holding.words import say, title, went

_MONTHS = (0, 6, 12, 18, 24, 36, 60, 84, 120)


def retention(holding: Holding) -> None:
    """The time for which a spreadsheet kind is held, to be seen and set."""
    now = holding.retention

    def hold() -> None:
        table, months = st.session_state["hold-table"], st.session_state["hold-months"]
        say(lambda: _held(holding, table, months or None))

    st.header("For how long", anchor=False)
    st.markdown("What is older is deleted for good when Rollcall starts and once a day, and stands in the list of deletions.")
    with st.form("hold", border=True):
        st.selectbox(
            "Spreadsheet",
            [table.name for table in TABLES],
            format_func=lambda table: f"{title(table)}: {_for(now[table])}",
            key="hold-table",
        )
        st.selectbox("Hold it", _MONTHS, format_func=_for, key="hold-months")
        st.form_submit_button("Set, and delete what is older", on_click=hold)


def backups(holding: Holding) -> None:
    """The backups in the data folder."""
    made = holding.backups
    st.header("Backups", anchor=False)
    which = "as encrypted as the database" if holding.is_encrypted else "not encrypted either"
    latest = f"The latest of {many(len(made), 'backup')} is of {moment(made[0])}." if made else "There is no backup yet."
    st.markdown(
        f"{latest} One is made each day on which something changed, in the folder `backups` of the data folder; the last seven stay. "
        f"They are {which}. Copy them to another computer: `python -m rollcall restore FILE` brings one back."
    )
    st.button(
        "Make a backup now",
        icon=":material/backup:",
        on_click=say,
        args=(lambda: _backed_up(holding),),
        disabled=not holding.held and not holding.written,
    )


def _held(holding: Holding, table: str, months: int | None) -> str:
    erased = holding.hold_for(table, months)
    gone = f" {went(erased)}" if erased.going else " Nothing held is older."
    return f"{title(table)} is held {_for(months)}.{gone if months else ''}"


def _backed_up(holding: Holding) -> str:
    holding.back_up()
    return "The backup is made, and was read again."


def _for(months: int | None) -> str:
    return f"for {months} months" if months else "until it is deleted"
