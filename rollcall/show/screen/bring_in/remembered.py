"""What is remembered of how each partner's spreadsheets are read: looked at, forgotten, given to another council, or taken from one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from rollcall.errors import RollcallError
from rollcall.show.screen.bring_in.drop import uploader
from rollcall.show.screen.bring_in.words import many
from rollcall.show.screen.taking_away import take_away
from rollcall.show.sentences import capital, day, escaped

if TYPE_CHECKING:
    from rollcall.intake.desk import Desk
    from rollcall.intake.mapping import RememberedMapping


def remembered(desk: Desk) -> None:
    """Every mapping, those that hold a choice first, with the ways to take them to another council and to bring one in."""
    mappings = sorted(desk.mappings(), key=lambda one: (not one.count, one.partner, one.label))
    with st.expander(
        "What is remembered of their spreadsheets", icon=":material/history_edu:", key="remembered", on_change="rerun"
    ) as drawer:
        if not drawer.open:
            return
        st.markdown(
            "When a spreadsheet is kept, the way it was read is remembered by its headings, so that next month there is nothing to do. "
            "A mapping says how headings, words and dates are read. No child is in it, so a council with the same system can use it too."
        )
        if not mappings:
            st.markdown("Nothing is remembered yet.")
        for mapping in mappings:
            _one(desk, mapping)
        _give_away(desk, mappings)
        uploader(
            "Bring in mappings from another council",
            lambda files: _take(desk, files),
            ("json",),
            "The .json file of their export.",
            "mappings",
        )


def _one(desk: Desk, mapping: RememberedMapping) -> None:
    with st.container(border=True, gap="small", key=f"mapping-{mapping.mapping_id}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            whose = f"from {mapping.partner}'s mappings" if mapping.imported else f"from {mapping.partner}"
            last = f", last for {day(mapping.profiles[-1][0])}" if mapping.profiles else ""
            st.markdown(f"**{escaped(mapping.title)}** {escaped(whose)}: {escaped(mapping.name)} :gray[{last}]", width="stretch")
            st.button(
                "Forget",
                on_click=desk.forget_mapping,
                args=(mapping.mapping_id,),
                key=f"forget-{mapping.mapping_id}",
                icon=":material/close:",
                type="tertiary",
                help="Read such spreadsheets as if none had come before.",
            )
        said = desk.mapping_in_words(mapping)
        if said:
            st.markdown("\n".join(f"- {capital(escaped(sentence))}" for sentence in said))


def _give_away(desk: Desk, mappings: list[RememberedMapping]) -> None:
    count = sum(mapping.count > 0 for mapping in mappings)
    if count:
        label = f"Take {many(count, 'mapping')} to another council"
        take_away(label, desk.export_mappings, "rollcall_mappings.json", "export-mappings")


def _take(desk: Desk, files: list[tuple[str, bytes]]) -> None:
    try:
        st.session_state["decided"] = " ".join(desk.import_mappings(data) for _, data in files)
    except RollcallError as refused:
        st.session_state["decided"] = str(refused)
