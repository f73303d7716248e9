"""Try to break it: the attack on the protected numbers, started by whoever answers for them, with its verdict in plain words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import streamlit as st

from rollcall.access import Role
from rollcall.answers.ask import Visit
from rollcall.show.screen import words
from rollcall.show.sentences import day, escaped

if TYPE_CHECKING:
    from rollcall.attack.session import Attacked

_AS = {
    "both": ("Both, who tell each other", (Role.BOARD, Role.COMMISSIONER)),
    "board": ("A board member", (Role.BOARD,)),
    "commissioner": ("A commissioner", (Role.COMMISSIONER,)),
}
_SESSIONS = (10, 50, 200)
_FOUND = "what_the_attack_found"
_MOST_SHOWN = 20


Attack = Callable[[Mapping[str, Sequence[Visit]], int, Callable[[int, int], object]], "Attacked"]


def tell(visit: Visit, attack: Attack) -> None:
    """The verdict first, then the way to ask for another."""
    found: Attacked | None = st.session_state.get(_FOUND)
    st.title(_verdict(found, visit), anchor=False)
    if found is None:
        st.markdown(
            "The attack takes everything that boards and commissioners can see of this area, with every download and sentence, "
            "writes it down as one system of whole numbers, and looks for a number of children that can be proved to be small."
        )
    else:
        _figures(found)
        _breaches(found)
    _start(visit, attack)
    words.small(
        "The attack shares no program with what protects the numbers, and knows nothing but what is shown. "
        "It does not know what an attacker may have heard about single children: docs/attack.md says what it leaves out."
    )


def _verdict(found: Attacked | None, visit: Visit) -> str:
    if found is None:
        return "Nobody has tried to break this area's numbers yet"
    on = day(visit.as_at)
    if found.breaches:
        many = f"{len(found.breaches):,} numbers point" if len(found.breaches) > 1 else "1 number points"
        return f"{many} at few children in what was shown of {on}"
    return f"No number points at a child: {found.hidden:,} hidden numbers were attacked in what is shown of {on}, and all held"


def _figures(found: Attacked) -> None:
    told = (
        ("Random sessions", found.sessions),
        ("Numbers shown", found.shown),
        ("Tried to find out", found.targets),
        ("Files read", found.downloads),
        ("Questions refused", found.refused),
    )
    with st.grid(len(told), min_column_width=150, gap="small"):
        for label, number in told:
            st.metric(label, f"{number:,}", border=True)


def _breaches(found: Attacked) -> None:
    for breach in found.breaches[:_MOST_SHOWN]:
        st.error(f"**{escaped(str(breach))}**  \n" + "  \n".join(escaped(line) for line in breach.evidence), icon=":material/report:")
    if found.breaches:
        st.markdown("Choose a stricter rule below, and tell whoever looks after Rollcall: this is a mistake of the program.")


def _start(visit: Visit, attack: Attack) -> None:
    with st.container(border=True, key="controls-attack"):
        as_whom = st.segmented_control(
            "As whom", list(_AS), format_func=lambda name: _AS[name][0], default="both", required=True, key="attack_as", wrap=True
        )
        sessions = st.segmented_control(
            "How many sessions, each of some pages, cuts and days",
            list(_SESSIONS),
            default=_SESSIONS[0],
            required=True,
            key="attack_sessions",
        )
        if st.button("Attack", type="primary", icon=":material/bolt:", key="attack"):
            bar = st.progress(0.0, "Looking at everything that can be seen")
            visits = visit.attacked_as(_AS[as_whom][1])
            found = attack(visits, int(sessions), lambda done, of: bar.progress(done / of, f"Session {done:,} of {of:,}"))
            visit.note_attack(found.sessions, len(found.breaches))
            st.session_state[_FOUND] = found
            st.rerun()
