"""The few pages that the gate itself shows: to sign in, to be told that one has no role, and why something was refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from starlette.responses import HTMLResponse

from rollcall.gate.site import Site
from rollcall.show.pages import BY_NAME

SIGN_IN = "/sign-in"
BEGIN = "/auth/sign-in"
DOCUMENTS = frozenset({"/", "/home", *(f"/{name}" for name in BY_NAME)})  # the addresses at which a page of Rollcall opens
_LONGEST_QUERY = 600
_WHY: Mapping[str, str] = {
    "ended": "You were signed out: you were away for a while, your session was ended, or what you may do was changed.",
    "out": "You are signed out.",
    "failed": "The sign-in was not completed. Try it again.",
}
_STYLE = """
:root { color-scheme: light dark; --ink: #0B0C0C; --paper: #FFFFFF; --line: #D5DCE3; --main: #12436D; --on: #FFFFFF; --soft: #505A5F; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #EAF0F6; --paper: #12181F; --line: #3A4754; --main: #5B9BD5; --on: #0B0C0C; --soft: #B1BCC7; }
}
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 "Source Sans", "Segoe UI", system-ui, sans-serif; }
main { box-sizing: border-box; width: min(30rem, 100vw); padding: 2rem 1.5rem; }
p.name { margin: 0 0 0.5rem; color: var(--soft); font-weight: 600; }
h1 { margin: 0 0 1.5rem; font-size: 1.6rem; line-height: 1.25; font-weight: 650; text-wrap: pretty; }
p.why { margin: 0 0 1.5rem; padding: 0.75rem 1rem; border-left: 4px solid var(--main);
  background: color-mix(in srgb, var(--line) 35%, transparent); }
a.button { display: block; margin-bottom: 0.75rem; padding: 0.7rem 1rem; border-radius: 0.375rem; background: var(--main); color: var(--on);
  font-weight: 600; text-align: center; text-decoration: none; }
a.button:focus-visible { outline: 3px solid var(--ink); outline-offset: 3px; }
p.small { color: var(--soft); font-size: 0.9rem; }
"""


def sign_in(site: Site, to: str = "/", why: str = "") -> HTMLResponse:
    """One sentence and a button; a button for each provider where there are several."""
    buttons = [
        (f"Sign in with {provider.capitalize()}" if len(site.providers) > 1 else "Sign in", begin_path(provider, to))
        for provider in site.providers
    ]
    return _page(
        "Sign in",
        "Sign in to see which children with SEND in your area are not in school.",
        buttons,
        why=_WHY.get(why, ""),
        small="Your organisation's own account opens it. What you can see depends on the role that you were given.",
    )


def no_role(name: str, ask: str) -> HTMLResponse:
    """For somebody whom the provider knows and no rule lets in."""
    return _page(
        "No role",
        f"{name} has no role in Rollcall yet, so there is nothing to show.",
        [("Sign in with another account", f"{SIGN_IN}?{urlencode({'to': '/'})}")],
        why=f"Ask {ask} for one, and say which area you work for.",
        status=403,
    )


def nobody() -> HTMLResponse:
    """While the file of people cannot be read."""
    return _page(
        "Not open",
        "Nobody can be let in at the moment: the file that says who may see what cannot be read.",
        [("Try again", SIGN_IN)],
        why="Whoever looks after this server finds in its log which line is to be put right.",
        status=503,
    )


def refused(sentence: str, status: int) -> HTMLResponse:
    """One sentence on why there is nothing at this address."""
    return _page("Rollcall", sentence, [("To Rollcall", "/")], status=status)


def safe_destination(wanted: str) -> str:
    """A page of our own to go to after the sign-in, with what its address asked for; the first page for anything else."""
    try:
        found = urlsplit(wanted)
    except ValueError:  # such as half an address in brackets
        return "/"
    if found.scheme or found.netloc or found.path not in DOCUMENTS or len(found.query) > _LONGEST_QUERY:
        return "/"
    return f"{found.path}?{urlencode(parse_qsl(found.query))}" if found.query else found.path


def begin_path(provider: str, to: str) -> str:
    """Where a sign-in begins."""
    return f"{BEGIN}?{urlencode({'provider': provider, 'to': to})}"


def sign_in_path(to: str = "", why: str = "") -> str:
    """Where the page to sign in lies, with what to say and where to go afterwards."""
    told = {"why": why, "to": to if to != "/" else ""}
    query = urlencode({key: value for key, value in told.items() if value}, quote_via=quote)
    return f"{SIGN_IN}?{query}" if query else SIGN_IN


def _page(title: str, sentence: str, buttons: Sequence[tuple[str, str]], why: str = "", small: str = "", status: int = 200) -> HTMLResponse:
    links = "".join(f'<a class="button" href="{escape(address)}">{escape(label)}</a>' for label, address in buttons)
    said = f'<p class="why">{escape(why)}</p>' if why else ""
    foot = f'<p class="small">{escape(small)}</p>' if small else ""
    return HTMLResponse(
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{escape(title)} · Rollcall</title><link rel="icon" href="data:,"><style>{_STYLE}</style></head><body><main>'
        f'<p class="name">Rollcall</p><h1>{escape(sentence)}</h1>'
        f"{said}{links}{foot}</main></body></html>",
        status_code=status,
    )
