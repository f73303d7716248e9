"""The key of the chain: from the environment, else a file beside the log that only the owner can read."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from pathlib import Path

from rollcall.errors import AuditRefused

VARIABLE = "ROLLCALL_AUDIT_KEY"
FILE_NAME = "audit.key"
_FEWEST = 32  # characters


def find_key(folder: Path) -> bytes | None:
    """The key, or None when there is none yet.

    Whoever has the log and not the key can change nothing unseen. Kept in a file beside the log, it keeps out those who can only
    write or put back the log; whoever can read both can write the whole log anew, which the hash that was kept elsewhere then tells.
    """
    if given := os.environ.get(VARIABLE):
        if len(given) < _FEWEST:
            make = "`python -c 'import secrets; print(secrets.token_hex(32))'`"
            raise AuditRefused(f"{VARIABLE} must have at least {_FEWEST} characters: make one with {make}.")
        return given.encode("utf-8")
    path = folder / FILE_NAME
    return path.read_bytes() if path.exists() else None


def make_key(folder: Path, begin: Callable[[bytes], None]) -> bytes:
    """A new key in its file. What `begin` does with it is done before the key counts, so that a key without it has lost it."""
    path = folder / FILE_NAME
    partial = path.with_suffix(".new")
    key = secrets.token_hex(32).encode("ascii")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        os.write(descriptor, key)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    begin(key)
    partial.replace(path)
    return key


def is_from_a_file(folder: Path) -> bool:
    """Whether the key lies beside the log."""
    return not os.environ.get(VARIABLE) and (folder / FILE_NAME).exists()
