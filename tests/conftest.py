"""What every test may lean on: the folders, the real files beside the repository, and a run in which nothing is skipped in silence."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Generator
from pathlib import Path

import hypothesis
import pytest
from xdist.scheduler import LoadScopeScheduling

from tests.security.threats import BY_NAME

REPOSITORY = Path(__file__).resolve().parent.parent
BROWSER = "tests/browser/"
FUZZ = "tests/fuzz/"
REAL = REPOSITORY.parent / "shared" / "real"

hypothesis.settings.register_profile("rollcall", deadline=None, print_blob=True)
hypothesis.settings.register_profile("ci", parent=hypothesis.settings.get_profile("rollcall"), derandomize=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "rollcall")


@pytest.fixture(scope="session")
def repository() -> Path:
    """The folder that holds dashboard.py."""
    return REPOSITORY


@pytest.fixture(scope="session")
def real() -> Path:
    """The folder of real, published files: `shared/real` beside the repository. A run without it fails; it does not skip."""
    if not REAL.is_dir():
        pytest.fail(f"The real files are missing: put shared/real beside the repository, so that {REAL.name} is at ../shared/real.")
    return REAL


class OneBrowserAtATime(LoadScopeScheduling):
    """Hands out whole files to the workers, and the browser tests as if they were one: two browsers would make each other late.
    Those of damaged files need nothing in common and are shared out one by one.

    The group mark of pytest-xdist would say the same, but pytest 9.2 no longer lets it.
    """

    def _split_scope(self, nodeid: str) -> str:
        if nodeid.startswith(FUZZ):
            return nodeid
        return BROWSER if nodeid.startswith(BROWSER) else nodeid.split("::")[0]


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> OneBrowserAtATime:
    """Used when there are workers to hand tests to."""
    return OneBrowserAtATime(config, log)


def pytest_configure(config: pytest.Config) -> None:
    """The marks that tests carry, and a data folder for those that name none."""
    nobodys = tempfile.TemporaryDirectory(prefix="rollcall-tests-", ignore_cleanup_errors=True)
    config.add_cleanup(nobodys.cleanup)
    os.environ["ROLLCALL_DATA"] = nobodys.name
    config.addinivalue_line("markers", "threat(*names): proves the control against these threats of tests/security/threats.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The browser tests take longest, so they begin first. What a test is marked with goes into its report, for `make security`."""
    items.sort(key=lambda item: not item.nodeid.startswith(BROWSER))
    for item in items:
        names = {name: None for mark in item.iter_markers("threat") for name in mark.args}
        if unknown := names.keys() - BY_NAME.keys():
            raise pytest.UsageError(f"{item.nodeid} is marked with no threat of tests/security/threats.py: {', '.join(unknown)}")
        item.user_properties += [("threat", name) for name in names]


@pytest.fixture
def tried(request: pytest.FixtureRequest) -> Callable[[int, str, str], None]:
    """Says how often a test tried what, and what came of it, for `make security`: `tried(65, "kills while loading", "0 rows lost")`."""

    def say(times: int, what: str, result: str) -> None:
        request.node.user_properties.append(("tried", (times, what, result)))

    return say


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A skipped test has proved nothing, so it counts as failed."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, and a test that does not run proves nothing: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """The same for a whole module that skips itself."""
    report = yield
    if report.skipped:
        report.outcome = "failed"
        report.longrepr = f"{collector.nodeid} was skipped, and tests that do not run prove nothing: {report.longrepr}"
    return report
