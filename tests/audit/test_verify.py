"""Whatever is done to the log without its key is found, and the line is named."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from rollcall.audit import Action, Anchor, read_anchor, read_entries, record, verify
from rollcall.audit.chain import START, sign, sign_anchor
from rollcall.audit.key import find_key
from rollcall.store import Store
from tests.audit.writing import Log

Tried = Callable[[int, str, str], None]
MANY = 100_000
MISSING = "The log is missing, though this Rollcall wrote one: put audit.log and audit.head back, if you have them."
ANOTHER = "Line 1: when it was written the log before it was gone, though this Rollcall wrote one: this is another."
ANEW = "The log was begun anew: its first entry is not the one that was noted when the log began."
QUICK = 10.0  # seconds, on two cores that others use too


def test_an_untouched_log_holds(log: Log) -> None:
    log.write(20)
    verified = log.verified()
    assert verified.holds
    assert not verified.notes
    assert verified.lines == 20
    assert verified.since
    assert verified.until
    assert verified.since <= verified.until


def test_no_log_at_all_holds_with_nothing_in_it(log: Log) -> None:
    assert log.verified().holds
    assert log.verified().lines == 0


@pytest.mark.threat("tampered_log")
def test_every_single_bit_of_a_line_is_guarded(log: Log, tried: Tried) -> None:
    log.write(3)
    first, middle, last = log.lines
    found = 0
    for place in range(8 * (len(middle) - 1)):
        changed = bytearray(middle)
        changed[place // 8] ^= 1 << place % 8
        log.put([first, bytes(changed), last])
        found += any(trouble.line == 2 for trouble in log.verified().troubles)
    assert found == 8 * (len(middle) - 1)
    tried(found, "one bit of a line turned", f"{found:,} found, each at its line")


@pytest.mark.threat("tampered_log")
def test_a_changed_line_is_named(log: Log, tried: Tried) -> None:
    log.write(12)
    lines = log.lines
    for place in range(12):
        log.put([*lines[:place], lines[place].replace(b"Ada", b"Eve"), *lines[place + 1 :]])
        assert log.wrong() == [f"Line {place + 1}: changed: entry {place + 1} stood here."]
    tried(12, "a name in a line changed", "12 found, each at its line")


@pytest.mark.threat("tampered_log")
def test_a_missing_line_is_named(log: Log, tried: Tried) -> None:
    log.write(12)
    lines = log.lines
    for place in range(11):
        log.put([*lines[:place], *lines[place + 1 :]])
        assert log.wrong() == [f"Line {place + 1}: missing: entry {place + 1} is not here."]
    log.put([*lines[:3], *lines[7:]])
    assert log.wrong() == ["Line 4: missing: entries 4 to 7 are not here."]
    tried(12, "lines taken out", "12 found, each at its line")


@pytest.mark.threat("tampered_log")
def test_a_cut_end_is_found_however_much_is_cut(log: Log, tried: Tried) -> None:
    log.write(12)
    lines = log.lines
    for left in range(12):
        log.put(lines[:left])
        cut = "entry 12 is" if left == 11 else f"entries {left + 1} to 12 are"
        assert log.wrong() == [f"Line {left + 1}: cut at the end: {cut} not here."]
    whole = b"".join(lines)
    for left in range(len(whole)):
        log.path.write_bytes(whole[:left])
        assert not log.verified().holds
    tried(12 + len(whole), "the end cut off", f"{12 + len(whole):,} found")


def test_the_end_that_was_cut_stays_cut_when_more_is_written(log: Log) -> None:
    log.write(12)
    log.put(log.lines[:9])
    log.write(2)
    assert log.wrong() == ["Line 10: missing: entries 10 to 12 are not here."]


@pytest.mark.threat("tampered_log")
def test_a_last_line_that_was_cut_in_the_middle_is_no_unfinished_one(log: Log, tried: Tried) -> None:
    log.write(3)
    *before, last = log.lines
    for left in range(1, len(last)):
        log.path.write_bytes(b"".join(before) + last[:left])
        assert not log.verified().holds
    log.path.write_bytes(b"".join(before) + last[:-2])
    log.write(1)
    assert log.wrong() == ["Line 3: changed: entry 3 stood here."]
    tried(len(last) - 1, "the last line cut in its middle", f"{len(last) - 1:,} found, none taken for an unfinished one")


@pytest.mark.threat("tampered_log")
def test_lines_in_another_order_are_named(log: Log, tried: Tried) -> None:
    log.write(12)
    lines = log.lines
    for place in range(10):
        log.put([*lines[:place], lines[place + 1], lines[place], *lines[place + 2 :]])
        assert log.wrong() == [f"Line {place + 2}: reordered: entry {place + 1} stands after entry {place + 2}."]
    log.put([*lines[:2], *lines[3:], lines[2]])
    assert log.wrong() == ["Line 12: reordered: entry 3 stands after entry 12."]
    tried(11, "lines put in another order", "11 found, each at its line")


@pytest.mark.threat("tampered_log")
def test_an_inserted_line_is_named(log: Log, tried: Tried) -> None:
    log.write(12)
    lines = log.lines
    forged = lines[5].replace(b"Ada", b"Eve")
    for place in range(12):
        log.put([*lines[:place], forged, *lines[place:]])
        assert log.wrong() == [f"Line {place + 1}: inserted: it was not written with the key, and no entry is missing for it."]
    for place in range(6, 13):
        log.put([*lines[:place], lines[5], *lines[place:]])
        assert log.wrong() == [f"Line {place + 1}: inserted: entry 6 stands here a second time."]
    log.put([*lines, b"anything\n"])
    assert log.wrong() == ["Line 13: changed: entry 13 stood here."]
    tried(12 + 7 + 1, "lines put in, forged or copied", f"{12 + 7 + 1} found, each at its line")


@pytest.mark.threat("tampered_log")
def test_a_line_written_with_another_key_is_forged(log: Log, tried: Tried) -> None:
    log.write(4)
    before = read_anchor()
    assert before
    line, after = sign(b"not the key of this log at all, however long", before, {"at": "2026-01-01T00:00:00", "action": "signed in"})
    log.put([*log.lines, line])
    assert log.wrong() == ["Line 5: changed: entry 5 stood here."]
    log.anchor.write_bytes(sign_anchor(b"not the key of this log at all, however long", after))
    assert any("anchor" in wrong for wrong in log.wrong())
    tried(2, "a line and an anchor signed with another key", "2 found")


@pytest.mark.threat("tampered_log")
def test_a_missing_changed_or_old_anchor_is_found(log: Log, tried: Tried) -> None:
    log.write(5)
    old = log.anchor.read_bytes()
    log.write(5)
    now = log.anchor.read_bytes()
    log.anchor.unlink()
    assert log.wrong() == ["The anchor (audit.head) is missing or changed, so nobody can tell whether the end was cut off."]
    log.anchor.write_bytes(now.replace(b'"number": 10', b'"number": 9'))
    assert log.wrong() == ["The anchor (audit.head) is missing or changed, so nobody can tell whether the end was cut off."]
    log.anchor.write_bytes(old)
    assert log.wrong() == ["The anchor (audit.head) is an old one: it ends at entry 5, and the log at entry 10."]
    tried(3, "the anchor removed, changed or put back", "3 found")


def test_an_anchor_that_was_gone_when_somebody_wrote_stays_a_fault(log: Log) -> None:
    log.write(5)
    log.put(log.lines[:3])
    log.anchor.unlink()
    log.write(1)
    assert log.wrong() == ["Line 4: when it was written the anchor (audit.head) was gone: entries before it may have been cut off."]
    assert [entry.action for entry in read_entries()][3:] == ["anchor was missing", "list viewed"]


@pytest.mark.threat("tampered_log")
def test_a_log_that_was_taken_away_is_found_even_after_the_next_entry(log: Log, tried: Tried) -> None:
    log.write(5)
    log.path.unlink()
    assert log.wrong() == ["Line 1: cut at the end: entries 1 to 5 are not here."]
    log.write(1)
    assert log.wrong() == ["Line 1: missing: entries 1 to 5 are not here."]
    log.path.unlink()
    log.anchor.unlink()
    log.write(1)
    assert log.wrong() == [ANOTHER]
    tried(3, "the log taken away, with its anchor or without", "3 found")


@pytest.mark.threat("tampered_log")
@pytest.mark.parametrize("key_is", ["in the environment", "in its file"])
@pytest.mark.parametrize("removed", ["log and anchor", "log, anchor and key", "log, anchor, key and note"])
def test_a_log_that_was_removed_never_holds_neither_before_the_next_entry_nor_after_it(
    key_is: str, removed: str, log: Log, monkeypatch: pytest.MonkeyPatch, tried: Tried
) -> None:
    if key_is == "in the environment":
        monkeypatch.setenv("ROLLCALL_AUDIT_KEY", "k" * 64)
    store = Store.open(log.folder / "east")
    log.write(5)
    store.set_setting("anything", "at all")  # what is kept knows of the log too
    store.close()
    names = ["audit.log", "audit.head", "audit.key", "audit.begun"]
    for name in names[: 2 + removed.count("key") + removed.count("note")]:
        (log.folder / name).unlink(missing_ok=True)
    assert log.wrong() == [MISSING]
    for _ in range(2):
        log.write(1)
        assert log.wrong() == [ANOTHER]
    tried(1, f"the {removed} removed, the key {key_is}", "found at once, and ever after")


def test_a_log_that_was_begun_anew_is_not_the_one_that_was_noted(log: Log) -> None:
    log.write(3)
    noted = (log.folder / "audit.begun").read_bytes()
    for name in ("audit.log", "audit.head", "audit.key", "audit.begun"):
        (log.folder / name).unlink()
    log.write(3)
    assert log.verified().holds
    (log.folder / "audit.begun").write_bytes(noted)
    assert log.wrong() == [ANEW]


@pytest.mark.threat("tampered_log")
@pytest.mark.parametrize("area", ["", "east"])
@pytest.mark.parametrize("then", ["something is kept", "Rollcall starts"])
def test_a_database_tells_of_the_log_whose_every_file_was_removed(area: str, then: str, log: Log, tried: Tried) -> None:
    store = Store.open(log.folder / area)
    log.write(5)
    store.set_setting("anything", "at all")
    for path in (*log.folder.glob("audit.*"), log.folder / area / "acknowledged"):
        path.unlink()
    log.write(1)
    assert log.verified().holds  # the database alone knows of the other
    if then == "something is kept":
        store.set_setting("anything", "else")
    else:
        store.look()
    assert [(entry.who, entry.area, entry.action) for entry in read_entries()][1:] == [("Rollcall", area, "log was missing")]
    assert log.wrong() == [ANOTHER.replace("Line 1", "Line 2")]
    store.set_setting("anything", "again")
    store.look()
    store.close()
    assert len(read_entries()) == 2  # said once
    tried(1, "every file removed that the log has", f"the database told it when {then}")


def test_a_log_that_cannot_be_read_is_not_taken_for_another(log: Log) -> None:
    store = Store.open(log.folder)
    log.write(1)
    store.set_setting("anything", "at all")
    log.path.rename(log.folder / "elsewhere")
    log.path.mkdir()
    store.set_setting("anything", "else")
    log.path.rmdir()
    (log.folder / "elsewhere").rename(log.path)
    store.look()
    store.close()
    assert (log.verified().lines, log.wrong()) == (1, [])


def test_a_new_data_folder_and_one_that_was_only_opened_hold_with_nothing_in_them(log: Log) -> None:
    store = Store.open(log.folder)
    store.look()
    assert (log.verified().lines, log.wrong()) == (0, [])
    store.close()


def test_a_log_of_before_its_beginning_was_noted_goes_on(log: Log) -> None:
    log.write(3)
    (log.folder / "audit.begun").unlink()
    assert log.verified().holds
    log.write(1)
    assert log.verified().holds
    for name in ("audit.log", "audit.head", "audit.key"):
        (log.folder / name).unlink()
    assert log.wrong() == [MISSING]


def test_a_log_without_its_key_cannot_be_verified(log: Log) -> None:
    log.write(5)
    (log.folder / "audit.key").unlink()
    assert log.wrong() == ["The key is missing: set ROLLCALL_AUDIT_KEY, or put audit.key back beside the log."]


@pytest.mark.threat("tampered_log")
def test_a_log_written_anew_with_the_key_itself_is_told_by_the_hash_that_was_kept_elsewhere(log: Log, tried: Tried) -> None:
    log.write(5)
    kept = read_anchor()
    assert kept
    log.write(5)
    assert verify(log.folder, [kept]).holds
    key = find_key(log.folder)
    assert key
    end, lines = Anchor(0, START), []
    for entry in (read_entries()[0], *read_entries()[2:]):  # somebody with the key leaves the second entry out
        content = {"at": entry.at.isoformat(), "who": entry.who, "role": entry.role, "area": entry.area, "action": entry.action}
        line, end = sign(key, end, {**content, "about": entry.about})
        lines.append(line)
    log.put(lines)
    log.anchor.write_bytes(sign_anchor(key, end))
    assert log.verified().holds  # nobody could see it in the folder alone
    wrong = [str(trouble) for trouble in verify(log.folder, [kept]).troubles]
    assert wrong == ["Entry 5 is not the one whose hash was kept elsewhere: the log was written anew, or put back."]
    tried(1, "the whole log written anew by somebody with the key", "found by the hash that was kept elsewhere")


@pytest.mark.threat("tampered_log")
def test_two_histories_under_one_key_cannot_be_mixed(log: Log, tmp_path: Path, tried: Tried) -> None:
    log.write(4)
    copy, anchor = log.path.read_bytes(), log.anchor.read_bytes()
    log.write(4)
    first = log.lines
    log.path.write_bytes(copy)
    log.anchor.write_bytes(anchor)
    record(Action.DELETED, "Ada Example", "lead", upload=3)
    log.write(3)
    second = log.lines
    log.put([*first[:5], *second[5:]])
    assert log.wrong() == ["Line 6: entry 6 does not follow from the one before it: it comes from another copy of this log."]
    log.put(first)
    assert log.wrong() == ["The anchor (audit.head) belongs to another copy of this log."]
    tried(2, "an older copy of the log put back, whole or in part", "2 found")


@pytest.mark.threat("tampered_log")
def test_random_tampering_is_always_found(log: Log, tried: Tried) -> None:
    log.write(30)
    lines = log.lines
    chance = random.Random(4)
    spoiled = 0
    for _ in range(400):
        mixed = list(lines)
        for _ in range(chance.randint(1, 3)):
            place = chance.randrange(len(mixed))
            match chance.randrange(4):
                case 0:
                    del mixed[place]
                case 1:
                    mixed.insert(place, chance.choice(lines))
                case 2:
                    other = chance.randrange(len(mixed))
                    mixed[place], mixed[other] = mixed[other], mixed[place]
                case 3:
                    line = bytearray(mixed[place])
                    line[chance.randrange(len(line) - 1)] = chance.choice(b"0123456789abcdef")
                    mixed[place] = bytes(line)
        if mixed == lines:
            continue
        log.put(mixed)
        spoiled += 1
        assert not log.verified().holds
    tried(spoiled, "several changes at once, at random", f"{spoiled:,} found")


def test_a_hundred_thousand_lines_are_verified_in_seconds(log: Log) -> None:
    log.write(1)
    key, end = find_key(log.folder), read_anchor()
    assert key
    assert end
    lines = log.lines
    content = {
        "at": "2026-10-31T10:00:00+00:00",
        "who": "Ada Example",
        "role": "lead",
        "area": "east",
        "action": "list viewed",
        "about": {},
    }
    for _ in range(MANY - 1):
        line, end = sign(key, end, content)
        lines.append(line)
    log.put(lines)
    log.anchor.write_bytes(sign_anchor(key, end))
    began = time.process_time()
    verified = log.verified()
    assert time.process_time() - began < QUICK
    assert verified.holds
    assert verified.lines == MANY
    began = time.process_time()
    log.write(10)
    assert time.process_time() - began < 1.0  # the length of the log does not slow writing down
    assert log.verified().lines == MANY + 10
