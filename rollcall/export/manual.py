"""Writes the manual's pages into docs/, each from what it is about: run by `make docs`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from rollcall.export.question_manual import question_manual
from rollcall.export.spreadsheet_manual import spreadsheet_manual

PAGES: Mapping[str, Callable[[], str]] = {"questions.md": question_manual, "spreadsheets.md": spreadsheet_manual}


def write(folder: Path) -> None:
    """Write every page into a folder."""
    for name, page in PAGES.items():
        (folder / name).write_text(f"{page()}\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write(Path("docs"))
