"""Every column that a row can do without, and every date that can be to come, says what its headline loses without it."""

from __future__ import annotations

import pytest

from rollcall.definitions.check import MOVES_NOTHING, NO_HEADLINE
from rollcall.definitions.table import Table
from rollcall.definitions.tables import TABLES
from rollcall.definitions.weight import WEIGHTS

FILLED_IN = [table for table in TABLES if not table.published]


@pytest.mark.parametrize("table", FILLED_IN, ids=lambda table: table.name)
def test_each_column_that_is_not_needed_or_may_be_a_date_to_come_has_a_weight_and_no_other_has(table: Table) -> None:
    begins = {column.name for column in table.columns if column.says_as_at}
    assert set(WEIGHTS[table.name]) == {column.name for column in table.columns} - set(table.required) | begins


@pytest.mark.parametrize("table", FILLED_IN, ids=lambda table: table.name)
def test_a_weight_names_a_headline_or_moves_nothing(table: Table) -> None:
    for weight in WEIGHTS[table.name].values():
        assert (weight.headline == NO_HEADLINE) == (weight.effect == MOVES_NOTHING)
