"""How much a request may carry: uploads up to what is left of the person's day, and everything else next to nothing."""

from __future__ import annotations

from collections.abc import Callable

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import Message, Receive

_MOST_OF_OTHERS = 64 * 1024  # bytes; no other request of ours has a body at all
TOO_MUCH_TODAY = "You have brought in as much today as one person may. Go on tomorrow, or ask for more: it is upload_megabytes_a_day."
TOO_MUCH = "This request carries more than it may."


def announced(headers: Headers) -> int:
    """How many bytes a request says that it carries."""
    told = headers.get("content-length", "0")
    return int(told) if told.isdecimal() else 0


def capped(receive: Receive, most: int, why: str, count: Callable[[int], None]) -> Receive:
    """The same receiver, which counts the bytes that really arrive and ends the request once there are too many."""
    arrived = 0

    async def receiving() -> Message:
        nonlocal arrived
        message = await receive()
        if message["type"] == "http.request":
            size = len(message.get("body", b""))
            arrived += size
            count(size)
            if arrived > most:
                raise HTTPException(413, why)
        return message

    return receiving


def capped_like_others(receive: Receive) -> Receive:
    """For every request that is no upload."""
    return capped(receive, _MOST_OF_OTHERS, TOO_MUCH, lambda _: None)
