"""What each heading is read as, and another column for one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from rollcall.definitions.tables import BY_NAME
from rollcall.show.screen.bring_in.grid import grid
from rollcall.show.screen.bring_in.put_right.offer import offer
from rollcall.show.screen.bring_in.words import heading_of
from rollcall.show.sentences import escaped

if TYPE_CHECKING:
    from rollcall.intake.choices import SheetKey
    from rollcall.intake.desk import Desk, Drop
    from rollcall.intake.examined import ExaminedSheet, HeadingMatch

NOT_USED = "Not used"


def has(sheet: ExaminedSheet) -> bool:
    """A sheet that is one of ours, with headings."""
    return bool(sheet.table and sheet.headings)


def draw(desk: Desk, drop: Drop, key: SheetKey, sheet: ExaminedSheet) -> None:
    """One heading, what stands under it, and what it is read as; below, all of them."""
    by_label = {_label(match): match for match in sheet.headings if not match.personal}
    columns = {column.heading: column.name for column in BY_NAME[sheet.table or ""].columns} | {NOT_USED: None}
    with st.grid(2, min_column_width=260):
        label = st.selectbox("Heading", list(by_label), key="put-right-heading")
        match = by_label[label] if label in by_label else next(iter(by_label.values()))
        now = heading_of(sheet.table, match.column) if match.column else NOT_USED
        column = st.selectbox(
            "Is read as",
            list(columns),
            index=list(columns).index(now) if now in columns else None,
            key=f"put-right-column-{match.key}-{now}",
        )
    _under(desk, drop, key, match)
    if column and columns[column]:
        st.caption(escaped(f"{column}: {BY_NAME[sheet.table or ''][columns[column] or ''].meaning}"))
    offer(
        desk,
        drop,
        key,
        (lambda choices: choices.heading_read_as(match.key, columns[column])) if column and column != now else None,
        "heading",
    )
    _all(sheet)


def _label(match: HeadingMatch) -> str:
    return f"{match.cell} “{match.heading}”"


def _under(desk: Desk, drop: Drop, key: SheetKey, match: HeadingMatch) -> None:
    found = desk.column_words(drop, key, match.key)
    if found:
        grid(("Stands under it", "Rows"), found, "The most frequent words under this heading, and the rows of each")


def _all(sheet: ExaminedSheet) -> None:
    grid(
        ("Cell", "Heading", "Read as", "Sure"),
        (
            (
                match.cell,
                match.heading,
                heading_of(sheet.table, match.column) if match.column else "not stored" if match.personal else "not used",
                f"{match.confidence:.0%}" if match.column else "",
            )
            for match in sheet.headings
        ),
        "Each heading of the sheet, its cell, and the column it is read as",
    )
