"""One line beside the files that wait: which of their children were linked to listed ones, and who is to be looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from rollcall.show.screen.bring_in.words import many
from rollcall.show.screen.frame import link_to

if TYPE_CHECKING:
    from rollcall.intake.drop import Drop


def notice(drop: Drop) -> None:
    """What came of matching the children whom no list has by a number; nothing when there are none who are like a listed child."""
    linkage = drop.examined.linkage
    if linkage is None or not (linkage.linked or linkage.asked):
        return
    said = f"{many(len(linkage.linked), 'child', 'children')} without a shared number linked to listed ones"
    if linkage.asked:
        said += f", and **{many(linkage.children_asked_about, 'child', 'children')} to look at** before you keep these files"
    with st.container(horizontal=True, vertical_alignment="center", key="controls-matching"):
        st.markdown(f":material/join_inner: {said}.", width="content")
        link_to("match_children")
