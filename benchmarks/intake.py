"""Intake of a 10,000-row, 30-column workbook, from bytes to committed with all findings, against a bare XML pass and against pandas."""

from __future__ import annotations

import gc
import io
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.parsers import expat

import pandas as pd

from benchmarks.measure import Line, at_least, at_most, in_turn, seconds
from benchmarks.workbook import ROWS, workbook
from rollcall.intake.intake import Examined, examine, keep
from rollcall.intake.reading.read import Dropped, warm
from rollcall.store import Store

TIMES = 7


def measure(times: int = TIMES) -> Sequence[Line]:
    """Both promises. As on a server, the reading process is warm and what is imported is frozen out of the garbage collector, for all
    three alike; the store is a new one on disk each time."""
    data = workbook()
    warm()
    _take_in(data)
    gc.collect()
    gc.freeze()

    def ours() -> float:
        with tempfile.TemporaryDirectory() as folder:
            store = Store.open(Path(folder))
            taken = seconds(lambda: _into(data, store))
            store.close()
        return taken

    bare, intake, by_pandas = in_turn(
        (
            lambda: seconds(lambda: _bare_pass(data)),
            ours,
            lambda: seconds(lambda: pd.read_excel(io.BytesIO(data), engine="openpyxl")),
        ),
        times,
    )
    what = f"intake of {ROWS:,} rows x 30 columns, bytes to committed"
    return (
        at_most(what, intake, "unzip and expat over the same sheet", bare, 3),
        at_least(what, intake, "pandas.read_excel(openpyxl), reading alone", by_pandas, 6),
    )


def _bare_pass(data: bytes) -> None:
    """The sheet's XML out of its zip and once through expat, with nobody listening."""
    sheet = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")
    expat.ParserCreate().Parse(sheet, True)


def _into(data: bytes, store: Store) -> Examined:
    examined = examine([Dropped("SEND caseload October 2026.xlsx", data)], store)
    keep(examined, store, "the benchmark")
    return examined


def _take_in(data: bytes) -> None:
    """Once, uncounted: everything is imported, and what is timed is what is meant."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(Path(folder))
        sheet = _into(data, store).files[0].sheets[0]
        assert sheet.table == "children"
        assert sheet.rows_kept > 0.99 * ROWS
        store.close()
