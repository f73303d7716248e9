"""Files come in through the gate: from a person's own tab and page, and no more of them a day than one person may bring."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from threading import Barrier

import httpx
import psutil
import pytest
from websockets.sync.client import connect

from tests.browser.served import FILE_OF_PEOPLE, ServedServer
from tests.browser.server import Server
from tests.gate.signing_in import Person, Tab, anybody, sign_in

Tried = Callable[[int, str, str], None]
MEGABYTE = 1024 * 1024
in_proc = pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="this system does not show what a process has open")
MADE_UP = "2|0f0f0f0f|00000000000000000000000000000000|1700000000"


def put(person: Person, tab: str, data: bytes, origin: str | None = None, **headers: str) -> tuple[int, str]:
    """Bring a file into a tab, as its page would, with an XSRF pair that somebody made up."""
    headers = {"Origin": origin or person.server.address, "X-Xsrftoken": MADE_UP, **headers}
    person.client.cookies.set("_streamlit_xsrf", MADE_UP)
    answer = person.client.put(
        f"{person.server.address}/_stcore/upload_file/{tab}/a-file", files={"file": ("register.csv", data, "text/csv")}, headers=headers
    )
    return answer.status_code, answer.text


def in_chunks(size: int) -> Iterator[bytes]:
    """A file in a request that does not say how much will come."""
    yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="register.csv"\r\nContent-Type: text/csv\r\n\r\n'
    for _ in range(size // MEGABYTE):
        yield b"x" * MEGABYTE
    yield b"\r\n--x--\r\n"


def told(served: ServedServer) -> list[dict]:
    """The audit log of a server."""
    return [json.loads(line) for line in (served.data / "audit.log").read_text(encoding="utf-8").splitlines()]


@pytest.mark.threat("no_sign_in", "another_area")
def test_a_file_comes_into_one_s_own_tab_and_from_our_own_page_alone(served: ServedServer, tried: Tried) -> None:
    lee, sam = sign_in(served, "lee"), sign_in(served, "sam")
    with lee.at("bring_in_spreadsheets") as tab:
        assert put(lee, tab.name, b"a,b")[0] == 204
        refused = [
            put(anybody(served), tab.name, b"a,b"),
            put(sam, tab.name, b"a,b"),
            put(lee, "another-tab", b"a,b"),
            put(lee, tab.name, b"a,b", origin="http://evil.example"),
            put(lee, tab.name, b"a,b", origin="null"),
        ]
        assert [code for code, _ in refused] == [401, 403, 403, 403, 403]
        gone = sign_in(served, "lee")
        with gone.at("bring_in_spreadsheets") as other:
            assert sam.client.delete(f"{served.address}/_stcore/upload_file/{other.name}/a-file").status_code == 403
    tried(len(refused), "uploads with a made-up XSRF pair: no session, another's tab, no tab, other origins", "all refused")


@pytest.mark.threat("no_sign_in")
def test_uploads_without_a_session_leave_nothing_in_memory(served: ServedServer, tried: Tried) -> None:
    process = psutil.Process(served.process.pid)
    stranger = anybody(served)
    put(stranger, "a-tab", b"x")
    before = process.memory_info().rss
    for _ in range(8):
        assert put(stranger, "a-tab", os.urandom(25 * MEGABYTE))[0] == 401
    grown = (process.memory_info().rss - before) / MEGABYTE
    assert grown < 30
    tried(8, "uploads of 25 MB without a session", f"memory grew by {max(grown, 0):.0f} MB")


@pytest.mark.threat("hostile_upload")
def test_a_person_brings_in_no_more_a_day_than_they_may_whatever_they_announce(served: ServedServer, tried: Tried) -> None:
    served.let_in(FILE_OF_PEOPLE.replace("upload_megabytes_a_day = 50", "upload_megabytes_a_day = 3"))
    try:
        sam = sign_in(served, "sam")
        with sam.at("bring_in_spreadsheets") as tab:
            assert put(sam, tab.name, b"x" * MEGABYTE)[0] == 204
            code, said = put(sam, tab.name, b"x" * 3 * MEGABYTE)
            assert (code, "as much today as one person may" in said) == (413, True)
            unannounced = sam.client.put(
                f"{served.address}/_stcore/upload_file/{tab.name}/a-file",
                content=in_chunks(5 * MEGABYTE),
                headers={"Origin": served.address, "X-Xsrftoken": MADE_UP, "Content-Type": "multipart/form-data; boundary=x"},
            )
            assert unannounced.status_code == 413
            again = sign_in(served, "sam")
            with again.at("bring_in_spreadsheets") as other:
                assert put(again, other.name, b"x" * MEGABYTE)[0] == 204  # what was refused is given back
                assert put(again, other.name, b"x" * MEGABYTE)[0] == 413  # another session of the same person changes nothing
    finally:
        served.let_in(FILE_OF_PEOPLE)
    tried(3, "uploads beyond the day's share of one person", "413, in a sentence")


@pytest.mark.threat("hostile_upload")
@pytest.mark.parametrize("announced", [True, False])
def test_uploads_side_by_side_come_to_no_more_than_one_person_s_day(served: ServedServer, announced: bool, tried: Tried) -> None:
    who, together = ("lee" if announced else "sam"), 6
    served.let_in(FILE_OF_PEOPLE.replace("upload_megabytes_a_day = 50", "upload_megabytes_a_day = 11"))
    try:
        person = sign_in(served, who)
        with person.at("bring_in_spreadsheets") as tab, ThreadPoolExecutor(together) as side_by_side:
            everybody = Barrier(together)

            def bring(number: int) -> int:
                def slowly() -> Iterator[bytes]:
                    for at, chunk in enumerate(chunks):
                        if at == 2:
                            everybody.wait(30)  # every request is let in before any has carried what it carries
                        yield chunk

                chunks = list(in_chunks(4 * MEGABYTE))
                size = {"Content-Length": str(sum(map(len, chunks)))} if announced else {}
                with httpx.Client(timeout=60, trust_env=False, cookies=person.cookies | {"_streamlit_xsrf": MADE_UP}) as client:
                    answer = client.put(
                        f"{served.address}/_stcore/upload_file/{tab.name}/file-{number}",
                        content=slowly(),
                        headers={
                            "Origin": served.address,
                            "X-Xsrftoken": MADE_UP,
                            "Content-Type": "multipart/form-data; boundary=x",
                            **size,
                        },
                    )
                return answer.status_code

            codes = list(side_by_side.map(bring, range(together)))
    finally:
        served.let_in(FILE_OF_PEOPLE)
    assert set(codes) <= {204, 413}
    assert codes.count(204) <= 2
    if announced:
        assert codes.count(204) == 2  # as many as fit, where each says what it carries
    tried(together, "uploads of 4 MB side by side, of a day's share of 11", f"{codes.count(204)} were kept")


@pytest.mark.threat("beyond_role")
@pytest.mark.parametrize("who", ["cam", "bo", "ada"])
def test_a_role_that_brings_nothing_in_cannot_leave_a_file_in_memory(served: ServedServer, who: str, tried: Tried) -> None:
    person = sign_in(served, who)
    with person.at("home") as tab:
        assert put(person, tab.name, b"a,b") == (403, "Your role does not bring files in.")
    last = [line for line in told(served) if line["action"] == "refused"][-1]
    assert last["about"] == {"why": "beyond the role"}
    tried(1, "an upload straight to the address, by a role that brings nothing in", "403, and on record")


def on_the_disk(process: int) -> set[str]:
    """The temporary files that a process has open."""
    found = set()
    for one in Path(f"/proc/{process}/fd").iterdir():
        with suppress(OSError):
            found.add(os.readlink(one))
    return {path for path in found if path.startswith((tempfile.gettempdir(), "/tmp/", "/var/tmp/")) and "(deleted)" in path}


def opened_while(process: int, client: httpx.Client, address: str, tab: str) -> set[str]:
    """The temporary files that a server opens while a file of 24 MB is on its way to it."""
    before, seen = on_the_disk(process), set()

    def slowly() -> Iterator[bytes]:
        for at, chunk in enumerate(in_chunks(24 * MEGABYTE)):
            yield chunk
            if at > 12:  # the sockets between hold less than what was sent before, so the server has read more than a megabyte
                seen.update(on_the_disk(process) - before)

    client.cookies.set("_streamlit_xsrf", MADE_UP)
    answer = client.put(
        f"{address}/_stcore/upload_file/{tab}/a-file",
        content=slowly(),
        headers={"Origin": address, "X-Xsrftoken": MADE_UP, "Content-Type": "multipart/form-data; boundary=x"},
    )
    assert answer.status_code == 204
    return seen


@in_proc
@pytest.mark.threat("stolen_disk")
def test_a_large_file_is_nowhere_on_the_disk_while_it_arrives_where_people_sign_in(served: ServedServer, tried: Tried) -> None:
    lee = sign_in(served, "lee")
    with lee.at("bring_in_spreadsheets") as tab:
        assert opened_while(served.process.pid, lee.client, served.address, tab.name) == set()
    tried(1, "an upload of 24 MB to a served Rollcall", "no temporary file while it arrived")


@in_proc
@pytest.mark.threat("stolen_disk")
def test_a_large_file_is_nowhere_on_the_disk_while_it_arrives_on_a_laptop(tmp_path: Path, tried: Tried) -> None:
    server = Server(tmp_path / "data")
    try:
        with (
            httpx.Client(timeout=60, trust_env=False) as client,
            connect(
                f"ws://localhost:{server.port}/_stcore/stream",
                origin=server.address,  # type: ignore[arg-type]
                subprotocols=["streamlit"],  # type: ignore[list-item]
                max_size=None,
            ) as connection,
        ):
            tab = Tab(connection)
            tab.ask("bring_in_spreadsheets")
            assert opened_while(server.process.pid, client, server.address, tab.name) == set()
    finally:
        server.stop()
    tried(1, "an upload of 24 MB on a laptop", "no temporary file while it arrived")


def test_no_other_request_has_a_body(served: ServedServer) -> None:
    lee = sign_in(served, "lee")
    answer = lee.client.request("GET", f"{served.address}/health", content=b"x" * MEGABYTE)
    assert answer.status_code in (200, 413)
    assert lee.client.post(f"{served.address}/not_in_school", content=b"x" * MEGABYTE).status_code == 405
