"""What Streamlit's sign-in found out about a person. Its cookies are taken from its answer here, and never reach a browser.

Streamlit would leave the person's claims in the browser in signed cookies that hold for thirty days and cannot be called back. So they
stay in this process, beside the session, and are handed back to Streamlit's own sign-out alone, which tells the provider with them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from http.cookies import CookieError, SimpleCookie

from streamlit.auth_util import encode_provider_token, get_cookie_with_chunks
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import TOKENS_COOKIE_NAME, USER_COOKIE_NAME

from rollcall.access.people import Claims

_THEIRS = (USER_COOKIE_NAME, TOKENS_COOKIE_NAME)


def is_of_the_sign_in(name: str) -> bool:
    """Whether a cookie is one that Streamlit's sign-in sets."""
    return name.startswith(_THEIRS)


def login_path(provider: str) -> str:
    """Where Streamlit sends a person to a provider from. It holds for two minutes."""
    return f"/auth/login?provider={encode_provider_token(provider)}"


def cookies_set(headers: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """The sign-in's cookies that an answer sets, by their names."""
    found: dict[str, str] = {}
    for name, value in headers:
        if name.lower() == b"set-cookie":
            found |= {key: one for key, one in cookies_of(value.decode("latin-1")).items() if is_of_the_sign_in(key) and one}
    return found


def cookies_of(header: str) -> dict[str, str]:
    """The cookies of a header, by their names."""
    try:
        return {name: morsel.value for name, morsel in SimpleCookie(header).items()}
    except CookieError:
        return {}


def claims_in(cookies: Mapping[str, str]) -> Claims | None:
    """What the provider said of the person, checked by the signature that this process made."""

    def signed(name: str) -> bytes | None:
        value = cookies.get(name)
        return decode_signed_value(get_cookie_secret(), name, value.encode("latin-1")) if value else None

    found = get_cookie_with_chunks(signed, USER_COOKIE_NAME)
    claims = json.loads(found) if found else None
    return claims if isinstance(claims, dict) and claims.get("is_logged_in") is True else None
