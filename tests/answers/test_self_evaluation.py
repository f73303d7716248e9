"""Who writes the self-evaluation, what the audit log says of it, and that nothing unseen comes into a text."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rollcall.access import Role, Viewer
from rollcall.answers.ask import Visit, kept_store
from rollcall.answers.self_evaluation import note_taking_away, save_action, save_text, written
from rollcall.audit import read_entries
from rollcall.definitions.self_evaluation import LONGEST_TEXT, Chapter, Part, State
from rollcall.errors import AccessRefused, QuestionRefused
from rollcall.store import Store

LEAD = Viewer("A lead", Role.LEAD)
WHOLE, JUDGEMENT = Chapter.WHOLE, Part.JUDGEMENT


@pytest.mark.parametrize("role", [Role.COMMISSIONER, Role.BOARD, Role.ADMINISTRATOR])
def test_nobody_but_the_lead_reads_writes_or_takes_it_away(role: Role) -> None:
    visit = Visit(Viewer("Another", role), Store.open())
    for done in (
        lambda: written(visit),
        lambda: save_text(visit, WHOLE, JUDGEMENT, "Text", 0),
        lambda: save_action(visit, WHOLE, None, "Act", "", None, State.DONE),
        lambda: note_taking_away(visit, protected=True),
    ):
        with pytest.raises(AccessRefused):
            done()
    assert visit.store.texts() == ()


def test_saving_and_taking_away_are_on_record_without_the_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROLLCALL_DATA", str(tmp_path))
    visit = Visit(LEAD, kept_store())
    save_text(visit, WHOLE, JUDGEMENT, "Secret words", 0)
    save_action(visit, WHOLE, None, "Secret deed", "Secret owner", date(2027, 1, 1), State.UNDER_WAY)
    note_taking_away(visit, protected=True)
    entries = read_entries()
    assert [entry.action for entry in entries] == ["self-evaluation saved", "self-evaluation saved", "exported"]
    assert entries[0].about == {"chapter": "whole", "part": "judgement", "version": 1}
    assert entries[2].about == {"what": "self_evaluation", "protected": True}
    assert "Secret" not in str(entries)


def test_what_cannot_be_seen_is_taken_out_of_a_text_and_its_lines_stay() -> None:
    visit = Visit(LEAD, Store.open())
    save_text(visit, WHOLE, JUDGEMENT, "One\r\ntwo\x00\x08\u202e three\u00a0four", 0)
    latest = written(visit).latest(WHOLE, JUDGEMENT)
    assert latest
    assert latest.text == "One\ntwo three four"


def test_a_text_that_is_too_long_and_an_action_that_says_nothing_are_refused() -> None:
    visit = Visit(LEAD, Store.open())
    with pytest.raises(QuestionRefused, match="Shorten it"):
        save_text(visit, WHOLE, JUDGEMENT, "x" * (LONGEST_TEXT + 1), 0)
    with pytest.raises(QuestionRefused, match="what will be done"):
        save_action(visit, WHOLE, None, "  ", "Somebody", None, State.DONE)


def test_the_text_that_is_put_back_is_a_version_of_its_own() -> None:
    visit = Visit(LEAD, Store.open())
    save_text(visit, WHOLE, JUDGEMENT, "First", 0)
    save_text(visit, WHOLE, JUDGEMENT, "Second", 1)
    first = written(visit).versions(WHOLE, JUDGEMENT)[-1]
    save_text(visit, WHOLE, JUDGEMENT, first.text, 2)
    assert [(version.version, version.text) for version in written(visit).versions(WHOLE, JUDGEMENT)] == [
        (3, "First"),
        (2, "Second"),
        (1, "First"),
    ]


def test_actions_stand_in_the_order_of_their_days() -> None:
    visit = Visit(LEAD, Store.open())
    save_action(visit, WHOLE, None, "Some day", "", None, State.NOT_STARTED)
    save_action(visit, WHOLE, None, "Later", "", date(2027, 6, 1), State.NOT_STARTED)
    save_action(visit, WHOLE, None, "Sooner", "", date(2027, 1, 1), State.NOT_STARTED)
    save_action(visit, Chapter.OVERSIGHT, None, "Elsewhere", "", date(2026, 1, 1), State.NOT_STARTED)
    assert [action.action for action in written(visit).actions_of(WHOLE)] == ["Sooner", "Later", "Some day"]
