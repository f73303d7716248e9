"""Keep or throw away: the one decision on a drop, always in sight, and what is said after it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

import streamlit as st

from rollcall.definitions.tables import BY_NAME
from rollcall.errors import RollcallError
from rollcall.show.screen.bring_in import put_right
from rollcall.show.screen.bring_in.settle import open_questions
from rollcall.show.screen.bring_in.waiting import sheets_of, undo_button
from rollcall.show.screen.bring_in.words import counted_from, many
from rollcall.show.screen.frame import link_to
from rollcall.show.sentences import day, escaped, listed

if TYPE_CHECKING:
    from rollcall.intake.desk import Desk, Drop
    from rollcall.intake.examined import Examined
    from rollcall.store import UploadRecord


def decide(desk: Desk, drop: Drop) -> None:
    """The bar at the foot of the page: what would be kept, and the two buttons."""
    with st.bottom:
        with st.container(horizontal=True, vertical_alignment="center", key="controls-undo"):
            undo_button(desk, drop, "undo-change", hears=not put_right.hears_the_shortcut())
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="right", key="controls-decide"):
            st.markdown(_waits(drop), width="stretch")
            st.button("Throw away", on_click=_throw_away, args=(desk,), icon=":material/close:")
            st.button(
                "Keep",
                type="primary",
                on_click=_keep,
                args=(desk, drop, drop.examined),
                disabled=not drop.examined.prepared,
                icon=":material/check:",
            )


def _waits(drop: Drop) -> str:
    if not drop.examined.prepared:
        return "**There is nothing to keep** in these files."
    rows = sum(sheet.rows_kept for _, sheet in sheets_of(drop))
    questions = open_questions(drop)
    still = f" {many(questions, 'answer')} still open." if questions else ""
    return f"**Nothing is kept yet.** {many(rows, 'row')} to keep.{still}"


def _throw_away(desk: Desk) -> None:
    desk.throw_away()
    st.session_state["drop_is_decided"] = True
    st.session_state["decided"] = "Thrown away. Nothing of these files was kept."


def _keep(desk: Desk, drop: Drop, shown: Examined) -> None:
    """Keep what the page was drawn from, and nothing that another tab has changed since."""
    rows: Counter[str] = Counter()
    for sheet in (sheet for file in shown.files for sheet in file.sheets):
        rows[sheet.table or ""] += sheet.rows_kept
    try:
        upload = desk.keep(drop, shown)
    except RollcallError as refused:
        st.session_state["decided"] = str(refused)
        if desk.drop is drop:
            return
    else:
        st.session_state["kept_upload"] = upload.upload_id
        st.session_state["kept_from"] = {upload.upload_id: rows}
    st.session_state["drop_is_decided"] = True


def undo(desk: Desk, upload_id: int) -> None:
    """Take an upload back, and say so."""
    try:
        desk.undo(upload_id)
    except RollcallError as refused:
        st.session_state["decided"] = str(refused)
    else:
        st.session_state["decided"] = "Taken back. The answers are again what they were before these spreadsheets were kept."
    st.session_state.pop("kept_upload", None)


def confirmation(desk: Desk) -> None:
    """What the last decision did, with a way back."""
    said = st.session_state.pop("decided", None)
    if said:
        st.info(escaped(said), icon=":material/info:")
    upload = next((one for one in desk.store.uploads() if one.upload_id == st.session_state.get("kept_upload") and not one.undone), None)
    if upload is None:
        return
    rows = st.session_state.get("kept_from", {}).get(upload.upload_id, {})
    st.success(_what_was_kept(upload, rows), title="Kept", icon=":material/check_circle:")
    with st.container(horizontal=True, vertical_alignment="center"):
        link_to("overview", "See the overview", ":material/arrow_forward:")
        st.button("Undo", on_click=undo, args=(desk, upload.upload_id), icon=":material/undo:", key="undo-last")


def _what_was_kept(upload: UploadRecord, kept_from: Mapping[str, int]) -> str:
    """What an upload holds, with the rows of the files where several figures were kept of each."""
    rows: Counter[str] = Counter()
    for version in upload.versions:
        rows[version.table] += version.rows
    each = [f"{counted_from(table, count, kept_from.get(table, 0))} of {BY_NAME[table].title}" for table, count in rows.items()]
    kept = f"From {many(len(upload.files), 'file')}: {listed(each)}. "
    used = [version.as_at for version in upload.versions if version.active]
    if not used:
        return kept + "All of it is older than what was kept before, so it is history, and the answers stay as they are."
    return kept + f"It speaks for {day(max(used))}, and every page now counts it."
