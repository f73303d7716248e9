"""Counts on the page for bringing in spreadsheets, as people read them."""

from __future__ import annotations

import pytest

from rollcall.show.screen.bring_in.words import counted_from


@pytest.mark.parametrize(
    ("table", "kept", "rows", "said"),
    [
        ("published_community_waits", 71_088, 1_562, "71,088 figures from 1,562 rows"),
        ("published_community_waits", 3, 1, "3 figures from 1 row"),
        ("health_access", 60, 20, "60 rows from 20 rows"),
        ("spells", 57, 60, "57 rows"),
        ("spells", 57, 57, "57 rows"),
        ("children", 4, 0, "4 rows"),
    ],
)
def test_what_was_kept_says_of_how_many_rows_it_was_made_where_each_gave_several(table: str, kept: int, rows: int, said: str) -> None:
    assert counted_from(table, kept, rows) == said
