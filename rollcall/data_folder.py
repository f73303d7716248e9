"""Where what is kept lies: one folder, and in it, where several areas are served, a folder for each."""

from __future__ import annotations

import os
from pathlib import Path

_PROJECT = Path(__file__).resolve().parents[1]
ACKNOWLEDGED = "acknowledged"  # a file beside each database: its last change, and where the audit log began


def data_folder(area: str = "") -> Path:
    """The folder that ROLLCALL_DATA names, else `data` beside dashboard.py; or an area's folder in it."""
    return (Path(os.environ.get("ROLLCALL_DATA") or _PROJECT / "data") / area).resolve()


def area_kept_in(folder: Path) -> str | None:
    """The area whose data lies in a folder: empty for the data folder itself, None for one that is neither it nor in it."""
    root = data_folder()
    if folder == root:
        return ""
    return folder.name if folder.parent == root else None
