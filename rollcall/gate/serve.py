"""Rollcall as it is served: Streamlit's application behind the gate, with the settings that serving needs."""

from __future__ import annotations

import logging
import os
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from rollcall.access.downloads import Downloads
from rollcall.access.in_memory import keep_uploads_in_memory
from rollcall.access.people import PeopleFile, people_path
from rollcall.access.served import Served, serve_as
from rollcall.access.sessions import Sessions
from rollcall.errors import PeopleRefused
from rollcall.gate.gate import Gate
from rollcall.gate.routes import routes
from rollcall.gate.site import Site, read_site
from rollcall.logs import Event, take_over, tell
from rollcall.show.screen.own_scripts import inline_scripts
from rollcall.store.database_key import MAKE_ONE, VARIABLE, find_database_key

PROJECT = Path(__file__).resolve().parents[2]


def secrets_path() -> Path:
    """The file that ROLLCALL_SECRETS names, else `.streamlit/secrets.toml` beside dashboard.py."""
    return Path(os.environ.get("ROLLCALL_SECRETS") or PROJECT / ".streamlit" / "secrets.toml").resolve()


def settings(site: Site, secrets: Path, address: str, port: int) -> dict[str, object]:
    """What Streamlit is told, whatever a file, a flag or the environment says."""
    return {
        "secrets.files": [str(secrets)],
        "server.address": address,
        "server.port": port,
        "server.headless": True,
        "server.baseUrlPath": "",
        "server.allowedHosts": [site.host],
        "server.enableXsrfProtection": True,
        "server.enableCORS": True,
        "server.corsAllowedOrigins": [],
        "server.trustedUserHeaders": "{}",
        "server.enableStaticServing": False,
        "server.enableAgentApi": False,
        "server.scriptHealthCheckEnabled": False,
        "global.developmentMode": False,
        "client.showErrorDetails": "none",
        "client.allowedOrigins": [],
        "logger.enableRich": False,
        "browser.gatherUsageStats": False,
    }


def make_ready(secrets: Path, people: Path) -> tuple[Site, Served]:
    """Everything that has to be configured, found to be so; or a refusal in one sentence."""
    site = read_site(secrets)
    file = PeopleFile(people)
    file.current()
    if find_database_key() is None:
        raise PeopleRefused(f"Children's data would lie unencrypted: there is no key in {VARIABLE} or the keyring. {MAKE_ONE}")
    return site, Served(Sessions(file.current), Downloads(), site.cookie)


def application(site: Site, served: Served) -> st.App:
    """The whole application: the gate, our routes, and Streamlit behind them."""
    gate = Middleware(Gate, site=site, served=served, inline_scripts=inline_scripts())
    return st.App(PROJECT / "dashboard.py", middleware=[gate], routes=routes(served))


def serve(address: str, port: int) -> None:
    """Serve until stopped."""
    secrets = secrets_path()
    site, served = make_ready(secrets, people_path())
    os.chdir(PROJECT)  # where Streamlit looks for its settings
    serve_as(served)
    keep_uploads_in_memory()
    take_over()
    tell(Event.STARTED, level=logging.INFO)
    application(site, served).run(config=settings(site, secrets, address, port))
