"""A real Rollcall server in a process of its own, with a data folder of its own."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
STARTS_WITHIN = 60  # seconds


class Server:
    """`streamlit run dashboard.py`, as a person starts it, on a free port."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.log = data.parent / f"{data.name}.log"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"http://localhost:{self.port}"
        self.process = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.headless=true", f"--server.port={self.port}"]
        with self.log.open("ab") as out:
            process = subprocess.Popen(command, cwd=REPOSITORY, env={**os.environ, "ROLLCALL_DATA": str(self.data)}, stdout=out, stderr=out)
        self._wait_until_up(process)
        return process

    def _wait_until_up(self, process: subprocess.Popen[bytes]) -> None:
        until = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < until and process.poll() is None:
            try:
                if self.get("/_stcore/health") == "ok":
                    return
            except OSError:
                time.sleep(0.1)
        raise AssertionError(f"The server did not start within {STARTS_WITHIN} seconds. It said: {self.said()}")

    def get(self, path: str) -> str:
        """The body of a path of this server."""
        with urllib.request.urlopen(self.address + path, timeout=10) as answer:
            body: bytes = answer.read()
            return body.decode()

    @property
    def uploaded_bytes(self) -> int:
        """How many bytes of uploaded files the server still holds."""
        found = re.search(r'cache_type="UploadedFileManager"[^}]*\} (\d+)', self.get("/_stcore/metrics"))
        return int(found[1]) if found else 0

    @property
    def is_alive(self) -> bool:
        """Whether the process runs and answers."""
        return self.process.poll() is None and self.get("/_stcore/health") == "ok"

    def said(self) -> str:
        """What the server wrote: its log."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def stop(self) -> None:
        """Stop it, as Ctrl+C does."""
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(20)

    def restart(self) -> None:
        """Stop it and start it again over the same data, on the same port."""
        self.stop()
        self.process = self._start()
