"""The children who are linked, with a way to take a link apart, and those who are like no listed child."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from rollcall.show.screen.bring_in.grid import grid
from rollcall.show.screen.bring_in.words import many
from rollcall.show.screen.matching.words import BIRTH, in_short, likely

if TYPE_CHECKING:
    from rollcall.intake.desk import Desk, Drop
    from rollcall.intake.linkage.linkage import Linkage
    from rollcall.intake.linkage.verdicts import Match


def linked(desk: Desk, drop: Drop, linkage: Linkage) -> None:
    """Every link, the least likely first, and what it rests on."""
    links = sorted(linkage.linked, key=lambda match: match.probability)
    if not links:
        return
    with st.expander(f"{many(len(links), 'child', 'children')} linked", icon=":material/link:", key="matching-linked"):
        grid(
            ("Listed as", "In the file", "In the list", BIRTH, "Likely", "How", "Where"),
            [
                (
                    match.listed.child_id,
                    in_short(match.unlisted.told),
                    in_short(match.listed.told),
                    match.births,
                    likely(match.probability),
                    _how(match),
                    match.unlisted.where,
                )
                for match in links
            ],
            "The children who are linked, the least likely first, with what the file and the list say of each",
        )
        _take_apart(desk, drop, {match.key: match for match in links})


def alone(linkage: Linkage) -> None:
    """The children of the files who are like no listed child."""
    if not (children := linkage.not_listed):
        return
    title = f"{many(len(children), 'child', 'children')} like no listed child"
    with st.expander(title, icon=":material/person_search:", key="matching-alone"):
        grid(
            ("In the file", "Partner", "Where"),
            [(in_short(child.told), child.partner, child.where) for child in children],
            "The children of the files who are like no listed child, and where they stand",
        )


def _how(match: Match) -> str:
    how = "said by a person" if match.verdict.value == "said_same" else "by what both tell"
    return f"{how}, before" if match.before else how


def _take_apart(desk: Desk, drop: Drop, links: dict[str, Match]) -> None:
    key = f"matching-apart-{id(drop)}"

    def label(pair: str) -> str:
        return f"{links[pair].listed.child_id}: {links[pair].unlisted.where}"

    def say() -> None:
        if st.session_state[key]:
            desk.say_match(drop, st.session_state[key], False)

    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            "Take a link apart", list(links), index=None, format_func=label, key=key, placeholder="Choose a link", on_change="ignore"
        )
        st.button("Two children", icon=":material/link_off:", key="matching-take-apart", on_click=say)
