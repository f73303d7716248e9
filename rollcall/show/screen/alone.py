"""On one laptop nobody signs in, so nobody else may reach it: checked before the first answer, and again at every request."""

from __future__ import annotations

import asyncio
import re
import sys
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from streamlit import cli_util, config
from streamlit.web.server import server_util

from rollcall.access.headers import SAME_FOR_ALL, security_headers, with_headers
from rollcall.access.served import is_loopback
from rollcall.show.screen.own_scripts import inline_scripts

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

NOT_STARTED = 2
_SOCKETS = "ws://localhost:* ws://127.0.0.1:*"  # by its third name, [::1], which a policy has no words for, a browser goes by 'self'
_TO_SERVE = "To let others use it, serve it with sign-in: python -m rollcall serve. On a laptop, leave server.address at localhost."
# What proxies, tunnels and delivery networks add to a request. A browser on this computer sends none of it.
_OF_PROXIES = re.compile(
    r"(proxy-)?via|(x-)?forwarded(-.+)?|x-(real|client|cluster-client|original|true-client|remote|host|scheme|proxy|envoy|amzn|amz|azure|arr"
    r"|appengine|vercel|nginx|ms-proxy|request-start|url-scheme)(-.+)?|x-.+-forwarded-.+|(true|fastly|client)-client-ip|client-ip|remote-(addr|user)"
    r"|(cf|cdn|fastly|fly|tailscale|ngrok|akamai|do-connecting|front-end|x-rewrite)-.+",
    re.IGNORECASE,
)


def refuse_to_start_for_others() -> None:
    """End the process, with a sentence, when it was told to answer more than this computer."""
    if sentence := why_not_at(config.get_option("server.address")):
        sys.stderr.write(f"{sentence}\n")
        raise SystemExit(NOT_STARTED)


def why_not_at(address: str | None) -> str | None:
    """Why nothing is opened on an address; None where it reaches this computer only."""
    if is_loopback(address):
        return None
    return f"Nothing is opened: Rollcall without sign-in listens on {address or 'every address of this machine'}. {_TO_SERVE}"


def why_not_for(headers: Iterable[tuple[str, str]]) -> str | None:
    """Why nothing is opened for who asks with these headers; None for a browser on this computer."""
    told = [(name.lower(), value) for name, value in headers]
    if any(_OF_PROXIES.fullmatch(name) for name, _ in told):
        return f"Nothing is opened: Rollcall without sign-in was reached through a proxy. {_TO_SERVE}"
    # Somebody who follows a link on another page to this one has that page as the referrer. Nothing of the data is in what they get.
    followed = ("sec-fetch-mode", "navigate") in told and ("sec-fetch-site", "cross-site") in told
    names = [_host(f"//{value}") for name, value in told if name == "host"]
    names += [_host(value) for name, value in told if name == "origin" or (name == "referer" and value and not followed)]
    if not all(is_loopback(name) for name in names):
        return f"Nothing is opened: Rollcall without sign-in was reached by another name than this computer's own. {_TO_SERVE}"
    return None


class ForThisComputer:
    """The middleware of a laptop: whoever is not at it, or comes by another way than a browser of its own, gets a sentence."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._headers = security_headers(_SOCKETS, inline_scripts(), has_tls=False)  # no other site frames it, or steers it in a frame

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on a request of this computer, or refuse it."""
        sentence = _why_not(scope) if scope["type"] in ("http", "websocket") else None
        if scope["type"] == "http":
            send = with_headers(send, self._headers, secure=False, may_be_kept=scope["path"].startswith(SAME_FOR_ALL))
        if sentence is None:
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await send({"type": "http.response.start", "status": 403, "headers": [(b"content-type", b"text/plain; charset=utf-8")]})
            await send({"type": "http.response.body", "body": sentence.encode()})
        elif (await receive())["type"] == "websocket.connect":
            await send({"type": "websocket.close", "code": 1008, "reason": "Rollcall is closed"})


def _why_not(scope: Scope) -> str | None:
    headers = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in scope["headers"]]
    for end in ("server", "client"):  # the two ends of the connection itself, whatever the settings say
        if not is_loopback((scope.get(end) or ("",))[0]):
            return why_not_at("an address of the network")
    if scope["type"] == "websocket" and not any(name == "origin" for name, _ in headers):
        return why_not_for([*headers, ("origin", "")])  # a browser always says where the page of a tab came from
    return why_not_for(headers)


def _host(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:  # such as half an address in brackets: no name of ours
        return None


@asynccontextmanager
async def open_browser(_app: object) -> AsyncIterator[None]:
    """Open a browser once the server is up, as `streamlit run` does where it is not told that there is none."""
    if not config.get_option("server.headless"):
        asyncio.get_running_loop().call_soon(cli_util.open_browser, server_util.get_url("localhost"))
    yield
