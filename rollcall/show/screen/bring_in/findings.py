"""Everything that was found, by what it costs the headlines: a line for all that are alike, and every cell within."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import takewhile
from typing import TYPE_CHECKING

import streamlit as st

from rollcall.answers.answer import Answer, AnswerColumn
from rollcall.definitions.checks import CHECKS
from rollcall.show.screen.bring_in.waiting import sheets_of
from rollcall.show.screen.bring_in.words import many, short_name
from rollcall.show.screen.by_itself import by_itself
from rollcall.show.screen.taking_away import take_away
from rollcall.show.sentences import escaped

if TYPE_CHECKING:
    from rollcall.intake.checking.findings import Finding
    from rollcall.intake.desk import Drop

_COLUMNS = (
    ("File", 170),
    ("Sheet", 110),
    ("Cell", 60),
    ("What", 340),
    ("What to do", 340),
    ("Moves", 150),
    ("By how much", 240),
    ("Rows", 60),
    ("Row left out", 90),
    ("Code", 150),
)
_ROWS = re.compile(r"(?::| in) rows? \d|: “")  # where a sentence goes on to name every row
_LOSES, _TO_KNOW = "Costs a headline", "Good to know"

WriteOne = Callable[[Answer], bytes]
WriteSeveral = Callable[[Sequence[Answer]], bytes]


def findings(drop: Drop, to_csv: WriteOne, to_workbook: WriteSeveral) -> None:
    """The findings of a drop. `to_csv` and `to_workbook` write them as files."""
    found = sorted(drop.examined.findings, key=_effect)
    st.header("What was found", anchor=False)
    if not found:
        st.markdown("Nothing: every value was read.")
        return
    refused = sum(sheet.rows_refused for _, sheet in sheets_of(drop) if sheet.table)  # a row may have several findings
    st.markdown(
        f"{many(len(found), 'finding')}, those that cost a headline most first. "
        + (f"{many(refused, 'row is', 'rows are')} left out because of them. " if refused else "None leaves a row out. ")
        + "Keep the rest now and bring corrected files later, or correct and drop them here."
    )
    _filtered(found, to_csv, to_workbook)


def _effect(finding: Finding) -> tuple[int, bool, str, int, str, str, str]:
    return (-finding.moves, not finding.refuses_row, finding.headline, -finding.rows, finding.file, finding.sheet, finding.code)


@by_itself
def _filtered(found: Sequence[Finding], to_csv: WriteOne, to_workbook: WriteSeveral) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", key="controls-findings"):
        chosen = {
            label: st.selectbox(
                label, sorted({str(of(one)) for one in found} - {""}), index=None, placeholder="All", key=f"findings-{label}"
            )
            for label, of in _FILTERS.items()
        }
    shown = [one for one in found if all(word is None or str(_FILTERS[label](one)) == word for label, word in chosen.items())]
    st.caption(f"{len(shown):,} of {many(len(found), 'finding')}")
    for title, costs in ((_LOSES, True), (_TO_KNOW, False)):
        groups = _grouped([one for one in shown if bool(one.moves) is costs])
        if groups:
            st.subheader(title, anchor=False)
        for group in groups:
            _group(group)
    _take_away(shown, to_csv, to_workbook)


def _grouped(found: Sequence[Finding]) -> Sequence[Sequence[Finding]]:
    """Findings that are alike together; those of one kind that move nothing, across sheets and files too."""
    alike: dict[tuple[object, ...], list[Finding]] = {}
    for one in found:
        alike.setdefault(one.alike, []).append(one)
    together: dict[object, list[Finding]] = {}
    for key, group in alike.items():
        together.setdefault(key if group[0].moves else group[0].code, []).extend(group)
    return list(together.values())


def _group(group: Sequence[Finding]) -> None:
    """All that are alike on one line; what to do and every cell when it is opened."""
    first = group[0]
    rows = sum(one.rows for one in group)
    counted = f"**{many(rows, 'row')}** · " if rows else ""
    moved = f" :orange-badge[{escaped(first.effect)}]" if first.effect else ""
    label = f"{counted}{escaped(_what(group))}{moved} :gray[{_where(group)}]"
    drawer = st.expander(label, key=f"found-{'-'.join(map(str, first.alike))}", on_change="rerun")
    if not drawer.open:
        return
    with drawer:
        st.markdown(f"**What to do:** {escaped(first.what_to_do)}")
        definition = _definition(first.code)
        why = f"Why it is looked at: {escaped(definition.rstrip('.'))}. " if definition else ""
        st.caption(f"{why}Code: {escaped(first.code)}")
        if len({(one.file, one.sheet, one.what) for one in group}) == 1:
            st.code(", ".join(one.where for one in group if one.where) or "The whole sheet", language=None, wrap_lines=True)
        else:
            told = {"Sheet": [one.sheet for one in group], "Cell": [one.where for one in group], "What": [one.what for one in group]}
            st.dataframe(told, hide_index=True, alt="The findings of this kind, cell by cell")


def _definition(code: str) -> str:
    return CHECKS[code].definition if code in CHECKS else ""


def _what(group: Sequence[Finding]) -> str:
    """What is wrong, as far as all of them say the same: they may name other rows or words."""
    said = [_ROWS.split(one.what)[0].split() for one in group]
    same = [words[0] for words in takewhile(lambda words: len(set(words)) == 1, zip(*said, strict=False))]
    whole = " ".join(said[0]).rstrip(" .,:;") + "."
    return whole if len(same) == len(said[0]) or not same else f"{' '.join(same)} …"


def _where(group: Sequence[Finding]) -> str:
    places = list(dict.fromkeys((short_name(one.file), one.sheet) for one in group))
    if len(places) > 1:
        return f"{len(places):,} sheets"
    (name, sheet) = places[0]
    return escaped(name if name.startswith(f"{sheet}.") else f"{name}, {sheet}")


def _take_away(shown: Sequence[Finding], to_csv: WriteOne, to_workbook: WriteSeveral) -> None:
    answer = as_answer(shown)
    with st.expander("Every finding, cell by cell", icon=":material/table_rows:", key="every-finding", on_change="rerun") as every:
        if every.open:
            with st.container(key="findings"):
                st.dataframe(
                    {heading: answer.column(heading) for heading, _ in _COLUMNS},
                    column_config={heading: st.column_config.Column(width=width) for heading, width in _COLUMNS},
                    hide_index=True,
                    alt="Every finding: file, sheet, cell, what is wrong, what to do, and the headline that it moves",
                )
    with st.container(horizontal=True):
        for label, write, ending in (("CSV", partial(to_csv, answer), "csv"), ("Excel", partial(to_workbook, [answer]), "xlsx")):
            take_away(f"Findings as {label}", write, f"findings_{date.today().isoformat()}.{ending}", f"findings-{ending}")


_FILTERS: Mapping[str, Callable[[Finding], object]] = {
    "File": lambda one: one.file,
    "Kind": lambda one: one.code.replace("_", " "),
    "Moves": lambda one: one.headline if one.moves or one.refuses_row else "",
}


def as_answer(found: Sequence[Finding]) -> Answer:
    """Findings as rows to look at and to take away."""
    rows = tuple(
        (
            one.file,
            one.sheet,
            one.where,
            one.what,
            one.what_to_do,
            one.headline,
            one.effect,
            one.rows,
            "yes" if one.refuses_row else "no",
            one.code,
        )
        for one in found
    )
    columns = tuple(AnswerColumn(heading, "number" if heading == "Rows" else "text") for heading, _ in _COLUMNS)
    return Answer("findings", "What was found", date.today(), columns, rows, (), {}, protected=False)
