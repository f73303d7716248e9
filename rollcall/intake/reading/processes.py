"""Keeps the reading processes: starts them, hands them one file at a time, watches them, and replaces them when they die."""

import atexit
import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Generator, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

import psutil

import rollcall
from rollcall.intake.reading.frames import WANTED_MORE_MEMORY, receive, send
from rollcall.intake.reading.limits import MEGABYTE, Limits

PROCESSES = 2
WATCH_EVERY_SECONDS = 0.05
RESTING_MEGABYTES = 700
OUT_OF_TIME = "time"
OUT_OF_MEMORY = "memory"
DIED = "died"
NEVER_STARTED = "never started"
NEEDED_TO_RUN = ("PATH", "PYTHONHOME", "LANG", "LC_", "TZ", "SYSTEMROOT", "WINDIR", "LD_LIBRARY_PATH", "DYLD_", "OPENBLAS_", "OMP_")

Message = tuple[dict[str, Any], bytes]


class ProcessEnded(Exception):
    """The reading process died over a file, for a reason: time, memory, died or never started."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class ReadingProcess:
    """One process that reads files, one at a time."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-B", "-m", "rollcall.intake.reading.confined"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # a library's last words could hold a child's value
            env=_environment(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        assert self._process.stdin
        assert self._process.stdout
        self._to, self._from = self._process.stdin, self._process.stdout
        self._watched = psutil.Process(self._process.pid)
        self._ready = False
        _widen(self._to, self._from)

    def ask(self, request: dict[str, object], data: bytes, limits: Limits) -> Generator[Message, None, None]:
        """Send one file and give each message of the answer; ProcessEnded when the process dies of it."""
        over = threading.Event()
        reasons: list[str] = []
        threading.Thread(target=self._watch, args=(over, limits, reasons), daemon=True).start()
        try:
            if not self._ready:
                receive(self._from)
                self._ready = True
            send(self._to, {**request, "limits": asdict(limits)}, data)
            while True:
                header, body = receive(self._from)
                yield header, body
                if "done" not in header:
                    return
        except (EOFError, OSError) as problem:
            self.end()
            raise ProcessEnded(self._reason(reasons)) from problem
        finally:
            over.set()

    def _watch(self, over: threading.Event, limits: Limits, reasons: list[str]) -> None:
        """End the process when it takes too long or too much; the operating system holds it too, where it can."""
        until = time.monotonic() + limits.wall_seconds
        while not over.wait(WATCH_EVERY_SECONDS):
            try:
                too_large = self.megabytes() > limits.memory_megabytes
            except psutil.Error:
                return
            if too_large or time.monotonic() > until:
                reasons.append(OUT_OF_MEMORY if too_large else OUT_OF_TIME)
                self._process.kill()
                return

    def _reason(self, reasons: list[str]) -> str:
        if reasons:
            return reasons[0]
        if not self._ready:
            return NEVER_STARTED
        code = self._process.returncode
        if code == WANTED_MORE_MEMORY:
            return OUT_OF_MEMORY
        if os.name == "posix" and code == -signal.SIGXCPU:
            return OUT_OF_TIME
        if os.name == "posix" and code in (-signal.SIGABRT, -signal.SIGKILL):
            return OUT_OF_MEMORY
        return DIED

    def megabytes(self) -> float:
        """How much memory the process holds."""
        return float(self._watched.memory_info().rss) / MEGABYTE

    @property
    def fit(self) -> bool:
        """Whether it lives and holds little enough to take another file."""
        try:
            return self._process.poll() is None and self.megabytes() < RESTING_MEGABYTES
        except psutil.Error:
            return False

    def end(self) -> None:
        """Stop it and wait until it is gone."""
        self._process.kill()
        for stream in (self._to, self._from):
            with contextlib.suppress(OSError):
                stream.close()
        self._process.wait()


def _environment() -> dict[str, str]:
    """What the process may know: where the code is and how the system runs programs. No secret of ours is in it, nor anybody else's."""
    root = str(Path(rollcall.__file__).parent.parent)
    known = {key: value for key, value in os.environ.items() if key.upper().startswith(NEEDED_TO_RUN)}
    return {**known, "PYTHONPATH": os.pathsep.join(part for part in (root, os.environ.get("PYTHONPATH", "")) if part)}


def _widen(*pipes: IO[bytes]) -> None:
    """Let a large table through in fewer steps, where the system allows it."""
    with contextlib.suppress(ImportError, AttributeError, OSError):
        import fcntl

        for pipe in pipes:
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, MEGABYTE)


class ReadingRoom:
    """A few reading processes that every session shares."""

    def __init__(self, processes: int = PROCESSES) -> None:
        self._seats = threading.BoundedSemaphore(processes)
        self._lock = threading.Lock()
        self._resting: list[ReadingProcess] = []

    @contextlib.contextmanager
    def process(self) -> Iterator[ReadingProcess]:
        """A process of one's own for a while; waits when all are busy."""
        with self._seats:
            process = self._take()
            finished = False
            try:
                yield process
                finished = True
            finally:
                if finished and process.fit:
                    with self._lock:
                        self._resting.append(process)
                else:
                    process.end()

    def _take(self) -> ReadingProcess:
        with self._lock:
            while self._resting:
                process = self._resting.pop()
                if process.fit:
                    return process
                process.end()
        return ReadingProcess()

    def warm(self) -> None:
        """Start one process now, so that the first file does not wait for it."""
        with self._lock:
            if not self._resting:
                self._resting.append(ReadingProcess())

    def close(self) -> None:
        """End the resting processes."""
        with self._lock:
            while self._resting:
                self._resting.pop().end()


room = ReadingRoom()
atexit.register(room.close)
