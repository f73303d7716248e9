"""What needs an answer before keeping: a question a card, each with the rows that wait for it, and the way to answer it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import streamlit as st

from rollcall.show.screen.bring_in import answers
from rollcall.show.screen.bring_in.questions import Asks, Question, is_settled, questions_of, still_fits
from rollcall.show.screen.bring_in.waiting import sheet_at

if TYPE_CHECKING:
    from rollcall.intake.desk import Desk, Drop
    from rollcall.intake.examined import ExaminedSheet

_DRAW = {
    Asks.KIND: answers.kind,
    Asks.MONTH: answers.month,
    Asks.COLUMN: answers.column,
    Asks.ORDER: answers.order,
    Asks.WORD: answers.words,
}


def settle(desk: Desk, drop: Drop) -> None:
    """The questions of a drop. One that is answered stays where it is, so that nothing moves under the hands of whoever answers."""
    asked = _asked(drop)
    if not asked:
        return
    still_open = sum(not is_settled(question, sheet) for question, sheet in asked)
    st.header("To settle first" if still_open else "Settled", anchor=False)
    st.markdown(_in_short(len(asked), still_open))
    for number, (_, of_one) in enumerate(groupby(asked, lambda one: (one[0].key, one[0].asks, one[0].column))):
        together = list(of_one)
        with st.container(border=True, gap="small", key=f"settle-{number}"):
            _DRAW[together[0][0].asks](desk, drop, together[0][1], [question for question, _ in together])


def open_questions(drop: Drop) -> int:
    """How many questions have no answer yet."""
    return sum(1 for _ in questions_of(drop.examined))


def _in_short(asked: int, still_open: int) -> str:
    if not still_open:
        return "Everything is answered. An answer can still be changed."
    done = f"{asked - still_open:,} of {asked:,} answered. " if asked > still_open else ""
    return f"{done}What stays open is left out, and is in the list of what was found; it can be settled later too."


def _asked(drop: Drop) -> Sequence[tuple[Question, ExaminedSheet]]:
    """Every question that was ever open while this drop waits, those about one sheet together."""
    ever: dict[Question, int] = st.session_state.setdefault(f"asked-{drop.dropped_at}", {})  # each with its place among the sheets
    for question in questions_of(drop.examined):
        ever.setdefault(question, next((place for one, place in ever.items() if one.key == question.key), len(ever)))
    there = ((question, sheet_at(drop, question.key)) for question in ever)
    fitting = [(question, sheet) for question, sheet in there if sheet and still_fits(question, sheet)]
    return sorted(fitting, key=lambda one: (ever[one[0]], one[0].asks.value, one[0].column))
