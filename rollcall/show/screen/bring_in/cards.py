"""One card a file: who sent it, the day it speaks for, and what each of its sheets is taken for, with the ways to change that."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from rollcall.definitions.tables import BY_NAME
from rollcall.show.screen.bring_in import put_right
from rollcall.show.screen.bring_in.file_tools import file_tools
from rollcall.show.screen.bring_in.grid import grid
from rollcall.show.screen.bring_in.waiting import account
from rollcall.show.screen.bring_in.words import many, short_name
from rollcall.show.sentences import day, escaped, listed

if TYPE_CHECKING:
    from rollcall.intake.desk import Desk, Drop
    from rollcall.intake.examined import ExaminedFile, ExaminedSheet

_SURE = 0.75
_LEFT_SHOWN = 3  # sheets that are nothing of ours, each on a line of its own


def cards(desk: Desk, drop: Drop) -> None:
    """Everything that was understood of a drop, file by file."""
    st.header("What each file is taken for", anchor=False)
    for number, file in enumerate(drop.examined.files):
        with st.expander(
            f"**{escaped(short_name(file.file))}**{_in_short(file)}",
            expanded=_is_news(file),
            icon=":material/description:",
            key=f"file-{number}",
        ):
            _file(desk, drop, file, number)


def _is_news(file: ExaminedFile) -> bool:
    """Whether a file is worth opening: not one whose sheets are all read, whole, as they were last time."""
    sheets = [sheet for sheet in file.sheets if sheet.table]
    return bool(file.refused or file.findings_before is not None) or any(
        sheet.memory is None or sheet.memory.drift or sheet.rows_refused for sheet in sheets
    )


def _in_short(file: ExaminedFile) -> str:
    """What the file is, and how much of it goes in, for those who do not open it."""
    if file.refused:
        return " :red-badge[not read]"
    sheets = [sheet for sheet in file.sheets if sheet.table]
    if not sheets:
        return " :gray[nothing of ours]"
    titles = listed(list(dict.fromkeys(sheet.title for sheet in sheets)))
    as_before = " :green-badge[as last time]" if all(sheet.memory and not sheet.memory.drift for sheet in sheets) else ""
    return f" :gray[{titles}, {many(sum(sheet.rows_kept for sheet in sheets), 'row')} to keep]{as_before}"


def _file(desk: Desk, drop: Drop, file: ExaminedFile, number: int) -> None:
    if file.refused:
        st.error(escaped(file.refused), title="Not read", icon=":material/block:")
        file_tools(desk, drop, file, number)
        return
    if file.from_archive:
        st.caption(f":material/folder_zip: Out of {escaped(file.file.removesuffix(short_name(file.file)).rstrip('/'))}.")
    for note in file.notes:
        st.caption(escaped(note))
    own = [sheet for sheet in file.sheets if sheet.table and not BY_NAME[sheet.table].published]
    if own:
        _partner_and_date(desk, drop, file, own, number)
    for place, sheet in enumerate(own):
        with st.container(border=len(own) > 1, gap="small"):
            _sheet(desk, drop, file, sheet, f"{number}-{place}")
    for table in dict.fromkeys(sheet.table for sheet in file.sheets if sheet.table and BY_NAME[sheet.table].published):
        with st.container(border=True, gap="small"):
            _published([sheet for sheet in file.sheets if sheet.table == table])
    _left_out(desk, drop, file, [sheet for sheet in file.sheets if not sheet.table], number)
    file_tools(desk, drop, file, number)


def _partner_and_date(desk: Desk, drop: Drop, file: ExaminedFile, own: Sequence[ExaminedSheet], number: int) -> None:
    partner_key, date_key = f"partner-{id(drop)}-{number}", f"as-at-{id(drop)}-{number}"

    def say_partner() -> None:
        said = (st.session_state[partner_key] or "").strip()
        if said:
            desk.say_partner(drop, file.file, said)

    def say_date() -> None:
        if st.session_state[date_key]:
            desk.say_date(drop, file.file, st.session_state[date_key])

    partners = sorted({file.partner, *(version.partner for version in desk.store.versions())})
    st.session_state[partner_key] = file.partner
    st.session_state[date_key] = max((sheet.as_at for sheet in own if sheet.as_at), default=None)
    left, right = st.columns(2)
    left.selectbox(
        "Sent by",
        partners,
        key=partner_key,
        accept_new_options=True,
        on_change=say_partner,
        help="A later spreadsheet of the same kind from the same partner takes the place of this one, so the name matters. Type a new one.",
    )
    right.date_input(
        "Speaks for",
        None,
        format="DD/MM/YYYY",
        key=date_key,
        on_change=say_date,
        help="The day that the spreadsheet describes: what was true on that day is counted on that day.",
    )


def _sheet(desk: Desk, drop: Drop, file: ExaminedFile, sheet: ExaminedSheet, key: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        _title(sheet, f"sheet {escaped(sheet.sheet)}")
        put_right.opener(desk, drop, file.key_of(sheet), key)
    st.markdown(f"{account([sheet])}.", width="stretch")
    st.caption(escaped(sheet.why))
    _remembered(sheet)
    _together(sheet)
    _place(desk, drop, file, sheet)
    if sheet.not_stored:
        st.caption(f":material/shield: Seen and not stored, because they name or locate people: {escaped(listed(sheet.not_stored))}.")


def _title(sheet: ExaminedSheet, of: str, confidence: float | None = None) -> None:
    sure = sheet.confidence if confidence is None else confidence
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**{BY_NAME[sheet.table or ''].title}**", width="content")
        if sheet.choices.table:
            st.badge("As you said", color="blue", icon=":material/person_check:")
        else:
            st.badge(f"{round(sure * 100)}% sure", color="blue" if sure >= _SURE else "orange")
        if sheet.memory and not sheet.memory.drift:
            st.badge("As last time", color="green", icon=":material/done_all:")
        st.caption(of, width="content")


def _remembered(sheet: ExaminedSheet) -> None:
    """What is the same as last time, and what moved unusually since."""
    if sheet.memory is None:
        return
    st.caption(f":material/history: {escaped(sheet.memory.said)}")
    if sheet.memory.drift:
        st.warning(
            "\n".join(f"- {escaped(moved)}" for moved in sheet.memory.drift),
            title=f"Unlike {day(sheet.memory.since)}",
            icon=":material/moving:",
        )


def _together(sheet: ExaminedSheet) -> None:
    if sheet.combined_with:
        st.caption(
            f":material/join: Counted together with {escaped(listed(sheet.combined_with))}. A row that stands in both is counted once."
        )


def _published(sheets: Sequence[ExaminedSheet]) -> None:
    """One card for the many sheets of a published workbook: they are parts of one statistic."""
    _title(sheets[0], many(len(sheets), "sheet"), min(sheet.confidence for sheet in sheets))
    st.markdown(f"{account(sheets)}.")
    grid(
        ("Sheet", "Read as", "Rows read", "To keep", "Refused"),
        ((sheet.sheet, sheet.why, sheet.rows_read, sheet.rows_kept, sheet.rows_refused) for sheet in sheets),
        "The sheets of the published workbook, and how each was read",
    )


def _place(desk: Desk, drop: Drop, file: ExaminedFile, sheet: ExaminedSheet) -> None:
    prepared = next((one for one in drop.examined.prepared if one.table == sheet.table and one.files == (file.file,)), None)
    old = desk.takes_the_place_of(prepared) if prepared else None
    if not prepared or not old:
        return
    if prepared.as_at < old.as_at:
        st.warning(
            f"{escaped(old.partner)} already gave {many(old.rows, 'row')} for {day(old.as_at)}, which is later. "
            "These rows would be kept as history; the answers stay as they are."
        )
    else:
        st.caption(
            f":material/history: Takes the place of {many(old.rows, 'row')} that {escaped(old.partner)} gave for {day(old.as_at)}. "
            "The earlier version stays and can be put back."
        )


def _left_out(desk: Desk, drop: Drop, file: ExaminedFile, sheets: Sequence[ExaminedSheet], number: int) -> None:
    """Sheets that are nothing of ours: said so, each with a way to say otherwise."""
    for place, sheet in enumerate(sheets[:_LEFT_SHOWN]):
        _left_sheet(desk, drop, file, sheet, f"left-{number}-{place}")
    if len(sheets) > _LEFT_SHOWN:
        rest = {f"{sheet.sheet}, {many(sheet.rows_read, 'row')}": sheet for sheet in sheets[_LEFT_SHOWN:]}
        label = st.selectbox(f"{many(len(rest), 'more sheet')} left out", list(rest), key=f"left-more-{number}")
        _left_sheet(desk, drop, file, rest.get(label) or sheets[_LEFT_SHOWN], f"left-{number}-more")


def _left_sheet(desk: Desk, drop: Drop, file: ExaminedFile, sheet: ExaminedSheet, key: str) -> None:
    why = "You said that it is nothing of ours." if sheet.choices.leaves_sheet else sheet.why
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{escaped(sheet.sheet)}** is left out. :gray[{many(sheet.rows_read, 'row')}. {escaped(why)}]", width="stretch")
        if sheet.rows_read:
            put_right.opener(desk, drop, file.key_of(sheet), key, "Say what it is")
