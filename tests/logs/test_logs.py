"""Whatever fails, and in whoever's words, no child's value is printed, logged or written into the audit log."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from rollcall import logs
from rollcall.audit import read_entries, verify
from rollcall.audit.files import LOG
from tests.conftest import REPOSITORY
from tests.logs.failing import EVERY, FAILURES


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """The data folder and the output of the program in which everything fails."""
    folder = tmp_path_factory.mktemp("data")
    told = {**os.environ, "ROLLCALL_DATA": str(folder), "PYTHONUNBUFFERED": "1"}
    told.pop("ROLLCALL_AUDIT_KEY", None)
    program = [sys.executable, "-m", "tests.logs.failing"]
    return folder, subprocess.run(program, cwd=REPOSITORY, env=told, capture_output=True, text=True, timeout=250, check=False)


@pytest.mark.threat("value_in_logs")
def test_no_failure_prints_a_child_s_value(
    ran: tuple[Path, subprocess.CompletedProcess[str]], tried: Callable[[int, str, str], None]
) -> None:
    _, ended = ran
    assert ended.returncode == 1, ended.stderr
    assert [value for value in EVERY if value in ended.stdout + ended.stderr] == []
    lines = [json.loads(line) for line in ended.stderr.splitlines()]
    events = Counter(line["event"] for line in lines)
    assert events["A page failed"] == 2
    assert events["A mistake was caught nowhere"] == 1 + 1 + 1  # a thread's, a destructor's, the program's own
    assert events["Looking at a file failed"] == 2
    assert events["Marking a dropped file failed"] == 1
    assert events["A library logged something"] >= 3 * 8 + 1 + 1
    tried(len(lines), "failures with a child's value in their words, as the log has them", "0 values written")
    tried(len(FAILURES), "ways to fail, from a page to a forgotten task", "0 values printed")


def test_a_mistake_is_told_by_its_kind_and_place(ran: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    lines = [json.loads(line) for line in ran[1].stderr.splitlines()]
    database = [line["mistake"] for line in lines if line["event"] == "A page failed"][1]
    assert database.startswith("ConversionException at ")
    assert "engine.py" in database
    marking = next(line for line in lines if line["event"] == "Marking a dropped file failed")
    assert (marking["file"], marking["child"], marking["rows"], marking["mistake"]) == ("other", "other", "other", "ValueError at ")
    assert all(line["at"] and line["level"] for line in lines)


@pytest.mark.threat("value_in_logs")
def test_a_whole_run_writes_no_child_s_value_into_the_audit_log(
    ran: tuple[Path, subprocess.CompletedProcess[str]], tried: Callable[[int, str, str], None]
) -> None:
    folder, _ = ran
    written = (folder / LOG).read_text(encoding="utf-8")
    assert [value for value in EVERY if value in written] == []
    actions = [entry.action for entry in read_entries(folder)]
    assert actions == ["uploaded", "list viewed", "exported", "refused", "refused", "undone", "put back", "deleted"]
    assert verify(folder).holds
    tried(
        len(actions), "entries of a whole run, from upload to deletion, with a child's value in every column and name", "0 values written"
    )


def test_what_libraries_log_is_left_alone_until_the_log_begins(caplog: pytest.LogCaptureFixture) -> None:
    logs.tell(logs.Event.MARKING_FAILED, ValueError("Zebedee"))
    assert caplog.messages == ["Marking a dropped file failed: ValueError at "]
