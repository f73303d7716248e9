"""A keyring for tests: it keeps its secrets in the file that KEYRING_IN_A_FILE names."""

from __future__ import annotations

import json
import os
from pathlib import Path

from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError


class KeyringInAFile(KeyringBackend):
    """As a desktop's keyring, but in the open."""

    priority = 1  # type: ignore[assignment]

    def _read(self) -> dict[str, str]:
        named = os.environ.get("KEYRING_IN_A_FILE")  # other tests of the same process find this keyring too, and it is empty for them
        return dict(json.loads(Path(named).read_text())) if named and Path(named).exists() else {}

    def _write(self, secrets: dict[str, str]) -> None:
        Path(os.environ["KEYRING_IN_A_FILE"]).write_text(json.dumps(secrets))

    def get_password(self, service: str, username: str) -> str | None:
        """The secret, if there is one."""
        return self._read().get(f"{service}/{username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a secret."""
        self._write({**self._read(), f"{service}/{username}": password})

    def delete_password(self, service: str, username: str) -> None:
        """Forget a secret."""
        secrets = self._read()
        if secrets.pop(f"{service}/{username}", None) is None:
            raise PasswordDeleteError("there is none")
        self._write(secrets)
