"""A real Chromium and real servers for the browser tests; without a Chromium they fail, and say what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser import find_chromium
from tests.browser.server import Server
from tests.browser.visitor import Visitor

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium of this machine."""
    try:
        program = find_chromium.find()
    except SystemExit as missing:
        pytest.fail(str(missing))
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def invented_area(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with nothing kept, for tests that only look."""
    server = Server(tmp_path_factory.mktemp("invented") / "data")
    yield server
    server.stop()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A server with nothing kept, for a test that keeps something."""
    started = Server(tmp_path / "data")
    yield started
    started.stop()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Visitor]]:
    """Makes visitors of a server. Afterwards no visitor's browser may have complained, or called another machine."""
    visitors: list[Visitor] = []

    def visit(server: Server, **options: object) -> Visitor:
        visitors.append(Visitor(browser, server, **options))  # type: ignore[arg-type]
        return visitors[-1]

    yield visit
    for visitor in visitors:
        visitor.leave()
    assert [complaint for visitor in visitors for complaint in visitor.complaints] == []
    assert [stranger for visitor in visitors for stranger in visitor.strangers] == []
