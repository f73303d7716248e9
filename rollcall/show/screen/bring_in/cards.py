"""One card a file: who sent it, the day it speaks for, and what each of its sheets is taken for, with the ways to change that."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from rollcall.definitions.tables import BY_NAME
from rollcall.show.screen.bring_in import put_right
from rollcall.show.screen.bring_in.file_tools import file_tools
from rollcall.show.screen.bring_in.reconciled import reconciled
from rollcall.show.screen.bring_in.sheet_card import SURE, is_as_last_time, published_card, sheet_card
from rollcall.show.screen.bring_in.waiting import sheets_of, try_it
from rollcall.show.screen.bring_in.words import many, short_name
from rollcall.show.sentences import day, escaped, listed

if TYPE_CHECKING:
    from rollcall.intake.desk import Desk, Drop
    from rollcall.intake.examined import ExaminedFile, ExaminedSheet

_FEW = 8  # sheets whose cards are all open: of more, those that somebody has to look at


def cards(desk: Desk, drop: Drop) -> None:
    """Everything that was understood of a drop, file by file."""
    st.header("What each file is taken for", anchor=False)
    few = sum(sheet.table is not None for _, sheet in sheets_of(drop)) <= _FEW
    for number, file in enumerate(drop.examined.files):
        label = f"**{escaped(short_name(file.file))}**{_in_short(file)}"
        opened = _needs_a_look(file) or (few and _is_new(file))
        with st.expander(label, expanded=opened, icon=":material/description:", key=f"file-{number}"):
            _file(desk, drop, file, number)


def _is_new(file: ExaminedFile) -> bool:
    """Whether a file has a sheet of a shape that never came before."""
    return any(sheet.table and sheet.memory is None for sheet in file.sheets)


def _needs_a_look(file: ExaminedFile) -> bool:
    """Whether something about a file is in doubt, or was just corrected."""
    known = [sheet for sheet in file.sheets if sheet.table]
    doubts = (sheet.asks or sheet.confidence < SURE or (sheet.memory and sheet.memory.drift) for sheet in known)
    return bool((file.refused and not file.is_left) or file.findings_before is not None or any(doubts))


def _in_short(file: ExaminedFile) -> str:
    """What the file is, and how much of it goes in, for those who do not open it."""
    if file.is_left:
        return " :gray[left: nothing of ours]"
    if file.refused:
        return " :red-badge[not read]"
    if file.left:
        return f" :gray[{file.left:,} left in it]"
    sheets = [sheet for sheet in file.sheets if sheet.table]
    if not sheets:
        return " :gray[nothing of ours]"
    titles = escaped(listed(list(dict.fromkeys(sheet.title for sheet in sheets))))
    refused = sum(sheet.rows_refused for sheet in sheets)
    as_before = " :green-badge[as last time]" if all(is_as_last_time(sheet) for sheet in sheets) else ""
    left_out = f" :orange-badge[{refused:,} refused]" if refused else ""
    return f" :gray[{titles}, {many(sum(sheet.rows_kept for sheet in sheets), 'row')} to keep]{as_before}{left_out}"


def _file(desk: Desk, drop: Drop, file: ExaminedFile, number: int) -> None:
    if file.is_left:
        st.markdown(escaped(file.refused or ""))
        file_tools(desk, drop, file, number)
        return
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
            sheet_card(desk, drop, file, sheet, f"{number}-{place}")
    published = [sheet for sheet in file.sheets if sheet.table and BY_NAME[sheet.table].published]
    apart = 0
    for table in dict.fromkeys(sheet.table for sheet in published):
        published_card([sheet for sheet in published if sheet.table == table])
        apart += reconciled(desk, drop, file, BY_NAME[table or ""].title)
    _left_out(desk, drop, file, [sheet for sheet in file.sheets if not sheet.table], number, can_be_ours=not published)
    file_tools(desk, drop, file, number, apart)


def _partner_and_date(desk: Desk, drop: Drop, file: ExaminedFile, own: Sequence[ExaminedSheet], number: int) -> None:
    partner_key, date_key = f"partner-{id(drop)}-{number}", f"as-at-{id(drop)}-{number}"

    def say_partner() -> None:
        said = (st.session_state[partner_key] or "").strip()
        if said:
            try_it(desk.say_partner, drop, file.file, said)

    def say_date() -> None:
        if st.session_state[date_key]:
            try_it(desk.say_date, drop, file.file, st.session_state[date_key])

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
    _whence(desk, drop, file, own, number)


def _whence(desk: Desk, drop: Drop, file: ExaminedFile, own: Sequence[ExaminedSheet], number: int) -> None:
    """Where the day is from; why to look at it, when it is not stated or not new, and the way to say that it is right."""
    sources = dict.fromkeys(sheet.as_at_from for sheet in own if sheet.as_at_from)
    doubts = dict.fromkeys(sheet.as_at_doubt for sheet in own if sheet.as_at_doubt)
    if sources:
        st.caption(f"The day is {escaped(listed(list(sources)))}.")
    shown = max((sheet.as_at for sheet in own if sheet.as_at), default=None)
    if doubts and shown:
        st.warning(escaped(" ".join(doubts)), title="Which day does it speak for?", icon=":material/event:")
        st.button(f"It speaks for {day(shown)}", on_click=try_it, args=(desk.say_date, drop, file.file, shown), key=f"as-at-said-{number}")


def _left_out(desk: Desk, drop: Drop, file: ExaminedFile, sheets: Sequence[ExaminedSheet], number: int, can_be_ours: bool) -> None:
    """Sheets that are nothing of ours: said so, with a way to say otherwise."""
    if not sheets:
        return
    names = escaped(listed([sheet.sheet for sheet in sheets]))
    why = _why_left(sheets[0]) if len(sheets) == 1 else "No heading row that Rollcall knows was found in them."
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.markdown(f":gray[Left out: **{names}**. {escaped(why)}]", width="stretch")
        filled = {sheet.sheet: sheet for sheet in sheets if sheet.rows_read}
        if filled and can_be_ours:
            first = next(iter(filled))
            chosen = first if len(filled) == 1 else st.selectbox("Left out", list(filled), key=f"left-{number}", width=220) or first
            put_right.opener(desk, drop, file.key_of(filled[chosen]), f"left-{number}", "Say what it is")


def _why_left(sheet: ExaminedSheet) -> str:
    return "You said that it is nothing of ours." if sheet.choices.leaves_sheet else sheet.why
