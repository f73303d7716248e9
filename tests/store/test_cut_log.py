"""A log that was cut off in the middle of a change, as by a kill: what it began is nowhere, and nothing waits for the next change."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from rollcall.data_folder import ACKNOWLEDGED
from rollcall.store import Store
from rollcall.store.database_key import VARIABLE
from rollcall.store.engine import Engine
from rollcall.store.files import DATABASE, wal
from tests.store.kept import KEY, bytes_with
from tests.store.rows import children, spells

CANARY = "CANARY-of-a-change-that-never-was"
CUTS = 15


@pytest.fixture(autouse=True)
def no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is encrypted unless a test says so."""
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.delenv("ROLLCALL_KEY", raising=False)


def folder_and_log(folder: Path, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """A folder as it is when its second change is being written, and all that its log would hold at the end of that."""
    store = Store.open(folder)
    store.keep([children("ab", partner="Ash")], by="Ann")
    acknowledged = (folder / ACKNOWLEDGED).read_bytes()
    names = [f"{CANARY}-{number}" for number in range(40)]
    with monkeypatch.context() as patched:
        patched.setattr(Engine, "checkpoint", lambda _: None)
        store.keep([children(names, partner="Birch"), spells(names, partner="Birch")], by="Ben")
    shutil.copytree(folder, folder.with_name("as killed"))
    store.close()
    shutil.rmtree(folder)
    folder.with_name("as killed").rename(folder)
    (folder / ACKNOWLEDGED).write_bytes(acknowledged)
    return wal(folder / DATABASE).read_bytes()


@pytest.mark.threat("killed")
@pytest.mark.parametrize(("key", "next_key"), [("", ""), (KEY, KEY), ("", KEY)], ids=["plain", "encrypted", "first encrypted now"])
def test_of_a_change_that_was_cut_off_nothing_stays_and_the_rest_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tried: Callable[[int, str, str], None], key: str, next_key: str
) -> None:
    monkeypatch.setenv(VARIABLE, key)
    whole = folder_and_log(tmp_path / "data", monkeypatch)
    assert key or CANARY.encode() in whole
    monkeypatch.setenv(VARIABLE, next_key)
    by = set()
    for size in sorted({len(whole) * part // CUTS for part in range(CUTS)} | {len(whole)}):
        folder = tmp_path / "cut"
        shutil.copytree(tmp_path / "data", folder)
        wal(folder / DATABASE).write_bytes(whole[:size])
        store = Store.open(folder)
        by.add(tuple(upload.by for upload in store.uploads()))
        kept = len(store.uploads()) == 2
        assert kept or bytes_with(folder, CANARY) == []
        store.look()  # which closes the file for a backup
        store.close()
        assert not wal(folder / DATABASE).exists()
        assert kept or bytes_with(folder, CANARY) == []
        shutil.rmtree(folder)
    assert by == {("Ann",), ("Ben", "Ann")}
    tried(CUTS + 1, f"logs cut off in the middle of a change ({'encrypted' if next_key else 'plain'})", "the change is whole or nowhere")
