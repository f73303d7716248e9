"""Templates: what a partner fills in comes back whole, without a finding, and the guidance and the example are never loaded."""

from __future__ import annotations

import io
from collections.abc import Callable, Collection
from datetime import date, datetime, time

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from rollcall.definitions.table import Column, Kind, Table
from rollcall.definitions.tables import BY_NAME, TABLES
from rollcall.intake.intake import Examined, examine
from rollcall.intake.reading.read import Dropped
from rollcall.intake.recognising.sheet import EXPLAINS
from rollcall.intake.template import write_template
from rollcall.intake.template_example import example_rows
from rollcall.intake.values.identifiers import Check, check_upn
from rollcall.invent import Invented, invent
from rollcall.store import Store

TO_FILL_IN = tuple(table for table in TABLES if not table.published)
AREA: Invented = invent(seed=11, children=60)
HASHED = ("response",)  # kept as a keyed hash, since it may be a name


def opened(*tables: Table) -> openpyxl.Workbook:
    """A template as a partner opens it."""
    return openpyxl.load_workbook(io.BytesIO(write_template(*tables)))


def as_typed(column: Column, value: object) -> object:
    """A value as a person picks it from the list or types it."""
    if column.codes is not None:
        return column.codes.labels.get(str(value), value)
    return datetime.combine(value, time()) if isinstance(value, date) else value


def fill_in(sheet: Worksheet, table: Table, rows: list[dict[str, object]]) -> None:
    """Write rows under the headings and their explanations."""
    for number, row in enumerate(rows, start=3):
        for place, column in enumerate(table.columns, start=1):
            if row.get(column.name) is not None:
                sheet.cell(number, place, as_typed(column, row[column.name]))


def sent(book: openpyxl.Workbook, name: str = "Filled in 31-10-2026.xlsx") -> Dropped:
    """The workbook as it arrives."""
    data = io.BytesIO()
    book.save(data)
    return Dropped(name, data.getvalue())


def looked_at(*files: Dropped) -> Examined:
    """The files, examined against an empty store."""
    return examine(files, Store.open())


def rows_for(table: Table) -> list[dict[str, object]]:
    """Rows that a partner could have, of children who are all in the list of children."""
    known = {row["child_id"] for row in AREA.tables["children"]}
    return [row for row in AREA.tables[table.name] if "child_id" not in row or row["child_id"] in known]


TRUE_OF_THE_INVENTED = {"upn_unknown_council", "particulars_blank", "aged_6_without_upn", "school_age_without_school"}


def without_what_is_true_of_the_invented(examined: Examined) -> list[str]:
    """Findings, but for those that say what is so: the council code is in no list, and some children lack a UPN, a need or a school."""
    return [finding.code for finding in examined.findings if finding.code not in TRUE_OF_THE_INVENTED]


@pytest.mark.parametrize("table", TO_FILL_IN, ids=lambda table: table.name)
def test_every_declared_column_has_a_bold_heading(table: Table) -> None:
    sheet = opened(table)[table.title]
    assert [cell.value for cell in sheet[1]] == [column.heading for column in table.columns]
    assert all(cell.font.bold for cell in sheet[1])


@pytest.mark.parametrize("table", TO_FILL_IN, ids=lambda table: table.name)
def test_coded_columns_drop_down_their_labels(table: Table) -> None:
    book = opened(table)
    lists = {
        next(iter(each.sqref.ranges)).min_col: each for each in book[table.title].data_validations.dataValidation if each.type == "list"
    }
    coded = {place: column for place, column in enumerate(table.columns, start=1) if column.codes is not None}
    assert set(lists) == set(coded)
    for place, column in coded.items():
        where, cells = str(lists[place].formula1).split("!")
        assert [row[0].value for row in book[where][cells.replace("$", "")]] == list(column.codes.labels.values())  # type: ignore[union-attr]
        assert lists[place].errorStyle == (None if column.kind is Kind.CODE else "information")


@pytest.mark.parametrize("table", TO_FILL_IN, ids=lambda table: table.name)
def test_date_columns_are_written_day_first_and_references_are_text(table: Table) -> None:
    widths = opened(table)[table.title].column_dimensions.values()
    looks = {place: each.number_format for each in widths for place in range(each.min, each.max + 1)}
    for place, column in enumerate(table.columns, start=1):
        look = looks[place]
        if column.kind is Kind.DATE:
            assert look == "dd/mm/yyyy"
        if column.kind in (Kind.LOCAL_ID, Kind.NHS_NUMBER, Kind.UPN):
            assert look == "@"


@pytest.mark.parametrize("table", TO_FILL_IN, ids=lambda table: table.name)
def test_guidance_gives_the_meaning_of_every_column(table: Table) -> None:
    told = {(row[1], row[3]) for row in opened(table)["Guidance"].iter_rows(values_only=True)}
    assert {(column.heading, column.meaning) for column in table.columns} <= told


@pytest.mark.parametrize("table", TO_FILL_IN, ids=lambda table: table.name)
def test_an_empty_template_loads_nothing(table: Table) -> None:
    examined = looked_at(Dropped(f"{table.name}.xlsx", write_template(table)))
    assert not examined.findings
    assert not examined.prepared or sum(each.rows.num_rows for each in examined.prepared) == 0


@pytest.mark.parametrize("table", TO_FILL_IN, ids=lambda table: table.name)
def test_guidance_and_example_are_taken_for_no_table(table: Table) -> None:
    (file,) = looked_at(Dropped(f"{table.name}.xlsx", write_template(table))).files
    tables = {sheet.sheet: sheet.table for sheet in file.sheets}
    assert tables["Guidance"] is None
    assert tables["Example"] is None
    assert all("not to be loaded" in sheet.why for sheet in file.sheets if sheet.sheet in ("Guidance", "Example"))


@pytest.mark.parametrize("table", TO_FILL_IN, ids=lambda table: table.name)
def test_a_filled_template_comes_back_whole_and_without_a_finding(table: Table) -> None:
    rows = rows_for(table)
    book = opened(*{table.name: table, "children": BY_NAME["children"]}.values())
    fill_in(book[table.title], table, rows)
    if table.name != "children":
        fill_in(book[BY_NAME["children"].title], BY_NAME["children"], AREA.tables["children"])
    examined = looked_at(sent(book))
    assert without_what_is_true_of_the_invented(examined) == []
    kept = [row for prepared in examined.prepared if prepared.table == table.name for row in prepared.rows.to_pylist()]
    columns = [column.name for column in table.columns if column.kind not in (Kind.NHS_NUMBER, Kind.UPN) and column.name not in HASHED]
    assert [[row.get(name) for name in columns] for row in kept] == [[row.get(name) for name in columns] for row in rows]
    for name in HASHED:
        told, meant = ([row.get(name) for row in some] for some in (kept, rows))
        assert [told.index(value) for value in told] == [meant.index(value) for value in meant]  # one hash for each word
        assert not {value for value in told if value} & set(meant)


def test_one_workbook_holds_them_all() -> None:
    book = opened(*TO_FILL_IN)
    assert book.sheetnames == [*(table.title for table in TO_FILL_IN), "Guidance", "Example"]
    for table in TO_FILL_IN:
        fill_in(book[table.title], table, rows_for(table))
    examined = looked_at(sent(book))
    assert without_what_is_true_of_the_invented(examined) == []
    assert {prepared.table for prepared in examined.prepared} == {table.name for table in TO_FILL_IN}


def test_the_same_template_is_the_same_bytes() -> None:
    assert write_template(BY_NAME["spells"]) == write_template(BY_NAME["spells"])


@pytest.mark.parametrize("table", TO_FILL_IN, ids=lambda table: table.name)
def test_the_example_shows_every_column_filled_and_several_rows(table: Table) -> None:
    lines = list(opened(table)["Example"].iter_rows(values_only=True))
    assert "not loaded" in str(lines[0][0])
    assert list(lines[4]) == [column.heading for column in table.columns]
    assert None not in lines[5]
    assert sum(line[0] is not None for line in lines[5:]) >= 4


@pytest.mark.parametrize("table", TO_FILL_IN, ids=lambda table: table.name)
def test_a_row_under_the_headings_explains_every_column(table: Table) -> None:
    told = [str(cell.value) for cell in opened(table)[table.title][2]]
    assert len(told) == len(table.columns)
    for column, text in zip(table.columns, told, strict=True):
        assert text.startswith(EXPLAINS)
        assert column.meaning in text
        assert ("Each row needs this" in text) == (column.required or column.name in table.identifiers)


TOGETHER = [TO_FILL_IN, *({table.name: table, "children": BY_NAME["children"]}.values() for table in TO_FILL_IN)]


@pytest.mark.parametrize("tables", TOGETHER, ids=["all", *(table.name for table in TO_FILL_IN)])
def test_the_examples_themselves_give_no_finding(tables: Collection[Table]) -> None:
    book = opened(*tables)
    for table in tables:
        for number, row in enumerate(example_rows(table), start=3):
            for place, column in enumerate(table.columns, start=1):
                book[table.title].cell(number, place).value = row[column.name]
    examined = looked_at(sent(book))
    assert [finding.code for finding in examined.findings] == []
    assert [sheet.rows_kept for sheet in examined.files[0].sheets if sheet.table] == [len(example_rows(table)) for table in tables]


def test_the_upns_of_the_examples_differ_from_child_to_child_and_are_of_no_school() -> None:
    numbers = [str(row["upn"]) for row in example_rows(BY_NAME["children"]) if row["upn"]]
    assert len(set(numbers)) == len(numbers) > 4
    assert all(number[4] == "0" and check_upn(number).check is Check.GOOD for number in numbers)


def test_an_explanation_that_was_typed_over_is_a_row_like_any_other() -> None:
    table = BY_NAME["services"]
    book = opened(table)
    for place, column in enumerate(table.columns, start=1):
        book[table.title].cell(2, place).value = example_rows(table)[1][column.name]
    (prepared,) = looked_at(sent(book)).prepared
    assert prepared.rows.num_rows == 1


@pytest.mark.parametrize("moved", [lambda columns: columns[::-1], lambda columns: columns[:4]], ids=["turned round", "cut short"])
def test_columns_may_stand_in_any_order_and_those_that_nobody_holds_may_go(moved: Callable[[list[Column]], list[Column]]) -> None:
    table = BY_NAME["spells"]
    template = opened(table)[table.title]
    book = openpyxl.Workbook()
    for place, column in enumerate(moved(list(table.columns)), start=1):
        for number in (1, 2):
            book.active.cell(number, place).value = template.cell(number, table.columns.index(column) + 1).value
        book.active.cell(3, place).value = as_typed(column, rows_for(table)[0][column.name])
    (sheet,) = looked_at(sent(book)).files[0].sheets
    assert (sheet.table, sheet.rows_kept, sheet.rows_refused, sheet.rows_not_data) == ("spells", 1, 0, 1)


def test_lists_and_dates_are_checked_in_the_rows_to_fill_in_and_not_in_the_explanation() -> None:
    for each in opened(BY_NAME["spells"])["Periods not in school"].data_validations.dataValidation:
        assert {cells.min_row for cells in each.sqref.ranges} == {3}
