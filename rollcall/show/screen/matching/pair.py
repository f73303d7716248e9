"""One pair at a time: what the file says of a child beside what the list says, and whether it is the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import streamlit as st

from rollcall.show.screen.bring_in.grid import grid
from rollcall.show.screen.matching.words import BIRTH, NOT_SHOWN, likely, things
from rollcall.show.sentences import capital, escaped

if TYPE_CHECKING:
    from rollcall.intake.desk import Desk, Drop
    from rollcall.intake.linkage.records import ListedChild, UnlistedChild
    from rollcall.intake.linkage.verdicts import Match

_AT = "matching_at"


def pair(desk: Desk, drop: Drop, asked: Sequence[Match]) -> None:
    """The pair that the reader has come to, and the answers to choose from."""
    st.header("Is it the same child?", anchor=False)
    if asked:
        at = st.session_state.get(_AT, 0) % len(asked)
        _show(asked[at], at, len(asked))
        _answers(desk, drop, asked[at], len(asked))
    else:
        st.markdown("There is no pair left to look at.")
    if drop.can_undo_match:
        st.button("Undo the last answer", icon=":material/undo:", key="matching-undo", on_click=desk.undo_match, args=(drop,), shortcut="U")


def _show(match: Match, at: int, count: int) -> None:
    st.markdown(f"**Pair {at + 1} of {count}**: {likely(match.probability)} likely. {escaped(match.why)}.")
    st.caption(escaped(f"{capital(match.unlisted.where)}, and {match.listed.child_id} of the list."))
    compared = {**match.compared, BIRTH: match.births}
    theirs, ours = (things(told, "Initials" in compared) for told in (match.unlisted.told, match.listed.told))
    names = [name for name in dict.fromkeys((BIRTH, *match.compared, *theirs, *ours)) if name == BIRTH or name in theirs or name in ours]
    grid(
        ("", "In the file", "In the list", "Compared"),
        [(name, _said(match.unlisted, theirs, name), _said(match.listed, ours, name), compared.get(name, "")) for name in names],
        "What the file and the list say of the child, thing by thing, and whether they agree",
    )


def _said(child: UnlistedChild | ListedChild, things: Mapping[str, str], name: str) -> str:
    """What one side says of a thing; of the date of birth no more than that it is told."""
    return things.get(name, NOT_SHOWN if name == BIRTH and child.told.born else "not told")


def _answers(desk: Desk, drop: Drop, match: Match, count: int) -> None:
    def say(same: bool) -> None:
        desk.say_match(drop, match.key, same)

    def later() -> None:
        st.session_state[_AT] = (st.session_state.get(_AT, 0) + 1) % count

    with st.container(horizontal=True, key="controls-matching-answers"):
        st.button("The same child", type="primary", key="matching-same", icon=":material/check:", shortcut="Y", on_click=say, args=(True,))
        st.button("Two children", key="matching-different", icon=":material/close:", shortcut="N", on_click=say, args=(False,))
        st.button("Later", key="matching-later", icon=":material/skip_next:", shortcut="L", on_click=later, disabled=count < 2)
