"""The headers that every answer carries: what a browser may load, keep, tell and be framed by."""

from __future__ import annotations

from collections.abc import MutableMapping

from starlette.datastructures import MutableHeaders
from starlette.types import Message, Send

SAME_FOR_ALL = ("/static/", "/favicon.png", "/manifest.json")
"""Where what is the same for everybody lies, so that a browser may keep it."""
_A_YEAR = 365 * 24 * 60 * 60


def content_security_policy(sockets: str, inline_scripts: tuple[str, ...]) -> str:
    """What Streamlit, plotly and the tables need, and nothing else. Styles are written into the page by both; scripts are not.

    `sockets` says where a tab's connection goes, for browsers to which "this server" is not its websockets too.
    """
    policy = {
        "default-src": "'none'",
        "script-src": " ".join(["'self'", *inline_scripts]),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": f"'self' {sockets}",
        "worker-src": "'self' blob:",
        "manifest-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in policy.items())


def security_headers(sockets: str, inline_scripts: tuple[str, ...], has_tls: bool) -> dict[str, str]:
    """Every header, for every answer."""
    headers = {
        "Content-Security-Policy": content_security_policy(sockets, inline_scripts),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=()",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Robots-Tag": "noindex, nofollow",
    }
    if has_tls:
        headers["Strict-Transport-Security"] = f"max-age={_A_YEAR}; includeSubDomains"
    return headers


def with_headers(send: Send, headers: dict[str, str], secure: bool, may_be_kept: bool) -> Send:
    """The same sender, adding the headers. Only what is the same for everybody may be kept by the browser."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            _add(message, headers, secure, may_be_kept)
        await send(message)

    return sending


def _add(message: MutableMapping[str, object], headers: dict[str, str], secure: bool, may_be_kept: bool) -> None:
    told = MutableHeaders(raw=list(message.get("headers", [])))  # type: ignore[call-overload]
    for name in ("Access-Control-Allow-Origin", "Access-Control-Allow-Credentials", "Server"):
        del told[name]
    for name, value in headers.items():
        told[name] = value
    if not may_be_kept:
        told["Cache-Control"] = "no-store"
    raw = told.raw
    if secure:
        raw = [(name, _for_tls_alone(value) if name == b"set-cookie" else value) for name, value in raw]
    message["headers"] = raw


def _for_tls_alone(cookie: bytes) -> bytes:
    return cookie if b"; secure" in cookie.lower() else cookie + b"; Secure"
