"""Finds a Chromium for the browser tests, and with `--install` installs one when there is none; prints its path."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "microsoft-edge-stable")
MACOS_APPS = ("Google Chrome", "Chromium", "Microsoft Edge")
WINDOWS_APPS = (r"Google\Chrome\Application\chrome.exe", r"Microsoft\Edge\Application\msedge.exe")


def runs(program: str | Path) -> bool:
    """Whether the program starts and says its version. A name on the path may be an empty shell that asks for another package."""
    if sys.platform == "win32":  # Chrome on Windows opens a window instead of printing its version
        return Path(program).is_file()
    try:
        return subprocess.run([program, "--version"], capture_output=True, timeout=60, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def already_there() -> str | None:
    """The path of a Chromium that this machine already has, the one named in ROLLCALL_CHROMIUM first."""
    named = os.environ.get("ROLLCALL_CHROMIUM")
    if named:
        if not runs(named):
            sys.exit(f"ROLLCALL_CHROMIUM is {named}, which does not start: name a Chromium's program, or leave it unset.")
        return named
    places = [shutil.which(name) for name in NAMES]
    for folder in (Path("/Applications"), Path.home() / "Applications"):
        places += [str(folder / f"{app}.app" / "Contents" / "MacOS" / app) for app in MACOS_APPS]
    folders = [os.environ.get(name) for name in ("ProgramFiles", "ProgramFiles(x86)", "LocalAppData")]
    places += [str(Path(folder, app)) for folder in folders if folder for app in WINDOWS_APPS]
    return next((place for place in [*places, playwrights_own()] if place and Path(place).exists() and runs(place)), None)


def playwrights_own() -> str | None:
    """Where Playwright would put, or has put, a Chromium of its own."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def install_distributions(package: str = "chromium") -> bool:
    """Install Debian's package, where we may do so without asking for a password."""
    if not shutil.which("apt-get"):
        return False
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    sudo = [] if is_root else ["sudo", "-n"]
    if sudo and (not shutil.which("sudo") or quietly([*sudo, "true"]) != 0):
        return False
    apt = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    quietly([*apt, "update"])
    return quietly([*apt, "install", "-y", "--no-install-recommends", package]) == 0


def install_playwrights_own() -> bool:
    """Let Playwright download its own Chromium."""
    return quietly([sys.executable, "-m", "playwright", "install", "chromium"]) == 0


def quietly(command: list[str]) -> int:
    """The exit code of a command whose output goes to standard error, so that standard output carries the path alone."""
    return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False).returncode


def find(install: bool = False) -> str:
    """The path of a Chromium that runs; exits with a sentence when there is none and none can be installed."""
    found = already_there()
    if found or not install:
        return found or sys.exit("No Chromium was found: run `make test`, which installs one, or set ROLLCALL_CHROMIUM to its path.")
    for way in (install_distributions, install_playwrights_own):
        sys.stderr.write("No Chromium was found: installing one for the browser tests (once).\n")
        if way() and (found := already_there()):
            return found
    return sys.exit("No Chromium was found and none could be installed: install Chromium or Chrome, or set ROLLCALL_CHROMIUM to its path.")


if __name__ == "__main__":
    sys.stdout.write(find(install="--install" in sys.argv[1:]) + "\n")
