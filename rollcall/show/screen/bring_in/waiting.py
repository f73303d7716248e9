"""What the parts of the page share about a drop that waits: its sheets, their rows, a choice about one, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import streamlit as st

from rollcall.errors import RollcallError
from rollcall.show.screen.bring_in.words import many, short_name
from rollcall.show.sentences import capital, escaped

if TYPE_CHECKING:
    from rollcall.intake.choices import Choices, SheetKey
    from rollcall.intake.desk import Desk, Drop
    from rollcall.intake.examined import ExaminedFile, ExaminedSheet

Change = Callable[["Choices"], "Choices"]
"""Makes other choices of those there are."""


def sheets_of(drop: Drop) -> Iterator[tuple[ExaminedFile, ExaminedSheet]]:
    """Every sheet of a drop, with its file."""
    return ((file, sheet) for file in drop.examined.files for sheet in file.sheets)


def sheet_at(drop: Drop, key: SheetKey) -> ExaminedSheet | None:
    """A sheet as it is read now; nothing when it is no longer there."""
    return next((sheet for file, sheet in sheets_of(drop) if file.key_of(sheet) == key), None)


def place_of(key: SheetKey) -> str:
    """'registers.xlsx, sheet EHE', escaped; the one sheet of a text file has no name of its own."""
    own_name = not short_name(key.file).startswith(f"{key.sheet}.")
    return escaped(short_name(key.file)) + (f", sheet {escaped(key.sheet)}" if own_name else "")


def choose(desk: Desk, drop: Drop, key: SheetKey, change: Change) -> None:
    """Say how a sheet is read, by what is to be different. A refusal is told on the page."""
    sheet = sheet_at(drop, key)
    if sheet is None:
        return
    choices = change(sheet.choices)
    if choices == sheet.choices:
        return
    try:
        desk.choose(drop, key, choices)
    except RollcallError as refused:
        st.session_state["decided"] = str(refused)


def try_it(act: Callable[..., None], *of: object) -> None:
    """Do something to a drop. A refusal is told on the page."""
    try:
        act(*of)
    except RollcallError as refused:
        st.session_state["decided"] = str(refused)


def undo_button(desk: Desk, drop: Drop, key: str, hears: bool) -> None:
    """What was last said by hand, and the way back. Of two buttons with one shortcut both would hear it: an open drawer's alone does."""
    if not drop.changes:
        return
    last = drop.changes[-1]
    st.caption(f":material/edit_note: {capital(escaped(last.sentence))} {many(last.rows, 'row')} changed.", width="stretch")
    st.button(
        "Take it back",
        on_click=try_it,
        args=(desk.undo_change, drop),
        icon=":material/undo:",
        shortcut="Ctrl+Z" if hears else None,
        key=key,
    )


def account(sheets: Sequence[ExaminedSheet]) -> str:
    """'**398 rows to keep** of 412 read: 9 refused, 5 not data'."""
    read, kept, refused, no_data = (
        sum(getattr(sheet, name) for sheet in sheets) for name in ("rows_read", "rows_kept", "rows_refused", "rows_not_data")
    )
    rest = [
        f"{count:,} {what}" for count, what in ((refused, ":orange[**refused**]"), (no_data, "not data (blank, total or note)")) if count
    ]
    return f"**{many(kept, 'row')} to keep**" + (f" of {read:,} read: {', '.join(rest)}" if rest else ", all that were read")
