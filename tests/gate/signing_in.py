"""People who sign in to a served Rollcall without a browser: every step over HTTP and the websocket, as a browser takes it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import httpx
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from tests.browser.served import ServedServer

HTML = {"Accept": "text/html"}
_WAITS = 60  # seconds for one message


@dataclass
class Person:
    """A person at one server, with a browser's cookies."""

    server: ServedServer
    client: httpx.Client
    tab: str = ""
    messages: list[ForwardMsg] = field(default_factory=list)
    landed: httpx.Response | None = None  # the answer with which the sign-in ended

    def get(self, path: str, **headers: str) -> httpx.Response:
        """An answer; no redirect is followed."""
        return self.client.get(self.server.address + path, headers=headers)

    @property
    def cookies(self) -> dict[str, str]:
        """What the browser holds."""
        return dict(self.client.cookies.items())

    def connect(self, *protocols: str, origin: str | None = None, cookies: dict[str, str] | None = None) -> ClientConnection:
        """A tab's connection."""
        held = self.cookies if cookies is None else cookies
        return connect(
            f"ws://localhost:{self.server.port}/_stcore/stream",
            origin=origin or self.server.address,  # type: ignore[arg-type]
            subprotocols=["streamlit", *protocols],  # type: ignore[list-item]
            additional_headers={"Cookie": "; ".join(f"{name}={value}" for name, value in held.items())},
            max_size=None,
        )

    def open_page(self, name: str = "", query: str = "") -> bytes:
        """Everything that the server sends to a tab that opens a page, until its script has ended."""
        with self.connect() as tab:
            ask_for(tab, name, query)
            sent = self._until_drawn(tab)
        return sent

    def _until_drawn(self, tab: ClientConnection) -> bytes:
        sent = b""
        self.messages = []
        while True:
            frame = tab.recv(_WAITS)
            assert isinstance(frame, bytes)
            sent += frame
            message = ForwardMsg()
            message.ParseFromString(frame)
            self.messages.append(message)
            if message.WhichOneof("type") == "new_session":
                self.tab = message.new_session.initialize.session_id
            # The first visit after a restart is sent round by the front door, which is a run of its own that draws nothing.
            if message.WhichOneof("type") == "script_finished" and any(one.WhichOneof("type") == "delta" for one in self.messages):
                return sent


def ask_for(tab: ClientConnection, name: str = "", query: str = "") -> None:
    """Ask for a page, as a browser does when it opens one."""
    message = BackMsg()
    message.rerun_script.page_name = name
    message.rerun_script.query_string = query
    tab.send(message.SerializeToString())


def anybody(server: ServedServer) -> Person:
    """Somebody who has not signed in."""
    return Person(server, httpx.Client(timeout=60, trust_env=False))


def sign_in(server: ServedServer, sub: str, to: str = "/") -> Person:
    """Somebody who has: by the page to sign in, the provider's own form, and back."""
    person = anybody(server)
    page = person.get(to)
    while page.is_redirect:
        page = person.client.get(httpx.URL(server.address).join(page.headers["location"]))
    begin = re.search(r'href="(/auth/sign-in[^"]*)"', page.text)
    assert begin, page.text
    answer = person.get(begin[1].replace("&amp;", "&"))
    while answer.is_redirect and urlsplit(answer.headers["location"]).path != "/oauth2/authorize":
        answer = person.client.get(httpx.URL(server.address).join(answer.headers["location"]))
    chosen = person.client.post(answer.headers["location"], data={"sub": sub})
    person.landed = person.client.get(chosen.headers["location"])
    return person
