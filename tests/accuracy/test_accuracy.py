"""How much of partners' spreadsheets is recognised without help, and that nothing is read wrongly without a word."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from rollcall.store import Store
from tests.accuracy.count import WHAT, Score, together
from tests.accuracy.measure import measure
from tests.accuracy.styles import STYLES

TUNED = [style.name for style in STYLES if not style.held_out]
HELD_OUT = [style.name for style in STYLES if style.held_out]


@pytest.fixture(scope="module")
def scores() -> Iterator[dict[str, Score]]:
    """The score of each style, measured once."""
    store = Store.open()
    yield measure(STYLES, store)
    store.close()


def test_there_are_forty_house_styles_and_more_beside_those_held_out() -> None:
    assert len(TUNED) >= 40
    assert len(HELD_OUT) >= 10
    assert len({style.name for style in STYLES}) == len(STYLES)


@pytest.mark.parametrize("name", TUNED)
def test_nothing_is_read_otherwise_than_it_is_meant_without_a_word(scores: dict[str, Score], name: str) -> None:
    assert [example for what in WHAT for example in scores[name][what].examples if example.startswith("wrong")] == []


@pytest.mark.parametrize(("what", "share"), [("sheets", 1.0), ("headings", 0.99), ("values", 0.995), ("dates", 0.99), ("rows", 1.0)])
def test_as_much_is_recognised_without_help_as_is_promised(scores: dict[str, Score], what: str, share: float) -> None:
    assert together([scores[name] for name in TUNED])[what].share >= share


@pytest.mark.parametrize(("what", "share"), [("sheets", 1.0), ("headings", 0.97), ("values", 0.97), ("dates", 0.96), ("rows", 0.99)])
def test_styles_that_were_never_tuned_on_are_recognised_nearly_as_well(scores: dict[str, Score], what: str, share: float) -> None:
    assert together([scores[name] for name in HELD_OUT])[what].share >= share


def test_every_value_and_date_is_right_or_said_in_styles_never_tuned_on_as_well(scores: dict[str, Score]) -> None:
    held_out = together([scores[name] for name in HELD_OUT])
    assert held_out["dates"].wrong == 0
    assert held_out["values"].wrong == 0
