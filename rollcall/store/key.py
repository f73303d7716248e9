"""The secret key of the keyed hashes: from the environment, else from a file that only its owner can read."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def find_key(folder: Path | None) -> bytes:
    """The key: ROLLCALL_KEY, else the `key` file of the data folder (made when it is not there), else a random one."""
    named = os.environ.get("ROLLCALL_KEY")
    if named:
        return named.encode()
    if folder is None:
        return secrets.token_bytes(32)
    path = folder / "key"
    if not path.exists():
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_hex(32))
    return path.read_text().strip().encode()
