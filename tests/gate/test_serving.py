"""Two modes, and no third: served with sign-in, or on one laptop for nobody else. Whatever is neither is refused in words."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from rollcall.gate.serve import inline_scripts, settings
from rollcall.gate.site import Site, read_site
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
    from rollcall.gate.headers import security_headers, with_headers

    site = Site("https://rollcall.northshire.example")
    assert "max-age=31536000" in security_headers(site, ())["Strict-Transport-Security"]
    assert "Strict-Transport-Security" not in security_headers(Site("http://localhost:8501"), ())
    sent: list[dict] = []

    async def send(message: object) -> None:
        sent.append(message)  # type: ignore[arg-type]

    import asyncio

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
    assert inline_scripts()


def test_the_settings_of_the_laptop_keep_their_promises() -> None:
    import tomllib

    told = tomllib.loads((REPOSITORY / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert told["server"]["address"] == "localhost"
    assert set(told["server"]["allowedHosts"]) == {"localhost", "127.0.0.1", "[::1]"}
    assert told["client"] == {"showErrorDetails": "none", "toolbarMode": "viewer"}
    assert told["browser"]["gatherUsageStats"] is False
    assert not {"trustedUserHeaders", "enableXsrfProtection", "enableCORS", "enableStaticServing", "enableAgentApi"} & set(told["server"])


class OnEveryAddress(Server):
    """`streamlit run dashboard.py` as somebody starts it who means well and has read nothing."""

    said_so: tuple[str, ...] = ()

    def _start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.headless=true", f"--server.port={self.port}"]
        flags = [flag for flag in self.said_so if flag.startswith("--")]
        told = dict(flag.split("=", 1) for flag in self.said_so if not flag.startswith("--"))
        with self.log.open("ab") as out:
            process = subprocess.Popen(
                [*command, *flags],
                cwd=REPOSITORY,
                env={**os.environ, "ROLLCALL_DATA": str(self.data), VARIABLE: KEY, **told},
                stdout=out,
                stderr=out,
            )
        self._wait_until_up(process)
        return process


@contextmanager
def running(folder: Path, *said_so: str) -> Iterator[Server]:
    """A laptop's Rollcall over data with a canary in it, started with some flags and settings."""
    planted(folder / "data")
    os.rename(folder / "data" / NORTH, folder / "moved")
    kind = type("Running", (OnEveryAddress,), {"said_so": said_so})
    server = kind(folder / "moved")
    try:
        yield server
    finally:
        server.stop()


def shown(server: Server, host: str = "", **headers: str) -> bytes:
    """What a tab is sent that opens a page directly, with a host and headers of its own."""
    name = host or f"localhost:{server.port}"
    with connect(
        f"ws://{name}/_stcore/stream",
        sock=socket.create_connection(("127.0.0.1", server.port)),
        origin=f"http://{name}",  # type: ignore[arg-type]
        subprotocols=["streamlit"],  # type: ignore[list-item]
        additional_headers=headers,
        max_size=None,
    ) as connection:
        tab = Tab(connection)
        tab.ask("not_in_school")
        return tab.sent


def said_of_north(sent: bytes) -> bool:
    """Whether something of the kept data is in it."""
    return any(word.encode() in sent for word in canaries(NORTH))


@pytest.mark.threat("no_sign_in")
@pytest.mark.parametrize("flags", [("--server.address=0.0.0.0",), ("STREAMLIT_SERVER_ADDRESS=0.0.0.0",), ("--server.address=",)])
def test_without_sign_in_nothing_is_opened_on_another_address(tmp_path: Path, flags: tuple[str, ...], tried: Tried) -> None:
    with running(tmp_path, *flags) as server:
        sent = shown(server)
        assert b"Nothing is opened" in sent
        assert b"python -m rollcall serve" in sent
        assert not said_of_north(sent)
        assert "Nothing is opened" in server.said()
    tried(1, "starts without sign-in on another address", "nothing of the data was opened")


@pytest.mark.threat("no_sign_in")
def test_on_a_laptop_a_name_that_another_site_points_at_it_opens_nothing(tmp_path: Path, tried: Tried) -> None:
    with running(tmp_path) as server:
        assert said_of_north(shown(server))  # under its own name the lead sees the area
        for host in ("evil.example", f"evil.example:{server.port}", "localhost.evil.example", "192.168.1.2"):
            with pytest.raises(InvalidStatus):
                shown(server, host)
        for header in ({"X-Forwarded-For": "10.0.0.1"}, {"Forwarded": "for=10.0.0.1"}):
            assert b"Nothing is opened" in shown(server, **header)
    tried(6, "names pointed at a laptop, and proxies before it", "nothing of the data was opened")


@pytest.mark.threat("no_sign_in")
def test_on_a_laptop_the_second_look_refuses_another_name_too(tmp_path: Path) -> None:
    with running(tmp_path, "--server.allowedHosts=*") as server:
        assert b"Nothing is opened" in shown(server, f"evil.example:{server.port}")


def test_the_probes_answer_without_a_session_and_say_one_word(served: ServedServer) -> None:
    health, ready = (httpx.get(f"{served.address}{path}", trust_env=False) for path in ("/health", "/ready"))
    assert (health.status_code, health.text, ready.status_code, ready.text) == (200, "up", 200, "ready")
    kept = served.people.read_text(encoding="utf-8")
    served.people.write_text("broken", encoding="utf-8")
    try:
        ready = httpx.get(f"{served.address}/ready", trust_env=False)
        assert (ready.status_code, ready.text) == (503, "people")
        page = httpx.get(f"{served.address}/sign-in", trust_env=False)
        assert "Nobody can be let in" in page.text
    finally:
        served.people.write_text(kept, encoding="utf-8")
