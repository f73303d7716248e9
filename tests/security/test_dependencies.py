"""What Rollcall is installed with is pinned, listed, and looked up among the known vulnerabilities."""

from __future__ import annotations

import json
import re
import subprocess
import tomllib
from collections.abc import Callable
from datetime import date

import pytest

from tests.security import vulnerabilities
from tests.security.sbom import REQUIREMENTS, SBOM, sbom

Tried = Callable[[int, str, str], None]
TODAY = date(2026, 11, 27)
WEAK = {"dependencies": [{"name": "weak", "version": "1", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2"]}]}]}


def pinned() -> list[tuple[str, str, int]]:
    """Each requirement's name and version, and how many hashes stand under it. A name stands twice where Pythons differ."""
    blocks = re.split(r"\n(?=\S)", REQUIREMENTS.read_text(encoding="utf-8"))
    found = (re.match(r"(?P<name>[\w.\-]+)(?:\[.*?\])?==(?P<version>[^\s;]+)", block) for block in blocks)
    return [(match["name"], match["version"], block.count("--hash=sha256:")) for match, block in zip(found, blocks, strict=True) if match]


@pytest.mark.threat("vulnerable_dependency")
def test_every_library_is_pinned_by_version_and_hash(tried: Tried) -> None:
    lines = [line for line in REQUIREMENTS.read_text(encoding="utf-8").splitlines() if line and not line.startswith((" ", "#"))]
    assert len(pinned()) == len(lines)
    assert [name for name, _, hashes in pinned() if not hashes] == []
    tried(len(pinned()), "libraries, for a version that is not pinned or a file without a hash", "0 found")


@pytest.mark.threat("vulnerable_dependency")
def test_the_list_of_libraries_is_that_of_the_requirements(tried: Tried) -> None:
    written = SBOM.read_text(encoding="utf-8")
    assert written == sbom(), "docs/sbom.json is out of date: make sbom writes it anew"
    told = json.loads(written)
    assert sorted((one["name"], one["version"]) for one in told["components"]) == sorted((name, version) for name, version, _ in pinned())
    assert "timestamp" not in written
    assert "serialNumber" not in written
    assert "pypi.org" not in written
    tried(len(told["components"]), "libraries of the list (SBOM), against those that are pinned", "all there, at their version")


@pytest.mark.threat("vulnerable_dependency")
def test_no_library_has_a_known_vulnerability(tried: Tried) -> None:
    found = vulnerabilities.look()
    assert found.known == (), found.sentences
    if found.asked:
        tried(found.asked, "libraries looked up by pip-audit", "0 known vulnerabilities")
    if found.unknown or found.unreached:
        tried(found.unknown, "libraries that no advisories could be had for here", "NOT AUDITED: run make check where the index has them")


def test_a_known_vulnerability_fails_and_is_named() -> None:
    found = vulnerabilities.judged(WEAK, {}, TODAY)
    assert found.known == (("PYSEC-1", "weak"),)
    assert "weak has a known vulnerability, PYSEC-1" in found.sentences[0]


def test_one_that_was_accepted_passes_until_that_has_run_out() -> None:
    accepted = {"accepted": [{"id": "PYSEC-1", "library": "weak", "reason": "Never called.", "accepted": TODAY, "until": TODAY}]}
    assert vulnerabilities.judged(WEAK, accepted, TODAY).known == ()
    assert vulnerabilities.judged(WEAK, accepted, date(2026, 11, 28)).known
    accepted["accepted"][0]["reason"] = " "
    assert vulnerabilities.judged(WEAK, accepted, TODAY).known


def test_a_library_that_the_service_does_not_know_is_said_not_to_be_audited() -> None:
    found = vulnerabilities.judged({"dependencies": [{"name": "new", "skip_reason": "Dependency not found"}]}, {}, TODAY)
    assert (found.asked, found.unknown) == (0, 1)
    assert "1 libraries were not audited" in found.sentences[-1]


def test_a_service_that_cannot_be_reached_is_said_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    failed = subprocess.CompletedProcess([], 1, stdout="", stderr="ERROR:pip_audit._cli:Connection refused\n")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: failed)
    found = vulnerabilities.look()
    assert found.known == ()
    assert found.sentences == [
        "Known vulnerabilities were not looked for, because the advisory service cannot be reached: ERROR:pip_audit._cli:Connection refused"
    ]


def test_the_command_fails_when_there_is_a_vulnerability(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vulnerabilities, "look", lambda: vulnerabilities.judged(WEAK, {}, TODAY))
    assert vulnerabilities.main() == 1


def test_each_library_that_is_asked_for_has_a_reason_written_down() -> None:
    asked = tomllib.loads((REQUIREMENTS.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    decided = (REQUIREMENTS.parent / "docs" / "decisions.md").read_text(encoding="utf-8")
    names = [str(re.match(r"[\w.\-]+", line)[0]) for line in asked]  # type: ignore[index]
    assert [name for name in names if f"\n| {name} | " not in decided] == []
