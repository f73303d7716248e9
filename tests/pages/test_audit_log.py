"""The page of the audit log says whether the chain holds, shows who did what, and is for those who may read it."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from rollcall.access import Role
from rollcall.audit import Action, read_entries, record
from tests.audit.conftest import log  # noqa: F401 - a fixture
from tests.audit.writing import Log
from tests.conftest import REPOSITORY


@pytest.fixture(autouse=True)
def in_the_repository(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Streamlit looks for the pages."""
    monkeypatch.chdir(REPOSITORY)


def opened(role: str | None = None) -> AppTest:
    """The page, as a visitor reaches it."""
    app = AppTest.from_file(str(REPOSITORY / "dashboard.py"), default_timeout=120).run()
    if role:
        app.radio(key="show_as").set_value(role).run()
    app.switch_page("pages/audit_log.py").run()
    assert not app.exception
    return app


def written(log: Log) -> None:  # noqa: F811
    """Entries of two people."""
    record(Action.SIGNED_IN, "Ada Example", Role.LEAD)
    record(Action.EXPORTED, "Ada Example", Role.LEAD, questions=("open_waits_list",), rows=12, protected=False)
    record(Action.REFUSED, "Bo *Example*", Role.BOARD, page="match_children")


def test_nothing_on_record_is_said(log: Log) -> None:  # noqa: F811
    assert "Nothing is on record yet" in opened().title[0].value


def test_the_first_sentence_says_how_many_since_when_and_that_the_chain_holds(log: Log) -> None:  # noqa: F811
    written(log)
    app = opened()
    assert app.title[0].value.startswith("3 actions are on record since ")
    assert app.title[0].value.endswith(", and the chain holds")
    table = app.dataframe[0].value
    assert list(table["What"]) == ["Refused", "Exported", "Signed in"]
    assert list(table["About"])[:2] == ["page: match children", "questions: open waits list; rows: 12; protected: no"]
    assert "rollcall audit verify --head" in app.expander[0].markdown[0].value


def test_a_changed_log_is_said_first_with_its_line(log: Log) -> None:  # noqa: F811
    written(log)
    first, middle, last = log.lines
    log.put([first, middle.replace(b"Ada", b"Eve"), last])
    app = opened()
    assert app.title[0].value.endswith("and the chain does not hold")
    assert "Line 2" in app.error[0].value.replace("\\", "")


def test_the_entries_are_narrowed_by_person_and_action(log: Log) -> None:  # noqa: F811
    written(log)
    app = opened()
    app.selectbox(key="audit-who").select("Ada Example").run()
    assert len(app.dataframe[0].value) == 2
    app.selectbox(key="audit-action").select("signed in").run()
    assert list(app.dataframe[0].value["What"]) == ["Signed in"]


@pytest.mark.parametrize("role", ["commissioner", "board"])
def test_whoever_may_not_read_it_is_told_so_and_that_is_on_record(role: str, log: Log) -> None:  # noqa: F811
    written(log)
    app = opened(role)
    assert "is not open to a" in app.title[0].value
    assert not app.dataframe
    entry = read_entries()[-1]
    assert (entry.action, entry.role, entry.about) == ("refused", role, {"page": "audit_log"})
