"""What every row of a sheet is, said once: its category, SEN status, assessment, service, where the child stands, or term."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from rollcall.definitions.tables import BY_NAME
from rollcall.show.screen.bring_in.answers import values_of_every_row
from rollcall.show.screen.bring_in.put_right.offer import offer
from rollcall.show.sentences import escaped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rollcall.definitions.table import Column
    from rollcall.intake.choices import SheetKey
    from rollcall.intake.desk import Desk, Drop
    from rollcall.intake.examined import ExaminedSheet

_AS_IT_STANDS = "As the sheet says it, row by row"


def has(sheet: ExaminedSheet) -> bool:
    """A sheet of a kind that has something a sheet's name could say of all its rows."""
    return bool(_columns(sheet))


def draw(desk: Desk, drop: Drop, key: SheetKey, sheet: ExaminedSheet) -> None:
    """One column, and what it is in every row."""
    columns = {column.heading: column for column in _columns(sheet)}
    with st.grid(2, min_column_width=260):
        heading = st.selectbox("Column", list(columns), key="put-right-every-column")
        column = columns.get(heading) or next(iter(columns.values()))
        values: dict[str, str | None] = {_AS_IT_STANDS: None, **values_of_every_row(column)}
        said = sheet.choices.every.get(column.name)
        now = next((label for label, value in values.items() if value == said), None)
        label = st.selectbox(
            "In every row it is", list(values), index=list(values).index(now) if now else None, key=f"put-right-every-{column.name}-{said}"
        )
    st.caption(escaped(column.meaning))
    change = (lambda choices: choices.every_row_has(column.name, values[label])) if label and label != now else None
    offer(desk, drop, key, change, "every-row")


def _columns(sheet: ExaminedSheet) -> Sequence[Column]:
    return [column for column in BY_NAME[sheet.table].columns if column.implied] if sheet.table else []
