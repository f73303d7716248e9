"""The invented area comes in by the same door as everybody's spreadsheets: read, recognised, checked and kept."""

from __future__ import annotations

from pathlib import Path

from rollcall.intake.intake import examine, keep
from rollcall.intake.reading.read import Dropped
from rollcall.store import Store

FOLDER = Path(__file__).resolve().parents[2] / "sample_data"
_SPREADSHEETS = (".xlsx", ".xls", ".xlsb", ".ods", ".csv")


def bring_in_invented_area(store: Store) -> None:
    """Keep every spreadsheet of `sample_data/` in a store."""
    files = [Dropped(path.name, path.read_bytes()) for path in sorted(FOLDER.iterdir()) if path.suffix in _SPREADSHEETS]
    keep(examine(files, store), store, by="rollcall.invent")
