"""A browser tab's connection, for as long as its session lives and no longer."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from rollcall.access.sessions import Sessions
from rollcall.gate.pages import sign_in_path

LOOKS_EVERY = 2.0  # seconds between two looks at whether the session still lives
ON_THE_WAY_OUT = 6.0  # seconds that a tab has to go to the provider by itself, when the person signs out
_ENDED = 4401  # a close code of our own, after HTTP's 401
_PROTOCOL = b"sec-websocket-protocol"
# What a tab asks for. Whatever else Streamlit would do for one, such as forgetting what everybody's pages share, is not handed on.
_OF_A_TAB = frozenset({"rerun_script", "stop_script", "file_urls_request", "app_heartbeat", "backend_operation_request"})


class Connection:
    """One websocket: it is closed when its session ends, and the tab is sent to the page to sign in, so that nothing stays on show."""

    def __init__(self, sessions: Sessions, secret: str, receive: Receive, send: Send) -> None:
        self._sessions = sessions
        self._secret = secret
        self._receive = receive
        self._send = send
        self._over = False
        self._accepted = False

    async def run(self, app: ASGIApp, scope: Scope) -> None:
        """Let the application talk with the tab until one of them, or the session, ends."""
        watch = asyncio.create_task(self._watch())
        try:
            await app(scope, self.receive, self.send)
        finally:
            self._over = True
            watch.cancel()
            with suppress(asyncio.CancelledError):
                await watch

    async def receive(self) -> Message:
        """What the tab says, while the session lives. A rerun that a person caused counts as doing something."""
        while True:
            message = await self._receive()
            if message["type"] != "websocket.receive":
                return message
            if self._over or self._sessions.find(self._secret) is None:
                await self._end()
                return {"type": "websocket.disconnect", "code": _ENDED}
            asked = _read(message.get("bytes") or b"")
            if asked is not None and asked.WhichOneof("type") not in _OF_A_TAB:
                continue
            if asked is not None and caused_by_a_person(asked):
                self._sessions.touch(self._secret)
            return message

    async def send(self, message: Message) -> None:
        """What the application says, while the session lives."""
        if self._over:
            return
        if message["type"] == "websocket.accept":
            self._accepted = True
        if message["type"] == "websocket.send" and self._sessions.find(self._secret) is None:
            await self._end()
            return
        if message["type"] == "websocket.close":
            self._over = True
        await self._send(message)

    async def _watch(self) -> None:
        while not self._over:
            await asyncio.sleep(LOOKS_EVERY)
            if self._accepted and self._sessions.find(self._secret) is None:
                await self._end()

    async def _end(self) -> None:
        if not self._over:
            self._over = True  # from here on nothing of the application's reaches the tab
            if self._sessions.was_left(self._secret):
                await asyncio.sleep(ON_THE_WAY_OUT)
            await say_goodbye(self._send)


async def say_goodbye(send: Send) -> None:
    """Send an open tab to the page to sign in, and close its connection."""
    goodbye = ForwardMsg()
    goodbye.auth_redirect.url = sign_in_path(why="ended")
    with suppress(RuntimeError, OSError):  # the tab may be gone already
        await send({"type": "websocket.send", "bytes": goodbye.SerializeToString()})
        await send({"type": "websocket.close", "code": _ENDED})


async def turn_away(scope: Scope, receive: Receive, send: Send) -> None:
    """For a tab without a session, which may have been open before this process began: it is sent to sign in, and nothing sees it."""
    if (await receive())["type"] == "websocket.connect":
        offered = dict(scope["headers"]).get(_PROTOCOL, b"").split(b",")[0].strip().decode("latin-1")
        await send({"type": "websocket.accept", "subprotocol": offered or None, "headers": []})
        await say_goodbye(send)


def _read(frame: bytes) -> BackMsg | None:
    """A message of the tab; None where it cannot be read."""
    message = BackMsg()
    try:
        message.ParseFromString(frame)
    except Exception:  # noqa: BLE001 the kind of a message that cannot be read is protobuf's own; Streamlit closes the connection for it
        return None
    return message


def caused_by_a_person(message: BackMsg) -> bool:
    """Whether a message of the tab comes from what somebody did, and not from a clock in the page."""
    return message.WhichOneof("type") == "rerun_script" and not message.rerun_script.is_auto_rerun


def without_others_tabs(scope: Scope, tabs: frozenset[str]) -> Scope:
    """The handshake without the name of a tab to go on with, unless it is one of the person's own."""
    headers = []
    for name, value in scope["headers"]:
        if name == _PROTOCOL:
            parts = [part.strip() for part in value.split(b",")]
            if len(parts) > 2 and parts[2].decode("latin-1") not in tabs:
                value = b", ".join(parts[:2])
        headers.append((name, value))
    offered = scope.get("subprotocols", [])
    return {**scope, "headers": headers, "subprotocols": [one for at, one in enumerate(offered) if at < 2 or one in tabs]}
