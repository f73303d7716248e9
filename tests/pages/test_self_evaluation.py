"""The page of the self-evaluation: a text is saved, two people who write at once lose nothing, and an earlier text is put back."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from rollcall.access import Role, Viewer
from rollcall.answers.ask import Visit, kept_store
from rollcall.answers.self_evaluation import save_text, written
from rollcall.audit import read_entries
from rollcall.definitions.self_evaluation import Chapter, Part
from tests.conftest import REPOSITORY

BOX = "text--whole-judgement"
TYPED = "**Ours** ![x](http://example.org/x.png)"


def test_two_people_write_and_nothing_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROLLCALL_DATA", str(tmp_path))
    monkeypatch.chdir(REPOSITORY)
    another = Visit(Viewer("Another lead", Role.LEAD), kept_store())
    app = AppTest.from_file(str(REPOSITORY / "dashboard.py"), default_timeout=240).run()
    app.switch_page("pages/self_evaluation.py").run()
    assert not app.exception

    def kept() -> list[str]:
        return [version.text for version in written(another).versions(Chapter.WHOLE, Part.JUDGEMENT)]

    app.text_area(key=BOX).set_value("Mine").run()
    save_text(another, Chapter.WHOLE, Part.JUDGEMENT, TYPED, 0)
    app.button(key=f"{BOX}-save").click().run()
    assert kept() == [TYPED]  # the later save builds on what was before theirs, so it is not kept unseen
    assert app.text_area(key=BOX).value == "Mine"
    assert TYPED in [text.value for text in app.get("text")]  # letter for letter, never as markup
    assert not any("example.org" in element.value for kind in (app.markdown, app.caption, app.warning) for element in kind)

    app.button(key=f"{BOX}-mine").click().run()
    assert kept() == ["Mine", TYPED]
    assert not app.warning

    save_text(another, Chapter.WHOLE, Part.JUDGEMENT, "Theirs again", 2)
    app.run()
    assert app.text_area(key=BOX).value == "Theirs again"  # nothing was being changed here, so the latest is shown
    save_text(another, Chapter.WHOLE, Part.JUDGEMENT, TYPED, 3)
    app.text_area(key=BOX).set_value("A draft").run()
    assert app.text_area(key=BOX).value == "A draft"
    app.button(key=f"{BOX}-save").click().run()
    app.button(key=f"{BOX}-drop").click().run()
    assert app.text_area(key=BOX).value == TYPED
    assert kept() == [TYPED, "Theirs again", "Mine", TYPED]
    assert [entry.action for entry in read_entries()] == ["self-evaluation saved"] * 4
