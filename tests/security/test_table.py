"""The table of threats says what was tried, fails where nothing was, and never hides a failed test."""

from __future__ import annotations

import subprocess
from collections.abc import Callable

import pytest

from tests.conftest import REPOSITORY
from tests.security.table import Heard, as_text
from tests.security.threats import BY_NAME, THREATS


def report(test: str, *said: tuple[str, object], when: str = "call", outcome: str = "passed") -> pytest.TestReport:
    """What pytest tells of a test."""
    return pytest.TestReport(test, (test, 0, test), {}, outcome, None, when, user_properties=list(said))  # type: ignore[arg-type]


def heard(*reports: pytest.TestReport) -> Heard:
    """A listener that heard these."""
    found = Heard()
    for one in reports:
        found.pytest_runtest_logreport(one)
    return found


def lines(text: str) -> str:
    """The words of a table, however they were folded."""
    return " ".join(text.split())


def test_every_threat_has_a_name_of_its_own() -> None:
    assert len(BY_NAME) == len(THREATS)


def test_the_same_trial_of_two_tests_is_added_up() -> None:
    kills = ("tried", (100, "kills", "0 rows lost"))
    found = heard(report("a", ("threat", "killed"), kills), report("b", ("threat", "killed"), kills))
    assert f"kills {' ' * 39} {100 + 100} {' ' * 6} 0 rows lost" in as_text(found).replace("\n", " ")


def test_a_threat_without_a_test_is_said_and_is_no_success() -> None:
    found = heard(report("a", ("threat", "killed")))
    assert "another_area" in found.untried
    assert "killed" not in found.untried
    assert "Not tried: no test is marked with another_area." in as_text(found)


def test_a_failed_test_keeps_its_figures_to_itself() -> None:
    found = heard(report("a", ("threat", "killed"), ("tried", (7, "kills", "0 rows lost")), outcome="failed"))
    assert found.failed == ["a"]
    assert "0 rows lost" not in as_text(found)
    assert "1 FAILED" in as_text(found)
    assert "Failed: a" in as_text(found)


def test_a_test_that_fails_before_it_runs_has_failed() -> None:
    found = heard(report("a", ("threat", "killed"), when="setup", outcome="failed"))
    assert found.failed == ["a"]


def test_tests_without_figures_are_counted() -> None:
    found = heard(*(report(name, ("threat", "killed")) for name in "abc"))
    assert "tests of it 3 all passed" in lines(as_text(found))


def test_what_a_test_tells_travels_in_its_report(request: pytest.FixtureRequest, tried: Callable[[int, str, str], None]) -> None:
    tried(2, "this", "that")
    assert request.node.user_properties == [("tried", (2, "this", "that"))]


@pytest.mark.parametrize("target", ["test", "security"])
def test_make_finds_or_installs_both_programs_that_tests_drive(target: str) -> None:
    told = subprocess.run(["make", "-n", target], cwd=REPOSITORY, capture_output=True, text=True, timeout=60, check=True).stdout
    (line,) = (line for line in told.splitlines() if "tests/browser/find_chromium.py --install" in line)
    before, _, run = line.rpartition(" && ")
    assert run.startswith(".venv/bin/python -m ")
    assert 'ROLLCALL_LIBREOFFICE="$(.venv/bin/python -m tests.untrusted.libreoffice --install)" && export ROLLCALL_LIBREOFFICE' in before
    assert "export ROLLCALL_CHROMIUM" in before
