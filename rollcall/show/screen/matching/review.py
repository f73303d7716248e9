"""The review of a drop that waits: how its children were matched, how sure a link must be, and the pairs to look at."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import streamlit as st

from rollcall.access import Capability
from rollcall.answers.ask import Visit
from rollcall.errors import AuditRefused
from rollcall.show.screen import words as say
from rollcall.show.screen.bring_in.words import many
from rollcall.show.screen.frame import in_meeting, link_to, say_that_it_is_invented
from rollcall.show.screen.matching.lists import alone, linked
from rollcall.show.screen.matching.pair import pair
from rollcall.show.screen.matching.words import SURE, how_sure
from rollcall.show.sentences import capital, escaped

if TYPE_CHECKING:
    from rollcall.access import Viewer
    from rollcall.intake.desk import Desk, Drop
    from rollcall.intake.linkage.linkage import Linkage
    from rollcall.store import Store

OpenDesk = Callable[["Viewer", "Store"], "Desk"]


def review(visit: Visit, open_desk: OpenDesk) -> bool:
    """Draw the review for the lead who has files waiting with children to match. Whether there was anything to draw."""
    if visit.viewer.may(Capability.DECIDE_ABOUT_CHILDREN) and not in_meeting():
        desk = open_desk(visit.viewer, visit.kept)
        drop = desk.drop
        try:
            linkage = desk.matches(drop) if drop else None
        except AuditRefused as refused:  # what cannot be written down is not shown
            st.title("The children who wait to be matched cannot be shown", anchor=False)
            st.error(escaped(str(refused)))
            return True
        if drop and linkage and linkage.unlisted:
            _draw(desk, drop, linkage)
            return True
    say_that_it_is_invented(visit)
    return False


def _draw(desk: Desk, drop: Drop, linkage: Linkage) -> None:
    st.title(_in_short(linkage), anchor=False)
    with st.container(horizontal=True, vertical_alignment="center", key="controls-waiting"):
        st.markdown("The files wait, and nothing of them is kept yet.", width="content")
        link_to("bring_in_spreadsheets", "Back to the files", ":material/arrow_back:")
    _counts(linkage)
    if linkage.why_not:
        st.info(escaped(linkage.why_not), icon=":material/info:")
    _slider(desk, drop)
    pair(desk, drop, linkage.asked)
    linked(desk, drop, linkage)
    alone(linkage)
    say.notes(
        (
            "Likely: the chance that the two are one child, from how often such things agree for one child and how often by chance "
            "(Fellegi and Sunter, worked out by Splink).",
            "Never linked unasked: where date of birth, first name, initials or sex differ, or where more than one child fits.",
            "Dates of birth are compared and never shown: only where they agree.",
            "Names and postcodes are compared in memory and forgotten when the files are kept or thrown away. "
            "What is kept is the answer, under keyed hashes, so that it is not asked again next month.",
        )
    )


def _in_short(linkage: Linkage) -> str:
    if linkage.asked:
        return f"{capital(many(linkage.children_asked_about, 'child', 'children'))} could be listed under another number"
    if linkage.linked:
        return f"{many(len(linkage.linked), 'child', 'children')} without a shared number linked, and nobody left to look at"
    return f"{many(len(linkage.unlisted), 'child', 'children')} in these files {'is' if len(linkage.unlisted) == 1 else 'are'} in no list"


def _counts(linkage: Linkage) -> None:
    shown = (
        ("Found by a number", linkage.by_number, "By the area's reference, the NHS number or the UPN."),
        ("Linked", len(linkage.linked), "By what both files tell, or because it was said."),
        ("To look at", linkage.children_asked_about, "Like a listed child, and not surely the same."),
        ("Like no listed child", len(linkage.not_listed), "Or told apart by a person."),
    )
    with st.container(horizontal=True, key="matching-counts"):
        for name, count, meaning in shown:
            st.metric(name, f"{count:,}", help=meaning, border=True)


def _slider(desk: Desk, drop: Drop) -> None:
    key = f"sure-{id(drop)}"

    def say_sure() -> None:
        desk.say_sure(drop, st.session_state[key])

    st.select_slider(
        "Link without asking when the chance that it is the same child is at least",
        SURE,
        value=drop.matching.sure,
        format_func=how_sure,
        key=key,
        on_change=say_sure,
        help="Further right, fewer are linked unasked and more are left to look at.",
    )
