"""Beginning a session when the provider sends a person back, and ending one when they sign out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope

from rollcall.access.people import Claims, name_of
from rollcall.access.served import Served
from rollcall.access.sessions import Session
from rollcall.audit import Action, Reason, record
from rollcall.errors import AuditRefused, PeopleRefused
from rollcall.gate import pages
from rollcall.gate.identity import claims_in, cookies_of, cookies_set, is_of_the_sign_in
from rollcall.gate.nameless import Nameless
from rollcall.gate.site import Site
from rollcall.logs import Event, tell

DESTINATION = "rollcall-to"  # the cookie that holds where a person wanted to go, while they are at the provider


@dataclass
class _Heard:
    """What Streamlit's own sign-in answered, which is not passed on as it is."""

    headers: list[tuple[bytes, bytes]] = field(default_factory=list)

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.headers = list(message["headers"])

    @property
    def location(self) -> str:
        return next((value.decode("latin-1") for name, value in self.headers if name.lower() == b"location"), "/")


@dataclass(frozen=True)
class Back:
    """The request with which somebody comes back from the provider."""

    scope: Scope
    receive: Receive
    held: str  # the secret of a session that the browser had before


async def called_back(app: ASGIApp, back: Back, served: Served, site: Site, nameless: Nameless) -> Response:
    """The answer to a person whom the provider sends back: their page with a new session, or why there is none.

    The session that the browser had before ends only when there is a new one: any site can send a browser here.
    """
    heard = _Heard()
    await app(back.scope, back.receive, heard.send)
    theirs = cookies_set(heard.headers)
    claims = claims_in(theirs)
    answer = _let_in(claims, theirs, back, served, site) if claims else RedirectResponse(_nowhere(back.scope, nameless), 303)
    for name, value in heard.headers:  # Streamlit's own note of the sign-in that is under way, which is done with now
        if name.lower() == b"set-cookie" and not is_of_the_sign_in(value.decode("latin-1")):
            answer.raw_headers.append((b"set-cookie", value))
    answer.delete_cookie(DESTINATION)
    return answer


async def signed_out(app: ASGIApp, scope: Scope, receive: Receive, ended: Session | None, site: Site) -> Response:
    """The answer to a person who signs out: on to the provider, to be signed out there too, where it knows how to."""
    heard = _Heard()
    await app(_handing_back(scope, ended.handed_back if ended else {}), receive, heard.send)
    there = urlsplit(heard.location)
    answer = RedirectResponse(heard.location if there.netloc else pages.sign_in_path(why="out"), 303)
    answer.delete_cookie(site.cookie, secure=site.has_tls, httponly=True, samesite="lax")
    return answer


def _let_in(claims: Claims, theirs: Mapping[str, str], back: Back, served: Served, site: Site) -> Response:
    try:
        begun = served.sessions.begin(claims, theirs)
        ask = served.sessions.people.ask
    except PeopleRefused as refused:
        tell(Event.PEOPLE_REFUSED, refused)
        return pages.nobody()
    except AuditRefused as refused:
        return pages.refused(str(refused), 503)
    if begun is None:
        record(Action.SIGN_IN_REFUSED, name_of(claims), "", about=Reason.NO_ROLE)
        return pages.no_role(str(claims.get("name") or name_of(claims)), ask)
    secret, _ = begun
    served.sessions.end(back.held)
    answer = RedirectResponse(_destination(back.scope), 303)
    answer.set_cookie(site.cookie, secret, httponly=True, samesite="lax", secure=site.has_tls)
    return answer


def _destination(scope: Scope) -> str:
    header = b"; ".join(value for name, value in scope["headers"] if name == b"cookie").decode("latin-1")
    return pages.safe_destination(cookies_of(header).get(DESTINATION, "/"))


def _nowhere(scope: Scope, nameless: Nameless) -> str:
    """Where somebody goes who comes back without a sign-in: they have signed out at the provider, or something failed."""
    asked = parse_qs(scope.get("query_string", b"").decode("latin-1"))
    if not {"code", "error"} & set(asked):
        return pages.sign_in_path(why="out")
    nameless.refused()
    return pages.sign_in_path(why="failed")


def _handing_back(scope: Scope, cookies: Mapping[str, str]) -> Scope:
    kept = [value for name, value in scope["headers"] if name == b"cookie" and value]
    told = [f"{name}={value}".encode("latin-1") for name, value in cookies.items()]
    others = [(name, value) for name, value in scope["headers"] if name != b"cookie"]
    return {**scope, "headers": [*others, (b"cookie", b"; ".join([*kept, *told]))]}
