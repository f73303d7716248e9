"""Finds a LibreOffice for the tests of downloads, and with `--install` installs one when there is none; prints its path."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tests.browser.find_chromium import install_distributions, runs

NAMES = ("soffice", "libreoffice")
PLACES = ("/Applications/LibreOffice.app/Contents/MacOS/soffice", r"C:\Program Files\LibreOffice\program\soffice.exe")
# Commas, semicolons and tabs, quotes, UTF-8, from the first line; and, the last, what looks like a formula is one, as a person is asked
# on opening.
AS_CSV = "CSV:44/59/9,34,76,1,,0,false,false,false,false,false,-1,true"
WITHIN = 240  # seconds


def find(install: bool = False) -> str:
    """The path of a LibreOffice that runs; exits with a sentence when there is none and none can be installed."""
    found = _already_there()
    if not found and install:
        sys.stderr.write("No LibreOffice was found: installing one for the tests of downloads (once).\n")
        install_distributions("libreoffice-calc")
        found = _already_there()
    if found and install and not _has_writer(found):
        install_distributions("libreoffice-writer-nogui")
    return found or sys.exit(
        "No LibreOffice was found: run `make test`, which installs one on Debian, or set ROLLCALL_LIBREOFFICE to its path."
    )


def _already_there() -> str | None:
    named = os.environ.get("ROLLCALL_LIBREOFFICE")
    places = [named] if named else [*map(shutil.which, NAMES), *PLACES]
    return next((place for place in places if place and Path(place).exists() and runs(place)), None)


def _has_writer(program: str) -> bool:
    """Whether the word processor is there: the spreadsheets' half is a package of its own."""
    folder = Path(program).resolve().parent
    return any(next(place.glob("*swlo*"), None) for place in (folder, folder.parent / "Frameworks"))


def opened(files: Mapping[str, bytes], program: str) -> dict[str, str]:
    """What LibreOffice makes of files, each by its name: a flat OpenDocument text, in which every formula and every link is written out."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        told: dict[str, str] = {}
        for ending, how in ((".csv", ["--infilter=" + AS_CSV]), (".xlsx", [])):
            mine = [folder / file for file in files if file.endswith(ending)]
            for path in mine:
                path.write_bytes(files[path.name])
            if mine:
                command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", *how]
                subprocess.run(
                    [*command, "--convert-to", "fods", "--outdir", str(folder / "out"), *map(str, mine)],
                    capture_output=True,
                    timeout=WITHIN,
                    check=True,
                )
            told |= {path.name: (folder / "out" / f"{path.stem}.fods").read_text(encoding="utf-8") for path in mine}
        return told


def as_pdf(document: bytes, program: str) -> bytes | None:
    """A Word document as LibreOffice prints it; None where this LibreOffice has no word processor."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "document.docx").write_bytes(document)
        command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf"]
        subprocess.run([*command, "--outdir", str(folder), str(folder / "document.docx")], capture_output=True, timeout=WITHIN, check=False)
        printed = folder / "document.pdf"
        return printed.read_bytes() if printed.exists() else None


if __name__ == "__main__":
    sys.stdout.write(find(install="--install" in sys.argv[1:]) + "\n")
