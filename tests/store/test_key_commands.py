"""The key of the database is made, looked for and changed on the command line, in the keyring, and is never shown."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest

from rollcall.__main__ import main
from rollcall.store import Store
from rollcall.store.connection import is_encrypted
from rollcall.store.database_key import NEXT_VARIABLE, VARIABLE
from tests.store.keyring_in_a_file import KeyringInAFile
from tests.store.rows import children


@pytest.fixture
def secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A keyring with nothing in it, and a data folder of one's own."""
    for name in (VARIABLE, NEXT_VARIABLE, "ROLLCALL_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("KEYRING_IN_A_FILE", str(tmp_path / "secrets"))
    monkeypatch.setenv("ROLLCALL_DATA", str(tmp_path / "data"))
    before = keyring.get_keyring()
    keyring.set_keyring(KeyringInAFile())
    yield tmp_path / "secrets"
    keyring.set_keyring(before)


def said(capsys: pytest.CaptureFixture[str], *command: str, code: int = 0) -> str:
    """What a command says."""
    assert main(["key", *command]) == code
    out, err = capsys.readouterr()
    return out + err


def test_a_key_is_made_found_changed_and_never_shown(secrets: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = Store.open(tmp_path / "data")
    store.keep([children("abc")], by="Ann")
    store.close()
    everything_said = said(capsys, "show")
    assert "is not encrypted" in everything_said
    everything_said += said(capsys, "change", code=2) + said(capsys, "make")
    (first,) = json.loads(secrets.read_text()).values()
    everything_said += said(capsys, "make", code=2) + said(capsys, "show")
    assert "is in the keyring" in everything_said
    store = Store.open(tmp_path / "data")
    assert store.is_encrypted
    hashes = store.key
    store.close()
    everything_said += said(capsys, "change")
    (second,) = json.loads(secrets.read_text()).values()
    assert first != second
    assert first not in everything_said
    assert second not in everything_said
    store = Store.open(tmp_path / "data")
    assert (len(store.uploads()), store.key) == (1, hashes)
    store.close()
    assert is_encrypted(tmp_path / "data" / "rollcall.duckdb")


def test_a_change_that_was_killed_before_the_keyring_had_the_new_key_in_its_place_is_got_over(
    secrets: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said(capsys, "make")
    store = Store.open(tmp_path / "data")
    store.keep([children("abc")], by="Ann")
    store.close()
    before = json.loads(secrets.read_text())
    said(capsys, "change")
    (new,) = json.loads(secrets.read_text()).values()
    secrets.write_text(json.dumps({**before, "Rollcall/next database key": new}))
    store = Store.open(tmp_path / "data")
    assert len(store.uploads()) == 1
    store.close()
    said(capsys, "change")
    assert list(json.loads(secrets.read_text()).values()) == [new]
    store = Store.open(tmp_path / "data")
    assert len(store.uploads()) == 1
    store.close()


def test_without_a_keyring_it_is_said_where_the_key_can_be_given(secrets: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from keyring.backends.fail import Keyring

    keyring.set_keyring(Keyring())
    assert "has no keyring" in said(capsys, "make", code=2)
