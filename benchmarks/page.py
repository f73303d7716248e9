"""What a filter change costs the server on our "Not in school" page, and on the same page written the tutorial way.

Each page runs in a Streamlit server of its own over the same 10,000 invented children. A visitor changes the year group filter over the
websocket, as a browser does, each time to year groups that were not asked for before, so that no remembered answer helps. Two things are
measured on the server: the processor time of its process for one change (every thread, with the garbage collection that Streamlit runs
after it), and the time from the change being sent to the run's last message. The tutorial page runs once with the same
garbage-collector setting that our server has (modules frozen out of the collector), and once without it, as tutorials leave it.
"""

from __future__ import annotations

import itertools
import random
import statistics
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd
import psutil

from benchmarks.measure import Line, at_least
from benchmarks.session import Session, processor_seconds, server
from rollcall.intake.intake import examine, keep
from rollcall.intake.reading.read import Dropped
from rollcall.invent import Invented, invent, write
from rollcall.store import Store

CHILDREN = 10_000
BLOCKS = 7
CHANGES = 7  # in one block: processor time is counted in hundredths of a second, so it is taken over several changes
WARM_UP = 5
REPOSITORY = Path(__file__).resolve().parents[1]
LEAST = 4  # times less, as promised


@dataclass
class Measured:
    """What one page took: processor seconds a change for each block, and seconds for each change."""

    processor: list[float] = field(default_factory=list)
    answered: list[float] = field(default_factory=list)


def measure() -> Sequence[Line]:
    """Both measures, against the tutorial page with and without the freeze."""
    with tempfile.TemporaryDirectory() as folder:
        data, tutorial = Path(folder, "data"), Path(folder, "tutorial")
        area = invent(children=CHILDREN)
        _keep(area, Path(folder, "spreadsheets"), data)
        _as_csv(area, tutorial)
        ours, same, bare = _side_by_side(data, tutorial, Path(folder))
        what = f"filter change at {CHILDREN:,} children"
        return [
            at_least(f"{what}: processor", _middle(ours.processor), "tutorial page, modules frozen too", _middle(same.processor), LEAST),
            at_least(f"{what}: processor", _middle(ours.processor), "tutorial page, nothing frozen", _middle(bare.processor), LEAST),
            at_least(f"{what}: until answered", _middle(ours.answered), "tutorial page, modules frozen too", _middle(same.answered), LEAST),
            at_least(f"{what}: until answered", _middle(ours.answered), "tutorial page, nothing frozen", _middle(bare.answered), LEAST),
        ]


def _middle(seconds: Sequence[float]) -> float:
    return statistics.median(seconds)


def _keep(area: Invented, spreadsheets: Path, data: Path) -> None:
    """The invented area's spreadsheets, brought in as a lead would."""
    spreadsheets.mkdir()
    write(area, spreadsheets)
    files = [Dropped(path.name, path.read_bytes()) for path in sorted(spreadsheets.iterdir()) if path.suffix in (".xlsx", ".csv")]
    store = Store.open(data)
    keep(examine(files, store), store, "the benchmark")
    store.close()


def _as_csv(area: Invented, folder: Path) -> None:
    folder.mkdir()
    for name in ("children", "spells", "diagnostic_waits"):
        pd.DataFrame(area.tables[name]).to_csv(folder / f"{name}.csv", index=False)


def _side_by_side(data: Path, tutorial: Path, folder: Path) -> tuple[Measured, Measured, Measured]:
    """Our page and the tutorial page twice, block about block, so that a slow minute of the machine falls on all."""
    measured = Measured(), Measured(), Measured()
    with ExitStack() as stack:
        ours = _page(REPOSITORY / "dashboard.py", "not_in_school", {"ROLLCALL_DATA": str(data)}, folder / "ours.log", True)
        environment = {"ROLLCALL_TUTORIAL": str(tutorial), "PYTHONPATH": str(REPOSITORY)}
        script = REPOSITORY / "benchmarks" / "tutorial_page.py"
        theirs = [_page(script, "", environment, folder / f"theirs-{freeze}.log", freeze) for freeze in (True, False)]
        pages = [stack.enter_context(page) for page in (ours, *theirs)]
        choices = _choices()
        for chosen in itertools.islice(choices, WARM_UP):
            for session, _ in pages:
                session.set("year_group", "string_array_value", chosen)
        for _ in range(BLOCKS):
            block = list(itertools.islice(choices, CHANGES))
            for (session, process), kept in zip(pages, measured, strict=True):
                before = processor_seconds(process)
                kept.answered += [session.set("year_group", "string_array_value", chosen).seconds for chosen in block]
                kept.processor.append((processor_seconds(process) - before) / len(block))
    return measured


@contextmanager
def _page(script: Path, page: str, environment: dict[str, str], log: Path, freeze: bool) -> Iterator[tuple[Session, psutil.Process]]:
    with server(script, environment, log, freeze) as (address, process):
        session = Session(address, page)
        session.open()
        yield session, process
        session.close()


def _choices() -> Iterator[list[str]]:
    """Sets of year groups, each once, in an order that is the same in every run."""
    years = [f"Year {number}" for number in range(1, 12)]
    sets = [list(some) for size in (2, 3, 4) for some in itertools.combinations(years, size)]
    random.Random(7).shuffle(sets)
    return iter(sets)
