"""Files come in through the gate: from a person's own tab and page, and no more of them a day than one person may bring."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import psutil
import pytest

from tests.browser.served import FILE_OF_PEOPLE, ServedServer
from tests.gate.signing_in import Person, anybody, sign_in

Tried = Callable[[int, str, str], None]
MEGABYTE = 1024 * 1024
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
                assert put(again, other.name, b"x" * MEGABYTE)[0] == 413  # another session of the same person changes nothing
    finally:
        served.let_in(FILE_OF_PEOPLE)
    tried(3, "uploads beyond the day's share of one person", "413, in a sentence")


def test_no_other_request_has_a_body(served: ServedServer) -> None:
    lee = sign_in(served, "lee")
    answer = lee.client.request("GET", f"{served.address}/health", content=b"x" * MEGABYTE)
    assert answer.status_code in (200, 413)
    assert lee.client.post(f"{served.address}/not_in_school", content=b"x" * MEGABYTE).status_code == 405
