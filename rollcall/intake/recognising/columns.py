"""The columns of a sheet below its header, each as its distinct words and a number per row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from rollcall.intake.reading.cells import address


@dataclass(frozen=True, eq=False)
class Coded:
    """One column: its distinct words as typed, and for each row which of them it holds (-1 for an empty cell)."""

    place: int  # 0 is Excel's column A
    dictionary: pa.Array
    rows: np.ndarray

    @cached_property
    def words(self) -> list[str]:
        """The distinct words, trimmed."""
        return pc.utf8_trim_whitespace(self.dictionary).to_pylist()

    @cached_property
    def counts(self) -> list[int]:
        """How many rows hold each word."""
        return np.bincount(self.rows[self.rows >= 0], minlength=len(self.dictionary)).tolist()

    @cached_property
    def filled(self) -> np.ndarray:
        """Which rows have anything in this column."""
        return self.rows >= 0

    def some_words(self, most: int) -> list[str]:
        """The first few distinct words, trimmed."""
        return [word.strip() for word in self.dictionary.slice(0, most).to_pylist()]

    def at(self, row: int) -> str | None:
        """The trimmed word in one row."""
        code = int(self.rows[row])
        return None if code < 0 else str(self.dictionary[code]).strip()

    def mask(self, says: Callable[[str], bool]) -> np.ndarray:
        """Which rows hold a word for which `says` is true."""
        true = np.fromiter((says(word) for word in self.words), bool, len(self.words))
        return np.append(true, False)[self.rows]

    def take(self, values: Sequence[Any], kind: pa.DataType) -> pa.Array:
        """A value for each row, from a value for each word."""
        indices = pa.array(self.rows, mask=self.rows < 0)
        return pa.array(values, kind).take(indices)


def encode(column: pa.Array | pa.ChunkedArray, place: int, start: int, stop: int) -> Coded:
    """The part of a column from row `start` up to `stop`, coded; cells of nothing but spaces count as empty."""
    part = column.slice(start, stop - start)
    if isinstance(part, pa.ChunkedArray):
        part = part.combine_chunks()
    coded = pc.dictionary_encode(part)
    if isinstance(coded, pa.ChunkedArray):
        coded = coded.combine_chunks()
    rows = pc.fill_null(coded.indices, -1).to_numpy(zero_copy_only=False).astype(np.int32, copy=False)
    dictionary = coded.dictionary
    if len(dictionary):
        empty = pc.or_(pc.equal(pc.binary_length(dictionary), 0), pc.utf8_is_space(dictionary))
        if pc.any(empty).as_py():
            gone = np.append(empty.to_numpy(zero_copy_only=False), False)
            rows = np.where(gone[rows], -1, rows).astype(np.int32)
    return Coded(place, dictionary, rows)


def row_texts(columns: Sequence[pa.Array | pa.ChunkedArray], start: int, stop: int) -> list[list[str]]:
    """Some rows of a sheet as lists of trimmed text, empty cells as ''."""
    parts = [[(text or "").strip() for text in column.slice(start, stop - start).to_pylist()] for column in columns]
    return [list(row) for row in zip(*parts, strict=True)]


def cell_address(place: int, row: int) -> str:
    """Excel's own name for a cell, from positions that start at 0."""
    return address(place, row)
