"""What a sheet is: another kind of spreadsheet, or nothing of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from rollcall.definitions.tables import BY_NAME
from rollcall.show.screen.bring_in.answers import LEFT_OUT, kinds_of_sheet
from rollcall.show.screen.bring_in.put_right.offer import offer
from rollcall.show.sentences import escaped

if TYPE_CHECKING:
    from rollcall.intake.choices import SheetKey
    from rollcall.intake.desk import Desk, Drop
    from rollcall.intake.examined import ExaminedSheet


def has(_sheet: ExaminedSheet) -> bool:
    """Every sheet is something, or nothing of ours."""
    return True


def draw(desk: Desk, drop: Drop, key: SheetKey, sheet: ExaminedSheet) -> None:
    """Why it is taken for what it is, and the others that it could be."""
    st.caption(escaped(sheet.why))
    kinds = kinds_of_sheet()
    now = BY_NAME[sheet.table].title if sheet.table else LEFT_OUT
    title = st.selectbox("This sheet is", list(kinds), index=list(kinds).index(now) if now in kinds else None, key="put-right-kind")
    if title and kinds[title]:
        table = BY_NAME[kinds[title] or ""]
        needed = ", ".join(table[name].heading for name in table.required)
        st.caption(f"One row per {table.one_row_per}. Needs: {needed or 'nothing but the child'}.")
    offer(desk, drop, key, (lambda choices: choices.taken_for(kinds[title])) if title and title != now else None, "kind")
