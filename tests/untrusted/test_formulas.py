"""Whatever Rollcall gives out holds no formula that was text, as openpyxl reads it and as LibreOffice opens it."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from rollcall.access import Role, Viewer
from rollcall.answers.answer import Answer, AnswerColumn
from rollcall.answers.ask import Visit
from rollcall.answers.question import QUESTIONS
from rollcall.definitions.tables import BY_NAME, TABLES
from rollcall.errors import AccessRefused
from rollcall.export import download
from rollcall.intake import corrected
from rollcall.intake.desk import open_desk
from rollcall.intake.intake import Examined, examine, keep
from rollcall.intake.reading.read import Dropped
from rollcall.intake.template import write_template
from rollcall.show.screen.bring_in.findings import as_answer
from rollcall.store import Store
from tests.untrusted import libreoffice
from tests.untrusted.payloads import Payload, payloads
from tests.untrusted.spreadsheets import DAY, csv_of, partners_files, published_files, rows_of, workbook_file

pytestmark = [pytest.mark.threat("untrusted_text"), pytest.mark.timeout(600)]

BEACON = "http://127.0.0.1:9"
RUNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")
LEAD = Viewer("This computer", Role.LEAD)
MADE = re.compile(r'table:formula="([^"]*)"|<table:dde-link|<text:a [^>]*xlink:href="([^#"][^"]*)"|<table:cell-range-source')
YES_OR_NO = ("of:=TRUE()", "of:=FALSE()")  # how LibreOffice writes the values true and false of a workbook
OWN_FORMULAS = {"H2": "=SUM(1,2)", "H3": '=HYPERLINK("#A1","own")'}
Files = dict[str, bytes]
Tried = Callable[[int, str, str], None]


@pytest.fixture(scope="module")
def texts() -> list[Payload]:
    return list(payloads(BEACON))


@pytest.fixture(scope="module")
def dropped(texts: list[Payload], real: Path) -> list[Dropped]:
    in_names = list(payloads(BEACON, 500))
    files = [*partners_files(texts, in_names), workbook_file(texts, in_names), *published_files(texts, real)]
    return [Dropped(name, data) for name, data in files]


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    opened = Store.open()
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def examined(dropped: list[Dropped], store: Store) -> Examined:
    found = examine(dropped, store)
    keep(found, store, "a test")
    return found


def answers(store: Store) -> Iterator[tuple[str, bytes]]:
    """Every question's answer, with exact numbers and with protected ones, as CSV and as a workbook."""
    for role in (Role.LEAD, Role.BOARD):
        visit = Visit(Viewer("somebody", role), store)
        for question in QUESTIONS:
            try:
                answer = visit.ask(question)
            except AccessRefused:
                continue
            about = download.About(sources=["=1+1 of a partner"])
            yield f"{role}_{question}.csv", download.to_csv(answer)
            yield f"{role}_{question}.xlsx", download.to_workbook([answer], about)


def copies(dropped: list[Dropped], found: Examined, texts: list[Payload]) -> Iterator[tuple[str, bytes]]:
    """The corrected workbooks: of text files, of a workbook with any parts, and of an ordinary one, which is marked in place."""
    for number, (file, examined) in enumerate(zip(dropped, found.files, strict=True)):
        if any(sheet.table and not BY_NAME[sheet.table].published for sheet in examined.sheets):
            yield f"copy_{number}.xlsx", corrected.write(file, found.findings, examined)
    own = Dropped(f"register {DAY}.xlsx", with_formulas_of_its_own(texts))
    alone = examine([own], Store.open())
    yield "copy_own.xlsx", corrected.write(own, alone.findings, alone.files[0])


def with_formulas_of_its_own(texts: list[Payload]) -> bytes:
    """An ordinary workbook of a partner's, with text that looks like formulas, and with formulas."""
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("=1+1")
        for number, row in enumerate(rows_of(BY_NAME["spells"], texts)):
            for place, text in enumerate(row[:7]):
                sheet.write_string(number, place, text)
        for cell, formula in OWN_FORMULAS.items():
            sheet.write_formula(cell, formula)
    return held.getvalue()


PARTED = Answer(
    question="parted",
    title="What begins within a text?",
    as_at=date(2026, 10, 31),
    columns=(AnswerColumn("provider", "text"),),
    rows=tuple(
        (text,) for text in ("Acme;=1+1", "Acme\t=1+1", 'Acme;=HYPERLINK("http://example.org")', "x\n=1+1", "x;\t@SUM(1)", 'x;"=1+1"')
    ),
    footnotes=(),
    filters={},
    protected=False,
    hidden_means="",
)


@pytest.fixture(scope="module")
def given_out(dropped: list[Dropped], examined: Examined, store: Store, texts: list[Payload]) -> Files:
    """Everything that can be taken away of an area whose every text is a payload."""
    found = as_answer(examined.findings)
    tables = [table for table in TABLES if not table.published]
    return {
        **dict(answers(store)),
        **dict(copies(dropped, examined, texts)),
        "findings.csv": download.to_csv(found),
        "findings.xlsx": download.to_workbook([found]),
        "parted.csv": download.to_csv(PARTED),
        "template.xlsx": write_template(*tables),
    }


def formulas_and_text(data: bytes) -> tuple[dict[str, str], list[str]]:
    """The cells of a workbook that openpyxl takes for formulas; and text that would become one when it is typed again, because its look
    does not say that it is text."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value is not None]
    text = [cell for cell in cells if cell.data_type == "s" and cell.value.startswith(RUNS)]
    return {cell.coordinate: cell.value for cell in cells if cell.data_type == "f"}, [cell.value for cell in text if not cell.quotePrefix]


def test_no_download_holds_a_formula_as_openpyxl_reads_it(given_out: Files, tried: Tried) -> None:
    read = {name: formulas_and_text(data) for name, data in given_out.items() if name.endswith(".xlsx")}
    of_their_own = read.pop("copy_own.xlsx")[0]
    assert of_their_own == OWN_FORMULAS
    assert {name: found for name, found in read.items() if found != ({}, [])} == {}
    tried(len(read), "workbooks given out, read by openpyxl", "0 hold text that became a formula")


def test_no_csv_holds_text_that_a_spreadsheet_would_run(given_out: Files) -> None:
    lists = {name: data for name, data in given_out.items() if name.endswith(".csv")}
    cells = [
        (name, cell)
        for name, data in lists.items()
        for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
        for cell in row
    ]
    assert [(name, cell) for name, cell in cells if cell.lstrip().startswith(RUNS) and not re.fullmatch(r"-?[\d.]+", cell)] == []
    assert any("'=HYPERLINK" in cell for _, cell in cells)


def test_no_download_holds_a_formula_or_a_link_as_libreoffice_opens_it(given_out: Files, tried: Tried) -> None:
    opened = libreoffice.opened(given_out, libreoffice.find())
    made = {name: [found[0] for found in MADE.finditer(text) if found[1] not in YES_OR_NO] for name, text in opened.items()}
    own = made.pop("copy_own.xlsx")
    assert {name: found for name, found in made.items() if found} == {}
    assert len(own) == len(OWN_FORMULAS)
    assert all("SUM(1;2)" in one or "#A1" in one for one in own)
    assert any("HYPERLINK" in text for text in opened.values())  # it is there, as text
    tried(len(opened), "files given out, opened by LibreOffice", "0 hold text that became a formula")


def test_a_formula_in_a_csv_or_a_workbook_would_be_found() -> None:
    held = io.BytesIO()
    with xlsxwriter.Workbook(held) as book:
        sheet = book.add_worksheet()
        sheet.write_formula("A1", "=1+1")
        sheet.write_url("A2", f"{BEACON}/x")
        sheet.write_string("A3", "=2+2")
    seeded = {
        "seeded.csv": b'a\r\n=1+1\r\n"=DDE(""soffice"",""x"",""A1"")"\r\n',
        "parted.csv": b"a\r\nAcme;=1+1\r\nAcme\t=1+1\r\n",
        "seeded.xlsx": held.getvalue(),
    }
    opened = libreoffice.opened(seeded, libreoffice.find())
    assert {name: len(MADE.findall(text)) >= 2 for name, text in opened.items()} == dict.fromkeys(seeded, True)
    assert formulas_and_text(held.getvalue()) == ({"A1": "=1+1"}, ["=2+2"])


def test_mappings_that_are_given_away_hold_no_payload(
    dropped: list[Dropped], examined: Examined, store: Store, texts: list[Payload]
) -> None:
    given = open_desk(LEAD, store).export_mappings([one.mapping_id for one in open_desk(LEAD, store).mappings()])
    assert json.loads(given)["mappings"]
    assert [one.text for one in texts if one.mark in given.decode()] == []


def test_a_text_file_comes_back_with_its_text_and_no_formula(texts: list[Payload]) -> None:
    file = Dropped(f"EHE register {DAY}.csv", csv_of(rows_of(BY_NAME["spells"], texts)))
    found = examine([file], Store.open())
    copy = openpyxl.load_workbook(io.BytesIO(corrected.write(file, found.findings, found.files[0])))
    said = {str(cell.value) for row in copy.worksheets[1].iter_rows() for cell in row}
    assert {one.text for one in texts if one.text.startswith("=")} <= said
