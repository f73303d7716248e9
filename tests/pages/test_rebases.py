"""Beside a chart with limits: the lead lets them begin anew and takes that back, and nobody else is offered it or told why."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from rollcall.answers.ask import kept_store
from rollcall.audit import read_entries
from rollcall.definitions.monthly import Monthly
from rollcall.show.sentences import escaped
from tests.conftest import REPOSITORY

CHART = Monthly.NOT_IN_SCHOOL
TYPED = "**Merged** ![x](http://example.org/x.png)"
MARCH = date(2026, 3, 1)


def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: str = "not_in_school") -> AppTest:
    """The page of the invented area, as the lead sees it through the front door."""
    monkeypatch.setenv("ROLLCALL_DATA", str(tmp_path))
    monkeypatch.chdir(REPOSITORY)
    app = AppTest.from_file(str(REPOSITORY / "dashboard.py"), default_timeout=240).run()
    app.switch_page(f"pages/{page}.py").run()
    assert not app.exception
    return app


def kept() -> list[tuple[date, str, bool]]:
    """Every version in the area's own store."""
    return [(one.month, one.reason, one.withdrawn) for one in kept_store().rebases(CHART.code, True)]


def captions(app: AppTest) -> str:
    """All that stands back on the page, as it is sent."""
    return " ".join(caption.value for caption in app.caption)


@pytest.mark.threat("untrusted_text", "beyond_role")
def test_limits_begin_anew_and_the_reason_is_shown_letter_for_letter_to_the_lead_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(tmp_path, monkeypatch)
    first = f"rebase--{CHART.code}-0"
    app.button(key=f"{first}-save").click().run()
    assert [refused.value for refused in app.error] == ["Choose the month from which limits begin anew, and save it again."]
    app.selectbox(key=f"{first}-month").set_value(MARCH)
    app.button(key=f"{first}-save").click().run()
    assert "lies outside the numbers" in app.error[0].value
    assert kept() == []

    app.selectbox(key=f"{first}-month").set_value(MARCH)
    app.text_area(key=f"{first}-why").set_value(TYPED)
    app.button(key=f"{first}-save").click().run()
    assert not app.error
    assert kept() == [(MARCH, TYPED, False)]
    assert TYPED in [text.value for text in app.get("text")]
    assert escaped(f"limits begin anew in March 2026. “{TYPED}” (This computer, ") in captions(app)
    assert not any("![x](" in element.value for kind in (app.markdown, app.caption) for element in kind)
    assert "Too few months since the rebase in March 2026" in captions(app)
    assert "Rebased" in "".join(chart.proto.spec for chart in app.get("plotly_chart"))

    for role in ("commissioner", "board"):
        app.radio(key="show_as").set_value(role).run()
        assert "limits begin anew in March 2026 (a change recorded by the area)" in captions(app)
        assert "Merged" not in captions(app)
        assert not [button for button in app.button if "rebase" in (button.key or "")]
        assert TYPED not in [text.value for text in app.get("text")]
    app.radio(key="show_as").set_value("lead").run()

    app.button(key=f"rebase-{CHART.code}-2026-03-withdraw").click().run()
    assert kept() == [(MARCH, "", True), (MARCH, TYPED, False)]
    assert "limits begin anew in March 2026" not in captions(app)
    assert "Withdrawn: March 2026" in captions(app)
    assert [entry.action for entry in read_entries()] == ["limits rebased", "rebase withdrawn"]


def test_on_a_wall_the_stretch_is_shown_without_why_and_without_a_way_to_change_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(tmp_path, monkeypatch)
    kept_store().add_rebase(CHART.code, MARCH, True, TYPED, False, "Ann", 0, lambda _: None)
    app.query_params["view"] = "meeting"
    app.query_params["screen"] = "3"
    app.run()
    assert not app.exception
    assert "limits begin anew in March 2026 (a change recorded by the area)" in captions(app)
    assert "Merged" not in captions(app)
    assert not [button for button in app.button if "rebase" in (button.key or "")]


def test_somebody_else_s_later_version_is_not_undone_unseen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(tmp_path, monkeypatch)
    first = f"rebase--{CHART.code}-0"
    kept_store().add_rebase(CHART.code, MARCH, True, "Theirs", False, "Ann", 0, lambda _: None)
    app.selectbox(key=f"{first}-month").set_value(MARCH)
    app.text_area(key=f"{first}-why").set_value("Mine")
    app.button(key=f"{first}-save").click().run()
    assert kept() == [(MARCH, "Theirs", False)]
    assert "saved another version meanwhile" in app.error[0].value
    assert "Theirs" in [text.value for text in app.get("text")]
    assert app.text_area(key=f"{first}-why").value == "Mine"  # beside theirs, and not lost
    app.button(key=f"{first}-save").click().run()
    assert kept() == [(MARCH, "Mine", False), (MARCH, "Theirs", False)]
    assert app.text_area(key=f"rebase--{CHART.code}-1-why").value == ""
