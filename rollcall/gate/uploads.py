"""How much a request may carry: uploads up to what is left of the person's day, and everything else next to nothing."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rollcall.access.sessions import Session, Sessions
from rollcall.audit import Action, Reason

_MEGABYTE = 1024 * 1024
_MOST_OF_OTHERS = 64 * 1024  # bytes; no other request of ours has a body at all
TOO_MUCH_TODAY = "You have brought in as much today as one person may. Go on tomorrow, or ask for more: it is upload_megabytes_a_day."
TOO_MUCH = "This request carries more than it may."


def within_the_day(app: ASGIApp, sessions: Sessions, session: Session) -> ASGIApp:
    """What answers an upload, within the person's share of the day. What it says that it carries is taken of the share before any of it
    arrives, and what arrives beyond that as it arrives; all of it is given back when the file was not kept."""
    share, most = sessions.quota.of(session.name), sessions.people.upload_megabytes_a_day * _MEGABYTE

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        taken = arrived = 0
        kept = False

        def take(size: int) -> bool:
            nonlocal taken
            if not sessions.quota.take(share, size, most):
                sessions.note(Action.REFUSED, session, Reason.QUOTA)
                return False
            taken += size
            return True

        async def receiving() -> Message:
            nonlocal arrived
            message = await receive()
            if message["type"] == "http.request":
                arrived += len(message.get("body", b""))
                if arrived > taken and not take(arrived - taken):
                    raise HTTPException(413, TOO_MUCH_TODAY)
            return message

        async def sending(message: Message) -> None:
            nonlocal kept
            if message["type"] == "http.response.start":
                kept = 200 <= message["status"] < 300
            await send(message)

        try:
            await (app if take(_announced(scope)) else PlainTextResponse(TOO_MUCH_TODAY, 413))(scope, receiving, sending)
        finally:
            if not kept:
                sessions.quota.give_back(share, taken)

    return answer


def capped_like_others(receive: Receive) -> Receive:
    """For every request that is no upload: the same receiver, which ends the request once too many bytes have arrived."""
    arrived = 0

    async def receiving() -> Message:
        nonlocal arrived
        message = await receive()
        if message["type"] == "http.request":
            arrived += len(message.get("body", b""))
            if arrived > _MOST_OF_OTHERS:
                raise HTTPException(413, TOO_MUCH)
        return message

    return receiving


def _announced(scope: Scope) -> int:
    """How many bytes a request says that it carries."""
    told = Headers(scope=scope).get("content-length", "0")
    return int(told) if told.isdecimal() else 0
