"""Whatever stands in a cell that should hold a number, a date or a code: its row is kept or told of, and no file is lost over it."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import openpyxl
import pytest

from rollcall.access import Role, Viewer
from rollcall.errors import FileRefused, StoreRefused
from rollcall.intake import corrected
from rollcall.intake.desk import open_desk
from rollcall.intake.intake import OUR_MISTAKE, examine_read, keep
from rollcall.store import Store
from tests.fuzz.test_mutated_files import FILES
from tests.fuzz.typed import as_read, as_text, drops, planted
from tests.intake.workbooks import TODAY, a_store

BLOCK = 50


@pytest.mark.parametrize("first", range(0, FILES // 10, BLOCK))
def test_a_word_in_a_typed_cell_never_costs_a_file(first: int, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        wrong = [f"seed {seed}: {what}" for seed in range(first, first + BLOCK) for what in _wrong_with(seed)]
    assert (wrong, caplog.messages) == ([], [])


@pytest.mark.parametrize("first", range(0, FILES // 100, 10))
def test_a_drop_with_a_word_in_a_typed_cell_is_shown_kept_and_marked(first: int) -> None:
    assert [f"seed {seed}: {what}" for seed in range(first, first + 10) for what in _wrong_when_dropped(seed)] == []


@pytest.mark.parametrize("name", drops())
def test_the_same_sheets_without_such_a_word_are_kept(name: str) -> None:
    found = examine_read(as_read(drops()[name]), a_store(), None, None, TODAY)
    assert not any(file.refused for file in found.files)
    assert found.prepared


def _wrong_with(seed: int) -> Iterator[str]:
    read = planted(seed)
    for file in read:
        corrected.original_of(file)
    found = examine_read(read, a_store(), None, None, TODAY)
    if any(file.refused == OUR_MISTAKE for file in found.files):
        yield "a mistake of our own"
    for each in (each for file in found.files for each in file.sheets):
        if each.rows_read != each.rows_kept + each.rows_refused + each.rows_not_data:
            yield f"the rows of {each.sheet} are not accounted for"
    if found.prepared and seed % 5 == 0:
        keep(found, Store.open(), "A lead")


def _wrong_when_dropped(seed: int) -> Iterator[str]:
    desk = open_desk(Viewer(f"Lead {seed}", Role.LEAD), Store.open())
    files = planted(seed)
    drop = desk.look([(each.file, as_text(file.sheets[-1])) for file in files for each in file.sheets[-1:]])
    if not drop.wait(60):
        yield "it is still being looked at"
        return
    if any(file.refused == OUR_MISTAKE for file in drop.examined.files):
        yield "a mistake of our own"
    try:
        copy = desk.corrected(drop, files[0].file)
        openpyxl.load_workbook(io.BytesIO(copy))
        desk.add(drop, [(corrected.name_of_copy(files[0].file), copy)])
        if not drop.wait(60) or any(file.refused == OUR_MISTAKE for file in drop.examined.files):
            yield "its marked copy"
    except FileRefused:
        pass  # nothing was found in it
    try:
        desk.keep(drop)
    except StoreRefused:
        desk.throw_away()
