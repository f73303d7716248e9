"""A Streamlit server and one visitor of it, without a browser: the websocket messages a browser would send, and the server's work timed."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

# Streamlit calls gc.collect after every run. gc.freeze spares it the modules; without the freeze the server pays for them each time.
WITHOUT_FREEZE = "import gc; gc.freeze = lambda: None"
RUN_STREAMLIT = "import sys; from streamlit.web.cli import main; sys.argv[0] = 'streamlit'; main()"


@dataclass(frozen=True)
class Widget:
    """Where a widget is: its id, and the fragment that it runs when it is in one."""

    id: str
    fragment: str


@dataclass(frozen=True)
class Change:
    """What one change of a filter took: until the last message of the run, and in how many bytes."""

    seconds: float
    bytes: int


@contextmanager
def server(script: Path, environment: Mapping[str, str], log: Path, freeze: bool = True) -> Iterator[tuple[str, psutil.Process]]:
    """A server for the script in a process of its own: its websocket address, and the process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = RUN_STREAMLIT if freeze else f"{WITHOUT_FREEZE}; {RUN_STREAMLIT}"
    options = ["--server.headless=true", f"--server.port={port}", "--server.address=127.0.0.1", "--server.fileWatcherType=none"]
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-c", program, "run", str(script), *options, "--browser.gatherUsageStats=false"],
            cwd=script.parent,
            env={**os.environ, **environment},
            stdout=out,
            stderr=out,
        )
        try:
            _wait_until_up(port, process, log)
            yield f"ws://127.0.0.1:{port}/_stcore/stream", psutil.Process(process.pid)
        finally:
            process.terminate()
            process.wait(30)


def _wait_until_up(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=5) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"The server did not start: {log.read_text(errors='replace')[-2000:]}")


class Session:
    """One visitor: runs the page, then changes widgets, as a browser does over its websocket."""

    def __init__(self, url: str, page: str = "", query: str = "") -> None:
        self.socket: ClientConnection = connect(url, subprotocols=["streamlit"], max_size=None, compression=None)  # type: ignore[list-item]
        self.page = page
        self.query = query
        self.widgets: dict[str, Widget] = {}
        self.values: dict[str, tuple[str, object]] = {}
        self.hash = ""

    def open(self) -> Change:
        """Run the page from the top."""
        message = BackMsg()
        message.rerun_script.query_string = self.query
        message.rerun_script.page_name = self.page
        return self._run(message)

    def set(self, key: str, field: str, value: object) -> Change:
        """Give the widget with this key a value, in the field of Streamlit's WidgetState that its kind uses."""
        widget = self.widgets[key]
        self.values[widget.id] = (field, value)
        message = BackMsg()
        state = message.rerun_script
        state.query_string = self.query
        state.page_script_hash = self.hash
        state.fragment_id = widget.fragment
        for identifier, (name, content) in self.values.items():
            one = state.widget_states.widgets.add(id=identifier)
            if isinstance(content, (list, tuple)):
                getattr(one, name).data.extend(content)
            else:
                setattr(one, name, content)
        return self._run(message)

    def close(self) -> None:
        """Leave the page."""
        self.socket.close()

    def _run(self, message: BackMsg) -> Change:
        start = time.perf_counter()
        self.socket.send(message.SerializeToString())
        received = 0
        answers: list[bytes] = []
        while True:
            answer = self.socket.recv()
            assert isinstance(answer, bytes), "Streamlit speaks in bytes"
            received += len(answer)
            answers.append(answer)
            told = ForwardMsg.FromString(answer)
            if told.WhichOneof("type") == "script_finished" and told.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                break
        taken = time.perf_counter() - start
        for answer in answers:
            self._look(ForwardMsg.FromString(answer))
        return Change(taken, received)

    def _look(self, message: ForwardMsg) -> None:
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.hash = message.new_session.page_script_hash or self.hash
        if kind != "delta" or message.delta.WhichOneof("type") != "new_element":
            return
        element = message.delta.new_element
        name = element.WhichOneof("type")
        if name == "exception":
            raise SystemExit(f"The page stopped: {element.exception.type} {element.exception.message}")
        identifier = getattr(getattr(element, name), "id", "") if name else ""
        if identifier.startswith("$$ID-"):
            key = identifier.split("-", 2)[2]
            self.widgets[key] = Widget(identifier, message.delta.fragment_id)


def processor_seconds(process: psutil.Process) -> float:
    """What the server has worked so far, all threads, user and system. Child processes are not part of a page's time."""
    times = process.cpu_times()
    return float(times.user + times.system)
