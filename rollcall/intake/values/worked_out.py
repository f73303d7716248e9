"""Values that no column holds as such, and that other cells give: titles between the rows, a second column, a difference."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from rollcall.definitions.table import Column, Table
from rollcall.definitions.tables import BY_NAME
from rollcall.intake.recognising.columns import Coded
from rollcall.intake.recognising.labels import BETWEEN_THE_ROWS, Labels, Said, codes_meant
from rollcall.intake.recognising.recognise import Recognised
from rollcall.intake.recognising.rows import NOTE, RowKinds, says_a_note
from rollcall.intake.values.prepare import Values
from rollcall.intake.values.words import read_number, yes_or_no

_SECTIONS = ("category", "assessment", "service")
_LONGEST_TITLE, _MOST_WORDS = 60, 5


def said_by_sections(
    table: Table, columns: Sequence[Coded], kinds: RowKinds, recognised: Recognised, data: np.ndarray
) -> dict[str, Values]:
    """A column whose values stand as titles between the rows: 'EHE', its children, 'CME', its children."""
    notes = kinds.rows(NOTE)
    for name in _SECTIONS:
        column = table.by_name.get(name)
        if column is None or column.codes is None or recognised.place_of(name) is not None or not len(notes):
            continue
        titles = [(int(row), text) for row in notes if (text := _only_cell(columns, int(row)))]
        said = [(row, text, codes_meant(column.codes, text) or frozenset()) for row, text in titles]
        if any(len(codes) == 1 for _, _, codes in said):
            sections = [(row, codes) for row, text, codes in said if len(codes) == 1 or _could_be_a_title(text)]
            above = recognised.said.get(name)
            above = None if above and above.where == BETWEEN_THE_ROWS else above
            words = [next(iter(codes)) if len(codes) == 1 else None for _, codes in sections] + ([above.value] if above else [])
            which = np.searchsorted([row for row, _ in sections], data) - 1
            rows = np.where(which < 0, len(sections) if above else -1, which).astype(np.int32)
            return {name: Values(column, "", None, rows, [word or "" for word in words], words, [None] * len(words))}
    return {}


def _could_be_a_title(text: str) -> bool:
    """Whether a line between the rows could begin another section, whatever it is of: the one before it ends there."""
    return len(text.split()) <= _MOST_WORDS and not says_a_note(text) and not any(letter.isdigit() for letter in text)


def _only_cell(columns: Sequence[Coded], row: int) -> str:
    """The text of a row with one filled cell."""
    cells = [text for column in columns if (text := column.at(row)) is not None]
    return cells[0] if len(cells) == 1 and len(cells[0]) <= _LONGEST_TITLE else ""


def filled_in(values: Values, labels: Labels) -> Values:
    """Blanks in a column whose every word says what the sheet's name or title says: a forgotten 'EHE' on the EHE tab."""
    column = values.column
    if column.codes is None or values.place is None or bool((values.has | values.bad).all()):
        return values
    said = labels.implied(column.codes)
    if said is None or said.where == "the file name" or {value for value in values.values if value is not None} != {said.value}:
        return values
    rows = np.where(~values.has & ~values.bad, len(values.words), values.rows).astype(np.int32)
    words = [*values.words, ""]
    return replace(values, rows=rows, words=words, values=[*values.values, said.value], problems=[*values.problems, None])


def worked_out(
    values: dict[str, Values], recognised: Recognised, by_place: Mapping[int, Coded], data: np.ndarray, count: int
) -> dict[str, Values]:
    """Values that other columns give: support beside a plan column, where a child stands by its dates, sessions missed from attended."""
    table = recognised.table
    assert table is not None
    if "sen_support" in recognised.helpers and "sen_status" in values:
        support = by_place[recognised.helpers["sen_support"]].mask(lambda word: yes_or_no(word) is True)[data]
        values["sen_status"] = _with_support(values["sen_status"], support)
    if table.name == "health_access":
        values = _status_by_dates(values, recognised.said.get("status"), count)
    if (
        table.name == "attendance"
        and "sessions_attended" in recognised.helpers
        and "sessions_missed" not in values
        and "sessions_possible" in values
    ):
        attended = _plain_numbers(by_place[recognised.helpers["sessions_attended"]], data)
        missed = values["sessions_possible"].numbers - attended
        values["sessions_missed"] = _from_numbers(table["sessions_missed"], missed)
    return values


def _with_support(status: Values, support: np.ndarray) -> Values:
    """No plan, or none given, and yes to support: SEN support."""
    number = len(status.words)
    lacks = ~status.bad & (~status.has | status.is_value("N"))
    rows = np.where(lacks & support, number, np.where(lacks & ~status.has, number + 1, status.rows))
    return Values(
        status.column,
        status.heading,
        status.place,
        rows.astype(np.int32),
        [*status.words, "", ""],
        [*status.values, "K", "N"],
        [*status.problems, None, None],
        status.confidence,
        status.evidence,
        status.matches,
    )


def _status_by_dates(values: dict[str, Values], said: Said | None, count: int) -> dict[str, Values]:
    """Without a status column, seen is in place, and referred and not seen is waiting."""
    if "status" in values and said is None:
        return values
    seen, referred = values.get("first_seen_date"), values.get("referred_date")
    if seen is None and (referred is None or said is not None):
        return values
    nobody = np.zeros(count, bool)
    has_seen = seen.has if seen else nobody
    has_referred = referred.has if referred else nobody
    column = BY_NAME["health_access"]["status"]
    otherwise = said.value if said else None
    rows = np.where(has_seen, 0, np.where(has_referred & (said is None), 1, 2 if otherwise else -1)).astype(np.int32)
    return values | {"status": Values(column, "", None, rows, ["", "", ""], ["in_place", "waiting", otherwise], [None, None, None])}


def _plain_numbers(column: Coded, data: np.ndarray) -> np.ndarray:
    numbers = [number if (number := read_number(word)) is not None else np.nan for word in column.words]
    return np.append(np.array(numbers, np.float64), np.nan)[column.rows[data]]


def _from_numbers(column: Column, numbers: np.ndarray) -> Values:
    distinct, rows = np.unique(numbers, return_inverse=True)
    values = [None if np.isnan(number) or number < 0 else int(number) for number in distinct]
    return Values(column, "", None, rows.astype(np.int32), [""] * len(values), values, [None] * len(values))
