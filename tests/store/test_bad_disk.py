"""Full, read-only and failing disks, and turned bytes: a sentence, nothing acknowledged lost, and recovery where it can be."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

from rollcall.errors import StoreRefused
from rollcall.store import Store, bring_back, go_on_with_what_is_left
from rollcall.store.database_key import VARIABLE
from tests.conftest import REPOSITORY
from tests.store.kept import KEY, everything, told
from tests.store.rows import NOVEMBER, children, spells

TURNED = int(os.environ.get("ROLLCALL_TURNED_BYTES", "12"))
both = pytest.mark.parametrize("key", ["", KEY], ids=["plain", "encrypted"])


@pytest.fixture(autouse=True)
def no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys are in the data folder, and nothing is encrypted unless a test says so."""
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.delenv("ROLLCALL_KEY", raising=False)


def in_a_process(program: str, *arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a program that may lose rights or room, apart from the tests."""
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program), *map(str, arguments)],
        capture_output=True,
        text=True,
        cwd=REPOSITORY,
        env={**os.environ, **environment},
        check=False,
        timeout=120,
    )


FULL = """
    import resource, signal, sys
    from pathlib import Path
    from rollcall.errors import StoreRefused
    from rollcall.store import Store
    from tests.store.kept import everything, full
    folder = Path(sys.argv[1])
    store = Store.open(folder)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    if sys.argv[2] == "limit":
        size = (folder / "rollcall.duckdb").stat().st_size
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + 300_000, resource.RLIM_INFINITY))
    kept = 1
    for number in range(60):
        try:
            store.keep([full("children", f"full{number}", 1500, f"Partner {number}")], by="Ann")
        except StoreRefused as refused:
            print(refused)
            break
        kept += 1
        print("kept", kept, flush=True)
    assert len(store.uploads()) == kept, (len(store.uploads()), kept)
    if sys.argv[2] == "limit":
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    else:
        (folder / "filler").unlink()
    store.keep(everything("after", rows=5), by="Ann")
    assert len(store.uploads()) == kept + 1
    print("goes on", kept + 1)
    store.close()
"""


@pytest.mark.threat("bad_disk")
@both
def test_a_full_disk_is_told_loses_nothing_and_is_got_over_without_a_restart(tmp_path: Path, key: str) -> None:
    environment = {VARIABLE: key} if key else {}
    with pytest.MonkeyPatch.context() as patched:
        if key:
            patched.setenv(VARIABLE, key)
        store = Store.open(tmp_path / "data")
        store.keep(everything("before", rows=5), by="Ann")
        store.close()
        done = in_a_process(FULL, tmp_path / "data", "limit", **environment)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "disk is full" in done.stdout
        again = Store.open(tmp_path / "data")
        assert f"goes on {len(again.uploads())}" in done.stdout
        again.close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 24 MB of its own, where this person may make one; else a folder, over which only the limit on files is tried."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = os.name == "posix" and subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", disk], check=False).returncode == 0
    yield disk
    if mounted:
        subprocess.run(["umount", disk], check=False)


@pytest.mark.threat("bad_disk")
def test_a_disk_that_really_is_full(small_disk: Path) -> None:
    store = Store.open(small_disk / "data")
    store.keep(everything("before", rows=5), by="Ann")
    store.close()
    real = os.path.ismount(small_disk)
    (small_disk / "data" / "filler").write_bytes(bytes(9_000_000))
    done = in_a_process(FULL, small_disk / "data", "disk" if real else "limit")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "disk is full" in done.stdout
    assert "goes on" in done.stdout


@pytest.mark.threat("bad_disk")
def test_a_folder_that_may_not_be_written_to_is_told(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "data")
    store.keep([spells("abc")], by="Ann")
    store.close()
    program = """
        import os, sys
        from pathlib import Path
        from rollcall.errors import StoreRefused
        from rollcall.store import Store
        if os.getuid() == 0:
            os.setgroups([]); os.setgid(65534); os.setuid(65534)  # the person who runs the tests may write anywhere: this one may not
        try:
            Store.open(Path(sys.argv[1]))
        except StoreRefused as refused:
            print(refused)
    """
    for path in [*tmp_path.parents][:-1]:
        if path.owner() == "root" and not path.stat().st_mode & 0o001 and str(path).startswith("/tmp/"):
            path.chmod(path.stat().st_mode | 0o011)
    tmp_path.chmod(0o755)
    (tmp_path / "data").chmod(0o500)
    done = in_a_process(program, tmp_path / "data")
    (tmp_path / "data").chmod(0o700)
    assert "cannot write to the data folder" in done.stdout, done.stderr
    assert "restore" in done.stdout
    again = Store.open(tmp_path / "data")
    assert len(again.uploads()) == 1
    again.close()


def bad_copies(whole: Path, name: str, places: list[int], work: Path) -> Iterator[Path]:
    """Copies of a data folder with one file's byte turned, one place after another; a place below nought cuts the end off."""
    for place in places:
        shutil.rmtree(work, ignore_errors=True)
        shutil.copytree(whole, work)
        data = bytearray((work / name).read_bytes())
        if place < 0:
            data = data[:place]
        else:
            data[place] ^= 0xFF
        (work / name).write_bytes(data)
        yield work


def read_all(folder: Path) -> dict[str, list[tuple]]:
    """Everything that a store tells, as a person would meet it: after a refusal Rollcall is started once more."""
    try:
        store = Store.open(folder)
        try:
            return told(store)
        finally:
            store.close()
    except StoreRefused:
        store = Store.open(folder)
        try:
            return told(store)
        finally:
            store.close()


def read_all_or_say(folder: Path) -> dict[str, list[tuple]] | str:
    """The same, or the sentence that says why nothing can be read."""
    try:
        return read_all(folder)
    except StoreRefused as refused:
        return str(refused)


@pytest.mark.threat("bad_disk")
@both
def test_a_database_with_turned_bytes_is_brought_back_from_the_backup_of_its_last_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str, tried: Callable[[int, str, str], None]
) -> None:
    if key:
        monkeypatch.setenv(VARIABLE, key)
    store = Store.open(tmp_path / "data")
    store.keep(everything("x"), by="Ann")
    before = told(store)
    store.back_up()
    store.close()
    size = (tmp_path / "data" / "rollcall.duckdb").stat().st_size
    dice = random.Random(4)
    places = [0, 8, 12, 20, 100, 4096, 4104, 8192, 8200, -1, -300_000, *(dice.randrange(size) for _ in range(TURNED))]
    for folder in bad_copies(tmp_path / "data", "rollcall.duckdb", places, tmp_path / "work"):
        assert read_all(folder) == before
    tried(
        len(places),
        f"turned bytes in a database ({'encrypted' if key else 'plain'}) with a backup of its last change",
        "all brought back, unasked",
    )


@pytest.mark.threat("bad_disk")
@both
def test_a_database_with_turned_bytes_and_no_such_backup_is_refused_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str, tried: Callable[[int, str, str], None]
) -> None:
    if key:
        monkeypatch.setenv(VARIABLE, key)
    store = Store.open(tmp_path / "data")
    store.keep([children("abc")], by="Ann")
    store.back_up()
    store.keep(everything("x"), by="Ann")
    before = told(store)
    store.close()
    size = (tmp_path / "data" / "rollcall.duckdb").stat().st_size
    dice = random.Random(5)
    places = [0, 8, 4096, 8192, -1, *(dice.randrange(size) for _ in range(TURNED // 2))]
    refused = 0
    for folder in bad_copies(tmp_path / "data", "rollcall.duckdb", places, tmp_path / "work"):
        found = read_all_or_say(folder)
        if isinstance(found, str):
            assert "python -m rollcall restore" in found
            refused += 1
        else:
            assert found == before  # the byte means nothing, or stands in a table that is made anew
    assert refused
    tried(
        len(places), f"turned bytes in a database ({'encrypted' if key else 'plain'}) without one", "refused, naming the backup; or whole"
    )


@pytest.mark.threat("bad_disk")
@both
def test_a_damaged_log_loses_nothing_in_silence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str, tried: Callable[[int, str, str], None]
) -> None:
    if key:
        monkeypatch.setenv(VARIABLE, key)
    program = """
        import os, sys
        from pathlib import Path
        from rollcall.store import Store
        from tests.store.rows import children, spells, NOVEMBER
        store = Store.open(Path(sys.argv[1]))
        store.keep([children("abc")], by="Ann")
        store._engine.checkpoint = lambda: None  # as if the process were killed between the change and the checkpoint
        store.keep([spells("abc")], by="Ben")
        store.keep([spells("ab", as_at=NOVEMBER)], by="Cleo")
        os._exit(9)
    """
    in_a_process(program, tmp_path / "data")
    log = tmp_path / "data" / "rollcall.duckdb.wal"
    size = log.stat().st_size
    dice = random.Random(6)
    places = [0, 4, 8, 20, 40, -1, -50, *(dice.randrange(size) for _ in range(TURNED // 2))]
    refused = 0
    for folder in bad_copies(tmp_path / "data", "rollcall.duckdb.wal", places, tmp_path / "work"):
        found = read_all_or_say(folder)
        if isinstance(found, str):
            assert "python -m rollcall restore" in found
            refused += 1
            assert go_on_with_what_is_left(folder) >= 1
        store = Store.open(folder)
        by = [upload.by for upload in store.uploads()]
        assert by == ["Cleo", "Ben", "Ann"][-len(by) :]
        assert isinstance(found, str) or len(by) == 3
        store.close()
    assert refused > len(places) // 2
    tried(len(places), f"turned bytes in the log ({'encrypted' if key else 'plain'})", "what is missing is told, never left out in silence")


@pytest.mark.threat("bad_disk")
def test_a_damaged_log_that_holds_nothing_acknowledged_is_put_aside(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "data")
    store.keep([children("abc")], by="Ann")
    store.close()
    (tmp_path / "data" / "rollcall.duckdb.wal").write_bytes(os.urandom(5000))
    again = Store.open(tmp_path / "data")
    assert [upload.by for upload in again.uploads()] == ["Ann"]
    again.close()


@pytest.mark.threat("bad_disk")
def test_a_database_that_is_gone_or_older_than_what_was_acknowledged_is_noticed(tmp_path: Path) -> None:
    data = tmp_path / "data"
    store = Store.open(data)
    store.keep([children("abc")], by="Ann")
    store.close()
    shutil.copy(data / "rollcall.duckdb", tmp_path / "older")
    store = Store.open(data)
    store.keep([children("abcd", as_at=NOVEMBER)], by="Ben")
    store.close()
    shutil.copy(tmp_path / "older", data / "rollcall.duckdb")
    with pytest.raises(StoreRefused, match="The last 1 changes"):
        Store.open(data)
    (data / "rollcall.duckdb").unlink()
    for _ in range(2):
        with pytest.raises(StoreRefused, match="All 2 changes that were kept are missing") as refused:
            Store.open(data)
        assert "what-is-left" not in str(refused.value)
        assert not (data / "rollcall.duckdb").exists()
    with pytest.raises(StoreRefused, match="nothing to go on with"):
        go_on_with_what_is_left(data)
    shutil.copy(tmp_path / "older", data / "rollcall.duckdb")
    assert go_on_with_what_is_left(data) == 1
    store = Store.open(data)
    assert [upload.by for upload in store.uploads()] == ["Ann"]
    store.close()


def test_where_a_database_was_put_aside_is_said_when_the_one_that_took_its_place_is_gone(tmp_path: Path) -> None:
    data = tmp_path / "data"
    store = Store.open(data)
    store.keep([children("abc")], by="Ann")
    backup = store.back_up(tmp_path / "b.zip")
    store.keep([children("abcd", as_at=NOVEMBER)], by="Ben")
    store.close()
    _, aside = bring_back(data, backup)
    (data / "rollcall.duckdb").unlink()
    with pytest.raises(StoreRefused, match="missing") as refused:
        Store.open(data)
    assert f"put aside is in {aside}: to go on with that one, move the files there into {data}" in str(refused.value)
    assert aside is not None
    for path in aside.iterdir():
        path.replace(data / path.name)
    store = Store.open(data)
    assert [upload.by for upload in store.uploads()] == ["Ben", "Ann"]
    store.close()


def test_after_a_fatal_error_the_database_is_opened_again_while_others_are_asking(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "data")
    store.keep([spells("abc")], by="Ann")
    with store.reading() as other:
        with pytest.raises(StoreRefused), store._engine.cursor():
            raise duckdb.FatalException("could not write")
        assert other.query("SELECT count(*) FROM spells").rows == [(3,)]
    assert store.query("SELECT count(*) FROM spells").rows == [(3,)]
    store.close()
