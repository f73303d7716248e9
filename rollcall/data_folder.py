"""Where what is kept lies: one folder, and in it, where several areas are served, a folder for each."""

from __future__ import annotations

import os
from pathlib import Path

_PROJECT = Path(__file__).resolve().parents[1]


def data_folder(area: str = "") -> Path:
    """The folder that ROLLCALL_DATA names, else `data` beside dashboard.py; or an area's folder in it."""
    return (Path(os.environ.get("ROLLCALL_DATA") or _PROJECT / "data") / area).resolve()
