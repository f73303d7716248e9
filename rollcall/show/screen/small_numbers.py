"""The area's rule for small numbers: what it is, what it does, and the choice of another."""

from __future__ import annotations

import streamlit as st

from rollcall.access import Capability
from rollcall.answers.ask import Visit
from rollcall.answers.rule import RULES
from rollcall.errors import RollcallError
from rollcall.show.screen import words
from rollcall.show.sentences import escaped

_CHOSEN, _REFUSED = "small_numbers", "small_numbers_refused"


def choose_rule(visit: Visit) -> None:
    """Show the rule, and let whoever may choose another."""
    st.header("How small numbers are protected", anchor=False)
    kept, rule = visit.kept_visit, visit.kept_visit.rule
    st.markdown(f"**{escaped(rule.title)}.** {escaped(rule.footnote)}")
    words.small(f"Source: {rule.source}. Boards and commissioners see nothing else; the lead sees exact numbers.")
    if not visit.viewer.may(Capability.CHOOSE_THE_RULE):
        return
    st.radio(
        "Rule for this area",
        list(RULES),
        index=list(RULES).index(rule.name),
        format_func=lambda name: RULES[name].title,
        captions=[one.source for one in RULES.values()],
        key=_CHOSEN,
        on_change=_choose,
        args=(kept,),
    )
    if refused := st.session_state.pop(_REFUSED, None):
        st.error(escaped(refused))


def _choose(visit: Visit) -> None:
    try:
        visit.choose_rule(st.session_state[_CHOSEN])
    except RollcallError as refused:  # such as an audit log that cannot be written
        st.session_state[_REFUSED] = str(refused)
        st.session_state[_CHOSEN] = visit.rule.name
