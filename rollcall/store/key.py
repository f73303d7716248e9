"""The secret key of the keyed hashes: from the environment, else from a file; wrapped with the database's key where there is one."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
from pathlib import Path

from rollcall.errors import StoreRefused
from rollcall.store.database_key import VARIABLE, DatabaseKey
from rollcall.store.files import is_link, remove_for_good, replace_for_good

FILE = "key"
NEXT_FILE = "key.next"  # wrapped with the key that is taking the other's place
_WRAPPED = "wrapped "
_NONCE = 12
RESTORE = "python -m rollcall restore FILE"
LEAST_BYTES = 32  # as many as the hash has: with fewer, every NHS number could be tried with every key


def find_key(folder: Path | None, database_key: DatabaseKey | None = None, expected: str | None = None) -> bytes:
    """The key: ROLLCALL_KEY, else the `key` file of the data folder (made when it is not there), else a random one.

    `expected` is the mark of the key that what is kept was hashed with: another key is refused, and none is made.
    """
    named = os.environ.get("ROLLCALL_KEY")
    if named:
        key = _long_enough(named.encode(), "the environment variable ROLLCALL_KEY")
        if expected and mark(key) != expected:
            raise _another_key(
                f"ROLLCALL_KEY is set to another key. Set it to the one that was used, or, where that is the file `key` of {folder}, "
                "take it away."
            )
        if folder and database_key:
            wrap_file(folder, database_key)
        return key
    if folder is None:
        return secrets.token_bytes(32)
    put_back = (
        f"Put the file back from a copy or by restoring an encrypted backup ({RESTORE}), or set ROLLCALL_KEY to the key that was used."
    )
    if not (folder / FILE).exists():
        if expected:
            raise _another_key(f"the file {folder / FILE} is missing, and ROLLCALL_KEY is not set. {put_back}")
        write_key(folder, secrets.token_hex(32).encode(), database_key)
    key = _from_file(folder, database_key)
    if expected and mark(key) != expected:
        raise _another_key(f"the file {folder / FILE} holds another key, and ROLLCALL_KEY is not set. {put_back}")
    return key


def _from_file(folder: Path, database_key: DatabaseKey | None) -> bytes:
    """The key in the file. One from before there was a database key is in the clear: it is written again, wrapped."""
    path = folder / FILE
    text = path.read_text(encoding="utf-8", errors="replace").strip()
    if text.startswith(_WRAPPED):
        try:
            key = unwrap(text, database_key)
        except StoreRefused:
            if not (folder / NEXT_FILE).exists():
                raise
            key = unwrap((folder / NEXT_FILE).read_text(encoding="ascii").strip(), database_key)
            replace_for_good(folder / NEXT_FILE, path)  # a change of the database's key was killed half way
        remove_for_good(folder / NEXT_FILE)
        return _long_enough(key, f"the file {path}")
    _long_enough(text.encode(), f"the file {path}")
    if database_key:
        wrap_file(folder, database_key)
    return text.encode()


def wrap_file(folder: Path, database_key: DatabaseKey) -> None:
    """Write the key file of a folder again, wrapped, where it holds its key in the clear."""
    path = folder / FILE
    if path.is_file() and not is_link(path):
        text = path.read_text(encoding="utf-8", errors="replace").strip()
        if not text.startswith(_WRAPPED):
            write_key(folder, text.encode(), database_key)


def _another_key(found: str) -> StoreRefused:
    return StoreRefused(
        "NHS numbers and UPNs were hashed with a key that is not here, and with another one no child that is kept would be found again, so "
        f"nothing was opened: {found} If that key is lost, `python -m rollcall restore --what-is-left --whatever-key` goes on without it."
    )


def _long_enough(key: bytes, where: str) -> bytes:
    if len(key) < LEAST_BYTES:
        raise StoreRefused(
            f"The key in {where}, which NHS numbers and UPNs are hashed with, is shorter than {LEAST_BYTES} letters, so a hash "
            "could be undone by trying. If another key was there, put it back from a copy or a backup. If this one was always used, take "
            "it away: Rollcall makes one of 256 random bits. What was kept with the short one is then matched by number with nothing that "
            "comes later, so bring those spreadsheets in again."
        )
    return key


def check_key(folder: Path, database_key: DatabaseKey | None) -> None:
    """Refuse a key that does not open the wrapped file, before anything is written with it."""
    for name in (FILE, NEXT_FILE):
        path = folder / name
        text = path.read_text(encoding="utf-8", errors="replace").strip() if path.exists() else ""
        if not text.startswith(_WRAPPED):
            return
        try:
            unwrap(text, database_key)
        except StoreRefused:
            if name == NEXT_FILE or database_key is None or not (folder / NEXT_FILE).exists():
                raise
        else:
            return


def write_key(folder: Path, key: bytes, database_key: DatabaseKey | None, name: str = FILE) -> None:
    """Write the file anew, wrapped where there is a key to wrap it with; the bytes of the one before are written over."""
    new = folder / f"{FILE}.new"
    remove_for_good(new)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(wrap(key, database_key) if database_key else key.decode())
    replace_for_good(new, folder / name)


def wrap(key: bytes, database_key: DatabaseKey) -> str:
    """A key as text that only the database's key opens."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(_NONCE)
    return _WRAPPED + base64.b64encode(nonce + AESGCM(database_key.for_wrapping).encrypt(nonce, key, None)).decode("ascii")


def unwrap(text: str, database_key: DatabaseKey | None) -> bytes:
    """The key in such a text."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if database_key is None:
        raise no_key()
    try:
        data = base64.b64decode(text.removeprefix(_WRAPPED), validate=True)
        return AESGCM(database_key.for_wrapping).decrypt(data[:_NONCE], data[_NONCE:], None)
    except (InvalidTag, ValueError) as error:
        raise wrong_key(database_key) from error


def mark(key: bytes) -> str:
    """A few letters by which one key is told from another, and from which none can be found."""
    return hmac.new(key, b"rollcall: which key", hashlib.sha256).hexdigest()[:16]


def no_key() -> StoreRefused:
    """There is no key for what is encrypted."""
    return StoreRefused(
        f"What Rollcall keeps is encrypted, and no key was found. Set {VARIABLE} to the key, or sign in to the computer "
        "whose keyring has it. Without the key nobody can read it."
    )


def wrong_key(database_key: DatabaseKey) -> StoreRefused:
    """The key is not the one."""
    return StoreRefused(
        f"What Rollcall keeps is encrypted with another key than the one in {database_key.where}, or its files are damaged. "
        "Give the key that it was encrypted with; if this is the one, restore a backup: " + RESTORE
    )
