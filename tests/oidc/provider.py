"""npm's `oidc-provider` as a process of its own: finds Node, installs the locked packages beside the Python ones, and starts it."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.browser.find_chromium import quietly
from tests.browser.served import PEOPLE, Provider

HERE = Path(__file__).resolve().parent
LOCK = HERE / "package-lock.json"
INSTALLED = Path(sys.prefix) / f"oidc-provider-{hashlib.sha256(LOCK.read_bytes()).hexdigest()[:12]}"


def node() -> str:
    """Node's program, installed by Debian's packages where that needs no password."""
    if not (shutil.which("node") and shutil.which("npm")) and shutil.which("apt-get"):
        quietly(["apt-get", "-qq", "update"])
        quietly(["apt-get", "-qq", "install", "-y", "--no-install-recommends", "nodejs", "npm"])
    if (found := shutil.which("node")) and shutil.which("npm"):
        return found
    return pytest.fail("The second sign-in provider needs Node 18 or newer: install it (Debian: apt install nodejs npm).")


def installed() -> Path:
    """The folder that holds the locked packages."""
    if not (INSTALLED / "node_modules" / "oidc-provider").exists():
        INSTALLED.mkdir(exist_ok=True)
        for name in ("package.json", LOCK.name):
            shutil.copy(HERE / name, INSTALLED)
        npm = str(shutil.which("npm"))
        subprocess.run(
            [npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts"], cwd=INSTALLED, check=True, stdout=sys.stderr, timeout=240
        )
    shutil.copy(HERE / "server.mjs", INSTALLED)
    return INSTALLED


@contextmanager
def node_provider(port: int, address: str) -> Iterator[Provider]:
    """The provider on a port, for a Rollcall at an address."""
    program = node()
    command = [program, "server.mjs", str(port), address, json.dumps(PEOPLE)]
    process = subprocess.Popen(command, cwd=installed(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert process.stdout
        assert process.stdout.readline().strip() == "up"
        yield Provider(f"http://localhost:{port}/.well-known/openid-configuration", further='prompt = "login"\n')
    finally:
        process.terminate()
        process.wait(20)
