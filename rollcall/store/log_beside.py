"""What a database knows of the audit log beside it: where it began, so that what is kept tells of a log that is gone."""

from __future__ import annotations

from pathlib import Path

import duckdb

from rollcall.audit import Action, beginning, record
from rollcall.data_folder import area_kept_in, data_folder
from rollcall.store.settings import set_setting, setting

_LOG_BEGAN = "audit log began"


def is_another_log(cursor: duckdb.DuckDBPyConnection, folder: Path | None) -> bool:
    """Whether the log is another than the one that was there when something was kept, or there is none any more."""
    if folder is None or area_kept_in(folder) is None:
        return False
    before = setting(cursor, _LOG_BEGAN)
    return before is not None and beginning(data_folder()) not in (before, None)


def hold_to_the_log(cursor: duckdb.DuckDBPyConnection, folder: Path | None) -> str:
    """Note where the log began, and write into the log when it is another than before. What is noted now."""
    if folder is None or (area := area_kept_in(folder)) is None:
        return ""
    if is_another_log(cursor, folder):
        record(Action.LOG_MISSING, "Rollcall", "", area)
    before = setting(cursor, _LOG_BEGAN)
    began = beginning(data_folder()) or before
    if began != before:
        set_setting(cursor, _LOG_BEGAN, began)
    return began or ""
