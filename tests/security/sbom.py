"""The list of every library that Rollcall is installed with (CycloneDX), from requirements.txt: `make sbom` writes it to docs/sbom.json."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.conftest import REPOSITORY

REQUIREMENTS = REPOSITORY / "requirements.txt"
SBOM = REPOSITORY / "docs" / "sbom.json"


def sbom() -> str:
    """The list as JSON, the same for the same requirements: no time, no serial number, no address that it was fetched from."""
    command = [
        sys.executable,
        "-m",
        "cyclonedx_py",
        "requirements",
        "--output-reproducible",
        "--short-PURLs",
        "--sv",
        "1.6",
        str(REQUIREMENTS),
    ]
    made = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    components = [_component(one) for one in made["components"]]
    references = [one["bom-ref"] for one in components]
    tools = [{"type": "application", "name": one["name"], "version": one["version"]} for one in made["metadata"]["tools"]["components"]]
    told = {
        "$schema": made["$schema"],
        "bomFormat": made["bomFormat"],
        "specVersion": made["specVersion"],
        "version": made["version"],
        "metadata": {"tools": {"components": tools}, "component": {"type": "application", "bom-ref": "rollcall", "name": "rollcall"}},
        "components": components,
        "dependencies": [{"ref": "rollcall", "dependsOn": references}],
    }
    return json.dumps(told, indent=1) + "\n"


def _component(made: dict[str, Any]) -> dict[str, Any]:
    """One library. The hashes of its files stand in requirements.txt, which is what is installed from."""
    return {"type": made["type"], "bom-ref": made["purl"], "name": made["name"], "version": made["version"], "purl": made["purl"]}


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(sbom(), encoding="utf-8")
