"""The shape of a column's values: which lists its words speak for, and which checks they pass."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pytest

from rollcall.definitions import codes as lists
from rollcall.definitions.table import Codes
from rollcall.intake.recognising.columns import encode
from rollcall.intake.recognising.shapes import Shape


def shape(*values: str | None) -> Shape:
    return Shape(encode(pa.array(values, pa.string()), 0, 0, len(values)), "Type", date(2026, 11, 22))


@pytest.mark.parametrize(
    ("values", "codes", "speaks"),
    [
        (["EHE"] * 5 + ["CME"] * 4 + ["Mill Lane"], lists.CATEGORY, True),
        (["EHE"] * 5 + ["CME"] * 3 + ["Mill Lane", "Oak Road"], lists.CATEGORY, False),
        (["Mill Lane"] + ["EHE"] * 5 + ["CME"] * 4, lists.CATEGORY, True),
        (["EHE"] * 10, lists.CATEGORY, False),
        (["E", "K", "N"], lists.SEN_STATUS, True),
        (["E", "K", "N", "X"], lists.SEN_STATUS, False),
        (["", None, "n/a"], lists.CATEGORY, False),
    ],
)
def test_a_column_speaks_for_a_list_by_nine_rows_in_ten_and_two_telling_words(values: list[str | None], codes: Codes, speaks: bool) -> None:
    assert shape(*values).speaks(codes) is speaks


def test_identifiers_are_known_by_their_check_however_they_are_spaced() -> None:
    assert shape("943 476 5919", "9434765919", "943-476-5919.0", "12").nhs_numbers == pytest.approx(0.5)
    assert shape("A80120000 1001", "UN1", "nothing").upns == 0


def test_dates_in_words_are_dates_and_words_without_a_number_are_none() -> None:
    assert shape("3 March 2024", "Monday 4 March 2024", "March", "Sunday").dates == pytest.approx(0.5)
