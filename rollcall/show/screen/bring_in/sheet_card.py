"""One card a sheet: what it is taken for and why, its rows, what is as last time, and what will happen to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import streamlit as st

from rollcall.definitions.tables import BY_NAME
from rollcall.show.screen.bring_in import put_right
from rollcall.show.screen.bring_in.grid import grid
from rollcall.show.screen.bring_in.waiting import account
from rollcall.show.screen.bring_in.words import many
from rollcall.show.sentences import day, escaped, listed

if TYPE_CHECKING:
    from rollcall.intake.desk import Desk, Drop
    from rollcall.intake.examined import ExaminedFile, ExaminedSheet
    from rollcall.store import Prepared, VersionRecord

SURE = 0.75  # below it a table is taken for something with some doubt
_NAMED = 2  # other sheets that are named, of those counted together with one


def sheet_card(desk: Desk, drop: Drop, file: ExaminedFile, sheet: ExaminedSheet, key: str) -> None:
    """A sheet of a partner's own."""
    with st.container(horizontal=True, vertical_alignment="center"):
        _title(sheet, f"sheet {escaped(sheet.sheet)}")
        put_right.opener(desk, drop, file.key_of(sheet), key)
    st.markdown(f"{account([sheet])}. :gray[{escaped(sheet.why)}]")
    notes = "  \n".join(_notes(desk, drop, file, sheet))
    if notes:
        st.caption(notes)
    _moved(sheet)
    _older(*_versions(desk, drop, file, sheet))


def is_as_last_time(sheet: ExaminedSheet) -> bool:
    """Whether a sheet of this shape came before, nothing moved since, and its day is a new one."""
    memory = sheet.memory
    return memory is not None and not memory.drift and not memory.mapping_of and "as_at" not in sheet.asks


def published_card(sheets: Sequence[ExaminedSheet]) -> None:
    """The many sheets of a published workbook: they are parts of one statistic."""
    _title(sheets[0], many(len(sheets), "sheet"), min(sheet.confidence for sheet in sheets))
    st.markdown(f"{account(sheets)}.")
    grid(
        ("Sheet", "Read as", "Rows read", "To keep", "Refused"),
        ((sheet.sheet, sheet.why, sheet.rows_read, sheet.rows_kept, sheet.rows_refused) for sheet in sheets),
        "The sheets of the published workbook, and how each was read",
    )


def _title(sheet: ExaminedSheet, of: str, confidence: float | None = None) -> None:
    sure = sheet.confidence if confidence is None else confidence
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**{BY_NAME[sheet.table or ''].title}**", width="content")
        if sheet.choices.table:
            st.badge("As you said", color="blue", icon=":material/person_check:")
        else:
            st.badge(f"{round(sure * 100)}% sure", color="blue" if sure >= SURE else "orange")
        if sheet.memory and sheet.memory.mapping_of:
            st.badge(f"Read by the mapping of {escaped(sheet.memory.mapping_of)}", color="blue", icon=":material/rule:")
        elif is_as_last_time(sheet):
            st.badge("As last time", color="green", icon=":material/done_all:")
        st.caption(of, width="content")


def _notes(desk: Desk, drop: Drop, file: ExaminedFile, sheet: ExaminedSheet) -> Iterator[str]:
    """What will happen to the sheet, a line each."""
    if sheet.memory:
        yield f":material/history: {escaped(sheet.memory.said)}"
    others = sheet.combined_with
    if others:
        names = escaped(listed(others)) if len(others) <= _NAMED else f"{len(others):,} other sheets of this spreadsheet"
        yield f":material/join: Counted together with {names}. A row that stands in both is counted once."
    now, old = _versions(desk, drop, file, sheet)
    if now and old and now.as_at >= old.as_at:
        yield (
            f":material/published_with_changes: Takes the place of {many(old.rows, 'row')} that {escaped(old.partner)} gave for "
            f"{day(old.as_at)}. The earlier version stays and can be put back."
        )
    unread = [f"“{heading.heading}”" for heading in sheet.headings if heading.column is None and not heading.personal and heading.heading]
    if unread:
        yield f":material/visibility_off: Not read: {escaped(listed(unread))}."
    if sheet.not_stored:
        yield f":material/shield: Seen and not stored, because they name or locate people: {escaped(listed(sheet.not_stored))}."


def _moved(sheet: ExaminedSheet) -> None:
    """What moved unusually since the last sheet of this shape."""
    if sheet.memory and sheet.memory.drift:
        st.warning(
            "\n".join(f"- {escaped(moved)}" for moved in sheet.memory.drift),
            title=f"Unlike {f'the mapping of {escaped(sheet.memory.mapping_of)}' if sheet.memory.mapping_of else day(sheet.memory.since)}",
            icon=":material/moving:",
        )


def _versions(desk: Desk, drop: Drop, file: ExaminedFile, sheet: ExaminedSheet) -> tuple[Prepared | None, VersionRecord | None]:
    """The rows that a sheet would be kept as, and the version whose place they would take."""
    prepared = next((one for one in drop.examined.prepared if one.table == sheet.table and one.files == (file.file,)), None)
    return prepared, desk.takes_the_place_of(prepared) if prepared else None


def _older(now: Prepared | None, old: VersionRecord | None) -> None:
    if now and old and now.as_at < old.as_at:
        st.warning(
            f"{escaped(old.partner)} already gave {many(old.rows, 'row')} for {day(old.as_at)}, which is later. "
            "These rows would be kept as history; the answers stay as they are."
        )
