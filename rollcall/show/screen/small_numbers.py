"""The area's rule for small numbers: what it is, what it does, and the choice of another."""

from __future__ import annotations

import streamlit as st

from rollcall.access import Capability
from rollcall.answers.ask import Visit
from rollcall.answers.rule import RULES
from rollcall.errors import RollcallError
from rollcall.show.screen import words
from rollcall.show.sentences import escaped

_CHOSEN, _REFUSED, _CONFIRMED = "small_numbers", "small_numbers_refused", "small_numbers_confirmed"
BEFORE_IT_IS_CHOSEN = (
    "**Choose it once, before others look.** Whoever saw a number under one rule and sees it under another can put the two together: "
    "one that was hidden under “1 to 7” and is shown as 5 under “1 to 4” is 5, 6 or 7. Downloads and meetings of before stay as they were. "
    "Nothing protects against that, and a change is written into the audit log."
)


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
    )
    st.markdown(BEFORE_IT_IS_CHOSEN)
    if RULES[st.session_state[_CHOSEN]] is not rule:
        st.checkbox("I know that changing the rule can show small numbers to who saw the pages before", key=_CONFIRMED)
        st.button("Change the rule", key="change_rule", disabled=not st.session_state[_CONFIRMED], on_click=_choose, args=(kept,))
    if refused := st.session_state.pop(_REFUSED, None):
        st.error(escaped(refused))


def _choose(visit: Visit) -> None:
    if not st.session_state.pop(_CONFIRMED, False):
        return
    try:
        visit.choose_rule(st.session_state[_CHOSEN])
    except RollcallError as refused:  # such as an audit log that cannot be written
        st.session_state[_REFUSED] = str(refused)
        st.session_state[_CHOSEN] = visit.rule.name
