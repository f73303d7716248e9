"""Known vulnerabilities of the libraries in requirements.txt, by pip-audit: `python -m tests.security.vulnerabilities`."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.conftest import REPOSITORY

REQUIREMENTS = REPOSITORY / "requirements.txt"
ACCEPTED = REPOSITORY / "docs" / "accepted_vulnerabilities.toml"
_PATIENCE = 240  # seconds for all libraries


@dataclass(frozen=True)
class Found:
    """What an advisory service answered."""

    asked: int  # libraries that it knows, and so answered for
    unknown: int  # libraries that it does not know, and so said nothing about
    known: tuple[tuple[str, str], ...]  # vulnerabilities that nobody accepted, each with its library
    accepted: tuple[tuple[str, str], ...]
    unreached: str = ""  # why the service could not be asked at all

    @property
    def sentences(self) -> list[str]:
        """What came of it."""
        if self.unreached:
            return [f"Known vulnerabilities were not looked for, because the advisory service cannot be reached: {self.unreached}"]
        told = [f"{library} has a known vulnerability, {name}: see docs/accepted_vulnerabilities.toml." for name, library in self.known]
        told += [f"{library} has {name}, which is accepted in docs/accepted_vulnerabilities.toml." for name, library in self.accepted]
        told.append(f"{self.asked} of {self.asked + self.unknown} libraries were asked about, {len(self.known)} vulnerabilities found.")
        if self.unknown:
            told.append(f"{self.unknown} libraries were not audited, because the package index reached here gives no advisories for them.")
        return told


def look() -> Found:
    """Ask the service about everything that requirements.txt pins."""
    options = ["--no-deps", "--disable-pip", "--progress-spinner", "off", "--format", "json", "--requirement", str(REQUIREMENTS)]
    try:
        ended = subprocess.run(
            [sys.executable, "-m", "pip_audit", *options], capture_output=True, text=True, timeout=_PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        return Found(0, 0, (), (), f"no answer within {_PATIENCE} seconds.")
    try:
        told = json.loads(ended.stdout)
    except ValueError:
        return Found(0, 0, (), (), (ended.stderr.strip().splitlines() or ["it said nothing."])[-1])
    return judged(told, tomllib.loads(ACCEPTED.read_text(encoding="utf-8")), date.today())


def judged(told: dict[str, Any], accepted: dict[str, Any], today: date) -> Found:
    """The answer, with what was accepted set apart as long as that lasts."""
    passes = {(one["id"], one["library"]) for one in accepted.get("accepted", []) if one["reason"].strip() and today <= one["until"]}
    answered = [one for one in told["dependencies"] if "skip_reason" not in one]
    every = [(weakness["id"], one["name"]) for one in answered for weakness in one["vulns"]]
    return Found(
        len(answered),
        len(told["dependencies"]) - len(answered),
        tuple(one for one in every if one not in passes),
        tuple(one for one in every if one in passes),
    )


def main() -> int:
    """Say what was found: 1 when there is a vulnerability that nobody accepted."""
    found = look()
    print("\n".join(found.sentences))
    return 1 if found.known else 0


if __name__ == "__main__":
    sys.exit(main())
