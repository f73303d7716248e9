"""What we hold, in a real browser: what was brought in is told, deleted for good, and was never written down beyond the database."""

from __future__ import annotations

import io
import os
import threading
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from openpyxl import Workbook
from playwright.sync_api import expect

from tests.browser.server import Server
from tests.browser.visitor import Visitor
from tests.store.kept import bytes_with

Visit = Callable[..., Visitor]
NAME, SCHOOL = "Zebediah Quillfeather", "Canary Lane Primary"


def register(children: int = 60) -> bytes:
    """A list of children with a name that must not be kept and a school that is."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Child ID", "Full name", "Home address", "Date of birth", "SEN status", "School name"])
    for number in range(children):
        sheet.append([f"CANARY-{number:05d}", f"{NAME} {number}", f"{number} Quillfeather Street", "2014-03-05", "E", SCHOOL])
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


class Watch:
    """Looks all the time at which files the server and its reading processes have open for writing."""

    def __init__(self, server: Server) -> None:
        self._process = psutil.Process(server.process.pid)
        self._over = threading.Event()
        self.written: set[str] = set()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def _look(self) -> None:
        while not self._over.wait(0.01):
            try:
                for process in (self._process, *self._process.children(recursive=True)):
                    self.written |= {file.path for file in process.open_files() if getattr(file, "mode", "r") != "r"}
            except psutil.Error:
                continue

    def end(self) -> set[str]:
        """Every file that was seen open for writing."""
        self._over.set()
        self._thread.join()
        return self.written


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that every process of the server takes for the system's own temporary one, and the home."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    for name in ("TMPDIR", "TMP", "TEMP", "HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.delenv("ROLLCALL_DATABASE_KEY", raising=False)
    return folder


@pytest.mark.threat("names_kept", "not_deleted")
def test_an_upload_is_in_memory_alone_and_what_is_deleted_is_in_no_byte(
    temporary: Path, server: Server, visit: Visit, tried: Callable[[int, str, str], None]
) -> None:
    visitor = visit(server)
    visitor.go("what_we_hold")
    assert visitor.headline == "Nothing is held"
    watch = Watch(server)
    visitor.turn_to("Bring in spreadsheets").drop_and_read(("Moorside SEND list.xlsx", register()))
    places = [server.data, temporary, Path("/dev/shm")] if os.path.isdir("/dev/shm") else [server.data, temporary]
    assert [name for place in places for name in bytes_with(place, "Quillfeather", SCHOOL, "CANARY-0")] == []
    visitor.keep()
    written = watch.end()
    ours = {path for path in written if path.startswith((str(server.data), str(server.log), "/dev/"))}
    assert written - ours == set(), "something besides the data folder was written to"
    assert [name for place in places for name in bytes_with(place, "Quillfeather")] == []
    assert bytes_with(server.data, SCHOOL)
    visitor.turn_to("What we hold")
    assert visitor.headline.startswith("60 rows are held, of 1 partner")
    assert "Not encrypted" in visitor.text
    assert "60 rows would go" in visitor.text
    visitor.page.get_by_label("To be sure, type: delete for good").fill("delete")
    visitor.button("Delete for good").click()
    visitor.settle()
    assert "Nothing was deleted" in visitor.text
    visitor.page.get_by_label("To be sure, type: delete for good").fill("delete for good")
    visitor.button("Delete for good").click()
    expect(visitor.page.get_by_text("Deleted for good")).to_be_visible()
    visitor.settle()
    assert "none can be now" in visitor.text
    assert visitor.headline == "Nothing is held"
    assert bytes_with(server.data, "Quillfeather", SCHOOL, "CANARY-0", "Moorside") == []
    visitor.turn_to("Overview")
    assert "Invented children" in visitor.text
    tried(len(written), "files open for writing while a workbook was uploaded and kept", "all in the data folder; no name in any byte")


def test_the_page_is_not_for_a_board(server: Server, visit: Visit) -> None:
    visitor = visit(server).go("overview")
    visitor.show_as("Board")
    assert not visitor.page.locator(".st-key-pages").get_by_role("link", name="What we hold").count()
    visitor.go("what_we_hold", show_as="board")
    assert "rows are held" not in visitor.text
    assert "Delete for good" not in visitor.text


@pytest.mark.threat("bad_disk")
def test_a_data_folder_that_cannot_be_opened_is_a_sentence_on_the_page(server: Server, visit: Visit) -> None:
    server.stop()
    server.data.mkdir(exist_ok=True)
    (server.data / "rollcall.duckdb").write_bytes(b"no database at all" * 4000)
    (server.data / "acknowledged").write_text("3")
    server.restart()
    visitor = visit(server)
    visitor.page.goto(f"{server.address}/overview")
    expect(visitor.page.get_by_test_id("stAlert").first).to_contain_text("python -m rollcall restore")
    assert "Traceback" not in visitor.text
