"""Everything that could not be read, worst first: filtered here, or taken away as a file to send back to the partner."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from rollcall.answers.answer import Answer, AnswerColumn
from rollcall.show.screen.bring_in.words import many

if TYPE_CHECKING:
    from rollcall.intake.desk import Drop
    from rollcall.intake.findings import Finding

_COLUMNS = (
    ("File", 160),
    ("Sheet", 110),
    ("Cell", 60),
    ("What", 340),
    ("What to do", 340),
    ("Moves", 150),
    ("Rows", 60),
    ("Row left out", 90),
)

WriteOne = Callable[[Answer], bytes]
WriteSeveral = Callable[[Sequence[Answer]], bytes]


def findings(drop: Drop, to_csv: WriteOne, to_workbook: WriteSeveral) -> None:
    """The findings of a drop. `to_csv` and `to_workbook` write them as files."""
    found = sorted(drop.examined.findings, key=_effect)
    st.header("What we could not read", anchor=False)
    if not found:
        st.markdown("Nothing: every value was read.")
        return
    refused = sum(one.rows for one in found if one.refuses_row)
    leave_out = f"Those that leave a row out come first: {many(refused, 'row')}." if refused else "None leaves a row out."
    st.markdown(
        f"{many(len(found), 'finding')}. {leave_out} Keep the rest now, and bring a corrected file later: it takes the place of this one."
    )
    _filtered(found, to_csv, to_workbook)


def _effect(finding: Finding) -> tuple[bool, str, int, str, str, str]:
    return (not finding.refuses_row, finding.headline, -finding.rows, finding.file, finding.sheet, finding.code)


@st.fragment
def _filtered(found: Sequence[Finding], to_csv: WriteOne, to_workbook: WriteSeveral) -> None:
    with st.container(horizontal=True, key="controls-findings"):
        chosen = {
            label: st.multiselect(label, sorted({str(of(one)) for one in found}), placeholder="All", key=f"findings-{label}")
            for label, of in _FILTERS.items()
        }
    shown = [one for one in found if all(not words or str(_FILTERS[label](one)) in words for label, words in chosen.items())]
    answer = _as_answer(shown)
    st.caption(f"{len(shown):,} of {many(len(found), 'finding')}")
    with st.container(key="findings"):
        st.dataframe(
            {heading: answer.column(heading) for heading, _ in _COLUMNS},
            column_config={heading: st.column_config.Column(width=width) for heading, width in _COLUMNS},
            hide_index=True,
            alt="Every finding: file, sheet, cell, what is wrong, what to do, and the headline that it moves",
        )
    with st.container(horizontal=True):
        for label, write, ending in (("CSV", partial(to_csv, answer), "csv"), ("Excel", partial(to_workbook, [answer]), "xlsx")):
            st.download_button(
                f"Findings as {label}",
                write,
                f"findings_{date.today().isoformat()}.{ending}",
                icon=":material/download:",
                on_click="ignore",
            )


_FILTERS: dict[str, Callable[[Finding], object]] = {
    "File": lambda one: one.file,
    "Kind": lambda one: one.code.replace("_", " "),
    "Moves": lambda one: one.headline,
}


def _as_answer(found: Sequence[Finding]) -> Answer:
    rows = tuple(
        (one.file, one.sheet, one.cell, one.what, one.what_to_do, one.headline, one.rows, "yes" if one.refuses_row else "no")
        for one in found
    )
    columns = tuple(AnswerColumn(heading, "number" if heading == "Rows" else "text") for heading, _ in _COLUMNS)
    return Answer("findings", "What could not be read", date.today(), columns, rows, (), {}, protected=False)
