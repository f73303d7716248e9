"""The choice of the rule for small numbers: what a change shows is said before it is made, and it is made only when that is confirmed."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from rollcall.access import Role, Viewer
from rollcall.answers.ask import Visit, kept_store
from rollcall.audit import read_entries
from rollcall.show.screen.small_numbers import BEFORE_IT_IS_CHOSEN
from tests.conftest import REPOSITORY


def test_another_rule_is_chosen_only_by_whoever_was_told_what_that_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROLLCALL_DATA", str(tmp_path))
    monkeypatch.chdir(REPOSITORY)
    lead = Visit(Viewer("A lead", Role.LEAD), kept_store())
    app = AppTest.from_file(str(REPOSITORY / "dashboard.py"), default_timeout=120).run()
    app.switch_page("pages/try_to_break_it.py").run()
    assert BEFORE_IT_IS_CHOSEN in [text.value for text in app.markdown]  # before anything is chosen
    assert not [button for button in app.button if button.key == "change_rule"]

    app.radio(key="small_numbers").set_value("under_5").run()
    assert lead.rule.name == "nhs"
    assert app.button(key="change_rule").disabled
    app.checkbox(key="small_numbers_confirmed").check().run()
    assert lead.rule.name == "nhs"
    app.button(key="change_rule").click().run()
    assert not app.exception
    assert lead.rule.name == "under_5"
    assert [entry.action for entry in read_entries()] == ["settings changed"]
    assert not [button for button in app.button if button.key == "change_rule"]
