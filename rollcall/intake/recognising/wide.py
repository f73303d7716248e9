"""Turns a sheet with a column for each service into a row for each child and service."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from rollcall.definitions.tables import BY_NAME
from rollcall.intake.recognising.columns import Coded
from rollcall.intake.values.prepare import Values
from rollcall.intake.values.words import NOTHING_SAID, ValueMatch, read_codes


def lengthen(
    values: Mapping[str, Values],
    wide: Mapping[int, str],
    by_place: Mapping[int, Coded],
    data: np.ndarray,
    headings: tuple[str, ...],
    chosen: Mapping[str, str | None] = NOTHING_SAID,
) -> tuple[dict[str, Values], np.ndarray]:
    """The columns with a row for each filled cell, and for each of those the row of data it comes from.

    A row that fills none of the service columns stays once, with nothing in its status.
    """
    places = list(wide)
    filled = np.stack([by_place[place].filled[data] for place in places], axis=1)
    filled[~filled.any(axis=1), 0] = True
    rows, services = np.nonzero(filled)
    longer = {name: replace(column, rows=column.rows[rows]) for name, column in values.items()}
    table = BY_NAME["health_access"]
    codes = [wide[place] for place in places]
    longer["service"] = Values(table["service"], "", None, services.astype(np.int32), codes, list(codes), [None] * len(codes), 0.9)
    longer["status"] = _status(places, by_place, data[rows], services, headings, chosen)
    return longer, rows


def _status(
    places: list[int],
    by_place: Mapping[int, Coded],
    data: np.ndarray,
    services: np.ndarray,
    headings: tuple[str, ...],
    chosen: Mapping[str, str | None],
) -> Values:
    column = BY_NAME["health_access"]["status"]
    assert column.codes is not None
    words: list[str] = []
    rows = np.full(len(data), -1, np.int32)
    for number, place in enumerate(places):
        coded, mine = by_place[place], services == number
        held = coded.rows[data[mine]]
        rows[mine] = np.where(held < 0, -1, held + len(words))
        words += coded.words
    read = read_codes(column.codes, words, "", keeps_unknown=False, chosen=chosen)
    counts = np.bincount(rows[rows >= 0], minlength=len(words)).tolist()
    told: dict[str, ValueMatch] = {}
    for word, code, sure, count, unknown in zip(words, read.codes, read.confidence, counts, read.unknown, strict=True):
        told[word] = ValueMatch("status", word, code, sure, count + (told[word].rows if word in told else 0), unknown)
    problems: list[str | None] = ["unknown_code" if unknown else None for unknown in read.unknown]
    heading = ", ".join(headings[place] for place in places)
    cells = np.array(places, np.int32)[services]
    return Values(column, heading, places[0], rows, words, list(read.codes), problems, 0.9, None, tuple(told.values()), places=cells)
