"""Thousands of damaged files: none stops the server, none is read for ever, and every refusal is a sentence that says what to do.

`make test` takes the first 2,000 and `make fuzz` 10,000. What fails names its seeds: `mutated(seed, corpus())` is that file again.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator

import pytest

from rollcall.intake.intake import OUR_MISTAKE, examine_read
from rollcall.intake.reading.limits import USUAL
from rollcall.intake.reading.read import EXPLAIN_SECONDS, UNPACK_SECONDS, Dropped, ReadFile, read_files
from tests.fuzz.corpus import SECRET, corpus
from tests.fuzz.mutate import mutated
from tests.intake.workbooks import TODAY, a_store

FILES = int(os.environ.get("ROLLCALL_MUTATED_FILES", "2000"))
BLOCK = 100
SAYS_WHAT_TO_DO = re.compile(r"\b(bring|ask|save|copy|unzip|zip|delete|split|mend|look|takes|take it)\b", re.I)
OURS = re.compile(r"Traceback|Error\b|Exception|panicked|calamine|fastexcel|pyarrow|\.py\b|None\b")


@pytest.mark.threat("hostile_upload")
@pytest.mark.filterwarnings("ignore:Duplicate name")  # some damage is just that
@pytest.mark.parametrize("first", range(0, FILES, BLOCK))
def test_a_damaged_file_is_read_or_refused_in_a_sentence_and_never_more(first: int, tried: Callable[[int, str, str], None]) -> None:
    wrong = [f"seed {seed}: {what}" for seed in range(first, first + BLOCK) for what in _wrong_with(seed)]
    assert wrong == []
    tried(BLOCK, "damaged files", "each read, or refused in a sentence")


@pytest.mark.parametrize(("name", "data"), corpus(), ids=[name for name, _ in corpus()])
def test_the_same_file_without_damage_is_read(name: str, data: bytes) -> None:
    read = read_files([Dropped(name, data)])
    assert not any(file.refused for file in read)
    assert any(file.sheets for file in read)


def test_the_longest_that_one_file_may_take_is_a_minute_and_a_half() -> None:
    assert UNPACK_SECONDS + USUAL.wall_seconds + EXPLAIN_SECONDS <= 90


def _wrong_with(seed: int) -> Iterator[str]:
    name, data = mutated(seed, corpus())
    try:
        read = read_files([Dropped(name, data)])
        examined = examine_read(read, a_store(), None, None, TODAY)
    except BaseException as problem:  # noqa: BLE001 - whatever it is, it names its seed
        yield f"{type(problem).__name__} was raised"
        return
    if not read:
        yield "nothing is said of the file"
    for file in read:
        yield from _wrong_with_words(file)
    if any(file.refused == OUR_MISTAKE for file in examined.files):
        yield "a mistake of our own was caught"
    for sheet in (sheet for file in examined.files for sheet in file.sheets):
        if sheet.rows_read != sheet.rows_kept + sheet.rows_refused + sheet.rows_not_data:
            yield f"the rows of {sheet.sheet} are not accounted for"


def _wrong_with_words(file: ReadFile) -> Iterator[str]:
    if file.refused is not None:
        if not (file.refused[0].isupper() and file.refused.endswith(".")):
            yield f"no sentence: {file.refused}"
        if not SAYS_WHAT_TO_DO.search(file.refused):
            yield f"does not say what to do: {file.refused}"
    for said in (file.refused or "", *file.notes):
        if SECRET in said:
            yield "a cell is repeated"
        if OURS.search(said):
            yield f"speaks of our own code: {said}"
