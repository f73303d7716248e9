"""Small numbers: what everyone but the lead sees. Nothing after this stage can see a number that is hidden."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from rollcall.answers.count import Counted
from rollcall.answers.cuts import ROWS_ONLY, blank_for_others, guarded_cuts
from rollcall.answers.guard import (
    BESIDE,
    FAMILIES,
    FAMILY_OF,
    LAYER_OF,
    LAYERS,
    ROWS_FOR_NOBODY,
    ROWS_LEFT_OUT_WITHOUT,
    Cells,
    Cut,
    Place,
    Told,
    hidden_beside,
    hidden_cells,
)
from rollcall.answers.guard.known_waits import TOLD_BEFORE
from rollcall.answers.guard.summaries import summary
from rollcall.answers.options import options_in
from rollcall.answers.question import QUESTIONS, Question
from rollcall.answers.remember import Remembered
from rollcall.answers.rule import NHS, RULES, Rule
from rollcall.definitions.calendar import add_months
from rollcall.store import Reading, Store

HIDDEN = Remembered(most=64)
SETTING = "small_numbers"
TOLD_BEFORE_IN, _A_YEAR = "waits", 366
_KEYS = ("text", "date", "number")

WEEKS_FOOTNOTE = (
    "The middle of the waits, and the point below which 92 in 100 of them lie, are shown where enough children lie on either side of it; "
    "the longest wait is not shown."
)


def rule_of(store: Store) -> Rule:
    """The rule for small numbers that an area has chosen; NHS England's where it has chosen none."""
    return RULES[store.setting(SETTING) or NHS.name]


def protected_rows(question: Question, counted: Counted) -> tuple[tuple, ...]:
    """The rows of a question as everyone may see them."""
    rule, rows = rule_of(counted.store), counted.rows(question, local_words=False)
    if not question.counts_people:
        return rows
    cut: Cut = tuple((name, words[0]) for name, words in sorted(counted.filters.items()) if name not in ROWS_ONLY)
    hidden = hidden_in(_family_of(question), counted.store, counted.reading, counted.as_at)
    if told_by := ROWS_LEFT_OUT_WITHOUT.get(question.name):
        rows = tuple(row for row in rows if not any(place.column == told_by and place in hidden for place in _places(question, cut, row)))
    if (
        question.name not in ROWS_FOR_NOBODY
        and rows
        and all(hidden.get(place) == 0 for row in rows for place in _places(question, cut, row))
    ):
        return ()  # that a row is there would tell that somebody is counted in it
    return tuple(_protected(question, cut, row, rule, hidden) for row in rows)


def hidden_in(family: str, store: Store, reading: Reading, as_at: date) -> Mapping[Place, int]:
    """The numbers of a family that are hidden on a day, over all that anyone but the lead can ask; each with the least it could be."""
    rule = rule_of(store)
    key = (store.token, reading.data_version, family, as_at, rule.name)
    if family in LAYERS:
        return HIDDEN.get(key, lambda: _hidden_in_layer(family, store, reading, as_at, rule))
    return HIDDEN.get(key, lambda: hidden_cells(family, _cells(family, store, reading, as_at), rule, as_at))


def _hidden_in_layer(layer: str, store: Store, reading: Reading, as_at: date, rule: Rule) -> Mapping[Place, int]:
    """The same of a layer, beside all that is shown of the day and of a year before, and of the layers under it."""

    def told(family: str, cells: Cells, day: date) -> Told:
        return Told(cells, hidden_in(family, store, reading, day), day)

    now, before = (told(BESIDE, _cells(BESIDE, store, reading, day), day) for day in (as_at, add_months(as_at, -12)))
    under = list(LAYERS)[: list(LAYERS).index(layer)]
    beneath = {name: told(name, layer_cells(name, store, reading, as_at), as_at) for name in under}
    return hidden_beside(layer, layer_cells(layer, store, reading, as_at), now, before, beneath, rule)


def layer_cells(layer: str, store: Store, reading: Reading, as_at: date) -> Cells:
    """The exact numbers of a layer, as cells."""
    cells = Cells(day=as_at)
    for name in LAYERS[layer].questions:
        question = QUESTIONS[name]
        rows = Counted(store, reading, as_at, {}, add_months(as_at, -12)).rows(question, local_words=False)
        cells.add(name, (), question.columns, rows)
        for column in blank_for_others(name):
            cells.of = {place: cell for place, cell in cells.of.items() if (place.question, place.column) != (name, column)}
    return cells


def _family_of(question: Question) -> str:
    return LAYER_OF.get(question.name) or FAMILY_OF[question.name]


def _places(question: Question, cut: Cut, row: tuple) -> list[Place]:
    key = tuple(value for column, value in zip(question.columns, row, strict=True) if column.kind in _KEYS)
    return [Place(question.name, cut, column.name, key) for column in question.columns if column.kind == "people"]


def _protected(question: Question, cut: Cut, row: tuple, rule: Rule, hidden: Collection[Place]) -> tuple:
    key = tuple(value for column, value in zip(question.columns, row, strict=True) if column.kind in _KEYS)
    shown: list[object] = []
    people = None  # the number that the weeks are of, as it is shown
    for column, value in zip(question.columns, row, strict=True):
        if column.kind == "people":
            people = None if Place(question.name, cut, column.name, key) in hidden else rule.shown(value)
            shown.append(people)
        elif column.kind == "weeks of people":
            shown.append(None if Place(question.name, cut, column.name, key) in hidden else summary(value, people, rule))
        else:
            shown.append(None if column.kind == "longest weeks" else value)
    return tuple(shown)


def _cells(family: str, store: Store, reading: Reading, as_at: date) -> Cells:
    cells = Cells(day=as_at)
    for name in FAMILIES[family].questions:
        question = QUESTIONS[name]
        cells.add(name, (), question.columns, Counted(store, reading, as_at, {}).rows(question, local_words=False))
        for by in guarded_cuts(name):
            for value in options_in(store, by):
                rows = Counted(store, reading, as_at, {by: (value,)}).rows(question, local_words=False)
                cells.add(name, ((by, value),), question.columns, rows)
    for name in FAMILIES[family].told_elsewhere:
        question = QUESTIONS[name]
        cells.add_told_elsewhere(name, question.columns, Counted(store, reading, as_at, {}).rows(question, local_words=False))
    for day in _seen_before(store, as_at) if family == TOLD_BEFORE_IN else ():
        for name in TOLD_BEFORE:
            question = QUESTIONS[name]
            for cut in {cut for told, cut in cells.tables if told == name}:
                rows = Counted(store, reading, day, {by: (value,) for by, value in cut}).rows(question, local_words=False)
                cells.add_told_before((as_at - day).days, name, cut, question.columns, rows)
    return cells


def _seen_before(store: Store, as_at: date) -> list[date]:
    """The days of the year before that people may have seen the numbers of: those that kept files spoke for, and a year before each."""
    spoken_for = {version.as_at for version in store.versions() if not version.table.startswith("published_")}
    seen = spoken_for | {add_months(day, -12) for day in spoken_for}
    return sorted(day for day in seen if 0 < (as_at - day).days <= _A_YEAR)
