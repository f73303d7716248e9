"""Writes the manual pages into a folder: `python -m rollcall.export docs`."""

from __future__ import annotations

import sys
from pathlib import Path

from rollcall.export.finding_manual import finding_manual
from rollcall.export.matrix_manual import with_matrix
from rollcall.export.measure_manual import measure_manual
from rollcall.export.question_manual import question_manual
from rollcall.export.spreadsheet_manual import spreadsheet_manual

PAGES = {
    "questions.md": question_manual,
    "measures.md": measure_manual,
    "spreadsheets.md": spreadsheet_manual,
    "findings.md": finding_manual,
}


def write_manual(folder: Path) -> None:
    """Write every page as it follows from the declarations and the questions."""
    for name, page in PAGES.items():
        (folder / name).write_text(page() + "\n", encoding="utf-8", newline="\n")
    serving = folder / "serving.md"
    if serving.exists():  # written by hand, but for the matrix in it
        serving.write_text(with_matrix(serving.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write_manual(Path(sys.argv[1]))
