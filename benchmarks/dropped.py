"""A month of an area's spreadsheets: dropped files to cards, cards to kept, and the next month from drop to kept.

The invented area's own spreadsheets go over the lead's desk as on the page, without a browser. What a lead would do without Rollcall is at
least to open them, so they are timed against pandas with openpyxl reading the same files and nothing else.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from benchmarks.measure import Line, at_least, at_most, in_turn, seconds
from rollcall.access import Role, Viewer
from rollcall.intake.desk import Desk, open_desk
from rollcall.intake.reading.read import warm
from rollcall.invent import invent, write
from rollcall.store import Store

CHILDREN = 10_000
TIMES = 3
LEAST = 2  # times as fast as pandas opens the same files
MONTH_SECONDS = 30  # what a month like the last may take from drop to charts
HALF = 0.5  # the other half is the person's

Files = list[tuple[str, bytes]]


def measure() -> Sequence[Line]:
    """Each step, over new stores on disk."""
    with tempfile.TemporaryDirectory() as folder:
        files = _files(Path(folder, "spreadsheets"))
        warm()
        cards: list[float] = []
        kept: list[float] = []
        repeat: list[float] = []

        def a_first_and_a_second_month() -> float:
            with tempfile.TemporaryDirectory(dir=folder) as data:
                store = Store.open(Path(data))
                desk = open_desk(Viewer("lead", Role.LEAD), store)
                cards.append(seconds(lambda: _look(desk, files)))
                kept.append(seconds(lambda: _keep(desk)))
                repeat.append(seconds(lambda: _bring_in(desk, files)))
                store.close()
            return repeat[-1]

        a_first_and_a_second_month()
        for taken in (cards, kept, repeat):
            taken.clear()
        _, by_pandas = in_turn((a_first_and_a_second_month, lambda: seconds(lambda: _open_with_pandas(files))), TIMES)
        what = f"{len(files)} files of an area of {CHILDREN:,} children"
        against = "pandas.read_excel(openpyxl) and read_csv, reading alone"
        return (
            at_least(f"{what}: dropped to cards", _middle(cards), against, by_pandas, LEAST),
            at_most(f"{what}: cards to kept", _middle(kept), against, by_pandas, 1 / LEAST),
            at_most(f"{what}: the month after, dropped to kept", _middle(repeat), "the half minute promised", MONTH_SECONDS, HALF),
        )


def _middle(taken: Sequence[float]) -> float:
    return sorted(taken)[len(taken) // 2]


def _files(folder: Path) -> Files:
    folder.mkdir()
    write(invent(children=CHILDREN), folder)
    return [(path.name, path.read_bytes()) for path in sorted(folder.iterdir()) if path.suffix in (".xlsx", ".csv")]


def _look(desk: Desk, files: Files) -> None:
    drop = desk.look(files)
    while not drop.wait(60):
        pass
    assert not any(file.refused for file in drop.examined.files)


def _keep(desk: Desk) -> None:
    assert desk.drop
    desk.keep(desk.drop)


def _bring_in(desk: Desk, files: Files) -> None:
    _look(desk, files)
    _keep(desk)


def _open_with_pandas(files: Files) -> None:
    for name, data in files:
        if name.endswith(".csv"):
            pd.read_csv(io.BytesIO(data), dtype=str, encoding_errors="replace", header=None, names=range(100))
        else:
            pd.read_excel(io.BytesIO(data), engine="openpyxl", sheet_name=None)
