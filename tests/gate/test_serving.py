"""Two modes, and no third: served with sign-in, or on one laptop for nobody else. Whatever is neither is refused in words."""

from __future__ import annotations

import asyncio
import os
import re
import socket
import socketserver
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import httpx
import pytest
from streamlit.runtime.context import ContextProxy, StreamlitHeaders
from streamlit.testing.v1 import AppTest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from rollcall.gate.serve import settings
from rollcall.gate.site import Site, read_site
from rollcall.show.screen.alone import ForThisComputer
from rollcall.show.screen.own_scripts import inline_scripts
from rollcall.store.database_key import VARIABLE
from tests.browser.served import FILE_OF_PEOPLE, KEY, ServedServer
from tests.browser.server import Server
from tests.conftest import REPOSITORY
from tests.gate.areas import NORTH, canaries, planted
from tests.gate.signing_in import Tab

Tried = Callable[[int, str, str], None]
has_modes = pytest.mark.skipif(os.name != "posix", reason="this system's files have no modes")
SECRETS = """[auth]
redirect_uri = "https://rollcall.northshire.example/oauth2callback"
cookie_secret = "0123456789012345678901234567890123456789"
client_id = "rollcall"
client_secret = "secret"
server_metadata_url = "https://login.northshire.example/.well-known/openid-configuration"
"""


def started(
    folder: Path, secrets: str | None = SECRETS, people: str | None = FILE_OF_PEOPLE, mode: int = 0o600, **environment: str
) -> tuple[int, str]:
    """The exit code of `serve`, and what it said."""
    for name, text in (("secrets.toml", secrets), ("people.toml", people)):
        if text is not None:
            (folder / name).write_text(text, encoding="utf-8")
            (folder / name).chmod(mode)
    told = {
        "ROLLCALL_DATA": str(folder / "data"),
        "ROLLCALL_SECRETS": str(folder / "secrets.toml"),
        "ROLLCALL_PEOPLE": str(folder / "people.toml"),
        "ROLLCALL_DATABASE_KEY": KEY,
        **environment,
    }
    command = [sys.executable, "-m", "rollcall", "serve", "--port", "0"]
    ended = subprocess.run(command, cwd=REPOSITORY, env={**os.environ, **told}, capture_output=True, text=True, timeout=60, check=False)
    return ended.returncode, ended.stderr


@pytest.mark.threat("no_sign_in")
@pytest.mark.parametrize(
    ("changed", "names"),
    [
        ({"secrets": None}, "secrets.toml"),
        ({"secrets": ""}, "[auth]"),
        ({"secrets": "[auth"}, "TOML"),
        ({"secrets": SECRETS.replace("client_id", "id_of_client")}, "client_id"),
        ({"secrets": SECRETS.replace('"secret"', '""')}, "client_secret"),
        ({"secrets": SECRETS.replace("server_metadata_url", "metadata")}, "server_metadata_url"),
        ({"secrets": SECRETS.replace("https://login", "http://login")}, "https"),
        ({"secrets": SECRETS.replace("https://rollcall", "http://rollcall")}, "https"),
        ({"secrets": SECRETS.replace("/oauth2callback", "/")}, "redirect_uri"),
        ({"secrets": SECRETS.replace("0123456789012345678901234567890123456789", "short")}, "cookie_secret"),
        pytest.param({"mode": 0o640}, "chmod 600", marks=has_modes),
        pytest.param({"mode": 0o604}, "chmod 600", marks=has_modes),
        ({"people": None}, "people.toml"),
        ({"people": FILE_OF_PEOPLE.replace('"board"', '"bored"')}, "role"),
        ({"ROLLCALL_DATABASE_KEY": ""}, "ROLLCALL_DATABASE_KEY"),
    ],
)
def test_serving_is_refused_in_one_sentence_that_names_what_to_configure(tmp_path: Path, changed: dict, names: str) -> None:
    code, said = started(tmp_path, **changed)
    assert code == 2
    assert names in said
    assert len(said.strip().splitlines()) == 1
    assert not (tmp_path / "data").exists()


def test_the_example_needs_no_more_than_what_is_left_empty_in_it(tmp_path: Path) -> None:
    example = (REPOSITORY / ".streamlit" / "secrets.toml.example").read_text(encoding="utf-8")
    filled = example.replace('cookie_secret = ""', f'cookie_secret = "{"x" * 32}"').replace('= ""', '= "given"')
    (tmp_path / "secrets.toml").write_text(filled, encoding="utf-8")
    (tmp_path / "secrets.toml").chmod(0o600)
    site = read_site(tmp_path / "secrets.toml")
    assert (site.address, site.cookie, site.has_tls) == ("https://rollcall.northshire.example", "__Host-rollcall", True)


def test_behind_tls_every_cookie_is_for_tls_alone_and_browsers_are_told_to_stay_with_it() -> None:
    from rollcall.access.headers import security_headers, with_headers

    site = Site("https://rollcall.northshire.example")
    assert "max-age=31536000" in security_headers(site.sockets, (), site.has_tls)["Strict-Transport-Security"]
    assert "Strict-Transport-Security" not in security_headers("ws://localhost:8501", (), has_tls=False)
    sent: list[dict] = []

    async def send(message: object) -> None:
        sent.append(message)  # type: ignore[arg-type]

    start = {"type": "http.response.start", "headers": [(b"set-cookie", b"_streamlit_session=x; path=/"), (b"set-cookie", b"a=b; Secure")]}
    asyncio.run(with_headers(send, {}, secure=True, may_be_kept=False)(start))  # type: ignore[arg-type]
    cookies = [value for name, value in sent[0]["headers"] if name == b"set-cookie"]
    assert cookies == [b"_streamlit_session=x; path=/; Secure", b"a=b; Secure"]


def test_streamlit_is_told_what_serving_needs_whatever_else_says_otherwise() -> None:
    told = settings(Site("https://rollcall.northshire.example"), Path("secrets.toml"), "127.0.0.1", 8501)
    assert told["server.allowedHosts"] == ["rollcall.northshire.example"]
    assert told["server.trustedUserHeaders"] == "{}"
    assert told["server.enableXsrfProtection"] is True
    assert told["client.showErrorDetails"] == "none"
    assert told["client.allowedOrigins"] == []
    assert inline_scripts()


def test_the_settings_of_the_laptop_keep_their_promises() -> None:
    import tomllib

    told = tomllib.loads((REPOSITORY / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert told["server"]["address"] == "localhost"
    assert set(told["server"]["allowedHosts"]) == {"localhost", "127.0.0.1", "[::1]"}
    assert told["client"] == {"showErrorDetails": "none", "toolbarMode": "viewer", "allowedOrigins": []}
    assert told["browser"]["gatherUsageStats"] is False
    assert not {"trustedUserHeaders", "enableXsrfProtection", "enableCORS", "enableStaticServing", "enableAgentApi"} & set(told["server"])


@contextmanager
def running(folder: Path) -> Iterator[Server]:
    """A laptop's Rollcall, as `streamlit run dashboard.py` starts it, over data with a canary in it."""
    planted(folder / "data")
    os.rename(folder / "data" / NORTH, folder / "moved")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, KEY)
        server = Server(folder / "moved")
    try:
        yield server
    finally:
        server.stop()


OF_PROXIES = (
    *("X-Forwarded-For", "Forwarded", "Via", "X-Real-IP", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Server", "CF-Ray"),
    *("CF-Connecting-IP", "True-Client-IP", "X-Original-Host", "X-Client-IP", "X-Envoy-External-Address", "X-Amzn-Trace-Id", "CDN-Loop"),
    *("Fastly-Client-IP", "Tailscale-User-Login", "X-ARR-LOG-ID", "X-Azure-Ref", "Ngrok-Trace-Id", "Remote-User"),
)
SAME = "the same"


def shown(server: Server, host: str = "", origin: str | None = SAME, port: int = 0, **headers: str) -> bytes:
    """What a tab is sent that opens a page directly, with a host, an origin and headers of its own, perhaps through a proxy."""
    name = host or f"localhost:{server.port}"
    with connect(
        f"ws://{name}/_stcore/stream",
        sock=socket.create_connection(("127.0.0.1", port or server.port)),
        origin=f"http://{name}" if origin == SAME else origin,  # type: ignore[arg-type]
        subprotocols=["streamlit"],  # type: ignore[list-item]
        additional_headers=headers,
        max_size=None,
    ) as connection:
        tab = Tab(connection)
        tab.ask("not_in_school")
        return tab.sent


@contextmanager
def proxy(to: int) -> Iterator[int]:
    """The port of a proxy that does what `proxy_pass` and an upgrade do, and no more: it names the server itself as the host."""

    class Passes(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            head = b""
            while b"\r\n\r\n" not in head:
                head += self.request.recv(65536)
            with socket.create_connection(("127.0.0.1", to)) as behind:
                behind.sendall(re.sub(rb"(?im)^host: [^\r]*", f"Host: 127.0.0.1:{to}".encode(), head, count=1))
                back = threading.Thread(target=self._pass, args=(behind, self.request), daemon=True)
                back.start()
                back.join(10)

        @staticmethod
        def _pass(source: socket.socket, sink: socket.socket) -> None:
            with suppress(OSError):
                while data := source.recv(65536):
                    sink.sendall(data)
                sink.shutdown(socket.SHUT_WR)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Passes) as listening:
        listening.daemon_threads = True
        threading.Thread(target=listening.serve_forever, daemon=True).start()
        yield int(listening.server_address[1])
        listening.shutdown()


def said_of_north(sent: bytes) -> bool:
    """Whether something of the kept data is in it."""
    return any(word.encode() in sent for word in canaries(NORTH))


@pytest.mark.threat("no_sign_in")
@pytest.mark.parametrize("flag", ["--server.address=0.0.0.0", "STREAMLIT_SERVER_ADDRESS=::", "--server.address="])
def test_without_sign_in_it_does_not_start_on_another_address(tmp_path: Path, flag: str, tried: Tried) -> None:
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.headless=true", "--server.port=0"]
    command += [flag] if flag.startswith("--") else []
    told = {"ROLLCALL_DATA": str(tmp_path / "data"), **({} if flag.startswith("--") else dict([flag.split("=", 1)]))}
    ended = subprocess.run(command, cwd=REPOSITORY, env={**os.environ, **told}, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 2
    sentence = ended.stderr.strip().splitlines()[-1]
    assert sentence.startswith("Nothing is opened")
    assert "python -m rollcall serve" in sentence
    assert "server.address" in sentence
    assert not (tmp_path / "data").exists()
    tried(1, "starts without sign-in on another address", "ended itself before it answered anything")


@pytest.mark.threat("no_sign_in")
def test_on_a_laptop_nothing_is_opened_under_another_name_or_through_a_proxy(tmp_path: Path, tried: Tried) -> None:
    with running(tmp_path) as server:
        assert said_of_north(shown(server))  # under its own name the lead sees the area
        count = 0
        for host in ("evil.example", f"evil.example:{server.port}", "localhost.evil.example", "192.168.1.2"):
            with pytest.raises(InvalidStatus):
                shown(server, host)
            count += 1
        for header in OF_PROXIES[:3]:
            with pytest.raises(InvalidStatus):
                shown(server, **{header: "10.0.0.1"})
            assert httpx.get(server.address, headers={header: "10.0.0.1"}, trust_env=False).status_code == 403
            count += 2
        for origin in ("https://rollcall.northshire.example", "null", None):
            with pytest.raises(InvalidStatus):
                shown(server, origin=origin)
            count += 1
        for path in ("/", "/_stcore/health", "/media/anything.csv", "/_stcore/metrics", "/not_in_school"):
            answer = httpx.get(server.address + path, headers={"Referer": "https://rollcall.northshire.example/"}, trust_env=False)
            assert (answer.status_code, answer.text[:17]) == (403, "Nothing is opened")
            count += 1
        followed = {"Referer": "https://intranet.example/", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Site": "cross-site"}
        assert httpx.get(server.address, headers=followed, trust_env=False).status_code == 200  # a link to the lead's own Rollcall
        with proxy(server.port) as port:
            with pytest.raises(InvalidStatus):
                shown(server, "rollcall.northshire.example", port=port)
            answer = httpx.get(f"http://127.0.0.1:{port}/", headers={"Referer": "http://rollcall.northshire.example/"}, trust_env=False)
            assert answer.status_code == 403
            count += 2
    tried(count, "names pointed at a laptop, and proxies before it", "nothing was opened")


@pytest.mark.threat("no_sign_in")
def test_on_a_laptop_no_other_site_frames_it_or_says_where_its_files_go(tmp_path: Path, tried: Tried) -> None:
    server = Server(tmp_path / "data")
    try:
        paths = ("/", "/bring_in_spreadsheets", "/_stcore/health", "/_stcore/host-config", "/media/anything.csv", "/health", "/ready")
        for path in paths:
            for headers in ({}, {"Referer": "https://intranet.example/"}):  # what is answered, and what is refused
                told = httpx.get(server.address + path, headers=headers, trust_env=False).headers
                assert "frame-ancestors 'none'" in told["content-security-policy"], path
                assert "default-src 'none'" in told["content-security-policy"], path
                assert (told["x-frame-options"], told["cross-origin-opener-policy"]) == ("DENY", "same-origin"), path
                assert told["cache-control"] == "no-store", path
        assert httpx.get(f"{server.address}/_stcore/host-config", trust_env=False).json()["allowedOrigins"] == []
    finally:
        server.stop()
    tried(2 * len(paths) + 1, "answers of a laptop that another site could put in a frame", "none may be framed or steered")


def answered(client: str = "127.0.0.1", server: str = "127.0.0.1", kind: str = "http", **headers: str) -> bool:
    """Whether a laptop's Rollcall hands a request on, whose connection has these two ends."""
    handed_on: list[str] = []
    sent: list[MutableMapping[str, Any]] = []

    async def app(scope: MutableMapping[str, Any], _receive: object, _send: object) -> None:
        handed_on.append(scope["type"])

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "websocket.connect"}

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    told = {"host": "localhost:8501", **headers}
    scope = {
        "type": kind,
        "path": "/",
        "client": (client, 5),
        "server": (server, 8501),
        "headers": [(n.encode(), v.encode()) for n, v in told.items()],
    }
    asyncio.run(ForThisComputer(app)(scope, receive, send))
    assert handed_on or sent[0].get("status") == 403 or sent[0]["type"] == "websocket.close"
    return bool(handed_on)


@pytest.mark.threat("no_sign_in")
def test_on_a_laptop_the_connection_itself_has_to_be_of_this_computer_whatever_the_settings_say(tried: Tried) -> None:
    assert answered()
    assert answered("::1", "::1")
    assert not answered(client="10.0.0.1")
    assert not answered(server="192.168.1.2")
    assert answered(kind="websocket", origin="http://localhost:8501")
    assert not answered(kind="websocket")
    assert not answered(kind="websocket", origin="http://[")
    for header in OF_PROXIES:
        assert not answered(**{header.lower(): "10.0.0.1"}), header
    ordinary = (
        "accept",
        "accept-language",
        "cache-control",
        "cookie",
        "sec-fetch-site",
        "sec-ch-ua",
        "user-agent",
        "x-xsrftoken",
        "x-csrf-token",
    )
    assert answered(**dict.fromkeys(ordinary, "1"))
    tried(len(OF_PROXIES) + 4, "names pointed at a laptop, and proxies before it", "nothing was opened")


@pytest.mark.threat("no_sign_in")
def test_on_a_laptop_the_second_look_refuses_at_each_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page run by something that has no middleware of ours, such as a host that embeds the script."""
    monkeypatch.setenv("ROLLCALL_DATA", str(tmp_path))
    monkeypatch.chdir(REPOSITORY)
    for sent in ({"Origin": "https://rollcall.northshire.example"}, {"Via": "1.1 proxy"}, {"Host": "evil.example"}):
        monkeypatch.setattr(ContextProxy, "headers", StreamlitHeaders(sent.items()))
        app = AppTest.from_file(str(REPOSITORY / "dashboard.py"), default_timeout=60).run()
        assert app.title[0].value == "Rollcall is closed"
        assert "Nothing is opened" in app.error[0].value


def test_the_probes_answer_without_a_session_and_say_one_word(served: ServedServer) -> None:
    health, ready = (httpx.get(f"{served.address}{path}", trust_env=False, timeout=60) for path in ("/health", "/ready"))
    assert (health.status_code, health.text, ready.status_code, ready.text) == (200, "up", 200, "ready")
    kept = served.people.read_text(encoding="utf-8")
    served.people.write_text("broken", encoding="utf-8")
    try:
        ready = httpx.get(f"{served.address}/ready", trust_env=False, timeout=60)
        assert (ready.status_code, ready.text) == (503, "people")
        page = httpx.get(f"{served.address}/sign-in", trust_env=False)
        assert "Nobody can be let in" in page.text
    finally:
        served.people.write_text(kept, encoding="utf-8")


def test_on_a_laptop_the_probes_answer_that_computer_and_ask_the_database(tmp_path: Path) -> None:
    with running(tmp_path) as server:
        assert (server.get("/health"), server.get("/ready")) == ("up", "ready")
        told = httpx.get(f"{server.address}/ready", headers={"Via": "1.1 a proxy"}, trust_env=False, timeout=60)
        assert (told.status_code, told.text[:17]) == (403, "Nothing is opened")


@pytest.mark.skipif(os.name != "posix", reason="links need no leave there")
def test_on_a_laptop_ready_says_so_when_the_database_cannot_answer(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "data" / "temp").symlink_to(tmp_path / "elsewhere")  # such a folder is refused
    server = Server(tmp_path / "data")
    try:
        health, ready = (httpx.get(f"{server.address}{path}", trust_env=False, timeout=60) for path in ("/health", "/ready"))
        assert (health.status_code, health.text, ready.status_code, ready.text) == (200, "up", 503, "database")
    finally:
        server.stop()
