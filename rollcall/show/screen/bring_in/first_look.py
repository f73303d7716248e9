"""A first chart of what was dropped, before anything is kept: a word that was read wrongly shows here first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from rollcall.definitions.tables import BY_NAME
from rollcall.show.figures import Figure, Kind, Series
from rollcall.show.labels import label
from rollcall.show.screen.bring_in.words import counted
from rollcall.show.screen.drawing import draw_chart
from rollcall.show.screen.words import small
from rollcall.show.sentences import day, escaped

if TYPE_CHECKING:
    from rollcall.intake.desk import Desk, Drop


def first_look(desk: Desk, drop: Drop) -> None:
    """The rows that are still open on the day the files speak for, as they come: narrowed to nobody, and not yet counted anywhere."""
    look = desk.first_look(drop)
    if look is None:
        return
    names = tuple(label(look.column, code) for code in look.rows)
    title = BY_NAME[look.table].title
    figure = Figure(
        Kind.BARS,
        f"{title}: open on {day(look.as_at)}",
        "rows",
        names,
        (Series("Rows", tuple(look.rows.values())),),
        look.column,
        look.as_at,
    )
    st.subheader(escaped(figure.title), anchor=False)
    draw_chart(figure, "first-look")
    rows = counted(look.table, sum(look.rows.values()))
    small(f"{rows} still open on {day(look.as_at)}, as they stand in the files: before children are matched, and some of them not counted.")
