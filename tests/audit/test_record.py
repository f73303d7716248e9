"""What is written into the log: who, what and when in our own words, and nothing that could be of a child."""

from __future__ import annotations

import json
import os
import re
import stat
from datetime import UTC, datetime, timedelta

import pytest

from rollcall.access import Capability, Role, Viewer
from rollcall.audit import Action, Reason, audited, read_entries, record
from rollcall.errors import AuditRefused
from tests.audit.writing import Log

ADA = Viewer("Ada Example", Role.LEAD, "east")
CANARIES = ("Zebedee Canary", "9434765919", "A123456789012", "canary of 3 Quagga Lane", "2015-03-04", "zebedee_canary.xlsx")


def test_an_entry_says_who_did_what_and_when(log: Log) -> None:
    before = datetime.now(UTC)
    record(Action.EXPORTED, "Ada Example", Role.LEAD, "east", question="not_in_school_by_category", rows=12, protected=True)
    (entry,) = read_entries()
    assert (entry.number, entry.who, entry.role, entry.area, entry.action) == (1, "Ada Example", "lead", "east", "exported")
    assert entry.about == {"question": "not_in_school_by_category", "rows": 12, "protected": True}
    assert before - timedelta(seconds=1) < entry.at < datetime.now(UTC) + timedelta(seconds=1)


def test_an_entry_is_one_line_of_json(log: Log) -> None:
    record(Action.SIGNED_IN, "Ada\nExample\r\x00\u2028.", "lead")
    (line,) = log.lines
    assert json.loads(line)["who"] == "Ada Example   ."


def test_the_files_are_the_owner_s_alone(log: Log) -> None:
    log.write()
    assert {stat.S_IMODE(os.stat(log.folder / name).st_mode) for name in os.listdir(log.folder)} == {0o600}
    assert sorted(os.listdir(log.folder)) == ["audit.begun", "audit.head", "audit.key", "audit.lock", "audit.log"]


def test_a_reason_is_one_of_ours(log: Log) -> None:
    for about in (Reason.IDLE, "revoked", "Zebedee Canary was here", ""):
        record(Action.SESSION_ENDED, "Ada Example", "lead", about=about)
    assert [entry.about.get("why") for entry in read_entries()] == ["idle for too long", "revoked", "other", None]


def test_a_capability_is_written_by_its_name(log: Log) -> None:
    record(Action.REFUSED, "Ada Example", "board", capability=Capability.LIST_CHILDREN, page="match_children")
    assert read_entries()[0].about == {"capability": "list_children", "page": "match_children"}


@pytest.mark.threat("value_in_logs")
def test_no_text_but_our_own_names_can_be_written(log: Log, tried: object) -> None:
    written = 0
    for action in Action:
        for canary in CANARIES:
            record(action, "Ada Example", "lead", about=canary, question=canary, rows=canary, many=(canary, canary), kind=int("9434765919"))
            written += 4
    text = log.path.read_text()
    assert [canary for canary in CANARIES if canary in text] == []
    assert "9434765919" not in text
    assert callable(tried)
    tried(written, "a child's value given to the audit log as a fact", f"{sum(text.count(canary) for canary in CANARIES)} were written")


def test_what_is_written_stays_when_the_deed_is_done(log: Log) -> None:
    with audited(Action.UNDONE, ADA) as note:
        note(upload=7)
    assert [(entry.action, entry.about) for entry in read_entries()] == [("undone", {"upload": 7})]


def test_a_deed_that_fails_is_said_not_to_have_been_done(log: Log) -> None:
    def undo() -> None:
        with audited(Action.UNDONE, ADA) as note:
            note(upload=7)
            raise ValueError("no such upload")

    with pytest.raises(ValueError, match="no such upload"):
        undo()
    assert [(entry.action, entry.about) for entry in read_entries()] == [
        ("undone", {"upload": 7}),
        ("not done after all", {"what": "undone", "upload": 7}),
    ]


def test_a_deed_that_nobody_notes_is_a_mistake_of_ours(log: Log) -> None:
    def undo() -> None:
        with audited(Action.UNDONE, ADA):
            pass

    with pytest.raises(AssertionError, match="not noted"):
        undo()


def test_nothing_is_written_of_what_is_not_kept(log: Log) -> None:
    with audited(Action.UPLOADED, ADA, on=False) as note:
        note(rows=7)
    assert not log.path.exists()


@pytest.mark.parametrize("action", Action)
def test_a_log_that_cannot_be_written_stops_the_deed_unless_it_gives_nobody_anything(action: Action, log: Log) -> None:
    log.path.mkdir()  # a folder where the file belongs cannot be opened for writing, by whomever
    stops_nothing = {"signed out", "session ended", "sign-in refused", "refused", "not done after all", "done, not yet finished"}
    if action in stops_nothing:
        record(action, "Ada Example", "lead")
        record(action, "Ada Example", "lead")
        log.path.rmdir()
        log.write()
        assert [entry.about.get("entries_missing_before") for entry in read_entries()] == [2]
    else:
        with pytest.raises(AuditRefused, match="not done"):
            record(action, "Ada Example", "lead")


def test_a_short_key_is_refused_with_a_way_to_make_one(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROLLCALL_AUDIT_KEY", "short")
    with pytest.raises(AuditRefused, match=re.escape("secrets.token_hex(32)")):
        log.write()


def test_a_key_from_the_environment_is_written_nowhere(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROLLCALL_AUDIT_KEY", "k" * 64)
    log.write(3)
    assert log.verified().holds
    assert not (log.folder / "audit.key").exists()
    assert all("k" * 64 not in path.read_text() for path in log.folder.iterdir())
    monkeypatch.setenv("ROLLCALL_AUDIT_KEY", "j" * 64)
    assert "No line fits the key" in log.wrong()[0]
