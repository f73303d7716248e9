"""Which of the two modes this process runs in: served, with people who sign in, or on one laptop, with nobody else there."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address

from rollcall.access.downloads import Downloads
from rollcall.access.sessions import Sessions


@dataclass(frozen=True)
class Served:
    """What a served process knows that one on a laptop does not."""

    sessions: Sessions
    downloads: Downloads
    cookie: str  # the name of the cookie that holds a session's secret


_served: Served | None = None


def serve_as(served: Served | None) -> None:
    """Say how this process is served. Called before it answers anything, and never again."""
    global _served
    _served = served


def served() -> Served | None:
    """How this process is served; None on one laptop."""
    return _served


def is_loopback(address: str | None) -> bool:
    """Whether a name or an address reaches this computer only. None, an empty one and a wildcard reach it from everywhere."""
    name = (address or "").strip("[]").rstrip(".").lower()
    if name == "localhost":
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False
