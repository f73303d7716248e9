"""A served Rollcall of two areas with planted canaries, and the provider that its people sign in with."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.served import Provider, ServedServer, mock_provider
from tests.gate.areas import planted


@pytest.fixture(scope="session")
def provider() -> Iterator[Provider]:
    """A real OpenID Connect provider on loopback."""
    with mock_provider() as running:
        yield running


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, provider: Provider) -> Iterator[ServedServer]:
    """Rollcall as it is served, with both areas kept."""
    folder = tmp_path_factory.mktemp("served")
    planted(folder / "data")
    server = ServedServer(folder, provider)
    yield server
    server.stop()
