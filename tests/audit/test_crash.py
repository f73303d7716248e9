"""Nothing that was written down is lost when the process is killed, when two write at once, or when the disk is full."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable

import pytest

from rollcall.audit import read_anchor, read_entries
from rollcall.audit.chain import sign
from rollcall.audit.key import find_key
from tests.audit.writing import Log
from tests.conftest import REPOSITORY

Tried = Callable[[int, str, str], None]
KILLS = 40
FULL = """
import resource, sys
from pathlib import Path
from rollcall.audit import Action, record
from rollcall.errors import AuditRefused

size = Path(sys.argv[1]).stat().st_size + int(sys.argv[2])
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))  # the system refuses to write further, as on a full disk
try:
    record(Action.DELETED, "Ada Example", "lead", upload=7)
except AuditRefused as refused:
    print(refused)
"""


def started(*arguments: str) -> subprocess.Popen[str]:
    """A process that writes into the log."""
    return subprocess.Popen([sys.executable, *arguments], cwd=REPOSITORY, stdout=subprocess.PIPE, text=True, env=dict(os.environ))


@pytest.mark.threat("tampered_log", "killed")
def test_a_line_that_the_end_of_the_process_left_unfinished_is_removed_and_said(log: Log, tried: Tried) -> None:
    log.write(3)
    whole = log.path.read_bytes()
    anchor = log.anchor.read_bytes()
    key, end = find_key(log.folder), read_anchor()
    assert key
    assert end
    next_line, _ = sign(
        key, end, {"at": "2026-10-31T10:00:00+00:00", "who": "Ada", "role": "", "area": "", "action": "exported", "about": {}}
    )
    for left in range(1, len(next_line)):
        log.path.write_bytes(whole + next_line[:left])
        log.anchor.write_bytes(anchor)
        before = log.verified()
        assert before.holds
        assert "unfinished" in str(before.notes[0])
        log.write(1)
        after = log.verified()
        assert after.holds
        assert "removed" in str(after.notes[0])
        assert [entry.action for entry in read_entries()][3:] == ["unfinished line removed", "list viewed"]
        assert read_entries()[3].about == {"bytes": left}
    tried(len(next_line) - 1, "a line left unfinished, at each of its bytes", f"{len(next_line) - 1:,} told from tampering and repaired")


def test_a_line_whose_anchor_was_not_written_any_more_counts(log: Log) -> None:
    log.write(3)
    anchor = log.anchor.read_bytes()
    log.write(1)
    log.anchor.write_bytes(anchor)
    assert log.verified().holds
    log.write(1)
    assert log.verified().holds
    assert [entry.number for entry in read_entries()] == [1, 2, 3, 4, 5]


def test_the_very_first_writing_may_end_anywhere(log: Log) -> None:
    log.write(1)
    first, anchor = log.path.read_bytes(), log.anchor.read_bytes()
    for left in range(len(first) + 1):
        log.path.write_bytes(first[:left])
        log.anchor.write_bytes(anchor)
        log.anchor.unlink()
        (log.folder / "audit.begun").unlink()  # it is noted last of all
        (log.folder / "audit.key").rename(log.folder / "audit.new")  # the key counts once the log has begun
        log.path.unlink()
        log.write(1)
        assert log.verified().holds


@pytest.mark.threat("killed")
def test_no_entry_that_was_said_to_be_written_is_lost_by_a_kill(log: Log, tried: Tried) -> None:
    chance = random.Random(9)
    said = 0
    for _ in range(KILLS):
        process = started("-m", "tests.audit.writing", "1000000")
        assert process.stdout
        process.stdout.readline()
        time.sleep(chance.random() / 20)
        process.kill()
        rest = process.stdout.read().splitlines()
        process.wait()
        said += 1 + len([line for line in rest if line])
        verified = log.verified()
        assert verified.holds, verified.troubles
        written = sum(entry.action == "exported" for entry in read_entries())
        assert said <= written <= said + 1
        said = written
    tried(KILLS, "kills while the audit log is written", f"0 of {said:,} acknowledged entries lost, the chain holds")


def test_two_processes_and_their_threads_write_one_chain(log: Log) -> None:
    processes = [started("-m", "tests.audit.writing", "150") for _ in range(2)]
    threads = [threading.Thread(target=log.write, args=(50,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [process.wait() for process in processes] == [0, 0]
    for process in processes:
        assert process.stdout
        process.stdout.close()
    assert log.verified().holds
    assert [entry.number for entry in read_entries()] == list(range(1, 2 * 150 + 4 * 50 + 1))


@pytest.mark.threat("bad_disk")
@pytest.mark.skipif(sys.platform == "win32", reason="there is no such limit there")
def test_a_full_disk_refuses_what_cannot_be_written_down_and_leaves_the_log_whole(log: Log, tried: Tried) -> None:
    log.write(3)
    before = log.path.read_bytes()
    for room in range(0, 300, 20):
        process = started("-c", FULL, str(log.path), str(room))
        assert process.communicate()[0].startswith("This was not done, because the audit log cannot be written")
        assert log.path.read_bytes() == before
        assert log.verified().holds
    log.write(1)
    assert log.verified().holds
    assert log.verified().lines == 4
    tried(15, "a disk that is full while the audit log is written", "15 refused, the log whole each time")
