"""From a dropped workbook of 10,000 rows to the first chart in a real Chromium, against the tutorial way; and the memory after it.

Both pages run in servers of their own and are open before anything is timed: ours as a lead comes to it, from the front page. Our first
chart is the one above the cards, of what the rows say; the time goes on until the file is kept with a click and the overview, opened with
another, shows its own. Each round is a server with nothing kept and a browser without a memory; the first round is not counted.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psutil
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.measure import Line, at_least, at_most, in_turn
from benchmarks.session import server
from benchmarks.workbook import ROWS, register
from tests.browser import find_chromium

ROUNDS = 5
LEAST = 6  # times as fast, as promised
LEAST_KEPT = 2
MOST_MEMORY = 1.2  # of what the server held before
WAIT = 120_000  # milliseconds
MEGABYTE = 1024 * 1024
REPOSITORY = Path(__file__).resolve().parents[1]
NAME = "North Council not in school register October 2026.xlsx"
BOX = "input[type=file]"
CHART = ".js-plotly-plot .main-svg"
KEPT_CHART = "[class*=st-key-chart-categories] .main-svg"
SEEN = "what => document.querySelector(what)?.getBoundingClientRect().width > 0"
DRAWN = "() => document.querySelector('[data-testid=stApp][data-test-script-state=notRunning]') && document.querySelector('h1')"


def measure() -> Sequence[Line]:
    """The time until the first chart, and the memory before and after."""
    memory: list[tuple[float, float]] = []
    kept: list[float] = []
    program = find_chromium.find()
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        file = Path(folder, NAME)
        file.write_bytes(register())
        chromium = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])

        def ours() -> float:
            environment = {"ROLLCALL_DATA": tempfile.mkdtemp(dir=folder)}
            with _open(chromium, REPOSITORY / "dashboard.py", environment, folder) as (page, process):
                _to_the_box(page)
                before = _megabytes(process)
                start = time.perf_counter()
                taken = _until_chart(page, file)
                _keep_and_look(page)
                _until_seen(page, KEPT_CHART)
                kept.append(time.perf_counter() - start)
                _until_drawn(page)
                memory.append((before, _megabytes(process)))
            return taken

        def theirs() -> float:
            with _open(chromium, REPOSITORY / "benchmarks" / "tutorial_upload.py", {}, folder) as (page, _):
                return _until_chart(page, file)

        ours()
        theirs()
        memory.clear()
        kept.clear()
        fast, slow = in_turn((ours, theirs), ROUNDS)
        chromium.close()
    before, after = (statistics.median(values) for values in zip(*memory, strict=True))
    what = f"{ROWS:,} rows x 30 columns, from drop to first chart in Chromium"
    return (
        at_least(what, fast, "tutorial page: pandas, openpyxl, plotly.express", slow, LEAST),
        at_least("the same, kept, and to the overview's first chart", statistics.median(kept), "the same tutorial page", slow, LEAST_KEPT),
        at_most("memory of the server after it, in MB", after / 1000, "before it, in MB", before / 1000, MOST_MEMORY),
    )


@contextmanager
def _open(browser: Browser, script: Path, environment: dict[str, str], folder: str) -> Iterator[tuple[Page, psutil.Process]]:
    """A new server, and a new browser at its front page, drawn to the end."""
    with server(script, environment, Path(folder, "server.log")) as (address, process):
        context = browser.new_context()
        context.set_default_timeout(WAIT)
        page = context.new_page()
        page.goto(address.replace("ws://", "http://").removesuffix("/_stcore/stream"))
        _until_drawn(page)
        yield page, process
        context.close()


def _until_drawn(page: Page) -> None:
    page.wait_for_function(DRAWN)
    page.wait_for_load_state("networkidle")


def _until_chart(page: Page, file: Path) -> float:
    start = time.perf_counter()
    page.locator(BOX).first.set_input_files(file)
    _until_seen(page, CHART)
    return time.perf_counter() - start


def _until_seen(page: Page, what: str) -> None:
    """Looked for at each frame that the browser draws: a locator's own waiting looks only every half a second."""
    page.wait_for_function(SEEN, arg=what, polling="raf")


def _to_the_box(page: Page) -> None:
    page.get_by_role("link", name="Bring in spreadsheets").first.click()
    page.locator(BOX).first.wait_for(state="attached")
    page.locator(CHART).first.wait_for(state="detached")
    _until_drawn(page)


def _keep_and_look(page: Page) -> None:
    page.get_by_role("button", name="Keep", exact=True).click()
    page.get_by_role("link", name="See the overview").click()


def _megabytes(process: psutil.Process) -> float:
    return float(process.memory_info().rss) / MEGABYTE
