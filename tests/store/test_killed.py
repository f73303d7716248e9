"""Killed at random moments of all that changes what is kept: nothing acknowledged is lost, and nothing is there by half."""

from __future__ import annotations

import gzip
import json
import os
import random
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rollcall.store import Store
from rollcall.store.changing_key import encrypt_anew
from rollcall.store.database_key import NEXT_VARIABLE, VARIABLE, checked
from tests.conftest import REPOSITORY
from tests.store.kept import KEY, OTHER_KEY, bytes_with
from tests.store.killed import PARTNERS, canary
from tests.store.rows import children
from tests.store.test_upgrades import RELEASED

KILLS = int(os.environ.get("ROLLCALL_KILLS", "200"))
READY_WITHIN = 10.0


class Nursery:
    """The process that starts those that are killed."""

    def __init__(self) -> None:
        known = {name: value for name, value in os.environ.items() if name not in (VARIABLE, NEXT_VARIABLE, "ROLLCALL_KEY")}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.store.killed"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=REPOSITORY,
            env=known,
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._to, self._from = self._process.stdin, self._process.stdout
        self._said = b""

    def kill(self, what: str, folder: Path, after: float, since: str, number: int = 0, **environment: str) -> list[list]:
        """Have something done, kill it some time after it has said a word, and give all that it said."""
        self._said = b""
        self._to.write(json.dumps([what, str(folder), number, environment]).encode() + b"\n")
        self._to.flush()
        while not self._has(since):
            self._listen(30)
        until = time.monotonic() + after
        while (left := until - time.monotonic()) > 0 and not self._has("ended"):
            self._listen(left)
        child = next(told[0] for word, *told in self._lines() if word == "born")
        if not self._has("ended"):
            os.kill(child, signal.SIGKILL)
        while not self._has("ended"):
            self._listen(30)
        said = self._lines()
        assert said[-1][1] in (0, -signal.SIGKILL), said
        return said

    def end(self) -> None:
        """No more are wanted."""
        self._to.close()
        self._process.wait(20)
        self._from.close()

    def _has(self, word: str) -> bool:
        return any(said == word for said, *_ in self._lines())

    def _lines(self) -> list[list]:
        return [json.loads(line) for line in self._said.split(b"\n")[:-1]]

    def _listen(self, seconds: float) -> None:
        ready, _, _ = select.select([self._from], [], [], seconds)
        if ready:
            heard = os.read(self._from.fileno(), 65536)
            assert heard, "the process that starts the others has ended"
            self._said += heard


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    """One for all tests here."""
    made = Nursery()
    yield made
    made.end()


def opened_in_time(folder: Path) -> Store:
    """The store after a kill, ready to answer in ten seconds by the clock.

    Other tests take the processor too: a start that took longer is made again from the same files, and the quickest of three counts.
    """
    as_killed = folder.with_name(f"{folder.name} as killed")
    shutil.copytree(folder, as_killed)
    store, quickest = timed(folder)
    for _ in range(2):
        if quickest > READY_WITHIN:
            store.close()
            shutil.rmtree(folder)
            shutil.copytree(as_killed, folder)
            store, took = timed(folder)
            quickest = min(quickest, took)
    assert quickest < READY_WITHIN
    shutil.rmtree(as_killed)
    return store


def timed(folder: Path) -> tuple[Store, float]:
    """The store, and the seconds until it has answered."""
    began = time.monotonic()
    store = Store.open(folder)
    store.query("SELECT count(*) FROM spells")
    return store, time.monotonic() - began


class Expected:
    """What a store must hold, by what was acknowledged; and what it may hold, by what was being done when the process was killed."""

    def __init__(self) -> None:
        self.uploads: dict[int, tuple[str, int, bool]] = {}
        self.trying: list | None = None

    def hear(self, said: list[list]) -> None:
        """Take in what a worker said."""
        for word, *told in said:
            if word == "ended":
                return
            self.trying = [word, *told] if word in ("keeping", "undoing", "deleting") else None
            if word == "kept":
                number, partner, rows = told
                self.uploads[number] = (partner, rows, False)
            elif word == "undone":
                partner, rows, _ = self.uploads[told[0]]
                self.uploads[told[0]] = (partner, rows, True)
            elif word == "deleted":
                self.uploads = {number: one for number, one in self.uploads.items() if one[0] != told[0]}

    def check(self, store: Store) -> None:
        """The store holds what was acknowledged, with what was being done either wholly done or not at all."""
        found = {upload.upload_id: (upload.by.split()[0], int(upload.by.split()[1]), upload.undone) for upload in store.uploads()}
        possible = [dict(self.uploads)]
        if self.trying and self.trying[0] == "keeping":
            new = {number: one for number, one in found.items() if number not in self.uploads}
            assert len(new) <= 1
            if new:
                assert next(iter(new.values())) == (*self.trying[1:], False)
                possible.append({**self.uploads, **new})
        elif self.trying and self.trying[0] == "undoing":
            partner, rows, _ = self.uploads[self.trying[1]]
            possible.append({**self.uploads, self.trying[1]: (partner, rows, True)})
        elif self.trying and self.trying[0] == "deleting":
            possible.append({number: one for number, one in self.uploads.items() if one[0] != self.trying[1]})
        assert found in possible
        rows = sum(rows for _, rows, _ in found.values())
        for table in ("children", "spells"):
            assert store.query(f"SELECT count(*) FROM kept.{table}").rows == [(rows,)]
        self.uploads, self.trying = found, None


@pytest.fixture
def dice(request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]) -> random.Random:
    """Chance, with a seed that is told and can be given again as ROLLCALL_KILLS_SEED."""
    seed = int(os.environ.get("ROLLCALL_KILLS_SEED") or random.SystemRandom().randrange(10**9))
    with capsys.disabled():
        print(f"\n{request.node.name}: of {KILLS} kills in all, with ROLLCALL_KILLS_SEED={seed}", end=" ")
    return random.Random(seed)


def counted(capsys: pytest.CaptureFixture[str], text: str) -> None:
    """Say in the run's output how much was tried."""
    with capsys.disabled():
        print(f": {text}", end=" ")


@pytest.mark.threat("killed")
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("key", ["", KEY], ids=["plain", "encrypted"])
def test_killed_while_keeping_undoing_and_deleting(
    tmp_path: Path,
    nursery: Nursery,
    dice: random.Random,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    key: str,
    tried: Callable[[int, str, str], None],
) -> None:
    environment = {VARIABLE: key} if key else {}
    monkeypatch.setenv(VARIABLE, key) if key else monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.delenv("ROLLCALL_KEY", raising=False)
    expected, acknowledged = Expected(), 0
    kills = KILLS // 5 if key else KILLS * 9 // 20
    deleting, readable = 0, 0
    for number in range(kills):
        # Every third is killed while it deletes: the fourth of seven changes does.
        since, first = ("deleting", 3 + 7 * dice.randrange(20)) if number % 3 == 2 else ("open", dice.randrange(140))
        said = nursery.kill("work", tmp_path / "data", dice.uniform(0, 0.5), since, first, **environment)
        acknowledged += sum(word in ("kept", "undone", "deleted") for word, *_ in said)
        expected.hear(said)
        deleting += expected.trying is not None and expected.trying[0] == "deleting"
        store = opened_in_time(tmp_path / "data")
        expected.check(store)
        store.look()  # as every start of Rollcall does
        held = {one.partner for one in store.held()}
        store.close()
        assert bytes_with(tmp_path / "data", *(canary(partner) for partner in PARTNERS if partner not in held)) == []
        readable += "rollcall.duckdb" in bytes_with(tmp_path / "data", *map(canary, held))
    assert (readable == 0) if key else (readable > kills // 2)  # DuckDB packs some columns, in which no letter stands as it was
    tried(
        deleting,
        "kills during a deletion, and the disk searched after the next start",
        "done or not done; nothing left of what was deleted",
    )
    which = "encrypted" if key else "plain"
    tried(kills, f"kills while keeping, undoing and deleting ({which})", "nothing acknowledged lost, nothing by half")
    counted(capsys, f"{kills} kills, {acknowledged} changes acknowledged, none lost")


@pytest.mark.threat("killed")
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("key", ["", KEY], ids=["upgrading", "upgrading and encrypting"])
def test_killed_while_an_older_database_is_upgraded(
    tmp_path: Path,
    nursery: Nursery,
    dice: random.Random,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    key: str,
    tried: Callable[[int, str, str], None],
) -> None:
    monkeypatch.setenv("ROLLCALL_KEY", "the key of the released databases")
    kills = KILLS // 8
    for number in range(kills):
        monkeypatch.delenv(VARIABLE, raising=False)
        data = tmp_path / f"data{number}"
        data.mkdir()
        (data / "rollcall.duckdb").write_bytes(gzip.decompress(RELEASED[number % len(RELEASED)].read_bytes()))
        given = {"ROLLCALL_KEY": "the key of the released databases", **({VARIABLE: key} if key else {})}
        said = nursery.kill("open_once", data, dice.uniform(0, 0.8), "opening", **given)
        if key:
            monkeypatch.setenv(VARIABLE, key)
        store = opened_in_time(data)
        by = [upload.by for upload in store.uploads()]
        assert by in ([["Ben", "Ann"]] if ["kept", 0, "Dogwood", 1] not in said else []) + [["Dogwood 1", "Ben", "Ann"]]
        assert store.query("SELECT count(*) FROM kept.children").rows == [(86,)]
        store.close()
        shutil.rmtree(data)
    what = "upgrading and encrypting" if key else "upgrading"
    tried(kills, f"kills while {what} a released database", "upgraded at the next start, no row lost")
    counted(capsys, f"{kills} kills")


@pytest.mark.threat("killed")
@pytest.mark.timeout(3600)
def test_killed_while_the_key_is_changed(
    tmp_path: Path,
    nursery: Nursery,
    dice: random.Random,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tried: Callable[[int, str, str], None],
) -> None:
    monkeypatch.delenv("ROLLCALL_KEY", raising=False)
    monkeypatch.setenv(VARIABLE, KEY)
    store = Store.open(tmp_path / "data")
    store.keep([children("abcd")], by="Ann")
    hashes = store.key
    store.close()
    kills = KILLS // 10
    for _ in range(kills):
        nursery.kill("change_keys", tmp_path / "data", dice.uniform(0, 1.2), "open")
        monkeypatch.setenv(VARIABLE, KEY)
        monkeypatch.setenv(NEXT_VARIABLE, OTHER_KEY)
        store = opened_in_time(tmp_path / "data")
        assert (len(store.uploads()), store.key) == (1, hashes)
        store.close()
        encrypt_anew(tmp_path / "data", checked(KEY, "a test"))
    tried(kills, "kills while the key is changed", "opened with the one key or the other")
    counted(capsys, f"{kills} kills")
