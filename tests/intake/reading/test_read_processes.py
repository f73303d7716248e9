"""Reading happens in processes of its own, which are shared, watched, and replaced when they die."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from rollcall.intake.reading import processes as reading
from rollcall.intake.reading import read as reading_door
from rollcall.intake.reading.limits import Limits
from rollcall.intake.reading.read import Dropped, read_files, warm
from tests.intake import made_files as made
from tests.intake.read_made import read_one, refusal

BOOK = made.one_sheet([["Name"], ["Ali"]])


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> Iterator[reading.ReadingRoom]:
    """A reading room of one's own."""
    own = reading.ReadingRoom()
    monkeypatch.setattr(reading_door, "room", own)
    yield own
    own.close()


def _readers() -> list[psutil.Process]:
    return psutil.Process().children()


def test_one_process_reads_file_after_file(room: reading.ReadingRoom) -> None:
    before = set(_readers())
    warm()
    (started,) = set(_readers()) - before
    for _ in range(3):
        read_one(BOOK)
    assert set(_readers()) - before == {started}


def test_a_process_that_was_killed_while_resting_is_replaced(room: reading.ReadingRoom) -> None:
    before = set(_readers())
    warm()
    (started,) = set(_readers()) - before
    started.kill()
    psutil.wait_procs([started], timeout=5)
    assert read_one(BOOK).refused is None


def test_a_process_that_dies_of_a_file_is_replaced(room: reading.ReadingRoom) -> None:
    refusal(made.far_apart("XFD1048576"))
    assert read_one(BOOK).refused is None


def test_a_process_killed_in_the_middle_of_a_file_costs_only_that_file(room: reading.ReadingRoom) -> None:
    before = set(_readers())

    def kill() -> None:
        for process in set(_readers()) - before:
            process.kill()

    rows = b"a,b\n" + b"1,2\n3\n" * 2_000_000
    threading.Timer(0.3, kill).start()
    slow, good = read_files([Dropped("slow.csv", rows), Dropped("good.xlsx", BOOK)])
    assert slow.refused
    assert good.refused is None


def test_several_sessions_read_at_once(room: reading.ReadingRoom) -> None:
    books = [made.one_sheet([["Name"], [f"child {number}"] * 30] * 50) for number in range(12)]
    with ThreadPoolExecutor(6) as sessions:
        results = list(sessions.map(read_one, books))
    assert [result.sheets[0].row(1)[0] for result in results] == [f"child {number}" for number in range(12)]
    assert len(room._resting) <= reading.PROCESSES


def test_progress_is_told_in_the_thread_that_asked() -> None:
    heard: set[int] = set()
    read_files([Dropped("a.xlsx", BOOK)], progress=lambda _, __: heard.add(threading.get_ident()))
    assert heard == {threading.get_ident()}


def test_a_session_that_stops_in_the_middle_leaves_the_room_in_order(room: reading.ReadingRoom) -> None:
    class Stopped(Exception):
        pass

    def stop(share: float, _: str) -> None:
        if share > 0:
            raise Stopped

    for _ in range(reading.PROCESSES + 1):
        with pytest.raises(Stopped):
            read_files([Dropped("a.xlsx", BOOK)], progress=stop)
    assert read_one(BOOK).refused is None


def test_a_reader_that_cannot_start_is_not_blamed_on_the_file(room: reading.ReadingRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_environment", lambda: {**os.environ, "PYTHONPATH": "", "PYTHONHOME": "/nowhere"})
    assert refusal(BOOK).startswith("Rollcall could not start the process that reads files")


def test_the_reader_knows_none_of_our_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROLLCALL_KEY", "secret")
    assert "ROLLCALL_KEY" not in reading._environment()


def test_the_processes_end_with_the_server() -> None:
    code = (
        "import psutil; from rollcall.intake.reading.read import Dropped, read_files\n"
        "read_files([Dropped('a.csv', b'a,b')]); print(psutil.Process().children()[0].pid)"
    )
    root = Path(__file__).parents[3]
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)
    assert not psutil.pid_exists(int(run.stdout))


def test_the_script_that_asks_is_not_run_again_in_the_reader(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "print('ran')\n"
        "from rollcall.intake.reading.read import Dropped, read_files\n"
        "print(read_files([Dropped('a.csv', b'a,b')])[0].refused)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}
    run = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=True, env=environment, cwd=tmp_path)
    assert run.stdout.split() == ["ran", "None"]


def test_a_process_left_large_by_a_file_is_not_kept(room: reading.ReadingRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "RESTING_MEGABYTES", 1)
    read_one(BOOK)
    assert room._resting == []


def test_the_server_ends_a_process_that_outgrows_its_limit_by_itself(room: reading.ReadingRoom) -> None:
    assert refusal(b"a,b\n" + b"1,2\n" * 2_000_000, "a.csv", Limits(memory_megabytes=10)).startswith("Reading this file needs more memory")
