"""What to ask each partner for, with a template each, and one workbook of them all."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from rollcall.definitions.table import Table
from rollcall.definitions.tables import TABLES
from rollcall.show.screen.taking_away import take_away

MakeTemplate = Callable[..., bytes]
"""Writes one workbook to fill in for any number of spreadsheet kinds."""


def what_to_ask_for(make_template: MakeTemplate, opened: bool) -> None:
    """Every spreadsheet Rollcall knows: who keeps it, what it needs, and an empty one to fill in."""
    to_fill_in = [table for table in TABLES if not table.published]
    with st.expander("What to ask each partner for", expanded=opened, icon=":material/checklist:", key="what-to-ask-for"):
        st.markdown(
            "No partner has to change what they keep: send what there is, and the headings are recognised. "
            "Where there is nothing yet, a template has the right headings, the lists of words, and filled examples."
        )
        take_away("All templates in one workbook", lambda: make_template(*to_fill_in), "rollcall_templates.xlsx", "template-all")
        with st.grid(2, min_column_width=320):
            for table in TABLES:
                _one(table, make_template)


def _one(table: Table, make_template: MakeTemplate) -> None:
    with st.container(border=True, height="stretch"):
        st.markdown(f"**{table.title}**")
        st.markdown(f"From: {table.comes_from}. One row per {table.one_row_per}.")
        if table.published:
            st.caption("Dropped as it is published: there is nothing to fill in.")
            return
        st.caption(f"Needs: {', '.join(column.heading for column in table.columns if column.required)}.")
        st.space("stretch")
        take_away("Template", lambda: make_template(table), f"{table.name}_template.xlsx", f"template-{table.name}")
