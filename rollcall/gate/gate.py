"""The middleware before everything: a request gets further when it names this host, asks for what is served, and has a session."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from rollcall.access import Capability
from rollcall.access.headers import SAME_FOR_ALL, security_headers, with_headers
from rollcall.access.served import Served
from rollcall.access.sessions import Session
from rollcall.audit import Action, Reason
from rollcall.errors import PeopleRefused
from rollcall.gate import pages
from rollcall.gate.connection import Connection, turn_away, without_others_tabs
from rollcall.gate.identity import cookies_of, is_of_the_sign_in, login_path
from rollcall.gate.nameless import Nameless
from rollcall.gate.sign_in import DESTINATION, Back, called_back, signed_out
from rollcall.gate.site import CALLBACK, Site
from rollcall.gate.uploads import capped_like_others, within_the_day
from rollcall.logs import Event, tell

PROBES = ("/health", "/ready")
SOCKET = "/_stcore/stream"
LOG_IN, LOG_OUT = "/auth/login", "/auth/logout"
# Streamlit asks these of itself before it connects. They hold "ok" and the names of hosts, and an open tab needs them to learn that it
# is signed out.
_BEFORE_CONNECTING = ("/_stcore/health", "/_stcore/host-config")
_OF_COMPONENTS = ("/component/", "/_stcore/bidi-components/")
_DOWNLOAD = re.compile(r"/download/[\w-]{43}")
_UPLOAD = re.compile(r"/_stcore/upload_file/(?P<tab>[^/]+)/[^/]+")
NOT_YOUR_ROLE = "Your role does not bring files in."
NOT_HERE, NOT_SIGNED_IN, NOT_YOURS = "There is nothing at this address.", "Sign in first.", "This is not yours to change."


class Gate:
    """Deny by default: what is not named here is not answered, with or without a session."""

    def __init__(self, app: ASGIApp, site: Site, served: Served, inline_scripts: tuple[str, ...] = ()) -> None:
        self._app = app
        self._site = site
        self._served = served
        self._headers = security_headers(site.sockets, inline_scripts, site.has_tls)
        self._nameless = Nameless()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or hold one connection."""
        if scope["type"] == "websocket":
            await self._connect(scope, receive, send)
        elif scope["type"] == "http":
            path = scope["path"]
            sending = with_headers(send, self._headers, self._site.has_tls, may_be_kept=path.startswith(SAME_FOR_ALL))
            answer = await self._answer(Request(scope, receive, sending))
            await answer(scope, receive, sending)
        else:
            try:
                await self._app(scope, receive, send)
            finally:
                self._nameless.write()  # the server stops

    async def _answer(self, request: Request) -> ASGIApp:
        """What answers a request: a page or a sentence of the gate's own, or the application behind it."""
        path, scope = request.scope["path"], request.scope
        receive = capped_like_others(request.receive)
        if path in PROBES and request.method in ("GET", "HEAD"):
            return self._onward(scope, receive)
        if not self._is_for_us(request.headers):
            return pages.refused("This server is reached under another name.", 421)
        if found := _UPLOAD.fullmatch(path):
            return self._upload(request, found["tab"])
        if request.method not in ("GET", "HEAD"):
            return PlainTextResponse(NOT_HERE, 405)
        if path in _BEFORE_CONNECTING:
            return self._onward(self._clean(scope), receive)
        if path in (pages.SIGN_IN, pages.BEGIN, LOG_IN, LOG_OUT, CALLBACK):
            return await self._sign_in_or_out(request, path)
        return self._behind_the_gate(request, path)

    def _behind_the_gate(self, request: Request, path: str) -> ASGIApp:
        session, receive = self._session(request), capped_like_others(request.receive)
        if session is None:
            if path in pages.DOCUMENTS:
                return RedirectResponse(pages.sign_in_path(f"{path}?{request.url.query}" if request.url.query else path), 303)
            return PlainTextResponse(NOT_SIGNED_IN, 401)
        if path in pages.DOCUMENTS or _DOWNLOAD.fullmatch(path):
            self._served.sessions.touch(self._secret(request.headers))
            request.scope.setdefault("state", {})["session"] = session
            return self._onward(self._clean(request.scope), receive)
        if path.startswith((*SAME_FOR_ALL, *_OF_COMPONENTS)):
            return self._onward(self._clean(request.scope), receive)
        return PlainTextResponse(NOT_HERE, 404)

    async def _sign_in_or_out(self, request: Request, path: str) -> ASGIApp:
        session, secret = self._session(request), self._secret(request.headers)
        if path == LOG_OUT:
            if request.headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
                return RedirectResponse("/", 303)  # another site may not sign anybody out
            ended = self._served.sessions.end(secret)
            return await signed_out(self._app, self._clean(request.scope), request.receive, ended, self._site)
        if path == CALLBACK:
            back = Back(self._clean(request.scope), request.receive, secret)
            return await called_back(self._app, back, self._served, self._site, self._nameless)
        if session is not None and path != LOG_IN:
            return RedirectResponse(pages.safe_destination(request.query_params.get("to", "/")), 303)
        if path == pages.SIGN_IN:
            return self._page_to_sign_in(request)
        if path == pages.BEGIN:
            return self._begin(request)
        return self._onward(self._clean(request.scope), capped_like_others(request.receive))

    def _page_to_sign_in(self, request: Request) -> Response:
        try:
            _ = self._served.sessions.people
        except PeopleRefused as refused:
            tell(Event.PEOPLE_REFUSED, refused)
            return pages.nobody()
        to = pages.safe_destination(request.query_params.get("to", "/"))
        return pages.sign_in(self._site, to, request.query_params.get("why", ""))

    def _begin(self, request: Request) -> Response:
        provider = request.query_params.get("provider", "")
        if provider not in self._site.providers:
            return RedirectResponse(pages.sign_in_path(), 303)
        answer = RedirectResponse(login_path(provider), 303)
        to = pages.safe_destination(request.query_params.get("to", "/"))
        answer.set_cookie(DESTINATION, to, max_age=600, httponly=True, samesite="lax", secure=self._site.has_tls)
        return answer

    def _upload(self, request: Request, tab: str) -> ASGIApp:
        """Bringing a file in, or taking it back: in one's own tab, from our own page, by a role that may, and within the day's share."""
        session = self._session(request)
        if session is None:
            return PlainTextResponse(NOT_SIGNED_IN, 401)
        if request.method not in ("PUT", "DELETE"):
            return PlainTextResponse(NOT_HERE, 405)
        sessions = self._served.sessions
        if tab not in session.tabs or request.headers.get("origin") != self._site.address:
            sessions.note(Action.REFUSED, session, Reason.NOT_THE_OWNER)
            return PlainTextResponse(NOT_YOURS, 403)
        if request.method == "PUT" and not any(place.viewer(session.name).may(Capability.BRING_IN) for place in session.places):
            sessions.note(Action.REFUSED, session, Reason.BEYOND_ROLE)
            return PlainTextResponse(NOT_YOUR_ROLE, 403)
        sessions.touch(self._secret(request.headers))
        return within_the_day(self._onward(self._clean(request.scope)), sessions, session)

    async def _connect(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        if scope["path"] != SOCKET or not self._is_for_us(headers) or headers.get("origin") != self._site.address:
            if (await receive())["type"] == "websocket.connect":
                await send({"type": "websocket.close", "code": 1008})
            return
        secret = self._secret(headers)
        session = self._served.sessions.find(secret)
        if session is None:
            await turn_away(scope, receive, send)
            return
        await Connection(self._served.sessions, secret, receive, send).run(self._app, without_others_tabs(self._clean(scope), session.tabs))

    def _onward(self, scope: Scope, receive: Receive | None = None) -> ASGIApp:
        async def go(_scope: Scope, own: Receive, send: Send) -> None:
            await self._app(scope, receive or own, send)

        return go

    def _session(self, request: Request) -> Session | None:
        return self._served.sessions.find(self._secret(request.headers))

    def _secret(self, headers: Headers) -> str:
        return cookies_of(headers.get("cookie", "")).get(self._served.cookie, "")

    def _is_for_us(self, headers: Headers) -> bool:
        """Whether the request asks for this host by its name, so that a name that somebody points at this server opens nothing."""
        try:
            return (urlsplit(f"//{headers.get('host', '')}").hostname or "").rstrip(".") == self._site.host
        except ValueError:  # such as half an address in brackets: no name of ours
            return False

    def _clean(self, scope: Scope) -> Scope:
        """The request without the cookies that Streamlit would take for a sign-in: it is this gate that says who is there."""
        headers = []
        for name, value in scope["headers"]:
            if name == b"cookie":
                kept = [part for part in value.decode("latin-1").split(";") if not is_of_the_sign_in(part.strip())]
                value = ";".join(kept).strip().encode("latin-1")
            headers.append((name, value))
        return {**scope, "headers": headers}
