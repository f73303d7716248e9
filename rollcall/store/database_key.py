"""The key that the database is encrypted with: from the environment, else from the operating system's keyring, else none."""

from __future__ import annotations

import base64
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass, field

from rollcall.errors import StoreRefused

VARIABLE = "ROLLCALL_DATABASE_KEY"
NEXT_VARIABLE = "ROLLCALL_NEXT_DATABASE_KEY"
SERVICE, ENTRY, NEXT_ENTRY = "Rollcall", "database key", "next database key"
LEAST_LETTERS = 32
IN_KEYRING = "the keyring of this computer"
MAKE_ONE = "`python -m rollcall key make` makes one and puts it into the keyring of this computer."


@dataclass(frozen=True)
class DatabaseKey:
    """A secret of at least 32 letters. What encrypts the database and what wraps other keys are both derived from it."""

    secret: str = field(repr=False)
    where: str  # where it was found, for people

    @property
    def for_database(self) -> str:
        """The 256 bits that DuckDB encrypts with, in base 64."""
        return base64.b64encode(self._derived(b"rollcall database")).decode("ascii")

    @property
    def for_wrapping(self) -> bytes:
        """The 256 bits that other keys are wrapped with."""
        return self._derived(b"rollcall wrapped keys")

    def _derived(self, purpose: bytes) -> bytes:
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF

        return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(self.secret.encode())


def find_database_key() -> DatabaseKey | None:
    """The key of this computer's databases, or None when there is none."""
    named = os.environ.get(VARIABLE)
    if named:
        return checked(named, f"the environment variable {VARIABLE}")
    kept = from_keyring()
    return checked(kept, IN_KEYRING) if kept else None


def find_next_key() -> DatabaseKey | None:
    """The key that is taking the other's place, while it is changed; a change that was killed is found by it."""
    named = os.environ.get(NEXT_VARIABLE)
    if named:
        return checked(named, f"the environment variable {NEXT_VARIABLE}")
    kept = None if os.environ.get(VARIABLE) else from_keyring(NEXT_ENTRY)
    return checked(kept, IN_KEYRING) if kept else None


def checked(secret: str, where: str) -> DatabaseKey:
    """A key, unless it could be guessed."""
    if len(secret) < LEAST_LETTERS:
        raise StoreRefused(f"The database key in {where} is shorter than {LEAST_LETTERS} letters, so it could be guessed. {MAKE_ONE}")
    return DatabaseKey(secret, where)


def new_secret() -> str:
    """A new key: 256 random bits."""
    return secrets.token_urlsafe(32)


def from_keyring(entry: str = ENTRY) -> str | None:
    """What the keyring holds for Rollcall; None when it holds nothing or there is no keyring."""
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(SERVICE, entry)
    except KeyringError:
        return None


def into_keyring(secret: str, entry: str = ENTRY) -> None:
    """Put a key into the keyring, and see that it is there."""
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.set_password(SERVICE, entry, secret)
        is_there = keyring.get_password(SERVICE, entry) == secret
    except KeyringError:
        is_there = False
    if not is_there:
        raise StoreRefused(
            "This computer has no keyring that Rollcall can use (Windows, macOS and the Linux desktops have one). "
            f"Keep the key in a safe of your own, and give it to Rollcall as {VARIABLE}."
        )


def out_of_keyring(entry: str) -> None:
    """Take a key out of the keyring."""
    import keyring
    from keyring.errors import KeyringError

    with suppress(KeyringError):
        keyring.delete_password(SERVICE, entry)
