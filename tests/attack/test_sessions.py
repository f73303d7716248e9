"""No session of a board, a commissioner, or both together holds a number that can be worked out to be small."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rollcall.commands.attack import attack_area

SESSIONS_EACH = 50


@pytest.mark.timeout(1200)
@pytest.mark.threat("subtraction")
@pytest.mark.parametrize("seed", [50000, 50001, 50002, 50004])
def test_nothing_that_sessions_saw_of_an_area_points_at_a_child(seed: int, tried: Callable[..., None]) -> None:
    name, found = attack_area(seed, SESSIONS_EACH)
    assert (found.sessions, found.attacks) == (SESSIONS_EACH, 1 + SESSIONS_EACH)
    assert found.hidden
    assert [f"{name}: {breach}" for breach in found.breaches] == []
    tried(
        found.sessions,
        "random sessions of boards and commissioners attacked as one integer system, beside all of each area at once",
        "no number narrowed below the rule",
    )
