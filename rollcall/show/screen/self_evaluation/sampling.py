"""What the lead takes to inspectors and to an audit: the lists of children in scope, and a case sample drawn from them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import pandas as pd
import streamlit as st

from rollcall.answers.answer import Answer
from rollcall.answers.ask import Visit
from rollcall.answers.case_sample import CaseSample, case_sample, note_sample_taken
from rollcall.answers.noting import taken_away
from rollcall.errors import QuestionRefused
from rollcall.show import tables
from rollcall.show.labels import label
from rollcall.show.screen import words
from rollcall.show.screen.by_itself import by_itself
from rollcall.show.screen.taking_away import take_away
from rollcall.show.self_evaluation import asked_for, completeness, lists_of_children
from rollcall.show.sentences import escaped

_SIZE, _MOST = 12, 200
Table = tuple[Sequence[str], Sequence[Sequence[str]]]


class ListExporter(Protocol):
    """Writes the workbooks of children: the room for exports, which the page hands over."""

    LISTS_TYPE: str

    def to_lists(self, lists: Sequence[tuple[str, Answer]], completeness: Table, notes: Sequence[str], invented: bool) -> bytes: ...
    def to_sample(self, sample: CaseSample, invented: bool) -> bytes: ...


@by_itself
def children(visit: Visit, exporter: ListExporter) -> None:
    """Two drawers, opened when they are wanted: what is in them names children."""
    if not visit.viewer.sees_children:
        return
    drawer = st.expander("Lists of children, and a case sample", icon=":material/list:", key="children", on_change="rerun")
    if not drawer.open:
        return
    with drawer:
        _lists(visit, exporter)
        _sample(visit, exporter)


def _lists(visit: Visit, exporter: ListExporter) -> None:
    st.markdown("**Lists of children in scope, by category**, as inspectors ask for them, with how complete they are. For the lead alone.")

    def write() -> bytes:
        lists = lists_of_children(visit)
        taken_away(visit, [answer for _, answer in lists])
        return exporter.to_lists(lists, *completeness(asked_for(visit, protected=False)), visit.invented)

    name = f"children_in_scope_{visit.as_at.isoformat()}.xlsx"
    take_away("Excel: lists of children", write, name, "xlsx-children-in-scope", exporter.LISTS_TYPE)


def _sample(visit: Visit, exporter: ListExporter) -> None:
    st.markdown("**A case sample for a multi-agency audit**: drawn at random in each category, and drawn alike again from the same seed.")
    with st.container(horizontal=True, key="controls-sample"):
        size = st.number_input("Children", 1, _MOST, _SIZE, key="sample-size")
        seed = st.number_input("Seed", 0, 10**8, int(f"{visit.as_at:%Y%m%d}"), key="sample-seed")
    try:
        sample = case_sample(visit, int(size), int(seed))
    except QuestionRefused as refused:
        st.info(escaped(str(refused)))
        return
    strata = "; ".join(f"{label('category', one.category)}: {one.drawn} of {one.eligible}" for one in sample.strata)
    words.small(f"Drawn of those eligible: {strata}. {sample.how}")
    grid = tables.of_answer(sample.children)
    st.dataframe(pd.DataFrame(grid.rows, columns=list(grid.headings)), hide_index=True, height=300, alt="The children in the case sample")

    def write() -> bytes:
        note_sample_taken(visit)
        return exporter.to_sample(sample, visit.invented)

    name = f"case_sample_{visit.as_at.isoformat()}_seed_{sample.seed}.xlsx"
    take_away("Excel: case sample", write, name, "xlsx-case-sample", exporter.LISTS_TYPE)
