"""What DfE publishes stands on a page once its file has been brought in, for every role, and not before."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rollcall.store import Store
from tests.pages.test_every_page import NOT_IN_SCHOOL, drawings, opened, words
from tests.show.area import child, prepared, spell


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A small area, and DfE's share of severe absence."""
    monkeypatch.setenv("ROLLCALL_DATA", str(tmp_path))
    told = {"series": "One", "data_set": "absence", "period": "2024/25", "term": "Autumn term", "level": "National", "area": "England"}
    severe = {**told, "phase": "Total", "measure": "enrolments_pa_50_exact_percent"}
    figures = [{**severe, "sen_group": group, "breakdown": group, "value": value} for group, value in (("E", 7.3), ("K", 4.2))]
    store = Store.open(tmp_path)
    children = prepared("children", [child(n) for n in range(30)])
    store.keep([children, prepared("spells", [spell(n) for n in range(12)]), prepared("published_figures", figures)], by="a test")
    store.close()


@pytest.mark.parametrize("role", ["lead", "commissioner", "board"])
def test_severe_absence_as_published_stands_beside_the_area(role: str) -> None:
    app = opened(NOT_IN_SCHOOL, role)
    assert "England, autumn term 2024/25: half of their sessions or more were missed by 7.3% of pupils with an EHC plan" in words(app)
    assert date(2026, 10, 31).strftime("%-d %B %Y") in words(app)
    assert "of home education and missing education" not in words(app)
    assert drawings(app)
