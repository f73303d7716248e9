"""The spreadsheets' manual page says what their declarations say."""

from __future__ import annotations

from pathlib import Path

import pytest

from rollcall.definitions.codes import ALL_CODES
from rollcall.definitions.table import Kind, Table
from rollcall.definitions.tables import TABLES
from rollcall.export.__main__ import PAGES, write_manual
from rollcall.export.spreadsheet_manual import KINDS, spreadsheet_manual


def test_the_page_is_up_to_date(repository: Path) -> None:
    page = (repository / "docs" / "spreadsheets.md").read_text(encoding="utf-8")
    assert page == spreadsheet_manual() + "\n", "docs/spreadsheets.md is behind rollcall/definitions/tables: run `make docs`"


def test_every_kind_of_column_is_explained() -> None:
    assert set(KINDS) == set(Kind)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_and_every_other_heading_is_named(table: Table) -> None:
    section = spreadsheet_manual().split(f"\n## {table.name}\n")[1].split("\n## ")[0]
    for column in table.columns:
        line = next(line for line in section.splitlines() if line.startswith(f"| `{column.name}` |"))
        assert all(alias in line for alias in column.aliases)


def test_every_list_of_words_is_there_and_linked_to() -> None:
    page = spreadsheet_manual()
    linked = {column.codes.name for table in TABLES for column in table.columns if column.codes is not None}
    assert linked <= {codes.name for codes in ALL_CODES}
    for codes in ALL_CODES:
        assert f"\n## {codes.name}\n" in page
        assert all(f"| `{code.code}` | {code.label} |" in page for code in codes.codes)


def test_the_pages_are_written_into_a_folder(tmp_path: Path) -> None:
    write_manual(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == set(PAGES)
