"""People who sign in to a served Rollcall without a browser: every step over HTTP and the websocket, as a browser takes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import httpx
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from tests.browser.served import ServedServer

_WAITS = 60  # seconds for one message
_SILENT = 2  # seconds after which nothing more is taken to come


@dataclass
class Tab:
    """One open tab: what it was sent since it last asked for something."""

    connection: ClientConnection
    name: str = ""
    page: str = ""
    sent: bytes = b""
    messages: list[ForwardMsg] = field(default_factory=list)
    states: dict[str, bool] = field(default_factory=dict)

    def ask(self, page: str = "", query: str = "", trigger: str = "", fragment: str = "") -> bytes:
        """Everything that comes until the script has ended."""
        self.send(page, query, trigger, fragment)
        return self.until_drawn()

    def send(self, page: str = "", query: str = "", trigger: str = "", fragment: str = "") -> None:
        """Ask, and wait for nothing."""
        message = BackMsg()
        message.rerun_script.query_string = query
        message.rerun_script.fragment_id = fragment
        if self.page:
            message.rerun_script.page_script_hash = self.page
        else:
            message.rerun_script.page_name = page
        for key, value in self.states.items():
            message.rerun_script.widget_states.widgets.add(id=key, bool_value=value)
        if trigger:
            message.rerun_script.widget_states.widgets.add(id=trigger, trigger_value=True)
        self.connection.send(message.SerializeToString())

    def until_silent(self) -> bytes:
        """Everything that comes until nothing has for a while."""
        sent = b""
        with suppress(TimeoutError):
            while True:
                sent += bytes(self.connection.recv(_SILENT))  # type: ignore[arg-type]
        return sent

    def until_drawn(self) -> bytes:
        """Read on until the script has ended. The first visit after a restart is sent round by a run of its own, that draws nothing."""
        self.sent, self.messages = b"", []
        while True:
            frame = self.connection.recv(_WAITS)
            assert isinstance(frame, bytes)
            self.sent += frame
            message = ForwardMsg()
            message.ParseFromString(frame)
            self.messages.append(message)
            kind = message.WhichOneof("type")
            if kind == "new_session":
                self.name = message.new_session.initialize.session_id
                self.page = message.new_session.page_script_hash
            if kind == "auth_redirect":
                return self.sent
            if kind == "script_finished" and any(one.WhichOneof("type") == "delta" for one in self.messages):
                return self.sent

    def press(self, label: str) -> bytes:
        """Press the first button of this name."""
        delta = next(one.delta for one in self.messages if one.delta.new_element.button.label == label)
        return self.ask(trigger=delta.new_element.button.id, fragment=delta.fragment_id)

    def open(self, label: str) -> bytes:
        """Open what is folded away."""
        delta = next(one.delta for one in self.messages if one.delta.add_block.expandable.label == label)
        self.states[delta.add_block.id or delta.add_block.expandable.id] = True
        return self.ask(fragment=delta.fragment_id)

    @property
    def sent_to(self) -> str:
        """Where the tab was sent."""
        return next((one.auth_redirect.url for one in self.messages if one.WhichOneof("type") == "auth_redirect"), "")


@dataclass
class Person:
    """A person at one server, with a browser's cookies."""

    server: ServedServer
    client: httpx.Client
    landed: httpx.Response | None = None  # the answer with which the sign-in ended
    held: str = ""  # the secret that the browser was given

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

    @contextmanager
    def at(self, page: str = "", query: str = "") -> Iterator[Tab]:
        """A tab with a page drawn in it."""
        with self.connect() as connection:
            tab = Tab(connection)
            tab.ask(page, query)
            yield tab

    def shown(self, page: str = "", query: str = "") -> bytes:
        """Everything that the server sends to a tab that opens a page."""
        with self.at(page, query) as tab:
            return tab.sent


def anybody(server: ServedServer) -> Person:
    """Somebody who has not signed in."""
    return Person(server, httpx.Client(timeout=60, trust_env=False))


def sign_in(server: ServedServer, sub: str, to: str = "/", held: str = "") -> Person:
    """Somebody who has: by the page to sign in, the provider's own form, and back. `held` is what the browser holds by then."""
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
    if held:
        person.client.cookies.set(server.cookie, held)
    person.landed = person.client.get(chosen.headers["location"])
    person.held = person.landed.cookies.get(server.cookie, "")
    return person
