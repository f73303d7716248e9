"""What is written in the self-evaluation stays, version by version, and no version takes another's place unseen."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rollcall.errors import ChangedMeanwhile
from rollcall.store import Store, bring_back
from rollcall.store.database_key import VARIABLE
from tests.store.kept import KEY, bytes_with, everything, told


def nothing(_version: int) -> None:
    """Nothing to note."""


def test_every_version_of_a_text_is_kept_with_its_author_and_what_it_builds_on(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "data")
    assert store.add_text("whole", "judgement", "First", "A", 0, nothing) == 1
    assert store.add_text("whole", "judgement", "Second", "B", 1, nothing) == 2
    assert store.add_text("oversight", "judgement", "Another", "A", 0, nothing) == 1
    store.close()
    again = Store.open(tmp_path / "data")
    kept = [(text.theme, text.text, text.author, text.version, text.based_on) for text in again.texts()]
    assert kept == [("oversight", "Another", "A", 1, 0), ("whole", "Second", "B", 2, 1), ("whole", "First", "A", 1, 0)]
    assert all(text.written_at.tzinfo for text in again.texts())
    again.close()


@pytest.mark.parametrize("based_on", [0, 2, 7])
def test_a_text_that_does_not_build_on_the_latest_is_not_kept(based_on: int) -> None:
    store = Store.open()
    store.add_text("whole", "judgement", "Theirs", "A", 0, nothing)
    with pytest.raises(ChangedMeanwhile, match=f"builds on version {based_on}, and version 1 is the latest"):
        store.add_text("whole", "judgement", "Mine", "B", based_on, nothing)
    assert [text.text for text in store.texts()] == ["Theirs"]


def test_a_text_whose_saving_cannot_be_noted_is_not_kept() -> None:
    def cannot(_version: int) -> None:
        raise OSError("no room")

    store = Store.open()
    with pytest.raises(OSError, match="no room"):
        store.add_text("whole", "judgement", "Lost", "A", 0, cannot)
    assert store.texts() == ()


def test_an_action_changes_version_by_version_and_a_new_one_has_a_number_of_its_own() -> None:
    store = Store.open()
    first = store.add_action(None, "whole", "Ring round", "A school", date(2027, 1, 31), "not_started", "A", 0, nothing)
    second = store.add_action(None, "oversight", "Visit", "", None, "not_started", "A", 0, nothing)
    assert store.add_action(first, "whole", "Ring round", "A school", date(2027, 2, 28), "under_way", "B", 1, nothing) == first
    assert second != first
    assert [(action.number, action.version, action.state) for action in store.actions()] == [
        (first, 2, "under_way"),
        (first, 1, "not_started"),
        (second, 1, "not_started"),
    ]
    with pytest.raises(ChangedMeanwhile):
        store.add_action(first, "whole", "Ring nobody", "", None, "given_up", "C", 1, nothing)


def test_what_is_written_changes_no_answer_and_goes_with_everything() -> None:
    store = Store.open()
    before = store.data_version
    store.add_text("whole", "judgement", "Ours", "A", 0, nothing)
    assert store.data_version == before
    assert store.is_empty
    store.delete_everything()
    assert store.texts() == ()


@pytest.mark.threat("stolen_disk")
@pytest.mark.parametrize("key", [None, KEY], ids=["plain", "encrypted"])
def test_what_is_written_comes_back_from_a_backup_and_with_a_key_stands_readable_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str | None
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setenv("ROLLCALL_KEY", "a key of the hashes, long enough to be one")
    if key:
        monkeypatch.setenv(VARIABLE, key)
    store = Store.open(tmp_path / "data")
    store.keep(everything("Surveycanary"), by="Ann")
    store.add_text("whole", "judgement", "Evaluationcanary", "Ann", 0, nothing)
    store.add_action(None, "whole", "Actioncanary", "Ben", date(2027, 1, 31), "not_started", "Ann", 0, nothing)
    file = store.back_up(tmp_path / "data" / "backup.zip")
    before = told(store)
    assert before["kept.survey_responses"]
    readable = bytes_with(tmp_path / "data", "Evaluationcanary", "Actioncanary", "Surveycanary")
    store.close()
    readable += bytes_with(tmp_path / "data", "Evaluationcanary", "Actioncanary", "Surveycanary")
    assert (readable == []) is bool(key)
    bring_back(tmp_path / "elsewhere", file)
    again = Store.open(tmp_path / "elsewhere")
    assert told(again) == before
    again.close()
