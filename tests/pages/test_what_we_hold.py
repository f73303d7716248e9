"""The page What we hold tells numbers of rows to whoever may see exact numbers, and to an administrator that something is held."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from rollcall.access import Role
from tests.conftest import REPOSITORY


def page(role: str) -> None:
    """The page over a store in memory: 13 rows of one partner, 7 of another, and 9 that were deleted."""
    from rollcall.access import Role, Viewer
    from rollcall.answers.ask import Visit
    from rollcall.show.screen import holding
    from rollcall.store import Store
    from tests.store.rows import children, spells

    store = Store.open()
    store.keep([children("abcdefghi", partner="Third")], by="Ann")
    store.delete_partner("Third", by="Ann")
    store.keep([children("abcdefghijklm", partner="Council"), spells("abcdefg", partner="Trust")], by="Ann")
    holding.tell(Visit(Viewer("A reader", Role(role)), store))


def opened(role: Role, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The page as one role sees it."""
    monkeypatch.chdir(REPOSITORY)
    app = AppTest.from_function(page, kwargs={"role": role.value}, default_timeout=120).run()
    assert not app.exception
    return app


def test_the_lead_sees_how_many_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(Role.LEAD, monkeypatch)
    assert app.title[0].value.startswith("20 rows are held, of 2 partners")
    assert list(app.dataframe[0].value["Rows"]) == ["13", "7"]
    assert [list(table.value["Rows"]) for table in app.dataframe[1:]] == [["13"], ["9"]]


@pytest.mark.threat("subtraction", "beyond_role")
def test_an_administrator_sees_what_is_held_and_how_many_rows_of_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(Role.ADMINISTRATOR, monkeypatch)
    assert app.title[0].value.startswith("Spreadsheets are held, of 2 partners, since ")
    assert list(app.dataframe[0].value["Partner"]) == ["Council", "Trust"]
    assert len(app.dataframe) == 3
    assert not [table for table in app.dataframe if {"Rows", "In use"} & set(table.value.columns)]
    assert [said.value for said in app.markdown if "would go" in said.value] == [
        "**1 version would go**: Children with SEND. Answers are worked out from some of it now."
    ]
    assert not [said.value for said in (*app.markdown, *app.caption) if " rows" in said.value.lower()]


def page_without_spreadsheets() -> None:
    """The page over a store in which only the self-evaluation was written."""
    from datetime import date

    from rollcall.access import Role, Viewer
    from rollcall.answers.ask import Visit
    from rollcall.show.screen import holding
    from rollcall.store import Store

    store = Store.open()
    store.add_text("whole", "judgement", "Canary judgement", "Ann", 0, lambda _: None)
    store.add_rebase("not_in_school", date(2026, 3, 1), False, "Canary reason", False, "Ann", 0, lambda _: None)
    holding.tell(Visit(Viewer("A reader", Role.LEAD), store))


def test_a_self_evaluation_is_told_and_can_be_deleted_where_nothing_else_is_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(REPOSITORY)
    app = AppTest.from_function(page_without_spreadsheets, default_timeout=120).run()
    assert not app.exception
    assert app.title[0].value == "Only the self-evaluation is held"
    said = [text.value for text in app.markdown]
    assert [text for text in said if text.startswith("**Self-evaluation**: 1 text and 1 rebase of a chart, in 2 versions, since ")]
    assert not [text for text in said if "Canary" in text]
    assert app.radio(key="delete-what").options == ["The self-evaluation", "Everything"]
    assert "**The self-evaluation would go**: 1 text and 1 rebase of a chart, in 2 versions." in said
