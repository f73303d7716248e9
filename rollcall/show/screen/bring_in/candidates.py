"""Children who may not be in school: never counted unasked, accepted one by one or all at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import streamlit as st

from rollcall.access import Capability
from rollcall.answers.ask import Visit
from rollcall.definitions.codes import CATEGORY
from rollcall.errors import RollcallError
from rollcall.show.screen.bring_in.words import many
from rollcall.show.sentences import escaped

_WHY = {
    "attendance": "Missed half or more of their sessions in the latest term, with no spell that says so",
    "no_establishment": "Of school age, and no school is named for them",
    "home_educated_flag": "Marked as home educated in the SEND list, with no spell that says so",
    "sen2_eotas": "Placed under other arrangements by the council in the SEN2 return, with no spell that says so",
    "sen2_ehe": "Home educated, or placed under other arrangements by parents, in the SEN2 return, with no spell that says so",
    "sen2_cme": "With a plan and no placement in the SEN2 return, and no spell that says so",
}


def candidates(visit: Visit) -> None:
    """The children whom the kept files suggest, by what suggests them."""
    if visit.invented or not visit.viewer.may(Capability.DECIDE_ABOUT_CHILDREN):
        return
    found = visit.ask("candidates_list").records()
    if not found:
        return
    st.header("Children who may not be in school", anchor=False)
    st.markdown(
        f"The files suggest {many(len(found), 'child', 'children')} who may not be in school. "
        "They are **not counted** until you say so, and you can undo it like any upload."
    )
    for source in dict.fromkeys(str(record["source"]) for record in found):
        _of_one_source(visit, source, [record for record in found if record["source"] == source])


def _of_one_source(visit: Visit, source: str, found: Sequence[dict[str, Any]]) -> None:
    with st.expander(
        f"{many(len(found), 'child', 'children')}: {escaped(_WHY.get(source, source))}",
        icon=":material/person_search:",
        key=f"may-be-out-{source}",
    ):
        st.dataframe(
            {name.replace("_", " ").capitalize(): [record[name] for record in found] for name in found[0] if name != "source"},
            hide_index=True,
            key=f"candidates-{source}",
            alt=f"{_WHY.get(source, source)}: the children, and what is suggested",
        )
        children = [str(record["child_id"]) for record in found]
        suggested = str(found[0]["suggested_category"])
        starts = [record["suggested_start_date"] for record in found if record.get("suggested_start_date")]
        with st.form(f"accept-{source}", border=False):
            left, middle, right = st.columns([2, 2, 1])
            left.multiselect("Which", children, key=f"which-{source}", placeholder="All of them")
            labels = CATEGORY.labels
            middle.selectbox("As", list(labels), index=list(labels).index(suggested), format_func=labels.__getitem__, key=f"as-{source}")
            right.date_input("Since", max(starts, default=visit.as_at), format="DD/MM/YYYY", key=f"since-{source}")
            st.form_submit_button("Count them", on_click=_accept, args=(visit, source, children), icon=":material/how_to_reg:")


def _accept(visit: Visit, source: str, children: Sequence[str]) -> None:
    chosen = st.session_state[f"which-{source}"] or children
    since: date = st.session_state[f"since-{source}"]
    try:
        upload = visit.accept_candidates(chosen, st.session_state[f"as-{source}"], since)
    except RollcallError as refused:
        st.session_state["decided"] = str(refused)
    else:
        st.session_state["kept_upload"] = upload.upload_id
