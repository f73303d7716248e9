"""The sentences of the page What we hold, and a place to say what was done."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

import streamlit as st

from rollcall.answers.holding import SELF_EVALUATION, Erased, Going, Holding, Written
from rollcall.definitions.tables import BY_NAME
from rollcall.errors import RollcallError
from rollcall.show.screen.bring_in.words import many
from rollcall.show.sentences import day, escaped, listed

SAID = "holding-said"
HOW_TO_ENCRYPT = "To encrypt it, stop Rollcall, run `python -m rollcall key make`, and start Rollcall again."


def headline(holding: Holding) -> str:
    """One sentence that answers first."""
    held = holding.held
    if not held:
        return "Only the self-evaluation is held" if holding.written else "Nothing is held"
    partners = len({one.partner for one in held})
    rows = "Spreadsheets" if holding.rows is None else f"{holding.rows:,} rows"
    return f"{rows} are held, of {many(partners, 'partner')}, since {day(min(one.since for one in held))}"


def how_it_lies(holding: Holding) -> str:
    """Encrypted or not, said plainly, and what is never there."""
    never = "Names, addresses and contact details are never stored. NHS numbers and UPNs are stored only as hashes with a secret key."
    if holding.is_encrypted:
        return f"**Encrypted**, with a key that is kept elsewhere: the database, its log, its temporary files and its backups. {never}"
    private = (
        "only what the folder it lies in allows keeps others out"
        if os.name == "nt"
        else "its files are readable by the person alone who runs Rollcall"
    )
    return f"**Not encrypted**: {private}, and whoever has the disk can read it. {HOW_TO_ENCRYPT} {never}"


def title(table: str) -> str:
    """A spreadsheet kind, or the self-evaluation, as people read it."""
    return "Self-evaluation" if table == SELF_EVALUATION else BY_NAME[table].title


def in_numbers(written: Written) -> str:
    """'2 texts, 1 action and 1 rebase of a chart, in 5 versions': what is held of the self-evaluation."""
    kinds = ((written.texts, "text"), (written.actions, "action"), (written.rebases, "rebase"))
    found = [many(number, what) for number, what in kinds if number]
    if written.rebases:
        found[-1] += " of a chart" if written.rebases == 1 else " of charts"
    return f"{listed(found)}, in {many(written.versions, 'version')}"


def would_go(going: Sequence[Going], written: Written | None = None) -> str:
    """What a deletion would take, in a sentence or two."""
    of_ours = f"**The self-evaluation would go**: {in_numbers(written)}." if written else ""
    if not going:
        return of_ours or "Nothing that is held would go."
    return f"{_of_spreadsheets(going)} {of_ours}".rstrip()


def _of_spreadsheets(going: Sequence[Going]) -> str:
    versions = sum(len(one.version_ids) for one in going)
    kinds = listed(list(dict.fromkeys(title(one.table) for one in going)))
    rows = [one.rows for one in going if one.rows is not None]
    used = " Answers are worked out from some of it now." if any(one.in_use for one in going) else ""
    if len(rows) < len(going):
        return f"**{many(versions, 'version')} would go**: {escaped(kinds)}.{used}"
    return f"**{sum(rows):,} rows would go**, in {many(versions, 'version')}: {escaped(kinds)}.{used}"


def went(erased: Erased) -> str:
    """What a deletion took, and how that was proved."""
    if not erased.going and not erased.written:
        return "Nothing was there to delete."
    said = "Deleted for good, and all backups in the data folder made anew without it."
    if not erased.looked_for:
        return said
    if any(one.rows is None for one in erased.going):  # how many texts there were to choose from tells of how many children they are
        left = "Some still can be read: look at what else lies there" if erased.readable_after else "None can be read there now"
        return f"{said} Texts of it, chosen by chance, were looked for in every byte of the data folder. {left}."
    left = f"{erased.readable_after:,} still can: look at what else lies in the data folder" if erased.readable_after else "none can be now"
    return (
        f"{said} {many(erased.looked_for, 'text')} of it, chosen by chance, were looked for in every byte of the data folder "
        f"({many(erased.files, 'file')}, {erased.bytes / 1e6:,.1f} MB): {erased.readable_before:,} could be read there before, {left}."
    )


def say(do: Callable[[], str]) -> None:
    """Do something when a button is pressed, and have the page say what came of it."""
    try:
        st.session_state[SAID] = [do()]
    except RollcallError as refused:
        st.session_state[SAID] = [str(refused)]
