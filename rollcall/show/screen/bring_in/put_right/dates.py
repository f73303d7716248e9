"""Which comes first in the dates of each column, with the evidence for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from rollcall.show.screen.bring_in.answers import choose_order
from rollcall.show.screen.bring_in.words import many
from rollcall.show.sentences import escaped

if TYPE_CHECKING:
    from rollcall.intake.choices import SheetKey
    from rollcall.intake.desk import Desk, Drop
    from rollcall.intake.examined import ExaminedSheet
    from rollcall.intake.values.dates import DateEvidence


def has(sheet: ExaminedSheet) -> bool:
    """A sheet with a column of dates."""
    return bool(sheet.dates)


def draw(desk: Desk, drop: Drop, key: SheetKey, sheet: ExaminedSheet) -> None:
    """A column of dates at a time: the evidence, and the choice where there is one to make."""
    for evidence in sheet.dates:
        with st.container(border=True, gap="small"):
            st.markdown(f"**{escaped(evidence.cell)} “{escaped(evidence.heading)}”**")
            st.caption(escaped(evidence.sentence))
            if evidence.day_first + evidence.month_first + evidence.either:
                st.caption(f"The other way round, {many(_turned(evidence), 'date')} would be read otherwise.")
                choose_order(desk, drop, sheet, key, evidence.column, f"put-right-order-{evidence.column}")


def _turned(evidence: DateEvidence) -> int:
    """Dates that change when the order does: those that could be either, and those that only read one of the two ways."""
    return evidence.either + evidence.day_first + evidence.month_first
