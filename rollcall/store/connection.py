"""Connecting to a database file, encrypted where there is a key, and what DuckDB's refusals mean for a person."""

from __future__ import annotations

from pathlib import Path

import duckdb
import psutil

from rollcall.errors import StoreRefused
from rollcall.store.database_key import DatabaseKey
from rollcall.store.files import DATABASE, TEMP, wal
from rollcall.store.key import RESTORE, no_key, wrong_key

ATTACHED = "rollcall"  # what the database is called in every connection

_DAMAGE = ("Corrupt", "AES tag", "not a valid DuckDB database", "replaying WAL", "checksum", "Could not read enough bytes", "deserialize")
_ENCRYPTED_FLAG = 20  # bytes into a DuckDB file: after a checksum, the letters DUCK and the version


def is_encrypted(path: Path) -> bool:
    """Whether a database file is encrypted. To be asked only while it is not open: closing the file would end DuckDB's lock on it."""
    with path.open("rb") as file:
        header = file.read(_ENCRYPTED_FLAG + 1)
    return len(header) > _ENCRYPTED_FLAG and bool(header[_ENCRYPTED_FLAG] & 1)


def connect(folder: Path | None, key: DatabaseKey | None, memory: str | None = None) -> duckdb.DuckDBPyConnection:
    """An open connection that can reach files still; `lock_down` ends that. It has spill files encrypted where there is a key."""
    config: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "allow_community_extensions": False,
        "memory_limit": memory or f"{psutil.virtual_memory().total // 2 // 2**20}MiB",
        "temp_directory": "" if folder is None else str(folder / TEMP),
    }
    connection = duckdb.connect(":memory:", config=config)
    if key:
        connection.execute(f"LOAD {quoted(str(_cryptography()))}")
        connection.execute("SET temp_file_encryption = true")
    return connection


def attach(connection: duckdb.DuckDBPyConnection, path: Path, key: DatabaseKey | None, name: str = ATTACHED) -> None:
    """Open a database file, made when it is not there, under a name."""
    options = f" (ENCRYPTION_KEY {quoted(key.for_database)}, ENCRYPTION_CIPHER 'GCM')" if key else ""
    try:
        connection.execute(f"ATTACH {quoted(str(path))} AS {name}{options}")
    except duckdb.Error as error:
        raise refusal(error, path, key) or error from error


def empty_log(connection: duckdb.DuckDBPyConnection, path: Path, name: str = ATTACHED) -> None:
    """Bring what the log beside an open database holds into the database, and have the log gone.

    A process that was killed amid a change leaves the beginning of that change in the log. DuckDB passes it over, and lets it lie until
    something is written after it: a child's rows could stay readable there that nothing else holds.
    """
    connection.execute(f"CHECKPOINT {name}")
    if wal(path).exists():
        passing = f"{name}.main.passing"
        connection.execute(f"BEGIN TRANSACTION; CREATE TABLE {passing} (nothing INTEGER); DROP TABLE {passing}; COMMIT; CHECKPOINT {name}")


def lock_down(connection: duckdb.DuckDBPyConnection, folder: Path | None) -> None:
    """From here on it reaches nothing but its own file and its own temporary folder, and its settings stay. The order counts."""
    if folder is not None:
        connection.execute("SET allowed_directories = [$temp]", {"temp": str(folder / TEMP)})
    connection.execute("SET enable_external_access = false")
    connection.execute("SET python_enable_replacements = false")
    connection.execute("SET lock_configuration = true")


def refusal(error: duckdb.Error, path: Path | None, key: DatabaseKey | None = None) -> StoreRefused | None:
    """What an error of the engine means, where it means something that a person can put right; else None."""
    says = str(error)
    if "Wrong encryption key" in says:
        return wrong_key(key) if key else no_key()
    if "without a key" in says:
        return no_key()
    if _is_full(says):
        return StoreRefused(
            "The disk is full, so this could not be done. Nothing kept was lost: free some space and try again. "
            "Meanwhile everything that is kept can still be asked about."
        )
    if is_damage(says):
        return damaged(path)
    if isinstance(error, duckdb.FatalException | duckdb.InternalException):
        return StoreRefused(
            "The store stopped, most likely because the disk is full. Nothing kept was lost: free some space and try again."
        )
    if isinstance(error, duckdb.OutOfMemoryException):
        return StoreRefused("There was not enough memory for this. Close other programs, or ask for less at once.")
    if isinstance(error, duckdb.IOException):
        return StoreRefused(
            f"The file {path or DATABASE} cannot be read or written. See that the disk is there, that it is not read-only and that this "
            "person may write to the folder, and that no other Rollcall uses it; then try again."
        )
    return None


def stops_everything(error: duckdb.Error) -> bool:
    """Whether every later question would fail too until the database is opened again."""
    return isinstance(error, duckdb.FatalException | duckdb.InternalException) or _is_full(str(error))


def is_damage(says: str) -> bool:
    """Whether the engine says that bytes of the file are not those it wrote."""
    return any(sign in says for sign in _DAMAGE)


class Damaged(StoreRefused):
    """Bytes of the database are not those that were written."""


def damaged(path: Path | None) -> Damaged:
    """The refusal of a damaged file."""
    return Damaged(
        f"The database file {path or DATABASE} is damaged, so this cannot be read. Stop Rollcall and start it again: it brings "
        f"back what it can by itself, and else says which backup to restore ({RESTORE})."
    )


def quoted(text: str) -> str:
    """A text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def _is_full(says: str) -> bool:
    return any(sign in says for sign in ("No space left", "File too large", "not enough space", "Disk quota"))


def _cryptography() -> Path:
    """The extension's file inside the wheel of httpfs, which holds the only encryption that DuckDB writes safely with."""
    try:
        import duckdb_extension_httpfs as wheel
    except ImportError:
        files = []
    else:
        files = sorted(Path(str(wheel.__file__)).parent.rglob("httpfs.duckdb_extension"))
    if not files:
        raise StoreRefused("The encryption of the database is not installed: install what requirements.txt lists, then start again.")
    return files[0]
