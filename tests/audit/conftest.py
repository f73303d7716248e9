"""A data folder of each test's own, and the log in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.audit.writing import Log


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Log:
    """An empty log."""
    monkeypatch.setenv("ROLLCALL_DATA", str(tmp_path))
    monkeypatch.delenv("ROLLCALL_AUDIT_KEY", raising=False)
    return Log(tmp_path)
