"""One card a sheet: what it is taken for and why, its rows, its date, and how headings, words and dates were read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Literal

import streamlit as st

from rollcall.definitions.table import fold
from rollcall.definitions.tables import BY_NAME
from rollcall.show.screen.bring_in.words import many
from rollcall.show.sentences import day, escaped, listed

if TYPE_CHECKING:
    from rollcall.intake.desk import Desk, Drop
    from rollcall.intake.intake import ExaminedFile, ExaminedSheet


_SHORT = 15  # rows of a table that is shown whole


def cards(desk: Desk, drop: Drop) -> None:
    """Everything that was understood of a drop, file by file."""
    files = drop.examined.files
    known = sum(sheet.table is not None for file in files for sheet in file.sheets)
    st.header(f"What we take {'it' if known == 1 else 'them'} for", anchor=False)
    st.markdown(_in_short(files))
    for number, file in enumerate(files):
        with st.container(border=True, key=f"file-{number}"):
            _file(desk, drop, file, number)


def _in_short(files: Sequence[ExaminedFile]) -> str:
    sheets = [sheet for file in files for sheet in file.sheets if sheet.table]
    return f"{many(len(files), 'file')}, {many(len(sheets), 'sheet')} that we know. {_account(sheets)}."


def _file(desk: Desk, drop: Drop, file: ExaminedFile, number: int) -> None:
    st.subheader(f":material/description: {escaped(file.file)}", anchor=False)
    if file.refused:
        st.error(escaped(file.refused), title="Not read", icon=":material/block:")
        return
    for note in file.notes:
        st.caption(escaped(note))
    own = [sheet for sheet in file.sheets if sheet.table and not BY_NAME[sheet.table].published]
    if own:
        _partner_and_date(desk, drop, file, own, number)
    for place, sheet in enumerate(own):
        with st.container(border=True, gap="small"):
            _sheet(desk, drop, file, sheet, f"{number}-{place}")
    for table in dict.fromkeys(sheet.table for sheet in file.sheets if sheet.table and BY_NAME[sheet.table].published):
        with st.container(border=True, gap="small"):
            _published(table, [sheet for sheet in file.sheets if sheet.table == table])
    _unknown([sheet for sheet in file.sheets if not sheet.table], number)


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
    dates = {sheet.as_at for sheet in own if sheet.as_at}
    left, right = st.columns(2)
    left.selectbox(
        "Sent by",
        partners,
        index=partners.index(file.partner),
        key=partner_key,
        accept_new_options=True,
        on_change=say_partner,
        help="A later spreadsheet of the same kind from the same partner takes the place of this one, so the name matters. Type a new one.",
    )
    right.date_input(
        "Speaks for",
        max(dates, default=None),
        format="DD/MM/YYYY",
        key=date_key,
        on_change=say_date,
        help="The day that the spreadsheet describes: what was true on that day is counted on that day.",
    )


def _sheet(desk: Desk, drop: Drop, file: ExaminedFile, sheet: ExaminedSheet, key: str) -> None:
    _title(sheet.table, sheet.confidence, f"sheet {escaped(sheet.sheet)}")
    st.markdown(_account([sheet]))
    st.caption(escaped(sheet.why))
    _place(desk, drop, file, sheet)
    if sheet.not_stored:
        st.caption(f":material/shield: Seen and not stored, because they name or locate people: {escaped(listed(sheet.not_stored))}.")
    _how(sheet, key)


def _published(table: str | None, sheets: Sequence[ExaminedSheet]) -> None:
    """One card for the many sheets of a published workbook: they are parts of one statistic."""
    _title(table, min(sheet.confidence for sheet in sheets), many(len(sheets), "sheet"))
    st.markdown(_account(sheets))
    _table(
        ("Sheet", "Read as", "Rows read", "To keep", "Refused"),
        ((sheet.sheet, sheet.why, sheet.rows_read, sheet.rows_kept, sheet.rows_refused) for sheet in sheets),
        "The sheets of the published workbook, and how each was read",
    )


def _title(table: str | None, confidence: float, sheet: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**{BY_NAME[table or ''].title}**", width="content")
        st.badge(f"{round(confidence * 100)}% sure", color="blue" if confidence >= 0.75 else "orange")
        st.caption(sheet, width="content")


def _account(sheets: Sequence[ExaminedSheet]) -> str:
    """'**398 rows to keep** of 412 read: 9 refused, 5 not data'."""
    read, kept, refused, no_data = (
        sum(getattr(sheet, name) for sheet in sheets) for name in ("rows_read", "rows_kept", "rows_refused", "rows_not_data")
    )
    rest = [
        f"{count:,} {what}" for count, what in ((refused, ":orange[**refused**]"), (no_data, "not data (blank, total or note)")) if count
    ]
    return f"**{many(kept, 'row')} to keep**" + (f" of {read:,} read: {', '.join(rest)}" if rest else ", all that were read")


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


@st.fragment
def _how(sheet: ExaminedSheet, key: str) -> None:
    """One of three tables at a time, and none until it is asked for: a drop may hold forty sheets."""
    used = sum(match.column is not None for match in sheet.headings)
    parts = {f"Headings: {used} of {len(sheet.headings)} used": _headings} if sheet.headings else {}
    if sheet.values:
        parts[f"Words: {len(sheet.values):,} translated"] = _words
    if sheet.dates:
        parts[f"Dates: how {many(len(sheet.dates), 'column')} {'is' if len(sheet.dates) == 1 else 'are'} read"] = _dates
    if parts:
        chosen = st.segmented_control("How it was read", list(parts), key=f"how-{key}", label_visibility="collapsed")
        if chosen:
            parts[chosen](sheet)


def _headings(sheet: ExaminedSheet) -> None:
    _table(
        ("Cell", "Heading", "Read as", "Sure"),
        (
            (
                match.cell,
                match.heading,
                match.column or ("not stored" if match.personal else "not used"),
                match.confidence if match.column else None,
            )
            for match in sheet.headings
        ),
        "Each heading of the sheet, its cell, and the column it is read as",
    )


def _words(sheet: ExaminedSheet) -> None:
    _table(
        ("Column", "Typed", "Read as", "Rows"),
        ((match.column.replace("_", " "), match.typed, _meaning(sheet, match.column, match.code), match.rows) for match in sheet.values),
        "Each word that was typed, the code it is read as, and in how many rows",
    )


def _meaning(sheet: ExaminedSheet, column: str, code: str | None) -> str:
    """'Looked after', or 'Autistic spectrum disorder (ASD)' where the code says something else than the label."""
    codes = BY_NAME[sheet.table or ""][column].codes
    if code is None:
        return "not understood"
    label = codes.labels.get(code, code) if codes else code
    return label if fold(label) == fold(code) else f"{label} ({code})"


def _dates(sheet: ExaminedSheet) -> None:
    _table(
        ("Cell", "Heading", "Evidence"),
        ((one.cell, one.heading, one.sentence) for one in sheet.dates),
        "For each column of dates, what its values say about whether the day or the month comes first",
    )


def _table(headings: tuple[str, ...], rows: Iterable[Sequence[object]], alt: str) -> None:
    columns = list(zip(*rows, strict=True))
    sure = {"Sure": st.column_config.NumberColumn(format="percent")}
    st.dataframe(
        dict(zip(headings, map(list, columns), strict=True)), column_config=sure, hide_index=True, height=_height(len(columns[0])), alt=alt
    )


def _height(rows: int) -> Literal["content", "auto"]:
    """All of a short table; ten rows of a long one, to scroll in."""
    return "content" if rows <= _SHORT else "auto"


def _unknown(sheets: Sequence[ExaminedSheet], number: int) -> None:
    if not sheets:
        return
    with st.expander(
        f"{many(len(sheets), 'sheet')} left out: nothing in {'it' if len(sheets) == 1 else 'them'} that we know",
        icon=":material/tab_unselected:",
        key=f"left-out-{number}",
    ):
        _table(("Sheet", "Why", "Rows"), ((one.sheet, one.why, one.rows_read) for one in sheets), "Sheets that are left out, and why")
