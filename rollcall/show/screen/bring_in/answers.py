"""How each kind of question is asked and answered: the rows that wait are said before anything is chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from rollcall.definitions.calendar import terms_begun
from rollcall.definitions.tables import BY_NAME, TABLES
from rollcall.definitions.whys import WHYS, asks_why
from rollcall.show.screen.bring_in.questions import parts_of
from rollcall.show.screen.bring_in.waiting import choose, place_of
from rollcall.show.screen.bring_in.words import heading_of, many, short_name
from rollcall.show.sentences import escaped, lower_first

if TYPE_CHECKING:
    from rollcall.definitions.table import Column
    from rollcall.intake.choices import SheetKey
    from rollcall.intake.desk import Desk, Drop
    from rollcall.intake.examined import ExaminedSheet
    from rollcall.show.screen.bring_in.questions import Question

LEFT_OUT = "Nothing of ours: leave it out"
BLANK = "None of these: leave it blank"
DAY_FIRST, MONTH_FIRST = "Day first: 03/04/2026 is 3 April", "Month first: 03/04/2026 is 4 March"
_NONE_OF_THEM = "None of them: leave it unread"
_FIRST = 6  # words of one column that are shown at once
_YEARS_OF_TERMS = 6
_MONTHS = 60  # how far back a published month is offered


def kind(desk: Desk, drop: Drop, sheet: ExaminedSheet, questions: Sequence[Question]) -> None:
    """What a sheet with headings is, when too few of them were recognised."""
    key = questions[0].key
    _ask(f"What is sheet {escaped(sheet.sheet)}?", f"{place_of(key)}: {many(sheet.rows_read, 'row')}. {escaped(sheet.why)}")
    kinds = kinds_of_sheet()
    now = (
        LEFT_OUT
        if sheet.choices.leaves_sheet
        else next((title for title, name in kinds.items() if name and name == sheet.choices.table), None)
    )
    choose_one("What it is", list(kinds), now, f"kind-{key}", "Left out until you say what it is", _saying(desk, drop, key, kinds))


def _ask(question: str, about: str) -> None:
    st.markdown(f"**{question}**")
    st.caption(about)


def kinds_of_sheet() -> dict[str, str | None]:
    """What a sheet can be said to be: titles, and the spreadsheet kinds they name."""
    return {table.title: table.name for table in TABLES if not table.published} | {LEFT_OUT: None}


def _saying(desk: Desk, drop: Drop, key: SheetKey, kinds: Mapping[str, str | None]) -> Callable[[str | None], None]:
    def say(title: str | None) -> None:
        if title is not None:
            choose(desk, drop, key, lambda choices: choices.taken_for(kinds[title]))

    return say


def month(desk: Desk, drop: Drop, sheet: ExaminedSheet, questions: Sequence[Question]) -> None:
    """The month of a published workbook that carries no date."""
    key = questions[0].key
    _ask(f"Which month is {escaped(short_name(key.file))} about?", f"{escaped(sheet.why)} Nothing of it is kept until you say.")
    months = {f"{first:%B %Y}": first for first in _months_back(date.today())}

    def say(answer: str | None) -> None:
        if answer is not None:
            choose(desk, drop, key, lambda choices: choices.about_month(months[answer]))

    now = f"{sheet.choices.month:%B %Y}" if sheet.choices.month else None
    choose_one("Month", list(months), now, f"month-{key}", "Choose the month", say)


def _months_back(today: date) -> Iterator[date]:
    for back in range(_MONTHS):
        year, number = divmod(today.year * 12 + today.month - 1 - back, 12)
        yield date(year, number + 1, 1)


def column(desk: Desk, drop: Drop, sheet: ExaminedSheet, questions: Sequence[Question]) -> None:
    """Which heading gives what every row needs, or what a row can do without and a heading may give; that can be said to be in none.

    Where a sheet's name could say it too, what it is in every row.
    """
    key, needed = questions[0].key, questions[0].column
    declared = BY_NAME[sheet.table or ""][needed]
    now = next((match.key for match in sheet.headings if match.column == needed), None)
    file = next(file for file in drop.examined.files if file.file == key.file)
    parts = [file.key_of(part) for part in parts_of(file, sheet)]
    free = [match for match in sheet.headings if match.key == now or (match.column is None and not match.personal)]
    labels = {f"{match.cell} “{match.heading}”{_holding(desk, drop, key, match.key)}": match.key for match in free}
    is_open = now is None and needed not in sheet.choices.every
    unread = {_NONE_OF_THEM: [match.key for match in free if asks_why(match.heading)]} if needed in WHYS else {}
    waits = _waiting_for(sheet) if is_open and needed not in WHYS else ""
    same = ", or is it the same in every row" if declared.implied else ""
    _ask(f"Which heading gives the {lower_first(declared.heading)}{same}?", f"{place_of(key)}{waits}. {declared.meaning}")

    def say(answer: str | None) -> None:
        read_as = [(labels[answer], needed)] if answer in labels else [(heading, None) for heading in unread.get(answer or "", ())]
        for part in parts:
            for heading, meaning in read_as:
                _read_as(desk, drop, part, heading, meaning)

    declined = _NONE_OF_THEM if unread and f"column:{needed}" not in sheet.asks else None
    shown = next((label for label, heading in labels.items() if heading == now), declined)
    with st.grid(2, min_column_width=300):
        choose_one("Heading", [*labels, *unread], shown, f"column-{key}-{needed}", "Choose a heading of the sheet", say)
        if declared.implied:
            _every_row(desk, drop, sheet, key, declared)


def _read_as(desk: Desk, drop: Drop, key: SheetKey, heading: str, meaning: str | None) -> None:
    choose(desk, drop, key, lambda choices: choices.heading_read_as(heading, meaning))


def _waiting_for(sheet: ExaminedSheet) -> str:
    if sheet.rows_kept:
        return f": until you say, the sheet's name, title or file name says it, and {many(sheet.rows_kept, 'row')} would be kept so"
    return f": {many(sheet.rows_read, 'row')} {'waits' if sheet.rows_read == 1 else 'wait'} for it"


def _every_row(desk: Desk, drop: Drop, sheet: ExaminedSheet, key: SheetKey, declared: Column) -> None:
    values = values_of_every_row(declared)

    def say(answer: str | None) -> None:
        choose(desk, drop, key, lambda choices: choices.every_row_has(declared.name, values[answer] if answer else None))

    now = next((label for label, value in values.items() if value == sheet.choices.every.get(declared.name)), None)
    choose_one("Or every row is", list(values), now, f"every-{key}-{declared.name}", "Choose what all of them are", say)


def values_of_every_row(column: Column) -> dict[str, str]:
    """What can be said of every row of a sheet: the labels of a column's list with their codes, or the terms of late."""
    if column.codes:
        return {label: code for code, label in column.codes.labels.items()}
    return {term: term for term in terms_begun(date.today(), _YEARS_OF_TERMS)}


def _holding(desk: Desk, drop: Drop, key: SheetKey, heading: str) -> str:
    words = desk.column_words(drop, key, heading)[:4]
    return f": {', '.join(f'{word} ({rows:,})' for word, rows in words)}" if words else ""


def order(desk: Desk, drop: Drop, sheet: ExaminedSheet, questions: Sequence[Question]) -> None:
    """Whether the day or the month comes first, with the evidence."""
    key, dated = questions[0].key, questions[0].column
    evidence = next(one for one in sheet.dates if one.column == dated)
    _ask(
        f"Under “{escaped(evidence.heading)}”, does the day or the month come first?",
        f"{place_of(key)}: {escaped(evidence.sentence)}"
        if evidence.turned
        else f"{place_of(key)}: {evidence.day_first:,} can only be day first, {evidence.month_first:,} only month first, "
        f"{evidence.either:,} could be either. Until you say, they are read {'month' if evidence.reads_month_first else 'day'} first.",
    )
    choose_order(desk, drop, sheet, key, dated, f"order-{key}-{dated}")


def choose_order(desk: Desk, drop: Drop, sheet: ExaminedSheet, key: SheetKey, dated: str, widget: str) -> None:
    """Day or month first, as two choices side by side."""
    said = sheet.choices.date_orders.get(dated)
    st.session_state[widget] = None if said is None else MONTH_FIRST if said == "month_first" else DAY_FIRST

    def say() -> None:
        answer = st.session_state[widget]
        choose(desk, drop, key, lambda choices: choices.dates_read(dated, answer == MONTH_FIRST))

    st.radio(
        "Which comes first", [DAY_FIRST, MONTH_FIRST], index=None, key=widget, on_change=say, label_visibility="collapsed", horizontal=True
    )


def words(desk: Desk, drop: Drop, sheet: ExaminedSheet, questions: Sequence[Question]) -> None:
    """What words stand for that the list of a column does not know."""
    key, coded = questions[0].key, questions[0].column
    which = "does this word" if len(questions) == 1 else f"do these {len(questions):,} words"
    _ask(
        f"{escaped(heading_of(sheet.table, coded))}: what {which} stand for?",
        f"{place_of(key)}: no list knows {'it' if len(questions) == 1 else 'them'}.",
    )
    with st.grid(2, min_column_width=300):
        for question in questions[:_FIRST]:
            _word(desk, drop, sheet, question)
    if len(questions) > _FIRST:
        with st.expander(many(len(questions) - _FIRST, "rarer word"), key=f"rarer-{key}-{coded}"), st.grid(2, min_column_width=300):
            for question in questions[_FIRST:]:
                _word(desk, drop, sheet, question)


def _word(desk: Desk, drop: Drop, sheet: ExaminedSheet, question: Question) -> None:
    rows = sum(match.rows for match in sheet.values if (match.column, match.typed) == (question.column, question.typed))
    choose_code(
        desk, drop, sheet, question.key, question.column, question.typed, f"“{escaped(question.typed)}”, {many(rows, 'row')}", "word"
    )


def choose_code(desk: Desk, drop: Drop, sheet: ExaminedSheet, key: SheetKey, coded: str, typed: str, label: str, widget: str) -> None:
    """What one word stands for, out of its column's list."""
    codes = BY_NAME[sheet.table or ""][coded].codes
    labels: dict[str, str | None] = {label: code for code, label in codes.labels.items()} if codes else {}
    labels[BLANK] = None

    def say(answer: str | None) -> None:
        if answer is None:
            choose(desk, drop, key, lambda choices: choices.word_asked_again(coded, typed))
        else:
            choose(desk, drop, key, lambda choices: choices.word_read_as(coded, typed, labels[answer]))

    said = sheet.choices.code_of(coded, typed)
    now = next(label for label, code in labels.items() if code == said) if sheet.choices.says_word(coded, typed) else None
    choose_one(label, list(labels), now, f"{widget}-{key}-{coded}-{typed}", "Choose what it stands for", say)


def choose_one(label: str, options: Sequence[str], now: str | None, key: str, placeholder: str, say: Callable[[str | None], None]) -> None:
    """A list to choose from, showing what the drop says now: an answer that is taken back is taken back here too."""
    st.session_state[key] = now
    st.selectbox(label, options, index=None, key=key, placeholder=placeholder, on_change=lambda: say(st.session_state[key]))
