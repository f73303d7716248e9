"""The table of threats: what the tests tell of themselves, put together and printed."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

import pytest

from tests.security.threats import THREATS, Threat

HEADINGS = ("Threat", "Control", "What was tried", "How often", "Result")
_WIDTHS = (26, 36, 44, 9, 42)


class Heard:
    """Listens to a run: the tests of each threat, what they tried, and which of them failed."""

    def __init__(self) -> None:
        self.tests: dict[str, dict[str, bool]] = {}  # by threat: each test, and whether it passed
        self.figures: dict[str, dict[tuple[str, str], int]] = {}  # by threat: what was tried with what result, and how often
        self.told: set[tuple[str, str]] = set()  # the tests that told figures, by threat

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Takes a report in, of this process's tests or of a worker's."""
        said = report.user_properties
        for threat in [value for name, value in said if name == "threat"]:
            tests = self.tests.setdefault(str(threat), {})
            tests[report.nodeid] = tests.get(report.nodeid, True) and not report.failed
            if report.when != "call" or report.failed:
                continue
            for times, what, result in [value for name, value in said if name == "tried"]:  # type: ignore[misc]
                figures = self.figures.setdefault(str(threat), {})
                figures[what, result] = figures.get((what, result), 0) + times
                self.told.add((str(threat), report.nodeid))

    @property
    def untried(self) -> list[str]:
        """The threats that no test was run against."""
        return [threat.name for threat in THREATS if not self.tests.get(threat.name)]

    @property
    def failed(self) -> list[str]:
        """The tests that failed."""
        return sorted({test for tests in self.tests.values() for test, passed in tests.items() if not passed})


def as_text(heard: Heard) -> str:
    """The table, and under it what failed and what was not tried."""
    lines = [*_cells(HEADINGS), "  ".join("-" * width for width in _WIDTHS)]
    for threat in THREATS:
        shown: tuple[str, str] = (threat.threat, threat.control)
        for what, often, result in _tried(threat, heard):
            lines += _cells((*shown, what, often, result))
            shown = ("", "")
        lines.append("")
    for test in heard.failed:
        lines.append(f"Failed: {test}")
    for name in heard.untried:
        lines.append(f"Not tried: no test is marked with {name}.")
    tests = {test for tests in heard.tests.values() for test in tests}
    lines.append(f"{len(THREATS)} threats, {len(tests):,} tests, {len(heard.failed):,} failed.")
    return "\n".join(lines)


def _tried(threat: Threat, heard: Heard) -> Iterator[tuple[str, str, str]]:
    tests = heard.tests.get(threat.name, {})
    if not tests:
        yield "nothing", "0", "NOT TRIED"
        return
    for (what, result), times in heard.figures.get(threat.name, {}).items():
        yield what, f"{times:,}", result
    silent = [test for test in tests if (threat.name, test) not in heard.told]
    failed = sum(not tests[test] for test in silent)
    if silent:
        others = "other tests of it" if len(silent) < len(tests) else "tests of it"
        yield others, f"{len(silent):,}", f"{failed:,} FAILED" if failed else "all passed"


def _cells(cells: Sequence[str]) -> list[str]:
    columns = [textwrap.wrap(cell, width) or [""] for cell, width in zip(cells, _WIDTHS, strict=True)]
    height = max(len(column) for column in columns)
    rows = ([column[row] if row < len(column) else "" for column in columns] for row in range(height))
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, _WIDTHS, strict=True)).rstrip() for row in rows]
