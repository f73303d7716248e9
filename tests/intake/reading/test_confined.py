"""What a file could do if it took the reading process over: nothing but read the code that is there anyway."""

from __future__ import annotations

import ctypes
import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from rollcall.intake.reading import confined
from rollcall.intake.reading import processes as reading
from tests.intake import made_files as made
from tests.intake.read_made import read_one

pytestmark = pytest.mark.threat("hostile_upload")

ROOT = Path(__file__).parents[3]
TAKEN_OVER = """
import json, os, socket, sys
from rollcall.intake.reading.confined import confine
given_up = sorted(confine())
secret, folder, tcp, parent = sys.argv[1], sys.argv[2], int(sys.argv[3]), os.getppid()
def refused(attempt):
    try:
        attempt()
    except OSError:
        return True
    return False
attempts = {
    "files": {
        "read a file of the data folder": lambda: open(secret).read(),
        "read the passwords of the system": lambda: open("/etc/passwd").read(),
        "read what the server knows": lambda: open(f"/proc/{parent}/environ").read(),
        "read the server's memory": lambda: open(f"/proc/{parent}/mem", "rb").read(1),
        "list the data folder": lambda: os.listdir(folder),
        "write a file": lambda: open(folder + "/written", "w"),
        "write over a file": lambda: open(secret, "w"),
        "shorten a file": lambda: os.truncate(secret, 0),
        "make a folder": lambda: os.mkdir(folder + "/made"),
        "make a link": lambda: os.symlink("/etc/passwd", folder + "/link"),
        "delete a file": lambda: os.unlink(secret),
        "write beside the code": lambda: open("written_by_a_test", "w"),
        "run a program": lambda: os.execv("/bin/true", ["true"]),
    },
    "network": {
        "call this machine": lambda: socket.create_connection(("127.0.0.1", tcp), 2),
        "send a packet away": lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("192.0.2.1", 53)),
    },
}
tried = {kind: {name: refused(attempt) for name, attempt in each.items()} for kind, each in attempts.items()}
print(json.dumps({"given up": given_up, **tried}))
"""


@pytest.fixture
def listening() -> Iterator[int]:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


def test_a_process_that_was_taken_over_reaches_no_file_and_no_network(
    tmp_path: Path, listening: int, tried: Callable[[int, str, str], None]
) -> None:
    secret = tmp_path / "rollcall.duckdb"
    secret.write_text("Zebedee")
    run = subprocess.run(
        [sys.executable, "-c", TAKEN_OVER, str(secret), str(tmp_path), str(listening)], capture_output=True, text=True, check=True, cwd=ROOT
    )
    told = json.loads(run.stdout)
    assert told["given up"] == _what_this_system_takes()
    attempts = {name: refused for kind in told["given up"] for name, refused in told[kind].items()}
    assert [name for name, refused in attempts.items() if not refused] == []
    assert secret.read_text() == "Zebedee"
    tried(len(attempts), "attempts by a reading process that was taken over", "0 reached a file, a program or a network")


def _what_this_system_takes() -> list[str]:
    """What a Linux with Landlock takes from any process; others take nothing, and the test says no more than that."""
    if sys.platform != "linux" or ctypes.CDLL(None).syscall(confined.CREATE, None, ctypes.c_size_t(0), 1) < 1:
        return []
    return ["files", "network"] if _gives_a_network_of_ones_own() else ["files"]


def _gives_a_network_of_ones_own() -> bool:
    code = "import ctypes, sys; system = ctypes.CDLL(None); sys.exit(system.unshare(0x40000000) and system.unshare(0x50000000))"
    return subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_reader_is_started_with_none_of_the_server_s_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    secrets = ("ROLLCALL_DATABASE_KEY", "STREAMLIT_AUTH_COOKIE_SECRET", "AWS_SECRET_ACCESS_KEY", "DATABASE_URL", "HOME")
    for name in secrets:
        monkeypatch.setenv(name, "a secret")
    process = reading.ReadingProcess()
    try:
        known = psutil.Process(process._process.pid).environ()
    finally:
        process.end()
    assert "PYTHONPATH" in known
    assert "a secret" not in known.values()


def test_nothing_is_left_in_the_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    books = (made.one_sheet([["Name"], ["Zebedee"]]), made.encrypted(made.one_sheet([["Name"], ["Zebedee"]]), "x"), b"Name\nZebedee\n")
    for data in books:
        read_one(data)
    assert os.listdir(tmp_path) == []
