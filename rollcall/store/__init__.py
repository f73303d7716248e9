"""The only room that says duckdb: prepared rows are kept as dated versions, and queries are answered."""

from rollcall.store.mappings import MappingRecord, SheetMapping, SheetProfile
from rollcall.store.records import LinkRecord, Prepared, Rows, UploadRecord, VersionRecord
from rollcall.store.store import Reading, Store
from rollcall.store.views import QUERIES, header, names, reads, tables_read

__all__ = [
    "QUERIES",
    "LinkRecord",
    "MappingRecord",
    "Prepared",
    "Reading",
    "Rows",
    "SheetMapping",
    "SheetProfile",
    "Store",
    "UploadRecord",
    "VersionRecord",
    "header",
    "names",
    "reads",
    "tables_read",
]
