"""Headings that ask why: read where the values are reasons or barriers, asked about where they may be, left where they are not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from rollcall.definitions.whys import asks_why
from tests.intake.workbooks import Rows, columns, examined_sheet

REASONS = ("Mental health", "School dissatisfaction bullying", "Lifestyle", "Risk of school exclusion")
BARRIERS = ("Needs a school place", "No commissioned offer", "Travel", "Waiting list closed")
OWN = ("Upset by the move", "Mum works nights", "It is noisy there", "Upset by the move")
DAYS = [date(2026, 1, 5) + timedelta(days=at) for at in range(12)]
HEADINGS = ("Why", "Why?", "Why not", "Problem getting in", "What's in the way")


def register(heading: str, words: tuple[str, ...]) -> Rows:
    return [["Child ID", "Category", "Start date", heading], *[[f"C{at}", "EHE", day, words[at % 4]] for at, day in enumerate(DAYS)]]


def access(heading: str, words: tuple[str, ...]) -> Rows:
    return [["Child ID", "Service", "Status", heading], *[[f"C{at}", "SALT", "Waiting", words[at % 4]] for at in range(12)]]


@pytest.mark.parametrize("heading", HEADINGS)
def test_over_reasons_it_is_the_reason_and_over_barriers_the_barrier(heading: str) -> None:
    assert columns(examined_sheet(register(heading, REASONS)))[heading] == "reason"
    assert columns(examined_sheet(access(heading, BARRIERS)))[heading] == "barrier"


@pytest.mark.parametrize("heading", ["Why", "Problem getting in"])
def test_over_words_of_the_partners_own_it_is_asked_about_and_not_read(heading: str) -> None:
    for rows, column in ((register(heading, OWN), "reason"), (access(heading, OWN), "barrier")):
        found = examined_sheet(rows)
        assert heading not in columns(found)
        assert f"column:{column}" in found.asks


def test_over_sentences_numbers_or_nothing_it_is_left() -> None:
    sentence = "She has not been in since the autumn because the bus that took her was cancelled"
    for words in ((sentence,) * 4, ("1", "2", "3", "4"), ("", "", "", "")):
        found = examined_sheet(register("Why", words))
        assert "Why" not in columns(found)
        assert "column:reason" not in found.asks


def test_where_another_heading_is_the_reason_nothing_is_asked() -> None:
    rows = [[*line, "Reason" if at == 0 else "Lifestyle"] for at, line in enumerate(register("Why", OWN))]
    assert "column:reason" not in examined_sheet(rows).asks


@pytest.mark.parametrize(("heading", "asks"), [("Why not in school", True), ("Reason why plan ended", False), ("Problem type", False)])
def test_only_a_whole_heading_asks_why(heading: str, asks: bool) -> None:
    assert asks_why(heading) is asks
