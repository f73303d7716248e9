"""Where a served Rollcall is reached and how people sign in to it: read from secrets.toml, and refused when it cannot be used."""

from __future__ import annotations

import os
import stat
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from rollcall.access.served import is_loopback
from rollcall.errors import PeopleRefused

CALLBACK = "/oauth2callback"
_OF_A_PROVIDER = ("client_id", "client_secret", "server_metadata_url")
_SHORTEST_SECRET = 32
_OF_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_EXAMPLE = "see .streamlit/secrets.toml.example"


@dataclass(frozen=True)
class Site:
    """A served Rollcall's own address, and the names of the sign-in providers it knows."""

    address: str  # scheme, host and port
    providers: tuple[str, ...] = ("default",)

    @property
    def host(self) -> str:
        """The host's name, which every request has to ask for."""
        return urlsplit(self.address).hostname or ""

    @property
    def has_tls(self) -> bool:
        """Whether browsers reach it over TLS, so that cookies may be for TLS alone."""
        return self.address.startswith("https://")

    @property
    def sockets(self) -> str:
        """Where a tab's connection goes."""
        return urlsplit(self.address)._replace(scheme="wss" if self.has_tls else "ws").geturl()

    @property
    def cookie(self) -> str:
        """The session's cookie. With TLS its name makes browsers hold it to this host, this path and TLS."""
        return "__Host-rollcall" if self.has_tls else "rollcall"


def read_site(secrets: Path) -> Site:
    """What secrets.toml says of the sign-in, or a refusal in one sentence that names what to configure."""
    _is_for_this_account_alone(secrets)
    try:
        told = tomllib.loads(secrets.read_text(encoding="utf-8"))
    except OSError:
        raise PeopleRefused(f"Nobody could sign in: there is no {secrets}, which says how; {_EXAMPLE}.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PeopleRefused(f"Nobody could sign in: {secrets.name} is not written as TOML ({error}); {_EXAMPLE}.") from None
    auth = told.get("auth")
    if not isinstance(auth, dict):
        raise PeopleRefused(f"Nobody could sign in: {secrets.name} has no [auth], which names the sign-in provider; {_EXAMPLE}.")
    address = _address(auth, secrets.name)
    if len(str(auth.get("cookie_secret", ""))) < _SHORTEST_SECRET:
        raise PeopleRefused(f"Write a cookie_secret of {_SHORTEST_SECRET} letters or more in [auth] of {secrets.name}; {_EXAMPLE}.")
    return Site(address, _providers(auth, secrets.name))


def _is_for_this_account_alone(secrets: Path) -> None:
    """Refuse a file of secrets that other accounts of the machine may open. Windows has no modes, and grants by lists of its own."""
    if os.name == "posix" and secrets.exists() and secrets.stat().st_mode & _OF_OTHERS:
        raise PeopleRefused(
            f"Other accounts of this machine may open {secrets}, which says how Rollcall signs people in: chmod 600 {secrets}"
        )


def _address(auth: Mapping[str, Any], name: str) -> str:
    redirect = urlsplit(str(auth.get("redirect_uri", "")))
    if redirect.scheme not in ("http", "https") or not redirect.hostname or redirect.path != CALLBACK or "{" in redirect.netloc:
        raise PeopleRefused(f"Write redirect_uri in [auth] of {name} as this server's own address followed by {CALLBACK}; {_EXAMPLE}.")
    if redirect.scheme == "http" and not is_loopback(redirect.hostname):
        raise PeopleRefused(f"Write redirect_uri in [auth] of {name} with https: without TLS anybody on the way could read it.")
    return f"{redirect.scheme}://{redirect.netloc}"


def _providers(auth: Mapping[str, Any], name: str) -> tuple[str, ...]:
    named: dict[str, Mapping[str, Any]] = {key: value for key, value in auth.items() if isinstance(value, dict) and key != "client_kwargs"}
    named = named or {"default": auth}
    for provider, told in named.items():
        where = "[auth]" if provider == "default" else f"[auth.{provider}]"
        for key in _OF_A_PROVIDER:
            if not told.get(key):
                raise PeopleRefused(f"Nobody could sign in: write {key} in {where} of {name}, as the provider gave it; {_EXAMPLE}.")
        metadata = urlsplit(str(told["server_metadata_url"]))
        if metadata.scheme != "https" and not (metadata.scheme == "http" and is_loopback(metadata.hostname)):
            raise PeopleRefused(f"Write server_metadata_url in {where} of {name} with https: it says whom the sign-in trusts.")
    return tuple(named)
