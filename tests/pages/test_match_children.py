"""The review of children who may be the same: no date of birth is shown, of the file or of the list, only how the two agree."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from rollcall.access import Role, Viewer
from rollcall.answers.ask import kept_store
from rollcall.audit import Action, read_entries
from rollcall.intake import desk as desks
from rollcall.intake.desk import Desk, open_desk
from tests.conftest import REPOSITORY
from tests.intake.linkage.made_up import TwoPartners, two_partners
from tests.intake.workbooks import Cell, Rows, workbook

COUNCIL, TRUST = "Vale Council SEND.xlsx", "Vale Trust autism waits.xlsx"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """The desk of one laptop."""
    monkeypatch.setenv("ROLLCALL_DATA", str(tmp_path))
    monkeypatch.chdir(REPOSITORY)
    yield open_desk(Viewer("This computer", Role.LEAD, alone=True), kept_store())
    desks._waiting.clear()


@pytest.fixture(scope="module")
def made() -> TwoPartners:
    """A council's list and a trust's, of whose children some could be the same."""
    return two_partners(5, 400, 120, 40, names="initials", twins=25)


def births(rows: Rows) -> set[date]:
    """The dates of birth of a made sheet."""
    at = next(place for place, heading in enumerate(rows[0]) if "birth" in str(heading).lower() or str(heading).lower() == "dob")
    return {cell for row in rows[1:] if isinstance(cell := row[at], date)}


def turned_round(born: Cell) -> Cell:
    """Some dates with day and month in each other's place."""
    return date(born.year, born.day, born.month) if isinstance(born, date) and born.day <= 12 and born.day % 3 else born


def written(born: date) -> tuple[str, ...]:
    """A day in the ways that a page could write it."""
    return (f"{born:%d/%m/%Y}", f"{born:%Y-%m-%d}", f"{born.day} {born:%B %Y}", f"{born:%-d %b %Y}", f"{born:%d.%m.%Y}")


def shown(app: AppTest) -> str:
    """All that the tab would be sent, and what stands in its tables."""
    tables = " ".join(frame.value.to_csv() for frame in (*app.dataframe, *app.table))
    return f"{tables} {' '.join(str(element.proto) for element in app._tree if hasattr(element, 'proto'))}"


def test_no_date_of_birth_is_shown_of_the_file_or_of_the_list(desk: Desk, made: TwoPartners) -> None:
    at = made.waits[0].index("DOB")
    turned: Rows = [made.waits[0], *([*row[:at], turned_round(row[at]), *row[at + 1 :]] for row in made.waits[1:])]
    drop = desk.look([(COUNCIL, workbook(Children=made.children)), (TRUST, workbook(Autism=turned))])
    assert drop.wait(60)
    assert drop.examined.linkage
    assert drop.examined.linkage.asked
    assert drop.examined.linkage.linked
    app = AppTest.from_file(str(REPOSITORY / "dashboard.py"), default_timeout=120).run()
    app.switch_page("pages/match_children.py").run()
    assert not app.exception
    assert "could be listed" in app.title[0].value
    said = shown(app)
    known = births(made.children) | births(turned)
    assert len(known) > 100
    assert [day for day in known if any(way in said for way in written(day))] == []
    assert "told, not shown" in said
    assert "day and month turned round" in said


def test_children_beside_those_of_kept_lists_are_a_list_that_is_viewed_and_is_written_down_once_or_not_shown(
    desk: Desk, made: TwoPartners, tmp_path: Path
) -> None:
    drop = desk.look([(COUNCIL, workbook(Children=made.children)), (TRUST, workbook(Autism=made.waits))])
    assert drop.wait(60)
    log = tmp_path / "audit.log"
    log.mkdir()
    app = AppTest.from_file(str(REPOSITORY / "dashboard.py"), default_timeout=120).run()
    app.switch_page("pages/match_children.py").run()
    assert not app.exception
    assert app.title[0].value.endswith("cannot be shown")
    assert len(app.dataframe) == 0
    log.rmdir()
    for _ in range(2):
        app.run()
    assert "could be listed" in app.title[0].value
    viewed = [dict(entry.about) for entry in read_entries() if entry.action == Action.LIST_VIEWED]
    assert viewed == [{"page": "match_children"}]
