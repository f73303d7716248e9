"""What is kept, and the ways back: undo an upload, put an earlier version back, delete everything."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from rollcall.definitions.tables import BY_NAME
from rollcall.errors import RollcallError
from rollcall.show.screen.bring_in.decide import undo
from rollcall.show.screen.bring_in.words import counted, many, moment
from rollcall.show.sentences import day, escaped, listed

if TYPE_CHECKING:
    from rollcall.intake.desk import Desk
    from rollcall.store import UploadRecord, VersionRecord

SURE = "delete everything"
_FIRST = 5


def kept(desk: Desk) -> None:
    """Everything that is kept, with what can be done about it."""
    uploads = desk.store.uploads()
    if not uploads:
        return
    st.header("What is kept", anchor=False)
    _in_use([version for version in desk.store.versions() if version.active], {one.upload_id: one for one in uploads})
    _uploads(desk, uploads)
    _earlier_versions(desk)
    _delete_everything(desk)


def _in_use(versions: Sequence[VersionRecord], uploads: dict[int, UploadRecord]) -> None:
    if not versions:
        st.markdown("Nothing that is kept is in use: everything was taken back.")
        return
    with st.container(key="in-use"):
        st.dataframe(
            {
                "Spreadsheet": [_title(version) for version in versions],
                "Partner": [version.partner for version in versions],
                "Speaks for": [version.as_at for version in versions],
                "Rows": [version.rows for version in versions],
                "Kept": [uploads[version.upload_id].kept_at.astimezone() for version in versions],
                "Files": [", ".join(version.files) for version in versions],
                "By": [uploads[version.upload_id].by for version in versions],
            },
            column_config={
                "Speaks for": st.column_config.DateColumn(format="D MMM YYYY"),
                "Rows": st.column_config.NumberColumn(format="localized"),
                "Kept": st.column_config.DatetimeColumn(format="D MMM YYYY, HH:mm"),
            },
            hide_index=True,
            height="content",
            alt="The spreadsheets that every answer is worked out from now",
        )


def _title(version: VersionRecord) -> str:
    title = BY_NAME[version.table].title
    if not version.edition:
        return title
    try:
        return f"{title}, {date.fromisoformat(version.edition):%B %Y}"
    except ValueError:
        return f"{title}, {version.edition}"


def _uploads(desk: Desk, uploads: Sequence[UploadRecord]) -> None:
    st.subheader("Uploads, latest first", anchor=False)
    for upload in uploads[:_FIRST]:
        _upload(desk, upload)
    if len(uploads) > _FIRST:
        with st.expander(f"{len(uploads) - _FIRST} earlier", icon=":material/history:", key="earlier-uploads"):
            for upload in uploads[_FIRST:]:
                _upload(desk, upload)


def _upload(desk: Desk, upload: UploadRecord) -> None:
    with st.container(border=True, gap="small", key=f"upload-{upload.upload_id}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            taken_back = "  :gray-badge[taken back]" if upload.undone else ""
            st.markdown(f"**{moment(upload.kept_at)}**, {many(len(upload.files), 'file')}{taken_back}", width="stretch")
            if not upload.undone:
                st.button("Undo", on_click=undo, args=(desk, upload.upload_id), icon=":material/undo:", key=f"undo-{upload.upload_id}")
        st.caption(escaped(listed(upload.files)))


def _earlier_versions(desk: Desk) -> None:
    earlier = {version.version_id: version for version in desk.store.versions() if not version.active}
    if not earlier:
        return

    def label(version_id: int) -> str:
        version = earlier[version_id]
        return f"{_title(version)} from {version.partner}, for {day(version.as_at)} ({counted(version.table, version.rows)})"

    def put_back() -> None:
        try:
            desk.put_back(st.session_state["earlier-version"])
        except RollcallError as refused:
            st.session_state["decided"] = str(refused)
        else:
            st.session_state["decided"] = "Put back. Every answer is now worked out from that version."

    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox("Put an earlier version back", list(earlier), format_func=label, key="earlier-version", on_change="ignore")
        st.button("Put back", on_click=put_back, icon=":material/settings_backup_restore:")


def _delete_everything(desk: Desk) -> None:
    def delete() -> None:
        if st.session_state["delete-sure"].strip().lower() != SURE:
            st.session_state["decided"] = f"Nothing was deleted: the words to type are “{SURE}”."
            return
        try:
            desk.delete_everything()
        except RollcallError as refused:
            st.session_state["decided"] = str(refused)
        else:
            st.session_state["decided"] = "Everything was deleted. Every page shows the invented area again."

    with (
        st.expander("Delete everything", icon=":material/delete_forever:", key="delete-everything"),
        st.form("delete", border=False, clear_on_submit=True),
    ):
        st.markdown("Every row, every earlier version and every upload, for good. There is no way back.")
        st.text_input(f"To be sure, type: {SURE}", key="delete-sure")
        st.form_submit_button("Delete everything", on_click=delete)
