"""The database file: locked down, private, whole after a crash, and read by many while one writes."""

from __future__ import annotations

import stat
import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import duckdb
import pytest

from rollcall.errors import StoreRefused
from rollcall.store import Store
from rollcall.store.files import remove_folder_for_good
from rollcall.store.key import find_key
from tests.store.rows import NOVEMBER, children, spells

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_text('{folder}/../outside.txt')",
        "SELECT * FROM read_text('{folder}/link.txt')",
        "COPY children TO '/tmp/children.csv'",
        "ATTACH '/tmp/other.duckdb'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "SET memory_limit = '1GB'",
        "EXPORT DATABASE '/tmp/all'",
    ],
)
def test_a_query_reaches_nothing_but_the_store(tmp_path: Path, statement: str) -> None:
    (tmp_path / "outside.txt").write_text("secret")
    store = Store.open(tmp_path / "data")
    (tmp_path / "data" / "link.txt").symlink_to(tmp_path / "outside.txt")
    with pytest.raises(duckdb.Error):
        store.query(statement.format(folder=tmp_path / "data"))
    store.close()


def test_a_variable_of_the_program_is_not_a_table() -> None:
    rows = [1, 2, 3]
    with pytest.raises(duckdb.Error):
        Store.open().query("SELECT * FROM rows")
    assert rows


def test_only_the_owner_can_look_into_the_data_folder(tmp_path: Path) -> None:
    Store.open(tmp_path / "data").close()
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "data").iterdir()}
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700
    assert modes["key"] == 0o600
    assert modes["rollcall.duckdb"] == 0o600


def test_the_key_stays_the_same_and_the_environment_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ROLLCALL_KEY", raising=False)
    first = find_key(tmp_path)
    assert first == find_key(tmp_path)
    assert find_key(None) != find_key(None)
    monkeypatch.setenv("ROLLCALL_KEY", "one of our own, and long enough for it")
    assert find_key(tmp_path) == b"one of our own, and long enough for it"


@pytest.mark.threat("names_kept")
@pytest.mark.parametrize("key", ["", "x", "x" * 31, "é"])
def test_a_key_of_the_hashes_that_could_be_guessed_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    monkeypatch.delenv("ROLLCALL_KEY", raising=False)
    (tmp_path / "key").write_text(key, encoding="utf-8")
    with pytest.raises(StoreRefused, match=r"the file .*key.* shorter than 32"):
        Store.open(tmp_path)
    assert (tmp_path / "key").read_text(encoding="utf-8") == key
    if key:
        monkeypatch.setenv("ROLLCALL_KEY", key)
        with pytest.raises(StoreRefused, match=r"ROLLCALL_KEY, .* shorter than 32"):
            Store.open(tmp_path)


def test_what_was_kept_is_there_when_the_store_is_opened_again(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "data")
    store.keep([children("abc"), spells("ab")], by="Ann")
    store.close()
    again = Store.open(tmp_path / "data")
    assert again.query("SELECT count(*) FROM spells").rows == [(2,)]
    assert again.as_at is not None
    again.close()


def test_tables_made_by_an_older_version_are_filled_again(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "data")
    store.keep([children("abc"), spells("ab")], by="Ann")
    store.query("UPDATE kept.state SET fingerprint = 'older'")
    store.query("DROP TABLE spells")
    store.close()
    again = Store.open(tmp_path / "data")
    assert again.query("SELECT count(*) FROM spells WHERE child IS NOT NULL").rows == [(2,)]
    again.close()


def test_a_second_process_is_told_who_has_the_folder(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "data")
    program = "import sys; from pathlib import Path; from rollcall.store import Store; Store.open(Path(sys.argv[1]))"
    other = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "data")], capture_output=True, text=True, cwd=REPOSITORY, check=False
    )
    assert other.returncode == 1
    assert "StoreRefused: The data folder" in other.stderr
    assert "Another Rollcall may be using it" in other.stderr
    store.close()


def test_a_killed_process_loses_nothing_it_had_kept_and_leaves_no_half(tmp_path: Path) -> None:
    program = textwrap.dedent("""
        import sys
        from pathlib import Path
        from rollcall.store import Store
        from tests.store.rows import children, spells
        store = Store.open(Path(sys.argv[1]))
        for number in range(1000):
            store.keep([children("ab", partner=f"p{number}"), spells("abc", partner=f"p{number}")], by="Ann")
            print(number + 1, flush=True)
    """)
    process = subprocess.Popen([sys.executable, "-c", program, str(tmp_path / "data")], stdout=subprocess.PIPE, text=True, cwd=REPOSITORY)
    assert process.stdout is not None
    for line in process.stdout:
        if int(line) == 3:
            break
    process.kill()
    process.wait()
    store = Store.open(tmp_path / "data")
    uploads = len(store.uploads())
    assert uploads >= 3
    assert store.query("SELECT count(*) FROM kept.children").rows == [(2 * uploads,)]
    assert store.query("SELECT count(*) FROM kept.spells").rows == [(3 * uploads,)]
    assert store.query("SELECT count(*) FROM spells").rows == [(2 + uploads,)]  # a and b once, and c, whom no list has, for each partner
    store.close()


def test_a_reading_sees_one_picture_while_something_is_kept() -> None:
    store = Store.open()
    store.keep([spells("abc")], by="Ann")
    with store.reading() as reading:
        before = reading.query("SELECT count(*) FROM spells").rows
        store.keep([spells("a", as_at=NOVEMBER)], by="Ann")
        assert reading.query("SELECT count(*) FROM spells").rows == before == [(3,)]
    assert store.query("SELECT count(*) FROM spells").rows == [(1,)]


def test_many_threads_read_either_before_or_after_a_keep() -> None:
    store = Store.open()
    store.keep([spells("abc")], by="Ann")
    seen: set[tuple[int, int]] = set()
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            with store.reading() as reading:
                one = reading.query("SELECT count(*) FROM spells").rows[0][0]
                two = reading.query("SELECT count(*) FROM kept.versions WHERE active").rows[0][0]
                seen.add((one, two))

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for number in range(10):
        store.keep([spells("a" * (1 + number % 2), as_at=NOVEMBER)], by="Ann")
    stop.set()
    for reader in readers:
        reader.join()
    assert seen <= {(3, 1), (1, 1), (2, 1)}


def test_two_threads_keep_one_after_the_other() -> None:
    store = Store.open()
    keepers = [threading.Thread(target=store.keep, args=([spells("abc", partner=f"Partner {number}")], "Ann")) for number in range(4)]
    for keeper in keepers:
        keeper.start()
    for keeper in keepers:
        keeper.join()
    assert len(store.uploads()) == 4
    assert store.query("SELECT count(*) FROM spells").rows == [(4 * 3,)]


def test_nothing_of_what_was_deleted_is_left_in_the_file(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "data")
    marked = spells("abc", partner="A partner to forget")
    store.keep([marked], by="Ann")
    store.delete_everything()
    store.close()
    left = b"".join(path.read_bytes() for path in (tmp_path / "data").iterdir() if path.is_file())
    assert b"A partner to forget" not in left


def test_a_store_that_stopped_is_opened_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store.open(tmp_path / "data")
    store.keep([spells("abc")], by="Ann")

    def full_disk(*_: object) -> None:
        raise duckdb.FatalException("could not write: no space left on device")

    with monkeypatch.context() as broken:
        broken.setattr("rollcall.store.store.run", full_disk)
        with pytest.raises(StoreRefused, match="the disk is full"):
            store.query("SELECT 1")
    assert store.query("SELECT count(*) FROM spells").rows == [(3,)]
    store.close()


@pytest.mark.parametrize("name", ["temp", "backups", "put_aside", "key", "rollcall.duckdb", "backups/old.zip"])
def test_a_link_in_the_data_folder_is_refused_and_not_followed(tmp_path: Path, name: str) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "theirs.new").write_text("theirs", encoding="utf-8")
    link = tmp_path / "data" / name
    link.parent.mkdir(parents=True)
    link.symlink_to(elsewhere if "." not in name and name != "key" else elsewhere / "theirs.new")
    with pytest.raises(StoreRefused, match=rf"{link.name} is a link"):
        Store.open(tmp_path / "data")
    assert (elsewhere / "theirs.new").read_text(encoding="utf-8") == "theirs"


def test_a_link_that_takes_a_folder_s_place_later_is_removed_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "theirs").write_text("theirs", encoding="utf-8")
    (tmp_path / "temp").symlink_to(tmp_path / "elsewhere")
    remove_folder_for_good(tmp_path / "temp")
    assert not (tmp_path / "temp").exists()
    assert (tmp_path / "elsewhere" / "theirs").exists()


def test_a_data_folder_that_lies_elsewhere_as_a_whole_is_opened(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    (tmp_path / "data").symlink_to(tmp_path / "disk")
    Store.open(tmp_path / "data").close()
    assert (tmp_path / "disk" / "rollcall.duckdb").exists()
