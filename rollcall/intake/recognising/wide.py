"""Turns a sheet with a column for each service, or for each question of a survey, into a row for each filled cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from rollcall.definitions.table import Column, Table
from rollcall.intake.recognising.assign import IN_COLUMNS
from rollcall.intake.recognising.columns import Coded
from rollcall.intake.values.prepare import Values
from rollcall.intake.values.words import NOTHING_SAID, ValueMatch, read_codes


def lengthen(
    table: Table,
    values: Mapping[str, Values],
    wide: Mapping[int, str],
    by_place: Mapping[int, Coded],
    data: np.ndarray,
    headings: tuple[str, ...],
    chosen: Mapping[str, str | None] = NOTHING_SAID,
) -> tuple[dict[str, Values], np.ndarray]:
    """The columns with a row for each filled cell, and for each of those the row of data it comes from.

    A row that fills none of them stays once, with nothing said.
    """
    places = list(wide)
    filled = np.stack([by_place[place].filled[data] for place in places], axis=1)
    filled[~filled.any(axis=1), 0] = True
    rows, which = np.nonzero(filled)
    longer = {name: replace(column, rows=column.rows[rows]) for name, column in values.items()}
    about, said = IN_COLUMNS[table.name]
    of = [wide[place] for place in places]
    longer[about] = Values(table[about], "", None, which.astype(np.int32), of, list(of), [None] * len(of), 0.9)
    longer[said] = _said(table[said], places, by_place, data[rows], which, headings, chosen)
    return longer, rows


def _said(
    column: Column,
    places: list[int],
    by_place: Mapping[int, Coded],
    data: np.ndarray,
    which: np.ndarray,
    headings: tuple[str, ...],
    chosen: Mapping[str, str | None],
) -> Values:
    assert column.codes is not None
    words: list[str] = []
    rows = np.full(len(data), -1, np.int32)
    for number, place in enumerate(places):
        coded, mine = by_place[place], which == number
        held = coded.rows[data[mine]]
        rows[mine] = np.where(held < 0, -1, held + len(words))
        words += coded.words
    read = read_codes(column.codes, words, "", keeps_unknown=False, chosen=chosen)
    counts = np.bincount(rows[rows >= 0], minlength=len(words)).tolist()
    told: dict[str, ValueMatch] = {}
    for word, code, sure, count, unknown in zip(words, read.codes, read.confidence, counts, read.unknown, strict=True):
        told[word] = ValueMatch(column.name, word, code, sure, count + (told[word].rows if word in told else 0), unknown)
    problems: list[str | None] = ["unknown_code" if unknown else None for unknown in read.unknown]
    heading = ", ".join(headings[place] for place in places)
    cells = np.array(places, np.int32)[which]
    return Values(column, heading, places[0], rows, words, list(read.codes), problems, 0.9, None, tuple(told.values()), places=cells)
