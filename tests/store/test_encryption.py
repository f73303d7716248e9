"""With a key the database, its log, what it spills and its backups are encrypted; nothing that was kept stands readable on the disk."""

from __future__ import annotations

import os
import shutil
import signal
import stat
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from rollcall.errors import StoreRefused
from rollcall.store import Store, bring_back, change_key
from rollcall.store.connection import is_encrypted
from rollcall.store.database_key import VARIABLE
from rollcall.store.key import find_key
from tests.conftest import REPOSITORY
from tests.store.kept import KEY, OTHER_KEY, bytes_with, everything, full, told
from tests.store.rows import children, spells

CANARY = "Zanzibarcanary"


@pytest.fixture
def key(monkeypatch: pytest.MonkeyPatch) -> str:
    """A database key in the environment."""
    monkeypatch.setenv(VARIABLE, KEY)
    return KEY


def killed_while(program: str, folder: Path, said: str, **environment: str) -> None:
    """Run a program over a folder until it says something, and kill it there."""
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(program), str(folder)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=REPOSITORY,
        env={**os.environ, **environment},
    )
    assert process.stdout is not None
    assert any(line.strip() == said for line in process.stdout)
    process.send_signal(signal.SIGKILL)
    process.wait()


def leave_a_damaged_log(data: Path, at: int) -> None:
    """What a process leaves that is killed after a change which nobody was told of, on a disk that then loses bytes of its log."""
    before = {name: (data / name).read_bytes() for name in ("rollcall.duckdb", "acknowledged")}
    store = Store.open(data)
    store._engine.checkpoint = lambda: None  # type: ignore[method-assign]
    store.keep([full("children", CANARY, partner="Another partner")], by="Ben")
    log = bytearray((data / "rollcall.duckdb.wal").read_bytes())
    store.close()
    for name, data_before in before.items():
        (data / name).write_bytes(data_before)
    log[at : at + 56] = bytes(56)
    (data / "rollcall.duckdb.wal").write_bytes(log)


SPILLS = f"""
    import sys
    from pathlib import Path
    from rollcall.store import Store
    from rollcall.store import connection
    from tests.store.kept import everything
    small = connection.connect
    from rollcall.store import engine
    engine.connect = lambda folder, key: small(folder, key, memory="60MiB")
    store = Store.open(Path(sys.argv[1]))
    store._engine.checkpoint = lambda: None  # what is kept stays in the log
    store.keep(everything("{CANARY}"), by="{CANARY} by")
    store.keep(everything("{CANARY}", partner="{CANARY} partner"), by="{CANARY}")
    store.set_setting("{CANARY} setting", "{CANARY} value")
    with store._engine.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE many AS SELECT '{CANARY}' || repeat(i::VARCHAR, 40) AS text FROM range(600000) AS r(i)")
        print("spilled", flush=True)
        import time
        time.sleep(60)
"""


@pytest.mark.threat("stolen_disk")
def test_no_canary_stands_in_the_database_its_log_its_spill_or_its_backups(
    tmp_path: Path, key: str, tried: Callable[[int, str, str], None]
) -> None:
    data = tmp_path / "data"
    killed_while(SPILLS, data, "spilled")
    sizes = {path.name: path.stat().st_size for path in data.rglob("*") if path.is_file()}
    assert sizes["rollcall.duckdb.wal"] > 10_000
    assert sum(size for name, size in sizes.items() if name.startswith("duckdb_temp")) > 10_000_000
    assert bytes_with(data, CANARY) == []
    store = Store.open(data)
    assert len(store.uploads()) == 2
    assert not list((data / "temp").iterdir())
    backup = store.back_up(tmp_path / "backup.zip")
    store.back_up()
    store.close()
    assert bytes_with(tmp_path, CANARY) == []
    assert backup.exists()
    tried(len(sizes), "encrypted files of a killed process searched for canaries of every text column", "none found")


@pytest.mark.threat("stolen_disk")
def test_without_a_key_the_same_canaries_are_found_so_the_search_can_find_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    killed_while(SPILLS, tmp_path / "data", "spilled")
    found = bytes_with(tmp_path / "data", CANARY)
    assert "rollcall.duckdb.wal" in found
    assert [name for name in found if name.startswith("duckdb_temp")]


def test_what_was_kept_is_there_when_an_encrypted_store_is_opened_again(tmp_path: Path, key: str) -> None:
    store = Store.open(tmp_path / "data")
    store.keep([children("abc"), spells("ab")], by="Ann")
    before = told(store)
    store.close()
    again = Store.open(tmp_path / "data")
    assert again.is_encrypted
    assert told(again) == before
    again.close()


@pytest.mark.threat("stolen_disk")
@pytest.mark.parametrize(("given", "says"), [(OTHER_KEY, "another key"), (None, "no key was found")])
def test_another_key_or_none_is_refused_in_a_sentence(
    tmp_path: Path, key: str, monkeypatch: pytest.MonkeyPatch, given: str | None, says: str
) -> None:
    store = Store.open(tmp_path / "data")
    store.keep([spells("ab")], by="Ann")
    store.close()
    monkeypatch.setenv(VARIABLE, given) if given else monkeypatch.delenv(VARIABLE)
    with pytest.raises(StoreRefused, match=says):
        Store.open(tmp_path / "data")
    monkeypatch.setenv(VARIABLE, KEY)
    again = Store.open(tmp_path / "data")
    assert len(again.uploads()) == 1
    again.close()


def test_a_key_that_could_be_guessed_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "swordfish")
    with pytest.raises(StoreRefused, match="shorter than 32"):
        Store.open(tmp_path / "data")


@pytest.mark.threat("stolen_disk")
def test_a_database_from_before_there_was_a_key_is_encrypted_at_the_first_start_with_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    store = Store.open(tmp_path / "data")
    store.keep(everything(CANARY), by="Ann")
    store.back_up()
    hashes, before = store.key, told(store)
    store.close()
    assert bytes_with(tmp_path / "data", CANARY)
    monkeypatch.setenv(VARIABLE, KEY)
    encrypted = Store.open(tmp_path / "data")
    assert told(encrypted) == before
    assert encrypted.key == hashes
    encrypted.close()
    assert is_encrypted(tmp_path / "data" / "rollcall.duckdb")
    assert bytes_with(tmp_path / "data", CANARY, hashes.decode()) == []


@pytest.mark.threat("stolen_disk")
def test_what_was_put_aside_in_the_clear_is_gone_from_the_disk_once_there_is_a_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tried: Callable[[int, str, str], None]
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.delenv("ROLLCALL_KEY", raising=False)
    data = tmp_path / "data"
    store = Store.open(data)
    store.keep([full("children", CANARY)], by="Ann")
    store.back_up()
    hashes = store.key.decode()
    store.close()
    leave_a_damaged_log(data, at=8)
    Store.open(data).close()  # puts the damaged log aside
    bring_back(data, next((data / "backups").iterdir()))  # and this the database, with a copy of its key
    (data / "put_aside" / "a log alone").mkdir()
    (data / "put_aside" / "a log alone" / "rollcall.duckdb.wal").write_text(CANARY)
    (data / "backups" / "rollcall-20200101-000000-1.zip").write_text(f"a damaged backup with {CANARY}")
    readable = bytes_with(data, CANARY, hashes)
    assert {"log", "rollcall.duckdb", "rollcall.duckdb.wal", "rollcall-20200101-000000-1.zip", "key"} <= set(readable)
    monkeypatch.setenv(VARIABLE, KEY)
    store = Store.open(data)
    assert len(store.uploads()) == 1
    store.look()
    store.close()
    assert bytes_with(data, CANARY, hashes) == []
    tried(len(readable), "readable files put aside before there was a key, searched for on the disk after", "none left")


@pytest.mark.threat("stolen_disk")
def test_what_was_put_aside_encrypted_stays_and_no_key_lies_beside_it_in_the_clear(
    tmp_path: Path, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ROLLCALL_KEY", raising=False)
    data = tmp_path / "data"
    store = Store.open(data)
    store.keep([children("abc")], by="Ann")
    hashes, backup = store.key, store.back_up(tmp_path / "b.zip")
    store.close()
    leave_a_damaged_log(data, at=1000)  # DuckDB leaves out an encrypted log with a damaged beginning without a word
    Store.open(data).close()
    _, aside = bring_back(data, backup)
    assert aside is not None
    (aside / "key").write_bytes(hashes)
    Store.open(data).close()
    assert (data / "put_aside" / "log.encrypted").exists()
    assert bytes_with(data, hashes.decode()) == []
    shutil.copytree(aside, tmp_path / "aside")
    old = Store.open(tmp_path / "aside")
    assert (len(old.uploads()), old.key) == (1, hashes)
    old.close()


@pytest.mark.threat("stolen_disk")
def test_a_key_file_that_another_key_stands_in_for_is_wrapped_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.delenv("ROLLCALL_KEY", raising=False)
    store = Store.open(tmp_path / "data")
    store.close()
    monkeypatch.setenv("ROLLCALL_KEY", "one of our own, and long enough for it")
    monkeypatch.setenv(VARIABLE, KEY)
    Store.open(tmp_path / "data").close()
    assert bytes_with(tmp_path / "data", store.key.decode()) == []


@pytest.mark.threat("stolen_disk")
def test_the_key_of_the_hashes_is_never_beside_an_encrypted_database_in_the_clear(tmp_path: Path, key: str) -> None:
    store = Store.open(tmp_path / "data")
    assert bytes_with(tmp_path / "data", store.key.decode()) == []
    store.close()
    again = Store.open(tmp_path / "data")
    assert again.key == store.key
    again.close()


def test_the_lock_down_holds_over_an_encrypted_database_too(tmp_path: Path, key: str) -> None:
    import duckdb

    store = Store.open(tmp_path / "data")
    for statement in (
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM read_text('https://127.0.0.1/x')",
        "COPY children TO '/tmp/children.csv'",
        "ATTACH '/tmp/other.duckdb'",
        "INSTALL excel",
        "SET force_mbedtls_unsafe = true",
        "SET temp_file_encryption = false",
        "SET enable_external_access = true",
    ):
        with pytest.raises(duckdb.Error):
            store.query(statement)
    store.close()


def test_every_cursor_is_at_the_encrypted_database_and_not_at_one_in_memory(tmp_path: Path, key: str) -> None:
    store = Store.open(tmp_path / "data")
    with store.reading() as one, store.reading() as two:
        assert one.query("SELECT current_database()").rows == two.query("SELECT current_database()").rows == [("rollcall",)]
    assert store.query("SELECT current_database()").rows == [("rollcall",)]
    store.close()


def test_changing_the_key_encrypts_everything_anew(tmp_path: Path, key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store.open(tmp_path / "data")
    store.keep(everything(CANARY), by="Ann")
    before, hashes = told(store), store.key
    store.close()
    monkeypatch.setenv("ROLLCALL_NEXT_DATABASE_KEY", OTHER_KEY)
    change_key([tmp_path / "data"])
    monkeypatch.delenv("ROLLCALL_NEXT_DATABASE_KEY")
    with pytest.raises(StoreRefused, match="another key"):
        Store.open(tmp_path / "data")
    monkeypatch.setenv(VARIABLE, OTHER_KEY)
    again = Store.open(tmp_path / "data")
    assert (told(again), again.key) == (before, hashes)
    again.close()


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such modes: the folder is as private as the person's own")
def test_without_a_key_every_file_is_its_owner_s_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    store = Store.open(tmp_path / "data")
    store.keep([spells("ab")], by="Ann")
    store.back_up()
    store.delete_partner("Council")
    assert not store.is_encrypted
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "data").rglob("*")}
    folders = {path.name for path in (tmp_path / "data").rglob("*") if path.is_dir()}
    assert {name: mode for name, mode in modes.items() if mode != (0o700 if name in folders else 0o600)} == {}
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700
    store.close()


def test_the_old_key_file_is_wrapped_and_gives_the_same_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    plain = find_key(tmp_path)
    monkeypatch.setenv(VARIABLE, KEY)
    from rollcall.store.database_key import find_database_key

    assert find_key(tmp_path, find_database_key()) == plain
    assert plain not in (tmp_path / "key").read_bytes()
    assert find_key(tmp_path, find_database_key()) == plain
