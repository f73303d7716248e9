"""The only room that says duckdb: prepared rows are kept as dated versions, and queries are answered."""

from rollcall.store.backup import Backup, read_backup
from rollcall.store.changing_key import change_key
from rollcall.store.forget import SELF_EVALUATION, Erased, Going
from rollcall.store.held import Deletion, Held, How, Written, how_kept
from rollcall.store.mappings import MappingRecord, SheetMapping, SheetProfile
from rollcall.store.opening import go_on_with_what_is_left
from rollcall.store.rebases import RebaseVersion
from rollcall.store.records import LinkRecord, Prepared, Rows, UploadRecord, VersionRecord
from rollcall.store.restore import bring_back
from rollcall.store.self_evaluation import ActionVersion, TextVersion
from rollcall.store.store import Reading, Store
from rollcall.store.views import QUERIES, header, names, reads, tables_read

__all__ = [
    "QUERIES",
    "SELF_EVALUATION",
    "ActionVersion",
    "Backup",
    "Deletion",
    "Erased",
    "Going",
    "Held",
    "How",
    "LinkRecord",
    "MappingRecord",
    "Prepared",
    "Reading",
    "RebaseVersion",
    "Rows",
    "SheetMapping",
    "SheetProfile",
    "Store",
    "TextVersion",
    "UploadRecord",
    "VersionRecord",
    "Written",
    "bring_back",
    "change_key",
    "go_on_with_what_is_left",
    "header",
    "how_kept",
    "names",
    "read_backup",
    "reads",
    "tables_read",
]
