"""The only room that says duckdb: prepared rows are kept as dated versions, and queries are answered."""

from rollcall.store.records import Prepared, Rows, UploadRecord, VersionRecord
from rollcall.store.store import Store

__all__ = ["Prepared", "Rows", "Store", "UploadRecord", "VersionRecord"]
