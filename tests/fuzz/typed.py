"""Sheets of every kind that is recognised, with words in their typed cells that look like a number, a date or a code and are none."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Mapping, Sequence
from functools import cache

from rollcall.definitions.tables import BY_NAME
from rollcall.intake.corrected.to_fix import MARKER, MARKER_PLACE
from rollcall.intake.reading.read import ReadFile, Sheet
from rollcall.intake.template_example import example_rows
from tests.intake.sen2_files import collect, template
from tests.intake.workbooks import Cell, sheet, text

WORDS = (
    "²", "①", "٣", "²²²²²", "9" * 20, "9" * 400, "9" * 6_000, "inf", "-inf", "nan", "1e999", "1e19", "1e308", "3000000000", "-1", "1_000",
    "0", "00/00/0000", "31/02/2026", "9999-12-31", "0001-01-01", "0000", "2958465", "12:99", "999:59", "²:²", "12/²/2026", "1/1/99999",
    "=1/0", "#REF!", "#N/A", "\x00", "\u202e12", "\ufeff", "\u00a0", "\u2028", "'", '"', "$(x)", "<b>", "%s%n", "*", "c", "low", "Total",
    "A" * 400, "(" * 400, "1 " * 200, "- " * 200, "20²²/²²", "Autumn ²0²5/²6", "202500", "000099", "E9²000001", "QF²",
)  # fmt: skip
KEPT_HERE = ("children", "spells", "attendance", "diagnostic_waits", "health_access", "services", "population")
DFE = ("time_period", "time_identifier", "geographic_level", "country_code", "country_name", "region_code", "region_name", "old_la_code",
       "new_la_code", "la_name")  # fmt: skip
ENGLAND = ("Academic year", "National", "E92000001", "England", "", "", "", "", "")
NHS = ("Organisation type", "Organisation code", "Organisation name", "(A) Podiatry", "(CYP) Audiology", "(CYP) Therapy interventions: x")


@cache
def drops() -> Mapping[str, tuple[Sheet, ...]]:
    """By its name, the sheets of each drop, as they are read."""
    return {name: _partner(name) for name in KEPT_HERE} | {
        "SEN2 blades": tuple(collect()),
        "SEN2 template": (template(),),
        "NHS waits": (_nhs("Total waiting list by service, June 2024"), _nhs("Waiting 12-18 weeks, June 2024")),
        "DfE absence": (
            _dfe(
                ("education_phase", "breakdown_topic", "breakdown", "sess_overall_percent"), ("Total", "SEN provision", "EHC plan", "1.5")
            ),
        ),
        "DfE home education": (_dfe(("ehe_count", "ehe_rate"), ("120", "1.5")),),
        "marked copy": (_to_fix(), *_partner("spells")),
    }


def planted(seed: int) -> tuple[ReadFile, ...]:
    """One drop with such a word in one to five of its cells, or all down one column: the same seed gives the same drop."""
    chance = random.Random(seed)
    names = list(drops())
    sheets = [_rows_of(each) for each in drops()[names[seed % len(names)]]]
    for _ in range(chance.choice((1, 1, 2, 5))):
        rows = chance.choice([rows for rows in sheets if rows])
        row, word = chance.choice(rows), chance.choice(WORDS)
        place = chance.randrange(len(row))
        for each in rows[1:] if chance.random() < 0.3 else (row,):
            each[place] = word
    made = [sheet(rows, old.name, old.file) for rows, old in zip(sheets, drops()[names[seed % len(names)]], strict=True)]
    return as_read(made)


def as_read(sheets: Sequence[Sheet]) -> tuple[ReadFile, ...]:
    """The sheets in their files."""
    files = dict.fromkeys(each.file for each in sheets)
    return tuple(ReadFile(file, None, tuple(each for each in sheets if each.file == file)) for file in files)


def as_text(of: Sheet) -> bytes:
    """A sheet as a file of text with commas."""
    held = io.StringIO()
    csv.writer(held).writerows([[cell or "" for cell in row] for row in _rows_of(of)])
    return held.getvalue().encode()


def _rows_of(of: Sheet) -> list[list[Cell]]:
    return [list(of.row(number)) for number in range(of.height)]


def _partner(name: str) -> tuple[Sheet, ...]:
    table = BY_NAME[name]
    rows = [[_cell(row.get(column.name)) for column in table.columns] for row in example_rows(table)]
    return (sheet([[column.heading for column in table.columns], *rows], "Sheet1", f"North Council {name}.csv"),)


def _cell(value: object) -> str | None:
    return text(value)  # type: ignore[arg-type]


def _nhs(title: str) -> Sheet:
    rows: Sequence[Sequence[Cell]] = (("National", "ENG", "England", 30, 20, 10), ("ICB", "QF7", "NHS South Yorkshire ICB", 3, "*", ""))
    return sheet([[title], [], list(NHS), *(list(row) for row in rows)], title[:7], "chs June 2024.xlsx")


def _dfe(headings: Sequence[str], cells: Sequence[str]) -> Sheet:
    rows = [[year, *ENGLAND, *cells] for year in ("202324", "202425")]
    return sheet([[*DFE, *headings], *rows], "data", "ehe_data.csv")


def _to_fix() -> Sheet:
    blank: list[Cell] = [None] * MARKER_PLACE
    return sheet([[*blank, MARKER], [*blank, "North Council spells.csv"], [*blank, "3"]], "To fix", "North Council spells.csv")
