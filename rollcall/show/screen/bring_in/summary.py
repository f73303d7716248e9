"""The answer before any control: what was dropped, how much of it can be kept, and what still needs somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from rollcall.show.screen.bring_in.settle import open_questions
from rollcall.show.screen.bring_in.sheet_card import is_as_last_time
from rollcall.show.screen.bring_in.waiting import sheets_of
from rollcall.show.screen.bring_in.words import many, short_name
from rollcall.show.screen.frame import link_to
from rollcall.show.sentences import escaped, listed

if TYPE_CHECKING:
    from rollcall.intake.desk import Drop
    from rollcall.intake.examined import ExaminedFile


def summary(drop: Drop) -> None:
    """One sentence for the whole drop, and one each for what was not read, what moved, and what was corrected."""
    files = drop.examined.files
    known = [sheet for _, sheet in sheets_of(drop) if sheet.table]
    st.header(f"{_files_read(files)}, {many(sum(sheet.rows_kept for sheet in known), 'row')} ready to keep", anchor=False)
    st.markdown(f"{_known(drop)} {_left_to_do(drop)}")
    for line in (_not_read(files), _left(files), _moved(drop), *(_corrected(file) for file in files)):
        if line:
            st.markdown(line)
    _matching(drop)


def _files_read(files: tuple[ExaminedFile, ...]) -> str:
    """A zip is counted as the files in it, and what is nothing of ours apart from what should have been read."""
    ours = [file for file in files if not file.left and not file.is_left]
    read = sum(not file.refused for file in ours)
    left = sum(file.left or file.is_left for file in files)
    said = f"{many(read, 'file')} read" if read == len(ours) else f"{read:,} of {many(len(ours), 'file')} read"
    return f"{said}, {left:,} left" if left else said


def _known(drop: Drop) -> str:
    sheets = [sheet for _, sheet in sheets_of(drop)]
    known = [sheet for sheet in sheets if sheet.table]
    refused, no_data = sum(sheet.rows_refused for sheet in known), sum(sheet.rows_not_data for sheet in known)
    left = len(sheets) - len(known)
    said = [f"{many(len(known), 'sheet is', 'sheets are')} known"]
    said += [f"{left:,} left out as nothing of ours"] if left else []
    rows = [f"{many(refused, 'row')} refused"] if refused else []
    rows += [f"{no_data:,} not data"] if no_data else []
    return f"{listed(said)}{f'; {listed(rows)}' if rows else ''}."


def _left_to_do(drop: Drop) -> str:
    questions = open_questions(drop)
    if questions:
        return f"**{many(questions, 'answer')} of yours would let more in.**"
    if undated := sum(any("as_at" in sheet.asks for sheet in file.sheets) for file in drop.examined.files):
        return f"**Look at the day that {many(undated, 'file speaks', 'files speak')} for, on the card.**"
    remembered = [sheet.memory for _, sheet in sheets_of(drop) if sheet.memory]
    return (
        "**Every sheet has the shape it had last time: nothing to do but keep.**"
        if remembered and _all_remembered(drop)
        else "**Nothing has to be settled.**"
    )


def _all_remembered(drop: Drop) -> bool:
    return all(is_as_last_time(sheet) for _, sheet in sheets_of(drop) if sheet.table)


def _not_read(files: tuple[ExaminedFile, ...]) -> str:
    refused = [short_name(file.file) for file in files if file.refused and not file.is_left]
    return (
        f":material/block: {many(len(refused), 'file')} could not be read: {escaped(listed(refused))}. The reason stands on its card."
        if refused
        else ""
    )


def _left(files: tuple[ExaminedFile, ...]) -> str:
    left = [short_name(file.file) for file in files if file.is_left]
    return f":material/description: Left, as nothing of ours: {escaped(listed(left))}." if left else ""


def _moved(drop: Drop) -> str:
    moved = list(dict.fromkeys(short_name(file.file) for file, sheet in sheets_of(drop) if sheet.memory and sheet.memory.drift))
    return f":material/moving: Unlike last time: {escaped(listed(moved))}. What moved stands on the card." if moved else ""


def _corrected(file: ExaminedFile) -> str:
    if file.findings_before is None:
        return ""
    came = f"**{file.findings_before:,} → {many(file.findings_after or 0, 'finding')}**"
    return f":material/task_alt: {escaped(short_name(file.file))} was dropped again: {came}."


def _matching(drop: Drop) -> None:
    """Children without a shared number: how many were matched by what both files tell of them, and how many wait for a person."""
    linkage = drop.examined.linkage
    if linkage is None or not (linkage.linked or linkage.asked):
        return
    matched, open_ones = len(linkage.linked), linkage.children_asked_about
    said = [
        f"{many(matched, 'child', 'children')} without a shared number {'was' if matched == 1 else 'were'} matched by what both files tell"
    ]
    said += [f"{open_ones:,} more may be the same child, and wait for you"] if open_ones else []
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f":material/join_inner: {'; '.join(said)}.", width="content")
        link_to("match_children", "Look at them", ":material/arrow_forward:")
