"""A served Rollcall, and a real OpenID Connect provider that people sign in with, both on loopback."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from oidc_provider_mock import User, run_server_in_thread

from tests.browser.server import REPOSITORY, Server

KEY = "a key of the tests, and of no area there is"
# Who the provider knows. The last is known to it and let in by nobody.
PEOPLE: Mapping[str, Mapping[str, object]] = {
    "lee": {"name": "Lee Lead", "email": "lee@northshire.example", "email_verified": True, "groups": ["north-leads"]},
    "sam": {"name": "Sam Lead", "email": "sam@southshire.example", "email_verified": True, "groups": ["south-leads"]},
    "cam": {"name": "Cam Commissioner", "email": "cam@icb.example", "email_verified": True, "groups": ["icb"]},
    "bo": {"name": "Bo Board", "email": "bo@northshire.example", "email_verified": True, "groups": ["north-board"]},
    "ada": {"name": "Ada Administrator", "email": "ada@northshire.example", "email_verified": True, "groups": []},
    "una": {"name": "Una Unverified", "email": "ada@northshire.example", "email_verified": False, "groups": []},
}
FILE_OF_PEOPLE = """
ask = "the SEND data team, send-data@northshire.example"
idle_minutes = 30
signed_in_hours = 10
upload_megabytes_a_day = 50

[areas.northshire]
title = "Northshire"

[areas.southshire]
title = "Southshire"

[[people]]
claim = "groups"
contains = "north-leads"
role = "lead"
areas = ["northshire"]

[[people]]
claim = "groups"
contains = "south-leads"
role = "lead"
areas = ["southshire"]

[[people]]
claim = "groups"
contains = "icb"
role = "commissioner"
areas = ["northshire", "southshire"]

[[people]]
claim = "groups"
contains = "north-board"
role = "board"
areas = ["northshire"]

[[people]]
claim = "email"
equals = "ada@northshire.example"
role = "administrator"
areas = ["northshire", "southshire"]
"""


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@dataclass
class Provider:
    """Where a provider's metadata lies, and the names it gives its clients."""

    metadata: str
    client_id: str = "rollcall"
    client_secret: str = "a secret of the tests"
    further: str = ""  # lines of [auth.client_kwargs]


@contextmanager
def mock_provider() -> Iterator[Provider]:
    """`oidc-provider-mock`, which knows the people above."""
    users = [User(sub=sub, claims=dict(claims)) for sub, claims in PEOPLE.items()]
    with run_server_in_thread(user_claims=users) as server:
        yield Provider(f"http://localhost:{server.server_port}/.well-known/openid-configuration")


class ServedServer(Server):
    """`python -m rollcall serve`, as an administrator starts it, on a free port."""

    cookie = "rollcall"

    def __init__(self, folder: Path, provider: Provider, people: str = FILE_OF_PEOPLE, further: Sequence[str] = ()) -> None:
        self.folder = folder
        self.provider = provider
        self.people = folder / "people.toml"
        self.secrets = folder / "secrets.toml"
        self.further = list(further)
        folder.mkdir(parents=True, exist_ok=True)
        self.let_in(people)
        super().__init__(folder / "data")

    def let_in(self, people: str) -> None:
        """Put the file of people in its place whole: half of it would be a broken file, which ends no session and closes every tab."""
        tomllib.loads(people)
        written = self.people.with_suffix(".new")
        written.write_text(people, encoding="utf-8")
        written.replace(self.people)

    def _start(self) -> subprocess.Popen[bytes]:
        provider = self.provider
        self.secrets.write_text(
            f'[auth]\nredirect_uri = "{self.address}/oauth2callback"\ncookie_secret = "{"tests " * 8}"\n'
            f'client_id = "{provider.client_id}"\nclient_secret = "{provider.client_secret}"\nserver_metadata_url = "{provider.metadata}"\n'
            '[auth.client_kwargs]\ncode_challenge_method = "S256"\nscope = "openid email profile"\n' + provider.further,
            encoding="utf-8",
        )
        self.secrets.chmod(0o600)
        settings = {
            "ROLLCALL_DATA": str(self.data),
            "ROLLCALL_PEOPLE": str(self.people),
            "ROLLCALL_SECRETS": str(self.secrets),
            "ROLLCALL_DATABASE_KEY": KEY,
        }
        command = [sys.executable, "-m", "rollcall", "serve", "--port", str(self.port), *self.further]
        with self.log.open("ab") as out:
            process = subprocess.Popen(command, cwd=REPOSITORY, env={**os.environ, **settings}, stdout=out, stderr=out)
        self._wait_until_up(process)
        return process
