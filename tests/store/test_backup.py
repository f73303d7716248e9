"""A backup holds every answer, and comes back whole or not at all."""

from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from rollcall.__main__ import main
from rollcall.access import Role, Viewer
from rollcall.answers.ask import Visit
from rollcall.answers.question import QUESTIONS
from rollcall.errors import StoreRefused
from rollcall.intake.invented_area import bring_in_invented_area
from rollcall.store import Store, bring_back, read_backup
from rollcall.store.database_key import VARIABLE
from tests.store.kept import KEY, bytes_with, everything, told
from tests.store.rows import NOVEMBER, children, spells

CANARY = "Backupcanary"


@pytest.fixture(autouse=True)
def no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys are in the data folder, and nothing is encrypted unless a test says so."""
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.delenv("ROLLCALL_KEY", raising=False)


def answers(store: Store) -> dict[str, object]:
    """The answer to every question, as the lead gets it."""
    visit = Visit(Viewer("A reader", Role.LEAD), store)
    return {name: visit.ask(name).rows for name in QUESTIONS}


@pytest.mark.threat("bad_disk")
@pytest.mark.parametrize("key", [None, KEY], ids=["plain", "encrypted"])
def test_a_restored_backup_gives_every_answer_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str | None, tried: Callable[[int, str, str], None]
) -> None:
    if key:
        monkeypatch.setenv(VARIABLE, key)
    store = Store.open(tmp_path / "data")
    bring_in_invented_area(store)
    before, rows = answers(store), told(store)
    file = store.back_up(tmp_path / "backup.zip")
    store.close()
    if not key:
        (tmp_path / "elsewhere").mkdir()
        shutil.copy(tmp_path / "data" / "key", tmp_path / "elsewhere" / "key")
    bring_back(tmp_path / "elsewhere", file)
    again = Store.open(tmp_path / "elsewhere")
    assert again.key == store.key
    assert answers(again) == before
    assert told(again) == rows
    again.close()
    tried(len(before), "answers of a restored backup compared with those before", "all the same")


def test_an_encrypted_backup_holds_nothing_readable_and_needs_the_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, KEY)
    store = Store.open(tmp_path / "data")
    store.keep(everything(CANARY), by="Ann")
    file = store.back_up(tmp_path / "backup.zip")
    store.close()
    with zipfile.ZipFile(file) as archive:
        archive.extractall(tmp_path / "unpacked")
    assert bytes_with(tmp_path / "unpacked", CANARY, store.key.decode()) == []
    monkeypatch.delenv(VARIABLE)
    with pytest.raises(StoreRefused, match="no key was found"):
        bring_back(tmp_path / "elsewhere", file)
    assert not (tmp_path / "elsewhere" / "rollcall.duckdb").exists()


def test_a_plain_backup_does_not_hold_the_key_of_the_hashes_and_asks_for_it(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "data")
    store.keep([children("ab")], by="Ann")
    file = store.back_up(tmp_path / "backup.zip")
    store.close()
    with zipfile.ZipFile(file) as archive:
        assert store.key not in b"".join(archive.read(name) for name in archive.namelist())
    with pytest.raises(StoreRefused, match="Put the file `key`"):
        bring_back(tmp_path / "elsewhere", file)
    bring_back(tmp_path / "elsewhere", file, whatever_key=True)
    again = Store.open(tmp_path / "elsewhere")
    assert len(again.uploads()) == 1
    again.close()


def test_restoring_over_what_is_there_puts_it_aside(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "data")
    store.keep([spells("ab")], by="Ann")
    file = store.back_up(tmp_path / "backup.zip")
    store.keep([spells("abcde", as_at=NOVEMBER)], by="Ben")
    store.close()
    backup, aside = bring_back(tmp_path / "data", file)
    assert backup.rows["spells"] == 2
    assert aside is not None
    again = Store.open(tmp_path / "data")
    assert [upload.by for upload in again.uploads()] == ["Ann"]
    again.close()
    shutil.copytree(aside, tmp_path / "aside")
    old = Store.open(tmp_path / "aside")
    assert [upload.by for upload in old.uploads()] == ["Ben", "Ann"]
    old.close()


class Killed(BaseException):
    """The process ends here: nothing after it is done, as nothing would be."""


@pytest.mark.threat("killed")
def test_a_restore_that_is_killed_at_any_step_is_done_or_not_done_at_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tried: Callable[[int, str, str], None]
) -> None:
    whole = tmp_path / "whole"
    store = Store.open(whole)
    store.keep([spells("ab")], by="Ann")
    file = store.back_up(tmp_path / "backup.zip")
    store.keep([spells("abcde", as_at=NOVEMBER)], by="Ben")
    store.close()
    outcomes, at = [], 0
    ended = False
    while not ended:
        folder, done, at = tmp_path / f"killed at {at}", 0, at + 1
        shutil.copytree(whole, folder)

        def counted(doing: Callable[..., object], last: int) -> Callable[..., object]:
            def step(*given: object, **named: object) -> object:
                nonlocal done
                done += 1
                if done >= last:  # nor is anything tidied up on the way out
                    raise Killed
                return doing(*given, **named)

            return step

        with monkeypatch.context() as killing:
            for name in ("replace", "unlink", "mkdir", "fsync"):
                killing.setattr(os, name, counted(getattr(os, name), at))
            try:
                bring_back(folder, file)
                ended = True
            except Killed:
                pass
        again = Store.open(folder)
        outcomes.append([upload.by for upload in again.uploads()])
        again.close()
        aside = list((folder / "put_aside").glob("*/rollcall.duckdb"))
        assert len(aside) == (outcomes[-1] == ["Ann"])
        assert not [path.name for path in folder.iterdir() if path.name.startswith(("restoring", "rollcall.duckdb.", "key."))]
        if aside:
            old = Store.open(aside[0].parent)
            assert [upload.by for upload in old.uploads()] == ["Ben", "Ann"]
            old.close()
    before = outcomes.index(["Ann"])
    assert 2 <= before < len(outcomes) - 5
    assert outcomes == [["Ben", "Ann"]] * before + [["Ann"]] * (len(outcomes) - before)
    tried(len(outcomes) - 1, "restores killed between two writes", "done or not done at the next start, and what was there is put aside")


def test_a_restore_that_the_system_will_not_finish_says_where_the_data_is_and_goes_on_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "data"
    store = Store.open(data)
    store.keep([spells("ab")], by="Ann")
    file = store.back_up(tmp_path / "backup.zip")
    store.keep([spells("abcde", as_at=NOVEMBER)], by="Ben")
    store.close()

    def full_disk(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr("rollcall.store.restore.acknowledge", full_disk)
        for attempt in (lambda: bring_back(data, file), lambda: Store.open(data)):
            with pytest.raises(StoreRefused, match=r"No space left.*put_aside.*goes on where it stopped"):
                attempt()
    again = Store.open(data)
    assert [upload.by for upload in again.uploads()] == ["Ann"]
    again.close()


@pytest.mark.threat("bad_disk")
def test_a_damaged_backup_is_refused_and_nothing_is_changed(tmp_path: Path, tried: Callable[[int, str, str], None]) -> None:
    store = Store.open(tmp_path / "data")
    store.keep([spells("ab")], by="Ann")
    file = store.back_up(tmp_path / "backup.zip")
    store.keep([spells("abc", as_at=NOVEMBER)], by="Ben")
    store.close()
    whole = file.read_bytes()
    places = [*range(0, len(whole), max(1, len(whole) // 60)), len(whole) - 30]
    refused = 0
    for place in places:
        damaged = bytearray(whole)
        damaged[place] ^= 0x5A
        file.write_bytes(damaged)
        try:
            bring_back(tmp_path / "data", file)
        except StoreRefused:
            refused += 1
            continue
        again = Store.open(tmp_path / "data")  # a byte that means nothing was turned: then it is the whole backup
        assert [upload.by for upload in again.uploads()] == ["Ann"]
        again.close()
    for cut in (0, 10, len(whole) // 2, len(whole) - 5):
        file.write_bytes(whole[:cut])
        with pytest.raises(StoreRefused, match=r"no backup of Rollcall|damaged"):
            bring_back(tmp_path / "data", file)
    assert refused > len(places) * 0.8
    tried(len(places) + 4, "damaged and cut backups restored", "refused in a sentence, or whole")


def test_a_foreign_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("no backup")
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("x", "y")
    for name in ("a.txt", "a.zip"):
        with pytest.raises(StoreRefused, match="no backup of Rollcall"):
            read_backup(tmp_path / name)
    with pytest.raises(StoreRefused, match="cannot be opened"):
        read_backup(tmp_path / "none.zip")


def test_only_the_latest_backups_stay_and_one_is_made_only_when_something_changed(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "data")
    store.look()
    assert store.backups() == ()
    for number in range(9):
        store.keep([spells("ab", partner=f"Partner {number}")], by="Ann")
        store.look()
        store.look()
    changes = [backup.changes for _, backup in store.backups()]
    assert len(changes) == 7
    assert changes == sorted(changes, reverse=True)
    store.close()


def test_the_commands_back_up_and_restore(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("ROLLCALL_DATA", str(tmp_path / "data"))
    store = Store.open(tmp_path / "data")
    store.keep([spells("abc")], by="Ann")
    assert main(["backup", str(tmp_path / "b.zip")]) == 2
    assert "Another Rollcall may be using it" in capsys.readouterr().err
    store.close()
    assert main(["backup", str(tmp_path / "b.zip")]) == 0
    assert "rows, checked" in capsys.readouterr().out
    assert main(["restore", str(tmp_path / "b.zip")]) == 0
    assert "What was kept before is in" in capsys.readouterr().out
    assert main(["restore", str(tmp_path / "none.zip")]) == 2
    assert main(["restore"]) == 2


def test_a_backup_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "data")
    store.keep([spells("abc")], by="Ann")
    with pytest.raises(StoreRefused, match="could not be written"):
        store.back_up(tmp_path / "no such folder" / "b.zip")
    assert store.query("SELECT count(*) FROM spells").rows == [(3,)]
    store.close()
